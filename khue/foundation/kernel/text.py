"""Vietnamese text: one Unicode form, folding for search, the order of the alphabet and of names.

Python's own order puts ă, đ, ê after z, and databases fold đ badly or not at all, so order and folding are done here
and stored as keys.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# The order of tones in Vietnamese dictionaries: level, falling, asking, tumbling, rising, heavy.
_TONES = {
    "": "0",
    "\u0300": "1",
    "\u0309": "2",
    "\u0303": "3",
    "\u0301": "4",
    "\u0323": "5",
}
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"[^\W_]+")


def nfc(s: str) -> str:
    """The text in composed form (NFC), the only form that is stored or compared."""
    return s if s.isascii() else unicodedata.normalize("NFC", s)


def squash(s: str) -> str:
    """NFC, every run of white space (also no-break and line breaks) one space, ends trimmed, invisible signs dropped."""
    if not s.isascii():
        s = _INVISIBLE.sub("", unicodedata.normalize("NFC", s))
    return " ".join(s.split())


@lru_cache(maxsize=8192)
def fold(s: str) -> str:
    """The text as people type it in a hurry: no marks, đ as d, lower case, single spaces. “Đào  tạo” → “dao tao”."""
    bare = "".join(c for c in unicodedata.normalize("NFD", s.translate(_DROPPED)) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.translate(_D).casefold()).strip()


@lru_cache(maxsize=4096)
def _letter_key(letter: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((c for c in marks if c in _TONES), "")
    base = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES))
    place = _ALPHABET.find(base) if len(base) == 1 else -1
    return (chr(0x100 + place) if place >= 0 else base), _TONES[tone]


def sort_key(s: str) -> str:
    """A key whose plain string order is the Vietnamese order (a ă â b … d đ e ê …; tones decide only between equals)."""
    letters = [_letter_key(c) for c in squash(s).casefold()]
    return (
        "".join(base for base, _ in letters)
        + "\1"  # not NUL: PostgreSQL keeps none in text
        + "".join(tone for _, tone in letters)
    )


def name_sort_key(full_name: str) -> str:
    """The order of a Vietnamese class list: given name (the last word) first, then family and middle names."""
    words = squash(full_name).split(" ")
    return sort_key(words[-1]) + "\1" + sort_key(" ".join(words[:-1]))


def words(s: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORDS.findall(fold(s))


def matches(query: str, text: str) -> bool:
    """Whether every word of the query begins a word of the text, marks and case apart. An empty query matches all."""
    have = words(text)
    return all(any(word.startswith(wanted) for word in have) for wanted in words(query))


def split_apart(old: str, new: str) -> tuple[str, str, str, str]:
    """Two wordings by words: common beginning, old middle, new middle, common end (“từ”, “85%”, “86%”, “trở lên”)."""
    then, now = old.split(), new.split()
    first = 0
    while first < min(len(then), len(now)) and then[first] == now[first]:
        first += 1
    last = 0
    while last < min(len(then), len(now)) - first and then[-1 - last] == now[-1 - last]:
        last += 1
    gone, come = (" ".join(one[first : len(one) - last]) for one in (then, now))
    return " ".join(now[:first]), gone, come, " ".join(now[len(now) - last :])
