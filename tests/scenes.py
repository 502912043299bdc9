"""What many tests build alike is built once in a process and laid down as rows from then on.

A cast takes a hundred statements, an issued set two hundred more, and a thousand tests begin with just these. A scene is what a call
of a function adds to a database that nothing but scenes has touched: its rows are written down when it comes for the second time,
and from the third time on they are laid down instead of built. After any other write of a test, and where a test commits, scenes are
built as ever. Nobody sees a difference but in time; what a scene does besides writing rows is done only where it is built.
"""

from __future__ import annotations

import functools
import pickle
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models

Built = TypeVar("Built")
Rows = dict[Any, tuple[Any, ...]]
UNSEEN = frozenset({"django_session", "django_migrations"})
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Change:
    """What a scene did to one table: the rows that came, those that became others, the keys of those that went."""

    table: str
    key: str
    columns: tuple[str, ...]
    come: Sequence[tuple[Any, ...]]
    turned: Sequence[tuple[Any, ...]]
    gone: Sequence[Any]


@dataclass(frozen=True)
class Scene:
    changes: Sequence[Change]
    result: bytes


class _Stage:
    """Which scenes the running test stands on; `None` once anything else was written."""

    state: tuple[Hashable, ...] | None = None
    is_building = False

    def __init__(self) -> None:
        self.kept: dict[tuple[Hashable, ...], Scene] = {}
        self.seen: Counter[tuple[Hashable, ...]] = Counter()

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """A write that is no scene's ends what scenes may stand on."""
        if not self.is_building and self.state is not None and sql.startswith(WRITES):
            self.state = None
        return execute(sql, params, many, context)


_stage = _Stage()


def begin() -> None:
    """A test begins, on an empty database."""
    if _stage.watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_stage.watch)
    _stage.state = ()


def kept(build: Callable[..., Built]) -> Callable[..., Built]:
    """Make a scene of a function. Nothing but its arguments (by their `repr`, rows by their key) and the world decides what it writes."""

    @functools.wraps(build)
    def laid(*args: Any, **named: Any) -> Built:
        if _stage.is_building or _stage.state is None or not connection.in_atomic_block:
            return build(*args, **named)
        state = (*_stage.state, (build.__qualname__, *map(_named, args), *((n, _named(v)) for n, v in named.items())))
        scene = _stage.kept.get(state)
        result = _lay(scene) if scene else _build(state, lambda: build(*args, **named))
        _stage.state = state
        return result

    return laid


def _named(value: Any) -> Hashable:
    if isinstance(value, models.Model):
        return type(value).__name__, value.pk
    return repr(value)


def _build(state: tuple[Hashable, ...], build: Callable[[], Built]) -> Built:
    _stage.seen[state] += 1
    is_again = _stage.seen[state] > 1
    before = _tables() if is_again else {}
    with _building():
        result = build()
    if is_again:
        after = _tables()
        changes = [_change(model, before[table], after[table]) for model, table in _models()]
        _stage.kept[state] = Scene([one for one in changes if one.come or one.turned or one.gone], pickle.dumps(result))
    return result


@contextmanager
def _building() -> Iterator[None]:
    _stage.is_building = True
    try:
        yield
    except BaseException:
        _stage.state = None
        raise
    finally:
        _stage.is_building = False


@functools.cache
def _models() -> list[tuple[type[models.Model], str]]:
    """Every table once."""
    found = {one._meta.db_table: one for one in apps.get_models(include_auto_created=True) if one._meta.managed}
    return [(model, table) for table, model in found.items() if table not in UNSEEN]


def _columns(model: type[models.Model]) -> list[str]:
    return [field.column for field in model._meta.local_concrete_fields]


def _tables() -> dict[str, Rows]:
    found = {}
    with connection.cursor() as cursor:
        for model, table in _models():
            columns = _columns(model)
            place = columns.index(model._meta.pk.column)
            cursor.execute(f"SELECT {_listed(columns)} FROM {_quoted(table)}")
            found[table] = {row[place]: tuple(row) for row in cursor.fetchall()}
    return found


def _change(model: type[models.Model], before: Rows, after: Rows) -> Change:
    return Change(
        model._meta.db_table,
        model._meta.pk.column,
        tuple(_columns(model)),
        [row for key, row in after.items() if key not in before],
        [(*row, key) for key, row in after.items() if key in before and before[key] != row],
        [(key,) for key in before if key not in after],
    )


def _lay(scene: Scene) -> Any:
    with _building(), connection.cursor() as cursor:
        for one in scene.changes:
            table, key = _quoted(one.table), _quoted(one.key)
            if one.gone:
                cursor.executemany(f"DELETE FROM {table} WHERE {key} = %s", one.gone)
            if one.turned:
                given = ", ".join(f"{_quoted(column)} = %s" for column in one.columns)
                cursor.executemany(f"UPDATE {table} SET {given} WHERE {key} = %s", one.turned)
            if one.come:
                marks = ", ".join(["%s"] * len(one.columns))
                cursor.executemany(f"INSERT INTO {table} ({_listed(one.columns)}) VALUES ({marks})", one.come)
    return pickle.loads(scene.result)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))
