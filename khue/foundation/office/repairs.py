"""Text as old machines, fonts and PDF makers left it, turned into plain composed Unicode; never without a remark.

What is repaired: decomposed and half-composed letters (NFD), letters of TCVN3 and VNI fonts, “ƣ” for “ư” and “ð” for “đ”
(fonts with a wrong table), soft hyphens, no-break and zero-width spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from viparse.normalize import detector, tables, tcvn3, vni

from khue.foundation.office.source import Block, Cell, Document, Paragraph, Remark

_LEGACY = {"tcvn3": tcvn3.TCVN3, "vni": vni.VNI}
_NAMES = {"tcvn3": "TCVN3 (.VnTime)", "vni": "VNI"}
# The marks that only Unicode Vietnamese has: where they stand in number, the text is no TCVN3 or VNI.
_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
_LATIN_1 = re.compile("[\u00a1-\u00ff]")
_ODD = re.compile("[\u0300-\u036fƢƣÐð\u00ad\u00a0\u200b-\u200d\u2060\ufeff\u2000-\u200a\u202f]|[^\\S\n\t ]")
_WRONG_LETTERS = str.maketrans({"ƣ": "ư", "Ƣ": "Ư", "ð": "đ", "Ð": "Đ"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ODD_SPACES = re.compile(r"[^\S\n\t ]")
_SAMPLE = 20_000

_MESSAGES = {
    "letters_recomposed": "Chữ tổ hợp (dấu rời) đã được ghép lại thành chữ dựng sẵn.",
    "letters_replaced": "Chữ “ƣ”, “ð” do lỗi phông đã được đổi thành “ư”, “đ”.",
    "legacy_font": "Văn bản dùng bảng mã {name} đã được đổi sang Unicode. Hãy so lại với bản gốc.",
}


def repaired(document: Document) -> Document:
    """The document with every text repaired, and a remark for each kind of repair."""
    whole = "\n".join(document.texts())
    encoding = legacy_encoding(whole)
    if encoding is None and not _ODD.search(whole):
        return document
    charmap = _LEGACY[encoding] if encoding else None

    def repair(text: str) -> str:
        return plain(tables.convert(text, charmap) if charmap else text)

    blocks = tuple(_mapped(block, repair) for block in document.blocks)
    remarks = (*document.remarks, *_remarks(whole, encoding))
    return replace(document, blocks=blocks, remarks=remarks, title=repair(document.title))


def is_plain(text: str) -> bool:
    """Whether nothing in a text needs repair."""
    return not _ODD.search(text) and legacy_encoding(text) is None


def plain(text: str) -> str:
    """Composed (NFC), wrong letters put right, invisible signs dropped, odd spaces made plain. Line breaks stay."""
    if not _ODD.search(text):
        return text
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _ODD_SPACES.sub(" ", composed.translate(_WRONG_LETTERS))


def legacy_encoding(text: str) -> str | None:
    """ "tcvn3" or "vni" when the text was typed with such a font, else None. Never on text that is already Unicode."""
    marked = len(_LATIN_1.findall(text))
    if marked < 8 or len(_UNICODE_ONLY.findall(text)) * 4 > marked:
        return None
    found = detector.detect_encoding_by_content(text[:_SAMPLE], _LEGACY)
    return str(found.encoding) if found.encoding else None


def from_font(text: str, font: str) -> str | None:
    """The text of a run in a TCVN3 or VNI font as Unicode, or None when that font is no such font."""
    found = detector.detect_encoding([font])
    return tables.convert(text, _LEGACY[found.encoding]) if found.encoding in _LEGACY else None


def legacy_remark(encoding: str) -> Remark:
    """The remark that text of an old font was converted."""
    return Remark("legacy_font", "document", _MESSAGES["legacy_font"].format(name=_NAMES[encoding]))


def _remarks(whole: str, encoding: str | None) -> list[Remark]:
    found = []
    if encoding:
        found.append(legacy_remark(encoding))
    elif not unicodedata.is_normalized("NFC", whole):
        found.append(Remark("letters_recomposed", "document", _MESSAGES["letters_recomposed"]))
    if not encoding and any(letter in whole for letter in "ƣƢðÐ"):
        found.append(Remark("letters_replaced", "document", _MESSAGES["letters_replaced"]))
    return found


def _mapped(block: Block, repair: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=repair(block.text))
    return replace(block, rows=tuple(tuple(_mapped_cell(cell, repair) for cell in row) for row in block.rows))


def _mapped_cell(cell: Cell, repair: Callable[[str], str]) -> Cell:
    paragraphs = tuple(repair(text) for text in cell.paragraphs)
    return replace(cell, text="\n".join(paragraphs), paragraphs=paragraphs)
