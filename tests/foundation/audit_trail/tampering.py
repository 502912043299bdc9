"""Taking down the guard of the journal, to prove that tampering is found even then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLE = "audit_trail_auditevent"
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"


@contextmanager
def unguarded() -> Iterator[None]:
    """The journal's triggers are down inside, and up again after it, whatever happened."""
    down, up = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    _run(down)
    try:
        yield
    finally:
        _run(up)


def _postgresql() -> tuple[list[str], list[str]]:
    return [f"ALTER TABLE {TABLE} DISABLE TRIGGER USER"], [f"ALTER TABLE {TABLE} ENABLE TRIGGER USER"]


def _sqlite() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        triggers = cursor.execute(TRIGGERS, [TABLE]).fetchall()
    return [f'DROP TRIGGER "{name}"' for name, _sql in triggers], [sql for _name, sql in triggers]


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
