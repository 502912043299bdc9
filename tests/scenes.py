"""What many tests build alike is built once in a process and laid down as rows from then on.

A cast takes a hundred statements, an issued set two hundred more, and a thousand tests begin with just these. A scene is what a call
of a function adds to a database that nothing but scenes has touched: its rows are written down when it comes for the second time,
and from the third time on they are laid down instead of built. After any other write of a test, and where a test commits, scenes are
built as ever. Nobody sees a difference but in time: a scene works on copies of what it is given and gives a copy of what it made, and
what it would do after a commit is never done. Files that it writes come only where it is built.
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

from tests import naming

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
        self.marks: dict[str, tuple[Hashable, ...] | None] = {}

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """A write that is no scene's ends what scenes may stand on; going back to a savepoint brings back what stood there."""
        if not self.is_building:
            if sql.startswith(WRITES):
                self.state = None
            elif sql.startswith("SAVEPOINT"):
                self.marks[sql.split()[-1]] = self.state
            elif sql.startswith("ROLLBACK TO SAVEPOINT"):
                self.state = self.marks.get(sql.split()[-1])
        return execute(sql, params, many, context)


_stage = _Stage()


def begin() -> None:
    """A test begins, on an empty database."""
    if _stage.watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(_stage.watch)
    _stage.state = ()


def kept(build: Callable[..., Built]) -> Callable[..., Built]:
    """Make a scene of a function. Nothing but its arguments (rows by their key), what is patched, and the scenes before decide what it
    writes; where one of these cannot be named, it is built as ever."""

    @functools.wraps(build)
    def laid(*args: Any, **named: Any) -> Built:
        if _stage.is_building:
            return build(*args, **named)
        given = pickle.dumps((args, named))
        state = _state(build, args, named)
        if state is None:
            args, named = pickle.loads(given)
            return pickle.loads(pickle.dumps(build(*args, **named)))
        scene = _stage.kept.get(state)
        result = _lay(scene) if scene else _build(state, build, given)
        _stage.state = state
        return pickle.loads(result)

    return laid


def _state(build: Callable[..., Any], args: Any, named: Any) -> tuple[Hashable, ...] | None:
    """Where the test would stand after this scene; `None` where it is to be built as ever."""
    if _stage.state is None or not connection.in_atomic_block:
        return None
    try:
        return (
            *_stage.state,
            (build.__module__, build.__qualname__, naming.of(args), naming.of(named), naming.patches()),
        )
    except naming.Unnamed:
        return None


def _build(state: tuple[Hashable, ...], build: Callable[..., Any], given: bytes) -> bytes:
    args, named = pickle.loads(given)
    is_again = _stage.seen[state] > 0
    before = _tables() if is_again else {}
    waiting = len(connection.run_on_commit)
    with _building():
        result = pickle.dumps(build(*args, **named))
    del connection.run_on_commit[waiting:]
    _stage.seen[state] += 1
    if is_again:
        after = _tables()
        changes = [_change(model, before[table], after[table]) for model, table in _models()]
        _stage.kept[state] = Scene([one for one in changes if one.come or one.turned or one.gone], result)
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


def _lay(scene: Scene) -> bytes:
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
    return scene.result


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))
