"""The registry of effects: names that a procedure may use, filled by the upper apps in `apps.ready()`.

The engine knows only names. `objectives.approve` in a pack means what the objectives app registered under it; an effect that
nobody registered is a fault when the pack is installed, never a surprise when somebody presses the button. An app whose effects
change the state of something also registers its life: what each of them needs and makes of it, as data (`language.lives`). By it
faults are found before a procedure is issued, and a deed that cannot happen says what is wrong with the procedure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from khue.engine.procedures.language import lives, machine, schema, standing, telling, walking
from khue.engine.procedures.models import Case, Task
from khue.foundation.kernel import clock, errors
from khue.people.access import queries as access


@dataclass(frozen=True, slots=True)
class Deed:
    """What has just been decided, as an effect sees it: inside the transaction, after the case moved on.

    `case` stands at its new step; `task` is the one that was closed; `facts` is what the caller handed over (a number, a date).
    `effect` is the name under which the handler is called.
    """

    case: Case
    task: Task
    outcome: schema.Outcome
    by: Any
    at: datetime
    reason: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    effect: str = ""


Handler = Callable[[Deed], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A life with the doors to the things that live it. `life` gives its words in the language of the moment; `read` how the
    thing of a case is; `mend` carries out effects that only take back (name, case, by, at, reason) when a case is put elsewhere."""

    life: Callable[[], lives.Life]
    read: Callable[[Case], lives.Subject]
    mend: Callable[[str, Case, Any, datetime, str], None]


_HANDLERS: dict[str, Handler] = {}
_LABELS: dict[str, str | Promise] = {}
_LIVES: dict[str, Kept] = {}


def register(name: str, handler: Handler, label: str | Promise = "") -> None:
    """Give a name its handler; `label` names it where a procedure is written. Registering another one under the same name is a
    mistake of the program."""
    _LABELS[name] = label or name
    if _HANDLERS.setdefault(name, handler) is not handler:
        raise ValueError(f"effect {name} has a handler already")


def register_life(subject_type: str, kept: Kept) -> None:
    """The life of what cases are about, by the label of its model. Another one for the same model is a mistake of the program."""
    if _LIVES.setdefault(subject_type, kept) != kept:
        raise ValueError(f"{subject_type} has a life already")


def forget(name: str) -> None:
    """Take a name out again (tests)."""
    _HANDLERS.pop(name, None)


def forget_life(subject_type: str) -> None:
    """Take a life out again (tests)."""
    _LIVES.pop(subject_type, None)


def choices() -> list[tuple[str, str]]:
    """Every name with its label, in the order in which they were registered."""
    return [(name, str(_LABELS[name])) for name in _HANDLERS]


def names() -> frozenset[str]:
    """Every name that is known."""
    return frozenset(_HANDLERS)


def known_lives() -> list[lives.Life]:
    """Every life that is known, with its words."""
    return [kept.life() for kept in _LIVES.values()]


def life_of(case: Case) -> Kept | None:
    """The life of what a case is about, if an app has told one."""
    return _LIVES.get(case.subject_type)


def faults(procedure: schema.Procedure) -> list[schema.Fault]:
    """What would go wrong with the things that the procedure is about: deeds that could not happen, ends before the issue."""
    return list(telling.faults(procedure, known_lives()))


def remarks(procedure: schema.Procedure) -> list[schema.Fault]:
    """What may be meant and should be looked at before the procedure is issued."""
    return list(telling.remarks(procedure, known_lives()))


def run(deed: Deed) -> None:
    """Carry out the effects of an outcome in the order of the procedure; the first refusal undoes the whole decision."""
    for name in deed.outcome.effects:
        _HANDLERS[name](replace(deed, effect=name))


def fallback(case: Case) -> schema.Outcome | None:
    """The return of last resort from the step at which a case stands (`standing.fallback`); None while nothing has fallen."""
    kept, flow = life_of(case), case.version.read().flow(case.flow)
    if kept is None or flow is None:
        return None
    return standing.fallback(flow, kept.life(), kept.read(case), machine.restore(case.state))


def check_possible(deed: Deed, state: str) -> None:
    """Raises `Conflict` when the thing is in a state in which the deed cannot happen: the procedure is at fault, and whoever
    pressed the button is told what is wrong with it and who mends it."""
    kept = life_of(deed.case)
    life = kept.life() if kept is not None else None
    effect = life.effect(deed.effect) if life is not None else None
    if life is None or effect is None or not effect.needs.states or state in effect.needs.states:
        return
    lack = lives.Lack(lives.Subject(state), effect.needs.states)
    edge = walking.Edge(deed.task.step, deed.outcome)
    trouble = walking.Trouble("effect", deed.task.step, edge, lack, effect)
    flow = deed.case.version.read().flow(deed.case.flow)
    assert flow is not None  # the case runs by it
    raise errors.Conflict("procedure_at_fault", _message(deed, flow, life, trouble))


def _message(deed: Deed, flow: schema.Flow, life: lives.Life, trouble: walking.Trouble) -> str:
    found = walking.troubles(flow, life)
    why = (
        _("bước %(step)s: %(said)s") % {"step": one.step, "said": telling.sentence(flow, life, one)}
        for one in (found[:2] or (trouble,))
    )
    return _(
        "Chưa ghi gì. %(version)s viết thiếu nên không đi tiếp được: %(why)s "
        "%(who)s soạn lần ban hành mới có sửa chỗ này, rồi chuyển “%(title)s” sang lần đó ở mục Quy trình."
    ) % {
        "version": deed.case.version, "why": " ".join(why), "who": menders(deed.case, deed.at), "title": deed.case.title
    }  # fmt: skip


def menders(case: Case, at: datetime) -> str:
    """Who may write the next issue and move the case to it, by name: “Bùi Thị Trâm (đề nghị)”, or the office in general."""
    people = access.people_with("procedures.move_case", case.institution, clock.today(at))
    names = ", ".join(one.display_name for one in people[:2])
    return _("Hãy đề nghị %(names)s") % {"names": names} if names else _("Hãy đề nghị đơn vị phụ trách chất lượng")
