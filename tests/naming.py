"""What a scene is given, and what is patched when it is built, by names that mean the same in every test of a process.

What cannot be named so (an object that is only known by its place in memory, a function that writes into a list) is `Unnamed`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AnySet
from datetime import date, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from types import FunctionType, ModuleType
from typing import Any
from uuid import UUID
from weakref import WeakSet

import pytest
from django.db import models

PLAIN = (type(None), bool, int, float, str, bytes, Decimal, date, time, timedelta, tzinfo, PurePath, UUID, Enum)
_patching: WeakSet[pytest.MonkeyPatch] = WeakSet()


class Unnamed(Exception):
    """Nothing says whether this is the same as in another test."""


def of(value: Any) -> Hashable:
    """The name of a value: rows by their key and the day on which their permissions are asked, all else by its parts."""
    if isinstance(value, PLAIN):
        return type(value), repr(value)
    if isinstance(value, models.Model):
        return _row(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(of(getattr(value, one.name)) for one in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return type(value), tuple((of(key), of(one)) for key, one in value.items())
    if isinstance(value, AnySet):
        return type(value), frozenset(map(of, value))
    if isinstance(value, Sequence):
        return type(value), tuple(map(of, value))
    raise Unnamed(repr(value))


def _row(row: models.Model) -> Hashable:
    if row.pk is None:
        raise Unnamed(repr(row))
    return type(row), row.pk, repr(getattr(row, "as_of", None))


def patches() -> Hashable:
    """What every `MonkeyPatch` of pytest has put in place just now, but for what pytest puts into itself."""
    found = set()
    for one in list(_patching):
        ours = [(where, name) for where, name, _before in one._setattr if not isinstance(where, pytest.Config)]
        found |= {(_code(where), name, _code(getattr(where, name, None))) for where, name in ours}
        found |= {("", of(key), _code(where.get(key))) for where, key, _before in one._setitem}
    return frozenset(found)


def _code(thing: Any) -> Hashable:
    """Code by its place; a function that remembers something, by that too, as long as nothing can be written into it."""
    if isinstance(thing, ModuleType):
        return thing.__name__
    if isinstance(thing, type):
        return thing.__module__, thing.__qualname__
    if isinstance(thing, FunctionType):
        cells = [cell.cell_contents for cell in thing.__closure__ or ()]
        remembered = [*(thing.__defaults__ or ()), *(thing.__kwdefaults__ or {}).values(), *cells]
        return thing.__module__, thing.__qualname__, thing.__code__.co_firstlineno, tuple(map(_remembered, remembered))
    return _remembered(thing)


def _remembered(thing: Any) -> Hashable:
    if isinstance(thing, FunctionType):
        return _code(thing)
    if isinstance(thing, PLAIN):
        return of(thing)
    raise Unnamed(repr(thing))


def _note_every_patch() -> None:
    begin = pytest.MonkeyPatch.__init__

    def noted(self: pytest.MonkeyPatch) -> None:
        begin(self)
        _patching.add(self)

    pytest.MonkeyPatch.__init__ = noted


_note_every_patch()
