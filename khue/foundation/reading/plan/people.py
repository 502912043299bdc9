"""Who leads and who supports: names of people, roles and units as they are written into one cell or two.

“Chủ trì: Trưởng khoa. Phối hợp: GVCN, GVBM”, “Trưởng khoa (chủ trì), GVCN (phối hợp)”, “P. Đào tạo chủ trì, phối hợp với các
khoa”, “Trưởng khoa; Phòng Đào tạo phối hợp”, or just names.
Commas separate names, unless what follows is plainly the rest of a unit's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from khue.foundation.kernel import text as kernel_text
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import broken_names, items

_WHO = r"(?:(?<!rưởng )(?:các[ \t]+)?(?:đơn vị|người|bộ phận|cá nhân|cán bộ)[ \t]+)?"
_LEADS = (
    r"chủ\s+trì(?:\s+(?:thực\s+hiện|chính))?|chịu\s+trách\s+nhiệm(?:\s+chính)?|phụ\s+trách(?:\s+chính)?|đầu\s+mối"
    r"|thực\s+hiện(?:\s+chính)?|làm\s+chính|chính|CT"
)
_SUPPORTS = (
    r"phối\s+hợp(?:\s+(?:thực\s+hiện|với))?|hỗ\s+trợ|(?:cùng\s+)?tham\s+gia|cùng\s+(?:thực\s+hiện|làm)|liên\s+quan|PH"
)
_LABEL = re.compile(
    rf"(?<!\w){_WHO}(?:(?P<lead>{_LEADS})|(?P<supporting>{_SUPPORTS}))\s*(?::|(?<=[pì])\s*[-–](?=\s))\s*", re.IGNORECASE
)
_IN_BRACKETS = re.compile(rf"\s*\((?:(?P<lead>{_LEADS})|(?P<supporting>{_SUPPORTS}))\)", re.IGNORECASE)
# “Tổng phụ trách”, “chuyên viên phụ trách” are names of roles, no word about who leads.
_ROLE_IN_CHARGE = (
    r"(?<!tổng)(?<!chuyên viên)(?<!giáo viên)(?<!giảng viên)(?<!cán bộ)(?<!nhân viên)(?<!lãnh đạo)(?<!trưởng)(?<!người)"
)
_AT_END = re.compile(
    rf"{_ROLE_IN_CHARGE}(?<![-–&])\s+(?:(?:làm\s+)?(?P<lead>chủ\s+trì|phụ\s+trách|đầu\s+mối)|(?:cùng\s+)?(?P<supporting>phối\s+hợp(?:\s+thực\s+hiện)?|hỗ\s+trợ))$",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(
    r"(?P<lead>.+?)\s+(?:làm\s+)?(?:chủ\s+trì|phụ\s+trách|đầu\s+mối)\s*[,;.]?\s*(?:phối\s+hợp|cùng)\s+(?:(?:với|cùng)\s+)?(?P<supporting>.+)",
    re.IGNORECASE | re.DOTALL,
)
_UNITS = (
    "phòng|khoa(?! học)|trung tâm|ban|viện|bộ môn|tổ(?! chức)|văn phòng|trường|sở|học viện|đoàn|hội|công đoàn|hội đồng|bộ phận|"
    "nhóm|đơn vị|thư viện|trạm|xưởng|đội|chi bộ|đảng ủy|ubnd|ngành|p\\.|tt\\.|bch|bgh|hđ"
)
_ROLES = (
    "trưởng|phó|hiệu|giám đốc|giáo viên|giảng viên|gv|gvcn|gvbm|cố vấn|cán bộ|viên chức|nhân viên|cbvc|cbgv|chuyên viên|chủ tịch|bí thư|"
    "thư ký|thủ trưởng|lãnh đạo|toàn thể|toàn bộ|tất cả|các|cá nhân|thầy|cô|ông|bà|đ/c|đồng chí|học sinh|sinh viên|hs|sv|tổ trưởng|"
    "chuyên gia|thành viên|doanh nghiệp|phụ huynh|cha mẹ|nghệ nhân|đại diện|người"
)
_HEAD = re.compile(rf"(?:{_UNITS}|{_ROLES})(?!\w)", re.IGNORECASE)
_UNIT_HEAD = re.compile(rf"(?:các\s+)?(?:{_UNITS})(?!\w)", re.IGNORECASE)
_ROLE_HEAD = re.compile(rf"(?:{_ROLES})(?!\w)", re.IGNORECASE)
# Offices that one person holds, as they stand behind a comma; behind “Phòng …,” the last of them may be a part of its name.
_POSTS = re.compile(
    r"(?:bảo vệ|lao công|tạp vụ|cấp dưỡng|nhà bếp|lái xe|thủ kho|thủ thư|thủ quỹ|kế toán|văn thư|bác sĩ|điều dưỡng"
    r"|y sĩ|y tá|hộ lý|tổng phụ trách|cha mẹ|lớp|chi đoàn|khối|công chức|cộng tác viên|tình nguyện viên|khách mời)(?!\w)",
    re.IGNORECASE,
)
_FIELDED = re.compile(r"(?:phòng|khoa|bộ môn|ban|tổ|ngành)\s", re.IGNORECASE)
_ALL = re.compile(r"(?:.*\s)?(?:toàn thể|tất cả|toàn bộ|mọi)\s+(?!các\b).*", re.IGNORECASE)
_EVERY = re.compile(
    rf"(?:.*\s)?các\s+(?:(?P<unit>(?:{_UNITS}|phòng ban|đoàn thể|lớp|chi đoàn)(?!\w))|(?P<role>(?:{_ROLES})(?!\w)))",
    re.IGNORECASE,
)
_MORE_NUMBERS = re.compile(r"\d{1,2}(?:[.]?\d|[A-Z])?\d?(?:\s+(?:và|-)\s+\d{1,2}[A-Z]?\d?)*")
# “Ban hành”, “Phòng ngừa”, “Hội thảo” begin as units do.
_DEED = re.compile(
    r"(?:ban hành|phòng (?:ngừa|chống|tránh)|hội (?:thảo|thi|nghị|giảng|chợ)|đoàn kết|các (?:lớp|hoạt động))(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[A-ZĐ][A-ZĐ0-9.&-]+(?:\s*[-&]\s*[A-ZĐ0-9.]+)*")
_AND = re.compile(r"\s+(?:và|cùng)\s+(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-–—+•*▪●]|\d{1,2}[.)](?!\d))\s*")


@dataclass(frozen=True, slots=True)
class People:
    """Names in order of writing; `plain` are those that no label put on one side."""

    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


_NOBODY = People()


def read(paragraphs: Sequence[str]) -> People:
    """The names of a cell that may hold leads, supporters or both."""
    return _read(tuple(paragraphs)) if paragraphs else _NOBODY


@lru_cache(maxsize=2048)  # the same few names stand in every row of a plan
def _read(paragraphs: tuple[str, ...]) -> People:
    bare = [
        " ".join(line.split()) for line in paragraphs
    ]  # long runs of spaces would make the patterns try each of them
    lines = [_BULLET.sub("", line) if _LABEL.match(_BULLET.sub("", line)) else line for line in bare]
    whole = "\n".join(lines)
    labels = list(_LABEL.finditer(whole))
    if labels:
        return _by_labels(whole, labels)
    if _IN_BRACKETS.search(whole):
        return _by_names(whole, _IN_BRACKETS)
    sentence = _IN_SENTENCE.fullmatch(whole.strip())
    if sentence:
        return People(tuple(names(sentence["lead"])), tuple(names(sentence["supporting"])))
    if any(_AT_END.search(name) for name in names(whole)):
        found = _by_names(whole, _AT_END)
        return found if found.lead else People(lead=found.plain, supporting=found.supporting)
    return People(plain=tuple(names(whole)))


def has_label(line: str) -> bool:
    """Whether the line itself says who leads or supports (“Chủ trì: …”)."""
    return bool(_LABEL.match(_BULLET.sub("", line)))


def _by_labels(whole: str, labels: list[re.Match[str]]) -> People:
    found: dict[str, list[str]] = {"lead": [], "supporting": [], "plain": names(whole[: labels[0].start()])}
    ends = [label.start() for label in labels[1:]] + [len(whole)]
    for label, end in zip(labels, ends, strict=True):
        side = "lead" if label["lead"] else "supporting"
        found[side] += [name for name in names(whole[label.end() : end]) if name not in found[side]]
    return People(*(tuple(found[side]) for side in ("lead", "supporting", "plain")))


def _by_names(whole: str, mark: re.Pattern[str]) -> People:
    """Each name says its own side: “GVCN (phối hợp)”, “Phòng Đào tạo phối hợp”."""
    found: dict[str, list[str]] = {"lead": [], "supporting": [], "plain": []}
    for name in names(whole):
        label = mark.search(name)
        side = "plain" if label is None else "lead" if label["lead"] else "supporting"
        found[side].append(mark.sub("", name).strip())
    return People(*(tuple(found[side]) for side in ("lead", "supporting", "plain")))


def names_of(line: str) -> tuple[str, ...]:
    """The names of one line of a list, whichever side a label puts them on."""
    found = read([line])
    return (*found.lead, *found.plain)


def names(written: str) -> list[str]:
    """The names in a text: by lines, semicolons and commas outside brackets, and by “và” before another name."""
    found: list[str] = []
    for line in broken_names.lines(written):
        if found and line[:1].islower() and not _HEAD.match(line.lstrip()):
            found[-1] += " " + line.strip()  # a name broken over two lines
            continue
        for part in items.outside_brackets(_BULLET.sub("", line), ";"):
            found += _by_commas(part)
    tidy = (_tidy(name) for name in found)
    return list(dict.fromkeys(name for name in tidy if kernel_text.fold(name) not in plan_words.NOTHING))


def _by_commas(part: str) -> list[str]:
    found: list[str] = []
    pieces = items.outside_brackets(part, ",")
    for piece in pieces:
        if found and (_is_of_group(found[-1], piece) or _belongs_to_name(piece, found[-1])):
            found[-1] += "," + piece
        elif _ALL.fullmatch(piece):
            found.append(piece)
        else:
            found += _by_and(piece)
    return found


def _is_of_group(group: str, piece: str) -> bool:
    """“Toàn thể cán bộ, giáo viên, nhân viên”, “các phòng, khoa”: one word at the head counts all that follow it."""
    piece = piece.strip()
    if not piece[:1].islower() or re.match(r"(?:các|toàn|tất cả|mọi)\s", piece):
        return False
    first = group.partition(",")[0]  # the group grows with each name
    if _ALL.fullmatch(first):
        return bool(_ROLE_HEAD.match(piece))
    every = _EVERY.fullmatch(first)
    if every is None:
        return False
    same = _UNIT_HEAD if every["unit"] else _ROLE_HEAD
    return (
        bool(same.match(piece) or (every["unit"] and re.match(r"(?:đoàn thể|lớp|cá nhân)\b", piece)))
        and piece.islower()
    )


def _belongs_to_name(piece: str, before: str) -> bool:
    """“Phòng Đào tạo, Khoa học và Hợp tác quốc tế”, “phòng chuyên môn, nghiệp vụ”: the piece is no name of its own."""
    piece = piece.strip()
    if _MORE_NUMBERS.fullmatch(piece):
        return before.rstrip()[-1:].isalnum() and any(map(str.isdigit, before))
    if not piece or _HEAD.match(piece) or _SHORT.match(piece):
        return False
    if _POSTS.match(piece):
        return bool(_FIELDED.match(before.lstrip())) and piece.split()[0] in {"kế", "văn"}
    return piece[0].islower() or bool(_AND.search(piece) and not _HEAD.match(_AND.split(piece)[-1]))


def _by_and(piece: str) -> list[str]:
    parts = _AND.split(piece)
    found = [parts[0]]
    joins = _AND.findall(piece)
    for join, part in zip(joins, parts[1:], strict=True):
        both_short = _SHORT.fullmatch(part.strip(" .")) and _SHORT.fullmatch(found[-1].strip())
        if _HEAD.match(part) or both_short or _is_person(found[-1]):
            found.append(part)
        else:
            found[-1] += join + part
    return found


def _tidy(name: str) -> str:
    name = kernel_text.squash(name).strip(" ,;:-–")
    return name[:-1].rstrip() if name.endswith(".") and not re.search(r"\.\w\.$", name) else name


def _is_person(name: str) -> bool:
    """Two to five words, each begun with a capital: “Nguyễn Thị Hoa”."""
    parts = name.split()
    return 2 <= len(parts) <= 5 and all(part.istitle() and part.isalpha() for part in parts) and not _HEAD.match(name)


def is_name(name: str) -> bool:
    """Whether it looks like the name of a person, a role or a unit."""
    return (
        bool(_HEAD.match(name) or _POSTS.match(name) or _SHORT.fullmatch(name)) and not _DEED.match(name)
    ) or _is_person(name)


def kind_of(name: str) -> str:
    """ "unit", "role" or "person": what kind of name it is, by how it begins."""
    if _UNIT_HEAD.match(name):
        return "unit"
    if _ROLE_HEAD.match(name) or _SHORT.fullmatch(name):
        return "role"
    return "person" if _is_person(name) else "role"
