"""One model, two printers: what a paper says stands in both files, set as Decree 30/2020 asks."""

from __future__ import annotations

import dataclasses
import io
import re
from typing import Any

import docx
import pdfplumber
import pypdf
import pytest

from khue.engine.records import printing
from khue.engine.records.documents import (
    AdministrativeDocument,
    Cell,
    Column,
    Item,
    ItemList,
    Paragraph,
    Recipients,
    Signature,
    SignatureBox,
    Table,
    cell,
    row,
)
from tests.engine.records import papers
from tests.foundation.office.papers import HOSTILE, W, words_of


def _word_text(document: AdministrativeDocument) -> str:
    opened = docx.Document(io.BytesIO(printing.to_docx(document)))
    return " ".join(words_of(opened.element.body))


def _pages(document: AdministrativeDocument) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printing.to_pdf(document))).pages]


def _letters(text: str) -> list[str]:
    """Every letter and sign, in the order of the alphabet: the two files may break lines and pages elsewhere."""
    return sorted(re.sub(r"\s|\u200b", "", text))


def _without_heads(document: AdministrativeDocument) -> AdministrativeDocument:
    """No text in the margins, and few enough rows that no head is repeated: then the letters of both files are equal."""
    return dataclasses.replace(document, form=None)


@pytest.mark.parametrize(
    "document",
    [
        papers.plan(2),
        papers.decision(),
        papers.decision(type_name="", addressees=("Các trường", "Các phòng")),
        papers.decision(profile="hd36-2018"),
        papers.decision(body=(Paragraph(HOSTILE), Table((Column("A & B <x>"),), (row(HOSTILE),)))),
        papers.plan(0),
    ],
    ids=["plan", "decision", "letter", "party", "hostile", "no-rows"],
)
def test_both_printers_say_the_same(document: AdministrativeDocument) -> None:
    document = _without_heads(document)
    assert _letters(_word_text(document)) == _letters(" ".join(_pages(document)))


@pytest.mark.parametrize("rows", [0, 1, 200])
def test_tables_of_any_length(rows: int) -> None:
    document = papers.plan(rows)
    pages = _pages(document)
    body = re.sub(r"\s+", " ", " ".join(pages))
    assert [f"Mục tiêu số {n}:" in body for n in (1, rows)] == [rows > 0] * 2
    assert body.count("Mục tiêu số") == rows == _word_text(document).count("Mục tiêu số")


def test_the_head_of_the_table_and_the_form_stand_on_every_page() -> None:
    pages = _pages(papers.plan(40))
    assert len(pages) > 3
    assert all("Mục tiêu cụ thể" in page for page in pages[:-1])
    assert pages[0].startswith("BM.ĐBCL-04.04 | Lần ban hành: 03 | Ngày hiệu lực: 01/09/2018")
    for number, page in enumerate(pages[1:], 2):
        assert page.split("\n")[0].split(" ", 1) == [str(number), "BM.ĐBCL-04.04 | Lần ban hành: 03"]


def test_the_head_of_a_paper_by_decree_30() -> None:
    [page] = _pages(papers.decision())
    said = re.sub(r"\s+", " ", page)
    for words in (
        "ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/QĐ-CĐKTKV",
        "Sông Mây, ngày 05 tháng 02 năm 2026",
        "Căn cứ Nghị định số 30/2020/NĐ-CP; Theo đề nghị của Trưởng phòng KT-ĐBCL.",
        "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG",
        "- Như Điều 2; - Ban Giám hiệu; - Lưu: VT.",
    ):
        assert words in said


def test_a_letter_has_its_abstract_under_the_number() -> None:
    letter = papers.decision(type_name="", number="/CĐKTKV-KT", on=None, addressees=("Phòng Đào tạo",))
    said = re.sub(r"\s+", " ", _pages(letter)[0])
    assert "V/v Ban hành mục tiêu" in said
    assert "Số: /CĐKTKV-KT" in said
    assert "ngày …… tháng …… năm ……" in said
    assert "Kính gửi: Phòng Đào tạo." in said


def test_the_party_profile_has_its_own_head() -> None:
    said = re.sub(r"\s+", " ", _pages(papers.decision(profile="hd36-2018"))[0])
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "KHUÊ VĂN *" in said
    assert "Số 07/QĐ-CĐKTKV" in said
    assert "Độc lập" not in said


def _looks(document: AdministrativeDocument, words: str) -> tuple[str, float]:
    """Font and size of a stretch of words in the PDF."""
    with pdfplumber.open(io.BytesIO(printing.to_pdf(document))) as opened:
        found: Any = opened.pages[0].search(re.escape(words), return_chars=True)[0]["chars"]
    return found[0]["fontname"].partition("+")[2], round(found[0]["size"], 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CỘNG HÒA", ("Tinos-Bold", 12)),
        ("Độc lập", ("Tinos-Bold", 13)),
        ("ỦY BAN", ("Tinos", 12)),
        ("Số: 07", ("Tinos", 13)),
        ("Sông Mây, ngày", ("Tinos-Italic", 13)),
        ("Căn cứ", ("Tinos-Italic", 13)),
        ("Điều 1", ("Tinos-Bold", 13)),
        ("Nơi nhận", ("Tinos-BoldItalic", 12)),
        ("- Như", ("Tinos", 11)),
        ("KT. HIỆU", ("Tinos-Bold", 13)),
        ("Võ Minh", ("Tinos-Bold", 13)),
    ],
)
def test_sizes_and_faces_by_decree_30(words: str, expected: tuple[str, float]) -> None:
    assert _looks(papers.decision(), words) == expected


def test_rules_are_drawn_as_long_as_the_decree_asks() -> None:
    with pdfplumber.open(io.BytesIO(printing.to_pdf(papers.decision()))) as opened:
        page = opened.pages[0]
        rules = sorted((one["top"], one["x1"] - one["x0"]) for one in page.lines)
        words = ("Độc lập - Tự do - Hạnh phúc", "KỸ THUẬT KHUÊ VĂN", "Ban hành mục tiêu[^\\n]+")
        above = [page.search(one)[0] for one in words]
    shares = [width / (text["x1"] - text["x0"]) for (_, width), text in zip(rules, above, strict=True)]
    assert shares == [pytest.approx(1, abs=0.01), pytest.approx(0.4, abs=0.03), pytest.approx(0.4, abs=0.03)]
    # Each stands below its text, and does not touch it.
    assert all(0 < top - text["bottom"] < 6 for (top, _), text in zip(rules, above, strict=True))


def test_margins_by_decree_30() -> None:
    document = papers.decision(body=(Paragraph("Điều khoản thi hành và trách nhiệm của đơn vị. " * 20),))
    with pdfplumber.open(io.BytesIO(printing.to_pdf(document))) as opened:
        letters = opened.pages[0].chars
    mm = 25.4 / 72
    assert min(one["x0"] for one in letters) * mm == pytest.approx(30, abs=0.5)
    assert (595.28 - max(one["x1"] for one in letters if one["text"].strip())) * mm == pytest.approx(15, abs=0.6)


def test_annexes_stand_on_their_own_pages_and_count_for_themselves() -> None:
    pages = _pages(papers.annexed())
    assert pages[1].startswith("Phụ lục I\nMỤC TIÊU CHẤT LƯỢNG\n(Kèm theo Quyết định số 07/QĐ-CĐKTKV)")
    assert pages[2].startswith("Phụ lục II\nKẾ HOẠCH THỰC HIỆN")
    assert pages[3].split("\n")[0] == "2"
    opened = docx.Document(io.BytesIO(printing.to_docx(papers.annexed())))
    assert [section.page_width > section.page_height for section in opened.sections] == [False, False, True]


def test_the_three_boxes_stand_side_by_side_and_are_never_torn() -> None:
    for rows in range(4, 16):
        pages = _pages(papers.plan(rows))
        where = [number for number, page in enumerate(pages) if "NGƯỜI SOẠN THẢO" in page]
        assert len(where) == 1
        last = pages[where[0]]
        assert "NGƯỜI PHÊ DUYỆT" in last
        assert "Tạ Đình Sơn" in last
        assert "Ngày 05 tháng 9 năm 2026" in re.sub(r"\s+", " ", last)


def test_boxes_never_stand_on_a_page_without_a_row_of_their_table() -> None:
    for rows in range(1, 16):
        pages = _pages(papers.plan(rows))
        assert "Mục tiêu số" in pages[-1]
        assert "NGƯỜI SOẠN THẢO" in pages[-1]
        assert "Nơi nhận" in pages[-1]
        assert sum(page.count("Mục tiêu số") for page in pages) == rows


def test_signatures_never_stand_on_a_page_alone() -> None:
    for lines in range(20, 40):
        body = tuple(Paragraph(f"Đoạn {n}: " + "nội dung của quyết định " * 4) for n in range(lines))
        pages = _pages(papers.decision(body=body))
        [signed] = [page for page in pages if "PHÓ HIỆU TRƯỞNG" in page]
        assert "Đoạn" in signed


def test_several_signers_stand_side_by_side() -> None:
    signers = (Signature(position="CHỦ TRÌ", name="Tạ Đình Sơn"), Signature(position="THƯ KÝ", name="Mai Xuân Lộc"))
    opened = docx.Document(io.BytesIO(printing.to_docx(papers.decision(signatures=signers))))
    rows = [[one.text for one in row.cells] for row in opened.tables[-1].rows]
    assert [text.split("\n")[0] for text in rows[-1]] == ["CHỦ TRÌ", "THƯ KÝ"]


@pytest.mark.parametrize(
    ("signature", "titles"),
    [
        (Signature(position="HIỆU TRƯỞNG"), ("HIỆU TRƯỞNG",)),
        (Signature(capacity="KT.", whom="HIỆU TRƯỞNG", position="PHÓ HIỆU TRƯỞNG"), ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")),
        (Signature(capacity="TM.", whom="BAN CHỈ ĐẠO", position="TRƯỞNG BAN"), ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
        (Signature(capacity="TL.", whom="GIÁM ĐỐC", position="TRƯỞNG PHÒNG"), ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
        (Signature(capacity="Q.", position="HIỆU TRƯỞNG"), ("Q. HIỆU TRƯỞNG",)),
    ],
)  # fmt: skip
def test_capacities_of_signers(signature: Signature, titles: tuple[str, ...]) -> None:
    assert signature.titles == titles


def test_a_cell_may_span_the_rows_of_several_tasks() -> None:
    columns = (Column("TT", 1, "center"), Column("Mục tiêu", 4), Column("Nhiệm vụ", 6))
    rows = (
        (Cell((Item("1"),), rowspan=2), Cell((Item("Mục tiêu một"),), rowspan=2), cell("Việc a")),
        (cell("Việc b"),),
        row("2", "Mục tiêu hai", "Việc c"),
        (Cell((Item("Tổng cộng"),), colspan=2, bold=True), cell("3 việc")),
    )
    opened = docx.Document(io.BytesIO(printing.to_docx(papers.plan(body=(Table(columns, rows),)))))
    shown = [[one.text for one in row.cells] for row in opened.tables[1].rows]
    assert shown[1:] == [
        ["1", "Mục tiêu một", "Việc a"],
        ["1", "Mục tiêu một", "Việc b"],
        ["2", "Mục tiêu hai", "Việc c"],
        ["Tổng cộng", "Tổng cộng", "3 việc"],
    ]
    assert "Tổng cộng" in _pages(papers.plan(body=(Table(columns, rows),)))[0]


def test_cells_are_ragged_right_and_the_body_is_justified() -> None:
    document = papers.decision(body=(Paragraph("chữ"), Table((Column("a"),), (row("ô"),))))
    body = docx.Document(io.BytesIO(printing.to_docx(document))).element.body
    aligned = {"".join(t.text for t in p.iter(f"{W}t")): p.find(f"{W}pPr/{W}jc") for p in body.iter(f"{W}p")}
    assert aligned["chữ"].get(f"{W}val") == "both"
    assert aligned["ô"].get(f"{W}val") == "left"


def test_a_malformed_table_is_refused_before_it_is_printed() -> None:
    document = papers.plan(body=(Table((Column("a"), Column("b")), (row("một"),)),))
    for print_it in (printing.to_docx, printing.to_pdf):
        with pytest.raises(ValueError, match="row 0"):
            print_it(document)


def test_long_vietnamese_text_runs_over_many_pages() -> None:
    long = "Nhà trường rà soát, điều chỉnh và công bố chuẩn đầu ra của từng chương trình đào tạo. " * 40
    columns = (Column("Nội dung"), Column("Ghi chú"))
    document = papers.plan(body=(Table(columns, (row(long, ""), row("", long))), ItemList((Item(long, "a)"),))))
    pages = _pages(document)
    assert len(pages) > 3
    assert " ".join(pages).count("chuẩn") == 120 == _word_text(document).count("chuẩn")


def test_boxes_say_how_they_were_signed() -> None:
    boxes = (SignatureBox("Người phê duyệt", name="Đặng Thu Hà", note="Phê duyệt trên Khuê lúc 09:00"),)
    said = _pages(papers.plan(boxes=boxes, recipients=Recipients()))[0]
    assert "Phê duyệt trên Khuê lúc 09:00" in said
    assert "(Ký, ghi rõ họ tên)" not in said
