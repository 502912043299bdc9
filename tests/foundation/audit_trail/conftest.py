"""A few events of two chains."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from khue.foundation.audit_trail import actions
from khue.foundation.audit_trail.models import AuditEvent
from khue.people.accounts.models import Person

AT = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)


@pytest.fixture
def actor(db: None) -> Person:
    return Person.objects.create(email="ha@khuevan.example", full_name="Đặng Thu Hà")


@pytest.fixture
def events(actor: Person) -> list[AuditEvent]:
    """Five events of institution 7 and two of institution 8."""
    with transaction.atomic():
        mine = [_event(7, f"plans.row.saved_{n}", actor, n) for n in range(5)]
        return mine + [_event(8, "plans.row.saved", None, n) for n in range(2)]


def _event(institution: int, verb: str, by: Person | None, minutes: int) -> AuditEvent:
    return actions.record(
        institution=institution,
        verb=verb,
        by=by,
        at=AT + timedelta(minutes=minutes),
        thing=by or Person.objects.get(),
        data={"number": minutes, "on": AT.date()},
    )
