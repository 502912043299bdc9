"""Reading the journal: the history of a thing, a list of events, and whether the chains are whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models

from khue.foundation.audit_trail.models import FIRST, AuditEvent, hash_of
from khue.foundation.kernel import clock, text


def history(*, institution: int, about: models.Model, limit: int = 200) -> list[AuditEvent]:
    """The newest events of one aggregate, newest first."""
    rows = AuditEvent.objects.filter(
        institution_id=institution, about_type=about._meta.label_lower, about_id=about.pk
    ).order_by("-seq")
    return list(rows[:limit])


def events(
    *, institution: int, area: str = "", actor: str = "", since: date | None = None, until: date | None = None
) -> models.QuerySet[AuditEvent]:
    """The events of one chain, newest first. `actor` is a name as people type it; days are whole days in Vietnam."""
    rows = AuditEvent.objects.filter(institution_id=institution)
    if area:
        rows = rows.filter(verb__startswith=f"{area}.")
    if actor:
        rows = rows.filter(actor_name__in=_actors_like(institution, actor))
    if since:
        rows = rows.filter(at__gte=datetime.combine(since, time.min, clock.LOCAL))
    if until:
        rows = rows.filter(at__lte=datetime.combine(until, time.max, clock.LOCAL))
    return rows.order_by("-seq")


def _actors_like(institution: int, written: str) -> list[str]:
    """Names of those who did something, marks and case apart; only asked when somebody searches."""
    names = AuditEvent.objects.filter(institution_id=institution).values_list("actor_name", flat=True)
    return [name for name in names.order_by().distinct() if name and text.matches(written, name)]


@dataclass(frozen=True)
class Break:
    """A place where a chain is not what it was: institution, number of the event, what is wrong."""

    institution_id: int
    seq: int
    what: str


@dataclass(frozen=True)
class Head:
    """The last event of a chain. Written down elsewhere, its hash also proves that nothing was cut off the end."""

    institution_id: int
    seq: int
    hash: str


@dataclass(frozen=True)
class Verification:
    """What walking the chains found."""

    events: int
    breaks: tuple[Break, ...]
    heads: tuple[Head, ...]

    @property
    def is_whole(self) -> bool:
        return not self.breaks


def verify(institution: int | None = None) -> Verification:
    """Walk every chain (or one): how many events, each fault, and the head of each chain."""
    found: list[Break] = []
    heads: dict[int, Head] = {}
    count = 0
    for event, faults in _walk(institution):
        count += 1
        found += faults
        heads[event.institution_id] = Head(event.institution_id, event.seq, event.hash)
    return Verification(count, tuple(found), tuple(heads.values()))


def breaks(institution: int | None = None) -> Iterator[Break]:
    """Each fault of every chain (or one): a gap, a wrong link, a changed row."""
    for _event, faults in _walk(institution):
        yield from faults


def _walk(institution: int | None) -> Iterator[tuple[AuditEvent, list[Break]]]:
    rows = AuditEvent.objects.order_by("institution_id", "seq")
    if institution is not None:
        rows = rows.filter(institution_id=institution)
    chain, seq, previous = None, 0, FIRST
    for event in rows.iterator(chunk_size=2000):
        if event.institution_id != chain:
            chain, seq, previous = event.institution_id, 0, FIRST
        yield event, list(_faults(event, seq, previous))
        seq, previous = event.seq, event.hash


def _faults(event: AuditEvent, seq: int, previous: str) -> Iterator[Break]:
    if event.seq != seq + 1:
        yield Break(event.institution_id, event.seq, f"thiếu dòng từ {seq + 1} đến {event.seq - 1}")
    if event.previous_hash != previous:
        yield Break(event.institution_id, event.seq, "không nối với dòng trước")
    if hash_of(event) != event.hash:
        yield Break(event.institution_id, event.seq, "nội dung đã bị sửa")
