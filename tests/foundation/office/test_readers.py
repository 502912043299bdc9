"""The other formats: spreadsheets, text, web pages."""

import datetime

import pytest

from khue.foundation.kernel import errors
from khue.foundation.office.opening import open_document
from khue.foundation.office.readers import csv, sheets, xlsx
from khue.foundation.office.source import DEFAULT_LIMITS
from tests.foundation import papers


def _texts(table):
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.0, "1"),
        (92.5, "92,5"),
        (datetime.date(2022, 2, 1), "01/02/2022"),
        (datetime.datetime(2022, 2, 1, 7, 30, tzinfo=datetime.UTC), "01/02/2022 07:30"),
        (True, "Có"),
        (None, ""),
    ],
)
def test_cells_are_shown_as_people_see_them(value, shown):
    assert sheets.shown(value) == shown


def test_sheet_keeps_merged_cells_and_line_breaks():
    table = open_document(
        papers.excel([["A", "", "B"], ["x\ny", "", "z"], ["", "", "t"]], [((0, 0), (0, 1)), ((1, 0), (2, 0))])
    ).tables[0]

    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for row in table.rows for c in row if c.text] == [
        ("A", 0, 0, 1, 2),
        ("B", 0, 2, 1, 1),
        ("x\ny", 1, 0, 2, 1),
        ("z", 1, 2, 1, 1),
        ("t", 2, 2, 1, 1),
    ]


def test_rows_gives_bare_values():
    assert xlsx.rows(papers.excel([["a", "b"], ["c", "d"]]), DEFAULT_LIMITS) == [["a", "b"], ["c", "d"]]


def test_ods_keeps_paragraphs_merges_and_repeats():
    def cell(*words, attributes=""):
        return (
            f"<table:table-cell {attributes}>{''.join(f'<text:p>{word}</text:p>' for word in words)}</table:table-cell>"
        )

    covered = "<table:covered-table-cell/>"
    content = (
        '<table:table table:name="KH"><table:table-row>'
        + cell("A", attributes='table:number-columns-spanned="2"')
        + covered
        + cell("B<text:s/>b<text:line-break/>c")
        + "</table:table-row><table:table-row>"
        + cell("x", "y")
        + cell(attributes='table:number-columns-repeated="16382"')
        + '</table:table-row><table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row></table:table>'
    )
    table = open_document(papers.sheet(content)).tables[0]

    assert [[c.paragraphs for c in row if c.text] for row in table.rows] == [[("A",), ("B b", "c")], [("x", "y")]]
    assert (table.rows[0][0].colspan, table.rows[0][1].column) == (2, 2)


@pytest.mark.parametrize(
    ("text", "delimiter"), [("a,b\n1,2", ","), ("a;b\n1,5;2", ";"), ("a\tb\n1\t2", "\t"), ('"a;x","b"\n1,2', ",")]
)
def test_delimiter_is_told_from_the_rows(text, delimiter):
    assert csv.delimiter_of(text) == delimiter


def test_text_with_tabs_is_a_table_and_a_blank_line_ends_it():
    document = open_document(
        "Tên\n\nTT\tMục tiêu\tChủ trì\n1\t<ul><li>một</li><li>- hai</li></ul>\tA<b>B</b>\n\n\t\tC\n".encode()
    )

    assert [_texts(table) for table in document.tables] == [
        [["TT", "Mục tiêu", "Chủ trì"], ["1", "- một\n- hai", "AB"]],
        [["", "", "C"]],
    ]
    assert [remark.code for remark in document.remarks] == ["html_remains"]


def test_comparators_in_text_are_no_html():
    assert open_document("đạt <10% và >90%".encode()).paragraphs[0].text == "đạt <10% và >90%"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_apart(encoding):
    assert open_document("Đảm bảo chất lượng\n".encode(encoding)).paragraphs[0].text == "Đảm bảo chất lượng"


def test_windows_vietnamese_is_composed():
    # Windows 1258 writes tones behind their letters.
    written = "Đảm bảo chất lượng, kế hoạch đào tạo của trường"
    marks = {
        "ả": "a\u0309",
        "ấ": "â\u0301",
        "ợ": "ơ\u0323",
        "ế": "ê\u0301",
        "ạ": "a\u0323",
        "ủ": "u\u0309",
        "ờ": "ơ\u0300",
        "à": "a\u0300",
    }
    data = "".join(marks.get(letter, letter) for letter in written).encode("cp1258")

    assert open_document(data).paragraphs[0].text == written


def test_web_page_with_tables_in_tables():
    page = "<html><body><table><tr><td>ngoài<table><tr><td>trong</td><td>2</td></tr></table></td></tr></table></body></html>"

    assert [_texts(table) for table in open_document(page.encode()).tables] == [[["ngoài\ntrong 2"]], [["trong", "2"]]]


def test_ordered_list_of_a_web_page_is_counted():
    page = (
        '<ol><li>m</li><li>n<ol type="a"><li>h</li></ol></li><li value="7">2. k</li><li>l</li></ol><ul><li>g</li></ul>'
    )

    assert [line.text for line in open_document(f"<html>{page}</html>".encode()).paragraphs] == [
        "1. m", "2. n", "a. h", "2. k", "8. l", "- g",
    ]  # fmt: skip


def test_wrong_ending_is_not_believed():
    assert open_document(papers.excel([["a", "b"]]), filename="ke-hoach.docx").format == "xlsx"
    assert open_document(b"<table><tr><td>a</td></tr></table>", filename="ke-hoach.xls").format == "html"


def test_missing_file_is_refused(tmp_path):
    for path in (tmp_path / "không có.docx", tmp_path):
        with pytest.raises(errors.Unreadable) as refusal:
            open_document(path)
        assert refusal.value.code == "missing"
