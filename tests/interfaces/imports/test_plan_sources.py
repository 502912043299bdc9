"""The left half of the page: the words that were read under one line, the doubtful ones under two, each where it stands."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from khue.foundation import reading
from khue.interfaces.imports.importing import sources
from khue.interfaces.imports.importing.staging import Doubt, Row
from khue.interfaces.imports.models import StagedPlan
from khue.interfaces.imports.queries import plans

CELLS = {"statement": {"column": 1}, "people": {"column": 2}, "time": {"column": 3}}
PDF = Path(__file__).parents[2] / "specimens" / "ke-hoach-khoa-may.pdf"


def line(cells: list[str], *doubts: Doubt, spans: tuple[tuple[int, int], ...] = ()) -> list[str]:
    source = {"source": {"table": 1, "row": 2}, "cells": CELLS, "targets": [{"span": list(span)} for span in spans]}
    row = Row(0, {}, source, list(doubts))
    plan = {"source_tables": [{"number": 1, "header": ["A", "B", "C"], "rows": [{"row": 2, "cells": cells}]}]}
    _header, lines = sources.lines_of(plan, [row])
    return [str(cell.html) for cell in lines[0].cells]


def test_what_was_read_is_underlined_where_it_stands() -> None:
    assert line(["Đạt từ 86% trở lên.", "", ""], spans=((0, 18),))[0] == "<mark>Đạt từ 86% trở lên</mark>."


def test_words_are_found_where_a_cell_breaks_its_lines_or_begins_with_a_dash() -> None:
    source = {"statement": "Hiệu suất đạt từ 86% trở lên.", "source": {"table": 1, "row": 2}, "cells": CELLS}
    row = Row(0, {}, {**source, "targets": [{"span": [0, 28]}]})
    plan = {
        "source_tables": [
            {"number": 1, "header": ["A"], "rows": [{"row": 2, "cells": ["- Hiệu suất\nđạt từ 86% trở lên."]}]}
        ]
    }
    assert str(sources.lines_of(plan, [row])[1][0].cells[0].html) == "- <mark>Hiệu suất<br>đạt từ 86% trở lên</mark>."


def test_a_doubtful_name_is_marked_and_the_rest_of_the_cell_is_not() -> None:
    doubt = Doubt("d", 0, "lead", "Có 2 nơi", mark="cô Diệp")
    found = line(["", "Chủ trì: cô Diệp\nPhối hợp: TTTS", ""], doubt)[1]
    assert found == 'Chủ trì: <mark class="q">cô Diệp</mark><br>Phối hợp: TTTS'


def test_a_doubt_about_the_whole_cell_marks_all_of_it() -> None:
    found = line(["", "", "Trước 30/9/2027"], Doubt("d", 0, "time", "Ngoài năm học"))[2]
    assert found == '<mark class="q">Trước 30/9/2027</mark>'


def test_a_name_that_does_not_stand_there_as_read_marks_the_whole_cell() -> None:
    found = line(["", "Chủ trì: Diệp, cô", ""], Doubt("d", 0, "lead", "Có 2 nơi", mark="cô Diệp"))[1]
    assert found == '<mark class="q">Chủ trì: Diệp, cô</mark>'


def test_nothing_of_a_file_is_taken_for_markup() -> None:
    found = line(["<b>x</b>", "<script>", ""], Doubt("d", 0, "lead", "Lạ", mark="<script>"))
    assert found[:2] == ["&lt;b&gt;x&lt;/b&gt;", '<mark class="q">&lt;script&gt;</mark>']


# ---- how wide


def widths(*longest: int) -> list[str]:
    cells = [sources.Cell(Markup("x" * length), False, "") for length in longest]
    return plans.Sheet(StagedPlan(), [""] * len(longest), [sources.Line(1, 1, cells, None)], [], []).widths


def test_columns_are_as_wide_as_what_they_hold() -> None:
    assert widths(1, 200, 100, 30) == ["c-60", "c-180", "c-140", "c-100"]


def test_a_wide_table_leaves_room_for_what_was_read() -> None:
    for columns in (6, 10, 20):
        assert sum(int(width[2:]) for width in widths(2, *[200] * columns)) <= 860


def test_the_longest_sentences_keep_the_most_room() -> None:
    assert widths(*[30] * 6, 200, 200, 200) == [*["c-80"] * 2, *["c-100"] * 7]


# ---- where in the file


def stands(*tables: tuple[int, int | None]) -> str:
    """What the page says of a plan that goes over these tables, each with its page (none: the file knows no pages)."""
    shown = [{"number": number, **({} if page is None else {"page": page})} for number, page in tables]
    staged = StagedPlan(reading={"plan": {"source_tables": shown}})
    lines = [sources.Line(number, 1, [], None) for number, _page in tables]
    return plans.Sheet(staged, [], lines, [], []).tables


def test_the_tables_of_a_plan_are_named_with_their_pages_where_the_file_knows_them() -> None:
    assert stands((2, None)) == "bảng 2"
    assert stands((1, 2)) == "bảng 1, trang 2 của tệp"
    assert stands((1, 2), (2, 3), (3, 4), (5, 7)) == "bảng 1, 2, 3, 5, trang 2 - 4, 7 của tệp"


def test_a_pdf_knows_its_pages() -> None:
    read = reading.read_plan(PDF.read_bytes(), filename=PDF.name).to_json(with_sources=True)
    assert {table["page"] for table in read["source_tables"]} <= set(range(1, 100))
    assert len(read["source_tables"]) > 0
