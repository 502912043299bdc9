"""The lưu đồ as the paper draws it: three columns, the steps one below the other, decisions as diamonds, returns as arrows.

Pure geometry that ends in one SVG text, which Word file and PDF show alike. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from khue.engine.procedures.language import chart, outline, schema

WHO_MM, WAY_MM, PAPER_MM = 38.0, 89.0, 38.0
WIDTH_MM = WHO_MM + WAY_MM + PAPER_MM
HEAD_MM, BOX_MM, PLAIN_MM, CHOICE_MM, GAP_MM = 9.0, 50.0, 13.0, 22.0, 9.0
LINE_MM, FONT_MM, SMALL_MM = 4.4, 3.7, 2.8
COLUMN_CHARS, BOX_CHARS, CHOICE_CHARS, LABEL_CHARS = 19, 25, 15, 10
TRACK_MM, FIRST_TRACK_MM, TRACKS = 4.0, 2.5, 3
CENTRE = WHO_MM + WAY_MM / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture as SVG, its size, and the same in words."""

    svg: str
    width_mm: float
    height_mm: float
    words: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a step stands: its row from `top`, its shape around `y`."""

    step: schema.Step
    top: float
    row: float
    high: float
    is_choice: bool
    is_end: bool

    @property
    def y(self) -> float:
        return self.top + self.row / 2

    @property
    def half(self) -> float:
        return (BOX_MM + 4 if self.is_choice else BOX_MM) / 2


def draw(flow: schema.Flow) -> Drawing:
    """The drawing of a flow, one row a step."""
    places = list(_places(flow))
    height = round(places[-1].top + places[-1].row if places else HEAD_MM, 1) + 0.4
    body = [*_frame(places, height), *_forward(flow, places), *_sideways(flow, places)]
    for place in places:
        body.extend(_row(place))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_MM}mm" height="{height:.2f}mm" '
        f'viewBox="0 0 {WIDTH_MM} {height:.2f}" font-family="Tinos" font-size="{FONT_MM}">{"".join(body)}</svg>'
    )
    return Drawing(svg, WIDTH_MM, height, outline.describe(flow, outline.Facts()))


def _places(flow: schema.Flow) -> Iterator[_Place]:
    top = HEAD_MM
    for step in flow.steps:
        choice = len(step.outcomes) > 1
        ends = step == flow.first or all(one.to == schema.END for one in step.outcomes)
        high = CHOICE_MM if choice else PLAIN_MM
        texts = max(len(_who(step)), len(step.forms)) * LINE_MM
        row = max(high, texts) + GAP_MM
        yield _Place(step, top, row, high, choice, ends)
        top += row


def _who(step: schema.Step) -> tuple[str, ...]:
    return chart.wrap(step.who or outline.people(step), COLUMN_CHARS, 5)


def _frame(places: list[_Place], height: float) -> Iterator[str]:
    yield f'<g fill="none" stroke="#000" stroke-width="0.2"><rect x="0.1" y="0.1" width="{WIDTH_MM - 0.2}" height="{height - 0.3:.2f}"/>'
    yield f'<path d="M{WHO_MM} 0V{height:.1f}M{WHO_MM + WAY_MM} 0V{height:.1f}M0 {HEAD_MM}H{WIDTH_MM}"/>'
    for place in places[1:]:
        yield f'<path stroke-dasharray="0.6 0.8" d="M0 {place.top:.1f}H{WHO_MM}M{WHO_MM + WAY_MM} {place.top:.1f}H{WIDTH_MM}"/>'
    yield "</g>"
    for middle, title in (
        (WHO_MM / 2, "Trách nhiệm"),
        (CENTRE, "Tiến trình"),
        (WIDTH_MM - PAPER_MM / 2, "Hồ sơ/Biểu mẫu"),
    ):
        yield _text(middle, HEAD_MM / 2 + 1.3, title, bold=True)


def _row(place: _Place) -> Iterator[str]:
    yield from _lines(WHO_MM / 2, place.y, _who(place.step))
    yield from _lines(WIDTH_MM - PAPER_MM / 2, place.y, place.step.forms)
    yield _shape(place)
    said = f"{place.step.code}. {place.step.short or place.step.name}"
    chars, most = (CHOICE_CHARS, 3) if place.is_choice else (BOX_CHARS, 2)
    yield from _lines(CENTRE, place.y, chart.wrap(said, chars, most))


def _shape(place: _Place) -> str:
    look = 'fill="#fff" stroke="#000" stroke-width="0.3"'
    x, y, half, high = CENTRE - place.half, place.y - place.high / 2, place.half, place.high / 2
    if place.is_choice:
        return f'<path {look} d="M{x} {place.y:.1f}L{CENTRE} {y:.1f}L{x + 2 * half} {place.y:.1f}L{CENTRE} {place.y + high:.1f}Z"/>'
    round_ = place.high / 2 if place.is_end else 0
    return f'<rect {look} x="{x}" y="{y:.1f}" width="{2 * half}" height="{place.high}" rx="{round_}"/>'


def _forward(flow: schema.Flow, places: list[_Place]) -> Iterator[str]:
    """Straight down to the next row."""
    for number, place in enumerate(places[:-1]):
        after = places[number + 1]
        ways = [one for one in place.step.outcomes if one.to == after.step.code]
        if not ways:
            continue
        start, end = place.y + place.high / 2, after.y - after.high / 2
        yield _line(f"M{CENTRE} {start:.1f}V{end - 1.5:.1f}") + _tip(CENTRE, end, "down")
        if place.is_choice:
            yield _text(CENTRE + 1.5, start + 3.2, ways[0].label, size=SMALL_MM, anchor="start")


def _sideways(flow: schema.Flow, places: list[_Place]) -> Iterator[str]:
    """Returns run up at the left, ways that jump over a step run down at the right; each on a track of its own."""
    order = {place.step.code: number for number, place in enumerate(places)}
    used = {-1: 0, 1: 0}
    spans = [(order[step.code], order[way.to], way) for step, way in flow.edges() if way.to in order]
    # The longest way on the outermost track: then no shorter one has to cross it.
    for source, target, way in sorted(spans, key=lambda one: -abs(one[0] - one[1])):
        if target == source + 1:
            continue
        side = -1 if target <= source else 1
        yield from _around(places[source], places[target], way, side, used[side])
        used[side] += 1


def _around(source: _Place, target: _Place, way: schema.Outcome, side: int, track: int) -> Iterator[str]:
    x = CENTRE + side * (WAY_MM / 2 - FIRST_TRACK_MM - TRACK_MM * (track % TRACKS))
    start, end = CENTRE + side * source.half, CENTRE + side * target.half
    # A way back to its own step, and a diamond that is left on the same side, are met above their middle.
    lands = target.y - 3 if source is target else target.y
    yield _line(f"M{start} {source.y:.1f}H{x:.1f}V{lands:.1f}H{end + side * 1.5:.1f}", dashed=way.back)
    yield _tip(end, lands, "left" if side > 0 else "right")
    anchor, at = ("end", start - 1.0) if side < 0 else ("start", start + 1.0)
    for number, line in enumerate(chart.wrap(way.note or way.label, LABEL_CHARS, 3)):
        yield _text(at, source.y + 4.0 + number * 3.4, line, size=SMALL_MM, anchor=anchor)


def _line(path: str, *, dashed: bool = False) -> str:
    dash = ' stroke-dasharray="1.4 0.8"' if dashed else ""
    return f'<path fill="none" stroke="#000" stroke-width="0.3"{dash} d="{path}"/>'


def _tip(x: float, y: float, to: str) -> str:
    """An arrow head whose point is at (x, y)."""
    back = {"down": "l-1.1 -2.2h2.2z", "left": "l2.2 -1.1v2.2z", "right": "l-2.2 -1.1v2.2z"}[to]
    return f'<path fill="#000" d="M{x} {y:.1f}{back}"/>'


def _lines(x: float, y: float, lines: tuple[str, ...]) -> Iterator[str]:
    first = y - LINE_MM * (len(lines) - 1) / 2 + 1.3
    for number, line in enumerate(lines):
        yield _text(x, first + LINE_MM * number, line)


def _text(x: float, y: float, said: str, *, size: float = FONT_MM, anchor: str = "middle", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{weight}>{escape(said)}</text>'
