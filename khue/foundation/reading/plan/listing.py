"""Objectives in running text without a plan: the list that is issued beside a plan, or alone.

The marks of the lines make a tree (I. over 1. over a) or dashes). A line with counted lines below it and no number of its own to
reach is the heading of a group; the others are objectives, and what stands below them with dashes is a part of their sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khue.foundation.kernel import text
from khue.foundation.reading import targets as target_reading
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import marks

_TITLE = re.compile(r"(?:cac |he thong |danh muc |bang |dang ky |mot so )*(?:muc tieu|chi tieu)\b(?! (?:so )?\d)")
_INTRODUCES = re.compile(
    r".*\b(?:muc tieu|chi tieu)\b.*\b(?:sau(?: day)?|la|gom|cu the)\s*(?:day)?\s*:|.{1,120}\b(?:cac )(?:muc tieu|chi tieu)(?: \w+){0,4}\s*:"
)
_PREFIX = re.compile(r"(?:[ivx]{1,4}|[a-d]|\d{1,2}(?:\.\d{1,2})?|phan [\divx]+)\s*[.):-]\s*")
_GENERAL = re.compile(r"\b(?:muc tieu|chi tieu) (?:chung|tong quat)\b")
_STRONG = re.compile(r"\bchat luong\b|\bchi tieu\b|\bcu the\b|\bphan dau\b")
_END = re.compile(
    rf"(?:(?:ke hoach|phu luc|phan ii|{plan_words.CLOSINGS}|{plan_words.SIGNERS})\b|dieu \d|t[lm]\. |kt\. )"
)
_OTHER_PART = re.compile(
    r"(?:cac )?(?:(?:nhiem vu|giai phap|bien phap|cong viec)(?: (?:va|chu yeu|trong tam|thuc hien|cu the|giai phap)\b.*|[,:].*|$)"
    r"|to chuc thuc hien|phan cong\b|kinh phi\b|nguon luc\b|trach nhiem\b|dieu khoan\b|che do\b|tien do\b|lo trinh\b"
    r"|ke hoach (?:thuc hien|hanh dong|trien khai)|noi dung thuc hien)"
)
_END_MARK = re.compile(r"\s*\.?\s*\./\.?\s*$")
_ENDED = (".", "”", '"', ";", "!", "?")
_MOST_TITLES = 30
_LONGEST_TITLE, _LONGEST_HEADING, _LONGEST_SHORT = 160, 90, 60


@dataclass(frozen=True, slots=True)
class Item:
    """An objective; `line` is where it begins among the lines, from 0."""

    number: str
    statement: str
    line: int


@dataclass
class _Node:
    """A marked line with what stands below it."""

    mark: marks.Mark
    line: int
    parts: list[str]
    below: list[_Node] = field(default_factory=list)

    @property
    def last(self) -> _Node:
        return self.below[-1].last if self.below else self

    @property
    def is_heading(self) -> bool:
        """Whether it only names a group: it holds nothing to reach, and below it stand counted lines, or it is counted by I, A."""
        if not self.below or self._is_measured:
            return False
        is_group = self.mark.kind in {"roman", "upper"} or is_title(" ".join(self.parts))
        return is_group or not self.below[0].mark.is_dash

    @property
    def _is_measured(self) -> bool:
        said = " ".join(self.parts)
        return any(letter.isdigit() for letter in said) and bool(target_reading.read_targets(said))


def read(lines: Sequence[str]) -> list[Item]:
    """The objectives under the first title of objectives that has any; empty when there is no such list."""
    general: list[Item] = []
    titles = ((at, line) for at, line in enumerate(lines) if is_title(line))
    for start, line in itertools.islice(titles, _MOST_TITLES):
        found = _List(lines, start).items()
        if len(found) > 1 and not _GENERAL.search(text.fold(line)):
            return found
        general = general or (found if len(found) > 1 else [])
    return general


def is_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or line.rstrip().endswith((".", ";", ",")):
        return False
    folded = text.fold(line)
    return bool(_TITLE.match(_PREFIX.sub("", folded, count=1)) or _INTRODUCES.fullmatch(folded))


class _List:
    """The lines behind a title, read one by one."""

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self._lines, self._start = lines, start
        self._title = text.squash(lines[start])
        self._own = marks.of(self._title)
        self._roots: list[_Node] = []
        self._open: list[_Node] = []
        self._counted: dict[str, str] = {}
        self._is_fresh, self._has_stops = True, False
        for at in range(start + 1, len(lines)):
            line = text.squash(lines[at])
            if line and not self._take(line, at):
                break

    def items(self) -> list[Item]:
        found = list(self._flat(self._roots))
        if not found:
            return self._plain()
        return found if self._is_sure(found) else []

    def _is_sure(self, found: Sequence[Item]) -> bool:
        """Dashes stand everywhere: they are objectives when most of them are measured, or one under a title that says so."""
        if any(item.number for item in found):
            return True
        measured = sum(bool(target_reading.read_targets(item.statement)) for item in found)
        return measured >= (1 if _STRONG.search(text.fold(self._title)) else (len(found) + 1) // 2)

    def _take(self, line: str, at: int) -> bool:
        """Read a line; False when the list is at its end."""
        mark = marks.of(line)
        if mark is None or not mark.rest:
            return self._unmarked(line, mark)
        if self._is_past(mark, line):
            return False
        if not self._is_next(mark):
            return self._unmarked(line, None)
        self._has_stops = self._has_stops or bool(self._open and self._open[-1].parts[-1].endswith(_ENDED))
        while any(node.mark.kind == mark.kind for node in self._open):
            self._open.pop()
        node = _Node(mark, at, [mark.rest])
        (self._open[-1].below if self._open else self._roots).append(node)
        self._open.append(node)
        if not mark.is_dash:
            self._counted[mark.kind] = mark.number
        self._is_fresh = False
        return not _END_MARK.search(line)

    def _is_past(self, mark: marks.Mark, line: str) -> bool:
        """Whether the part of the objectives is over: the next heading of the title's own kind, or one of another part."""
        if mark.is_dash or is_title(line):
            return False
        folded = text.fold(mark.rest)
        if _OTHER_PART.match(folded) and (len(line) < _LONGEST_SHORT or mark.rest.endswith(":")):
            return True
        own = self._own
        return own is not None and own.kind == mark.kind and marks.follows(own.number, mark.number, mark.kind)

    def _is_next(self, mark: marks.Mark) -> bool:
        """1 begins; then one more each time, so that a number inside a sentence at a line's beginning is not taken for one."""
        if mark.is_dash or mark.kind in {"roman", "upper"}:
            return True
        before = self._counted.get(mark.kind)
        if before is not None and marks.follows(before, mark.number, mark.kind):
            return True
        is_new = self._is_fresh or all(node.mark.kind != mark.kind for node in self._open)
        return is_new and mark.is_first

    def _unmarked(self, line: str, mark: marks.Mark | None) -> bool:
        if not self._open:
            return self._is_fresh or not (_END.match(text.fold(line)) and not line.endswith((".", ";")))
        node = self._open[-1]
        if _END.match(text.fold(line)) and not line.endswith((".", ";")):
            return False
        if self._goes_on(node, line):
            node.parts.append(line)
            return not _END_MARK.search(line)
        if mark is None and _is_heading(line):
            self._open, self._is_fresh = [], True
        return True

    def _goes_on(self, node: _Node, line: str) -> bool:
        if line[:1].islower():
            return True
        if node.parts[-1].endswith(_ENDED) or line.isupper():
            return False
        # Where no objective has a full stop, the lack of one says nothing.
        return self._has_stops or (len(self._lines[node.line]) > _LONGEST_HEADING and node is self._roots[0])

    def _flat(self, nodes: Sequence[_Node]) -> Iterator[Item]:
        specific = any(is_title(" ".join(node.parts)) for node in nodes)
        for node in nodes:
            if node.is_heading:
                if not (specific and _GENERAL.search(text.fold(" ".join(node.parts)))):
                    yield from self._flat(node.below)
            else:
                yield Item(node.mark.number, _sentence(node), node.line)

    def _plain(self) -> list[Item]:
        """Sentences that nothing counts: those with something to reach, under a title that promises objectives."""
        if not _STRONG.search(text.fold(self._title)):
            return []
        found: list[Item] = []
        for at in range(self._start + 1, len(self._lines)):
            line = text.squash(self._lines[at])
            if found and (_END.match(text.fold(line)) or line.isupper()):
                break
            if any(map(str.isdigit, line)) and len(line.split()) > 4 and target_reading.read_targets(line):
                found.append(Item("", line.rstrip(";").rstrip(), at))
            elif found:
                break
        return found


def _is_heading(line: str) -> bool:
    """“CÔNG TÁC ĐÀO TẠO”, “Về cơ sở vật chất:” between the objectives."""
    return len(line) < _LONGEST_HEADING and (line.isupper() or line.endswith(":") or not line.endswith(_ENDED))


def _sentence(node: _Node) -> str:
    """The lines of one objective as one sentence; the lines below it are divided by semicolons."""
    whole = " ".join(node.parts)
    for below in node.below:
        part = _sentence(below)
        whole += f"{'; ' if whole[-1:] not in ';:,.' else ' '}{part}"
    return re.sub(r"\.{2,}$", ".", _END_MARK.sub("", whole)).strip().rstrip(";,")
