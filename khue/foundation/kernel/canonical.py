"""One spelling of data, so that equal data has an equal hash (versions of procedures, the audit chain, evidence)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any
from uuid import UUID


def canonical_json(obj: Any) -> bytes:
    """UTF-8 JSON: keys sorted, no spaces, NFC text, dates in ISO 8601, decimals as text.

    Raises `TypeError` for what has no agreed spelling, and `ValueError` for NaN and infinity.
    """
    spelt = json.dumps(
        _plain(obj),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return spelt.encode()


def content_hash(obj: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(obj)).hexdigest()


def _plain(obj: Any) -> Any:
    if isinstance(obj, str):
        return unicodedata.normalize("NFC", str(obj))
    if obj is None or isinstance(obj, bool | int | float):
        return obj.value if isinstance(obj, Enum) else obj
    if isinstance(obj, Mapping):
        return {_key(key): _plain(value) for key, value in obj.items()}
    if isinstance(obj, list | tuple):
        return [_plain(value) for value in obj]
    if isinstance(obj, set | frozenset):
        return sorted((_plain(value) for value in obj), key=lambda value: canonical_json(value))
    return _scalar(obj)


def _scalar(obj: Any) -> Any:
    if isinstance(obj, datetime | date | time):
        return obj.isoformat()
    if isinstance(obj, Decimal):
        return _decimal(obj)
    if isinstance(obj, Enum):
        return _plain(obj.value)
    if isinstance(obj, UUID | PurePath):
        return str(obj)
    raise TypeError(f"no canonical spelling for {type(obj).__name__}")


def _decimal(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError("NaN and infinity have no canonical spelling")
    # 85 and 85.0 are the same number and must hash alike; 1E+2 must not appear.
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _key(key: Any) -> str:
    if isinstance(key, str):
        return unicodedata.normalize("NFC", str(key))
    if isinstance(key, int | date | UUID):
        return str(key)
    raise TypeError(f"no canonical spelling for a key of {type(key).__name__}")
