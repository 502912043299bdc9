"""Tests that need real transactions are emptied by DELETE on SQLite, which the journal's triggers refuse: they step aside for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@pytest.fixture(scope="session", autouse=True)
def emptied_with_triggers() -> Iterator[None]:
    """While Django empties the test database the triggers are off; afterwards the very same ones are back."""
    plain = DatabaseOperations.execute_sql_flush

    def flush(self: Any, sql_list: Sequence[str]) -> None:
        with self.connection.cursor() as cursor:
            triggers = cursor.execute(TRIGGERS).fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            try:
                plain(self, sql_list)
            finally:
                for _, sql in triggers:
                    cursor.execute(sql)

    DatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
    yield
    DatabaseOperations.execute_sql_flush = plain  # type: ignore[method-assign]
