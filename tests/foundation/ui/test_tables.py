from __future__ import annotations

import pytest

from khue.foundation.ui.tables import Column, Filter, Table

UNIT = Column("don-vi", "Đơn vị", order_by=("unit__sort_key", "-number"), css="k-inline")
DUE = Column("han", "Hạn", order_by=("due_on",))
NOTE = Column("ghi-chu", "Ghi chú <b>")
TABLE = Table(
    columns=(UNIT, DUE, NOTE),
    filters=(Filter("trang-thai", "Trạng thái", (("tre", "Trễ"),)),),
    default="-han",
    keep=("nam",),
)


def test_default_order() -> None:
    assert TABLE.read({}).ordering == ("-due_on", "pk")


def test_order_from_the_url() -> None:
    assert TABLE.read({"xep": "don-vi"}).ordering == ("unit__sort_key", "-number", "pk")


def test_turned_order_turns_every_field() -> None:
    assert TABLE.read({"xep": "-don-vi"}).ordering == ("-unit__sort_key", "number", "pk")


@pytest.mark.parametrize("sign", ["ghi-chu", "password", "-", "han;drop"])
def test_what_may_not_sort_gives_the_default(sign: str) -> None:
    assert TABLE.read({"xep": sign}).sign == "-han"


def test_unknown_filter_value_is_dropped() -> None:
    assert TABLE.read({"trang-thai": "khac"}).chosen == {"trang-thai": ""}


def test_search_text_is_squeezed_and_cut() -> None:
    assert TABLE.read({"tim": "  khoa   cơ " + "x" * 300}).text == ("khoa cơ " + "x" * 300)[:200]


def test_links_keep_what_was_chosen_and_begin_at_page_one() -> None:
    query = TABLE.read({"trang-thai": "tre", "tim": "cơ khí", "trang": "4", "nam": "2026", "la": "1"})
    assert query.href(xep="don-vi") == "?nam=2026&trang-thai=tre&tim=c%C6%A1+kh%C3%AD&xep=don-vi"


def test_page_links_keep_the_order() -> None:
    assert TABLE.read({"xep": "han"}).href(trang=3) == "?xep=han&trang=3"


def test_sort_link_turns_the_column_round() -> None:
    up, down = TABLE.read({"xep": "don-vi"}), TABLE.read({"xep": "-don-vi"})
    assert (up.sort_href(UNIT), down.sort_href(UNIT), up.sort_href(DUE)) == ("?xep=-don-vi", "?xep=don-vi", "?xep=han")


def test_direction_is_only_said_of_the_sorted_column() -> None:
    query = TABLE.read({})
    assert [query.direction(column) for column in TABLE.columns] == [None, "descending", None]


def test_cleared_drops_filters_and_search_only() -> None:
    assert (
        TABLE.read({"trang-thai": "tre", "tim": "a", "nam": "2026", "xep": "don-vi"}).cleared == "?nam=2026&xep=don-vi"
    )


@pytest.mark.parametrize(
    ("params", "narrowed"), [({}, False), ({"tim": "a"}, True), ({"trang-thai": "tre"}, True), ({"trang": "2"}, False)]
)
def test_is_narrowed(params: dict[str, str], narrowed: bool) -> None:
    assert TABLE.read(params).is_narrowed is narrowed


def test_cells_carry_role_label_and_class_escaped() -> None:
    assert TABLE.cells["don-vi"] == 'role="cell" data-label="Đơn vị" class="k-inline"'
    assert TABLE.cells["ghi-chu"] == 'role="cell" data-label="Ghi chú &lt;b&gt;"'
