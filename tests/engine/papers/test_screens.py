"""Roles and screens of outgoing papers: who may, who may not, the stranger; every deed by a form without script."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from khue.engine.papers import adapter, terms
from khue.engine.papers import queries as papers
from khue.engine.papers.models import Paper
from khue.quality.objectives.actions import issuing
from tests.cast import Cast
from tests.engine.papers.conftest import Give
from tests.quality.objectives import doors, stage
from tests.quality.objectives.screens import said, sign_in


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A decision of the faculty's objectives, its files made."""
    stage.install(cast)
    doors.install_forms(cast)
    made = stage.walk(cast, stage.draft(cast), "approve")
    order = issuing.Order(decided_on=cast.today)
    sent = issuing.issue_together(sets=[made], order=order, by=cast.quality_officer, at=cast.at)
    adapter.build.call(sent.pk)
    return Paper.objects.get()


def address(name: str, paper: Paper, *more: Any) -> str:
    return reverse(f"papers:{name}", args=[paper.public_id, *more])


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("quality_officer", [200, 200, 200, 200, 200, 200, 200, 200]),
        ("rector", [200, 200, 403, 200, 200, 200, 200, 200]),
        ("vice_rector", [200, 404, 404, 404, 200, 200, 200, 403]),
        ("head", [200, 404, 404, 404, 200, 200, 200, 403]),
        ("teacher", [200, 404, 404, 404, 200, 200, 200, 403]),
        ("other_head", [200, 404, 404, 404, 404, 404, 404, 404]),
        ("admin", [200, 404, 404, 404, 404, 404, 404, 404]),
        ("stranger", [200, 200, 403, 200, 404, 404, 404, 404]),
    ],
)
def test_roles_and_screens(cast: Cast, paper: Paper, part: str, expected: list[int]) -> None:
    client = sign_in(getattr(cast, part))
    file = papers.files_of(paper)[0].public_id
    lists = [reverse(f"papers:{name}") for name in ("issued", "register", "enter", "excel")]
    ones = [address("paper", paper), address("file", paper, file), address("bundle", paper), address("recall", paper)]
    assert [client.get(one).status_code for one in (*lists, *ones)] == expected


def test_an_outsider_finds_an_empty_list(cast: Cast, paper: Paper) -> None:
    for person in (cast.other_head, cast.stranger):
        assert "Chưa có văn bản nào" in said(sign_in(person).get(reverse("papers:issued")))
    assert paper.code in said(sign_in(cast.head).get(reverse("papers:issued")))


def test_the_head_confirms_with_one_button(cast: Cast, paper: Paper) -> None:
    client, mine = sign_in(cast.head), papers.recipients_of(paper)[0]
    assert f"Xác nhận đã nhận {paper.code}" in said(client.get(reverse("workspace:today")))
    assert client.post(address("acknowledge", paper, mine.pk)).status_code == 303
    shown = said(client.get(address("paper", paper)))
    assert ("Xác nhận đã nhận" in shown, "1/2 đã xác nhận" in shown) == (False, True)
    assert sign_in(cast.teacher).post(address("acknowledge", paper, mine.pk)).status_code == 403


def test_the_zip_holds_the_very_files(cast: Cast, paper: Paper) -> None:
    answer = sign_in(cast.head).get(address("bundle", paper))
    archive = zipfile.ZipFile(BytesIO(answer.content))
    files = papers.files_of(paper)
    assert archive.namelist() == [one.name for one in files]
    assert [archive.read(one.name) for one in files] == [adapter.read(one) for one in files]


def test_recalling_asks_for_the_reason_and_marks_the_paper(cast: Cast, paper: Paper) -> None:
    client = sign_in(cast.rector)
    refused = client.post(address("recall", paper), {"reason": " "})
    assert (refused.status_code, "Ghi lý do" in said(refused)) == (422, True)
    assert client.post(address("recall", paper), {"reason": "Sai căn cứ"}).status_code == 303
    shown = said(sign_in(cast.teacher).get(address("paper", paper)))
    assert ("ĐÃ THU HỒI" in shown, "Sai căn cứ" in shown) == (True, True)
    name = sign_in(cast.head).get(address("bundle", paper))["Content-Disposition"]
    assert "%C4%90%C3%83%20THU%20H%E1%BB%92I" in name


def test_a_line_by_hand_and_the_numbers_that_are_missing(cast: Cast) -> None:
    client = sign_in(cast.quality_officer)
    sent = {"kind": "QĐ", "issued_on": "07/09/2026", "abstract": "Kiện toàn Ban chỉ đạo", "signer_name": "Đặng Thu Hà",
            "unit": cast.office.public_id}  # fmt: skip
    refused = client.post(reverse("papers:enter"), sent | {"number": "5/TB-CĐKTKV"})
    assert (refused.status_code, "không phải của loại quyết định" in said(refused)) == (422, True)
    assert client.post(reverse("papers:enter"), sent | {"number": "5/QĐ-CĐKTKV"}).status_code == 303
    assert client.post(reverse("papers:enter"), sent).status_code == 303
    shown = said(client.get(reverse("papers:register")))
    assert ("06/QĐ-CĐKTKV" in shown, "chưa ghi số 01–04" in shown) == (True, True)
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("papers:excel")).content)).active
    assert [row[1] for row in book.iter_rows(values_only=True) if row[0] == "Quyết định"] == [
        "5/QĐ-CĐKTKV", "06/QĐ-CĐKTKV"
    ]  # fmt: skip


def test_a_line_written_by_hand_has_a_page_without_capacity(cast: Cast) -> None:
    client = sign_in(cast.quality_officer)
    sent = {"kind": "QĐ", "issued_on": "07/09/2026", "abstract": "Kiện toàn Ban chỉ đạo", "signer_name": "Đặng Thu Hà",
            "unit": cast.office.public_id}  # fmt: skip
    client.post(reverse("papers:enter"), sent)
    written = Paper.objects.get(abstract="Kiện toàn Ban chỉ đạo")
    shown = client.get(reverse("papers:paper", args=[written.public_id]))
    assert (written.signed_as, shown.status_code, "Đặng Thu Hà" in said(shown)) == ({}, 200, True)


def test_filters_by_kind_and_words(give: Give, cast: Cast) -> None:
    give()
    give(kind=terms.NOTICE)
    client = sign_in(cast.quality_officer)
    shown = said(client.get(reverse("papers:register") + "?loai=TB"))
    assert ("01/TB-CĐKTKV" in shown, "01/QĐ-CĐKTKV" in shown) == (True, False)
    assert "Không có văn bản nào khớp" in said(client.get(reverse("papers:register") + "?tim=khong+co"))


@pytest.mark.parametrize("name", ["issued", "register"])
def test_lists_cost_the_same_at_any_length(give: Give, cast: Cast, name: str) -> None:
    client, counts, there = sign_in(cast.quality_officer), [], 0
    for wanted in (1, 10, 60):
        for _ in range(there, wanted):
            give()
        there = wanted
        client.get(reverse(f"papers:{name}"))
        with stage.statements() as found:
            client.get(reverse(f"papers:{name}"))
        counts.append(len(found))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 6


def test_a_recalled_decision_says_so_on_every_page_and_its_file_stays(cast: Cast, paper: Paper) -> None:
    client, pdf = sign_in(cast.rector), papers.main_pdf(paper)
    assert pdf is not None
    kept, place = adapter.read(pdf), address("file", paper, pdf.public_id)
    wrong = client.post(address("recall", paper), {"reason": "Sai căn cứ", "number": "không số"})
    assert (wrong.status_code, Paper.objects.get().state) == (422, terms.IN_FORCE)
    sent = {"reason": "Sai căn cứ", "number": "325/QĐ-CĐKTKV"}
    assert client.post(address("recall", paper), sent).status_code == 303
    copy = client.get(place)
    assert "ĐÃ THU HỒI" in unquote(copy["Content-Disposition"])
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(copy.content)).pages]
    line = "ĐÃ THU HỒI ngày 07/09/2026 theo 325/QĐ-CĐKTKV: Quyết định số 01/QĐ-CĐKTKV ngày 07/09/2026"
    assert [line in " ".join(page.split()) for page in pages] == [True] * len(pages)
    assert (adapter.read(pdf), client.get(f"{place}?goc=1").content) == (kept, kept)
    archive = zipfile.ZipFile(BytesIO(client.get(address("bundle", paper)).content))
    assert archive.read(pdf.name) != kept
