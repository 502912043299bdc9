"""In which pile of the board a file of a batch lies, and why. Pure: the facts are handed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from khue.interfaces.imports import terms

CLEAN, EYES, BAD, READING, ENTERING, DONE, LEFT = "clean", "eyes", "bad", "reading", "entering", "done", "left"
Place = tuple[int, int]
"""Unit and period."""


@dataclass(frozen=True)
class Standing:
    """What the unit has for that year already: how many objectives, and why the file cannot go there (empty: it can)."""

    objectives: int = 0
    closed: str = ""


@dataclass(frozen=True)
class Card:
    """A file on the board: its pile, what a person must decide (in words), and which page asks it.

    `asks` is all of it, `above` what concerns the file as a whole; `closed`: why its unit takes no file now; `seen`: it was
    confirmed once before.
    """

    file: Any
    pile: str
    asks: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    twins: tuple[Any, ...] = ()
    closed: str = ""
    seen: bool = False

    @property
    def needs_place(self) -> bool:
        return self.pile == EYES and (self.file.unit_id is None or self.file.period_id is None or bool(self.twins))


@dataclass
class Board:
    """All piles of a batch."""

    cards: list[Card] = field(default_factory=list)

    def pile(self, name: str) -> list[Card]:
        return [card for card in self.cards if card.pile == name]

    def next_after(self, public_id: str) -> Card | None:
        """The doubtful file after this one, beginning again at the first."""
        eyes = self.pile(EYES)
        ids = [card.file.public_id for card in eyes]
        start = ids.index(public_id) + 1 if public_id in ids else 0
        others = [card for card in [*eyes[start:], *eyes[:start]] if card.file.public_id != public_id]
        return others[0] if others else None


def board_of(files: Iterable[Any], standing: Mapping[Place, Standing], earlier: Mapping[str, str]) -> Board:
    """`standing`: what units have already; `earlier`: hashes of files that were confirmed before, and when."""
    listed = list(files)
    waiting: dict[Place, list[Any]] = defaultdict(list)
    for one in listed:
        if one.state == terms.STAGED and one.unit_id and one.period_id:
            waiting[one.unit_id, one.period_id].append(one)
    return Board([_card(one, waiting, standing, earlier) for one in listed])


_PILES = {
    terms.WAITING: READING,
    terms.READING: READING,
    terms.REFUSED: BAD,
    terms.ENTERING: ENTERING,
    terms.CONFIRMED: DONE,
    terms.DISCARDED: LEFT,
}


def _card(
    one: Any, waiting: Mapping[Place, list[Any]], standing: Mapping[Place, Standing], earlier: Mapping[str, str]
) -> Card:
    if one.state != terms.STAGED:
        return Card(one, _PILES[one.state])
    if not (one.unit_id and one.period_id):
        why = tuple(_unplaced(one))
        return Card(one, EYES, why, why)
    place = (one.unit_id, one.period_id)
    twins = tuple(other for other in waiting[place] if other is not one)
    there, seen = standing.get(place, Standing()), list(_seen(one, earlier))
    failed = [f"Lần xác nhận trước chưa được: {one.why}"] if one.why else []
    above = [*failed, *_twins(twins), *_standing(one, there), *seen]
    asks = [*above, *_doubts(one)]
    return Card(one, EYES if asks else CLEAN, tuple(asks), tuple(above), twins, there.closed, bool(seen))


def _unplaced(one: Any) -> Iterable[str]:
    for name, found in (("unit_id", "unit"), ("period_id", "period")):
        if getattr(one, name) is None:
            told = one.match.get(found, {})
            near = told.get("choices") or ()
            yield told.get("reason", "") + (f". Có thể là {near[0]['label']} ({near[0]['reason']})" if near else "")


def _twins(twins: tuple[Any, ...]) -> Iterable[str]:
    if twins:
        names = ", ".join(f"“{other.file_name}”" for other in twins)
        yield f"Cùng đơn vị và năm học với {names}: chọn một tệp để dùng"


def _standing(one: Any, standing: Standing) -> Iterable[str]:
    if standing.closed:
        yield standing.closed
    elif standing.objectives and not one.way:
        yield f"Đơn vị đã có bản dự thảo {standing.objectives} mục tiêu: thay hay thêm vào"


def _seen(one: Any, earlier: Mapping[str, str]) -> Iterable[str]:
    if one.sha256 in earlier and not one.match.get("again"):
        yield f"Tệp này đã được xác nhận {earlier[one.sha256]}"


def _doubts(one: Any) -> Iterable[str]:
    summary = one.summary
    yield from summary.get("doubts", ())[:3]
    if summary.get("open", 0) > 3:
        yield f"và {summary['open'] - 3} ô khác cần xem"
