"""Word files out: sets a `layout.Layout` as WordprocessingML.

python-docx keeps the package (parts, relations, sections); the body is written straight as XML, which is several times faster
than its table objects (stack.md, trap 23). Widths stand on the grid and on every cell, or LibreOffice ignores them (trap 25).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from lxml import etree

from khue.foundation.office import layout, typst_out
from khue.foundation.office.docx_parts import NAMES as _NAMES
from khue.foundation.office.docx_parts import size as _size
from khue.foundation.office.docx_parts import spacing as _spacing
from khue.foundation.office.docx_parts import twips as _twips
from khue.foundation.office.docx_parts import w as _w

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")


def write(paper: layout.Layout) -> bytes:
    """The paper as the bytes of a .docx file. Equal papers give equal text and properties.

    Raises `ValueError` for a grid whose rows do not fill its columns.
    """
    document = docx.Document()
    _describe(document, paper)
    _set_defaults(document, paper)
    for number, sheet in enumerate(paper.sheets):
        section = document.sections[0] if number == 0 else _next_section(document)
        _set_section(section, sheet)
        _fill(document, sheet)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# The parts of the package


def _describe(document: WordDocument, paper: layout.Layout) -> None:
    about = document.core_properties
    at = (paper.at or _EPOCH).astimezone(UTC).replace(tzinfo=None)
    title, author, subject = (layout.clean(said)[:250] for said in (paper.title, paper.author, paper.subject))
    about.title, about.author, about.subject, about.last_modified_by = title, author, subject, author
    about.comments, about.language = "", "vi-VN"
    about.created = about.modified = at


def _set_defaults(document: WordDocument, paper: layout.Layout) -> None:
    """One font and size for the whole file: in the defaults, in Normal, and the layout rules of a present-day Word."""
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    normal = document.styles["Normal"].element.get_or_add_rPr()
    for properties in (defaults, normal):
        for child in list(properties):
            properties.remove(child)
        etree.SubElement(properties, _w("rFonts"), {_w(face): paper.word_font for face in _FACES})
        _size(properties, paper.size_pt)
        etree.SubElement(properties, _w("lang"), {_w("val"): "vi-VN", _w("eastAsia"): "vi-VN"})
    settings = document.settings.element
    for compat in settings.findall(qn("w:compat")):
        settings.remove(compat)
    compat = OxmlElement("w:compat")
    mode = {_w("name"): "compatibilityMode", _w("uri"): _COMPATIBILITY, _w("val"): "15"}
    etree.SubElement(compat, _w("compatSetting"), mode)
    _insert_before(settings, compat, ("rsids", "themeFontLang", "clrSchemeMapping", "shapeDefaults", "decimalSymbol"))


def _insert_before(parent: Any, child: Any, followers: tuple[str, ...]) -> None:
    # The order of elements in settings.xml is fixed by the schema; Word refuses a file that breaks it.
    names = {_w(name) for name in followers}
    place = next((n for n, present in enumerate(parent) if present.tag in names), len(parent))
    parent.insert(place, child)


def _next_section(document: WordDocument) -> Section:
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that carries the break would take a line, and a page when the last one is full.
    _make_tiny(document.element.body.findall(qn("w:p"))[-1])
    return section


def _set_section(section: Section, sheet: layout.Sheet) -> None:
    wide = sheet.width_mm > sheet.height_mm
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(sheet.width_mm), Mm(sheet.height_mm)
    section.top_margin, section.bottom_margin = Mm(sheet.top_mm), Mm(sheet.bottom_mm)
    section.left_margin, section.right_margin = Mm(sheet.left_mm), Mm(sheet.right_mm)
    section.header_distance = section.footer_distance = Mm(sheet.head_mm)
    section.gutter = Mm(0)
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    _insert_before(properties, numbers, ("cols", "docGrid", "titlePg"))
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    _set_head(section.first_page_header._element, sheet, numbered=False)
    _set_head(section.header._element, sheet, numbered=True)


def _set_paged_head(header: Any, sheet: layout.Sheet) -> None:
    """The text at the left, “Trang x/y” at the right, a line below."""
    paragraph = etree.SubElement(header, _w("p"))
    properties = etree.SubElement(paragraph, _w("pPr"))
    borders = etree.SubElement(properties, _w("pBdr"))
    look = {"val": "single", "sz": "4", "space": "1", "color": "000000"}
    etree.SubElement(borders, _w("bottom"), {_w(key): value for key, value in look.items()})
    tabs = etree.SubElement(properties, _w("tabs"))
    etree.SubElement(tabs, _w("tab"), {_w("val"): "right", _w("pos"): _twips(sheet.text_mm)})
    _spacing(properties, 0, 0, 240)
    _add_run(paragraph, layout.Run(sheet.paged_head), sheet.running_pt)
    _add_mark(paragraph, "tab")
    _add_run(paragraph, layout.Run("Trang "), sheet.running_pt)
    _add_field(paragraph, "PAGE", sheet.running_pt, "1")
    _add_run(paragraph, layout.Run("/"), sheet.running_pt)
    _add_field(paragraph, "NUMPAGES", sheet.running_pt, "1")


def _set_head(header: Any, sheet: layout.Sheet, *, numbered: bool) -> None:
    for child in list(header):
        header.remove(child)
    if sheet.paged_head:
        _set_paged_head(header, sheet)
        return
    paragraph = etree.SubElement(header, _w("p"))
    properties = etree.SubElement(paragraph, _w("pPr"))
    tabs = etree.SubElement(properties, _w("tabs"))
    # Word's own header style brings stops of its own, which must not count.
    # The first page has no number, so what is said there has the whole width.
    stops = (("center", sheet.text_mm / 2), ("right", sheet.text_mm)) if numbered else (("right", sheet.text_mm),)
    for kind, place in stops:
        etree.SubElement(tabs, _w("tab"), {_w("val"): kind, _w("pos"): _twips(place)})
    etree.SubElement(properties, _w("spacing"), {_w("before"): "0", _w("after"): "0"})
    if numbered:
        _add_mark(paragraph, "tab")
        _add_field(paragraph, "PAGE", sheet.number_pt, "2")
    said = layout.clean(sheet.running_head if numbered else sheet.first_head)
    if said:
        _add_mark(paragraph, "tab")
        _add_run(paragraph, layout.Run(said), sheet.running_pt)


def _add_mark(paragraph: Any, *names: str) -> None:
    run = etree.SubElement(paragraph, _w("r"))
    for name in names:
        etree.SubElement(run, _w(name))


def _add_field(paragraph: Any, code: str, size_pt: float, shown: str) -> None:
    """A field that Word counts anew when it lays the pages out; `shown` stands there until then."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", shown), ("end", "")):
        run = etree.SubElement(paragraph, _w("r"))
        _size(etree.SubElement(run, _w("rPr")), size_pt)
        if kind:
            etree.SubElement(run, _w("fldChar"), {_w("fldCharType"): kind})
        else:
            etree.SubElement(run, _w("instrText" if text == code else "t")).text = text


# The body


def _fill(document: WordDocument, sheet: layout.Sheet) -> None:
    body = document.element.body
    end = body.sectPr
    for part in sheet.parts:
        if isinstance(part, layout.Picture):
            end.addprevious(_picture(document, part))
        else:
            for element in _elements(part, sheet.text_mm):
                end.addprevious(element)
    if not sheet.parts:
        end.addprevious(_tiny())


def _elements(part: layout.Line | layout.Rule | layout.Gap | layout.Grid, width_mm: float) -> Iterator[Any]:
    if isinstance(part, layout.Grid):
        yield _table(part)
        # Two tables that touch become one in Word, and a body may not end with a table.
        yield _tiny(after_pt=part.after_pt, keep_next=part.keep_next)
    else:
        yield _flow(part, width_mm)


def _picture(document: WordDocument, part: layout.Picture) -> Any:
    """A paragraph in the middle that holds the drawing as pixels."""
    stream = io.BytesIO(typst_out.png(part))
    inline = document.part.new_pic_inline(stream, Mm(part.width_mm), Mm(part.height_mm))
    inline.docPr.set("descr", layout.clean(part.alt))
    paragraph = etree.Element(_w("p"), nsmap=_NAMES)
    properties = etree.SubElement(paragraph, _w("pPr"))
    _spacing(properties, 0, part.after_pt, 240)
    etree.SubElement(properties, _w("jc"), {_w("val"): "center"})
    etree.SubElement(etree.SubElement(paragraph, _w("r")), _w("drawing")).append(inline)
    return paragraph


def _flow(part: layout.Line | layout.Rule | layout.Gap, width_mm: float, *, keep: bool = False) -> Any:
    if isinstance(part, layout.Line):
        return _paragraph(part, keep=keep)
    if isinstance(part, layout.Rule):
        return _rule(part, width_mm, keep=keep)
    return _gap(part, keep=keep)


def _paragraph(line: layout.Line, *, keep: bool = False) -> Any:
    look = line.look
    paragraph = etree.Element(_w("p"), nsmap=_NAMES)
    properties = etree.SubElement(paragraph, _w("pPr"))
    if look.keep_next or keep:
        etree.SubElement(properties, _w("keepNext"))
    _spacing(properties, look.before_pt, look.after_pt, round(240 * look.spacing))
    indent = {"left": _twips(look.left_mm)} if look.left_mm else {}
    if look.first_mm:
        indent["firstLine" if look.first_mm > 0 else "hanging"] = _twips(abs(look.first_mm))
    if indent:
        etree.SubElement(properties, _w("ind"), {_w(key): value for key, value in indent.items()})
    etree.SubElement(properties, _w("jc"), {_w("val"): _ALIGN[look.align]})
    if look.heading:
        etree.SubElement(properties, _w("outlineLvl"), {_w("val"): str(look.heading - 1)})
    if line.marker:
        _add_run(paragraph, layout.Run(f"{line.marker} ", look.bold, look.italic), look.size_pt)
    for run in line.runs:
        _add_run(paragraph, run, look.size_pt, bold=look.bold, italic=look.italic)
    if not line.runs:
        # An empty paragraph takes its height from its mark.
        _size(etree.SubElement(properties, _w("rPr")), look.size_pt)
    return paragraph


def _add_run(paragraph: Any, run: layout.Run, size_pt: float, *, bold: bool = False, italic: bool = False) -> None:
    if run.field:
        _add_field(paragraph, 'NUMPAGES \\# "00"', size_pt, "01")
        return
    element = etree.SubElement(paragraph, _w("r"))
    properties = etree.SubElement(element, _w("rPr"))
    for name, wanted in (("b", run.bold or bold), ("i", run.italic or italic)):
        if wanted:
            etree.SubElement(properties, _w(name))
            etree.SubElement(properties, _w(name + "Cs"))
    _size(properties, size_pt)
    if run.underline:
        etree.SubElement(properties, _w("u"), {_w("val"): "single"})
    for number, text in enumerate(run.text.split("\n")):
        if number:
            etree.SubElement(element, _w("br"))
        written = etree.SubElement(element, _w("t"))
        written.text = text
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _rule(rule: layout.Rule, width_mm: float, *, keep: bool) -> Any:
    """A drawn line: the upper border of an empty paragraph that is indented to the line's width."""
    spare = max(0.0, width_mm - rule.width_mm)
    left = {"left": 0.0, "center": spare / 2, "right": spare}.get(rule.align, 0.0)
    paragraph = etree.Element(_w("p"), nsmap=_NAMES)
    properties = etree.SubElement(paragraph, _w("pPr"))
    if rule.keep_next or keep:
        etree.SubElement(properties, _w("keepNext"))
    borders = etree.SubElement(properties, _w("pBdr"))
    look = {"val": "single", "sz": "6", "space": "0", "color": "000000"}
    etree.SubElement(borders, _w("top"), {_w(key): value for key, value in look.items()})
    _spacing(properties, 3, rule.after_pt, 40, exact=True)
    etree.SubElement(
        properties, _w("ind"), {_w("left"): _twips(left), _w("right"): _twips(spare - left), _w("firstLine"): "0"}
    )
    _size(etree.SubElement(properties, _w("rPr")), 1)
    return paragraph


def _gap(gap: layout.Gap, *, keep: bool) -> Any:
    paragraph = etree.Element(_w("p"), nsmap=_NAMES)
    properties = etree.SubElement(paragraph, _w("pPr"))
    if gap.keep_next or keep:
        etree.SubElement(properties, _w("keepNext"))
    _spacing(properties, 0, 0, round(gap.height_pt * 20), exact=True)
    return paragraph


def _tiny(*, after_pt: float = 0, keep_next: bool = False) -> Any:
    paragraph = etree.Element(_w("p"), nsmap=_NAMES)
    _make_tiny(paragraph, after_pt=after_pt, keep_next=keep_next)
    return paragraph


def _make_tiny(paragraph: Any, *, after_pt: float = 0, keep_next: bool = False) -> None:
    """An empty paragraph that Word demands and nobody should see: one point high."""
    old = paragraph.find(_w("pPr"))
    section = None if old is None else old.find(_w("sectPr"))
    if old is not None:
        paragraph.remove(old)
    properties = etree.Element(_w("pPr"))
    paragraph.insert(0, properties)
    if keep_next:
        etree.SubElement(properties, _w("keepNext"))
    _spacing(properties, 0, after_pt, 20, exact=True)
    _size(etree.SubElement(properties, _w("rPr")), 1)
    if section is not None:
        properties.append(section)


# Tables


def _table(grid: layout.Grid) -> Any:
    table = etree.Element(_w("tbl"), nsmap=_NAMES)
    _table_properties(table, grid)
    columns = etree.SubElement(table, _w("tblGrid"))
    for width in grid.widths_mm:
        etree.SubElement(columns, _w("gridCol"), {_w("w"): _twips(width)})
    open_spans: dict[int, tuple[int, layout.GridCell]] = {}
    placed = layout.anchors(grid)
    for number, row in enumerate(placed):
        element = etree.SubElement(table, _w("tr"))
        _row_properties(element, grid, number)
        keep = grid.keep_next if number == len(placed) - 1 else grid.together
        own = dict(row)
        column = 0
        while column < len(grid.widths_mm):
            cell = own.get(column) or open_spans[column][1]
            continued = column not in own
            _cell(element, grid, cell, column, continued=continued, keep=keep)
            rows_left = (open_spans[column][0] if continued else cell.rowspan) - 1
            if rows_left:
                open_spans[column] = (rows_left, cell)
            column += cell.colspan
    return table


def _table_properties(table: Any, grid: layout.Grid) -> None:
    properties = etree.SubElement(table, _w("tblPr"))
    total = _twips(sum(grid.widths_mm))
    etree.SubElement(properties, _w("tblW"), {_w("w"): total, _w("type"): "dxa"})
    etree.SubElement(properties, _w("jc"), {_w("val"): "center"})
    if grid.ruled:
        borders = etree.SubElement(properties, _w("tblBorders"))
        look = {_w("val"): "single", _w("sz"): "4", _w("space"): "0", _w("color"): "000000"}
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            etree.SubElement(borders, _w(side), look)
    etree.SubElement(properties, _w("tblLayout"), {_w("type"): "fixed"})
    margins = etree.SubElement(properties, _w("tblCellMar"))
    upright, sideways = grid.padding_mm
    for side, size in (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways)):
        etree.SubElement(margins, _w(side), {_w("w"): _twips(size), _w("type"): "dxa"})


def _row_properties(row: Any, grid: layout.Grid, number: int) -> None:
    header = number < grid.header_rows
    if not (header or grid.together or number in grid.whole):
        return
    properties = etree.SubElement(row, _w("trPr"))
    etree.SubElement(properties, _w("cantSplit"))
    if header:
        etree.SubElement(properties, _w("tblHeader"))


def _cell(row: Any, grid: layout.Grid, cell: layout.GridCell, column: int, *, continued: bool, keep: bool) -> None:
    width = sum(grid.widths_mm[column : column + cell.colspan])
    element = etree.SubElement(row, _w("tc"))
    properties = etree.SubElement(element, _w("tcPr"))
    etree.SubElement(properties, _w("tcW"), {_w("w"): _twips(width), _w("type"): "dxa"})
    if cell.colspan > 1:
        etree.SubElement(properties, _w("gridSpan"), {_w("val"): str(cell.colspan)})
    if cell.rowspan > 1:
        etree.SubElement(properties, _w("vMerge"), {} if continued else {_w("val"): "restart"})
    if cell.vertical == "middle":
        etree.SubElement(properties, _w("vAlign"), {_w("val"): "center"})
    inner = width - 2 * grid.padding_mm[1]
    parts = () if continued else cell.parts
    for part in parts:
        element.append(_flow(part, inner, keep=keep))
    if not parts:
        element.append(_tiny(keep_next=keep))
