"""The clean pile of a batch: one press asks for it, the worker writes file by file, each in a transaction of its own.

Whoever pressed must still be allowed to at the moment of each file. A file that is refused stops none of the others and goes
back among the doubtful ones with the reason; `jobs.enter_left_over` frees what a killed worker held.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.interfaces.imports import rules, terms
from khue.interfaces.imports.actions import batches, plans
from khue.interfaces.imports.importing import directory, piles
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.interfaces.imports.queries import batches as queries
from khue.people.accounts.models import Person
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices

LOG = logging.getLogger("khue.imports")
BROKEN = (
    "Chương trình gặp lỗi khi đưa tệp này vào. Mở tệp để xem lại rồi xác nhận riêng tệp này; quản trị xem nhật ký máy."
)
STUCK = "Chương trình dừng giữa chừng nhiều lần khi đưa tệp này vào. Mở tệp để xem lại rồi xác nhận riêng tệp này."
LAPSED = "%(who)s, người bấm xác nhận, không còn quyền nhận kế hoạch của các đơn vị. Người có quyền bấm xác nhận lại."


@transaction.atomic
def ask(*, batch: ImportBatch, by: Any, at: datetime) -> int:
    """Every clean file of the batch shall go into its unit's draft; how many. 0: none is clean, or somebody has just asked."""
    trail.take_turn(batch.institution_id)
    fresh = queries.batch_for(by, batch.public_id, lock=True)
    rules.check_collect(by, fresh.institution)
    list(StagedPlan.objects.filter(batch=fresh, state=terms.STAGED).order_by("pk").select_for_update().values("pk"))
    clean = [card.file.pk for card in queries.board(fresh, at).board.pile(piles.CLEAN)]
    asked = StagedPlan.objects.filter(pk__in=clean).update(
        state=terms.ENTERING, asked_by=by, asked_at=at, claimed_at=None, attempts=0, revision=F("revision") + 1
    )
    if asked:
        batches.tell(fresh, "imports.batch.confirm_asked", by, at, files=asked)
        transaction.on_commit(lambda: enter_files.enqueue(fresh.pk), robust=True)
    return asked


@task()
def enter_files(batch_id: int) -> int:
    """Writes the files of a batch that were asked for; how many this worker took."""
    return enter_all(batch_id, timezone.now)


def enter_all(batch_id: int, now: Callable[[], datetime]) -> int:
    """The same at times that are handed in: `now` is asked when a file is taken and again when it is written."""
    known: dict[date, directory.Directory] = {}
    taken = 0
    while key := _claim(batch_id, claimed_at := now()):
        _enter(key, claimed_at, now(), known)
        taken += 1
    return taken


def _claim(batch_id: int, at: datetime) -> int | None:
    """The next file that nobody has taken; two workers never get the same."""
    free = StagedPlan.objects.filter(batch_id=batch_id, state=terms.ENTERING, claimed_at__isnull=True)
    while (key := free.order_by("pk").values_list("pk", flat=True).first()) is not None:
        if free.filter(pk=key).update(claimed_at=at, attempts=F("attempts") + 1):
            return int(key)
    return None


def _enter(key: int, claimed_at: datetime, at: datetime, known: dict[date, directory.Directory]) -> None:
    try:
        with transaction.atomic():
            if staged := _held(key, claimed_at):
                _write(staged, at, known)
                _tell_when_through(staged, at)
    except errors.Refused as refusal:
        hand_back(key, claimed_at, refusal.message, at)
    except Exception:  # the other files must go on; the log says what happened
        LOG.exception("đưa tệp %s vào", key)
        hand_back(key, claimed_at, BROKEN, at)


def _held(key: int, claimed_at: datetime | None) -> StagedPlan | None:
    """The file, locked, while the claim on it stands. The turn is taken first: only one is the last of the files of its batch."""
    trail.take_turn(StagedPlan.objects.values_list("institution_id", flat=True).get(pk=key))
    rows = StagedPlan.objects.filter(pk=key, state=terms.ENTERING, claimed_at=claimed_at)
    related = rows.select_related("batch", "unit__institution", "institution", "period")
    return related.select_for_update(of=("self",)).first()


def _write(staged: StagedPlan, at: datetime, known: dict[date, directory.Directory]) -> None:
    assert staged.asked_by_id is not None
    assert staged.period is not None  # no file is clean without a year
    by = Person.objects.get(pk=staged.asked_by_id)  # fresh, with the grants that they have at this moment
    try:
        rules.check_collect(by, staged.institution)
    except errors.NotAllowed as refusal:
        raise errors.NotAllowed(refusal.code, LAPSED % {"who": by}) from refusal
    start = staged.period.starts_on
    known[start] = known.get(start) or directory.load(staged.institution_id, start)
    plans.enter(staged=staged, by=by, at=at, known=known[start])


@transaction.atomic
def hand_back(key: int, claimed_at: datetime | None, why: str, at: datetime) -> bool:
    """Until somebody has seen to it, the file lies with the doubtful ones; False when the claim on it does not stand any more."""
    staged = _held(key, claimed_at)
    if staged is None or staged.batch is None:
        return False
    staged.state, staged.why, staged.claimed_at = terms.STAGED, why[:500], None
    staged.revision += 1
    staged.save(update_fields=["state", "why", "claimed_at", "revision"])
    batches.tell(staged.batch, "imports.batch.not_entered", None, at, staged, why=staged.why)
    _tell_when_through(staged, at)
    return True


def _tell_when_through(staged: StagedPlan, at: datetime) -> None:
    """After the last file of a press: its line in the journal, and word to whoever pressed."""
    batch, pressed = staged.batch, staged.asked_at
    states = list(StagedPlan.objects.filter(batch=batch, asked_at=pressed).values_list("state", flat=True))
    if terms.ENTERING in states or batch is None or pressed is None or staged.asked_by is None:
        return
    done = states.count(terms.CONFIRMED)
    failed = len(states) - done
    batches.tell(batch, "imports.batch.confirmed", staged.asked_by, at, files=done, failed=failed)
    said = _("Đã đưa %(n)s tệp vào bản dự thảo của các đơn vị.") % {"n": done}
    if failed:
        said += " " + _("%(n)s tệp chưa đưa được, lý do ghi ở cột Cần người xem.") % {"n": failed}
    notifications.notify(
        institution=batch.institution_id,
        person=staged.asked_by,
        key=f"batch:{batch.public_id}:entered:{pressed.isoformat()}",
        kind=notices.TASK,
        text=said,
        url=reverse("imports:batch", args=[batch.public_id]),
        at=at,
        by_mail=False,
    )
