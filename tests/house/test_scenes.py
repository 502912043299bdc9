"""Scenes: built or laid down, what they return and what stands in the database is the same; what was undone is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit
from tests import cast as stage
from tests import naming, scenes
from tests.quality.objectives import stage as objectives

Told = dict[str, Any]


@pytest.fixture
def fresh(db: None) -> Iterator[scenes._Stage]:
    """A process that has built nothing yet. Not by `monkeypatch`: what is patched is part of a scene."""
    before, scenes._stage = scenes._stage, scenes._Stage()
    watch = scenes._stage.watch
    yield scenes._stage
    connection.execute_wrappers.remove(watch)
    scenes._stage = before


@contextmanager
def a_test() -> Iterator[None]:
    """A test of its own: it begins on an empty database, and all that it does is undone."""
    with transaction.atomic():
        scenes.begin()
        yield
        transaction.set_rollback(True)


def row(one: models.Model, deep: int = 3) -> Told:
    """Everything that a row carries, the rows that it has fetched included."""
    told = {name: value for name, value in vars(one).items() if name != "_state"}
    fetched = one._state.fields_cache if deep else {}
    return told | {f"→{name}": row(it, deep - 1) for name, it in fetched.items() if isinstance(it, models.Model)}


def issued() -> tuple[Told, Told, dict[str, Any]]:
    """An issued set, as many tests begin: the cast afterwards, what was returned, what stands in the database."""
    cast = stage.make()
    objectives.install(cast)
    people = {name: row(value) for name, value in vars(cast).items() if isinstance(value, Person | Unit)}
    made = objectives.walk(cast, objectives.draft(cast), "issue")
    assert {name: row(value) for name, value in vars(cast).items() if name in people} == people
    return people, row(made), scenes._tables()


def test_a_scene_is_the_same_built_and_laid_down(fresh: scenes._Stage) -> None:
    runs = []
    for _again in range(5):  # on PostgreSQL keys go on counting, so that each scene waits for the one before to be kept
        with a_test():
            is_laid = len(fresh.kept) == 4
            runs.append((is_laid, issued()))
    assert [laid for laid, _run in runs if laid], "nothing was laid down"
    *_, built, laid = [run for _laid, run in runs]
    assert laid == built
    (first_cast, first_set, first_rows) = runs[0][1]
    assert [sorted(one) for one in first_cast.values()] == [sorted(one) for one in laid[0].values()]
    assert sorted(first_set) == sorted(laid[1])
    assert {table: len(rows) for table, rows in first_rows.items()} == {t: len(rows) for t, rows in laid[2].items()}


def test_nothing_is_left_of_a_scene_that_fails(fresh: scenes._Stage) -> None:
    @scenes.kept
    def scene(unit: Unit, fails: tuple[bool]) -> Person:
        made = stage.person("a", unit.name)
        if fails_now[0]:
            raise RuntimeError
        return made

    def run() -> int:
        with a_test():
            cast = stage.make()
            scene(cast.faculty, (True,))
            return Person.objects.filter(full_name="Khoa Cơ khí").count()

    fails_now = [True]
    for _again in range(3):
        with a_test():
            cast = stage.make()
            with pytest.raises(RuntimeError), transaction.atomic():
                scene(cast.faculty, (True,))
            assert not Person.objects.filter(full_name="Khoa Cơ khí").exists()
            assert [state for state in fresh.kept if len(state) > 1] == []
    assert not fresh.is_building
    fails_now[0] = False
    assert [run() for _again in range(4)] == [1, 1, 1, 1]
    assert [state for state in fresh.kept if len(state) > 1] != []


def test_a_scene_that_was_undone_is_built_anew(fresh: scenes._Stage) -> None:
    for _again in range(4):
        with a_test():
            cast = stage.make()
            stood = fresh.state
            with transaction.atomic():
                objectives.install(cast)
                transaction.set_rollback(True)
            assert fresh.state == stood
            objectives.install(cast)
            assert objectives.draft(cast).case.version.institution == cast.school


def test_what_was_written_and_undone_is_no_hindrance(fresh: scenes._Stage) -> None:
    with a_test():
        stage.make()
        stood = fresh.state
        with transaction.atomic():
            stage.person("x", "Người Mới")
            assert fresh.state is None
            transaction.set_rollback(True)
        assert fresh.state == stood


def test_letters_of_a_scene_are_never_sent(
    fresh: scenes._Stage, mailoutbox: list[Any], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for _again in range(4):
        with a_test():
            cast = stage.make()
            objectives.install(cast)
            with django_capture_on_commit_callbacks(execute=True) as called:
                objectives.draft(cast)
            assert (called, mailoutbox) == ([], [])


def test_what_is_patched_is_part_of_the_scene(fresh: scenes._Stage) -> None:
    @scenes.kept
    def scene() -> Any:
        return timezone.now()

    def patched(days: int) -> Any:
        then = now + timedelta(days=days)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(timezone, "now", lambda: then)
            return scene()

    now = timezone.now()
    for _again in range(4):
        for days in (0, 1):
            with a_test():
                assert patched(days) == now + timedelta(days=days)
        with a_test():
            assert scene() < now + timedelta(days=1) - timedelta(hours=1)
    assert len(fresh.kept) == 3


def test_names_tell_rows_apart_wherever_they_stand(db: None) -> None:
    one, two = stage.person("a", "Cùng Tên"), stage.person("b", "Cùng Tên")
    assert repr(one) == repr(two)
    assert len({naming.of([one, two]), naming.of([two, one]), naming.of([one]), naming.of({"x": (two,)})}) == 4
    assert naming.of([one]) == naming.of([Person.objects.get(pk=one.pk)])
    one.as_of = timezone.localdate()
    assert naming.of([one]) != naming.of([Person.objects.get(pk=one.pk)])
    assert naming.of(True) != naming.of(1)


def test_what_has_no_name_is_built_each_time(fresh: scenes._Stage) -> None:
    found: list[int] = []

    @scenes.kept
    def scene(_thing: Any = None) -> int:
        found.append(len(found))
        return len(found)

    for again in range(1, 4):
        with a_test():
            assert scene(object()) == again
    for again in range(4, 7):
        with a_test(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(timezone, "now", found.copy)
            assert scene() == again
    assert fresh.kept == {}
