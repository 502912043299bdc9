"""The life of a set of objectives, told to the engine: by it procedures are judged before they are issued, and cases moved.

What follows what is `terms.TRANSITIONS`; here stands which deed makes which of these steps, and what else it needs.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from khue.engine.procedures.language import lives
from khue.engine.procedures.language.lives import Effect, Fact, Needs, Place, Subject
from khue.engine.procedures.models import Case
from khue.quality.objectives import terms
from khue.quality.objectives.actions import consulting, deciding
from khue.quality.objectives.models import ConsultationRound, Objective, ObjectiveSet, Review
from khue.quality.objectives.queries import rows

WRITTEN, CONSULTING, CHECKED, FALLEN = "written", "consulting", "checked", "fallen"
"""What may hold of a set besides its state. `fallen`: the words are no longer those that were approved."""
DRAFT = frozenset({terms.DRAFT})
RETURN, CLOSE = "objectives.return_to_unit", "objectives.close_consultation"


def _before(state: str) -> frozenset[str]:
    """The states from which a set may go over to that one."""
    return frozenset(one for one, after in terms.TRANSITIONS.items() if state in after)


def life(labels: dict[str, Any], steps: dict[str, str]) -> lives.Life:
    """`labels` name the effects, `steps` the kinds of step, in the language of the moment."""

    def effect(name: str, needs: Needs, **more: Any) -> Effect:
        return Effect(f"objectives.{name}", str(labels[f"objectives.{name}"]), needs, **more)

    def writing(kind: str, needs: Needs) -> Place:
        return Place(steps[kind], needs, gives=frozenset({WRITTEN}), gives_in=DRAFT)

    return lives.Life(
        thing=_("bộ mục tiêu"),
        begins=terms.DRAFT,
        ends=frozenset({terms.ISSUED}),
        issues="objectives.issue",
        states={code: str(words) for code, words in terms.SET_STATES},
        facts={
            WRITTEN: Fact(_("đã có nội dung"), _("chưa qua bước nào để viết")),
            CONSULTING: Fact(_("còn đang lấy ý kiến"), _("chưa được mở lấy ý kiến")),
            CHECKED: Fact(_("đã được xem xét là phù hợp"), _("chưa được ghi là xem xét phù hợp")),
            FALLEN: Fact(_("đã khác với bản được phê duyệt"), _("đúng như bản được phê duyệt")),
        },
        effects=(
            effect("open_consultation", Needs(DRAFT, wants=frozenset({WRITTEN})), gives=frozenset({CONSULTING})),
            effect("close_consultation", Needs(DRAFT, wants=frozenset({CONSULTING})), clears=frozenset({CONSULTING}),
                   mends=True),
            effect("submit", Needs(_before(terms.SUBMITTED), frozenset({WRITTEN}), frozenset({CONSULTING})),
                   to=terms.SUBMITTED, clears=frozenset({CHECKED})),
            effect("record_check", Needs(frozenset({terms.SUBMITTED})), gives=frozenset({CHECKED}),
                   home=frozenset({"review"})),
            effect("approve", Needs(_before(terms.APPROVED)), to=terms.APPROVED, home=frozenset({"approve"})),
            effect("return_to_unit", Needs(_before(terms.DRAFT)), to=terms.DRAFT, clears=frozenset({CHECKED, FALLEN}),
                   mends=True),
            effect("issue", Needs(_before(terms.ISSUED), bars=frozenset({FALLEN})), to=terms.ISSUED,
                   home=frozenset({"issue"})),
            effect("report", Needs(frozenset({terms.ISSUED})), home=frozenset({"report"})),
        ),
        kinds={
            "draft": writing("draft", Needs(DRAFT)),
            "finalise": writing("finalise", Needs(DRAFT)),
            "task": writing("task", Needs()),
            "consult": Place(steps["consult"], Needs(DRAFT, wants=frozenset({CONSULTING}))),
            **{kind: Place(steps[kind]) for kind in ("review", "approve", "issue", "report")},
        },
        gates={"check_passed": Needs(frozenset({terms.SUBMITTED}), wants=frozenset({CHECKED}))},
    )  # fmt: skip


def read(case: Case) -> Subject:
    """How the set of a case is. Six statements."""
    found = ObjectiveSet.objects.get(pk=case.subject_id)
    held = {
        WRITTEN: Objective.objects.filter(set=found).exists(),
        CONSULTING: ConsultationRound.objects.filter(set=found, closed_at__isnull=True).exists(),
        CHECKED: is_checked(case),
        FALLEN: found.state == terms.APPROVED and rows.content_of(found).content_hash() != found.content_hash,
    }
    return Subject(found.state, frozenset(name for name, so in held.items() if so))


def is_checked(case: Case, at: datetime | None = None) -> bool:
    """Whether the one who checks found exactly the content fit that was submitted, and nothing has voided that since."""
    submitted = ObjectiveSet.objects.filter(pk=case.subject_id).exclude(content_hash="").values("content_hash")
    standing = Review.objects.filter(kind=terms.CHECK, passed=True, voided_at__isnull=True)
    return standing.filter(set_id=case.subject_id, content_hash__in=submitted).exists()


def mend(name: str, case: Case, by: Any, at: datetime, reason: str) -> None:
    """A case is put elsewhere: what was done and cannot stand there is taken back, with the reason of the move."""
    linked = ObjectiveSet.objects.select_for_update(of=("self",)).select_related("unit", "institution", "period")
    found = linked.get(pk=case.subject_id)
    found.case = case
    if name == RETURN:
        deciding.reopen(objective_set=found, reason=reason, by=by, at=at)
    if name == CLOSE:
        consulting.close_round(objective_set=found, at=at)
