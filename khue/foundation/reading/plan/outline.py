"""A plan in running text: each objective a numbered line, under it labelled lines (“Chỉ tiêu: …”, “Chủ trì: …”, “Thời gian: …”).

A line is labelled when all words before its colon are such as labels are made of; so “Phối hợp Phòng Đào tạo: …” stays a task.
A segment counts as an objective when it has labels; what is numbered and has none is a heading or a sentence of another part.
An objective may be told by its own label too, numbered or not (“1. Chỉ tiêu: …”, “Mục tiêu: …”), when the document does so again and again.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khue.foundation.kernel import text
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import endings, items, people
from khue.foundation.reading.plan.columns import Field, meaning
from khue.foundation.reading.plan.drafts import Draft, TaskRow
from khue.foundation.reading.plan.rows import Line

_NAMED = re.compile(
    r"(?:mục tiêu|MT)\s*(?:chất lượng\s*)?(?:số\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})?)\s*(?:[.:)/–-]+\s*(?P<rest>.*))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*(?P<rest>\D.*)")
_MARK = r"(?:[-–—+*•▪●]|\(?[a-zđ][.)]|\d{1,2}(?:\.\d{1,2})*[.)]?)"
_LABEL = re.compile(
    rf"\s*(?:{_MARK}\s+|[-–+*•]\s*)?(?P<label>[^\W\d_][^:.;?!]{{1,60}}?)(?:\s+\d{{1,2}}(?:\.\d{{1,2}})*\.?)?\s*:\s*(?P<rest>.*)",
    re.DOTALL,
)
_NEXT = re.compile(r"[;.]\s+(?=[^\W\d_][^:.;?!]{1,60}:)")
_HEADING = re.compile(r"(?:[IVX]{1,4}|[A-D]|(?i:Phần\s+\S+|Điều\s+\d+))\s*[.):/-]\s*\S")
_END = re.compile(rf"(?:{plan_words.CLOSINGS}|{plan_words.SIGNERS}|de nghi)\b")
_VOCABULARY = frozenset(
    text.words(
        """mục tiêu chất lượng chỉ số cụ thể phấn đấu cần đạt; nhiệm vụ biện pháp giải pháp nội dung công việc hoạt động cách thức làm
        thực hiện chủ yếu; chủ trì phối hợp hỗ trợ đơn vị người bộ phận cá nhân tổ chức phụ trách chịu trách nhiệm chính đầu mối phân công
        cùng tham gia; thời gian hạn tiến độ hoàn thành hoàn tất bắt đầu kết thúc lộ trình dự kiến ngày; hồ sơ minh chứng bằng chứng
        sản phẩm tài liệu kết quả đầu ra kiểm kèm theo lưu; ghi chú và các của; dự toán kinh phí nguồn lực địa điểm;
        việc phải làm ai bao giờ khi nào mốc"""
    )
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,4}|[A-H])\s*[.):/-]\s*(?P<rest>\S.{3,200})")
_MARKED = re.compile(r"[-–—+*•▪●]|\d{1,2}[.)]|[a-zđ][.)]\s")
_PEOPLE = frozenset({Field.LEAD, Field.SUPPORTING, Field.PEOPLE})
_FIELDS = frozenset(Field) - {Field.NUMBER, Field.MEASURE, Field.PERIOD}
_LONGEST, _SENTENCE, _OFTEN, _SEVERAL = 600, 8, 2, 3


@dataclass
class _Segment:
    """What stands between two numbered lines; `at` is where it begins among the lines, from 0."""

    number: str
    at: int
    statement: list[str]
    told: list[str] = field(default_factory=list)
    words: dict[Field, list[str]] = field(default_factory=dict)
    done: list[dict[Field, list[str]]] = field(default_factory=list)
    current: Field = Field.OBJECTIVE
    counting: bool = False
    is_heading: bool = False

    @property
    def is_told(self) -> bool:
        """Whether labels say what it is; a heading of Roman numbers must say what is to be reached or done."""
        return bool(self.fields) and (not self.is_heading or bool(self.fields & {Field.TARGET, Field.TASK}))

    @property
    def fields(self) -> set[Field]:
        """What its labels tell."""
        return {name for words in (*self.done, self.words) for name in words}

    def leaves(self, line: str) -> bool:
        """Whether a whole sentence stands where only names or days go on: it is no part of the objective."""
        said = self.words.get(self.current, [])
        is_short = self.current in {Field.LEAD, Field.SUPPORTING, Field.PEOPLE, Field.TIME, Field.START, Field.END}
        if not is_short or not said or not said[-1].endswith(".") or _MARKED.match(line):
            return False
        return line[:1].isupper() and line.endswith(".") and len(line.split()) >= _SENTENCE

    def take(self, line: str) -> None:
        """Put a line to its field: the one its label names, else the one at hand."""
        pieces = list(labelled(line))
        for name, words in pieces:
            if name is Field.OBJECTIVE and not any(letter.isdigit() for said in self.statement for letter in said):
                # “1. Đào tạo”, below it “Mục tiêu: …”: the label says what the heading only named.
                self.told, words = self.told or [words], "" if not self.told else words
            if (
                name is Field.TASK
                and Field.TASK in self.words
                and self.words.keys() & {*_PEOPLE, Field.TIME, Field.END}
            ):
                # One more task, which tells its own people and time below it.
                self.done.append(self.words)
                self.words = {}
            self.current, self.counting = name, False
            self._add(name, words)
        if not pieces:
            found = _NUMBERED.fullmatch(line)
            self.counting = self.counting or bool(found and found["number"] in {"1", "01"})
            self._add(self.current, line)

    def _add(self, name: Field, words: str) -> None:
        own = self.told or self.statement
        kept = own if name is Field.OBJECTIVE else self.words.setdefault(name, [])
        if words.strip():
            kept.append(words)

    def draft(self) -> Draft:
        line = Line(0, self.at)
        rows = [*self.done, self.words]
        for words in rows:
            for alone, other in ((Field.END, Field.START), (Field.START, Field.END)):
                if alone in words and other not in words:
                    words.setdefault(Field.TIME, []).extend(words.pop(alone))
        target = [said for words in rows for said in words.pop(Field.TARGET, [])]
        return Draft(self.number, line, self.told or self.statement, target, [TaskRow(line, words) for words in rows])


def read(lines: Sequence[str]) -> list[Draft]:
    """The objectives of a plan without a table; empty when the text is none."""
    found = [segment for segment in _segments(lines, _Way.of(lines)) if segment.is_told]
    told = [segment.fields for segment in found if len(segment.fields - {Field.OTHER}) > 1]
    if not any(fields & {Field.TASK, Field.TIME, Field.END} for fields in told):
        return []
    if len(told) == 1 and Field.TASK not in told[0]:
        return []  # a notice or a step of a procedure tells its people and time as well
    return [segment.draft() for segment in found if segment.statement]


@dataclass(frozen=True, slots=True)
class _Way:
    """How this document begins its objectives: by name (“Mục tiêu 1”), by a numbered label, by a bare label, else by numbers."""

    named: bool = False
    numbered: Field | None = None
    bare: Field | None = None

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Way:
        squashed = [text.squash(line) for line in lines]
        if any(_NAMED.fullmatch(line) for line in squashed):
            return cls(named=True)
        numbered = [told[1] for line in squashed if (told := _numbered_label(line))]
        for label in (Field.OBJECTIVE, Field.TARGET):
            if numbered.count(label) > 1 and set(numbered) == {label}:
                return cls(numbered=label)
        if Field.OBJECTIVE in numbered and len(set(numbered)) >= _SEVERAL and _heads_a_run(squashed):
            return cls(numbered=Field.OBJECTIVE)
        bare = [name for line in squashed if (name := _field_of(line)) is not None]
        first = next((label for label in bare if label in {Field.OBJECTIVE, Field.TARGET}), None)
        if first is None or bare.count(first) < _OFTEN or (first is Field.TARGET and Field.OBJECTIVE in bare):
            return cls()
        # Under a numbered line the label says more of what that line began.
        under = (line for line, after in itertools.pairwise(squashed) if _field_of(after) is first)
        return cls(bare=None if any(map(_is_counted, under)) else first)


def _heads_a_run(lines: Sequence[str]) -> bool:
    """“1. Mục tiêu: …”, “2. Biện pháp: …”: the numbers count the labels of one objective."""
    told = [found for line in lines if (found := _numbered_label(line))]
    first = next(found for found in told if found[1] is Field.OBJECTIVE)
    return "." not in first[0] and not any(map(_is_counted, lines))


def _is_counted(line: str) -> bool:
    return bool(_NUMBERED.fullmatch(line) or _ROMAN.fullmatch(line)) and not any(labelled(line))


def _segments(lines: Sequence[str], way: _Way) -> Iterator[_Segment]:
    open_: _Segment | None = None
    for at, written in enumerate(lines):
        line = text.squash(written)
        begun = _begun(line, at, way, open_)
        if begun is None and not (open_ is not None and (_ends(line) or open_.leaves(line))):
            if open_ is not None and line:
                open_.take(line)
            continue
        if open_ is not None:
            yield open_
        open_ = begun
    if open_ is not None:
        yield open_


def _begun(line: str, at: int, way: _Way, open_: _Segment | None) -> _Segment | None:
    if way.numbered or way.bare:
        return _begun_by_label(line, at, way, open_)
    found = _NAMED.fullmatch(line) if way.named else None if any(labelled(line)) else _NUMBERED.fullmatch(line)
    if found is None:
        return None if way.named else _begun_by_heading(line, at)
    if (len(line) > _LONGEST and not way.named) or (open_ is not None and open_.counting and not way.named):
        return None
    is_item = not way.named and open_ is not None and open_.current is Field.TASK and found["number"] in {"1", "01"}
    return None if is_item else opened(found["number"], at, found["rest"] or "")


def opened(number: str, at: int, rest: str) -> _Segment:
    """A segment from its first line, which may hold its labels too: “Mục tiêu 1: …. Biện pháp: …. Chủ trì: ….”"""
    cut = next((found for found in _NEXT.finditer(rest) if _field_of(rest[found.end() :])), None)
    statement = rest if cut is None else rest[: cut.end()].rstrip("; ")
    segment = _Segment(number, at, [statement] if statement else [])
    if cut is not None:
        segment.take(rest[cut.end() :])
    return segment


def _begun_by_label(line: str, at: int, way: _Way, open_: _Segment | None) -> _Segment | None:
    told = _numbered_label(line)
    if way.numbered:
        return opened(told[0], at, told[2]) if told and told[1] is way.numbered else None
    name = None if told else _field_of(line)
    if name is not way.bare or (open_ is not None and not open_.fields):
        return None
    found = _LABEL.fullmatch(line)
    return opened("", at, found["rest"] if found else "")


def _begun_by_heading(line: str, at: int) -> _Segment | None:
    found = _ROMAN.fullmatch(line)
    if found is None or any(labelled(line)) or _END.match(text.fold(found["rest"])) or field_named(found["rest"]):
        return None
    return _Segment(found["number"], at, [found["rest"]], is_heading=True)


def _numbered_label(line: str) -> tuple[str, Field, str] | None:
    """The number, the field and the words of “1. Chỉ tiêu: …”."""
    found = _NUMBERED.fullmatch(line)
    label = _LABEL.fullmatch(found["rest"]) if found else None
    name = field_named(label["label"]) if label else None
    return (found["number"], name, label["rest"]) if found and label and name else None


def _ends(line: str) -> bool:
    if any(labelled(line)):
        return False
    folded = text.fold(line)
    ended = bool(_END.match(folded)) or endings.is_place_and_day(folded)
    return bool(_HEADING.match(line)) or ended or (line.isupper() and len(line) < 60)


def labelled(line: str) -> Iterator[tuple[Field, str]]:
    """The labelled parts of a line: “Chủ trì: A; phối hợp: B.” is one of people, “Thời gian: …; Minh chứng: …” are two."""
    start = 0
    for end in [*(found.end() for found in _NEXT.finditer(line)), len(line)]:
        if ":" not in line[start:end]:
            continue  # the dot of “1.1. Chỉ tiêu: …” parts nothing
        next_ = _field_of(line[end:])
        if end < len(line) and (next_ is None or (next_ in _PEOPLE and _field_of(line[start:]) in _PEOPLE)):
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
