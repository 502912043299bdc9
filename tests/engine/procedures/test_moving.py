"""A running case goes over to a newer issue: what it would mean, the deed, its refusals."""

from __future__ import annotations

from typing import Any

import pytest

from khue.engine.procedures import actions, queries
from khue.engine.procedures.actions import moving
from khue.engine.procedures.language import machine
from khue.engine.procedures.models import CaseEvent, ProcedureVersion, TaskCandidate
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.notifications.models import Notice
from tests.engine.procedures.conftest import QT

NEWER = QT.replace('"03"', '"04"').replace("2018-09-01", "2026-09-08")
SHORTER = NEWER.replace("max_days: 3, since: unit_meeting", "max_days: 9, since: unit_meeting")


def newer(cast: Any, text: str = SHORTER) -> ProcedureVersion:
    return actions.install_pack(institution=cast.school, text=text, by=None, at=cast.at)


def move(play: Any, to: ProcedureVersion, **more: Any) -> Any:
    told = {"reason": "Áp dụng lần ban hành 04", "revision": play.case.revision, "by": play.cast.quality_head, **more}
    return moving.move_case(case=play.case, to=to, at=play.cast.at, **told)


def test_running_case_stays_on_its_version_until_moved(cast, installed, begin) -> None:
    play = begin()
    to = newer(cast)
    assert play.case.version == installed
    assert move(play, to).version == to


def test_preview_names_what_changes_from_here_on(cast, installed, begin) -> None:
    seen = moving.look(begin().case, newer(cast))
    assert [(one.step, one.what, one.before, one.after) for one in seen.changes] == [
        ("3", "Thời gian", "3 ngày làm việc", "9 ngày làm việc")
    ]
    assert (seen.here.code, seen.there.step.code, seen.refusal) == ("1", "1", "")


def test_what_is_behind_the_case_is_no_change_for_it(cast, installed, begin) -> None:
    play = begin()
    play("open", cast.head)
    to = newer(
        cast, NEWER.replace("short: Dự thảo", "short: Soạn").replace("name: Dự thảo MTCL và", "name: Soạn MTCL và")
    )
    assert moving.look(play.case, to).changes == ()


def test_move_keeps_what_happened_and_renews_people_and_deadline(cast, installed, begin) -> None:
    play = begin()
    play("open", cast.head)
    play("close", cast.head)
    due = play.task.due_on
    text = SHORTER.replace(
        "responsible:\n          - {role: unit_head, scope: in, label: Trưởng đơn vị}\n          - {role: unit_deputy",
        "responsible:\n          - {role: quality_head, scope: over, label: Trưởng đơn vị}\n          - {role: unit_deputy",
    )
    moved = move(play, newer(cast, text))
    assert machine.restore(moved.state).passed == machine.restore(play.case.state).passed
    assert play.task.due_on > due
    assert set(TaskCandidate.objects.filter(task=play.task).values_list("role", flat=True)) == {
        "quality_head",
        "unit_deputy",
    }


def test_move_leaves_a_line_in_history_and_trail(cast, installed, begin) -> None:
    play = begin()
    moved = move(play, newer(cast))
    event = CaseEvent.objects.filter(case=moved).latest("revision")
    assert (event.outcome, event.step_from, event.step_to, event.reason) == (
        "moved",
        "1",
        "1",
        "Áp dụng lần ban hành 04",
    )
    assert queries.case_timeline(moved)[-1].what == "Chuyển sang lần ban hành khác"
    assert AuditEvent.objects.get(verb="procedures.case.moved").data["to"] == "QT.ĐBCL-04, lần ban hành 04"


def test_step_that_is_gone_is_refused(cast, installed, begin) -> None:
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    renamed = SHORTER.replace("code: 4a", "code: 4x").replace("to: 4a", "to: 4x")
    with pytest.raises(errors.Conflict, match=r"không có bước 4a\. Hãy chọn bước"):
        move(play, newer(cast, renamed))
    assert AuditEvent.objects.filter(verb="procedures.case.moved").count() == 0


def test_step_that_is_gone_is_replaced_by_the_one_that_is_chosen(cast, installed, begin) -> None:
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    old, to = play.task, newer(cast, SHORTER.replace("code: 4a", "code: 4x").replace("to: 4a", "to: 4x"))
    assert [one.step.code for one in moving.look(play.case, to).choices] == ["4x", "3", "2", "1"]
    play.case = move(play, to, step="4x")
    old.refresh_from_db()
    assert (play.case.step, play.task.step, old.outcome, old.closed_by) == ("4x", "4x", "moved", cast.quality_head)
    assert machine.restore(play.case.state).round == 1
    play("pass", cast.quality_officer)
    assert play.case.step == "4b"


def test_case_is_put_back_to_a_step_behind_it_as_a_return(cast, installed, begin) -> None:
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    play.case = move(play, newer(cast), step="3", reason="Làm lại theo lần mới")
    state = machine.restore(play.case.state)
    assert (play.task.step, state.round, [one.step for one in state.passed]) == ("3", 2, ["1", "2"])
    assert [(one.step, one.to, one.reason) for one in state.returns] == [("4a", "3", "Làm lại theo lần mới")]
    last = queries.case_timeline(play.case)[-1]
    assert (last.what, last.is_return, last.to[:2]) == ("Chuyển sang lần ban hành khác", True, "3.")


def test_case_is_never_put_ahead_of_where_it_stands(cast, installed, begin) -> None:
    play, to = begin(), newer(cast)
    with pytest.raises(errors.Conflict):
        move(play, to, step="3")


def test_who_has_the_step_by_the_other_issue_is_told(
    cast, installed, begin, django_capture_on_commit_callbacks
) -> None:
    play = begin()
    text = SHORTER.replace(
        "{role: unit_head, scope: in, label: Trưởng đơn vị}", "{role: unit_deputy, scope: in, label: Phó}"
    )
    with django_capture_on_commit_callbacks(execute=True):
        move(play, newer(cast, text))
    told = Notice.objects.filter(key=f"task:{play.task.public_id}:opened")
    assert [one.person for one in told] == [cast.deputy]


@pytest.mark.parametrize(("told", "kind"), [({"reason": "  "}, errors.Invalid), ({"revision": 9}, errors.Conflict)])
def test_move_without_reason_or_on_an_old_page_is_refused(cast, installed, begin, told, kind) -> None:
    play = begin()
    with pytest.raises(kind):
        move(play, newer(cast), **told)


def test_only_the_quality_head_moves_cases(cast, installed, begin) -> None:
    play, to = begin(), newer(cast)
    for who in (cast.head, cast.quality_officer, cast.stranger):
        with pytest.raises(errors.NotAllowed):
            move(play, to, by=who)


def test_same_issue_and_another_procedure_are_refused(cast, installed, begin) -> None:
    play = begin()
    with pytest.raises(errors.Conflict, match="đúng lần ban hành đó"):
        move(play, installed)
    with pytest.raises(errors.Conflict, match="cùng quy trình"):
        move(play, newer(cast, QT.replace("QT.ĐBCL-04", "QT.KHAC")))
