"""Cases of the two flows, walked by the cast: deeds, trail, refusals, rollback."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from khue.engine.procedures import actions, queries
from khue.engine.procedures.actions import cases, effects
from khue.engine.procedures.models import Case, CaseEvent, Task
from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.access.models import Grant
from tests.engine.procedures import texts
from tests.engine.procedures.conftest import QT, Play, start_case


def test_start_pins_the_version_and_opens_the_first_task(cast, installed, begin) -> None:
    play = begin()
    assert (play.case.version, play.case.step, play.case.status) == (installed, "1", "open")
    assert (play.task.name, play.task.unit) == ("1. Dự thảo MTCL và KHTHMTCL của đơn vị", cast.faculty)
    assert {(one.role, one.scope, one.decides) for one in play.task.candidates.all()} == {
        ("unit_head", "in", True),
        ("unit_deputy", "in", False),
    }


def test_a_running_case_stays_on_its_version(cast, begin) -> None:
    play = begin()
    shorter = QT.replace('"03"', '"04"').replace(
        "{kind: working_days, max_days: 5}", "{kind: working_days, max_days: 1}"
    )
    actions.install_pack(institution=cast.school, text=shorter, by=None, at=cast.at)
    play("open", cast.head)
    play("close", cast.head)
    play("submit", cast.head)
    assert (play.case.version.issue_number, play.task.due_on) == ("03", date(2026, 9, 14))


def test_unit_flow_runs_from_draft_to_report(cast, begin, deeds) -> None:
    play = begin()
    play("open", cast.head)
    play("close", cast.head)
    play("submit", cast.head)
    play("pass", cast.quality_officer)
    play("approve", cast.vice_rector)
    play("issue", cast.quality_head)
    play("report", cast.head)
    assert (play.case.status, play.case.ended_at, play.case.revision) == ("ended", cast.at, 8)
    assert queries.open_task(play.case) is None
    assert [name for deed in deeds for name in deed.outcome.effects] == [
        f"tests.{name}"
        for name in ("open_consultation", "close_consultation", "submit", "record_check", "approve", "issue", "report")
    ]


def test_school_flow_needs_the_minutes(cast, begin) -> None:
    play = begin("school")
    play("open", cast.quality_officer)
    play.met = ()
    with pytest.raises(errors.Conflict, match="biên bản"):
        play("close", cast.quality_officer)
    play.met = ("minutes",)
    assert play("close", cast.quality_officer).step == "3"


def test_return_goes_back_with_its_reason_and_days_count_anew(cast, begin) -> None:
    play = begin(dates={"unit_meeting": date(2026, 9, 3)})
    for outcome in ("open", "close"):
        play(outcome, cast.head)
    assert play.task.due_on == date(2026, 9, 8)
    play("submit", cast.head)
    play("return", cast.quality_head, "Chỉ tiêu 5 thấp hơn chỉ tiêu của trường.")
    assert (play.case.step, play.task.due_on) == ("3", date(2026, 9, 10))
    event = CaseEvent.objects.get(case=play.case, is_return=True)
    assert (event.step_from, event.step_to, event.reason) == ("4a", "3", "Chỉ tiêu 5 thấp hơn chỉ tiêu của trường.")


def test_return_without_a_reason_is_refused(cast, begin) -> None:
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    with pytest.raises(errors.Invalid) as caught:
        play("return", cast.quality_head, "   ")
    assert caught.value.fields == {"reason": ["Hãy ghi lý do trước khi chọn “Trả lại”."]}
    assert Case.objects.get().step == "4a"


def test_effect_sees_the_deed_after_the_move(cast, begin, deeds) -> None:
    play = begin()
    play.facts = {"note": 7}
    play("open", cast.head)
    deed = deeds[-1]
    assert (deed.case.step, deed.task.step, deed.by, deed.facts) == ("2", "1", cast.head, {"note": 7})


def test_refusal_of_an_effect_undoes_everything(cast, begin) -> None:
    play = begin()

    def refuse(deed: effects.Deed) -> None:
        raise errors.Conflict("empty", "Bộ mục tiêu chưa có mục tiêu nào.")

    effects.forget("tests.open_consultation")
    effects.register("tests.open_consultation", refuse)
    before = AuditEvent.objects.count()
    with pytest.raises(errors.Conflict, match="chưa có mục tiêu"):
        play("open", cast.head)
    case = Case.objects.get()
    assert (case.step, case.revision, case.state["step"]) == ("1", 1, "1")
    assert (Task.objects.get().closed_at, AuditEvent.objects.count()) == (None, before)


def test_broken_trail_undoes_everything(cast, begin, break_journal) -> None:
    play = begin()
    with pytest.raises(break_journal()):
        play("open", cast.head)
    assert (Case.objects.get().step, Task.objects.get().closed_at) == ("1", None)


def test_trail_tells_the_moves_under_the_subject(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    rows = AuditEvent.objects.filter(verb__startswith="procedures.case").order_by("seq")
    assert [(row.verb, row.about_type, row.about_id) for row in rows] == [
        ("procedures.case.started", "organisation.unit", cast.faculty.pk),
        ("procedures.case.decided", "organisation.unit", cast.faculty.pk),
    ]
    assert rows[1].data["label"] == "Lấy ý kiến"


def test_second_decider_is_told_who_did_what_when(cast, begin) -> None:
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    task = play.task
    cases.decide(task=task, outcome="pass", by=cast.quality_head, at=cast.at)
    with pytest.raises(errors.Conflict) as caught:
        cases.decide(task=task, outcome="return", by=cast.quality_officer, at=cast.at, reason="Sai")
    assert caught.value.message == (
        "Lý Bảo Trâm đã xử lý bước “4a. Xem xét” lúc 09:00 07/09/2026: Phù hợp, trình phê duyệt. "
        "Hãy tải lại trang để xem bước hiện tại."
    )


def test_swap_fails_when_the_case_moved_under_the_reader(cast, begin, monkeypatch) -> None:
    play = begin()
    real = cases._swap

    def meanwhile(case, state, at) -> None:
        Case.objects.filter(pk=case.pk).update(revision=case.revision + 1)
        real(case, state, at)

    monkeypatch.setattr(cases, "_swap", meanwhile)
    with pytest.raises(errors.Conflict) as caught:
        play("open", cast.head)
    assert caught.value.code == "case_moved"


@pytest.mark.parametrize(
    "who", ["teacher", "deputy", "other_head", "stranger", "auditor", "admin", "rector", "quality_head"]
)
def test_nobody_but_the_head_opens_the_consultation(cast, begin, who) -> None:
    play = begin()
    with pytest.raises(errors.NotAllowed, match="Trưởng đơn vị quyết định"):
        play("open", getattr(cast, who))


def test_vice_rector_approves_only_the_units_in_their_charge(cast, begin) -> None:
    play = Play(cast, start_case(cast, cast.other_faculty, "unit"))
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.other_head)
    play("pass", cast.quality_officer)
    with pytest.raises(errors.NotAllowed):
        play("approve", cast.vice_rector)
    assert play("approve", cast.rector).step == "5"


def test_revoked_and_inactive_people_decide_nothing(cast, begin) -> None:
    play = begin()
    Grant.objects.filter(person=cast.head).update(valid_to=cast.today - timedelta(days=1))
    with pytest.raises(errors.NotAllowed):
        play("open", cast.head)
    Grant.objects.filter(person=cast.head).update(valid_to=cast.today)
    cast.head.is_active = False
    with pytest.raises(errors.NotAllowed):
        play("open", cast.head)


def test_one_thing_has_one_open_case(cast, begin) -> None:
    play = begin()
    with pytest.raises(errors.Conflict, match="đang được thực hiện"):
        begin()
    twin = Case.objects.get(pk=play.case.pk)
    twin.pk, twin.public_id = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_day_of_the_meeting_gives_the_open_task_its_deadline(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    assert play.task.due_on is None
    cases.set_date(case=play.case, name="unit_meeting", on=date(2026, 9, 11), by=cast.head, at=cast.at)
    assert play.task.due_on == date(2026, 9, 11)
    cases.set_date(case=play.case, name="unit_meeting", on=None, by=cast.head, at=cast.at)
    assert play.task.due_on is None
    assert AuditEvent.objects.filter(verb="procedures.case.dated").count() == 2


def test_invented_procedure_runs_to_its_end(cast, deeds) -> None:
    actions.install_pack(institution=cast.school, text=texts.INVENTED, by=None, at=cast.at)
    play = Play(cast, start_case(cast, cast.faculty, "idea"), met=("scored",))
    play("send", cast.teacher)
    play("back", cast.head, "Thiếu minh chứng")
    play("send", cast.teacher)
    play("good", cast.head)
    play("again", cast.head, "Vắng thư ký")
    play("agree", cast.head)
    play("sign", cast.rector)
    assert (play.case.status, play.case.state["round"], len(deeds)) == ("ended", 3, 4)


def test_two_step_pack_runs_without_a_line_of_code(cast, deeds) -> None:
    text = (texts.PACKS / "hai-buoc.yaml").read_text(encoding="utf-8").replace("objectives.", "tests.")
    actions.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
    play = Play(cast, start_case(cast, cast.faculty, "unit"))
    play("submit", cast.head)
    play("approve", cast.rector)
    assert [deed.outcome.code for deed in deeds] == ["submit", "approve", "approve"]
    assert play.case.status == "ended"


def test_case_that_is_given_up_stops_where_it_stands(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    task = play.task
    cases.close(case=play.case, reason="Đơn vị sáp nhập", by=cast.quality_head, at=cast.at)
    case = Case.objects.get()
    assert (case.status, case.state["status"], queries.open_task(case)) == ("ended", "ended", None)
    assert [line.what for line in queries.case_timeline(case)] == ["Bắt đầu", "Lấy ý kiến", "Dừng thực hiện"]
    with pytest.raises(errors.Conflict, match=r"Lý Bảo Trâm đã xử lý bước .* dừng thực hiện"):
        cases.decide(task=task, outcome="close", by=cast.head, at=cast.at)


def test_every_verb_of_the_trail_has_a_sentence(cast, begin) -> None:
    play = begin()
    play("open", cast.head)
    play("close", cast.head)
    play("submit", cast.head)
    play("return", cast.quality_head, "Thiếu minh chứng")
    cases.set_date(case=play.case, name="unit_meeting", on=date(2026, 9, 11), by=cast.head, at=cast.at)
    cases.close(case=play.case, reason="Sáp nhập", by=cast.quality_head, at=cast.at)
    said = [
        wording.sentence(event) for event in AuditEvent.objects.filter(verb__startswith="procedures").order_by("seq")
    ]
    assert said[0] == "Cài quy trình QT.ĐBCL-04, lần ban hành 03"
    assert said[2] == "1. Dự thảo MTCL và KHTHMTCL của đơn vị: Lấy ý kiến"
    assert said[-3:] == [
        "4a. Xem xét: Trả lại về bước 3. Lý do: Thiếu minh chứng",
        "Đặt ngày cho thời hạn của quy trình: 11/09/2026",
        "Dừng thực hiện quy trình: Sáp nhập",
    ]
