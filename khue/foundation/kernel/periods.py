"""School years: 1 September to 31 August unless an institution says otherwise (reading.md, conventions of time)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from khue.foundation.kernel import errors

_WRITTEN = re.compile(r"(?<!\d)(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})(?!\d)")


@dataclass(frozen=True, order=True)
class SchoolYear:
    """The school year that begins in `first`."""

    first: int

    @classmethod
    def parse(cls, text: str) -> SchoolYear:
        """“2021-2022”, “2021 - 2022”, “Năm học 2021–2022”, “2021/22”. Raises `Invalid` when it is not a school year."""
        found = _WRITTEN.search(text)
        if found:
            first, second = int(found[1]), int(found[2])
            if (second if second > 99 else first // 100 * 100 + second) == first + 1:
                return cls(first)
        raise errors.Invalid("school_year", f"“{text}” không phải là năm học. Hãy ghi như 2021-2022.")

    @property
    def code(self) -> str:
        return f"{self.first}-{self.first + 1}"

    @property
    def label(self) -> str:
        return f"{self.first} - {self.first + 1}"

    @property
    def starts_on(self) -> date:
        return date(self.first, 9, 1)

    @property
    def ends_on(self) -> date:
        return date(self.first + 1, 8, 31)

    @property
    def next(self) -> SchoolYear:
        return SchoolYear(self.first + 1)

    @property
    def previous(self) -> SchoolYear:
        return SchoolYear(self.first - 1)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        return self.label


def period_of(day: date) -> SchoolYear:
    """The school year that a day falls in."""
    return SchoolYear(day.year if day.month >= 9 else day.year - 1)
