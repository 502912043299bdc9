"""The procedure on paper: cover, signatures, sections, drawn chart, in Word and PDF alike; who may print it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from django.urls import reverse
from lxml import etree
from pypdf import PdfReader

from khue.engine.procedures import printing
from khue.engine.procedures.actions import drafts
from khue.engine.procedures.language import drawing
from tests.engine.procedures import texts

SECTIONS = (
    "1. Mục đích", "2. Phạm vi, đối tượng áp dụng", "3. Tài liệu viện dẫn", "4. Khái niệm và các chữ viết tắt",
    "5. Nội dung", "5.2.1. Lưu đồ", "5.2.2. Mô tả chi tiết quy trình", "5.3.1. Lưu đồ", "6. Lưu hồ sơ",
)  # fmt: skip


def facts(name: str = "qt-dbcl-04.yaml") -> printing.Facts:
    return printing.Facts(
        texts.pack(name), "Trường Cao đẳng Kỹ thuật Khuê Văn", signers=("Âu Văn Ích", "", "Đặng Thu Hà")
    )


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(printing.to_pdf(facts())))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_pdf_has_cover_sections_and_signers(pdf) -> None:
    said = words(pdf)
    for told in ("QUY TRÌNH", "Mã số: QT.ĐBCL-04", "Lần ban hành: 03", "Ngày có hiệu lực: 01/09/2018", *SECTIONS):
        assert told in said
    assert "Âu Văn Ích" in said


def test_every_page_carries_code_and_number_and_the_cover_the_real_total(pdf) -> None:
    total = len(pdf.pages)
    for number, page in enumerate(pdf.pages, 1):
        first = " ".join(page.extract_text().split())[:60]
        assert "QT.ĐBCL-04" in first
        assert f"Trang {number}/{total}" in " ".join(page.extract_text().split())
    assert f"Tổng số trang: {total:02d}" in words(pdf)


def test_word_file_says_the_same_and_holds_both_charts() -> None:
    made = docx.Document(io.BytesIO(printing.to_docx(facts())))
    said = [one.text for one in made.paragraphs]
    assert [one for one in SECTIONS if one not in said] == []
    assert len(made.inline_shapes) == 2
    xml = made.sections[0].header._element.xml
    assert "NUMPAGES" in xml


@pytest.mark.parametrize(("procedure", "flow"), texts.every())
def test_chart_is_sound_svg_with_a_shape_a_step_and_a_line_a_way(procedure, flow) -> None:
    drawn = drawing.draw(flow)
    root = etree.fromstring(drawn.svg.encode())
    said = " ".join(root.itertext())
    assert all(f"{step.code}." in said for step in flow.steps)
    ways = [way for _, way in flow.edges() if way.to != "end"]
    tips = [one for one in root.iter("{*}path") if re.search(r"l[-.\d]+ [-.\d]+[hv][-.\d]+z$", one.get("d"))]
    assert len(tips) == len(ways)


def test_text_of_a_procedure_cannot_become_markup() -> None:
    flow = texts.invented().flows[0]
    step = replace(flow.steps[0], short='<script>"&')
    etree.fromstring(drawing.draw(replace(flow, steps=(step, *flow.steps[1:]))).svg.encode())


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_members_print_an_issue_and_strangers_do_not(cast, installed, client_of, kind) -> None:
    here = reverse(f"procedures:print-{kind}", args=[installed.pk])
    answer = client_of(cast.teacher).get(here)
    assert (answer.status_code, len(answer.content) > 5000) == (200, True)
    assert client_of(cast.stranger).get(here).status_code == 404


def test_draft_is_printed_as_one_by_who_writes_it(cast, installed, client_of) -> None:
    draft = drafts.start(institution=cast.school, based_on=installed, by=cast.quality_officer, at=cast.at)
    here = reverse("procedures:draft-pdf", args=[draft.public_id])
    answer = client_of(cast.quality_officer).get(here)
    assert "BẢN SOẠN" in words(PdfReader(io.BytesIO(answer.content)))
    assert client_of(cast.teacher).get(here).status_code == 404
