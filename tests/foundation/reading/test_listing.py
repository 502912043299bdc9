"""Lists of objectives in running text, however their lines are counted."""

from __future__ import annotations

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan
from khue.foundation.reading.plan import listing
from tests.foundation import papers

TITLE = ["TRƯỜNG THPT SAO BĂNG", "MỤC TIÊU CHẤT LƯỢNG NĂM HỌC 2023 - 2024"]


def _listed(*lines: str) -> list[tuple[str, str]]:
    return [(item.number, item.statement) for item in listing.read([*TITLE, *lines])]


def test_groups_divide_a_list_that_goes_on_counting():
    found = _listed("I. Về dạy học", "1. Đỗ 95%.", "2. Có 03 giải.", "II. Về đội ngũ", "3. Mua 20 máy.")
    assert found == [("1", "Đỗ 95%."), ("2", "Có 03 giải."), ("3", "Mua 20 máy.")]


@pytest.mark.parametrize("group", ["II. Về đội ngũ", "B. ĐỘI NGŨ", "Về đội ngũ:", "CÔNG TÁC ĐỘI NGŨ"])
def test_a_group_may_count_anew(group):
    first = {"II": "I. Về dạy học", "B.": "A. DẠY HỌC"}.get(group[:2], "Về dạy học:")
    found = _listed(first, "1. Đỗ 95%.", "2. Có 03 giải.", group, "1. Mua 20 máy.")
    assert found == [("1", "Đỗ 95%."), ("2", "Có 03 giải."), ("1", "Mua 20 máy.")]


def test_heading_over_deeper_numbers_is_no_objective():
    found = _listed("1. Đào tạo", "1.1. Đỗ 95%", "1.2. Bỏ học dưới 2%", "2. Nghiên cứu", "2.1. Có 03 đề tài")
    assert [number for number, _ in found] == ["1.1", "1.2", "2.1"]


def test_points_by_letters():
    assert _listed("a) Đỗ 95%;", "b) Có 03 giải;", "c) Giữ vững nền nếp.") == [
        ("a", "Đỗ 95%"),
        ("b", "Có 03 giải"),
        ("c", "Giữ vững nền nếp."),
    ]


@pytest.mark.parametrize("mark", ["-", "+", "•", "*"])
def test_dashes_are_objectives_without_a_number(mark):
    assert _listed(f"{mark} Đỗ 95%;", f"{mark} Có 03 giải.") == [("", "Đỗ 95%"), ("", "Có 03 giải.")]


def test_roman_numbers_count_objectives_too():
    assert _listed("I. Đỗ tốt nghiệp 95%", "II. Có 03 giải cấp tỉnh") == [
        ("I", "Đỗ tốt nghiệp 95%"),
        ("II", "Có 03 giải cấp tỉnh"),
    ]


def test_named_objectives():
    for start in ("MT{}: ", "{}- ", "{} – ", "- Mục tiêu {}: ", "Mục tiêu số {} - "):
        lines = [start.format(1) + "Đỗ 95%", start.format(2) + "Có 03 giải"]
        assert _listed(*lines) == [("1", "Đỗ 95%"), ("2", "Có 03 giải")]


def test_sentences_that_nothing_counts():
    assert _listed("Tỷ lệ đỗ tốt nghiệp đạt 95%;", "Có ít nhất 03 giải cấp tỉnh.", "HIỆU TRƯỞNG") == [
        ("", "Tỷ lệ đỗ tốt nghiệp đạt 95%"),
        ("", "Có ít nhất 03 giải cấp tỉnh."),
    ]


def test_a_measured_line_keeps_the_points_below_it():
    found = _listed("1. Học lực khá trở lên 60%, trong đó:", "a) Giỏi 20%;", "b) Khá 40%.", "2. Có 03 giải.")
    assert found[0] == ("1", "Học lực khá trở lên 60%, trong đó: Giỏi 20%; Khá 40%.")


def test_sentence_behind_the_list_is_no_part_of_it():
    found = _listed("1. Đỗ 95%", "2. Có 03 giải", "Mục tiêu này được phổ biến đến toàn thể giáo viên.")
    assert found[-1] == ("2", "Có 03 giải")


def test_list_ends_where_another_part_begins():
    lines = ["I. MỤC TIÊU", "1. Đỗ 95%.", "2. Có 03 giải.", "II. GIẢI PHÁP", "1. Ôn tập 20 buổi.", "2. Dự giờ."]
    assert [item.statement for item in listing.read(lines)] == ["Đỗ 95%.", "Có 03 giải."]


def test_general_aims_are_passed_over_for_the_specific_ones():
    lines = ["1. Mục tiêu chung", "- Nâng cao vị thế.", "2. Mục tiêu cụ thể", "- Đỗ 95%.", "- Có 03 giải."]
    assert [item.statement for item in listing.read(["A. MỤC TIÊU", *lines])] == ["Đỗ 95%.", "Có 03 giải."]


def test_sentence_may_introduce_the_list():
    for line in ("Khoa đề ra các mục tiêu chất lượng như sau:", "Điều 1. Hội nghị thông qua các chỉ tiêu:"):
        assert len(listing.read([line, "- Đỗ 95%.", "- Có 03 giải.", "Điều 2. Giao các tổ thực hiện 05 việc."])) == 2


def test_dashes_that_measure_nothing_are_no_plan():
    with pytest.raises(errors.Unreadable):
        read_plan("Mục tiêu\n- Chia sẻ kinh nghiệm.\n- Gắn kết đồng nghiệp.".encode())


def test_automatic_numbers_under_groups_are_read():
    styled = '<w:p><w:pPr><w:pStyle w:val="So"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    style = '<w:style w:styleId="So"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = [
        *map(papers.p, TITLE),
        papers.p("I. Dạy học"),
        styled.format("Đỗ 95%."),
        papers.p("II. Thi"),
        styled.format("Có 03 giải."),
    ]
    plan = read_plan(papers.raw_word("".join(body), numbering=papers.lists(("decimal", "%1.")), styles=style))

    assert plan.kind == "objective_list"
    assert [(item.number, item.statement) for item in plan.objectives] == [("1", "Đỗ 95%."), ("2", "Có 03 giải.")]
