"""The chain: what it links, what the database refuses, what walking it finds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.utils import DatabaseError, InternalError

from khue.foundation.audit_trail import actions, queries
from khue.foundation.audit_trail.models import FIRST, AuditEvent, hash_of
from tests.foundation.audit_trail.conftest import AT
from tests.foundation.audit_trail.tampering import unguarded

REFUSED = (IntegrityError, OperationalError, InternalError, DatabaseError)


def test_events_of_one_institution_are_numbered_and_linked(events):
    mine = [event for event in events if event.institution_id == 7]
    assert [event.seq for event in mine] == [1, 2, 3, 4, 5]
    assert [event.previous_hash for event in mine] == [FIRST, *(event.hash for event in mine[:-1])]


def test_every_institution_has_a_chain_of_its_own(events):
    assert [(e.seq, e.previous_hash == FIRST) for e in events if e.institution_id == 8] == [(1, True), (2, False)]


def test_the_hash_is_the_same_after_a_round_trip_through_the_database(events):
    assert [hash_of(event) for event in AuditEvent.objects.order_by("pk")] == [event.hash for event in events]


def test_an_event_needs_the_transaction_of_its_deed(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        actions.record(institution=7, verb="a.b", by=None, at=AT, thing=AuditEvent(pk=1))


def test_an_event_is_gone_when_its_deed_is_rolled_back(events, actor):
    with transaction.atomic():
        actions.record(institution=7, verb="plans.row.saved", by=actor, at=AT, thing=actor)
        transaction.set_rollback(True)
    assert AuditEvent.objects.filter(institution_id=7).count() == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_trail_auditevent SET actor_name = 'Người khác'",
        "UPDATE audit_trail_auditevent SET data = '{}' WHERE seq = 2",
        "DELETE FROM audit_trail_auditevent WHERE seq = 5",
        "DELETE FROM audit_trail_auditevent",
    ],
)
def test_the_database_refuses_to_change_or_delete(events, statement):
    with pytest.raises(REFUSED, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 7


def test_the_database_refuses_the_same_through_the_models(events):
    for deed in (events[0].delete, AuditEvent.objects.all().delete, lambda: AuditEvent.objects.update(verb="x")):
        with pytest.raises(REFUSED, match="append-only"), transaction.atomic():
            deed()
    assert queries.verify().is_whole


def test_two_events_of_one_number_cannot_exist(events):
    twin = AuditEvent.objects.get(institution_id=7, seq=3)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_a_whole_chain_has_no_breaks_and_tells_its_heads(events):
    found = queries.verify()
    assert (found.events, found.breaks) == (7, ())
    assert {(head.institution_id, head.seq, head.hash) for head in found.heads} == {
        (7, 5, events[4].hash),
        (8, 2, events[6].hash),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"actor_name": "Người khác"},
        {"verb": "plans.row.removed"},
        {"data": {"number": 99}},
        {"at": AT - timedelta(days=1)},
        {"object_label": "Khác"},
        {"actor_id": None},
    ],
)
def test_a_changed_row_is_found(events, change):
    with unguarded():
        AuditEvent.objects.filter(institution_id=7, seq=3).update(**change)
    assert queries.verify().breaks == (queries.Break(7, 3, "nội dung đã bị sửa"),)


def test_a_deleted_row_is_found(events):
    with unguarded():
        AuditEvent.objects.filter(institution_id=7, seq=3).delete()
    assert list(queries.breaks(7)) == [
        queries.Break(7, 4, "thiếu dòng từ 3 đến 3"),
        queries.Break(7, 4, "không nối với dòng trước"),
    ]


def test_a_row_changed_with_a_new_hash_breaks_the_link_after_it(events):
    row = AuditEvent.objects.get(institution_id=7, seq=3)
    row.verb = "plans.row.removed"
    with unguarded():
        AuditEvent.objects.filter(pk=row.pk).update(verb=row.verb, hash=hash_of(row))
    assert list(queries.breaks(7)) == [queries.Break(7, 4, "không nối với dòng trước")]


def test_a_break_in_one_chain_leaves_the_others_whole(events):
    with unguarded():
        AuditEvent.objects.filter(institution_id=8, seq=1).delete()
    assert queries.verify(7).is_whole
    assert not queries.verify(8).is_whole


def test_the_guard_is_up_again_after_a_test_took_it_down(events):
    with unguarded():
        pass
    with pytest.raises(REFUSED, match="append-only"), transaction.atomic():
        AuditEvent.objects.update(verb="x")


@pytest.mark.parametrize("round_", [1, 2])
def test_a_test_with_real_transactions_leaves_nothing_behind(transactional_db, round_):
    with transaction.atomic():
        actions.record(institution=7, verb="a.b", by=None, at=AT, thing=AuditEvent(pk=1))
    assert AuditEvent.objects.count() == 1
