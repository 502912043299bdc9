"""Batches of plan files: whose they are, the board of one, what is still to be looked at. A board costs the same with 1 file and 120."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from khue.foundation.kernel import clock, errors, text
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.importing import piles
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.people.access import queries as access
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import terms as objective_terms
from khue.quality.objectives.models import ObjectiveSet

HEAVY = ("reading", "edits", "unit__institution", "batch__period")


def institutions(person: Any) -> list[Unit]:
    """Where the person collects the plans of all units."""
    return [unit for unit in access.homes_of(person) if person.has_perm("objectives.receive_set", unit)]


def visible_to(person: Any) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(access.within(person, "objectives.receive_set", unit="institution"))


def counted(person: Any) -> QuerySet[ImportBatch]:
    """Batches, newest first, each with `all`, `unread`, `waiting`, `entering`, `refused` and `confirmed` files."""

    def files(*states: str) -> Count:
        return Count("files", filter=Q(files__state__in=states))

    rows = visible_to(person).select_related("period", "sent_by")
    return rows.annotate(
        all=Count("files"), unread=files(*terms.UNREAD), waiting=files(terms.STAGED), refused=files(terms.REFUSED),
        confirmed=files(terms.CONFIRMED), entering=files(terms.ENTERING),
    ).order_by("-sent_at")  # fmt: skip


def under_way(person: Any) -> list[Any]:
    """Batches with files that wait for a reader or for a person. One statement."""
    return list(counted(person).filter(closed_at__isnull=True)[:20])


def batch_for(person: Any, public_id: str, *, lock: bool = False) -> ImportBatch:
    """One batch, or `NotFound`. `lock` inside a transaction only."""
    rows = visible_to(person).select_related("institution", "period", "sent_by").filter(public_id=public_id)
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise errors.NotFound("import_batch", "Không tìm thấy đợt đưa tệp này. Có thể đợt thuộc cơ sở khác.")
    return found


def file_for(person: Any, batch: ImportBatch, public_id: str, *, lock: bool = False) -> StagedPlan:
    """One file of a batch that was fetched for the person, or `NotFound`."""
    rows = StagedPlan.objects.filter(batch=batch, public_id=public_id).select_related(
        "batch__period", "unit", "period", "institution"
    )
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise errors.NotFound("batch_file", "Đợt này không có tệp đó.")
    return found


def places_of(institution_id: int) -> tuple[list[Unit], list[Period]]:
    """The open units of an institution (itself first) and its years, newest first. Two statements."""
    rows = Unit.objects.filter(institution_id=institution_id, valid_to__isnull=True)
    units = sorted(rows, key=lambda one: (not one.is_institution, one.order, text.sort_key(one.name)))
    return units, list(Period.objects.filter(institution_id=institution_id).order_by("-starts_on"))


@dataclass(frozen=True)
class Page:
    """The board of a batch, with what its head says."""

    batch: ImportBatch
    board: piles.Board
    at: datetime

    @property
    def total(self) -> int:
        return len(self.board.cards)

    @property
    def read(self) -> int:
        return self.total - len(self.board.pile(piles.READING))

    @property
    def entering(self) -> bool:
        return bool(self.board.pile(piles.ENTERING))

    @property
    def asked(self) -> list[Any]:
        """The files of the presses that are still being worked through; empty when none is."""
        since = min((card.file.asked_at for card in self.board.pile(piles.ENTERING)), default=None)
        if since is None:
            return []
        return [card.file for card in self.board.cards if card.file.asked_at and card.file.asked_at >= since]

    @property
    def entered(self) -> int:
        """How many of them the worker is through with, written or not."""
        return sum(one.state != terms.ENTERING for one in self.asked)

    @property
    def clean(self) -> list[piles.Card]:
        return self.board.pile(piles.CLEAN)

    @property
    def seconds_left(self) -> int:
        """How long the rest will take at the pace so far; 0 while too few are read to say so."""
        times = sorted(card.file.read_at for card in self.board.cards if card.file.read_at)
        left = self.total - self.read
        if len(times) < 3 or not left:
            return 0
        pace: float = (times[-1] - times[0]).total_seconds() / (len(times) - 1)
        return max(1, round(pace * left))


def board(batch: ImportBatch, at: datetime) -> Page:
    """Four statements: files, what their units have, how much of it, what was confirmed before."""
    files = list(
        StagedPlan.objects.filter(batch=batch)
        .select_related("unit", "period", "set", "asked_by")
        .defer("reading", "edits")
        .order_by("pk")
    )
    return Page(batch, piles.board_of(files, _standing(batch, files), _earlier(batch, files)), at)


def _standing(batch: ImportBatch, files: list[StagedPlan]) -> dict[piles.Place, piles.Standing]:
    places = {
        (one.unit_id, one.period_id) for one in files if one.state == terms.STAGED and one.unit_id and one.period_id
    }
    if not places:
        return {}
    sets = ObjectiveSet.objects.filter(
        institution_id=batch.institution_id, is_current=True,
        unit_id__in={unit for unit, _period in places}, period_id__in={period for _unit, period in places},
    ).exclude(state=objective_terms.WITHDRAWN)  # fmt: skip
    rows = sets.select_related("unit", "case__version").annotate(size=Count("objectives"))
    return {(one.unit_id, one.period_id): piles.Standing(one.size, _closed(one)) for one in rows}


def _closed(found: ObjectiveSet) -> str:
    try:
        rules.check_takes(found)
    except errors.Conflict as refusal:
        return refusal.message
    return ""


def _earlier(batch: ImportBatch, files: list[StagedPlan]) -> dict[str, str]:
    """Hashes of these files that were confirmed in another batch or by themselves, and when."""
    hashes = {one.sha256 for one in files if one.state == terms.STAGED}
    if not hashes:
        return {}
    rows = StagedPlan.objects.filter(institution_id=batch.institution_id, sha256__in=hashes, state=terms.CONFIRMED)
    told = rows.exclude(batch=batch).values_list("sha256", "closed_at")
    return {sha256: f"lúc {at.astimezone(clock.LOCAL):%H:%M ngày %d/%m/%Y}" for sha256, at in told if at}
