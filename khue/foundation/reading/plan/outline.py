"""A plan in running text: each objective a numbered line, under it labelled lines (“Chỉ tiêu: …”, “Chủ trì: …”, “Thời gian: …”).

A line is labelled when all words before its colon are such as labels are made of; so “Phối hợp Phòng Đào tạo: …” stays a task.
A segment counts as an objective when it has labels; what is numbered and has none is a heading or a sentence of another part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khue.foundation.kernel import text
from khue.foundation.reading.plan import items, people
from khue.foundation.reading.plan.columns import Field, meaning
from khue.foundation.reading.plan.drafts import Draft, TaskRow
from khue.foundation.reading.plan.rows import Line

_NAMED = re.compile(
    r"(?:mục tiêu|MT)\s*(?:chất lượng\s*)?(?:số\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})?)\s*(?:[.:)/–-]+\s*(?P<rest>.*))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*(?P<rest>\D.*)")
_MARK = r"(?:[-–—+*•▪●]|\(?[a-zđ][.)]|\d{1,2}(?:\.\d{1,2})*[.)]?)"
_LABEL = re.compile(rf"\s*(?:{_MARK}\s+|[-–+*•]\s*)?(?P<label>[^\W\d_][^:.;?!]{{1,60}}?)\s*:\s*(?P<rest>.*)", re.DOTALL)
_NEXT = re.compile(r"[;.]\s+(?=[^\W\d_][^:.;?!]{1,60}:)")
_HEADING = re.compile(r"(?:[IVX]{1,4}|[A-D]|Phần\s+\S+|Điều\s+\d+)\s*[.):/-]\s*\S", re.IGNORECASE)
_END = re.compile(
    r"(?:noi nhan|to chuc thuc hien|tren day la|de nghi|nguoi lap|hieu truong|truong (?:khoa|phong|don vi))\b"
)
_VOCABULARY = frozenset(
    text.words(
        """mục tiêu chất lượng chỉ số cụ thể phấn đấu cần đạt; nhiệm vụ biện pháp giải pháp nội dung công việc hoạt động cách thức làm
        thực hiện chủ yếu; chủ trì phối hợp hỗ trợ đơn vị người bộ phận cá nhân tổ chức phụ trách chịu trách nhiệm chính đầu mối phân công
        cùng tham gia; thời gian hạn tiến độ hoàn thành hoàn tất bắt đầu kết thúc lộ trình dự kiến ngày; hồ sơ minh chứng bằng chứng
        sản phẩm tài liệu kết quả đầu ra kiểm kèm theo lưu; ghi chú và các của"""
    )
)
_FIELDS = frozenset(Field) - {Field.NUMBER, Field.MEASURE, Field.OTHER}
_LONGEST = 600


@dataclass
class _Segment:
    """What stands between two numbered lines; `at` is where it begins among the lines, from 0."""

    number: str
    at: int
    statement: list[str]
    words: dict[Field, list[str]] = field(default_factory=dict)
    current: Field = Field.OBJECTIVE
    counting: bool = False

    def take(self, line: str) -> None:
        """Put a line to its field: the one its label names, else the one at hand."""
        pieces = list(_labelled(line))
        for name, words in pieces:
            self.current, self.counting = name, False
            self._add(name, words)
        if not pieces:
            found = _NUMBERED.fullmatch(line)
            self.counting = self.counting or bool(found and found["number"] in {"1", "01"})
            self._add(self.current, line)

    def _add(self, name: Field, words: str) -> None:
        kept = self.statement if name is Field.OBJECTIVE else self.words.setdefault(name, [])
        if words.strip():
            kept.append(words)

    def draft(self) -> Draft:
        line = Line(0, self.at)
        for alone, other in ((Field.END, Field.START), (Field.START, Field.END)):
            if alone in self.words and other not in self.words:
                self.words.setdefault(Field.TIME, []).extend(self.words.pop(alone))
        return Draft(self.number, line, self.statement, self.words.pop(Field.TARGET, []), [TaskRow(line, self.words)])


def read(lines: Sequence[str]) -> list[Draft]:
    """The objectives of a plan without a table; empty when the text is none."""
    named = any(_NAMED.fullmatch(text.squash(line)) for line in lines)
    found = [segment for segment in _segments(lines, named) if segment.words]
    told = [segment for segment in found if len(segment.words) > 1]
    if not told or not any(segment.words.keys() & {Field.TASK, Field.TIME, Field.END} for segment in told):
        return []
    return [segment.draft() for segment in found if segment.statement]


def _segments(lines: Sequence[str], named: bool) -> Iterator[_Segment]:
    open_: _Segment | None = None
    for at, written in enumerate(lines):
        line = text.squash(written)
        begun = _begun(line, at, named, open_)
        if begun is None and not (open_ is not None and _ends(line)):
            if open_ is not None and line:
                open_.take(line)
            continue
        if open_ is not None:
            yield open_
        open_ = begun
    if open_ is not None:
        yield open_


def _begun(line: str, at: int, named: bool, open_: _Segment | None) -> _Segment | None:
    found = _NAMED.fullmatch(line) if named else None if any(_labelled(line)) else _NUMBERED.fullmatch(line)
    if found is None or len(line) > _LONGEST or (open_ is not None and open_.counting and not named):
        return None
    is_item = not named and open_ is not None and open_.current is Field.TASK and found["number"] in {"1", "01"}
    return None if is_item else _Segment(found["number"], at, [found["rest"]] if found["rest"] else [])


def _ends(line: str) -> bool:
    if any(_labelled(line)):
        return False
    return bool(_HEADING.match(line)) or bool(_END.match(text.fold(line))) or (line.isupper() and len(line) < 60)


def _labelled(line: str) -> Iterator[tuple[Field, str]]:
    """The labelled parts of a line: “Chủ trì: A; phối hợp: B.” is one of people, “Thời gian: …; Minh chứng: …” are two."""
    start = 0
    for end in [*(found.end() for found in _NEXT.finditer(line)), len(line)]:
        rest = line[end:]
        if end < len(line) and _field_of(rest) in {None, Field.SUPPORTING, Field.LEAD}:
            continue
        part = line[start:end].rstrip("; ") if end < len(line) else line[start:]
        name = _field_of(part)
        if name is None:
            return
        yield name, _words_of(name, part)
        start = end


def _field_of(part: str) -> Field | None:
    found = _LABEL.fullmatch(part)
    return field_named(found["label"]) if found else None


def field_named(label: str) -> Field | None:
    """The field that a label names (“Hồ sơ minh chứng”), None when some of its words are of no label."""
    words = text.words(label)
    if not words or not _VOCABULARY.issuperset(words):
        return None
    told = meaning(text.squash(label))
    return told[0] if told and told[0] in _FIELDS else None


def _words_of(name: Field, part: str) -> str:
    """What stands behind the label; who leads and who supports is told by the labels themselves."""
    found = _LABEL.fullmatch(part)
    rest = found["rest"] if found else part
    if name in {Field.LEAD, Field.SUPPORTING, Field.PEOPLE} and people.has_label(part):
        return items.bare(part)
    return rest
