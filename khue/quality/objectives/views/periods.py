"""Which school year a list shows: the one in the URL (`?nam=2026-2027`), else the one under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.access import backend
from khue.people.organisation.models import Period


@dataclass(frozen=True)
class Chosen:
    """The period of the list and those one may choose from, the newest first."""

    period: Any
    periods: tuple[Period, ...]
    institution_id: int


def choose(request: HttpRequest) -> Chosen:
    """One statement. An institution without periods gives none; a code that is not there is refused."""
    institution_id = home(request.user)
    rows = tuple(
        Period.objects.filter(institution_id=institution_id).select_related("institution").order_by("-starts_on")
    )
    asked = request.GET.get("nam", "")
    if asked:
        found = next((one for one in rows if one.code == asked), None)
        if found is None:
            raise errors.NotFound(
                "no_period", _("Không có năm học “%(code)s”. Hãy chọn trong danh sách.") % {"code": asked}
            )
        return Chosen(found, rows, institution_id)
    return Chosen(current(rows, timezone.localdate()), rows, institution_id)


def current(rows: Sequence[Period], on: date) -> Period | None:
    """The period that holds the day; between two, the next; else the last."""
    holding = next((one for one in rows if one.starts_on <= on <= one.ends_on), None)
    coming = [one for one in rows if one.starts_on > on]
    return holding or (coming[-1] if coming else None) or next(iter(rows), None)


def home(person: Any) -> int:
    """The institution a person works in; who holds nothing anywhere sees no list."""
    held = backend.held_by(person)
    if not held:
        raise errors.NotAllowed("no_grant", _("Tài khoản này chưa được giao vai trò nào. Hãy liên hệ người quản trị."))
    return held[0].institution_id
