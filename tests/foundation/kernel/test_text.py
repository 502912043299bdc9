import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khue.foundation.kernel import text

ORDERED = [
    "an",
    "ao",
    "ảo",
    "áo",
    "ăn",
    "âm",
    "da",
    "dung",
    "đa",
    "đi",
    "em",
    "êm",
    "om",
    "ôm",
    "ở",
    "ơn",
    "u",
    "ư",
]


def test_sort_key_gives_the_order_of_the_vietnamese_alphabet():
    shuffled = random.Random(7).sample(ORDERED, len(ORDERED))

    assert sorted(shuffled, key=text.sort_key) == ORDERED


def test_sort_key_orders_tones_as_dictionaries_do():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]

    assert sorted(random.Random(3).sample(tones, 6), key=text.sort_key) == tones


def test_name_sort_key_takes_the_given_name_first():
    names = ["Trần Văn Ân", "Nguyễn Thị Bình", "Lê An", "Đỗ An", "Nguyễn Văn An"]

    assert sorted(names, key=text.name_sort_key) == [
        "Đỗ An",
        "Lê An",
        "Nguyễn Văn An",
        "Trần Văn Ân",
        "Nguyễn Thị Bình",
    ]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đào  tạo", "dao tao"),
        ("ĐẢM BẢO", "dam bao"),
        ("Trưởng\xa0khoa", "truong khoa"),
        ("", ""),
    ],
)
def test_fold_drops_marks_and_case(written, folded):
    assert text.fold(written) == folded
    assert text.fold(unicodedata.normalize("NFD", written)) == folded


def test_squash_joins_lines_and_drops_soft_hyphens():
    assert text.squash("  Trư\u00adởng\xa0\n khoa\u200b ") == "Trưởng khoa"


@given(st.text())
def test_squash_twice_is_squash_once(s):
    assert text.squash(text.squash(s)) == text.squash(s)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dao tao", True),
        ("tao dao", True),
        ("đào", True),
        ("da ta", True),
        ("", True),
        ("ao", False),
        ("đào xa", False),
    ],
)
def test_matches_the_beginnings_of_words_in_any_order(query, found):
    assert text.matches(query, "Phòng Đào tạo") is found


def test_two_wordings_are_split_where_they_differ() -> None:
    assert text.split_apart("từ 85% trở lên", "từ 86% trở lên") == ("từ", "85%", "86%", "trở lên")
    assert text.split_apart("Báo cáo", "Báo cáo cả năm") == ("Báo cáo", "", "cả năm", "")
    assert text.split_apart("a b", "a b") == ("a b", "", "", "")
    assert text.split_apart("", "mới") == ("", "", "mới", "")
    assert text.split_apart("a a", "a") == ("a", "a", "", "")
