"""Tables declared as data; how they are sorted, filtered and searched stands in the URL and nowhere else.

TABLE = Table(columns=(Column("unit", _("Đơn vị"), order_by=("unit__sort_key",)), …), filters=(Filter("state", …),), default="due")
query = TABLE.read(request.GET)          →  query.ordering, query.chosen["state"], query.text, query.page
in the template:  {% call ui.table(_("…"), table.columns, query) %} rows {% endcall %}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SORT, SEARCH, PAGE = "xep", "tim", "trang"


@dataclass(frozen=True)
class Column:
    """`order_by` are the fields that sort it (none: not sortable); `css` goes on head and cells; `width` is a class such as c-120."""

    key: str
    label: StrOrPromise
    order_by: tuple[str, ...] = ()
    css: str = ""
    width: str = ""
    hidden_label: bool = False

    @property
    def cell(self) -> SafeString:
        """The attributes of this column's cells; roles, because a card on a phone is no longer a table to a browser."""
        return format_html(
            'role="cell" data-label="{}"{}', self.label, format_html(' class="{}"', self.css) if self.css else ""
        )


@dataclass(frozen=True)
class Filter:
    """A choice in the URL under `key`; `choices` are (value, label) and the empty value stands for all."""

    key: str
    label: StrOrPromise
    choices: tuple[tuple[str, StrOrPromise], ...] = ()
    all_label: StrOrPromise = ""


@dataclass(frozen=True)
class Query:
    """What the URL asks of a table. Unknown columns and values have been dropped."""

    table: Table
    sort: str
    descending: bool
    text: str
    page: str
    chosen: Mapping[str, str]
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def ordering(self) -> tuple[str, ...]:
        """For QuerySet.order_by, with the primary key last so that pages never overlap."""
        fields = next((column.order_by for column in self.table.columns if column.key == self.sort), ())
        return (*(_reversed(name) if self.descending else name for name in fields), "pk")

    @property
    def sign(self) -> str:
        return ("-" if self.descending else "") + self.sort

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or any(self.chosen.values()))

    def href(self, **changes: str | int) -> str:
        """The same list with something changed; whatever is changed but the page begins at page 1 again."""
        kept = dict(self.extra) | {key: value for key, value in self.chosen.items() if value}
        kept |= {SEARCH: self.text, SORT: "" if self.sign == self.table.default else self.sign}
        kept |= {PAGE: self.page if not changes else ""} | {key: str(value) for key, value in changes.items()}
        return "?" + urlencode({key: value for key, value in kept.items() if value})

    @property
    def cleared(self) -> str:
        """The whole list again, sorted as it is."""
        return self.href(**{SEARCH: "", **dict.fromkeys(self.chosen, "")})

    def sort_href(self, column: Column) -> str:
        """Sort by this column; a second time turns it round."""
        turned = self.sort == column.key and not self.descending
        return self.href(**{SORT: ("-" if turned else "") + column.key})

    def direction(self, column: Column) -> str | None:
        """For aria-sort."""
        if not column.order_by or self.sort != column.key:
            return None
        return "descending" if self.descending else "ascending"


@dataclass(frozen=True)
class Table:
    """The columns of a list, its filters, and the sort it begins with ("due", or "-due" for the other way round)."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    default: str = ""
    keep: tuple[str, ...] = field(default=())  # other parameters of the URL that links must not lose

    @property
    def cells(self) -> dict[str, SafeString]:
        """For templates: {% set cells = table.cells %} … <td {{ cells.unit }}>."""
        return {column.key: column.cell for column in self.columns}

    def read(self, params: Mapping[str, str]) -> Query:
        """`params` is request.GET."""
        sign = params.get(SORT, "") or self.default
        if sign.lstrip("-") not in {column.key for column in self.columns if column.order_by}:
            sign = self.default
        chosen = {one.key: _known(params.get(one.key, ""), one.choices) for one in self.filters}
        extra = tuple((key, params[key]) for key in self.keep if params.get(key))
        text = " ".join(params.get(SEARCH, "").split())[:200]
        return Query(self, sign.lstrip("-"), sign.startswith("-"), text, params.get(PAGE, ""), chosen, extra)


def _known(value: str, choices: Iterable[tuple[str, StrOrPromise]]) -> str:
    return value if value in {known for known, _ in choices} else ""


def _reversed(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
