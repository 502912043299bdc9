from __future__ import annotations

import pytest

from khue.foundation.ui import paging

ROWS = list(range(1, 413))


@pytest.mark.parametrize(
    ("asked", "number"),
    [(None, 1), ("", 1), ("2", 2), ("0", 1), ("-3", 1), ("hai", 1), ("999", 9), (4, 4), ("²", 1), ("9" * 5000, 1)],
)
def test_page_number_is_brought_into_range(asked: str | int | None, number: int) -> None:
    assert paging.page(ROWS, asked).number == number


def test_page_holds_its_rows_and_knows_their_places() -> None:
    page = paging.page(ROWS, 9)
    assert (page.items, page.first, page.last, page.total, page.pages) == (list(range(401, 413)), 401, 412, 412, 9)


def test_empty_list_is_one_empty_page() -> None:
    page = paging.page([], "3")
    assert (page.items, page.number, page.first, page.last, page.pages) == ([], 1, 0, 0, 1)


@pytest.mark.parametrize(
    ("number", "near"),
    [(1, [1, 2, None, 9]), (3, [1, 2, 3, 4, None, 9]), (5, [1, None, 4, 5, 6, None, 9]), (9, [1, None, 8, 9])],
)
def test_near_pages(number: int, near: list[int | None]) -> None:
    assert paging.page(ROWS, number).near == near


class Counted:
    """A stand-in for a QuerySet: counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def count(self) -> int:
        self.asked.append("count")
        return 120

    def __getitem__(self, part: slice) -> list[int]:
        self.asked.append((part.start, part.stop))
        return list(range(part.start, part.stop))


def test_a_query_is_asked_twice_and_never_read_whole() -> None:
    rows = Counted()
    paging.page(rows, 2)
    assert rows.asked == ["count", (50, 100)]
