"""A statement that is written once and run again with other values: Django takes longer to write one than the database to answer it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Prepared:
    rows: models.QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    values: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    """Which of the statement's values is which of those that are given."""

    def run(self, given: list[Any]) -> list[Any]:
        values = list(self.values)
        for place, which in self.places:
            values[place] = type(values[place])(given[which])  # PostgreSQL's driver has numbers of its own
        compiler, query = copy(self.compiler), copy(self.rows.query)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_more: (self.sql, tuple(values))  # type: ignore[method-assign]
        query.get_compiler = lambda *_args, **_more: compiler  # type: ignore[method-assign]
        return list(type(self.rows)(self.rows.model, query=query, using=DEFAULT_DB_ALIAS))
