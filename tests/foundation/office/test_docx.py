"""Word files: what stands in the XML is what a person sees on the page."""

from khue.foundation.office.opening import open_document
from tests.foundation import papers
from tests.foundation.papers import p, tbl, tc, tr


def _table(*rows, **parts):
    (table,) = open_document(papers.raw_word(tbl(*rows), **parts)).tables
    return table


def _texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_tracked_insertions_are_read_and_deletions_are_not():
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format('Đạt ')}<w:ins>{run.format('90%')}</w:ins><w:del><w:r><w:delText>80%</w:delText></w:r></w:del></w:p>"

    assert [paragraph.text for paragraph in open_document(papers.raw_word(body)).paragraphs] == ["Đạt 90%"]


def test_rows_deleted_by_tracking_are_left_out():
    assert _texts(_table(tr("a", "b"), tr("c", "d", properties="<w:del/>"), tr("e", "f"))) == [["a", "b"], ["e", "f"]]


def test_moved_text_is_read_once():
    run = "<w:r><w:t>câu</w:t></w:r>"
    body = f"<w:p><w:moveFrom>{run}</w:moveFrom></w:p><w:p><w:moveTo>{run}</w:moveTo></w:p>"

    assert [paragraph.text for paragraph in open_document(papers.raw_word(body)).paragraphs] == ["câu"]


def test_content_controls_are_looked_into():
    def control(inner):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    table = control(tbl(control(tr("a", control(tc(p("b")))))))

    assert _texts(open_document(papers.raw_word(table)).tables[0]) == [["a", "b"]]


def test_merges_across_and_down():
    span, begin, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = _table(
        tr(tc(p("a"), properties=span), tc(p("b"), properties=begin)),
        tr("c", "d", tc(p(""), properties=on)),
        tr("e", "f", tc(p(""), properties=on)),
    )

    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for row in table.rows for c in row] == [
        ("a", 0, 0, 1, 2),
        ("b", 0, 2, 3, 1),
        ("c", 1, 0, 1, 1),
        ("d", 1, 1, 1, 1),
        ("e", 2, 0, 1, 1),
        ("f", 2, 1, 1, 1),
    ]


def test_rows_that_begin_late_keep_their_columns():
    table = _table(tr("a", "b"), tr("c", properties='<w:gridBefore w:val="1"/>'))

    assert [cell.column for row in table.rows for cell in row] == [0, 1, 1]


def test_repeated_header_rows_are_counted():
    assert _table(tr("a", "b", properties="<w:tblHeader/>"), tr("c", "d")).header_rows == 1
    assert _table(tr("a", "b", properties='<w:tblHeader w:val="0"/>'), tr("c", "d")).header_rows == 0


def test_tables_in_cells_are_read_as_lines_and_as_tables():
    inner = tbl(tr("x", "y"))
    document = open_document(papers.raw_word(tbl(tr("a", tc(p("b"), inner, p(""))))))

    assert [_texts(table) for table in document.tables] == [[["a", "b\nx y"]], [["x", "y"]]]


def test_breaks_tabs_and_hyphens():
    body = (
        "<w:p><w:r><w:t>một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba</w:t><w:noBreakHyphen/><w:t>bốn</w:t>"
        '<w:lastRenderedPageBreak/><w:br w:type="page"/><w:t> năm</w:t></w:r></w:p>'
    )

    assert [paragraph.text for paragraph in open_document(papers.raw_word(body)).paragraphs] == [
        "một",
        "hai\tba-bốn năm",
    ]


def test_lists_are_written_out():
    numbering = papers.lists(("decimal", "%1."), ("bullet", "·"), ("lowerLetter", "%1)"), ("upperRoman", "%1."))
    body = "".join(p(words, listed) for words, listed in (("m", 1), ("n", 1), ("g", 2), ("c", 3), ("l", 4), ("k", 4)))
    document = open_document(papers.raw_word(body, numbering=numbering))

    assert [paragraph.text for paragraph in document.paragraphs] == ["1. m", "2. n", "- g", "a) c", "I. l", "II. k"]
    assert {paragraph.level for paragraph in document.paragraphs} == {1}


def test_old_fonts_are_converted_run_by_run():
    old = '<w:r><w:rPr><w:rFonts w:ascii="{}"/></w:rPr><w:t>{}</w:t></w:r>'
    body = f"<w:p>{old.format('.VnTime', 'Tr­êng ')}<w:r><w:t>Đại học</w:t></w:r></w:p><w:p>{old.format('VNI-Times', 'tröôøng')}</w:p>"
    document = open_document(papers.raw_word(body))

    assert [paragraph.text for paragraph in document.paragraphs] == ["Trường Đại học", "trường"]
    assert [remark.code for remark in document.remarks] == ["legacy_font", "legacy_font"]


def test_text_boxes_are_read_once():
    names = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('KHOA MAY')}</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = f"<w:p><w:r><mc:AlternateContent {names}>{twice}</mc:AlternateContent></w:r></w:p>"

    assert [paragraph.text for paragraph in open_document(papers.raw_word(body)).paragraphs] == ["KHOA MAY"]


def test_main_part_under_another_name():
    whole = papers.raw_word(p("chữ"))
    parts = {name.replace("document.xml", "document2.xml"): content for name, content in papers.parts_of(whole).items()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts["_rels/.rels"] = (
        f'<Relationships><Relationship Id="r" Type="{kind}" Target="/word/document2.xml"/></Relationships>'
    )

    assert [paragraph.text for paragraph in open_document(papers.package(parts)).paragraphs] == ["chữ"]
