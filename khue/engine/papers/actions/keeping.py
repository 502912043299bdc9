"""Rows that are put in and taken out, and stay on record: who is first wins, and each deed leaves its line in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from khue.engine.papers.models import Kept
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors


@transaction.atomic
def insert(row: Kept, verb: str, data: Mapping[str, Any], *, there: errors.Conflict) -> None:
    """In use from now on. Raises `there` when one that may be only once is in use already."""
    trail.take_turn(row.institution_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise there from None
    _record(row, verb, data, row.added_by, row.added_at)


@transaction.atomic
def end(row: Kept, verb: str, data: Mapping[str, Any], *, by: Any, at: datetime, gone: errors.Conflict) -> None:
    """In use no more. Raises `gone` when somebody else was first."""
    trail.take_turn(row.institution_id)
    if not type(row)._default_manager.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=at):
        raise gone
    row.removed_at = at
    _record(row, verb, data, by, at)


def _record(row: Kept, verb: str, data: Mapping[str, Any], by: Any, at: datetime) -> None:
    trail.record(institution=row.institution_id, verb=verb, by=by, at=at, thing=row, data=dict(data))
