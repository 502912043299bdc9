"""Word files as Word wants them: one font everywhere, widths twice, heads repeated, no number on the first page."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from khue.foundation.office import docx_out
from khue.foundation.office.layout import Gap, GridCell, Layout, Line, Look, Rule, Run, Sheet
from tests.foundation.office import papers
from tests.foundation.office.papers import HOSTILE, W, cell, grid, line, paper

FACES = ("ascii", "hAnsi", "cs", "eastAsia")


def test_one_font_on_all_four_faces_and_no_theme() -> None:
    styles = papers.opened(docx_out.write(paper(line("chữ")))).styles
    normal = styles["Normal"].element.rPr.find(f"{W}rFonts")
    default = styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    for fonts in (normal, default):
        assert dict(fonts.attrib) == {f"{W}{face}": "Times New Roman" for face in FACES}


def test_the_language_is_vietnamese() -> None:
    document = papers.opened(docx_out.write(paper(line("chữ"))))
    assert document.core_properties.language == "vi-VN"
    assert document.styles["Normal"].element.rPr.find(f"{W}lang").get(f"{W}val") == "vi-VN"


def test_page_and_margins() -> None:
    section = papers.opened(docx_out.write(paper(line("a"), right_mm=20))).sections[0]
    found = [round(length.mm) for length in (section.page_width, section.page_height)]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert (found, [round(length.mm) for length in margins]) == ([210, 297], [20, 20, 30, 20])


def test_a_wide_sheet_lies_on_its_side() -> None:
    section = papers.opened(docx_out.write(paper(line("a"), width_mm=297, height_mm=210))).sections[0]
    assert (section.orientation, round(section.page_width.mm)) == (WD_ORIENT.LANDSCAPE, 297)


def test_the_number_stands_on_every_page_but_the_first() -> None:
    section = papers.opened(docx_out.write(paper(line("a"), first_head="BM.01 | 03", running_head="BM.01"))).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" not in papers.xml(section.first_page_header._element)
    assert "PAGE" in papers.xml(section.header._element)
    assert papers.words_of(section.first_page_header._element) == ["BM.01 | 03"]
    assert papers.words_of(section.header._element) == ["2BM.01"]


def test_each_sheet_counts_its_own_pages() -> None:
    sheets = (Sheet(parts=(line("một"),)), Sheet(parts=(line("hai"),), width_mm=297, height_mm=210))
    document = papers.opened(docx_out.write(Layout(sheets=sheets, title="a")))
    starts = [section._sectPr.find(f"{W}pgNumType").get(f"{W}start") for section in document.sections]
    assert starts == ["1", "1"]
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


def test_head_rows_are_repeated_and_never_cut() -> None:
    rows = papers.body(docx_out.write(paper(grid(3)))).findall(f".//{W}tr")
    marked = [[row.find(f"{W}trPr/{W}{name}") is not None for name in ("tblHeader", "cantSplit")] for row in rows]
    assert marked == [[True, True], [True, True], [False, False], [False, False], [False, False]]


def test_widths_stand_on_the_grid_and_on_every_cell() -> None:
    table = papers.body(docx_out.write(paper(grid(2)))).find(f".//{W}tbl")
    columns = [int(one.get(f"{W}w")) for one in table.iter(f"{W}gridCol")]
    assert columns == [round(mm * 1440 / 25.4) for mm in (15, 90, 60)]
    for row in table.iter(f"{W}tr"):
        assert sum(int(one.get(f"{W}w")) for one in row.iter(f"{W}tcW")) == pytest.approx(sum(columns), abs=2)
    assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"


def test_a_two_storey_head_is_merged() -> None:
    table = papers.opened(docx_out.write(paper(grid(1)))).tables[0]
    shown = [[one.text for one in row.cells] for row in table.rows]
    assert shown == [["TT", "Thời gian", "Thời gian"], ["TT", "Bắt đầu", "Kết thúc"], ["1", "việc 1", ""]]


def test_a_cell_that_spans_rows_and_columns() -> None:
    made = papers.Grid(
        widths_mm=(50, 50, 50),
        rows=((cell("to", colspan=2, rowspan=2), cell("a")), (cell("b"),), (cell("c"), cell("d"), cell("e"))),
    )
    table = papers.opened(docx_out.write(paper(made))).tables[0]
    shown = [[one.text for one in row.cells] for row in table.rows]
    assert shown == [["to", "to", "a"], ["to", "to", "b"], ["c", "d", "e"]]


def test_hostile_text_is_text() -> None:
    data = docx_out.write(paper(line(HOSTILE), papers.Grid(widths_mm=(100,), rows=((cell(HOSTILE),),))))
    assert [words for words in papers.words_of(papers.body(data)) if words] == [HOSTILE, HOSTILE]


def test_breaks_of_line_inside_a_paragraph() -> None:
    body = papers.body(docx_out.write(paper(line("một\nhai"))))
    assert len(body.findall(f".//{W}br")) == 1
    assert papers.words_of(body) == ["mộthai"]


def test_looks_become_properties() -> None:
    look = Look(
        size_pt=12.5, bold=True, align="justify", first_mm=10, before_pt=6, spacing=1.5, keep_next=True, heading=2
    )
    made = Line((Run("a"), Run("b", italic=True, underline=True)), look)
    properties = papers.body(docx_out.write(paper(made))).find(f"{W}p/{W}pPr")
    names = [child.tag.removeprefix(W) for child in properties]
    assert names == ["keepNext", "spacing", "ind", "jc", "outlineLvl"]
    assert dict(properties.find(f"{W}spacing").attrib) == {
        f"{W}before": "120", f"{W}after": "0", f"{W}line": "360", f"{W}lineRule": "auto",
    }  # fmt: skip
    runs = list(properties.getparent().iter(f"{W}r"))
    assert [[child.tag.removeprefix(W) for child in run.find(f"{W}rPr")] for run in runs] == [
        ["b", "bCs", "sz", "szCs"],
        ["b", "bCs", "i", "iCs", "sz", "szCs", "u"],
    ]


def test_a_rule_is_drawn_and_as_wide_as_it_is_told() -> None:
    made = papers.body(docx_out.write(paper(Rule(65)))).find(f"{W}p/{W}pPr")
    indent = made.find(f"{W}ind")
    assert made.find(f"{W}pBdr/{W}top").get(f"{W}val") == "single"
    left, right = (int(indent.get(f"{W}{side}")) for side in ("left", "right"))
    assert left == right == round(50 * 1440 / 25.4)


def test_what_stays_together_is_kept_with_the_next() -> None:
    made = papers.Grid(
        widths_mm=(100,), rows=((GridCell((line("a"), Gap(60), line("b"))),), (cell("c"),)), together=True
    )
    rows = papers.body(docx_out.write(paper(made))).findall(f".//{W}tr")
    kept = [[p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in rows]
    assert kept == [[True, True, True], [False]]


def test_nothing_at_all_is_still_a_file() -> None:
    assert papers.words_of(papers.body(docx_out.write(paper()))) == [""]


def test_every_part_is_whole_xml_and_equal_papers_give_equal_words() -> None:
    data, again = (docx_out.write(paper(grid(2), line("x"))) for _ in range(2))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    assert papers.xml(papers.body(data)) == papers.xml(papers.body(again))


def test_properties_say_what_it_is_and_when() -> None:
    about = papers.opened(docx_out.write(paper(line("a")))).core_properties
    assert (about.title, about.author, about.comments) == ("Tên & <giấy>", "Trường", "")
    assert about.created.isoformat() == "2026-09-07T02:00:00+00:00"
