"""How a paper is composed and what its end means, told by the app whose paper it is; it registers itself in `apps.ready()`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from khue.engine.papers.models import Paper, PaperSubject
from khue.engine.records import documents
from khue.foundation.kernel import errors


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a bundle: which part it is, its title on the screen, the name of its files without ending, its fixed place."""

    part: str
    title: str
    name: str
    order: int
    document: documents.AdministrativeDocument


class Kind(Protocol):
    """Papers of one app."""

    code: str

    def compose(self, paper: Paper) -> Sequence[Piece]:
        """Every document, from what was frozen: the same today and in ten years."""
        ...

    def on_recalled(
        self, paper: Paper, subjects: Sequence[PaperSubject], *, reason: str, by: Any, at: datetime
    ) -> None:
        """What the paper issued is no longer in force. Inside the transaction of the deed."""
        ...

    def addresses(self, person: Any, ids: Iterable[int]) -> Mapping[int, str]:
        """Where each thing is shown that the person may see."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known under its code."""
    _kinds[kind.code] = kind


def kind(code: str) -> Kind:
    """Raises `NotFound`."""
    found = _kinds.get(code)
    if found is None:
        raise errors.NotFound("no_kind", _("Không có loại văn bản này."))
    return found
