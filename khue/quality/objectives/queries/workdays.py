"""Working days left, for pages that may not spend a statement on the calendar: the days off ride along with the set.

The few days of `organisation.CalendarDay` around today come as one text, aggregated by the database inside the query that
fetches the set; `calendar` turns them into the same `Calendar` that `organisation.queries.calendar_for` gives.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from khue.foundation.kernel import calendars
from khue.people.organisation.models import CalendarDay

AROUND = timedelta(days=400)


class _Joined(Func):
    """All values of a column as one text. A plain function to Django, so it asks for no GROUP BY."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s)"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler, connection, function="STRING_AGG", template="%(function)s(%(expressions)s, ',')", **more
        )


def days_off(on: date) -> Subquery:
    """An annotation for rows with an institution: “2026-09-02=0n,2026-09-05=1o,…” (0 off, 1 worked; n national, o own)."""
    worked = Case(When(is_working=True, then=Value("=1")), default=Value("=0"))
    whose = Case(When(institution__isnull=True, then=Value("n")), default=Value("o"))
    near = CalendarDay.objects.filter(
        Q(institution__isnull=True) | Q(institution_id=OuterRef("institution_id")),
        day__range=(on - AROUND, on + AROUND),
    ).order_by()
    written = Concat(Cast(F("day"), CharField(max_length=10)), worked, whose, output_field=CharField())
    return Subquery(near.annotate(days=_Joined(written)).values("days"), output_field=CharField())


def beside(on: date) -> dict[str, Subquery]:
    """The same for `set_for`."""
    return {"days_off": days_off(on)}


def calendar(joined: str | None) -> calendars.Calendar:
    """The calendar those days make; the institution's own days win over the national ones."""
    days: dict[date, bool] = {}
    for written in sorted((joined or "").split(","), key=lambda one: one[-1:]):
        if written:
            days[date.fromisoformat(written[:10])] = written[11] == "1"
    return calendars.Calendar(
        holidays=frozenset(day for day, worked in days.items() if not worked),
        working_days=frozenset(day for day, worked in days.items() if worked),
    )
