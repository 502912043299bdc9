"""A table pasted from Word or Excel is read, staged and confirmed the same way as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khue.interfaces.imports.models import StagedPlan
from khue.interfaces.imports.queries import plans as queries
from khue.people.accounts.models import Person
from tests.cast import Cast
from tests.interfaces.imports.conftest import GOOD, HEAD
from tests.quality.objectives import stage

ClientOf = Callable[[Person], Client]
QUOTED = [f'"{cell}"' if "\n" in cell else cell for cell in GOOD]
EXCEL = "\t".join(HEAD) + "\r\n" + "\t".join(QUOTED) + "\r\n"
"""As Excel puts cells on the clipboard: tabs between columns, cells of several lines in quotation marks."""


def _cell(text: str) -> str:
    return "<td>" + "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in text.split("\n")) + "</td>"


WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=VI><!--StartFragment--><table class=MsoTableGrid>'
    + "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in (HEAD, GOOD))
    + "</table><!--EndFragment--></body></html>"
)


def paste(client: Client, cast: Cast, text: str, html: str = "") -> Any:
    form = {"unit": cast.faculty.public_id, "period": cast.period.code, "pasted": text, "html": html}
    return client.post(reverse("imports:plan-paste"), form)


def tasks() -> list[str]:
    row = queries.rows(StagedPlan.objects.get())[0]
    return [task["text"] for task in row.content["tasks"]]


@pytest.mark.parametrize(("text", "html"), [(EXCEL, ""), ("chữ không có cột", WORD)])
def test_cells_of_several_lines_stay_whole(school: Cast, client_of: ClientOf, text: str, html: str) -> None:
    answer = paste(client_of(school.head), school, text, html)
    assert answer.status_code == 303
    assert tasks() == ["Họp giáo viên chủ nhiệm.", "Phụ đạo."]


def test_plain_text_without_script_is_enough(school: Cast, client_of: ClientOf) -> None:
    paste(client_of(school.head), school, EXCEL)
    assert StagedPlan.objects.get().file_name.startswith("Bảng dán lúc")


def test_html_without_a_table_is_not_preferred(school: Cast, client_of: ClientOf) -> None:
    assert paste(client_of(school.head), school, EXCEL, "<p>Mục tiêu</p>").status_code == 303


@pytest.mark.parametrize(
    ("text", "words"), [("  ", "Chưa có nội dung"), ("Hôm nay trời đẹp.", "Chép lại cả dòng tiêu đề cột")]
)
def test_what_holds_no_plan_is_asked_for_again(school: Cast, client_of: ClientOf, text: str, words: str) -> None:
    answer = paste(client_of(school.head), school, text)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not StagedPlan.objects.exists()


def test_a_draft_that_holds_something_is_asked_about(school: Cast, client_of: ClientOf) -> None:
    stage.draft(school)
    client = client_of(school.head)
    page = client.get(paste(client, school, EXCEL)["Location"]).content.decode()
    assert "đã có bản dự thảo 1 mục tiêu" in page
    assert "Thêm vào sau các mục tiêu đang có" in page


@pytest.mark.parametrize(("part", "status"), [("teacher", 403), ("stranger", 403), ("other_head", 422)])
def test_others_paste_nothing_into_it(school: Cast, client_of: ClientOf, part: str, status: int) -> None:
    assert paste(client_of(getattr(school, part)), school, EXCEL).status_code == status
    assert not StagedPlan.objects.exists()
