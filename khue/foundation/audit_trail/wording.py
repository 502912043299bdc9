"""The registry of sentences: every app says in Vietnamese what each of its verbs means; the journal reads it out.

    wording.register({"objectives.set.issued": _("Ban hành theo quyết định {number}")})

Fields in braces come from the event's data; {thing} is the thing's name and {actor} who did it. A date of the data is printed
as a Vietnamese date, a field that is missing as nothing. What stands in square brackets is left out when a field in it is empty:
"Đổi tên thành {to}[ theo quyết định {number}]". A sentence may also be a function of the event.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import text
from khue.foundation.ui import wording as ui

Sentence = str | Callable[[AuditEvent], str] | Any  # Any: a lazy translation
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_sentences: dict[str, Sentence] = {}
_areas: dict[str, Any] = {}


def register(sentences: Mapping[str, Sentence], *, area: str = "", label: Any = "") -> None:
    """Adds verbs and what they mean; `area` and `label` name the part of Khuê in the journal's filter."""
    _sentences.update(sentences)
    if area:
        _areas[area] = label


def known() -> frozenset[str]:
    """Every verb that has a sentence."""
    return frozenset(_sentences)


def areas() -> list[tuple[str, str]]:
    """(area, label) for the filter, in the Vietnamese order of the labels."""
    return sorted(((area, str(label)) for area, label in _areas.items()), key=lambda pair: text.sort_key(pair[1]))


def sentence(event: AuditEvent) -> str:
    """What happened, in words: “Ban hành theo quyết định 318/QĐ-CĐKTKV”. Who did it stands beside it."""
    told = _sentences.get(event.verb)
    if told is None:
        return f"{event.verb}: {event.object_label}"
    if callable(told):
        return str(told(event))
    words = _Words(event)
    wanted = _OPTIONAL.sub(lambda part: part[1] if all(map(words.get, _FIELD.findall(part[1]))) else "", str(told))
    return text.squash(wanted.format_map(words))


def changes(event: AuditEvent, labels: Mapping[str, Any]) -> str:
    """“mã: CK → CKCT; tên viết tắt: (trống) → K.CK” from the event's `before` and `after`."""
    before, after = event.data.get("before", {}), event.data.get("after", {})
    parts = (f"{labels.get(key, key)}: {_said(before.get(key))} → {_said(value)}" for key, value in after.items())
    return "; ".join(parts)


def _said(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return spoken(value) or _("(trống)")


def spoken(value: Any) -> str:
    """A value of an event's data as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(map(spoken, value))
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return ui.day(date.fromisoformat(value))
    return str(value)


class _Words(dict[str, str]):
    def __init__(self, event: AuditEvent) -> None:
        super().__init__({key: spoken(value) for key, value in event.data.items()})
        self.setdefault("thing", event.object_label)
        self.setdefault("actor", event.actor_name)

    def __missing__(self, key: str) -> str:
        return ""
