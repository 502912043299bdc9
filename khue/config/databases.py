"""The database setting: SQLite in the data folder unless a PostgreSQL address is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.db import DatabaseError, transaction

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;"
    "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON"
)

JIT = "SELECT setting, source, quote_ident(session_user), quote_ident(current_database()) FROM pg_settings WHERE name = 'jit'"
SAID_FOR_US = frozenset({"database", "user", "database user", "client", "session"})
"""Sources of a setting that somebody has chosen for this database, this role or this connection; the others are the server's."""


def sqlite(path: Path) -> dict[str, Any]:
    """IMMEDIATE, so that writers queue at BEGIN instead of failing at COMMIT (stack.md, traps 17-19)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def postgres(url: str) -> dict[str, Any]:
    """`postgres://user:password@host:port/name`; `?host=/folder` for a socket, `?options=…` for the server's settings."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "khue",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": query["options"]} if "options" in query else {},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def default(url: str, data: Path) -> dict[str, Any]:
    return postgres(url) if url.startswith(("postgres://", "postgresql://")) else sqlite(data / "khue.sqlite3")


def uncompiling(connection: Any) -> str:
    """The statement that keeps PostgreSQL from compiling ours (JIT), or "" where it does not, or where somebody has said what they want.

    Our many short statements take longer to compile than to run: a walk to the approval took 720 ms, and 560 without. It is said once
    for our role in our database, which every role may say of itself: an option of the connection is refused by PgBouncer and hides
    `PGOPTIONS`, a statement at the beginning of each connection costs one each time and is lost or left to others by a pool, and a
    setting of the database is its owner's. The address and `PGOPTIONS` are still heard first.
    """
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(JIT)
        setting, source, role, name = cursor.fetchone()
    is_ours = setting == "on" and source not in SAID_FOR_US
    return f"ALTER ROLE {role} IN DATABASE {name} SET jit = off" if is_ours else ""


def leave_uncompiled(connection: Any) -> str:
    """Says so, for the connections that come; what an administrator must say where we may not, else ""."""
    if not (statement := uncompiling(connection)):
        return ""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return statement
    return ""
