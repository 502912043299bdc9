"""The coverage matrix on the screen: who sees which columns, filters in the address, the workbook, remarks sent to units."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.notifications.models import Notice
from khue.people.organisation.models import Unit
from khue.quality.objectives import actions, contents, queries
from khue.quality.objectives.actions import checking
from khue.quality.objectives.models import PlannedTask
from khue.quality.objectives.queries import coverage, workload
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in, url

pytestmark = pytest.mark.django_db
ALL_FACULTIES = (contents.ResponsibilityContent("lead", "Các khoa"),)


def weak(play: Cast) -> Any:
    """The school asks all faculties for 80 %; the faculty says 72, the other one nothing."""
    school = stage.issued_school(play, stage.objective(responsibilities=ALL_FACULTIES))
    key = school.objectives.get().public_id
    return stage.draft(play, stage.objective(serves=key, targets=(stage.target(value=72),)))


def shown(play: Cast, person: Any, query: str = "") -> str:
    return said(sign_in(person).get(f"{url('matrix')}?nam={play.period.code}{query}"))


def test_the_quality_office_sees_every_unit(play: Cast) -> None:
    weak(play)
    page = shown(play, play.quality_officer)
    assert "▼ 72%" in page
    assert "Khoa Cơ khí: thấp hơn Trường, Trường từ 80% trở lên" in page
    assert "Khoa Điện: được giao, chưa có mục tiêu" in page
    assert "Gửi nhận xét cho 2 đơn vị" in page


def test_a_head_sees_their_own_column_only(play: Cast) -> None:
    weak(play)
    page = shown(play, play.head)
    assert "▼ 72%" in page
    assert "Khoa Điện" not in page
    assert "Gửi nhận xét" not in page


def test_the_other_head_does_not_learn_what_a_unit_wrote(play: Cast) -> None:
    weak(play)
    page = shown(play, play.other_head)
    assert "72%" not in page
    assert "Khoa Cơ khí" not in page


def test_a_stranger_sees_their_own_institution(play: Cast) -> None:
    weak(play)
    assert sign_in(play.stranger).get(f"{url('matrix')}?nam={play.period.code}").status_code == 404


def test_without_objectives_of_the_school_it_says_what_is_awaited(play: Cast) -> None:
    assert "Chưa có mục tiêu của Trường đang hiệu lực" in shown(play, play.rector)


def test_the_filter_is_in_the_address(play: Cast) -> None:
    weak(play)
    page = shown(play, play.rector, "&loc=thap-hon")
    assert "Đề nghị nâng chỉ tiêu hoặc giải trình." in page
    assert "đề nghị đưa nội dung này vào dự thảo" not in page


def test_a_cell_leads_to_the_objective(play: Cast) -> None:
    made = weak(play)
    page = sign_in(play.rector).get(f"{url('matrix')}?nam={play.period.code}").content.decode()
    assert f"{url('set', made.public_id)}#mt-{made.objectives.get().public_id}" in page


def test_a_tie_to_an_older_version_counts_for_the_newer(play: Cast) -> None:
    weak(play)
    old = coverage.coverage_for(play.rector, play.period).school
    assert old is not None

    new = actions.new_version(objective_set=stage.fresh(old), reason="Điều chỉnh", by=play.quality_head, at=play.at)
    stage.walk(play, new, "issue", stage.SCHOOL_WAY)
    found = coverage.coverage_for(play.rector, play.period)
    assert [cell.kind for cell in found.matrix.rows[0].cells if cell.parts] == ["weaker"]


def test_the_workbook_holds_the_matrix_and_the_sentences(play: Cast) -> None:
    weak(play)
    response = sign_in(play.rector).get(f"{url('matrix-workbook')}?nam={play.period.code}")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = [str(cell.value) for row in book["Ma trận"].iter_rows() for cell in row]
    assert ("▼ 72%" in cells, "Thiếu" in cells, book.sheetnames) == (
        True,
        True,
        ["Ma trận", "Cần xử lý", "Việc đến hạn"],
    )


def test_statements_are_the_same_at_any_size(play: Cast) -> None:
    counts = []
    objectives = [replace(stage.objective(str(n)), responsibilities=ALL_FACULTIES) for n in range(1, 41)]
    school = stage.issued_school(play, *objectives)
    keys = list(school.objectives.order_by("order").values_list("public_id", flat=True))
    made = stage.draft(play, stage.objective(serves=keys[0]))
    client = sign_in(play.rector)
    for more in (1, 10, 40):
        content = contents.SetContent(
            tuple(stage.objective(str(n), serves=key) for n, key in enumerate(keys[:more], 1))
        )
        made = stage.fresh(made)

        actions.replace_content(objective_set=made, content=content, revision=made.revision, by=play.head, at=play.at)
        client.get(f"{url('matrix')}?nam={play.period.code}")
        with stage.statements() as found:
            client.get(f"{url('matrix')}?nam={play.period.code}")
        counts.append(len(found))
    assert counts == [8, 8, 8]  # the matrix 7, the work by month 1


def test_remarks_reach_those_who_write_and_nobody_else(play: Cast) -> None:
    weak(play)
    told = checking.send_remarks(institution=play.school, period=play.period, by=play.quality_head, at=play.at)
    people = set(Notice.objects.filter(key__startswith="coverage:").values_list("person__full_name", flat=True))
    assert (told, people) == (
        ["Khoa Cơ khí", "Khoa Điện"],
        {play.head.full_name, play.deputy.full_name, play.other_head.full_name},
    )
    event = AuditEvent.objects.get(verb="objectives.coverage.sent")
    assert (event.data["count"], event.data["units"]) == (2, "Khoa Cơ khí, Khoa Điện")


def test_remarks_are_sent_once_a_day(play: Cast) -> None:
    weak(play)
    for _again in range(2):
        checking.send_remarks(institution=play.school, period=play.period, by=play.quality_head, at=play.at)
    assert Notice.objects.filter(key__startswith="coverage:", person=play.head).count() == 1


@pytest.mark.parametrize("part", ["rector", "head", "stranger"])
def test_only_the_quality_office_sends_remarks(play: Cast, part: str) -> None:
    weak(play)
    with pytest.raises(errors.NotAllowed):
        checking.send_remarks(institution=play.school, period=play.period, by=getattr(play, part), at=play.at)


def test_nothing_is_sent_when_the_journal_fails(play: Cast, broken_journal: Any) -> None:
    weak_of = queries.school_objectives(play.school.pk, play.period)
    assert list(weak_of) == []
    with pytest.raises(broken_journal):
        checking.send_remarks(institution=play.school, period=play.period, by=play.quality_head, at=play.at)
    assert Notice.objects.filter(key__startswith="coverage:").count() == 0


def test_sending_asks_first(play: Cast) -> None:
    weak(play)
    client = sign_in(play.quality_head)
    address = f"{url('matrix-send')}?nam={play.period.code}"
    assert "Gửi nhận xét cho 2 đơn vị?" in said(client.get(address))
    response = client.post(address)
    assert (response.status_code, Notice.objects.filter(key__startswith="coverage:").count()) == (303, 3)


# ---- work by month


def timed(
    number: str, ends_on: date | None, *, before: bool = False, text: str = "", **more: Any
) -> contents.ObjectiveContent:
    """An objective with one task, which has that last day of its own (or, without one, follows its objective)."""
    own = contents.ScheduleContent(text, ends_on=ends_on, before=before)
    tasks = (contents.TaskContent(f"Việc {number}", schedule=own),)
    return stage.objective(number, **{"tasks": tasks, **more})


def heat(play: Cast, person: Any = None, on: date | None = None) -> dict[str, dict[str, tuple[int, int]]]:
    """Unit → month → tasks and late ones; months without any left out."""
    units = coverage.coverage_for(person or play.rector, play.period).units
    found = workload.workload_of(play.period, units, on or play.today)
    return {
        row.unit.name: {
            f"{month}/{year}": (cell.count, cell.late)
            for (year, month), cell in zip(found.months, row.cells, strict=True)
            if cell.count
        }
        for row in found.rows
    }


def test_tasks_are_counted_by_the_month_in_which_they_fall_due(play: Cast) -> None:
    stage.draft(
        play, timed("1", date(2026, 10, 20)), timed("2", date(2026, 10, 31)), timed("3", date(2027, 6, 1), before=True),
        timed("4", None),
    )  # fmt: skip
    assert heat(play)["Khoa Cơ khí"] == {"10/2026": (2, 0), "5/2027": (1, 0), "8/2027": (1, 0)}
    assert heat(play)["Khoa Điện"] == {}


def test_the_months_are_those_of_the_year(play: Cast) -> None:
    months = workload.months_of(play.period)
    assert (len(months), months[0], months[-1]) == (12, (2026, 9), (2027, 8))


def test_what_is_over_and_not_done_is_late_once_the_set_is_in_force(play: Cast) -> None:
    made = stage.issued(play, timed("1", date(2026, 10, 20)), timed("2", date(2026, 10, 25)))
    PlannedTask.objects.filter(objective__set=made, text="Việc 2").update(progress="done")
    assert heat(play, on=date(2026, 10, 20))["Khoa Cơ khí"] == {"10/2026": (2, 0)}
    assert heat(play, on=date(2026, 11, 3))["Khoa Cơ khí"] == {"10/2026": (2, 1)}


def test_a_draft_is_never_late(play: Cast) -> None:
    stage.draft(play, timed("1", date(2026, 10, 20)))
    assert heat(play, on=date(2027, 1, 3))["Khoa Cơ khí"] == {"10/2026": (1, 0)}


def test_tasks_without_a_day_or_beyond_the_year_are_said_below(play: Cast) -> None:
    nothing = contents.ScheduleContent("Khi có thông báo")
    stage.draft(play, timed("1", None, schedule=nothing), timed("2", date(2027, 10, 1)), timed("3", date(2026, 11, 1)))
    page = shown(play, play.rector)
    assert "1 nhiệm vụ chưa ghi thời hạn. 1 nhiệm vụ đến hạn ngoài năm học 2026 - 2027." in page
    assert "Tháng 11/2026 dồn nhiều việc nhất: 1 việc, nhiều nhất là Khoa Cơ khí." in page


def test_the_picture_stands_there_before_the_school_has_objectives_and_says_each_number(play: Cast) -> None:
    made = stage.issued(play, *(timed(str(n), date(2026, 10, 20)) for n in range(1, 8)))
    page = sign_in(play.rector).get(f"{url('matrix')}?nam={play.period.code}").content.decode()
    assert 'data-label="T10" class="heat-4">7<' in page
    assert url("set", made.public_id) in page


def test_a_head_sees_the_work_of_their_own_unit(play: Cast) -> None:
    stage.draft(play, timed("1", date(2026, 10, 20)))
    assert list(heat(play, play.head)) == ["Khoa Cơ khí"]
    assert "Khoa Điện" not in shown(play, play.head)


def test_two_hundred_units_cost_one_statement(play: Cast) -> None:
    Unit.objects.bulk_create(
        Unit(institution=play.school, parent=play.school, path=f"{play.school.path}9{n:05}/", kind="room", code=f"X{n}", name=f"Phòng {n}",
             valid_from=play.period.starts_on) for n in range(200)
    )  # fmt: skip
    units = list(coverage.coverage_for(play.rector, play.period).units)
    with stage.statements() as found:
        made = workload.workload_of(play.period, units, play.today)
    assert (len(found), len(made.rows) >= 200) == (1, True)
