"""The database setting: SQLite in the data folder unless a PostgreSQL address is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;"
    "PRAGMA mmap_size=134217728;PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON"
)

SHORT_STATEMENTS = "-c jit=off"
"""Compiling our many short statements takes PostgreSQL longer than running them: a walk to the approval took 720 ms, and 560 without."""


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
    query = {key: values[-1] for key, values in parse_qs(parts.query, keep_blank_values=True).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "khue",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"options": query.get("options", SHORT_STATEMENTS)},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def default(url: str, data: Path) -> dict[str, Any]:
    return postgres(url) if url.startswith(("postgres://", "postgresql://")) else sqlite(data / "khue.sqlite3")
