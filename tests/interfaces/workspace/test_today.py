"""The first screen after sign-in: what waits for each of the cast, in which order, with which button; and what they follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from khue.quality.objectives import actions, contents
from khue.quality.objectives.models import PlannedTask
from tests import cast as people
from tests.cast import Cast
from tests.engine.calls.conftest import call_units
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in, task_of, url

TODAY = "workspace:today"


def page(person: Any) -> Any:
    response = sign_in(person).get(reverse(TODAY))
    assert response.status_code == 200
    return response


def test_it_is_the_first_screen_and_needs_a_sign_in(client: Any, play: Cast) -> None:
    assert reverse(TODAY) == "/"
    assert "login" in client.get("/")["Location"]


def test_the_head_goes_on_writing(play: Cast) -> None:
    made = stage.draft(play)
    shown = page(play.head)
    assert "Dự thảo: Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027" in said(shown)
    assert "Tiếp tục soạn" in said(shown)
    assert f'class="btn btn-primary" href="{url("set", made.public_id)}"' in shown.content.decode()


def test_what_came_back_says_why(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "submit")
    stage.step(play, made, "return", "quality_officer", reason="Thiếu minh chứng mục tiêu 1")
    shown = said(page(play.head))
    assert "Trả lại lần 1" in shown
    assert "Trả lại ngày 07/09/2026: “Thiếu minh chứng mục tiêu 1”" in shown
    assert "Tiếp tục hoàn chỉnh" in shown


@pytest.mark.parametrize(
    ("to", "part", "label"),
    [("submit", "quality_officer", "Xem xét"), ("pass", "vice_rector", "Phê duyệt"), ("pass", "rector", "Phê duyệt"),
     ("approve", "quality_head", "Ban hành")],
)  # fmt: skip
def test_who_decides_finds_the_deed(play: Cast, to: str, part: str, label: str) -> None:
    made = stage.walk(play, stage.draft(play), to)
    shown = page(getattr(play, part)).content.decode()
    assert f'href="{deed_url(made)}"' in shown
    assert f">{label}<" in shown


def test_the_whole_unit_is_called_to_comment(play: Cast) -> None:
    stage.walk(play, stage.draft(play), "open")
    assert "Xem và góp ý" in said(page(play.teacher))


def test_the_head_is_called_to_answer_comments(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "open")
    for words in ("Một", "Hai"):
        actions.add_comment(objective_set=made, text=words, by=play.teacher, at=play.at)
    assert "Trả lời 2 góp ý" in said(page(play.head))
    assert "Trả lời 2 góp ý" not in said(page(play.other_head))


def test_the_report_waits_after_issue(play: Cast) -> None:
    made = stage.issued(play)
    assert f'href="{url("evaluation", made.public_id)}"' in page(play.head).content.decode()


def test_a_planned_task_waits_for_the_person_it_names(play: Cast) -> None:
    who = contents.ResponsibilityContent("lead", "Mai Xuân Lộc", None, play.teacher.pk)
    end = play.today + timedelta(days=10)
    task = contents.TaskContent("Khảo sát cựu học sinh", (who,), contents.ScheduleContent("", None, end))
    made = stage.issued(play, stage.objective(tasks=(task,)))
    shown = page(play.teacher)
    assert "Khảo sát cựu học sinh" in said(shown)
    assert url("task", made.public_id, PlannedTask.objects.get().public_id) in shown.content.decode()
    assert "Cập nhật, nộp minh chứng" not in said(page(play.deputy))
    PlannedTask.objects.update(progress="done")
    assert "Khảo sát cựu học sinh" not in said(page(play.teacher))


def test_late_comes_first_and_is_the_primary_one(play: Cast) -> None:
    who = contents.ResponsibilityContent("lead", "Tạ Đình Sơn", None, play.head.pk)
    late = contents.TaskContent("Việc đã trễ", (who,), contents.ScheduleContent("", None, date(2026, 9, 3)))
    soon = contents.TaskContent("Việc sắp đến hạn", (who,), contents.ScheduleContent("", None, date(2026, 9, 10)))
    stage.issued(play, stage.objective(tasks=(soon, late)))
    shown = said(page(play.head))
    assert shown.index("Việc đã trễ") < shown.index("Việc sắp đến hạn") < shown.index("Báo cáo: Mục tiêu")
    assert "Có 3 việc đang chờ thầy, cô , 1 việc đã trễ hạn." in shown or "1 việc đã trễ hạn" in shown
    assert "Trễ 2 ngày làm việc" in shown
    assert page(play.head).content.decode().count("btn-primary") == 1


def test_nobody_is_shown_what_others_have(play: Cast) -> None:
    made = stage.draft(play)
    for part in ("other_head", "stranger"):
        shown = page(getattr(play, part))
        assert "Khoa Cơ khí" not in said(shown)
        assert task_of(made) not in shown.content.decode()


def test_an_empty_day_says_the_first_useful_deed(play: Cast) -> None:
    shown = page(play.head)
    assert "Khoa Cơ khí chưa lập bộ mục tiêu năm học 2026 - 2027" in said(shown)
    assert f'href="{url("open")}?don-vi={play.faculty.public_id}&amp;nam=2026-2027"' in shown.content.decode()
    assert "Không còn việc nào đang chờ" in said(page(play.teacher))


def test_an_administrator_is_led_to_what_they_may_do(play: Cast) -> None:
    shown = page(play.admin).content.decode()
    assert f'href="{reverse("objectives:sets")}"' not in shown
    assert f'href="{reverse("organisation:people")}"' in shown
    assert "Mở phần Tổ chức" in shown


def test_somebody_without_a_role_is_told_whom_to_ask(play: Cast) -> None:
    nobody = people.person("moi", "Người Mới Đến")
    assert "Tài khoản chưa được giao vai trò" in said(page(nobody))


def test_what_one_follows_says_step_holder_and_deadline(play: Cast) -> None:
    stage.walk(play, stage.draft(play), "submit")
    shown = said(page(play.head))
    assert "Mục tiêu Khoa Cơ khí Chờ xem xét P. KT-ĐBCL Còn 5 ngày làm việc hạn 14/09/2026" in shown


def test_ones_own_unit_shows_its_steps(play: Cast) -> None:
    stage.walk(play, stage.draft(play), "open")
    shown = said(page(play.head))
    assert "Khoa Cơ khí, năm học 2026 - 2027" in shown
    assert "Dự thảo Xong 07/09/2026" in shown


def test_last_years_result_is_one_click_away(play: Cast) -> None:
    old = actions.open_set(unit=play.faculty, period=play.last_period, by=play.head, at=play.at)
    content = contents.SetContent((stage.objective(),))
    actions.replace_content(objective_set=old, content=content, revision=1, by=play.head, at=play.at)
    old = stage.walk(play, old, "issue")
    stage.measure(play, old, 95)
    shown = page(play.head)
    assert "Năm học 2025 - 2026: đạt 1 chỉ tiêu." in said(shown)
    assert f'href="{url("results", old.public_id)}"' in shown.content.decode()


def test_it_costs_the_same_with_one_and_with_twenty_sets(play: Cast) -> None:
    counts = []
    for number in (0, 19):
        for n in range(number):
            unit = people.unit(f"K{n}", f"Khoa số {n}", "faculty", play.school)
            head = people.person(f"truong{n}", f"Trưởng Số {n}")
            people.grant(head, "unit_head", unit)
            stage.walk(play, stage.draft(play, by=head, unit=unit), "", ())
        client = sign_in(play.quality_head)
        client.get("/")
        with stage.statements() as found:
            client.get("/")
        counts.append(len(found))
    assert counts[0] == counts[1]
    assert counts[0] <= 15  # one of them: papers to confirm


def test_other_apps_hand_in_their_own_kinds_of_work(play: Cast) -> None:
    call = call_units(play)
    shown = said(page(play.quality_head))
    assert "Theo dõi đợt: Xây dựng mục tiêu chất lượng cấp đơn vị" in shown
    assert "3 đơn vị nhận thông báo" in shown
    assert "Còn 39 ngày làm việc hạn 30/10/2026" in shown
    assert reverse("calls:call", args=[call.public_id]) in page(play.quality_head).content.decode()
    assert "Theo dõi đợt" not in said(page(play.head))


def test_what_was_done_this_week_is_one_click_away(play: Cast) -> None:
    stage.walk(play, stage.draft(play), "close")
    assert "Việc đã xong trong 7 ngày qua" in said(page(play.head))
    shown = said(sign_in(play.head).get(reverse("workspace:done")))
    assert "Lấy ý kiến" in shown
    assert "Kết thúc góp ý" in shown
    assert "Chưa có việc nào trong 7 ngày qua" in said(sign_in(play.other_head).get(reverse("workspace:done")))


@pytest.mark.parametrize("count", [0, 1, 60])
def test_a_desk_of_any_size(play: Cast, count: int) -> None:
    for n in range(count):
        unit = people.unit(f"K{n}", f"Khoa số {n}", "faculty", play.school)
        people.grant(play.teacher, "unit_head", unit)
        actions.open_set(unit=unit, period=play.period, by=people.Person.objects.get(pk=play.teacher.pk), at=play.at)
    shown = page(play.teacher).content.decode()
    assert shown.count("Tiếp tục soạn") == count
    assert shown.count('btn-primary" href') == min(count, 1)
