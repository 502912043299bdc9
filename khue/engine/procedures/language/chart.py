"""The flow chart of a procedure as pure geometry: numbers and lines of text from which a template draws an SVG.

Layered: a step stands in the column of its longest way from the start, ways forward run between the columns, returns run below
all boxes, each on a track of its own. Units are SVG user units; text is centred on its x and stands on its y.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from khue.engine.procedures.language import outline, schema

WIDTH, HEIGHT = 148, 60
GAP = 38
HALO = 5
INSET = 18
LINE, SMALL_LINE = 20, 16
ROW_GAP = 46
TRACK, FIRST_TRACK = 24, 38
NAME_CHARS, WHO_CHARS, WHEN_CHARS = 19, 21, 28

Shape = Literal["pill", "rect", "hexagon"]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: `kind` is n (name), who, when or lab (label of an edge)."""

    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Box:
    """One step. A pill or rect is drawn from x, y, width, height; a hexagon from `path` and `halo` (path data)."""

    step: str
    shape: Shape
    x: int
    y: int
    width: int
    height: int
    path: str
    halo: str
    radius: int
    lines: tuple[TextLine, ...]
    stage: outline.Stage

    @property
    def cx(self) -> int:
        return self.x + self.width // 2

    @property
    def cy(self) -> int:
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Edge:
    """One way: `path` of the line and `tip` of its arrow head (path data); `lit` when a return was really taken."""

    source: str
    target: str
    outcome: str
    path: str
    tip: str
    back: bool
    lit: bool
    label: TextLine | None


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a screen needs: picture, its title and description for screen readers, and the list for phones."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    title: str
    description: str
    items: tuple[outline.Item, ...]


def layout(flow: schema.Flow, facts: outline.Facts | None = None) -> Chart:
    """The chart of a flow; with `facts` of a case the present step is lit and what is done carries its date."""
    facts = facts or outline.Facts()
    flow = _drawable(flow)
    grid = _Grid(flow, facts)
    boxes = {step.code: grid.box(step) for step in flow.steps}
    forward = tuple(grid.forward(boxes))
    backward = tuple(_returns(flow, boxes, facts))
    bottom = max(box.bottom for box in boxes.values()) + HALO
    tracks = _depths(flow, boxes)
    if tracks:
        bottom += FIRST_TRACK + TRACK * max(tracks.values()) + 8 - HALO
    return Chart(
        width=max(box.right for box in boxes.values()) + HALO,
        height=bottom,
        boxes=tuple(boxes.values()),
        edges=backward + forward,
        title=f"Lưu đồ {flow.title[:1].lower()}{flow.title[1:]}",
        description=outline.describe(flow, facts),
        items=outline.items(flow, facts),
    )


def _drawable(flow: schema.Flow) -> schema.Flow:
    """The flow without what cannot be drawn: a draft may give one number twice, or lead nowhere (its faults say so)."""
    steps = {step.code: step for step in flow.steps}

    def ways(step: schema.Step) -> tuple[schema.Outcome, ...]:
        return tuple(one for one in step.outcomes if one.to in steps or (one.to == schema.END and not one.back))

    return replace(flow, steps=tuple(replace(step, outcomes=ways(step)) for step in steps.values()))


def wrap(text: str, chars: int, lines: int = 2) -> tuple[str, ...]:
    """Text broken at spaces into at most `lines` lines of about `chars` characters; what does not fit ends in “…”."""
    found: list[str] = []
    for word in text.split():
        if found and len(found[-1]) + 1 + len(word) <= chars:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1][: chars - 1].rstrip(" ,;") + "…"]
    return tuple(found)


class _Grid:
    """Columns and rows of one flow, and the common height of its boxes."""

    def __init__(self, flow: schema.Flow, facts: outline.Facts) -> None:
        self.flow, self.facts = flow, facts
        self.columns = _columns(flow)
        self.rows = _rows(flow, self.columns)
        self.over = self._over()
        most = max(len(self._inside(step)) for step in flow.steps)
        self.height = HEIGHT + LINE * max(0, most - 2)
        above = max((len(self._above(step)) for step in flow.steps), default=0)
        self.top = 16 + SMALL_LINE * max(1, above) + TRACK * len(self.over)

    def box(self, step: schema.Step) -> Box:
        x = HALO + self.columns[step.code] * (WIDTH + GAP)
        y = self.top + self.rows[step.code] * (self.height + ROW_GAP)
        shape = _shape(self.flow, step)
        return Box(
            step=step.code,
            shape=shape,
            x=x,
            y=y,
            width=WIDTH,
            height=self.height,
            path=_hexagon(x, y, self.height, 0) if shape == "hexagon" else "",
            halo=_hexagon(x, y, self.height, HALO) if shape == "hexagon" else "",
            radius={"pill": self.height // 2, "rect": 3, "hexagon": 0}[shape],
            lines=tuple(self._lines(step, x + WIDTH // 2, y)),
            stage=self.facts.stage(step),
        )

    def forward(self, boxes: dict[str, Box]) -> Iterator[Edge]:
        """Ways ahead: straight to the next column, bent between rows, over the top where they jump a column."""
        for step, outcome in self.flow.edges():
            if outcome.back or outcome.to == schema.END:
                continue
            source, target = boxes[step.code], boxes[outcome.to]
            jump = self.over.get((step.code, outcome.code))
            label = None
            if jump is not None:
                y = 12 + TRACK * jump
                path = f"M{source.right} {source.cy} h{GAP // 2} V{y} H{target.x - GAP // 2} V{target.cy} h7"
                label = TextLine(
                    (source.right + target.x) // 2, y + 4, outline.edge_label(step, outcome, self.facts), "lab"
                )
            elif source.cy == target.cy:
                path = f"M{source.right} {source.cy} H{target.x - 12}"
            else:
                path = f"M{source.right} {source.cy} h{GAP // 2} V{target.cy} H{target.x - 12}"
            tip = f"M{target.x - 14} {target.cy - 5} l9 5 l-9 5 z"
            yield Edge(step.code, outcome.to, outcome.code, path, tip, False, False, label)

    def _over(self) -> dict[tuple[str, str], int]:
        """The track, counted from the top, of every way ahead that jumps over a column."""
        jumps = [
            (step.code, one.code)
            for step, one in self.flow.edges()
            if not one.back and one.to != schema.END and self.columns[one.to] - self.columns[step.code] > 1
        ]
        return {jump: track for track, jump in enumerate(jumps)}

    def _inside(self, step: schema.Step) -> list[tuple[str, str]]:
        names = wrap(f"{step.code}. {step.short or step.name}", NAME_CHARS)
        return [*((name, "n") for name in names), *((who, "who") for who in wrap(step.who_short, WHO_CHARS))]

    def _above(self, step: schema.Step) -> tuple[str, ...]:
        return wrap(outline.when(step, self.facts), WHEN_CHARS)

    def _lines(self, step: schema.Step, cx: int, y: int) -> Iterator[TextLine]:
        above = self._above(step)
        for number, line in enumerate(reversed(above)):
            yield TextLine(cx, y - 12 - SMALL_LINE * number, line, "when")
        inside = self._inside(step)
        base = y + (self.height - LINE * (len(inside) - 1)) // 2 + 6
        for number, (line, kind) in enumerate(inside):
            yield TextLine(cx, base + LINE * number, line, kind)


def _columns(flow: schema.Flow) -> dict[str, int]:
    """The longest way forward to each step; the paper's order never lets a way forward go back (checks)."""
    columns = {step.code: 0 for step in flow.steps}
    for step, outcome in flow.edges():
        if not outcome.back and outcome.to != schema.END:
            columns[outcome.to] = max(columns[outcome.to], columns[step.code] + 1)
    return columns


def _rows(flow: schema.Flow, columns: dict[str, int]) -> dict[str, int]:
    taken: dict[int, int] = {}
    rows = {}
    for step in flow.steps:
        column = columns[step.code]
        rows[step.code] = taken.get(column, 0)
        taken[column] = rows[step.code] + 1
    return rows


def _shape(flow: schema.Flow, step: schema.Step) -> Shape:
    if step == flow.first or all(one.to == schema.END for one in step.outcomes):
        return "pill"
    return "hexagon" if any(one.back for one in step.outcomes) else "rect"


def _hexagon(x: int, y: int, height: int, halo: int) -> str:
    left, right = x - halo - halo // 2, x + WIDTH + halo + halo // 2
    top, bottom, middle = y - halo, y + height + halo, y + height // 2
    inset = INSET + 4 * (halo > 0)
    return f"M{left} {middle} L{left + inset} {top} H{right - inset} L{right} {middle} L{right - inset} {bottom} H{left + inset} Z"


def _backs(flow: schema.Flow) -> list[tuple[schema.Step, schema.Outcome]]:
    return [(step, outcome) for step, outcome in flow.edges() if outcome.back]


def _depths(flow: schema.Flow, boxes: dict[str, Box]) -> dict[tuple[str, str], int]:
    """A track for every return, shortest nearest to the boxes; ways that overlap never share one."""
    spans = sorted(_backs(flow), key=lambda way: (boxes[way[0].code].cx - boxes[way[1].to].cx, way[0].code))
    tracks: dict[tuple[str, str], int] = {}
    used: list[list[tuple[int, int]]] = []
    for step, outcome in spans:
        low, high = boxes[outcome.to].x, boxes[step.code].right
        track = next((n for n, all_ in enumerate(used) if all(high <= a or low >= b for a, b in all_)), len(used))
        if track == len(used):
            used.append([])
        used[track].append((low, high))
        tracks[step.code, outcome.code] = track
    return tracks


def _ports(
    flow: schema.Flow, boxes: dict[str, Box], depths: dict[tuple[str, str], int]
) -> dict[tuple[str, str, str], int]:
    """Where each return touches a box from below. Leaving ways stand left of arriving ones and deeper ways leave further
    right, arrive further left: so no two of them cross at a box."""
    found: dict[tuple[str, str, str], int] = {}
    for code, box in boxes.items():
        leaving = sorted((depths[s.code, o.code], s.code, o.code) for s, o in _backs(flow) if s.code == code)
        arriving = sorted((-depths[s.code, o.code], s.code, o.code) for s, o in _backs(flow) if o.to == code)
        touching = [("out", *one[1:]) for one in leaving] + [("in", *one[1:]) for one in arriving]
        for number, key in enumerate(touching):
            found[key] = box.cx + round((number - (len(touching) - 1) / 2) * 18)
    return found


def _returns(flow: schema.Flow, boxes: dict[str, Box], facts: outline.Facts) -> Iterator[Edge]:
    depths = _depths(flow, boxes)
    ports = _ports(flow, boxes, depths)
    floor = max(box.bottom for box in boxes.values()) + FIRST_TRACK
    for step, outcome in _backs(flow):
        key = (step.code, outcome.code)
        source, target = boxes[step.code], boxes[outcome.to]
        leaves, arrives = ports["out", *key], ports["in", *key]
        y = floor + TRACK * depths[key]
        path = _u_turn(leaves, source.bottom + 1, arrives, target.bottom + 14, y)
        tip = f"M{arrives - 6} {target.bottom + 16} L{arrives} {target.bottom + HALO} L{arrives + 6} {target.bottom + 16} Z"
        label = TextLine((leaves + arrives) // 2, y + 4, outline.edge_label(step, outcome, facts), "lab")
        lit = facts.returned_on(step, outcome) is not None
        yield Edge(step.code, outcome.to, outcome.code, path, tip, True, lit, label)


def _u_turn(x1: int, y1: int, x2: int, y2: int, y: int) -> str:
    """Down from (x1, y1), along y, up to (x2, y2), with rounded corners."""
    r = min(10, abs(x1 - x2) // 2)
    turn = -r if x2 < x1 else r
    return f"M{x1} {y1} V{y - r} Q{x1} {y} {x1 + turn} {y} H{x2 - turn} Q{x2} {y} {x2} {y - r} V{y2}"
