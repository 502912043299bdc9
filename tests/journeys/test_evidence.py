"""The evidence library in a real browser: both widths, both colours, adding with and without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from khue.engine.records import actions, queries, terms
from tests.cast import Cast
from tests.journeys.conftest import LAPTOP, PHONE

PDF = b"%PDF-1.7\n%%EOF\n"
SEEN = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _library(settings: Any, tmp_path: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files and a link, one of them used twice."""
    settings.MEDIA_ROOT = tmp_path
    subjects = {1: queries.Subject("Mục tiêu 3, kết quả đo ngày 20/01/2026", "/minh-chung/")}
    monkeypatch.setattr(queries, "_subjects", {"x.y": ("Kết quả đo", lambda person, ids: subjects)})
    common = {"institution": cast.school, "unit": cast.faculty, "by": cast.head, "at": cast.at}
    told = (
        ("Báo cáo hiệu suất đào tạo học kỳ I năm học 2025 - 2026", "H2.04.01", terms.INTERNAL),
        ("Biên bản họp xét kỷ luật", "", terms.RESTRICTED),
    )
    for number, (title, code, secrecy) in enumerate(told):
        file = ContentFile(PDF + bytes([number]), name=f"bao-cao-{number}.pdf")
        made = actions.add_evidence(
            file=file, title=title, code=code, confidentiality=secrecy, effective_on=date(2026, 1, 20), **common
        )
        for subject in (1, 2):
            actions.attach(evidence=made, subject_type="x.y", subject_id=subject, by=cast.head, at=cast.at)
    actions.add_evidence(
        url="https://khuevan.example/hoi-thi", title="Trang tin hội thi tay nghề", confidentiality=terms.PUBLIC,
        effective_on=date(2026, 3, 5), **common,
    )  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_library_is_accessible(
    open_page: Callable[..., Page], sign_in: Callable[..., Page], cast: Cast, axe: SEEN, fits: SEEN, viewport: dict, colours: str
) -> None:  # fmt: skip
    page = sign_in(open_page(viewport=viewport, color_scheme=colours), cast.head)
    page.goto("/minh-chung/")
    addresses = [page.get_by_role("link", name="Báo cáo hiệu suất").get_attribute("href"), "/minh-chung/them/"]
    for address in ("/minh-chung/", *addresses, f"{addresses[0]}sua/"):
        page.goto(str(address))
        axe(page)
        fits(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_file_is_handed_in(
    open_page: Callable[..., Page], sign_in: Callable[..., Page], cast: Cast, axe: SEEN, script: bool
) -> None:
    page = sign_in(open_page(java_script_enabled=script), cast.teacher)
    page.goto("/minh-chung/")
    page.get_by_role("link", name="Nộp minh chứng").click()
    page.get_by_role("button", name="Nộp").click()
    expect(page.get_by_role("alert")).to_contain_text("Gửi một tệp hoặc ghi một liên kết")
    if script:
        axe(page)
    page.get_by_label("Tệp", exact=False).first.set_input_files(
        {"name": "Biên bản họp.pdf", "mimeType": "application/pdf", "buffer": PDF + b"moi"}
    )
    page.get_by_label("Tên minh chứng").fill("Biên bản họp bộ môn")
    page.get_by_label("Ngày có hiệu lực").fill("15/8/2026")
    page.get_by_role("button", name="Nộp").click()
    expect(page.get_by_role("heading", name="Biên bản họp bộ môn", level=1)).to_be_visible()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Tải về").click()
    assert downloaded.value.suggested_filename == "Biên bản họp.pdf"
