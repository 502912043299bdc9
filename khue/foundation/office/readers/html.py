"""Web pages and what Word saves as web page: paragraphs, lists and tables with their merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from khue.foundation.office import refusals
from khue.foundation.office.readers import encodings
from khue.foundation.office.readers.counting import spelt
from khue.foundation.office.source import Block, Cell, Document, Limits, Paragraph, Table, cell

_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "object"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "li", "dl", "dd", "dt"})
_PARTS = frozenset({"p", "div", "br", "table", "tr", "section", "article", "header", "footer", "center", "blockquote"})
_BREAKING = _HEADINGS | _LISTS | _PARTS
_BOLD = frozenset({"b", "strong", "th"})
_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_OWN_MARK = re.compile(r"\s*(?:[-+•–]|\d{1,2}(?:\.\d{1,2})*[.)](?!\d)|[a-zđ]\))")
_COUNT = re.compile(r"\d{1,4}")
_WIDEST, _TALLEST = 256, 5_000


def read(data: bytes, limits: Limits) -> Document:
    """An .html. Raises `Unreadable` ("damaged", "no_text") and `TooLarge`."""
    # The text is decoded first; what the page claims about its encoding no longer holds.
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(encodings.text_of(data).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusals.refused("damaged") from None
    if root is None:
        raise refusals.refused("no_text")
    title = root.findtext(".//title") or ""
    return Document("html", tuple(_blocks(root, limits)), title=" ".join(title.split()))


def _blocks(root: etree._Element, limits: Limits) -> list[Block]:
    blocks: list[Block] = []
    tables = 0
    rows = 0
    for item in _pieces(root, whole=False):
        if isinstance(item, str):
            blocks.append(Paragraph(item))
            continue
        for tbl in item.iter("table"):
            tables += 1
            blocks.append(table := _table(tbl, tables, limits))
            rows += len(table.rows)
            if rows > limits.rows:
                raise refusals.too_large("bảng có quá nhiều dòng", f"{limits.rows} dòng")
    return blocks


def _pieces(root: etree._Element, *, whole: bool) -> Iterator[str | etree._Element]:
    """Lines of text in order, and (unless `whole`) tables as elements instead of their text."""
    words: list[str] = []
    counts: dict[etree._Element, int] = {}

    def line() -> Iterator[str]:
        text = " ".join("".join(words).split())
        words.clear()
        if text and text != "-":
            yield text

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, item in walk:
        breaking = item.tag in _BREAKING
        if event == "end":
            yield from line() if breaking else ()
            if item is not root:
                words.append(item.tail or "")
            continue
        silent = item.tag in _SILENT
        if breaking:
            yield from line()
        if silent or (item.tag == "table" and item is not root and not whole):
            walk.skip_subtree()
            if not silent:
                yield item
            continue
        words.append(_opening(item, counts))
    yield from line()


def _opening(item: etree._Element, counts: dict[etree._Element, int]) -> str:
    text = item.text or ""
    if item.tag == "li":
        mark = _mark(item, counts)
        return text if _OWN_MARK.match(text) else f"{mark} {text}"
    return " " + text if item.tag in {"td", "th"} else text


def _mark(item: etree._Element, counts: dict[etree._Element, int]) -> str:
    """The mark that a browser puts before an item: a dash, or its number in an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    given = item.get("value") or ""
    first = parent.get("start") or ""
    count = counts.get(parent, int(first) - 1 if _COUNT.fullmatch(first) else 0) + 1
    counts[parent] = count = int(given) if _COUNT.fullmatch(given) else count
    return f"{spelt(count, _KINDS.get(parent.get('type') or '1', 'decimal'))}."


def _table(tbl: etree._Element, number: int, limits: Limits) -> Table:
    taken: set[tuple[int, int]] = set()
    rows: list[tuple[Cell, ...]] = []
    header_rows = 0
    for tr in _own_rows(tbl):
        row = len(rows)
        rows.append(tuple(_cells(tr, row, taken)))
        header_rows += row == header_rows and _is_heading(tr)
        if len(taken) > limits.cells:
            raise refusals.too_large("bảng có quá nhiều ô", f"{limits.cells} ô")
    return Table(tuple(rows), number, header_rows=header_rows)


def _own_rows(tbl: etree._Element) -> Iterator[etree._Element]:
    for child in tbl:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _is_heading(tr: etree._Element) -> bool:
    parent = tr.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    tags = {child.tag for child in tr}
    return "th" in tags and "td" not in tags


def _cells(tr: etree._Element, row: int, taken: set[tuple[int, int]]) -> Iterator[Cell]:
    column = 0
    for item in tr.iterchildren("td", "th"):
        while (row, column) in taken:
            column += 1
        rowspan, colspan = _span(item, "rowspan", _TALLEST), _span(item, "colspan", _WIDEST)
        if rowspan > 1:
            taken.update((row + down, column + right) for down in range(1, rowspan) for right in range(colspan))
        lines = [piece for piece in _pieces(item, whole=True) if isinstance(piece, str)]
        bold = item.tag == "th" or any(child.tag in _BOLD for child in item.iter())
        yield cell(lines, row, column, rowspan, colspan, bold)
        column += colspan
        if column > _WIDEST:
            return


def _span(item: etree._Element, name: str, most: int) -> int:
    written = (item.get(name) or "").strip()
    return min(max(int(written), 1), most) if written.isdecimal() and len(written) < 6 else 1
