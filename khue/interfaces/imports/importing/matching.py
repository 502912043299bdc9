"""Whose plan a file is and for which year: by what the document says, by its name, by the tree of units. Doubtful is never guessed.

Every answer says by what it was found. Two sources that contradict each other, a name that only resembles a unit, a unit that
stands twice in the tree: then nothing is chosen, and `choices` are what a person is asked between.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from khue.foundation.kernel import text
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Period, Unit

_KINDS = ("trung tam", "bo mon", "phong", "khoa", "ban", "to", "doan")
_AFTER = frozenset(
    text.words(
        "năm học, KH, KHTHMTCL, KHTH, MTCL, kế hoạch, mục tiêu, chất lượng, bản dự thảo, sửa cuối, final, mới, chính thức, gửi phòng"
        " KT ĐBCL, v, lần, ngày, đã ký, scan, copy, so"
    )
)
"""Words that may follow a unit in a file name without going on with its name (“dien” in “khoa-dien-tu” goes on)."""
_PAIR = re.compile(r"(?<!\d)(20\d\d)\D{1,3}(20\d\d|\d\d)(?!\d)")


@dataclass(frozen=True)
class Choice:
    """Something a person may choose, and what speaks for it."""

    id: int
    label: str
    reason: str


@dataclass(frozen=True)
class Match:
    """`id` of what was found (None: a person is asked), by what, and the choices."""

    id: int | None
    reason: str
    choices: tuple[Choice, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Said:
    """What a document says about itself: its unit, title and issuer, and who leads its objectives, most often named first."""

    unit: str = ""
    title: str = ""
    issuer: str = ""
    leads: tuple[str, ...] = ()
    school_year: str = ""

    @classmethod
    def of(cls, plan: dict[str, Any]) -> Said:
        """From a plan as JSON."""
        leads = [name for one in plan["objectives"] for name in one["lead"]]
        often = sorted(dict.fromkeys(leads), key=lambda name: -leads.count(name))
        issued = plan.get("issued_with") or {}
        return cls(
            plan.get("unit") or "",
            plan.get("title") or "",
            issued.get("by") or "",
            tuple(often),
            plan.get("school_year") or "",
        )


# ---- whose


def match_unit(said: Said, file_name: str, units: Sequence[Unit]) -> Match:
    """The unit of a file among the open units of the institution (the institution itself among them)."""
    inside, named = _by_content(said, file_name, units), _by_name(file_name, units)
    if inside.id is None:
        return _without_content(said, inside, named, units)
    if named.id is None or named.id == inside.id:
        agree = ", tên tệp cũng vậy" if named.id == inside.id else ""
        return Match(inside.id, inside.reason + agree)
    return Match(None, "Văn bản và tên tệp nói hai đơn vị khác nhau", (*inside.choices, *named.choices))


def _without_content(said: Said, inside: Match, named: Match, units: Sequence[Unit]) -> Match:
    if named.id is not None and not inside.choices:
        return named
    choices = _unique([*inside.choices, *named.choices, *_by_leads(said, units)])
    return Match(None, inside.reason or "Trong tệp không ghi tên đơn vị", choices)


def _by_content(said: Said, file_name: str, units: Sequence[Unit]) -> Match:
    if not said.unit:
        return Match(None, "")
    found = organisation.match_units(units, said.unit)
    exact = [one.unit for one in found if one.sure]
    wrote = f"Trong tệp ghi “{said.unit}”"
    if len(exact) > 1:
        exact = _told_by_the_tree(exact, f"{said.title} {said.issuer} {file_name}", units) or exact
        wrote += ", nơi có nhiều đơn vị cùng tên" if len(exact) > 1 else ", phân biệt theo đơn vị cấp trên"
    if len(exact) == 1 and not _only_letterhead(exact[0], said):
        return Match(exact[0].pk, wrote, (Choice(exact[0].pk, exact[0].name, wrote),))
    if exact:
        why = wrote if len(exact) > 1 else "Trong tệp chỉ có tên Trường, chưa rõ là của Trường hay của một đơn vị"
        return Match(None, why, tuple(Choice(one.pk, one.name, why) for one in exact))
    near = tuple(Choice(one.unit.pk, one.unit.name, f"gần giống “{said.unit}”") for one in found)
    return Match(None, f"{wrote}, không có đúng đơn vị tên ấy", near)


def _only_letterhead(unit: Unit, said: Said) -> bool:
    """The school's name stands above every paper of its units; only a title that says so makes it the school's own plan."""
    title = f" {' '.join(text.words(said.title))} "
    return unit.is_institution and not re.search(r" (cap truong|toan truong|cua truong|nha truong|truong) ", title)


def _told_by_the_tree(same: list[Unit], around: str, units: Sequence[Unit]) -> list[Unit]:
    """Of units that share a name, those whose parent the document or its name mentions."""
    names = {unit.pk: unit for unit in units}
    words = " ".join(_words_of_name(around))
    told = []
    for unit in same:
        parent = names.get(unit.parent_id or 0)
        if parent is not None and not parent.is_institution and _core(parent.name) in words:
            told.append(unit)
    return told


def _by_leads(said: Said, units: Sequence[Unit]) -> list[Choice]:
    """What the people named in it suggest: never more than a proposal."""
    for name in said.leads[:5]:
        found = [one.unit for one in organisation.match_units(units, name) if one.sure]
        if len(found) == 1:
            return [Choice(found[0].pk, found[0].name, f"nhiều mục tiêu do “{name}” chủ trì")]
    return []


def _by_name(file_name: str, units: Sequence[Unit]) -> Match:
    """A name of two words or more, or with its kind (“khoa dien”), is certain; a code or a single word is a proposal."""
    words = _words_of_name(PurePath(file_name).stem)
    found: list[tuple[int, bool, Unit]] = []
    for unit in units:
        length, sure = _found_in(words, unit)
        if length:
            found.append((length, sure, unit))
    most = max((length for length, _sure, _unit in found), default=0)
    best = [(sure, unit) for length, sure, unit in found if length == most]
    reason = f"theo tên tệp “{file_name}”"
    choices = tuple(Choice(unit.pk, unit.name, reason) for _sure, unit in best)
    if len(best) == 1 and best[0][0]:
        return Match(best[0][1].pk, reason[:1].upper() + reason[1:], choices)
    return Match(None, "", choices)


def _found_in(words: list[str], unit: Unit) -> tuple[int, bool]:
    """How many letters of the file name are this unit's name, and whether that is beyond doubt."""
    best = (0, False)
    for form in (unit.name, unit.short_name, *unit.aliases, unit.code):
        for spelt in (text.words(form), _core(form).split(), ["".join(text.words(form))]):
            at = _place(words, spelt)
            if at is None or len("".join(spelt)) < 2:
                continue
            rest = words[at + len(spelt) :]
            goes_on = bool(rest) and not rest[0].isdigit() and rest[0] not in _AFTER
            sure = not goes_on and form != unit.code and (len(spelt) > 1 or len(spelt[0]) > 3)
            best = max(best, (len("".join(spelt)), sure))
    return best


def _place(words: list[str], wanted: list[str]) -> int | None:
    size = len(wanted)
    return (
        next((at for at in range(len(words) - size + 1) if words[at : at + size] == wanted), None) if wanted else None
    )


def _words_of_name(name: str) -> list[str]:
    """“MTCL-K-CoKhi2026” → mtcl k co khi 2026."""
    written = text.nfc(name).replace("_", " ")
    pairs = itertools.pairwise(f"{written} ")
    return text.words("".join(one + (" " if _is_hump(one, following) else "") for one, following in pairs))


def _is_hump(one: str, following: str) -> bool:
    return (
        (one.islower() and following.isupper())
        or (one.isalpha() and following.isdigit())
        or (one.isdigit() and following.isalpha())
    )


def _core(name: str) -> str:
    """The name without its kind: “Khoa Cơ khí” → “co khi”."""
    words = " ".join(text.words(name))
    kind = next((kind for kind in _KINDS if words.startswith(kind + " ")), "")
    return words[len(kind) :].strip()


def _unique(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple({one.id: one for one in reversed(list(choices))}.values())[::-1]


# ---- for which year


def match_period(said: Said, file_name: str, periods: Sequence[Period], default: Period) -> Match:
    """The year that the document names, else its file name, else the one that was chosen for the whole batch."""
    known = {period.code: period for period in periods}
    named = year_of_name(file_name)
    if said.school_year and said.school_year not in known:
        why = f"Văn bản ghi năm học {_spaced(said.school_year)}, năm học này chưa có trong hệ thống"
        return Match(None, why, (Choice(default.pk, default.name, "năm học của cả đợt"),))
    code = said.school_year or (named if named in known else "")
    if not code:
        return Match(default.pk, "Trong tệp không ghi năm học; lấy năm học chọn cho cả đợt")
    if said.school_year and named in known and named != said.school_year:
        choices = (
            Choice(known[said.school_year].pk, known[said.school_year].name, "văn bản ghi"),
            Choice(known[named].pk, known[named].name, "tên tệp ghi"),
        )
        return Match(None, "Văn bản và tên tệp ghi hai năm học khác nhau", choices)
    where = "Văn bản" if said.school_year else "Tên tệp"
    return Match(known[code].pk, f"{where} ghi năm học {_spaced(code)}")


def year_of_name(file_name: str) -> str:
    """“MTCL-K-CoKhi-2026-2027.docx”, “ke hoach 26-27” not: the code of the school year that a file name spells, or ""."""
    for first, second in _PAIR.findall(PurePath(file_name).stem):
        if int(second[-2:]) == (int(first) + 1) % 100:
            return f"{first}-{int(first) + 1}"
    return ""


def _spaced(code: str) -> str:
    return code.replace("-", " - ")
