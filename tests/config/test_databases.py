"""The address of the database, as the operator writes it."""

from __future__ import annotations

from pathlib import Path

from khue.config import databases


def test_without_an_address_it_is_a_file_in_the_data_folder() -> None:
    assert databases.default("", Path("/data"))["NAME"] == Path("/data/khue.sqlite3")


def test_an_address_names_server_place_and_person() -> None:
    found = databases.default("postgres://khue:m%40t@db.example:5433/khue_so", Path())
    named = [found[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")]
    assert named == ["db.example", "5433", "khue_so", "khue", "m@t"]
    assert databases.default("postgresql:///khue?host=/run/pg", Path())["HOST"] == "/run/pg"


def test_short_statements_are_not_compiled_unless_the_operator_says_otherwise() -> None:
    """PgBouncer takes no options: an empty one leaves them out."""
    assert databases.postgres("postgres:///khue")["OPTIONS"] == {"options": "-c jit=off"}
    assert databases.postgres("postgres:///khue?options=")["OPTIONS"] == {"options": ""}
