"""Calendars that are no tables of tasks: times as headings with lines below them, and tables whose columns are days or parts of a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khue.foundation.kernel import text
from khue.foundation.office.source import Document
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import grid as grids
from khue.foundation.reading.plan import items, marks, months, outline, weeks
from khue.foundation.reading.plan.columns import Field
from khue.foundation.reading.plan.drafts import Draft, TaskRow
from khue.foundation.reading.plan.rows import Line

_TITLE = re.compile(
    r"\b(?:lich (?:cong tac|lam viec|hoat dong|tuan|thang)|(?:ke hoach|chuong trinh) (?:cong tac|hoat dong|tuan|thang|hoc ky|nam hoc))\b"
)
_DAY = (
    r"(?:(?:sáng|chiều|tối)\s+)?(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|CN)?[\s,(:–-]*"
    r"(?:ngày\s+)?(?:\d{1,2}\s*[/.]\s*\d{1,2}(?:\s*[/.]\s*\d{4})?)?\s*\)?"
)
_TIMES = (
    rf"(?:{_DAY}|(?:tháng|tuần|quý|học kỳ|đợt)\s[^:]{{1,40}}|(?:từ\s+)?(?:ngày\s+)?\d[^:;]{{0,30}}\d"
    r"|\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d{2})?(?:\s*phút)?)"
)
_HEADING = re.compile(rf"(?P<time>{_DAY})\s*[:.]?", re.IGNORECASE)
_TIMED = re.compile(rf"(?P<time>{_TIMES})\s*[:–-]\s+(?P<rest>[^\W\d_].*)", re.IGNORECASE)
_END = re.compile(rf"(?:{plan_words.CLOSINGS}|{plan_words.SIGNERS}|t[lm]\.|kt\.|luu y|ghi chu)(?:\b|(?<=\.))")
_PAST = re.compile(r"(?:danh gia|kiem diem|ket qua|uu diem|ton tai|han che|nhan xet|nhung viec da)\b")
_PART_OF_DAY = re.compile(rf"{plan_words.PARTS_OF_DAY}(?:\W.*)?")
_WEEKDAY = re.compile(rf"(?:{plan_words.WEEKDAYS})\b.*|(?:ngay )?\d{{1,2}} ?/ ?\d{{1,2}}(?: ?/ ?\d{{4}})?")
_WORDS = re.compile(r"[^\W\d_]{3,}(?<!đến)(?<!ngày)(?<!năm)")
_FEWEST, _LONGEST_HEADING = 2, 60


def read(document: Document, lines: Sequence[str]) -> list[Draft]:
    """The tasks of such a calendar; empty when the document is none."""
    texts = [text.fold(words) for words in [*lines, *document.texts()][: _FEWEST * 60]]
    if not any(_TITLE.search(words) and len(words) < 3 * _LONGEST_HEADING for words in texts):
        return []
    found = [draft for table in document.tables for draft in _of_table(grids.of(table))]
    return found or _of_lines(lines)


def _of_lines(lines: Sequence[str]) -> list[Draft]:
    found: list[Draft] = []
    periods: list[str] = []
    squashed = [text.squash(line) for line in lines]
    has_marks = any((mark := marks.of(line)) and mark.rest and not _heading(line)[0] for line in squashed)
    past = ""  # the kind of the heading under which only what was done is told
    for at, (line, after) in enumerate(zip(squashed, [*squashed[1:], ""], strict=True)):
        heading, rest = _heading(line)
        mark = marks.of(line)
        if mark is not None and not heading and _is_group(mark, after):
            past = mark.kind if _PAST.match(text.fold(mark.rest)) else "" if mark.kind == past else past
        elif heading:
            past = ""
        elif past:
            continue
        if heading:
            grain = weeks.grain_of(heading)
            periods = [*(period for period in periods if weeks.grain_of(period) < grain), heading]
            found += [_draft(at, item, periods) for item in rest.split(";") if item.strip()]
        elif periods and _END.match(text.fold(line)) and mark is None:
            break
        elif periods and line and not (mark and _is_group(mark, after)) and (mark or not has_marks or found):
            _take(found, at, line, periods, has_marks)
    return found if len(found) >= _FEWEST else []


def _heading(line: str) -> tuple[str, str]:
    """The time that a line names as a heading, and what stands behind its colon: “Tháng 9: khai giảng; khảo sát”."""
    mark = marks.of(line)
    bare = mark.rest if mark else line
    if mark is not None and mark.is_dash and mark.kind != "*":
        return "", ""
    name, colon, rest = bare.partition(":")
    if colon and rest.strip() and months.is_period(name):
        # “TUẦN 1: 02/9 - 07/9” is all heading.
        return (name.strip(), rest) if _WORDS.search(rest) else (bare, "")
    bare = bare.rstrip(" :.")
    is_day = len(bare) > 4 and bool(_HEADING.fullmatch(bare))
    return (bare, "") if len(bare) < _LONGEST_HEADING and (months.is_period(bare) or is_day) else ("", "")


def _is_group(mark: marks.Mark, after: str) -> bool:
    """“1. Công tác nuôi dưỡng” over dashes, “* Cấp dưỡng:”: a heading and no task."""
    below = marks.of(after)
    is_over = below is not None and below.kind != mark.kind and (below.is_dash or below.is_first) and mark.kind != "-"
    return bool(mark.rest) and not mark.rest.endswith((".", ";")) and is_over


def _take(found: list[Draft], at: int, line: str, periods: Sequence[str], has_marks: bool) -> None:
    """A line under a heading: a task, the people of the one above, or the rest of it."""
    mark = marks.of(line)
    if found and any(outline.labelled(line)):
        for name, words in outline.labelled(line):
            found[-1].rows[0].words.setdefault(name, []).append(words)
    elif found and mark is None and items.goes_on(" ".join(found[-1].statement), line):
        found[-1].statement[-1] += " " + line
    elif (mark is None and not has_marks) or (mark is not None and mark.rest):
        found.append(_draft(at, mark.rest if mark else line, periods))


def _draft(at: int, words: str, periods: Sequence[str], label: str = "") -> Draft:
    """A task from its words, which may begin with its time and end with its people."""
    timed = _TIMED.fullmatch(words.strip())
    segment = outline.opened("", at, timed["rest"] if timed else words.strip())
    draft = segment.draft()
    time = ", ".join(filter(None, (label, timed["time"].strip() if timed else "")))
    said = draft.rows[0].words
    said[Field.PERIOD] = list(periods)
    if time:
        said[Field.TIME] = [time, *said.get(Field.TIME, [])]
    return draft


def _of_table(grid: grids.Grid) -> Iterator[Draft]:
    """The tasks of a table whose header names days, or parts of the day beside days."""
    for first, row in enumerate(grid.places[:4]):
        names = [text.fold(text.squash(cell.text)) for cell in row]
        days = [at for at, name in enumerate(names) if _WEEKDAY.fullmatch(name)]
        parts = [at for at, name in enumerate(names) if _PART_OF_DAY.fullmatch(name)]
        if len(days) > _FEWEST:
            yield from _by_column(grid, first, days)
            return
        if len(parts) >= _FEWEST:
            yield from _by_row(grid, first, parts)
            return


def _by_column(grid: grids.Grid, first: int, days: Sequence[int]) -> Iterator[Draft]:
    for column in days:
        period = text.squash(grid.places[first][column].text)
        for row in range(first + 1, len(grid.places)):
            label = text.squash(" ".join(dict.fromkeys(grid.places[row][at].text for at in range(min(days)))))
            yield from _cell(grid, row, column, [period], label)


def _by_row(grid: grids.Grid, first: int, parts: Sequence[int]) -> Iterator[Draft]:
    for row in range(first + 1, len(grid.places)):
        period = text.squash(" ".join(dict.fromkeys(grid.places[row][at].text for at in range(min(parts)))))
        for column in parts:
            yield from _cell(grid, row, column, [period], text.squash(grid.places[first][column].text))


def _entries(paragraphs: Sequence[str]) -> list[str]:
    """The tasks of a cell: its items, or what begins with each hour that stands at a line's head."""
    if not any(map(_TIMED.fullmatch, paragraphs)):
        return items.split(paragraphs)
    found: list[str] = []
    for line in paragraphs:
        if found and not _TIMED.fullmatch(line) and items.goes_on(found[-1], line):
            found[-1] += " " + line
        else:
            found.append(items.bare(line))
    return found


def _cell(grid: grids.Grid, row: int, column: int, periods: Sequence[str], label: str) -> Iterator[Draft]:
    cell = grid.places[row][column]
    if (cell.row, cell.column) != (row, column):
        return
    for words in _entries(cell.paragraphs):
        draft = _draft(row, words, periods, label)
        line = Line(grid.table.number, row)
        draft.line, draft.rows = line, [TaskRow(line, draft.rows[0].words)]
        draft.cells = {Field.TASK.value: {"table": grid.table.number, "row": row + 1, "column": column + 1}}
        yield draft
