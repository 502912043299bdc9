"""Whose journal a person may read. Institutions are known above; `people/access` registers the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors

Readable = Callable[[Any], Mapping[int, str]]
_readable: list[Readable] = []


def readable_by(answer: Readable) -> None:
    """Registers who answers: a function of the person, giving {id of institution: its name}."""
    _readable[:] = [answer]


def chains_of(person: Any) -> dict[int, str]:
    """The chains this person may read."""
    return {chain: name for answer in _readable for chain, name in answer(person).items()}


def check_read(person: Any) -> dict[int, str]:
    """The same; nobody's is a refusal."""
    chains = chains_of(person)
    if not chains:
        reason = _("Thầy, cô chưa được giao quyền xem nhật ký. Hãy nhờ người quản trị nếu cần cho công việc.")
        raise errors.NotAllowed("audit_trail.view", reason)
    return chains
