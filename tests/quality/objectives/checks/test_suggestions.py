"""What a suggestion makes of its objective; and the words in which a target is held against the year before, whichever way it counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from khue.quality.objectives import checks, contents
from khue.quality.objectives.checks import measures
from tests.quality.objectives.checks.cases import case, objective, school, target


def found(of: checks.Case, code: str) -> checks.Finding:
    return next(one for one in checks.run(of) if one.rule == code)


def numbers(one: checks.Finding) -> list[str]:
    assert one.mended is not None
    return [target.words() for target in one.mended.targets]


def test_the_number_of_the_statement_becomes_the_target() -> None:
    assert numbers(found(case(objective(targets=())), "m.no_number")) == ["từ 90% trở lên"]


def test_without_a_number_the_one_of_the_school_is_offered() -> None:
    of_each = objective(
        key="t1",
        number="6",
        statement="Mỗi khoa có tối thiểu 03 đề tài.",
        targets=(target("đề tài", value=3, unit="đề tài", key="a"),),
    )
    own = objective(statement="Đẩy mạnh nghiên cứu khoa học của nhà giáo.", targets=(), serves="t1")
    said = found(case(own, school=school(of_each)), "m.no_number")
    assert said.message == "Chưa có số lượng để đo. Mục tiêu 6 của Trường ghi từ 3 đề tài trở lên."
    assert (said.suggestion, numbers(said)) == ("Dùng “từ 3 đề tài trở lên”", ["từ 3 đề tài trở lên"])
    assert said.mended is not None
    assert said.mended.targets[0].key == ""


def test_a_count_of_the_whole_school_is_not_offered_to_one_unit() -> None:
    of_all = objective(
        key="t1", statement="Toàn trường có 30 đề tài.", targets=(target("đề tài", value=30, unit="đề tài"),)
    )
    own = objective(statement="Đẩy mạnh nghiên cứu khoa học của nhà giáo.", targets=(), serves="t1")
    said = found(case(own, school=school(of_all)), "m.no_number")
    assert (said.message, said.suggestion, said.mended) == ("Chưa có số lượng để đo.", "", None)


def test_the_statement_wins_over_the_only_target_of_its_unit() -> None:
    assert numbers(found(case(objective(targets=(target(value=85),))), "m.number_differs")) == ["từ 90% trở lên"]


def test_where_two_targets_could_be_meant_nothing_is_pressed() -> None:
    two = (target(value=85), target("tỷ lệ tốt nghiệp", value=80))
    assert found(case(objective(targets=two)), "m.number_differs").mended is None


def test_the_number_of_the_school_replaces_a_weaker_one() -> None:
    said = found(case(objective(serves="t1"), school=school()), "c.weaker")
    assert numbers(said) == ["từ 92% trở lên"]


@pytest.mark.parametrize(("code", "serves"), [("c.untied", None), ("c.tie_doubtful", "t2")])
def test_a_tie_is_written_as_proposed(code: str, serves: str | None) -> None:
    far = objective(
        key="t2",
        statement="Mỗi khoa có 02 doanh nghiệp hợp tác.",
        targets=(target("doanh nghiệp", value=2, unit="doanh nghiệp"),),
    )
    said = found(case(objective(serves=serves), school=school(*school().objectives, far)), code)
    assert said.mended is not None
    assert said.mended.serves == "t1"


def test_what_is_mended_is_not_found_again() -> None:
    for of in (case(objective(targets=())), case(objective(targets=(target(value=85),)))):
        for one in checks.run(of):
            assert one.mended is not None
            after = checks.run(replace(of, content=contents.SetContent((one.mended,))))
            assert one.rule not in [other.rule for other in after]


def test_a_review_keeps_the_words_and_not_what_they_would_make() -> None:
    one = found(case(objective(targets=())), "m.no_number")
    kept = checks.Finding.from_json(one.to_json())
    assert "mended" not in one.to_json()
    assert (kept.ident, kept.suggestion, kept.mended) == (one.ident, one.suggestion, None)


# ---- against the year before


def held(subject: str, sign: str, value: Any, was: Any, unit: str = "%", high: Any = None) -> list[str]:
    """What is said of a target when so much was reached the year before."""
    asked = target(subject, sign, value, unit, value_high=None if high is None else Decimal(str(high)))
    own = objective(statement=f"Chỉ tiêu về {subject}.", targets=(asked,))
    old = replace(own, targets=(replace(asked, key="cu"),))
    before = checks.Past(contents.SetContent((old,)), {"cu": Decimal(str(was))})
    return [
        f"{one.message} {one.advice}" for one in checks.run(case(own, past=before)) if one.rule == "t.not_above_result"
    ]


@pytest.mark.parametrize(
    ("sign", "value", "was", "said"),
    [
        (">=", 80, 80, "đặt từ 80% trở lên, bằng kết quả năm trước (80%). Nâng chỉ tiêu;"),
        (">=", 80, "84.6667", "đặt từ 80% trở lên, thấp hơn kết quả năm trước (84,67%). Nâng chỉ tiêu;"),
        ("=", 98, 100, "đặt 98%, thấp hơn kết quả năm trước (100%). Nâng chỉ tiêu;"),
        ("<=", 8, 8, "đặt không quá 8%, chỉ bằng kết quả năm trước (8%). Hạ mức tối đa cho phép;"),
        ("<=", 8, 6, "đặt không quá 8%, mức cho phép còn cao hơn kết quả năm trước (6%). Hạ mức tối đa cho phép;"),
        ("<", 8, 6, "đặt dưới 8%, mức cho phép còn cao hơn kết quả năm trước (6%). Hạ mức tối đa cho phép;"),
    ],
)  # fmt: skip
def test_floors_and_ceilings_are_told_in_their_own_words(sign: str, value: Any, was: Any, said: str) -> None:
    (told,) = held("tỷ lệ lên lớp" if sign in {">=", "="} else "tỷ lệ đi muộn", sign, value, was)
    assert said in told


@pytest.mark.parametrize(("value", "was", "said"), [(3, 3, "đặt trong tốp 3, vẫn bằng thứ hạng năm trước (thứ 3)."),
                                                     (5, 3, "đặt trong tốp 5, kém thứ hạng năm trước (thứ 3).")])  # fmt: skip
def test_ranks_are_better_small(value: int, was: int, said: str) -> None:
    (told,) = held("thi đua khối", "<=", value, was, unit="thứ hạng")
    assert said in told
    assert held("thi đua khối", "=", 2, 3, unit="thứ hạng") == []


def test_a_range_in_which_the_last_result_lies_is_told() -> None:
    (told,) = held("tỷ lệ khá", "between", 40, 42, high=45)
    assert "đặt từ 40 đến 45%, kết quả năm trước đã nằm trong khoảng này (42%)." in told
    assert held("tỷ lệ khá", "between", 40, 38, high=45) == held("tỷ lệ khá", "between", 40, 50, high=45) == []


def test_less_of_what_nobody_wants_is_more() -> None:
    assert held("tỷ lệ học sinh bỏ học", "=", 1, 2) == []
    assert measures.direction(target("tỷ lệ học sinh yếu, kém", "=", 5)) == -1


@pytest.mark.parametrize(("sign", "before", "now", "said"), [(">=", 90, 85, "năm nay chỉ đặt từ 85% trở lên."),
                                                             ("<=", 5, 8, "năm nay nới thành không quá 8%.")])  # fmt: skip
def test_a_lighter_target_is_told_in_its_own_words(sign: str, before: int, now: int, said: str) -> None:
    old = objective(targets=(target("tỷ lệ đi muộn", sign, before, key="cu"),))
    own = objective(targets=(target("tỷ lệ đi muộn", sign, now),))
    told = [
        one.message
        for one in checks.run(case(own, past=checks.Past(contents.SetContent((old,)))))
        if one.rule == "t.lowered"
    ]
    assert [one.endswith(said) for one in told] == [True]


def test_a_looser_ceiling_than_the_schools_is_told_in_its_own_words() -> None:
    wanted = objective(key="t1", targets=(target("tỷ lệ học sinh bỏ học", "<=", 2),))
    own = objective(serves="t1", targets=(target("tỷ lệ học sinh bỏ học", "<=", 4),))
    said = found(case(own, school=school(wanted)), "c.weaker").message
    assert (
        said
        == "“tỷ lệ học sinh bỏ học”: đơn vị ghi không quá 4%, cho phép nhiều hơn mục tiêu 1 của Trường (không quá 2%)."
    )
