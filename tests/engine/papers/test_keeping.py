"""What is put in and taken out: once only, on record, and written down or not done."""

from __future__ import annotations

from typing import Any

import pytest

from khue.engine.papers import queries
from khue.engine.papers.actions import keeping
from khue.engine.papers.models import MarkImage
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests.cast import Cast

THERE, GONE = errors.Conflict("there", "Đã có."), errors.Conflict("gone", "Đã bỏ.")


def seal(cast: Cast, sha256: str = "1") -> MarkImage:
    told = {"image": b"png", "sha256": sha256, "width_mm": 36}
    return MarkImage(institution=cast.school, **told, added_at=cast.at, added_by=cast.deputy)


def put_in(cast: Cast, sha256: str = "1") -> MarkImage:
    row = seal(cast, sha256)
    keeping.insert(row, "papers.mark.put", {"width": 36}, there=THERE)
    return row


def take_out(cast: Cast, row: MarkImage) -> None:
    keeping.end(row, "papers.mark.removed", {"width": 36}, by=cast.admin, at=cast.at, gone=GONE)


def test_putting_in_is_written_down_with_who_and_when(cast: Cast) -> None:
    row = put_in(cast)
    event = AuditEvent.objects.latest("pk")
    assert list(queries.in_use(MarkImage, cast.school.pk)) == [row]
    assert (event.verb, event.actor_id, event.at, event.data) == (
        "papers.mark.put",
        cast.deputy.pk,
        cast.at,
        {"width": 36},
    )


def test_a_second_one_is_refused_and_leaves_no_line(cast: Cast) -> None:
    row = put_in(cast)
    with pytest.raises(errors.Conflict, match=r"Đã có\."):
        put_in(cast, "2")
    assert list(MarkImage.objects.all()) == [row]
    assert AuditEvent.objects.filter(verb="papers.mark.put").count() == 1


def test_taking_out_keeps_the_row_and_makes_room(cast: Cast) -> None:
    row = put_in(cast)
    take_out(cast, row)
    again = put_in(cast, "2")
    assert (row.removed_at, MarkImage.objects.get(pk=row.pk).removed_at) == (cast.at, cast.at)
    assert list(queries.in_use(MarkImage, cast.school.pk)) == [again]
    assert AuditEvent.objects.filter(verb="papers.mark.removed").get().actor_id == cast.admin.pk


def test_only_the_first_takes_it_out(cast: Cast) -> None:
    row = put_in(cast)
    take_out(cast, MarkImage.objects.get(pk=row.pk))
    with pytest.raises(errors.Conflict, match=r"Đã bỏ\."):
        take_out(cast, row)
    assert AuditEvent.objects.filter(verb="papers.mark.removed").count() == 1


def test_nothing_is_taken_out_when_the_journal_breaks(cast: Cast, break_journal: Any) -> None:
    row = put_in(cast)
    with pytest.raises(break_journal()):
        take_out(cast, row)
    assert list(queries.in_use(MarkImage, cast.school.pk)) == [row]
