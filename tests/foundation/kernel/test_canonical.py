import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from khue.foundation.kernel import canonical


class Colour(StrEnum):
    RED = "red"


def test_keys_are_sorted_and_nothing_is_spaced():
    assert canonical.canonical_json({"b": [1, None, True], "a": "ô"}) == '{"a":"ô","b":[1,null,true]}'.encode()


def test_dates_decimals_and_enums_have_one_spelling():
    thing = {
        "on": date(2022, 2, 1),
        "at": datetime(2022, 2, 1, 3, tzinfo=UTC),
        "n": Decimal("85.50"),
        "c": Colour.RED,
    }

    assert canonical.canonical_json(thing) == (
        b'{"at":"2022-02-01T03:00:00+00:00","c":"red","n":"85.5","on":"2022-02-01"}'
    )


def test_equal_data_has_an_equal_hash():
    one = {"tên": "Trưởng khoa", "n": Decimal(100), "s": {"b", "a"}}
    other = {
        "s": {"a", "b"},
        unicodedata.normalize("NFD", "tên"): unicodedata.normalize("NFD", "Trưởng khoa"),
    }
    other["n"] = Decimal("1E+2")

    assert canonical.content_hash(one) == canonical.content_hash(other)
    assert len(canonical.content_hash(one)) == 64


def test_different_data_has_another_hash():
    assert canonical.content_hash({"a": 1}) != canonical.content_hash({"a": "1"})


@pytest.mark.parametrize("thing", [object(), {1.5: "x"}, b"bytes"])
def test_what_has_no_spelling_is_refused(thing):
    with pytest.raises(TypeError):
        canonical.canonical_json(thing)


@pytest.mark.parametrize("thing", [float("nan"), Decimal("NaN"), float("inf")])
def test_nothing_infinite_is_hashed(thing):
    with pytest.raises(ValueError, match=r".+"):
        canonical.canonical_json(thing)
