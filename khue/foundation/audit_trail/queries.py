"""Reading the journal: the history of a thing, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from khue.foundation.audit_trail.actions import FIRST, hash_of
from khue.foundation.audit_trail.models import AuditEvent


def history(*, institution: int, about: models.Model, limit: int = 200) -> list[AuditEvent]:
    """The newest events of one aggregate, newest first."""
    rows = AuditEvent.objects.filter(
        institution_id=institution, about_type=about._meta.label_lower, about_id=about.pk
    ).order_by("-seq")
    return list(rows[:limit])


@dataclass(frozen=True)
class Break:
    """A place where a chain is not what it was: institution, number of the event, what is wrong."""

    institution_id: int
    seq: int
    what: str


def breaks(institution: int | None = None) -> Iterator[Break]:
    """Walk every chain (or one) and yield each fault: a gap, a wrong link, a changed row."""
    events = AuditEvent.objects.order_by("institution_id", "seq")
    if institution is not None:
        events = events.filter(institution_id=institution)
    chain, seq, previous = None, 0, FIRST
    for event in events.iterator(chunk_size=2000):
        if event.institution_id != chain:
            chain, seq, previous = event.institution_id, 0, FIRST
        if event.seq != seq + 1:
            yield Break(event.institution_id, event.seq, f"thiếu dòng từ {seq + 1} đến {event.seq - 1}")
        if event.previous_hash != previous:
            yield Break(event.institution_id, event.seq, "không nối với dòng trước")
        if hash_of(event) != event.hash:
            yield Break(event.institution_id, event.seq, "nội dung đã bị sửa")
        seq, previous = event.seq, event.hash
