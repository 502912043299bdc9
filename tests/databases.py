"""One test database, migrated once a run: the first process that needs it makes it, the others take a copy.

A process of pytest-xdist has a database of its own; migrating each from empty would take as long as several hundred tests. On SQLite
the copy lies in the folder that the processes share, on PostgreSQL it is a database after which the others are made.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created

TEMPLATE = "khue_test_template"


@pytest.fixture(scope="session")
def migrated_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Callable[[], None]]:
    """Nobody else makes a database meanwhile; what this gives is to be called when it is made."""
    if worker_id == "master":
        yield lambda: None
        return
    folder = tmp_path_factory.getbasetemp().parent
    with _alone(folder) as let_go:
        made, keep, take = folder / "migrated", *_WAYS[connection.vendor]
        is_first = not made.exists()
        if not is_first:
            take(made)

        def done() -> None:
            if is_first:
                keep(made)
            let_go()

        yield done


@contextmanager
def _alone(folder: Path) -> Iterator[Callable[[], None]]:
    with (folder / "migrating").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield lambda: fcntl.flock(turn, fcntl.LOCK_UN)


def _keep_file(made: Path) -> None:
    connection.ensure_connection()
    with sqlite3.connect(made) as file:
        connection.connection.backup(file)


def _take_file(made: Path) -> None:
    """The first connection to the database of this process fills it; what is migrated already is not migrated again."""

    def fill(connection: Any, **_told: Any) -> None:
        connection_created.disconnect(fill)
        with sqlite3.connect(made) as file:
            file.backup(connection.connection)

    connection_created.connect(fill, weak=False)


def _keep_database(made: Path) -> None:
    source = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
        cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{source}"')
    made.touch()


def _take_database(made: Path) -> None:
    connection.settings_dict["TEST"]["TEMPLATE"] = TEMPLATE


_WAYS = {"sqlite": (_keep_file, _take_file), "postgresql": (_keep_database, _take_database)}
