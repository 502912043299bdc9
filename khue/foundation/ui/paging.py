"""Long lists in pages, by number in the URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

PER_PAGE = 50


class Countable(Protocol):
    """A QuerySet, or anything else that can be counted and sliced."""

    def count(self) -> int: ...
    def __getitem__(self, part: slice) -> Any: ...


@dataclass(frozen=True)
class Page:
    """One page of a list. Numbers start at 1; `first` and `last` are places in the whole list."""

    items: Sequence[Any]
    number: int
    total: int
    per_page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.per_page, self.total)

    @property
    def near(self) -> list[int | None]:
        """The page numbers worth a link: both ends and the neighbours; None stands for a gap."""
        wanted = sorted({1, self.pages, *range(max(1, self.number - 1), min(self.pages, self.number + 1) + 1)})
        shown: list[int | None] = []
        for number in wanted:
            if shown and number - (shown[-1] or 0) > 1:
                shown.append(None)
            shown.append(number)
        return shown


def page(rows: Countable | Sequence[Any], number: int | str | None, per_page: int = PER_PAGE) -> Page:
    """The page `number` of `rows`; a number that makes no sense gives the first page, one too high the last. Two statements."""
    total = len(rows) if isinstance(rows, Sequence) else rows.count()
    asked = str(number or "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 10 else 1
    chosen = min(max(1, wanted), max(1, -(-total // per_page)))
    start = (chosen - 1) * per_page
    return Page(list(rows[start : start + per_page]), chosen, total, per_page)
