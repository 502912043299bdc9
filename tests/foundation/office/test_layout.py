"""The plain parts: text that both printers can hold, tables whose cells fill their rows."""

from __future__ import annotations

import pytest

from khue.foundation.office import layout
from khue.foundation.office.layout import Grid, GridCell

ONE, WIDE, TALL = GridCell(()), GridCell((), colspan=2), GridCell((), rowspan=2)


def _columns(*rows: tuple[GridCell, ...]) -> list[list[int]]:
    grid = Grid(widths_mm=(10, 10, 10), rows=rows)
    return [[x for x, _ in row] for row in layout.anchors(grid)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Đa\u0300o ta\u0323o", "Đào tạo"),
        ("a\x00b\x08c\x1f", "abc"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("a\ud800b\ufffe", "ab"),
        ("\u202egiả\u2066", "giả"),
        ("ẩn\u200b giữa\ufeff", "ẩn giữa"),
        ("☑\ufe0f", "☑"),
        ("A & B <x> #$*_[]", "A & B <x> #$*_[]"),
    ],
)
def test_text_is_cleaned_at_the_border(given: str, kept: str) -> None:
    assert layout.clean(given) == kept
    assert layout.Run(given).text == kept


def test_a_marker_is_part_of_the_words() -> None:
    assert layout.Line((layout.Run("một"), layout.Run(" hai")), marker="-").text == "- một hai"


def test_cells_find_their_columns() -> None:
    assert _columns((ONE, ONE, ONE), (WIDE, ONE), (ONE, WIDE)) == [[0, 1, 2], [0, 2], [0, 1]]
    assert _columns((TALL, ONE, TALL), (ONE,), (ONE, ONE, ONE)) == [[0, 1, 2], [1], [0, 1, 2]]
    both = GridCell((), colspan=2, rowspan=3)
    assert _columns((both, ONE), (ONE,), (ONE,)) == [[0, 2], [2], [2]]


@pytest.mark.parametrize(
    "rows",
    [
        ((ONE, ONE),),
        ((ONE, ONE, ONE, ONE),),
        ((WIDE, WIDE),),
        ((ONE, TALL, ONE), (WIDE,)),
        ((TALL, ONE, ONE), (ONE, ONE, ONE)),
    ],
)
def test_rows_that_do_not_fill_the_columns_are_refused(rows: tuple[tuple[GridCell, ...], ...]) -> None:
    with pytest.raises(ValueError, match="row"):
        _columns(*rows)
