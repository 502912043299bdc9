"""Whatever text comes in, reading targets answers: soon, with spans that lie in the text, and alike for NFC and NFD."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khue.foundation.reading.targets import read_targets
from khue.foundation.reading.timespan import read_timespan
from khue.foundation.reading.values import COMPARATORS, RECURRENCES

WORDS = """tỷ lệ học sinh khá , giỏi từ 30% trở lên dưới 05 doanh nghiệp ; ( ) trong đó và hoặc 2021 - 2022 năm tháng
ngày 15/8 không quá tối thiểu ít nhất 3/4 số 1.200 2,5 một ba mươi trăm mức bậc điểm : xếp thứ 15/27 top 10 nhóm dẫn đầu
lên đến nếu thì đạt là % TOEIC 300 mỗi lần / quý I học kỳ hằng trước chậm nhất vào thứ hai 8h00 31/11 hè 🙂 9999999999
&lt; <b> 50% 8.5 lần/năm phần ba nửa giải triệu đồng"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\t", "\u00a0", "a\u0301"])
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_targets_that_lie_in_it(text: str) -> None:
    for target in read_targets(text):
        start, end = target.span
        assert 0 <= start < end <= len(text)
        assert target.comparator in COMPARATORS
        assert isinstance(target.value, tuple) == (target.comparator == "between")


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_a_span_of_time_or_none(text: str) -> None:
    span = read_timespan(text, school_year="2021-2022")
    if span is not None:
        assert span.recurring in RECURRENCES
        assert span.start is None or span.end is None or span.start <= span.end


@given(st.lists(PIECES, max_size=30).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_composed_and_decomposed_text_read_alike(text: str) -> None:
    composed = read_targets(unicodedata.normalize("NFC", text))
    decomposed = read_targets(unicodedata.normalize("NFD", text))
    assert [(t.comparator, t.value, t.unit) for t in composed] == [(t.comparator, t.value, t.unit) for t in decomposed]


LONG = [
    "5 ",
    "10% ",
    "1/",
    "một ",
    "1-",
    "1, ",
    "từ 5 ",
    "5 bài và ",
    "tối thiểu ",
    "(",
    "“",
    "a\u0301\u0301",
    "5%\n",
    "trăm nghìn tỷ ",
    "<a ",
    "&lt;",
    "tháng 9, ",
    "ngày 1 ",
]


@pytest.mark.parametrize("piece", LONG)
def test_ten_thousand_letters_take_less_than_a_second(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    read_targets(text)
    read_timespan(text, school_year="2021-2022")
    assert time.process_time() - began < 1.0
