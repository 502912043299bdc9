"""A set is edited in Excel: the deed, its trail, its refusals, and the screens of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from khue.foundation.kernel import errors
from khue.interfaces.imports.actions import plans
from khue.interfaces.imports.actions import workbooks as actions
from khue.interfaces.imports.models import StagedWorkbook
from khue.interfaces.imports.queries import waiting as queries
from khue.people.accounts.models import Person
from khue.quality.objectives import actions as objectives
from khue.quality.objectives import queries as objective_queries
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.interfaces.imports.conftest import GOOD, paper
from tests.interfaces.imports.test_workbook_roundtrip import set_cell
from tests.quality.objectives import stage

ClientOf = Callable[[Person], Client]
STATEMENT = set_cell("Mục tiêu", 2, "Mục tiêu chất lượng", "Câu sửa trong Excel")


def taken(cast: Cast, made: ObjectiveSet, *changes: Callable[[Any], None]) -> bytes:
    """The workbook as somebody took it along and brings it back."""
    loaded = openpyxl.load_workbook(io.BytesIO(actions.write_out(objective_set=made, by=cast.head, at=cast.at)))
    for change in changes:
        change(loaded)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def staged(cast: Cast, made: ObjectiveSet, content: bytes, by: Any = None) -> StagedWorkbook:
    who = by or cast.head
    return actions.stage(objective_set=stage.fresh(made), name="sua.xlsx", content=content, by=who, at=cast.at)


def confirm(cast: Cast, waiting: StagedWorkbook, by: Any = None, **choices: str) -> ObjectiveSet:
    revision = stage.fresh(waiting.set).revision
    return actions.confirm(staged=waiting, choices=choices, revision=revision, by=by or cast.head, at=cast.at)


def edit_here(cast: Cast, made: ObjectiveSet, words: str) -> None:
    """Somebody edits the first objective in Khuê meanwhile."""
    one = made.objectives.order_by("order")[0]
    content = stage.objective("1", words)
    objectives.save_objective(
        objective_set=stage.fresh(made), objective=one, content=content, revision=stage.fresh(made).revision, by=cast.deputy,
        at=cast.at,
    )  # fmt: skip


def test_an_edit_is_saved_in_one_deed_with_its_trail(school: Cast) -> None:
    made = stage.draft(school)
    confirm(school, staged(school, made, taken(school, made, STATEMENT)))
    assert objective_queries.content_of(made).objectives[0].statement == "Câu sửa trong Excel"
    assert stage.last_event(made).verb == "imports.workbook.confirmed"
    assert stage.verbs(made)[-1] == "objectives.content.replaced"


def test_keys_stay_so_that_results_stay(school: Cast) -> None:
    made = stage.draft(school)
    before = objective_queries.content_of(made).objectives[0]
    confirm(school, staged(school, made, taken(school, made, STATEMENT)))
    after = objective_queries.content_of(made).objectives[0]
    assert (after.key, after.targets[0].key, after.tasks[0].key) == (
        before.key,
        before.targets[0].key,
        before.tasks[0].key,
    )


def test_an_untouched_workbook_changes_nothing_not_even_the_revision(school: Cast) -> None:
    made = stage.draft(school)
    before = stage.fresh(made).revision
    confirm(school, staged(school, made, taken(school, made)))
    assert stage.fresh(made).revision == before


def test_what_both_edited_must_be_chosen(school: Cast) -> None:
    made = stage.draft(school)
    content = taken(school, made, STATEMENT)
    edit_here(school, made, "Câu sửa trong Khuê")
    waiting = staged(school, made, content)
    with pytest.raises(errors.Conflict, match="Còn 1 chỗ phải chọn"):
        confirm(school, waiting)
    confirm(school, waiting, **{"objective-1-statement": "khue"})
    assert objective_queries.content_of(made).objectives[0].statement == "Câu sửa trong Khuê"


def test_a_set_that_moved_on_since_the_page_was_shown_is_looked_at_again(school: Cast) -> None:
    made = stage.draft(school)
    waiting = staged(school, made, taken(school, made, STATEMENT))
    seen = stage.fresh(made).revision
    edit_here(school, made, "Câu sửa trong Khuê")
    with pytest.raises(errors.Conflict, match="vừa được sửa ở nơi khác"):
        actions.confirm(staged=waiting, choices={}, revision=seen, by=school.head, at=school.at)


def test_of_two_who_confirm_the_same_workbook_one_wins(school: Cast) -> None:
    made = stage.draft(school)
    waiting = staged(school, made, taken(school, made, STATEMENT))
    confirm(school, waiting)
    with pytest.raises(errors.Conflict, match="đã được xác nhận"):
        confirm(school, waiting, by=school.deputy)


def test_the_workbook_of_another_set_is_refused_by_name(school: Cast) -> None:
    mine, other = stage.draft(school), stage.draft(school, by=school.other_head, unit=school.other_faculty)
    book = actions.write_out(objective_set=other, by=school.other_head, at=school.at)
    with pytest.raises(errors.Invalid, match="Tệp này xuất từ “Mục tiêu chất lượng Khoa Điện"):
        staged(school, mine, book)


def test_a_fault_saves_nothing(school: Cast) -> None:
    made = stage.draft(school)
    waiting = staged(school, made, taken(school, made, STATEMENT, set_cell("Chỉ tiêu", 2, "Giá trị", "vài")))
    with pytest.raises(errors.Invalid, match="chưa lưu gì"):
        confirm(school, waiting)
    assert objective_queries.content_of(made).objectives[0].statement != "Câu sửa trong Excel"


def test_a_broken_journal_saves_nothing(school: Cast, break_journal: Any) -> None:
    made = stage.draft(school)
    waiting = staged(school, made, taken(school, made, STATEMENT))
    with pytest.raises(break_journal()):
        confirm(school, waiting)
    assert objective_queries.content_of(made).objectives[0].statement != "Câu sửa trong Excel"


@pytest.mark.parametrize("part", ["teacher", "quality_officer"])
def test_who_may_only_read_takes_along_but_brings_nothing_back(school: Cast, part: str) -> None:
    made = stage.draft(school)
    who = getattr(school, part)
    book = actions.write_out(objective_set=made, by=who, at=school.at)
    with pytest.raises(errors.NotAllowed):
        staged(school, made, book, by=who)


def test_a_set_that_is_handed_in_takes_none(school: Cast) -> None:
    made = stage.draft(school)
    book = taken(school, made, STATEMENT)
    stage.walk(school, made, "submit")
    with pytest.raises(errors.Conflict, match="đã trình"):
        staged(school, made, book)


# ---- the screens


def send(client: Client, made: ObjectiveSet, content: bytes) -> Any:
    url = reverse("imports:workbook-upload", args=[made.public_id])
    return client.post(url, {"file": SimpleUploadedFile("sua.xlsx", content)})


def test_out_and_back_by_the_screens(school: Cast, client_of: ClientOf) -> None:
    made, client = stage.draft(school), client_of(school.head)
    out = client.get(reverse("imports:workbook-out", args=[made.public_id]))
    assert out["Content-Type"].endswith("spreadsheetml.sheet")
    answer = send(client, made, taken(school, made, STATEMENT))
    page = client.get(answer["Location"]).content.decode()
    assert "Câu sửa trong Excel" in page
    client.post(f"{answer['Location']}xac-nhan/", {"revision": stage.fresh(made).revision})
    assert objective_queries.content_of(made).objectives[0].statement == "Câu sửa trong Excel"


def test_a_choice_is_made_on_the_page(school: Cast, client_of: ClientOf) -> None:
    made, client = stage.draft(school), client_of(school.head)
    content = taken(school, made, STATEMENT)
    edit_here(school, made, "Câu sửa trong Khuê")
    home = send(client, made, content)["Location"]
    assert 'name="chon-objective-1-statement"' in client.get(home).content.decode()
    form = {"revision": stage.fresh(made).revision, "chon-objective-1-statement": "excel"}
    assert client.post(f"{home}xac-nhan/", form).status_code == 303
    assert objective_queries.content_of(made).objectives[0].statement == "Câu sửa trong Excel"


def test_another_file_is_refused_in_words(school: Cast, client_of: ClientOf) -> None:
    made = stage.draft(school)
    book = openpyxl.Workbook()
    book.active.append(["TT", "Mục tiêu"])
    out = io.BytesIO()
    book.save(out)
    answer = send(client_of(school.head), made, out.getvalue())
    assert (answer.status_code, "không phải bản xuất từ Khuê" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("part", ["other_head", "stranger"])
def test_others_see_neither_set_nor_workbook(school: Cast, client_of: ClientOf, part: str) -> None:
    made = stage.draft(school)
    waiting = staged(school, made, taken(school, made, STATEMENT))
    client = client_of(getattr(school, part))
    assert client.get(reverse("imports:workbook-out", args=[made.public_id])).status_code == 404
    assert client.get(reverse("imports:workbook", args=[waiting.public_id])).status_code == 404
    assert client.post(reverse("imports:workbook-confirm", args=[waiting.public_id])).status_code == 404


def test_a_reader_is_told_why_nothing_can_come_back(school: Cast, client_of: ClientOf) -> None:
    made = stage.draft(school)
    page = client_of(school.teacher).get(reverse("imports:workbook-upload", args=[made.public_id])).content.decode()
    assert "Thầy, cô không được sửa mục tiêu của Khoa Cơ khí." in page


# ---- what waits for a word stands in my work


def test_a_workbook_that_waits_stands_in_my_work_until_it_is_settled(school: Cast, client_of: ClientOf) -> None:
    made = stage.draft(school)
    waiting = staged(school, made, taken(school, made, STATEMENT))
    page = client_of(school.head).get("/").content.decode()
    assert "Xác nhận bản sửa bằng Excel “sua.xlsx”" in page
    assert reverse("imports:workbook", args=[waiting.public_id]) in page
    assert "sua.xlsx" not in client_of(school.other_head).get("/").content.decode()
    confirm(school, waiting)
    assert "sua.xlsx" not in client_of(school.head).get("/").content.decode()


def test_files_of_both_kinds_wait_in_one_statement_oldest_first(school: Cast) -> None:
    made = stage.draft(school)
    workbook = staged(school, made, taken(school, made, STATEMENT))
    later = school.at + timedelta(hours=1)
    plan = plans.stage(
        unit=school.faculty, period=school.period, name="ke-hoach.docx", content=paper(GOOD), by=school.head, at=later
    )
    with stage.statements() as sql:
        found = queries.waiting(school.head)
    assert [(one.kind, one.key, one.unit) for one in found] == [
        ("workbook", workbook.public_id, "Khoa Cơ khí"),
        ("plan", plan.public_id, "Khoa Cơ khí"),
    ]
    assert [one for one in sql if "UNION" in one] == sql[-1:]
    assert queries.waiting(school.stranger) == []
