"""What every test may ask for: the shared papers, the cast, a signed-in client."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from khue.config import databases
from khue.foundation.audit_trail import actions as trail
from khue.people.accounts.models import Person
from tests import cast as stage
from tests import scenes
from tests.databases import migrated_once
from tests.flushing import emptied_with_triggers

__all__ = ["emptied_with_triggers", "migrated_once"]

DATABASE = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what a database can change runs: all else (pure code, and what is marked `once`) runs on SQLite."""
    if connection.vendor == "postgresql":
        left = [one for one in items if not _a_database_can_change(one)]
        items[:] = [one for one in items if _a_database_can_change(one)]
        config.hook.pytest_deselected(items=left)
    items[:] = _longest_first(items, getattr(config, "workerinput", {}).get("workercount", 1))


def _longest_first(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """Each process begins with its share of the journeys, which take minutes: nobody waits for one of them at the end.

    xdist deals the tests out in as many equal parts as there are processes, in this order.
    """
    journeys = [one for one in items if one.get_closest_marker("journey")]
    journeys.sort(key=lambda one: "main_job" not in one.nodeid)
    others = [one for one in items if not one.get_closest_marker("journey")]
    found: list[pytest.Item] = []
    for place in range(processes):
        share = journeys[place::processes]
        size = len(items) * (place + 1) // processes - len(items) * place // processes - len(share)
        found += share + others[:size]
        del others[:size]
    return found + others


def pytest_collection_finish() -> None:
    """What collecting made stays until the end: it need not be looked through for rubbish again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def _a_database_can_change(item: pytest.Item) -> bool:
    """Tests of `khue.config` start processes with a database of their own."""
    if item.get_closest_marker("once"):
        return False
    named = DATABASE & set(getattr(item, "fixturenames", ()))
    return bool(named) or item.get_closest_marker("django_db") is not None or "config" in item.path.parts


@pytest.fixture(scope="session")
def django_db_setup(migrated_once: Callable[[], None], django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database of this process."""
    with django_db_blocker.unblock():
        migrated_once()
        if databases.uncompiling(connection):
            databases.leave_uncompiled(connection)
            connection.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers beside the checkout; without it CI fails and a lone checkout skips."""
    if not (SHARED / "seeds").is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "../shared (the seeds and fixtures) is not beside the checkout"
        )
    return SHARED


class BrokenJournal(Exception):
    """The journal could not be written."""


@pytest.fixture
def break_journal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], type[BrokenJournal]]:
    """`break_journal()`: from here on the journal cannot be written, and whoever tries raises what this gives."""

    def refuse(**_event: Any) -> None:
        raise BrokenJournal

    def broken() -> type[BrokenJournal]:
        monkeypatch.setattr(trail, "record_all", refuse)
        return BrokenJournal

    return broken


@pytest.fixture
def broken_journal(break_journal: Callable[[], type[BrokenJournal]]) -> type[BrokenJournal]:
    """The same from the first line of the test."""
    return break_journal()


@pytest.fixture(autouse=True)
def _empty_stage() -> None:
    """A test begins: what it builds may be laid down as rows that were built before."""
    scenes.begin()


@pytest.fixture
def cast(db: None) -> stage.Cast:
    return stage.make()


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """`client_of(person)`: a browser without JavaScript in which that person has signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="khue.people.access.backend.GrantBackend")
        return client

    return sign_in
