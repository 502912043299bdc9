"""A consultation: who is asked, until when, what was said about what, what it led to, the table and the minutes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khue.engine.procedures import queries as procedures
from khue.foundation.kernel import errors
from khue.people.organisation.models import Appointment
from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.actions import consulting
from khue.quality.objectives.models import Comment, ConsultationRound, Invitation, Minutes, ObjectiveSet
from khue.quality.objectives.printing import consulting as papers
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in, url

UNTIL = date(2026, 9, 10)
LATER = timedelta(days=4)


def asked(play: Cast, **more: Any) -> ObjectiveSet:
    """The faculty's draft, shown for comments until the tenth."""
    return stage.step(play, stage.draft(play), "open", "head", facts={"comments_until": UNTIL, **more})


def say(play: Cast, made: ObjectiveSet, words: str = "Nên ghi rõ khóa.", **more: Any) -> Comment:
    return actions.add_comment(objective_set=made, text=words, **{"by": play.teacher, "at": play.at, **more})


def edit(play: Cast, made: ObjectiveSet, value: int) -> None:
    """The head raises the first target."""
    made = stage.fresh(made)
    row = made.objectives.get()
    one = queries.content_of(made).objectives[0]
    better = replace(one, targets=(replace(one.targets[0], value=Decimal(value)),))
    actions.save_objective(
        objective_set=made, objective=row, content=better, revision=made.revision, by=play.head, at=play.at
    )


def told(play: Cast, **more: Any) -> dict[str, Any]:
    return {
        "met_on": play.today, "starts_at": time(8), "ends_at": time(10, 30), "place": "Phòng họp khoa", "chair": play.head,
        "secretary": play.deputy, "absent": "", "conclusions": "Nâng chỉ tiêu.\nTrình trước ngày 12/9.", "votes_for": 3,
        "attendees": [{"name": one.full_name, "post": ""} for one in (play.head, play.deputy, play.teacher)], **more,
    }  # fmt: skip


# ---- the round ----


def test_opening_asks_everybody_of_the_unit_but_its_chair(play: Cast) -> None:
    made = asked(play)
    found = ConsultationRound.objects.get(set=made)
    assert (found.number, found.deadline, len(found.content["objectives"])) == (1, UNTIL, 1)
    invited = (
        Invitation.objects.filter(round=found).order_by("person__name_key").values_list("person__full_name", "seen_at")
    )
    assert list(invited) == [(play.deputy.full_name, None), (play.teacher.full_name, None)]
    assert stage.last_event(made).data | {"asked": 2} == stage.last_event(made).data


def test_at_school_level_the_leaders_are_asked(play: Cast) -> None:
    made = stage.draft(play, by=play.quality_head, unit=play.school)
    made = stage.step(play, made, "open", "quality_head")
    names = (
        Invitation.objects.filter(round__set=made)
        .order_by("person__name_key")
        .values_list("person__full_name", flat=True)
    )
    assert list(names) == [play.other_head.full_name, play.head.full_name]


def test_a_deadline_in_the_past_is_refused_and_nothing_opens(play: Cast) -> None:
    made = stage.draft(play)
    with pytest.raises(errors.Invalid):
        stage.step(play, made, "open", "head", facts={"comments_until": play.today - timedelta(days=1)})
    assert (stage.fresh(made).case.step, ConsultationRound.objects.count()) == ("1", 0)


def test_after_the_deadline_comments_are_refused_until_it_is_extended(play: Cast) -> None:
    made = asked(play)
    say(play, made, at=play.at + timedelta(days=3))
    with pytest.raises(errors.Conflict, match="Đã hết hạn góp ý ngày 10/09/2026"):
        say(play, made, at=play.at + LATER)
    consulting.extend(objective_set=made, deadline=date(2026, 9, 15), by=play.head, at=play.at + LATER)
    assert say(play, stage.fresh(made), at=play.at + LATER).round == ConsultationRound.objects.get()


def test_extending_is_for_who_runs_it_and_only_forward(play: Cast) -> None:
    made = asked(play)
    with pytest.raises(errors.NotAllowed):
        consulting.extend(objective_set=made, deadline=date(2026, 9, 15), by=play.teacher, at=play.at)
    with pytest.raises(errors.Invalid):
        consulting.extend(objective_set=made, deadline=UNTIL, by=play.head, at=play.at)
    assert ConsultationRound.objects.get().deadline == UNTIL


def test_coming_back_to_the_step_is_a_new_round(play: Cast) -> None:
    made = stage.step(play, stage.walk(play, asked(play), "close", (("close", "head"),)), "submit", "head")
    made = stage.step(play, stage.step(play, made, "pass", "quality_officer"), "return", "rector", reason="Làm lại")
    stage.step(play, made, "open", "head")
    rounds = ConsultationRound.objects.order_by("number").values_list("number", "closed_at")
    assert [(number, closed is None) for number, closed in rounds] == [(1, False), (2, True)]


# ---- anchors and answers ----


def test_a_comment_is_about_the_set_an_objective_a_target_or_a_task(play: Cast) -> None:
    made = asked(play)
    row = made.objectives.get()
    target, task = row.targets.get(), row.tasks.get()
    found = [
        say(play, made),
        say(play, made, objective=row),
        say(play, made, target=target),
        say(play, made, task=task),
    ]
    assert [one.place for one in found] == [
        "", "Mục tiêu 1", "Mục tiêu 1, chỉ tiêu: tỷ lệ có việc làm", "Mục tiêu 1, nhiệm vụ: Khảo sát cựu học sinh",
    ]  # fmt: skip


def test_a_comment_outlives_the_objective_it_is_about(play: Cast) -> None:
    made = asked(play)
    comment = say(play, made, objective=made.objectives.get())
    made = stage.step(play, made, "close", "head")
    actions.remove_objective(
        objective_set=made, objective=made.objectives.get(), revision=made.revision, by=play.head, at=play.at
    )
    comment.refresh_from_db()
    assert (comment.objective, comment.place) == (None, "Mục tiêu 1")


def test_an_accepted_comment_is_linked_to_what_it_led_to_when_the_set_is_handed_in(play: Cast) -> None:
    made = asked(play)
    comment = say(play, made, "Chỉ tiêu còn thấp", target=made.objectives.get().targets.get())
    actions.respond(comment=comment, response=terms.ACCEPTED, text="", by=play.head, at=play.at)
    made = stage.step(play, made, "close", "head")
    edit(play, made, 85)
    stage.step(play, stage.fresh(made), "submit", "head")
    comment.refresh_from_db()
    assert [(one["old"], one["new"]) for one in comment.changes] == [("từ 80% trở lên", "từ 85% trở lên")]


def test_the_summary_shows_before_and_after_as_soon_as_it_is_changed(play: Cast) -> None:
    made = asked(play)
    one = say(play, made, "Chỉ tiêu còn thấp", objective=made.objectives.get())
    other = say(play, made, "Bỏ hẳn", by=play.deputy)
    actions.respond(comment=one, response=terms.ACCEPTED, text="Nâng", by=play.head, at=play.at)
    actions.respond(comment=other, response=terms.DECLINED, text="Đang cần", by=play.head, at=play.at)
    edit(play, stage.step(play, made, "close", "head"), 85)
    found = queries.consultation(stage.fresh(made))
    assert (found.accepted, found.declined, found.unanswered) == (1, 1, 0)
    assert [change.new for line in found.lines for change in line.changes] == ["từ 85% trở lên"]
    page = said(sign_in(play.head).get(url("consultation", made.public_id)))
    assert "từ 80% trở lên từ 85% trở lên" in page


def test_the_chair_sees_who_spoke_who_looked_and_who_did_not(play: Cast) -> None:
    made = asked(play)
    address = url("consultation", made.public_id)
    sign_in(play.deputy).get(url("set", made.public_id))
    say(play, made)
    shown = said(sign_in(play.head).get(address))
    assert "Đã góp ý (1) Mai Xuân Lộc" in shown
    assert "Đã xem, chưa góp ý (1) Cao Thị Hạnh" in shown
    assert "Người được lấy ý kiến" not in said(sign_in(play.teacher).get(address))
    assert [sign_in(who).get(address).status_code for who in (play.other_head, play.stranger)] == [404, 404]


# ---- on the screen ----


def test_a_teacher_comments_on_one_target_by_its_page(play: Cast) -> None:
    made = asked(play)
    row = made.objectives.get()
    address = f"{url('comment', made.public_id)}?muc-tieu={row.public_id}"
    client = sign_in(play.teacher)
    assert "Chỉ tiêu: tỷ lệ có việc làm" in said(client.get(address))
    sent = {"objective": row.public_id, "part": row.targets.get().public_id, "text": "Nâng lên"}
    assert client.post(address, sent).status_code == 303
    assert Comment.objects.get().target == row.targets.get()


def test_the_answer_names_the_changes_it_is_taken_up_by(play: Cast) -> None:
    made = asked(play)
    comment = say(play, made)
    edit(play, stage.step(play, made, "close", "head"), 85)
    client = sign_in(play.head)
    address = url("comment-answer", made.public_id, comment.pk) + "?tu=tong-hop"
    page = client.get(address)
    keys = page.content.decode().split('name="changes" value="')[1][:12]
    response = client.post(address, {"response": "accepted", "response_text": "", "changes": [keys]})
    assert response["Location"].startswith(url("consultation", made.public_id))
    assert [one["new"] for one in Comment.objects.get().changes] == ["từ 85% trở lên"]


def test_the_deed_asks_until_when(play: Cast) -> None:
    made = stage.draft(play)
    seen = queries.content_of(made).content_hash()
    client = sign_in(play.head)
    assert 'name="comments_until"' in client.get(deed_url(made)).content.decode()
    sent = {"outcome": "open", "reason": "", "seen": seen}
    assert client.post(deed_url(made), sent | {"comments_until": "01/9/2026"}).status_code == 422
    assert client.post(deed_url(made), sent | {"comments_until": "10/9/2026"}).status_code == 303
    assert ConsultationRound.objects.get().deadline == UNTIL


# ---- minutes ----


def test_the_day_of_the_meeting_is_what_the_three_working_days_count_from(play: Cast) -> None:
    made = asked(play)
    consulting.write_minutes(objective_set=made, said=told(play), by=play.head, at=play.at)
    made = stage.step(play, made, "close", "head")
    assert (made.case.dates, procedures.open_task(made.case).due_on) == (
        {"unit_meeting": "2026-09-07"},
        date(2026, 9, 10),
    )
    assert stage.verbs(made).count("objectives.minutes.written") == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [({"met_on": date(2026, 9, 8)}, "met_on"), ({"votes_for": 4}, "votes_for"), ({"conclusions": " "}, "conclusions")],
)
def test_minutes_that_cannot_be_are_refused(play: Cast, more: dict[str, Any], field: str) -> None:
    made = asked(play)
    with pytest.raises(errors.Invalid) as refused:
        consulting.write_minutes(objective_set=made, said=told(play, **more), by=play.head, at=play.at)
    assert (list(refused.value.fields), Minutes.objects.count()) == ([field], 0)


def test_minutes_are_written_by_who_runs_it(play: Cast) -> None:
    made = asked(play)
    with pytest.raises(errors.NotAllowed):
        consulting.write_minutes(objective_set=made, said=told(play), by=play.teacher, at=play.at)
    assert sign_in(play.teacher).get(url("minutes", made.public_id)).status_code == 403


def attendance(play: Cast, made: ObjectiveSet) -> dict[str, bool]:
    """Who may be ticked on the form of the minutes, and whether they are."""
    shown = sign_in(play.head).get(url("minutes", made.public_id)).content.decode()
    boxes = [box for box in re.findall(r"<input[^>]*>", shown) if 'name="attendees"' in box]
    return {re.search(r'value="([^"]+)"', box)[1]: " checked" in box for box in boxes}  # type: ignore[index]


def test_who_runs_the_meeting_is_ticked_as_present(play: Cast) -> None:
    assert attendance(play, asked(play))[play.head.public_id] is True


def test_who_left_the_unit_does_not_sit_in_its_meeting(play: Cast) -> None:
    made, day = asked(play), play.today - timedelta(days=1)
    post = Appointment.objects.get(person=play.deputy)
    Appointment.objects.create(
        institution=play.school,
        person=play.deputy,
        unit=play.other_faculty,
        position=post.position,
        valid_from=play.today,
    )
    assert play.deputy.public_id in attendance(play, made)
    Appointment.objects.filter(pk=post.pk).update(valid_to=day)
    assert play.deputy.public_id not in attendance(play, made)


def test_signed_minutes_open_the_gate_and_then_stand(play: Cast) -> None:
    made = stage.draft(play, by=play.quality_head, unit=play.school)
    made = stage.step(play, made, "open", "quality_head")
    client, address = sign_in(play.quality_head), url("minutes", made.public_id)
    sent = {
        "met_on": "07/09/2026", "starts_at": "08:00", "place": "Hội trường", "chair": play.rector.pk,
        "secretary": play.quality_officer.pk, "attendees": [play.rector.public_id, play.head.public_id],
        "conclusions": "Thống nhất dự thảo.",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 303
    assert 'name="gate-minutes"' in client.get(deed_url(made)).content.decode()
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4 bien ban")
    assert client.post(url("minutes-attach", made.public_id), {"file": file}).status_code == 303
    assert Minutes.objects.get().signed.effective_on == play.today
    assert client.post(address, sent).status_code == 409
    assert 'name="gate-minutes"' not in client.get(deed_url(made)).content.decode()
    seen = queries.content_of(made).content_hash()
    assert client.post(deed_url(made), {"outcome": "close", "reason": "", "seen": seen}).status_code == 303
    assert stage.fresh(made).case.step == "3"


def test_both_papers_say_what_the_data_says(play: Cast) -> None:
    made = asked(play)
    comment = say(play, made, "Chỉ tiêu còn thấp", objective=made.objectives.get())
    actions.respond(comment=comment, response=terms.DECLINED, text="Vừa sức khoa", by=play.head, at=play.at)
    consulting.write_minutes(objective_set=made, said=told(play), by=play.head, at=play.at)
    found = queries.consultation(stage.fresh(made))
    table = papers.summary(made, found, at=play.at)
    assert (table.type_name, len(table.body[1].rows)) == ("BẢNG TỔNG HỢP", 1)
    minutes = papers.minutes(made, found, found.minutes, at=play.at)
    assert [one.titles for one in minutes.signatures] == [("THƯ KÝ",), ("CHỦ TỌA",)]
    for paper in ("tong-hop", "bien-ban"):
        for kind in ("docx", "pdf"):
            response = sign_in(play.teacher).get(url("consultation-print", made.public_id, paper, kind))
            assert (response.status_code, len(response.content) > 5000) == (200, True)


def test_a_broken_journal_keeps_no_round_and_no_minutes(play: Cast, break_journal: Any) -> None:
    made, drafted = asked(play), stage.draft(play, by=play.other_head, unit=play.other_faculty)
    broken = break_journal()
    with pytest.raises(broken):
        stage.step(play, drafted, "open", "other_head")
    with pytest.raises(broken):
        consulting.write_minutes(objective_set=made, said=told(play), by=play.head, at=play.at)
    assert (ConsultationRound.objects.count(), Minutes.objects.count()) == (1, 0)


def test_the_summary_costs_the_same_with_one_and_ten_comments(play: Cast) -> None:
    made = asked(play)
    say(play, made)
    client, address = sign_in(play.head), url("consultation", made.public_id)
    client.get(address)
    with stage.statements() as one:
        client.get(address)
    for number in range(9):
        say(play, made, f"Ý {number}", objective=made.objectives.get())
    with stage.statements() as ten:
        client.get(address)
    assert (len(one), len(ten)) == (6, 6)
