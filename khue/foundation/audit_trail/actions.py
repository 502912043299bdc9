"""Writing the journal. Called inside the transaction of the deed, so that neither exists without the other.

Whoever writes waits here for whoever writes in the same chain: `take_turn` is the first lock of a deed (docs/adr/0020).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction

from khue.foundation.audit_trail.models import FIRST, INSTALLATION, AuditEvent, hash_of
from khue.foundation.kernel import canonical

LOCK_SPACE = 0x4B48  # "KH": keeps our advisory locks apart from others on the same server


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened to one thing. `verb` is in the past ("objectives.set.approved"); `about` is the aggregate whose history
    shows the event (default: `thing`)."""

    verb: str
    thing: models.Model
    about: models.Model | None = None
    data: Mapping[str, Any] | None = None


def take_turn(institution: int | None) -> None:
    """From here to the end of the transaction nobody else of the institution writes (None: in the chain of the installation).

    The first thing that a deed does which writes, before it locks any row and before it judges: what it reads after this stands,
    and no two deeds can wait for each other. `record` takes the turn too; taking it again costs nothing but a statement.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit event is written inside the transaction of its deed")
    if connection.vendor == "postgresql":  # SQLite's BEGIN IMMEDIATE has done it already (stack.md, trap 41)
        chain = INSTALLATION if institution is None else institution
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, chain % 2**31])


def record(
    *,
    institution: int | None,
    verb: str,
    by: Any,
    at: datetime,
    thing: models.Model,
    about: models.Model | None = None,
    data: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event to the institution's chain and return it. `by` is a person, or None for the program itself.

    Needs a transaction around it, else raises `TransactionManagementError`: an event must live and die with its deed.
    """
    entry = Entry(verb=verb, thing=thing, about=about, data=data)
    return record_all(institution=institution, by=by, at=at, entries=[entry])[0]


def record_all(*, institution: int | None, by: Any, at: datetime, entries: Iterable[Entry]) -> list[AuditEvent]:
    """Append the events of one deed on many things, in this order: two statements at any number. Else as `record`."""
    chain = INSTALLATION if institution is None else institution
    take_turn(chain)
    last = AuditEvent.objects.filter(institution_id=chain).order_by("-seq").values_list("seq", "hash").first()
    seq, previous = last or (0, FIRST)
    events = []
    for entry in entries:
        seq += 1
        event = AuditEvent(
            institution_id=chain,
            seq=seq,
            at=at.astimezone(UTC),
            actor_id=by.pk if by is not None else None,
            actor_name=str(by)[:200] if by is not None else "",
            verb=entry.verb,
            data=json.loads(canonical.canonical_json(dict(entry.data or {}))),
            previous_hash=previous,
            **_named("object", entry.thing),
            **_about(entry.about if entry.about is not None else entry.thing),
        )
        previous = event.hash = hash_of(event)
        events.append(event)
    return AuditEvent.objects.bulk_create(events)


def _named(prefix: str, thing: models.Model) -> dict[str, Any]:
    return {f"{prefix}_type": thing._meta.label_lower, f"{prefix}_id": thing.pk, f"{prefix}_label": str(thing)[:300]}


def _about(thing: models.Model) -> dict[str, Any]:
    return {"about_type": thing._meta.label_lower, "about_id": thing.pk}
