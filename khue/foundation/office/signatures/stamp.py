"""The visible mark of a signature, drawn by typst in our own font (pyHanko's text stamps set Vietnamese badly, stack.md trap 29)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from khue.foundation.kernel import clock
from khue.foundation.office import layout, metrics, typst_out


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the mark: who signs, for whom, on which paper (its number may be empty), or instead of words the image
    (PNG) of the signature or of the seal."""

    name: str
    organisation: str = ""
    number: str = ""
    image: bytes = b""


def lines(mark: Mark, at: datetime) -> list[str]:
    """Who, the organisation, the number, and the moment with the zone of Viet Nam (ISO 8601, as the decree asks)."""
    moment = at.astimezone(clock.LOCAL).isoformat(timespec="seconds")
    told = [f"Ký bởi: {mark.name}", f"Cơ quan: {mark.organisation}", f"Số: {mark.number}", f"Thời gian ký: {moment}"]
    return [
        layout.clean(line)
        for line, value in zip(told, (mark.name, mark.organisation, mark.number, "at"), strict=True)
        if value
    ]


def draw(mark: Mark, at: datetime, width_pt: float, height_pt: float) -> bytes:
    """A one-page PDF of that size."""
    data = {"lines": [metrics.printable(line) for line in lines(mark, at)], "width": width_pt, "height": height_pt}
    return typst_out.compiled("stamp.typ", "mark", json.dumps(data, ensure_ascii=False), int(at.timestamp()))
