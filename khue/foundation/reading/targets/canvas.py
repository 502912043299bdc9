"""The text as the grammar sees it, with every place mapped back to the text that was given.

Files hold half-composed letters (NFD), soft hyphens, hard blanks, HTML entities and the OCR slip "ƣ". The grammar
sees one clean form; offsets that leave this module are offsets of the given text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

SLIPS = {"ƣ": "ư", "Ƣ": "Ư", "\u00ad": "", "\u200b": "", "\ufeff": "", "％": "%"}
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
UNUSUAL = re.compile(f"[&<{''.join(SLIPS)}]|[^\\S \\n]")
# What may combine with the letter before it; the letters, quotes, dashes and signs of Vietnamese papers do not.
COMBINING = re.compile("[\\u0300-\\u1e9f\\u20d0-\\u20ff\\u2c00-\\uffff\\U00010000-\\U0010ffff]")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(frozen=True)
class Canvas:
    """`text` is clean; `starts[i]` and `ends[i]` bound, in the given text, what became the character i.

    Both are empty when the text was clean as it was given: then every character is its own.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open interval of the given text behind `text[start:end]` (not empty)."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def clean(given: str) -> Canvas:
    """The canvas of any text. Tags of HTML remains become blanks, entities their characters, tabs between cells a stroke."""
    if _is_clean(given):
        return Canvas(given)
    is_row = given.strip().count("\t") > 1
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    index = 0
    while index < len(given):
        end, seen = (index + 1, "|") if is_row and given[index] == "\t" else _piece(given, index)
        for letter in seen:
            letters.append(letter)
            starts.append(index)
            ends.append(end)
        index = end
    return Canvas("".join(letters), tuple(starts), tuple(ends))


def _is_clean(given: str) -> bool:
    """Whether nothing would change: what nearly every text is, so no piece of it need be looked at by itself."""
    return UNUSUAL.search(given) is None and unicodedata.is_normalized("NFC", given) and not COMBINING.search(given)


def _piece(given: str, index: int) -> tuple[int, str]:
    """The next piece of the given text: where it ends, and what the grammar sees of it."""
    letter = given[index]
    if letter == "&" and (entity := ENTITY.match(given, index)):
        return entity.end(), html.unescape(entity.group())[:1]
    if letter == "<" and (tag := TAG.match(given, index)):
        return tag.end(), "\n" if re.match(r"</?(?:li|p|br|ul|tr|div)\b", tag.group(), re.IGNORECASE) else " "
    end = index + 1
    while end < len(given) and end - index < 8 and unicodedata.combining(given[end]):
        end += 1
    seen = unicodedata.normalize("NFC", given[index:end])
    if seen in SLIPS:
        return end, SLIPS[seen]
    if seen == "\xa0" or (seen != "\n" and seen.isspace()):
        return end, "\n" if seen in "\r\x0b\x0c\u2028\u2029\x85" else " "
    return end, seen
