"""Prepared statements say of everybody what the written ones say."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from khue.people.access import queries
from khue.people.access.queries import prepared
from khue.people.organisation.models import Unit
from tests import cast as stage
from tests.cast import PARTS, Cast

SEEN = "objectives.view_set"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    prepared._prepared.cache_clear()


def units(person: Any, public_id: str) -> QuerySet[Unit]:
    seen = queries.within(person, SEEN, unit="", institution="institution")
    return Unit.objects.filter(seen, public_id=public_id).order_by("pk")


def seen_by(person: Any) -> list[str]:
    everything = Unit.objects.order_by("pk")
    return [one.code for one in everything if prepared.first(units, person, one.public_id) == one]


def written_for(person: Any) -> list[str]:
    return [one.code for one in Unit.objects.order_by("pk") if units(person, one.public_id).exists()]


def test_everybody_sees_what_the_written_statement_shows(cast: Cast) -> None:
    people = [getattr(cast, part) for part in PARTS]
    told = {person.full_name: seen_by(person) for person in people}
    assert told == {person.full_name: written_for(person) for person in people}
    assert any(told.values())


def test_one_statement_serves_two_who_hold_the_same_elsewhere(cast: Cast) -> None:
    for head, unit, other in (
        (cast.head, cast.faculty, cast.other_faculty),
        (cast.other_head, cast.other_faculty, cast.faculty),
    ):
        assert prepared.first(units, head, unit.public_id) == unit
        assert prepared.first(units, head, other.public_id) is None
    assert (prepared._prepared.cache_info().misses, prepared._prepared.cache_info().hits) == (1, 3)


def test_two_grants_over_one_unit_and_two_over_two_are_told_apart(cast: Cast) -> None:
    for person in (cast.head, cast.other_head):
        stage.grant(person, "unit_head", cast.faculty, valid_from=cast.today)
    assert seen_by(cast.head) == written_for(cast.head)
    assert seen_by(cast.other_head) == written_for(cast.other_head) == ["CK", "DIEN"]


def test_a_grant_that_ended_shows_nothing_any_more(cast: Cast) -> None:
    assert seen_by(cast.head) == ["CK"]
    cast.head.grants.update(valid_to=cast.today - timedelta(days=1))
    del cast.head._grants
    assert seen_by(cast.head) == []


def doubled(person: Any, public_id: str) -> QuerySet[Unit]:
    """Puts something of the person into the statement that nobody can put in anew."""
    return Unit.objects.filter(Q(pk__lt=person.pk * 2) | Q(pk=0), public_id=public_id)


def named(person: Any, public_id: str) -> QuerySet[Unit]:
    return Unit.objects.filter(public_id=public_id, name=person.full_name)


def test_what_cannot_be_put_in_anew_is_written_each_time(cast: Cast) -> None:
    for person, unit in ((cast.head, cast.school), (cast.teacher, cast.faculty)):
        found = prepared.first(doubled, person, unit.public_id)
        assert found == doubled(person, unit.public_id).first()
    assert prepared._prepared(prepared._asked(doubled, cast.head, "x", (), (), cast.today)[0]) is None


def test_a_statement_that_reads_more_of_the_person_is_refused(cast: Cast) -> None:
    with pytest.raises(AttributeError):
        prepared.first(named, cast.head, cast.school.public_id)


def test_it_is_one_statement_each_time(cast: Cast) -> None:
    for _again in range(2):
        cast.head.__dict__.pop("_grants", None)
        queries.institutions_of(cast.head)
        with CaptureQueriesContext(connection) as asked:
            prepared.first(units, cast.head, cast.faculty.public_id)
        assert len(asked) == 1
