"""Which unit of a tree the words of a plan mean: full names, short names, and abbreviations that nobody wrote down.

“P.ĐT”, “P. Đào tạo”, “Phòng ĐT” are one room; “TT KT&ĐBCL” is the Trung tâm Khảo thí và Đảm bảo chất lượng. An abbreviation is read
by laying it along the name: each piece is either a word of the name or the first letters of the next words. What several units
could be is never chosen; what names a part of people (“GVCN”, “các khoa”) is a role, not an unknown unit.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from khue.foundation.kernel import text

K = TypeVar("K", bound=Hashable)
UNIT, SEVERAL, ROLE, UNKNOWN = "unit", "several", "role", "unknown"

_PIECES = re.compile(r"[^\W_]+")
_JOINING = frozenset({"va", "cua", "cac"})
_KINDS = {
    "phong": "phong", "p": "phong", "khoa": "khoa", "k": "khoa", "trung tam": "trung tam", "tt": "trung tam",
    "bo mon": "bo mon", "bm": "bo mon", "ban": "ban", "van phong": "van phong", "vp": "van phong", "vien": "vien", "to": "to",
    "xuong": "xuong", "tram": "tram", "thu vien": "thu vien",
}  # fmt: skip
"""How a name of a unit begins, and how that beginning is shortened."""
_CODES = """gvcn gvbm gv gvtg cbvc cbgv cbql cvht bgh hssv hs sv nv cb vc nld bch bcd ttcm ttbm"""
_ROLE_CODES = frozenset(_CODES.split())
_ROLE_BEGINNINGS = (
    "giao vien", "giang vien", "nha giao", "vien chuc", "can bo", "nhan vien", "chuyen vien", "truong khoa", "pho truong",
    "truong phong", "truong bo mon", "truong don vi", "truong ban", "lanh dao", "giam doc", "pho giam doc", "hieu truong",
    "pho hieu truong", "ban giam hieu", "ban giam doc", "to truong", "to pho", "co van", "hoi dong", "tap the", "toan the",
    "toan truong", "nha truong", "bi thu", "chu tich", "thu ky", "ke toan", "nguoi hoc", "sinh vien", "hoc sinh", "doanh nghiep",
    "ban chi dao", "ban to chuc", "ban can su", "chu nhiem", "quan ly", "phu trach", "nhom", "thanh vien",
)  # fmt: skip
_GROUPS = re.compile(r"^(?:tat ca |toan bo )?(?:cac|nhung|moi|toan) ")


@dataclass(frozen=True, slots=True)
class Match(Generic[K]):
    """What words mean. `kind` is unit (one of `keys`), several, role or unknown."""

    kind: str
    keys: tuple[K, ...] = ()

    @property
    def key(self) -> K | None:
        """The unit, when there is just one."""
        return self.keys[0] if self.kind == UNIT else None


@dataclass(frozen=True, slots=True)
class _Name(Generic[K]):
    key: K
    kind: str
    words: tuple[str, ...]


class UnitNames(Generic[K]):
    """The names of a tree, once. `units` gives for each key its names, the full one first; empty names are dropped."""

    def __init__(self, units: Iterable[tuple[K, Iterable[str]]]) -> None:
        self._exact: dict[str, list[K]] = {}
        self._names: list[_Name[K]] = []
        for key, names in units:
            for name in filter(None, map(str.strip, names)):
                self._exact.setdefault(plain(name), []).append(key)
                kind, rest = _split(plain(name))
                self._names.append(_Name(key, kind, tuple(word for word in rest.split() if word not in _JOINING)))

    def match(self, words: str) -> Match[K]:
        """What the words mean. An exact name first, then an abbreviation of the whole, then the beginning of one name only."""
        wanted = plain(words)
        if not wanted:
            return Match(UNKNOWN)
        if wanted not in self._exact and is_role(words):
            return Match(ROLE)
        for found in (self._exact.get(wanted, ()), self._laid(wanted, whole=True), self._laid(wanted, whole=False)):
            keys = tuple(dict.fromkeys(found))
            if keys:
                return Match(UNIT if len(keys) == 1 else SEVERAL, keys)
        return Match(UNKNOWN)

    def _laid(self, wanted: str, *, whole: bool) -> list[K]:
        kind, rest = _split(wanted)
        pieces = tuple(piece for piece in rest.split() if piece not in _JOINING)
        if not pieces:
            return []
        return [name.key for name in self._names if name.words and _means(kind, pieces, name, whole)]


def plain(words: str) -> str:
    """Folded, only words and single spaces: “P.ĐT”, “P. ĐT” and “P ĐT” are the same."""
    return " ".join(_PIECES.findall(text.fold(words)))


def is_role(words: str) -> bool:
    """Whether the words name people by what they do, or units all together, so that no single unit is to be looked for."""
    folded = plain(words)
    return (
        bool(_GROUPS.match(folded + " "))
        or folded.split(" ")[0] in _ROLE_CODES
        or any(folded == one or folded.startswith(one + " ") for one in _ROLE_BEGINNINGS)
        or folded in {"khoa", "phong", "don vi", "truong", "to", "bo mon", "trung tam", "ban", "ca truong", "ca khoa"}
    )


def names_a_unit(words: str) -> bool:
    """Whether the words are written as the name of one unit (“Phòng …”, “TT …”), so that an unknown one is worth a question."""
    kind, rest = _split(plain(words))
    return bool(kind and rest) and not is_role(words)


@lru_cache(maxsize=4096)
def _split(folded: str) -> tuple[str, str]:
    """The kind of unit at the beginning, and the rest."""
    for length in (2, 1):
        head, rest = " ".join(folded.split()[:length]), " ".join(folded.split()[length:])
        if head in _KINDS and len(head.split()) == length:
            return _KINDS[head], rest
    return "", folded


def _means(kind: str, pieces: tuple[str, ...], name: _Name[K], whole: bool) -> bool:
    """Of the same kind and the rest laid along the name; without a kind also along all of it (“TTKT&ĐBCL”)."""
    if kind:
        return kind == name.kind and _lies_along(pieces, name.words, whole)
    full = (*name.kind.split(), *name.words)
    return _lies_along(pieces, name.words, whole) or _lies_along(pieces, full, whole)


@lru_cache(maxsize=16384)
def _lies_along(pieces: tuple[str, ...], words: tuple[str, ...], whole: bool) -> bool:
    """Each piece is the next word, or the first letters of the next words; `whole`: no word is left over."""
    if not pieces:
        return not words or not whole
    if not words:
        return False
    first, rest = pieces[0], pieces[1:]
    if first == words[0] and _lies_along(rest, words[1:], whole):
        return True
    taken = len(first)
    initials = "".join(word[0] for word in words[:taken])
    return 1 < taken <= len(words) and first == initials and _lies_along(rest, words[taken:], whole)
