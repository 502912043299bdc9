"""Issuing the policy, writing indicators, tying targets to them. Each deed is atomic and leaves its row in the journal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import codes, errors, text
from khue.people.organisation.models import Period, Unit
from khue.quality.strategy import queries, rules
from khue.quality.strategy.models import Alignment, Assignment, IndicatorValue, QualityPolicy, StrategicIndicator


@transaction.atomic
def issue_policy(
    *, institution: Unit, words: str, issued_on: date, by: Any, at: datetime, number: str = ""
) -> QualityPolicy:
    """The next issue of the policy. Raises `NotAllowed`, `Invalid` (nothing changed, a number that is none)."""
    trail.take_turn(institution.pk)
    rules.check_manage(by, institution)
    last = QualityPolicy.objects.filter(institution=institution).order_by("-version").first()
    words = text.nfc(words).strip()
    if last is not None and last.text == words:
        said = _("Nội dung không khác bản %s đang hiệu lực.") % last.version
        raise errors.Invalid("policy.same", said, {"words": [said]})
    policy = QualityPolicy.objects.create(
        institution=institution, version=last.version + 1 if last else 1, text=words, number=_number(number),
        issued_on=issued_on, issued_by=by, issued_at=at,
    )  # fmt: skip
    data = {"version": policy.version, "number": policy.number}
    _record(institution.pk, "strategy.policy.issued", policy, by, at, data)
    return policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an indicator says; `values` by period, None takes a year's value away."""

    code: str
    subject: str
    comparator: str
    unit_of_measure: str = ""
    values: Mapping[Period, Decimal | None]
    units: Sequence[Unit]


@transaction.atomic
def save_indicator(
    *, institution: Unit, facts: Facts, by: Any, at: datetime, indicator: StrategicIndicator | None = None
) -> StrategicIndicator:
    """A new indicator, or another wording, value or unit of one. Raises `NotAllowed`, `Invalid` (a code that is taken)."""
    trail.take_turn(institution.pk)
    rules.check_manage(by, institution)
    code = text.squash(facts.code)
    taken = StrategicIndicator.objects.filter(institution=institution, code=code)
    if taken.exclude(pk=indicator.pk if indicator else 0).exists():
        said = _("Mã %s đã dùng cho chỉ tiêu khác.") % code
        raise errors.Invalid("indicator.code", said, {"code": [said]})
    one = indicator or StrategicIndicator(institution=institution)
    one.code, one.subject, one.comparator = code, text.squash(facts.subject), facts.comparator
    one.unit_of_measure = text.squash(facts.unit_of_measure)
    one.save()
    for period, value in facts.values.items():
        _set_value(one, period, value)
    one.assignments.exclude(unit__in=facts.units).delete()
    there = queries.units_of(one)
    Assignment.objects.bulk_create(
        Assignment(institution=institution, indicator=one, unit=unit) for unit in facts.units if unit.pk not in there
    )
    verb = "strategy.indicator.changed" if indicator else "strategy.indicator.added"
    data = {
        "code": code, "subject": one.subject, "units": [unit.name for unit in facts.units],
        "values": {period.code: str(value) for period, value in facts.values.items() if value is not None},
    }  # fmt: skip
    _record(institution.pk, verb, one, by, at, data)
    return one


def _set_value(indicator: StrategicIndicator, period: Period, value: Decimal | None) -> None:
    found = IndicatorValue.objects.filter(indicator=indicator, period=period)
    if value is None:
        found.delete()
        return
    IndicatorValue.objects.update_or_create(
        institution_id=indicator.institution_id, indicator=indicator, period=period, defaults={"value": value}
    )


@transaction.atomic
def drop_indicator(*, indicator: StrategicIndicator, by: Any, at: datetime) -> StrategicIndicator:
    """No longer followed; what was said and measured stays."""
    trail.take_turn(indicator.institution_id)
    rules.check_manage(by, indicator.institution)
    rules.check_used(indicator)
    indicator.is_dropped = True
    indicator.save(update_fields=["is_dropped"])
    _record(indicator.institution_id, "strategy.indicator.dropped", indicator, by, at, {"code": indicator.code})
    return indicator


@transaction.atomic
def align(
    *, indicator: StrategicIndicator, period: Period, targets: Collection[str], by: Any, at: datetime
) -> tuple[int, int]:
    """These targets (public ids) serve the indicator, among those of the year that the person may tie; how many came and went.

    Targets that the person may not tie stay as they are. Raises `Conflict` for an indicator that was dropped, `NotFound` for a
    target that is not there.
    """
    trail.take_turn(indicator.institution_id)
    rules.check_used(indicator)
    mine = {one.target.public_id: one for one in queries.candidates(by, indicator, period)}
    if set(targets) - mine.keys():
        raise errors.NotFound("no_target", _("Có chỉ tiêu không còn trong danh sách. Hãy tải lại trang rồi chọn lại."))
    added = [one.target for key, one in mine.items() if key in targets and not one.is_aligned]
    removed = [one.target for key, one in mine.items() if key not in targets and one.is_aligned]
    if not added and not removed:
        return 0, 0
    Alignment.objects.filter(indicator=indicator, target__in=removed).delete()
    Alignment.objects.bulk_create(
        Alignment(institution_id=indicator.institution_id, indicator=indicator, target=target) for target in added
    )
    data = {"code": indicator.code, "added": len(added), "removed": len(removed)}
    _record(indicator.institution_id, "strategy.indicator.aligned", indicator, by, at, data)
    return len(added), len(removed)


def _number(written: str) -> str:
    if not written.strip():
        return ""
    try:
        return str(codes.DocumentNumber.parse(written))
    except errors.Invalid as refused:
        raise errors.Invalid("policy.number", refused.message, {"number": [refused.message]}) from None


def _record(institution: int, verb: str, thing: models.Model, by: Any, at: datetime, data: Mapping[str, Any]) -> None:
    trail.record(institution=institution, verb=verb, by=by, at=at, thing=thing, data=data)
