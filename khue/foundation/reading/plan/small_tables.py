"""Lists of objectives that stand in a small table: one column of sentences, or their numbers or groups beside them."""

from __future__ import annotations

from collections.abc import Sequence

from khue.foundation.kernel import text
from khue.foundation.reading import targets as target_reading
from khue.foundation.reading.plan import contents, guessing, listing
from khue.foundation.reading.plan import layout as layouts
from khue.foundation.reading.plan.columns import Field, meaning
from khue.foundation.reading.plan.grid import Grid

_WIDEST, _NEAR, _LONGEST_HEADER = 3, 6, 60


def layout(grid: Grid, above: Sequence[str]) -> layouts.Layout | None:
    """The layout of such a table; `above` are the lines that stand before it, nearest last."""
    if not 1 <= grid.width <= _WIDEST:
        return None
    first = _header(grid)
    titled = any(listing.is_title(line) for line in above[-_NEAR:])
    if first is None and not titled:
        return None
    last = -1 if first is None else first
    body = grid.places[last + 1 :]
    column = next((at for at in reversed(range(grid.width)) if _holds_sentences([row[at].text for row in body])), None)
    if column is None or not _is_measured([row[column].text for row in body]):
        return None
    columns: dict[Field, tuple[int, ...]] = {Field.OBJECTIVE: (column,)}
    if column and all(contents.is_ordinal(row[0].text) for row in body if row[0].text.strip()):
        columns[Field.NUMBER] = (0,)
    headers = tuple(text.squash(cell.text) for cell in grid.places[first]) if first is not None else ("",) * grid.width
    noted = guessing.noted(grid, headers, columns, last, ())
    if noted:
        columns[Field.NOTE] = tuple(noted)
    return layouts.Layout(columns, headers, max(last, 0), last, 0, noted=noted)


def _header(grid: Grid) -> int | None:
    """The row that names the objectives, among the first three."""
    for at, row in enumerate(grid.places[:_WIDEST]):
        named = [meaning(text.squash(cell.text)) for cell in row if len(cell.text) < _LONGEST_HEADER]
        if any(found and found[0] in {Field.OBJECTIVE, Field.TARGET} for found in named):
            return at
    return None


def _holds_sentences(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell.strip()]
    return len(said) > 1 and 2 * sum(len(cell.split()) > 3 for cell in said) >= len(said)


def _is_measured(cells: Sequence[str]) -> bool:
    return 2 * sum(bool(target_reading.read_targets(cell)) for cell in cells) >= len([cell for cell in cells if cell])
