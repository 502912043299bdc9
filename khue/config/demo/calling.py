"""The call of the year under way: opened on 7 September for every unit, due on 31 October; late units were reminded once."""

from __future__ import annotations

from datetime import date, datetime

from khue.config.demo.school import Stage
from khue.engine.calls import actions, hooks, queries
from khue.engine.calls.models import Call
from khue.foundation.kernel import clock
from khue.people.organisation import queries as organisation

KIND = "objectives"
EXTENDED = ("KTE", "DT", "TCHC", "KT", "CK")
"""Units whose meeting was put off: they got some days more."""


def open_year(stage: Stage, at: datetime, who: str, now: datetime) -> Call | None:
    """Nothing before its day has come."""
    if at > now:
        return None
    period, kind = stage.periods[1], hooks.kind(KIND)
    opening, year = kind.opening(period), clock.today(at).year
    notice = actions.Notice(
        title=opening.title, number="412/TB-CĐKTKV", issued_on=clock.today(at), due_on=date(year, 10, 31),
        text=opening.text, form_code=opening.form_code,
    )  # fmt: skip
    return actions.open_call(
        kind=KIND, period=period, notice=notice, focal_unit=stage.units["KT"], units=kind.units(period),
        by=stage.person(who, at), at=at,
    )  # fmt: skip


def follow(stage: Stage, call: Call, who: str, now: datetime) -> None:
    """Some days more for some units when the day of all is over, and one round of reminders."""
    if clock.today(now) <= call.due_on:
        return
    before = stage.at(now, -3, 10, 45)
    by = stage.person(who, before)
    calendar = organisation.calendar_for(call.institution_id)
    later = calendar.add_working_days(clock.today(now), 7)
    for one in call.recipients.filter(unit__code__in=EXTENDED).select_related("unit"):
        actions.extend(
            call=call, recipient=one, due_on=later, by=by, at=before,
            reason="Hội nghị góp ý lùi lại sau đợt thực tập của sinh viên.",
        )  # fmt: skip
    lines = queries.board(by, call, calendar, clock.today(before)).lines
    late = [line.recipient for line in lines if line.is_late]
    if late:
        actions.remind(call=call, recipients=late, by=by, at=before)
