"""The words of one paragraph: runs joined, tracked deletions left out, breaks and tabs kept, list markers written out."""

from __future__ import annotations

from lxml import etree

from khue.foundation.office.readers.docx import names as n
from khue.foundation.office.readers.docx.numbering import Numbering, depth_of

_SIGNS = {n.TAB: "\t", n.CR: "\n", n.NOBREAKHYPHEN: "-"}
# Properties say nothing, deleted and moved text is no more there.
_SILENT = frozenset({n.PPR, n.RPR, n.DEL, n.MOVEFROM})
# Word names these styles itself, in every language of its screens.
_LIST_STYLE = "ListBullet"


def text_of(paragraph: etree._Element) -> str:
    """The text of a `w:p`; a line break is "\\n", a tab "\\t"; page breaks are nothing."""
    parts: list[str] = []
    _gather(paragraph, parts)
    return "".join(parts).strip("\n\r")


def _gather(parent: etree._Element, parts: list[str]) -> None:
    """The words below an element, whatever wraps its runs (links, tracked insertions, content controls, text boxes)."""
    for item in parent:
        tag = item.tag
        if tag == n.R:
            _gather(item, parts)
        elif tag == n.T:
            parts.append(item.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag == n.BR:
            parts.append("" if item.get(n.TYPE) in {"page", "column"} else "\n")
        elif tag == n.P:
            _gather(item, parts)
            parts.append("\n")
        elif tag not in _SILENT and len(item):
            _gather(item, parts)


def properties_of(paragraph: etree._Element) -> etree._Element | None:
    """The `w:pPr`, which stands first when there is one."""
    first = next(iter(paragraph), None)
    return first if first is not None and first.tag == n.PPR and len(first) else None


def style_of(paragraph: etree._Element) -> str:
    """The id of the paragraph's style, empty for the default one."""
    properties = properties_of(paragraph)
    style = properties.find(n.PSTYLE) if properties is not None else None
    return style.get(n.VAL, "") if style is not None else ""


def marker_of(paragraph: etree._Element, numbering: Numbering) -> tuple[str, int]:
    """The list marker in front of the paragraph and its depth in the list counted from 1; ("", 0) outside lists."""
    properties = properties_of(paragraph)
    style, listed = "", None
    for item in properties if properties is not None else ():
        if item.tag == n.PSTYLE:
            style = item.get(n.VAL, "")
        elif item.tag == n.NUMPR:
            listed = item
    by_style = numbering.of_style(style) if style else None
    if listed is None and by_style is None:
        return ("-", 1) if style.startswith(_LIST_STYLE) else ("", 0)
    name, at = by_style or ("0", 0)
    if listed is not None:
        list_id, depth = listed.find(n.NUMID), listed.find(n.ILVL)
        if depth is not None or list_id is not None:
            at = depth_of(depth.get(n.VAL) if depth is not None else None)
        name = list_id.get(n.VAL, "0") if list_id is not None else name
    marker = numbering.marker(name, at)
    return marker, at + 1 if marker else 0


def marked(text: str, marker: str) -> str:
    """The text behind its marker, which is not written twice; a number alone (a number column) stands bare."""
    if not marker or (marker == "-" and not text.strip()):
        return text
    if not text.strip():
        return marker
    bare = text.lstrip()
    # “1.200 lượt” behind the number 1. does not repeat it.
    is_there = bare.startswith(marker) and not bare[len(marker) :][:1].isdigit()
    return text if is_there or bare.startswith(("-", "+", "•")) else f"{marker} {bare}"
