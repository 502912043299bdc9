"""Deeds that cross: while one is under way another begins, on two real connections. Each is judged on what the other left behind,
and none waits for one that waits for it (docs/adr/0020).

On SQLite the second waits from its beginning; on PostgreSQL it gets as far as the institution's turn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from khue.engine.papers.models import Paper
from khue.engine.procedures import actions as procedures
from khue.engine.procedures import queries as case_queries
from khue.engine.procedures.actions import cases, effects
from khue.engine.procedures.actions import gates as conditions
from khue.engine.procedures.models import Case
from khue.engine.records.models import Evidence
from khue.foundation.kernel import errors
from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.actions import issuing, journal
from khue.quality.objectives.models import Comment, Objective, ObjectiveSet
from tests import cast as people
from tests.engine.procedures.test_concurrency import apart, real_connections, together  # noqa: F401
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
Beside = Callable[..., list[Any]]
UNTIL_IT_IS_CLEAR = 1.0
"""Seconds after which a deed that has not come through is waiting."""


@pytest.fixture
def cast(transactional_db: None) -> people.Cast:
    return people.make()


@pytest.fixture
def beside(real_connections: Any, monkeypatch: pytest.MonkeyPatch) -> Beside:  # noqa: F811
    """`beside((module, name), first, second)`: the first stops before it calls that function, until the second is through or waits
    for it; what each returned or was refused with."""

    def run(place: tuple[Any, str], first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
        reached, through, real = threading.Event(), threading.Event(), getattr(*place)
        stopping: list[int] = []

        def stop(*given: Any, **named: Any) -> Any:
            if threading.get_ident() in stopping and not reached.is_set():
                reached.set()
                through.wait(UNTIL_IT_IS_CLEAR)
            return real(*given, **named)

        def begin() -> Any:
            stopping.append(threading.get_ident())
            return first()

        def follow() -> Any:
            assert reached.wait(10)
            try:
                return second()
            finally:
                through.set()

        monkeypatch.setattr(*place, stop)
        real_connections()
        return together(begin, follow)

    return run


def edit(cast: people.Cast, made: ObjectiveSet) -> Callable[[], Objective]:
    """Another sentence for the first objective, by somebody who saw the page as it is now."""
    shown, [content] = stage.fresh(made), queries.content_of(made).objectives
    objective = queries.objective_for(cast.head, content.key)
    changed = replace(content, statement="Sửa cùng lúc")
    told: dict[str, Any] = {"objective_set": shown, "objective": objective, "revision": shown.revision}
    return lambda: actions.save_objective(content=changed, by=cast.head, at=cast.at, **told)


def decision(cast: people.Cast, made: ObjectiveSet, outcome: str, who: str = "head", **more: Any) -> Callable[[], Case]:
    task = case_queries.open_task(stage.fresh(made).case)
    return lambda: cases.decide(task=task, outcome=outcome, by=getattr(cast, who), at=cast.at, **more)


def statements_of(made: ObjectiveSet) -> list[str]:
    return apart(lambda: list(Objective.objects.filter(set=made).values_list("statement", flat=True)))


def test_an_edit_beside_a_decision_is_told_who_was_faster(cast: people.Cast, beside: Beside) -> None:
    stage.install(cast)
    made = stage.draft(cast)
    before = [one.statement for one in queries.content_of(made).objectives]
    won, lost = beside((effects, "run"), decision(cast, made, "open"), edit(cast, made))
    assert isinstance(won, Case)
    assert isinstance(lost, errors.Conflict)
    assert lost.message.startswith(f"{cast.head.full_name} đã thay đổi bộ mục tiêu này lúc")
    assert statements_of(made) == before


def test_a_decision_beside_an_edit_is_told_that_the_words_are_others(cast: people.Cast, beside: Beside) -> None:
    stage.install(cast)
    made = stage.walk(cast, stage.draft(cast), "close")
    seen = queries.content_of(made).content_hash()
    won, lost = beside((journal, "record"), edit(cast, made), decision(cast, made, "submit", facts={"seen": seen}))
    assert isinstance(won, Objective)
    assert isinstance(lost, errors.Conflict)
    assert lost.code == "stale_tab"
    assert statements_of(made) == ["Sửa cùng lúc"]
    assert apart(lambda: stage.fresh(made).state) == terms.DRAFT


@pytest.fixture
def consulted(cast: people.Cast) -> ObjectiveSet:
    """At a consultation that ends only when every comment has its answer."""
    close = 'code: close, label: Kết thúc góp ý, to: "3", primary: true, effects'
    asked = "{code: all_answered, message: Hãy trả lời hết các góp ý.}"
    text = stage.PROCEDURE.read_text(encoding="utf-8")
    assert text.count(close) == 1
    text = text.replace("\ngates:\n", f"\ngates:\n  - {asked}\n")
    text = text.replace(close, close.replace("effects", "gates: [all_answered], effects"))
    procedures.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
    return stage.walk(cast, stage.draft(cast), "open")


def say(cast: people.Cast, made: ObjectiveSet) -> Callable[[], Comment]:
    shown = stage.fresh(made)
    return lambda: actions.add_comment(objective_set=shown, text="Nên nâng", by=cast.teacher, at=cast.at)


def answer(cast: people.Cast, made: ObjectiveSet, comment: Comment) -> Callable[[], Comment]:
    shown = queries.comment_for(cast.head, stage.fresh(made), comment.pk)
    return lambda: actions.respond(comment=shown, response=terms.ACCEPTED, text="Đã nâng", by=cast.head, at=cast.at)


def test_a_decision_counts_the_comment_that_is_just_written(
    cast: people.Cast, consulted: ObjectiveSet, beside: Beside
) -> None:
    said, refused = beside((journal, "record"), say(cast, consulted), decision(cast, consulted, "close"))
    assert isinstance(said, Comment)
    assert isinstance(refused, errors.Refused)
    assert "Hãy trả lời hết các góp ý" in refused.message


def test_a_decision_counts_the_answer_that_is_just_given(
    cast: people.Cast, consulted: ObjectiveSet, beside: Beside
) -> None:
    given = answer(cast, consulted, say(cast, consulted)())
    answered, moved = beside((journal, "record"), given, decision(cast, consulted, "close"))
    assert isinstance(answered, Comment)
    assert isinstance(moved, Case)


def test_a_comment_beside_the_end_of_the_consultation_comes_too_late(
    cast: people.Cast, consulted: ObjectiveSet, beside: Beside
) -> None:
    moved, refused = beside((effects, "run"), decision(cast, consulted, "close"), say(cast, consulted))
    assert isinstance(moved, Case)
    assert isinstance(refused, errors.Conflict)
    assert refused.code == "not_consulting"
    assert apart(Comment.objects.count) == 0


def test_an_answer_beside_the_submission_comes_too_late(
    cast: people.Cast, consulted: ObjectiveSet, beside: Beside
) -> None:
    comment = say(cast, consulted)()
    answer(cast, consulted, comment)()
    made = stage.step(cast, consulted, "close", "head")
    moved, refused = beside((effects, "run"), decision(cast, made, "submit"), answer(cast, made, comment))
    assert isinstance(moved, Case)
    assert isinstance(refused, errors.Conflict)
    assert refused.code == "set_not_draft"


def approved(cast: people.Cast, unit: Any, head: str, approver: str) -> ObjectiveSet:
    way = [(outcome, {"head": head, "vice_rector": approver}.get(who, who)) for outcome, who in stage.UNIT_WAY]
    return stage.walk(cast, stage.draft(cast, unit=unit, by=getattr(cast, head)), "approve", tuple(way))


def both(cast: people.Cast) -> list[ObjectiveSet]:
    stage.install(cast)
    return [
        approved(cast, cast.faculty, "head", "vice_rector"),
        approved(cast, cast.other_faculty, "other_head", "rector"),
    ]


def test_issuing_several_beside_issuing_one_of_them(cast: people.Cast, beside: Beside) -> None:
    """The one is half decided when the several begin: whoever began first wins, the other is told, nobody is given up."""
    sets = both(cast)
    alone = decision(cast, sets[0], "issue", "quality_head", facts={"decided_on": cast.today})
    shown, order = [stage.fresh(one) for one in sets], issuing.Order(decided_on=cast.today)
    won, lost = beside(
        (conditions, "met"),
        alone,
        lambda: issuing.issue_together(sets=shown, order=order, by=cast.quality_officer, at=cast.at),
    )
    assert isinstance(won, Case)
    assert isinstance(lost, errors.Conflict)
    assert "chưa đến bước ban hành" in lost.message
    assert apart(lambda: list(Paper.objects.values_list("code", flat=True))) == ["01/QĐ-CĐKTKV"]
    assert [apart(lambda one=one: stage.fresh(one).state) for one in sets] == [terms.ISSUED, terms.APPROVED]


def test_a_result_beside_the_version_that_replaces_its_set(cast: people.Cast, beside: Beside) -> None:
    """Both write to the old set: the result comes first and goes along."""
    stage.install(cast)
    old = stage.issued(cast)
    new = actions.new_version(objective_set=old, reason="Điều chỉnh", by=cast.head, at=cast.at)
    new = stage.walk(cast, stage.fresh(new), "approve")
    facts = {"decision_number": "320/QĐ-CĐKTKV", "decided_on": cast.today}
    measured, moved = beside(
        (journal, "record"),
        lambda: stage.measure(cast, old, 90),
        decision(cast, new, "issue", "quality_head", facts=facts),
    )
    assert isinstance(moved, Case)
    assert measured.value == 90
    assert apart(lambda: type(measured).objects.filter(target__objective__set=new).count()) == 1


def test_what_was_seen_before_a_decision_is_not_judged_by(cast: people.Cast, consulted: ObjectiveSet) -> None:
    """No waiting needed: a page that is a step behind."""
    late_words, comment = say(cast, consulted), say(cast, consulted)()
    answer(cast, consulted, comment)()
    late_answer = answer(cast, consulted, comment)
    stage.step(cast, stage.step(cast, consulted, "close", "head"), "submit", "head")
    with pytest.raises(errors.Conflict, match="không ở bước lấy ý kiến"):
        late_words()
    with pytest.raises(errors.Conflict, match="đã trình"):
        late_answer()


def test_who_is_too_late_leaves_no_file(
    cast: people.Cast, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "kho"
    monkeypatch.setattr(timezone, "now", lambda: cast.at)
    stage.install(cast)
    made = stage.draft(cast, by=cast.quality_head, unit=cast.school)
    made = stage.walk(cast, made, "open", stage.SCHOOL_WAY)
    address, seen = deed_url(made), queries.content_of(made).content_hash()
    client = sign_in(cast.quality_head)
    stage.step(cast, made, "close", "quality_officer")
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4 bien ban")
    sent = {"outcome": "close", "reason": "", "seen": seen, "gate-minutes": file, "gate-minutes-on": "04/9/2026"}
    late = client.post(address, sent)
    assert late.status_code == 409
    assert Evidence.objects.count() == 0
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
