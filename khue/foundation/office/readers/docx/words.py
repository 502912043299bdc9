"""The words of one paragraph: runs joined, tracked deletions left out, breaks and tabs kept, list markers written out."""

from __future__ import annotations

from lxml import etree

from khue.foundation.office.readers.docx import names as n
from khue.foundation.office.readers.docx.numbering import Numbering, depth_of

_SEEN = (n.T, n.TAB, n.BR, n.CR, n.NOBREAKHYPHEN, n.PPR)
_AS = {n.CR: "\n", n.NOBREAKHYPHEN: "-", n.TAB: "\t"}
# Word names these styles itself, in every language of its screens.
_LIST_STYLES = {"ListBullet": "-", "ListParagraph": ""}


def text_of(paragraph: etree._Element) -> str:
    """The text of a `w:p`; a line break is "\\n", a tab "\\t"; page breaks are nothing."""
    parts = [_word(item) for item in paragraph.iter(*_SEEN)]
    return "".join(parts).strip("\n\r")


def _word(item: etree._Element) -> str:
    if item.tag == n.T:
        return item.text or ""
    if item.tag == n.BR:
        return "" if item.get(n.TYPE) in {"page", "column"} else "\n"
    # A `w:tab` inside `w:tabs` of the paragraph's properties is a ruler stop, not a character.
    if item.tag == n.TAB and item.getparent().tag != n.R:
        return ""
    return _AS.get(item.tag, "")


def style_of(paragraph: etree._Element) -> str:
    """The id of the paragraph's style, empty for the default one."""
    properties = paragraph.find(n.PPR)
    style = properties.find(n.PSTYLE) if properties is not None else None
    return style.get(n.VAL, "") if style is not None else ""


def marker_of(paragraph: etree._Element, numbering: Numbering) -> tuple[str, int]:
    """The list marker in front of the paragraph and its depth in the list counted from 1; ("", 0) outside lists."""
    properties = paragraph.find(n.PPR)
    if properties is None:
        return "", 0
    listed = properties.find(n.NUMPR)
    if listed is None:
        style = properties.find(n.PSTYLE)
        name = style.get(n.VAL, "") if style is not None else ""
        return (_LIST_STYLES["ListBullet"], 1) if name.startswith("ListBullet") else ("", 0)
    list_id, depth = listed.find(n.NUMID), listed.find(n.ILVL)
    at = depth_of(depth.get(n.VAL) if depth is not None else None)
    marker = numbering.marker(list_id.get(n.VAL, "0") if list_id is not None else "0", at)
    return marker, at + 1 if marker else 0


def marked(text: str, marker: str) -> str:
    """The text behind its marker, which is not written twice; a number alone (a number column) stands bare."""
    if not marker or (marker == "-" and not text.strip()):
        return text
    if not text.strip():
        return marker
    return text if text.lstrip().startswith((marker, "-", "+", "•")) else f"{marker} {text.lstrip()}"
