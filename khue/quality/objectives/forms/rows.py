"""Like rows of a form (targets, tasks) that can be added and taken away without JavaScript.

Every button of the form that is not “Lưu” comes back with the whole form; `raw` takes what was typed as it is, the view
changes the rows and shows the form again, so nothing typed is ever lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

MOST = 60


class BaseRows(forms.BaseFormSet[forms.Form]):
    """A row that was left empty does not count, whether it was there before or not."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def filled(self) -> list[forms.Form]:
        """The rows somebody wrote in. Only of valid rows."""
        return [form for form in self.forms if form.has_changed()]


class ManyTexts(forms.MultipleHiddenInput):
    """Several inputs of one name; the template draws them one by one, each with its suggestions."""

    input_type = "text"

    @property
    def is_hidden(self) -> bool:
        return False


class ManyField(forms.Field):
    """A list of short texts, empty ones dropped, each once."""

    widget = ManyTexts

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.max_length = max_length

    def to_python(self, value: Any) -> list[str]:
        texts = [" ".join(str(one).split())[: self.max_length] for one in value or ()]
        return list(dict.fromkeys(filter(None, texts)))


def raw(data: Mapping[str, str], prefix: str, names: Iterable[str]) -> list[dict[str, str]]:
    """The rows as they were typed, readable or not."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    count = min(int(total), MOST) if total.isdecimal() and len(total) < 10 else 0
    names = tuple(names)
    return [{name: data.get(f"{prefix}-{number}-{name}", "") for name in names} for number in range(count)]


def filled(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Without the rows that say nothing: a comparator and a hidden key alone are nothing."""
    return [
        row for row in rows if any(value.strip() for name, value in row.items() if name not in {"comparator", "key"})
    ]


def texts(data: QueryDict, name: str) -> list[str]:
    """What was typed into the inputs of one name, empty ones left out."""
    return [one for one in data.getlist(name) if one.strip()]


def lines(text: str) -> tuple[str, ...]:
    """One entry a line, or parted by semicolons."""
    return tuple(
        filter(None, (" ".join(part.split()).strip(" -–•") for line in text.splitlines() for part in line.split(";")))
    )
