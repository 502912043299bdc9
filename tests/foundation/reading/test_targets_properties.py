"""Whatever text comes in, reading targets answers: soon, with spans that lie in the text, and alike for NFC and NFD."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khue.foundation.reading import score_command
from khue.foundation.reading.lexicon.phrases import words
from khue.foundation.reading.scoring import span_line
from khue.foundation.reading.targets import read_targets
from khue.foundation.reading.timespan import read_timespan
from khue.foundation.reading.values import COMPARATORS, RECURRENCES

SPECIMENS = Path(__file__).parents[2] / "specimens"
NUMBER_WORDS = words("một hai ba bốn năm sáu bảy tám chín mười mươi trăm nửa nhất nhì")
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


def facts(text: str) -> list[tuple[str, object, str, str]]:
    return [(t.comparator, t.value, t.unit, t.subject) for t in read_targets(text)]


SENTENCES = [s["text"] for s in score_command.load(SPECIMENS / "targets_wide.yaml")]
TIMES = [
    (s["text"], s.get("school_year"), s.get("year")) for s in score_command.load(SPECIMENS / "timespans_wide.yaml")
]


@given(TEXTS | st.sampled_from(SENTENCES))
@settings(max_examples=200, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_targets(text) == read_targets(text)
    assert read_timespan(text, school_year="2021-2022") == read_timespan(text, school_year="2021-2022")


@pytest.mark.parametrize("around", [("  ", " "), ("\n", "\n"), ("\t", "\u00a0"), ("", "."), ("", " .")])
def test_blanks_and_a_full_stop_around_a_sentence_change_nothing(around: tuple[str, str]) -> None:
    before, after = around
    changed = [text for text in SENTENCES if facts(before + text.rstrip(".") + after) != facts(text.rstrip("."))]

    assert changed == []


@pytest.mark.parametrize("around", [(" ", " "), ("\n", "\n"), ("", "."), ("", " .")])
def test_blanks_and_a_full_stop_around_a_time_change_nothing(around: tuple[str, str]) -> None:
    before, after = around
    lines = [
        (span_line(read_timespan(text, school_year=school, year=year)), text, school, year)
        for text, school, year in TIMES
    ]
    changed = [
        text
        for line, text, school, year in lines
        if span_line(read_timespan(before + text + after, school_year=school, year=year)) != line
    ]

    assert changed == []


@pytest.mark.parametrize("form", ["NFD", "NFKD"])
def test_decomposed_sentences_read_as_composed_ones(form: str) -> None:
    plain = [text for text in SENTENCES if unicodedata.normalize("NFKC", text) == text]
    changed = [text for text in plain if facts(unicodedata.normalize(form, text)) != facts(text)]

    assert len(plain) > 400
    assert changed == []


def test_decomposed_times_read_as_composed_ones() -> None:
    changed = [
        text
        for text, school, year in TIMES
        if span_line(read_timespan(unicodedata.normalize("NFD", text), school_year=school, year=year))
        != span_line(read_timespan(text, school_year=school, year=year))
    ]

    assert changed == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_hold_the_number_that_was_read(form: str) -> None:
    for text in (unicodedata.normalize(form, sentence) for sentence in SENTENCES):
        for target in read_targets(text):
            start, end = target.span
            held = unicodedata.normalize("NFC", text[start:end])

            assert 0 <= start < end <= len(text)
            assert any(letter.isdigit() for letter in held) or NUMBER_WORDS & set(held.lower().split())


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
    "9",
    "1,000,",
    "1.000.",
    "((((",
    "(5% ",
    "từ từ ",
    "từ 5% đến ",
    "không quá ",
    "mỗi tháng 2 buổi, ",
    "số lượng: 5, ",
    "cấp trường 20, ",
    "trên 5 học sinh được xét ",
    "5 bài/1.000 ",
    "một phần hai ",
    "đạt 5/6 ",
    "xếp thứ ",
    "a\u0323\u0302\u0301",
    "T9; ",
    "quý I, ",
    "15/12 - ",
    "tuần 1, ",
    "năm 2021 - ",
    "lần 1 tháng 10, ",
]


@pytest.mark.parametrize("piece", LONG)
def test_ten_thousand_letters_take_less_than_a_second(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    read_targets(text)
    read_timespan(text, school_year="2021-2022")
    assert time.process_time() - began < 1.0
