"""The body of a Word file: its paragraphs and tables in order."""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from khue.foundation.office import refusals, repairs, xml
from khue.foundation.office.package import Package
from khue.foundation.office.readers.docx import grid, numbering, words
from khue.foundation.office.readers.docx import names as n
from khue.foundation.office.source import Block, Document, Limits, Paragraph, Remark

_MAIN = "word/document.xml"
_TARGET = re.compile(
    rb'Type="[^"]*/officeDocument"[^>]*?Target="([^"]+)"|Target="([^"]+)"[^>]*?Type="[^"]*/officeDocument"'
)
_HIDDEN = Remark("hidden_text", "document", "Chữ ẩn trong tệp Word (không in ra giấy) được bỏ qua.")
_OLD_FONT = re.compile(rb'"(?:\.Vn|VNI)', re.IGNORECASE)


def read(data: bytes, limits: Limits) -> Document:
    """A .docx. Raises `Unreadable` ("damaged", "unsafe", "bomb", "encrypted") and `TooLarge`."""
    package = Package(data, limits)
    content = package.read(_main_part(package))
    root = xml.parse(content.replace(n.STRICT, n.TRANSITIONAL))
    body = root.find(n.BODY)
    if body is None:
        raise refusals.refused("damaged")
    remarks = _prepare(root, content)
    walk = grid.Walk(_numbering(package, content), limits, b"<w:b" in content)
    return Document("docx", tuple(_blocks(body, walk)), tuple(remarks))


def _main_part(package: Package) -> str:
    """Some programs name the main part otherwise; the package's relations say how."""
    if _MAIN in package.names or "_rels/.rels" not in package.names:
        return _MAIN
    found = _TARGET.search(package.read("_rels/.rels"))
    target = (found[1] or found[2]).decode("utf-8", "replace") if found else _MAIN
    return posixpath.normpath(target.lstrip("/"))


def _numbering(package: Package, content: bytes) -> numbering.Numbering:
    lists = _part(package, "word/numbering.xml") if b"numPr" in content or b"pStyle" in content else b""
    if not lists:
        return numbering.Numbering()
    styles = _part(package, "word/styles.xml") if b"pStyle" in content else b""
    return numbering.read(xml.parse(lists), xml.parse(styles) if b"numPr" in styles else None)


def _part(package: Package, name: str) -> bytes:
    return package.read(name).replace(n.STRICT, n.TRANSITIONAL) if name in package.names else b""


def _prepare(root: etree._Element, content: bytes) -> list[Remark]:
    """Take out what is written twice or was moved away; turn runs in old fonts into Unicode."""
    unwanted = [tag for tag, mark in ((n.FALLBACK, b"Fallback"), (n.MOVEFROM, b"moveFrom")) if mark in content]
    if unwanted:
        for item in list(root.iter(*unwanted)):
            # A text box stands in its paragraph as Choice and again as Fallback: one of them is enough.
            parent = item.getparent()
            if parent is not None:
                parent.remove(item)
    hidden = [_HIDDEN] if b":vanish" in content and _take_out_hidden(root) else []
    return hidden + (_convert_old_fonts(root) if _OLD_FONT.search(content) else [])


def _take_out_hidden(root: etree._Element) -> bool:
    """Words that a template hides from the printed page are no words of the plan. Whether there were any."""
    hidden = (run for run in root.iter(n.R) if _is_hidden(run.find(f"{n.RPR}/{n.VANISH}")))
    texts = [item for run in hidden for item in run.iterchildren(n.T) if (item.text or "").strip()]
    for item in texts:
        item.text = ""
    return bool(texts)


def _is_hidden(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(n.VAL, "1") not in n.OFF


def _convert_old_fonts(root: etree._Element) -> list[Remark]:
    converted: set[str] = set()
    for run in root.iter(n.R):
        fonts = run.find(f"{n.RPR}/{n.RFONTS}")
        font = fonts.get(n.ASCII, "") if fonts is not None else ""
        for item in run.iterchildren(n.T) if font else ():
            text = repairs.from_font(item.text or "", font)
            if text is not None and text != item.text:
                item.text = text
                converted.add("vni" if font.upper().startswith("VNI") else "tcvn3")
    return [repairs.legacy_remark(encoding) for encoding in sorted(converted)]


def _blocks(body: etree._Element, walk: grid.Walk) -> list[Block]:
    blocks: list[Block] = []
    for item in grid.inside(body, n.P, n.TBL):
        if item.tag == n.TBL:
            blocks += grid.read(item, walk)
            continue
        blocks += _paragraphs(item, walk)
    return blocks


def _paragraphs(item: etree._Element, walk: grid.Walk) -> list[Block]:
    text = words.text_of(item)
    marker, level = words.marker_of(item, walk.numbering)
    blocks: list[Block] = []
    if text.strip():
        style = words.style_of(item)
        lines = words.marked(text, marker).split("\n")
        blocks += [Paragraph(line.strip(" "), style, level) for line in lines if line.strip()]
    for box in item.iter(n.TXBX):
        for tbl in grid.inside(box, n.TBL):
            blocks += grid.read(tbl, walk)
    return blocks
