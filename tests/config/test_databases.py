"""The address of the database, as the operator writes it; what Khuê asks of PostgreSQL for itself."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from khue.config import databases
from khue.config.management.commands import doctor


def test_without_an_address_it_is_a_file_in_the_data_folder() -> None:
    assert databases.default("", Path("/data"))["NAME"] == Path("/data/khue.sqlite3")


def test_an_address_names_server_place_and_person() -> None:
    found = databases.default("postgres://khue:m%40t@db.example:5433/khue_so", Path())
    named = [found[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")]
    assert named == ["db.example", "5433", "khue_so", "khue", "m@t"]
    assert databases.default("postgresql:///khue?host=/run/pg", Path())["HOST"] == "/run/pg"


def test_an_address_without_options_asks_for_none() -> None:
    """So that PgBouncer takes it and `PGOPTIONS` is read; an empty part says nothing."""
    assert databases.postgres("postgres:///khue")["OPTIONS"] == {}
    assert databases.postgres("postgres:///khue?options=")["OPTIONS"] == {}
    assert databases.postgres("postgres:///khue?options=-c%20jit%3Don")["OPTIONS"] == {"options": "-c jit=on"}
    assert databases.postgres("postgres://db.example/khue?host=")["HOST"] == "db.example"


def said(what: str) -> None:
    """Of our role in this database; heard by the connections that come."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(session_user), quote_ident(current_database())")
        cursor.execute("ALTER ROLE {} IN DATABASE {} {}".format(*cursor.fetchone(), what))
    connection.close()


def compiles() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting, source FROM pg_settings WHERE name = 'jit'")
        return cursor.fetchone()


@pytest.fixture
def fresh(transactional_db: None) -> Iterator[None]:
    """A database of which nobody has said anything, on a server that compiles."""
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL only")
    said("RESET jit")
    assert compiles() == ("on", "default")
    yield
    said("SET jit = off")


@pytest.mark.django_db
def test_of_sqlite_nothing_is_asked(django_assert_num_queries: Any) -> None:
    if connection.vendor != "postgresql":
        with django_assert_num_queries(0):
            assert (databases.uncompiling(connection), databases.leave_uncompiled(connection)) == ("", "")


def test_preparing_keeps_postgresql_from_compiling(fresh: None) -> None:
    assert [good for good, what in doctor._database() if "JIT" in what] == [None]
    assert databases.leave_uncompiled(connection) == ""
    connection.close()
    assert compiles() == ("off", "database user")
    assert databases.uncompiling(connection) == ""
    assert [what for _good, what in doctor._database() if "JIT" in what] == []


def test_a_role_without_any_right_may_say_it_of_itself(fresh: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE plain LOGIN")
        try:
            cursor.execute("SET SESSION AUTHORIZATION plain")
            assert "ALTER ROLE plain IN DATABASE" in databases.uncompiling(connection)
            assert databases.leave_uncompiled(connection) == ""
        finally:
            cursor.execute("RESET SESSION AUTHORIZATION")
            cursor.execute("DROP ROLE plain")


@pytest.mark.parametrize("way", ["role", "PGOPTIONS"])
def test_what_the_operator_says_stands(fresh: None, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    if way == "role":
        said("SET jit = on")
    else:
        monkeypatch.setenv("PGOPTIONS", "-c jit=on")
        said("SET jit = off")
    assert compiles()[0] == "on"
    assert databases.leave_uncompiled(connection) == ""
    connection.close()
    assert compiles()[0] == "on"
    connection.close()  # the next one is opened without what this test said


def test_where_it_may_not_be_said_preparing_goes_on_and_names_the_statement(fresh: None) -> None:
    def refuse(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith("ALTER ROLE"):
            raise DatabaseError("must be owner")
        return execute(sql, *more)

    heard = StringIO()
    with connection.execute_wrapper(refuse):
        call_command("prepare", stderr=heard)
    assert "SET jit = off" in heard.getvalue()
    assert compiles() == ("on", "default")
