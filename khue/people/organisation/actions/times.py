"""School years, calendar years, and the days on which nobody works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.people.organisation import hooks, importing, queries, rules
from khue.people.organisation.models import CalendarDay, Period, Unit


@transaction.atomic
def add_period(
    *, institution: Unit, kind: str, code: str, name: str, starts_on: date, ends_on: date, by: Any, at: datetime
) -> Period:
    """A school year or a calendar year; two of a kind do not overlap."""
    trail.take_turn(institution.pk)
    rules.check_edit(by, institution)
    if ends_on <= starts_on:
        reason = _("Ngày kết thúc phải sau ngày bắt đầu.")
        raise errors.Invalid("dates", reason, {"ends_on": [reason]})
    if clash := queries.overlapping(institution, kind, starts_on, ends_on):
        reason = _("Trùng thời gian với “%s”. Hãy sửa ngày bắt đầu hoặc ngày kết thúc.") % clash.name
        raise errors.Invalid("period.overlaps", reason, {"starts_on": [reason]})
    if Period.objects.filter(institution=institution, code=code).exists():
        reason = _("Mã “%s” đã có. Hãy đặt mã khác.") % code
        raise errors.Invalid("period.code_taken", reason, {"code": [reason]})
    period = Period.objects.create(
        institution=institution, kind=kind, code=code, name=name, starts_on=starts_on, ends_on=ends_on
    )
    data = {"starts_on": starts_on, "ends_on": ends_on}
    _tell(institution, "organisation.period.added", period, by, at, data)
    return period


@transaction.atomic
def add_calendar_day(
    *, institution: Unit, day: date, name: str, by: Any, at: datetime, is_working: bool = False, source: str = ""
) -> CalendarDay:
    """The institution's own day off (or make-up day); it wins over the nationwide one."""
    trail.take_turn(institution.pk)
    rules.check_edit(by, institution)
    if CalendarDay.objects.filter(institution=institution, day=day).exists():
        reason = _("Ngày %s đã có trong lịch. Hãy xóa dòng cũ trước.") % f"{day:%d/%m/%Y}"
        raise errors.Invalid("calendar.taken", reason, {"day": [reason]})
    row = CalendarDay.objects.create(institution=institution, day=day, is_working=is_working, name=name, source=source)
    _tell(institution, "organisation.calendar_day.added", row, by, at, {"day": day, "is_working": is_working})
    hooks.calendar_changed(institution=institution, days=(day,), by=by, at=at)
    return row


@transaction.atomic
def remove_calendar_day(*, calendar_day: CalendarDay, by: Any, at: datetime) -> CalendarDay:
    """Takes back one of the institution's own days. Nationwide days come from the pack and stay."""
    if calendar_day.institution is None:
        raise errors.NotAllowed("calendar.national", _("Ngày nghỉ chung của cả nước không xóa ở đây được."))
    trail.take_turn(calendar_day.institution_id)
    rules.check_edit(by, calendar_day.institution)
    data = {"day": calendar_day.day, "name": calendar_day.name}
    _tell(calendar_day.institution, "organisation.calendar_day.removed", calendar_day, by, at, data)
    calendar_day.delete()
    hooks.calendar_changed(institution=calendar_day.institution, days=(calendar_day.day,), by=by, at=at)
    return calendar_day


@transaction.atomic
def install_calendar(pack: Path | Mapping[str, Any] | None = None, *, by: Any = None, at: datetime) -> int:
    """Writes the nationwide days of a pack (default: `packs/calendars/vn-holidays.yaml`); how many were new or changed."""
    trail.take_turn(None)
    there = {row.day: row for row in CalendarDay.objects.filter(institution__isnull=True)}
    written = []
    for told in importing.calendar_days(pack):
        row = there.get(told.day) or CalendarDay(day=told.day)
        if row.pk is None or (row.is_working, row.name, row.verified, row.source) != told.facts:
            row.is_working, row.name, row.verified, row.source = told.facts
            row.save()
            written.append(row)
    if written:
        data = {"count": len(written), "first": written[0].day, "last": written[-1].day}
        trail.record(
            institution=None, verb="organisation.calendar.installed", by=by, at=at, thing=written[0], data=data
        )
        hooks.calendar_changed(institution=None, days=tuple(row.day for row in written), by=by, at=at)
    return len(written)


def _tell(institution: Unit, verb: str, thing: Period | CalendarDay, by: Any, at: datetime, data: Any) -> None:
    data = {"name": thing.name, **data}
    trail.record(institution=institution.pk, verb=verb, by=by, at=at, thing=thing, about=institution, data=data)
