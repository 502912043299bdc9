"""PDF/A as archives want it: marked, every font inside, heads repeated, and no text taken for markup."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pypdf
import pytest

from khue.foundation.office import typst_out
from khue.foundation.office.layout import Gap, Grid, GridCell, Layout, Line, Look, Rule, Run, Sheet
from tests.foundation.office import papers
from tests.foundation.office.papers import HOSTILE, cell, grid, line, paper


def _reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def _fonts(data: bytes) -> dict[str, bool]:
    """Each font of the file, and whether it is embedded."""
    found = {}
    for page in _reader(data).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            one: Any = font.get_object()["/DescendantFonts"][0].get_object()
            found[str(one["/BaseFont"]).partition("+")[2]] = "/FontFile2" in one["/FontDescriptor"].get_object()
    return found


def test_it_says_that_it_is_pdf_a_2b() -> None:
    told = _reader(typst_out.write(paper(line("chữ")))).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in told


def test_title_language_and_date() -> None:
    made = _reader(typst_out.write(paper(line("chữ"))))
    assert made.metadata.title == "Tên & <giấy>"
    assert made.trailer["/Root"]["/Lang"] == "vi"
    assert made.metadata.creation_date.isoformat() == "2026-09-07T02:00:00+00:00"


def test_every_font_is_ours_and_embedded() -> None:
    looks = [Look(), Look(bold=True), Look(italic=True), Look(bold=True, italic=True)]
    data = typst_out.write(paper(*[Line((Run("Chữ ☑"),), look) for look in looks]))
    fonts = _fonts(data)
    assert set(fonts.values()) == {True}
    assert {name.partition("-")[0] for name in fonts} == {"Tinos", "DejaVuSansMono"}


def test_equal_papers_give_equal_bytes() -> None:
    assert typst_out.write(paper(grid(3))) == typst_out.write(paper(grid(3)))


def test_hostile_text_is_text() -> None:
    data = typst_out.write(paper(line(HOSTILE), Grid(widths_mm=(165,), rows=((cell(HOSTILE),),)), first_head="#a $b$"))
    said = "".join(papers.pages(data)[0].split())
    assert said.count("".join(HOSTILE.split())) == 2
    assert said.startswith("#a$b$")


@pytest.mark.parametrize("text", ["😀 và 中文", "\ue000", "a\x07b", "", " ", "\n", "\u0301", "ẹ̃" * 50])
def test_no_text_stops_the_printer(text: str) -> None:
    assert len(papers.pages(typst_out.write(paper(line(text), line("cuối"))))) == 1


def test_a_word_longer_than_its_cell_is_broken_and_stays_inside() -> None:
    address = "https://khuevan.example/" + "duong-dan/" * 20
    data = typst_out.write(paper(Grid(widths_mm=(40, 125), rows=((cell(address), cell("bên")),))))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        edge = (30 + 40) * 72 / 25.4
        letters = [one for one in opened.pages[0].chars if one["x0"] < edge]
    assert "".join(one["text"] for one in letters) == address
    assert max(one["x1"] for one in letters) <= edge


def test_the_head_is_repeated_on_every_page() -> None:
    found = papers.pages(typst_out.write(paper(grid(200))))
    assert len(found) > 3
    assert all("Bắt đầu" in page for page in found)
    rows = [word for page in found for word in page.split("\n") if "việc" in word]
    assert [row.split("việc ")[1].split()[0] for row in rows] == [str(n) for n in range(1, 201)]


def test_the_number_stands_on_every_page_but_the_first() -> None:
    found = papers.pages(typst_out.write(paper(grid(90), first_head="ĐẦU", running_head="SAU")))
    first_lines = [page.split("\n")[0] for page in found]
    assert first_lines[0] == "ĐẦU"
    assert [line.split() for line in first_lines[1:]] == [[str(n), "SAU"] for n in range(2, len(found) + 1)]


def test_each_sheet_counts_its_own_pages() -> None:
    wide = {"width_mm": 297, "height_mm": 210}
    sheets = (Sheet(parts=(grid(60),)), Sheet(parts=(grid(60),), **wide))
    data = typst_out.write(Layout(sheets=sheets, title="a"))
    numbers = [page.split("\n")[0] for page in papers.pages(data)]
    sizes = [round(float(page.mediabox.width)) for page in _reader(data).pages]
    second = sizes.index(842)
    assert set(sizes) == {595, 842}
    assert [numbers[1], numbers[second + 1]] == ["2", "2"]
    assert not numbers[0].isdecimal()
    assert not numbers[second].isdecimal()


def test_what_stays_together_moves_to_the_next_page_as_one() -> None:
    signature = Grid(
        widths_mm=(165,), rows=((GridCell((line("KÝ"), Gap(60), line("Tên"))),),), together=True, ruled=False
    )
    for rows in range(30, 46):
        found = papers.pages(typst_out.write(paper(grid(rows), signature)))
        assert sum("KÝ" in page for page in found) == 1
        assert all(("KÝ" in page) == ("Tên" in page) for page in found)


def test_only_the_last_row_of_a_table_goes_with_the_signatures() -> None:
    """Were the whole table to go, a report would begin with an almost empty page."""
    signature = Grid(
        widths_mm=(165,), rows=((GridCell((line("KÝ"), Gap(60), line("Tên"))),),), together=True, ruled=False
    )
    heading = line("KẾT QUẢ", keep_next=True)
    for rows in range(25, 41):
        found = papers.pages(typst_out.write(paper(line("Căn cứ"), heading, grid(rows, keep_next=True), signature)))
        assert "KẾT QUẢ" in found[0]
        assert "việc 1\n" in found[0]
        assert [f"việc {rows}" in page for page in found] == ["KÝ" in page for page in found]


def test_a_whole_row_is_not_cut() -> None:
    tall = GridCell(tuple(line(f"dòng {n}") for n in range(10)))
    rows = tuple((tall,) for _ in range(12))
    data = typst_out.write(paper(Grid(widths_mm=(100,), rows=rows, whole=frozenset(range(12)))))
    for page in papers.pages(data):
        assert page.count("dòng 0") == page.count("dòng 9")


def test_a_row_taller_than_a_page_is_cut() -> None:
    tall = GridCell(tuple(line(f"dòng {n}") for n in range(80)))
    found = papers.pages(typst_out.write(paper(Grid(widths_mm=(100,), rows=((tall,),)))))
    assert "".join(found).count("dòng") == 80
    assert len(found) == 2


def test_a_heading_is_in_the_outline() -> None:
    data = typst_out.write(paper(line("Mục I", heading=1, bold=True), line("chữ")))
    assert [one.title for one in _reader(data).outline] == ["Mục I"]


def test_a_rule_is_as_wide_as_it_is_told() -> None:
    with pdfplumber.open(io.BytesIO(typst_out.write(paper(Rule(65))))) as opened:
        [drawn] = opened.pages[0].lines
    assert drawn["x1"] - drawn["x0"] == pytest.approx(65 * 72 / 25.4, abs=0.1)
    assert (drawn["x0"] + drawn["x1"]) / 2 == pytest.approx((30 + 165 / 2) * 72 / 25.4, abs=0.1)


def test_sizes_are_kept_and_headings_do_not_grow() -> None:
    data = typst_out.write(paper(line("a", size_pt=13), line("b", size_pt=13, heading=1), line("c", size_pt=11)))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        sizes = {one["text"]: one["size"] for one in opened.pages[0].chars}
    assert sizes == {"a": pytest.approx(13), "b": pytest.approx(13), "c": pytest.approx(11)}
