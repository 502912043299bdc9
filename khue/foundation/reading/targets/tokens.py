"""The text as a row of tokens: words, numbers, document numbers, marks and hard line ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from .canvas import Canvas

DOCUMENT_NUMBER = (
    r"\d+[a-z]?(?:/\d{4})? ?/ ?"
    r"(?:QĐ|QD|TT|NĐ|ND|NQ|CT|KH|TB|CV|BC|TTr|HD|TTLT|PL|QH|BB|GM|HĐ|UBND|B[A-ZĐ]{2}|S[A-ZĐ]{2}|TW)(?:[\w\-&./]*\w)?"
    r"|\d+/\d{4}/[A-ZĐ](?:[\w\-&.]*\w)?|\d+[ ]?-[A-ZĐ]{2,}/[A-ZĐ]\w*"
)
PATTERN = re.compile(
    # nearly every word: small letters and nothing glued to them
    r"(?P<short>tr\.đ(?:ồng)?(?!\w))|(?P<plain>[^\W\d_A-ZĐ]+(?![\w-]))"
    rf"|(?P<document>{DOCUMENT_NUMBER})"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    # "trên80%", "ngày15": a word of three letters or more lost its blank
    r"|(?P<glued>[^\W\d_][^\W\d_A-ZĐ]{2,}(?=\d))"
    r"|(?P<word>[A-ZĐ][\w]*(?:[-.](?=[A-ZĐ0-9]\w*)(?![\d.,]+\s*%)[A-ZĐ0-9]\w*)+|mô-đun|[hH]-index|[^\W\d_]\w*)"
    r"|(?P<mark>>=|=>|<=|=<|->|\.{2,}|[^\s\w]|_+)"
    r"|(?P<line>\n\s*)"
)
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
WALLS = frozenset({",", ";", ":", ".", "\n", "(", ")", "[", "]", "!", "?"})
SENTENCE_ENDS = frozenset({".", "\n", "!", "?", ";"})
PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
LINE_OPENER = re.compile(r"[-–—+•*●▪·\d(<“\"]|[A-ZĐÀ-Ỹ]")

# Old and new places of the tone mark name the same word (hoà, hòa); the lexicon is written in the old way.
TONES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
         "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip


class Token(NamedTuple):
    """`kind` is word, number, document, mark or line; `low` is how the lexicon writes it; offsets are the canvas's."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    value: Decimal | None = None


class _Places(dict[int, str]):
    """Words by place; what is not there is a line end, and is not kept."""

    def __missing__(self, index: int) -> str:
        return "\n"


@dataclass(frozen=True)
class Row:
    """All tokens of a text, their low forms side by side, and the canvas they stand on."""

    canvas: Canvas
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @cached_property
    def clause_starts(self) -> list[int]:
        """For each token, and the end, the first token of its clause (no comma, bracket or stop inside)."""
        return _starts(self.words, WALLS)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The same for sentences and lines."""
        return _starts(self.words, SENTENCE_ENDS)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that occur at all."""
        return frozenset(self.words)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def word(self) -> Callable[[int], str]:
        """`word(index)`: the low form at `index`; outside the row a line end. Asked some 200 times a sentence, so it is a look-up."""
        return _Places(enumerate(self.words)).__getitem__

    def token_kind(self, index: int) -> str:
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else "line"

    def text(self, first: int, end: int) -> str:
        """The words from token `first` up to, not including, `end`, with single blanks."""
        if first >= end:
            return ""
        raw = self.canvas.text[self.tokens[first].start : self.tokens[end - 1].end]
        return " ".join(raw.split())

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the token at `index` and the next one."""
        return index + 1 < len(self.tokens) and self.tokens[index].end == self.tokens[index + 1].start

    def span(self, first: int, end: int) -> tuple[int, int]:
        return self.canvas.span(self.tokens[first].start, self.tokens[end - 1].end)


def _starts(words: tuple[str, ...], walls: frozenset[str]) -> list[int]:
    starts, start = [], 0
    for index, word in enumerate(words):
        starts.append(start)
        if word in walls:
            start = index + 1
    starts.append(start)
    return starts


def row_on(canvas: Canvas) -> Row:
    """The tokens of a clean text. A line end is a token only where a new statement begins after it."""
    whole, tokens = canvas.text, []
    for match in PATTERN.finditer(whole):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        text = match[0]
        if kind == "plain":
            tokens.append(_new(Token, ("word", text, _low(text), start, end, None)))
        elif kind == "mark":
            tokens.append(_new(Token, (kind, text, ":" if text == "|" else text, start, end, None)))
        elif kind == "number":
            tokens.append(Token(kind, text, text, start, end, parse_number(text)))
        elif kind != "line":
            tokens.append(Token("word" if kind in {"glued", "short"} else kind, text, _low(text), start, end))
        elif _is_hard_line_end(whole, start, end):
            tokens.append(Token(kind, text, "\n", start, end))
    return Row(canvas, tuple(tokens), tuple([token.low for token in tokens]))


_new = tuple.__new__  # a token for each word: without the detour by keywords


def _is_hard_line_end(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip()[-1:]
    return before in {"", ".", ";", ":", "!", "?"} or bool(LINE_OPENER.match(text, end)) or end >= len(text)


def _low(text: str) -> str:
    return _low_of_word(text) if len(text) <= LONGEST_WORD else _lowered(text)


def _lowered(text: str) -> str:
    low = text.lower()
    return low[:-2] + TONES[low[-2:]] if low[-2:] in TONES and not low.startswith("q") else low


# A few hundred words make up nearly all plans; a hostile text may only fill the memory with short ones.
LONGEST_WORD = 24
_low_of_word = lru_cache(maxsize=4096)(_lowered)


def parse_number(text: str) -> Decimal | None:
    """The value of digits as Vietnamese writes them; None when it is no number (a list, a date, a section).

    A dot before groups of three divides thousands, a comma divides decimals: "1.200" 1200, "2,5" 2.5, "1.200,5".
    A dot before other than three digits is a decimal point ("85.5"); "1,200" with noughts is thousands (English).
    """
    if THOUSANDS.fullmatch(text) and text[0] != "0":
        if text.count(",") and not text.count(".") and not (text.endswith("00") or text.count(",") > 1):
            return Decimal(text.replace(",", "."))
        if ("." in text and text.rfind(".") < text.find(",")) or "," not in text:
            return Decimal(text.replace(".", "").replace(",", "."))
        return Decimal(text.replace(",", ""))
    if PLAIN.fullmatch(text) and len(text) <= 18:
        return Decimal(text.replace(",", "."))
    return None
