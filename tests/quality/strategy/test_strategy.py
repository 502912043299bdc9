"""Policy and indicators: writing, giving to units, tying targets, comparing results; roles and screens; statements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.quality.objectives.models import Target
from khue.quality.strategy import actions, queries, rules
from khue.quality.strategy.models import Alignment, QualityPolicy, StrategicIndicator
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.conftest import play, school
from tests.quality.objectives.screens import said, sign_in

__all__ = ["play", "school"]
HOME = "strategy:strategy"


def indicator(play: Cast, code: str = "CL01", *, by: Any = None, old: Any = None, **more: Any) -> StrategicIndicator:
    told = {
        "code": code, "subject": "Tỷ lệ có việc làm", "comparator": ">=", "unit_of_measure": "%",
        "values": {play.period: Decimal(85)}, "units": [play.faculty], **more,
    }  # fmt: skip
    return actions.save_indicator(
        institution=play.school, facts=actions.Facts(**told), indicator=old, by=by or play.quality_head, at=play.at
    )


def board(play: Cast, who: Any = None) -> list[queries.Line]:
    return queries.board(who or play.quality_head, play.period)


def tie(play: Cast, one: StrategicIndicator, *targets: Target, by: Any = None) -> tuple[int, int]:
    keys = [target.public_id for target in targets]
    return actions.align(indicator=one, period=play.period, targets=keys, by=by or play.head, at=play.at)


# ---- the policy ----


def policy(play: Cast, words: str = "Lấy người học làm gốc.", **more: Any) -> QualityPolicy:
    told = {"institution": play.school, "issued_on": play.today, "by": play.quality_head, "at": play.at, **more}
    return actions.issue_policy(words=words, **told)


def test_each_issue_takes_the_place_of_the_last_and_both_stay(play: Cast) -> None:
    policy(play, number="205/QĐ-CĐKTKV")
    policy(play, "Lấy người học và doanh nghiệp làm gốc.")
    assert [(one.version, one.text) for one in queries.policies(play.school.pk)] == [
        (2, "Lấy người học và doanh nghiệp làm gốc."), (1, "Lấy người học làm gốc."),
    ]  # fmt: skip
    assert AuditEvent.objects.filter(verb="strategy.policy.issued").count() == 2


def test_an_issue_says_something_new_and_has_a_real_number(play: Cast) -> None:
    policy(play)
    with pytest.raises(errors.Invalid, match="không khác bản 1"):
        policy(play)
    with pytest.raises(errors.Invalid, match="không phải là số"):
        policy(play, "Khác.", number="hai trăm")


@pytest.mark.parametrize("part", ["rector", "head", "admin", "stranger"])
def test_only_the_quality_office_writes_the_strategy(play: Cast, part: str) -> None:
    who = getattr(play, part)
    with pytest.raises(errors.NotAllowed):
        policy(play, by=who)
    with pytest.raises(errors.NotAllowed):
        indicator(play, by=who)


def test_nothing_is_kept_without_its_trail(play: Cast, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        policy(play)
    with pytest.raises(broken_journal):
        indicator(play)
    assert (QualityPolicy.objects.count(), StrategicIndicator.objects.count()) == (0, 0)


# ---- indicators ----


def test_an_indicator_has_a_value_for_each_year_and_its_units(play: Cast) -> None:
    one = indicator(play, values={play.period: Decimal(85), play.last_period: Decimal("82.5")})
    assert queries.values_of(one, [play.last_period]) == {play.last_period.pk: Decimal("82.5")}
    (line,) = board(play)
    assert (line.value, line.units, line.uncovered) == (Decimal(85), (play.faculty,), (play.faculty,))
    indicator(play, old=one, values={play.period: None}, units=[play.other_faculty])
    (line,) = board(play)
    assert (line.value, line.units) == (None, (play.other_faculty,))


def test_a_code_is_one_indicators(play: Cast) -> None:
    one = indicator(play)
    with pytest.raises(errors.Invalid, match="CL01 đã dùng"):
        indicator(play, subject="Khác")
    one.pk, one.public_id = None, "khac"
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_units_see_what_was_given_to_them_only(play: Cast) -> None:
    indicator(play)
    indicator(play, "CL02", units=[play.faculty, play.other_faculty])
    seen = {
        part: [(line.indicator.code, len(line.units)) for line in board(play, getattr(play, part))]
        for part in ("head", "other_head", "rector", "stranger")
    }
    assert seen == {
        "head": [("CL01", 1), ("CL02", 1)], "other_head": [("CL02", 1)], "rector": [("CL01", 1), ("CL02", 2)],
        "stranger": [],
    }  # fmt: skip


# ---- against results ----


def test_the_result_of_a_target_is_held_against_the_strategy(play: Cast) -> None:
    one = indicator(play)
    made = stage.issued(play)  # asks for 80 %
    assert tie(play, one, Target.objects.get()) == (1, 0)
    stage.measure(play, made, 82)
    (line,) = board(play)
    (serving,) = line.serving
    assert (serving.unit, serving.verdict, serving.is_weaker) == (play.faculty, "not_met", True)
    assert line.uncovered == ()
    stage.measure(play, made, 90)
    assert [one.verdict for one in board(play)[0].serving] == ["met"]
    assert tie(play, one) == (0, 1)
    assert tie(play, one) == (0, 0)


def test_likely_targets_are_offered_first(play: Cast) -> None:
    one = indicator(play)
    far = stage.target("số đề tài", value=3, unit="đề tài")
    near = stage.target("tỷ lệ HSSV có việc làm", value=80)
    stage.draft(play, stage.objective("1", targets=(far,)), stage.objective("2", targets=(near,)))
    found = queries.candidates(play.head, one, play.period)
    assert [(one.target.subject, one.is_offered) for one in found] == [
        ("tỷ lệ HSSV có việc làm", True), ("số đề tài", False),
    ]  # fmt: skip


def test_one_ties_ones_own_targets_only(play: Cast) -> None:
    one = indicator(play, units=[play.faculty, play.other_faculty])
    stage.draft(play)
    target = Target.objects.get()
    with pytest.raises(errors.NotFound):
        tie(play, one, target, by=play.other_head)
    tie(play, one, target, by=play.quality_head)
    assert tie(play, one, by=play.other_head) == (0, 0)
    assert Alignment.objects.get().target == target


def test_what_was_dropped_is_not_followed(play: Cast) -> None:
    one = actions.drop_indicator(indicator=indicator(play), by=play.quality_head, at=play.at)
    assert board(play) == []
    with pytest.raises(errors.Conflict):
        tie(play, one)
    with pytest.raises(errors.Conflict):
        actions.drop_indicator(indicator=one, by=play.quality_head, at=play.at)


@pytest.mark.parametrize(
    ("comparator", "wanted", "value", "own", "weaker"),
    [(">=", 85, 80, ">=", True), (">=", 85, 85, ">=", False), ("<=", 5, 7, "<=", True), ("<=", 5, 4, "<", False),
     (">=", 85, 80, "<=", False), (">=", 85, None, "achieved", False), (">", 85, 80, "=", True)],
)  # fmt: skip
def test_weaker_only_where_both_point_the_same_way(
    comparator: str, wanted: int, value: int | None, own: str, weaker: bool
) -> None:
    set_value = Decimal(value) if value is not None else None
    assert rules.is_weaker(comparator, Decimal(wanted), set_value, own) is weaker


# ---- screens ----


@pytest.mark.parametrize(
    ("part", "expected"),
    [("quality_head", [200, 200, 200, 200, 200]), ("rector", [200, 403, 403, 403, 200]),
     ("head", [200, 403, 403, 403, 200]), ("other_head", [200, 403, 403, 404, 404]),
     ("admin", [404, 404, 404, 404, 404]), ("stranger", [404, 404, 404, 404, 404])],
)  # fmt: skip
def test_roles_and_screens(play: Cast, part: str, expected: list[int]) -> None:
    one, client = indicator(play), sign_in(getattr(play, part))
    addresses = [
        reverse(HOME), reverse("strategy:policy"), reverse("strategy:add"),
        reverse("strategy:edit", args=[one.public_id]), reverse("strategy:align", args=[one.public_id]),
    ]  # fmt: skip
    asked = "?nam=2026-2027" if part != "stranger" else ""
    assert [client.get(address + asked).status_code for address in addresses] == expected


def test_writing_and_tying_by_forms(play: Cast) -> None:
    office, head = sign_in(play.quality_head), sign_in(play.head)
    sent = {
        "code": "CL01", "subject": "Tỷ lệ có việc làm", "comparator": ">=", "unit_of_measure": "%",
        "nam-2026-2027": "85,5", "nam-2025-2026": "", "units": [play.faculty.public_id],
    }  # fmt: skip
    assert office.post(reverse("strategy:add"), sent).status_code == 303
    assert office.post(reverse("strategy:add"), sent).status_code == 422
    office.post(reverse("strategy:policy"), {"words": "Nói bằng số liệu.", "number": "", "issued_on": "07/09/2026"})
    made = stage.draft(play)
    one = StrategicIndicator.objects.get()
    head.post(reverse("strategy:align", args=[one.public_id]), {"chi-tieu": [Target.objects.get().public_id]})
    shown = said(head.get(reverse(HOME)))
    assert "Nói bằng số liệu." in shown
    assert "85,5 %" in shown
    assert "tỷ lệ có việc làm, 80% Thấp hơn chỉ tiêu chiến lược chưa có số liệu" in shown
    assert reverse(HOME) + "?nam=2026-2027" in head.get(f"/muc-tieu/{made.public_id}/").content.decode()


def test_it_costs_the_same_for_one_indicator_and_for_many(play: Cast) -> None:
    stage.issued(play)
    client, counts = sign_in(play.quality_head), []
    for number in (1, 9, 40):
        for n in range(number):
            tie(play, indicator(play, f"{number}-{n}"), Target.objects.get())
        client.get(reverse(HOME))
        with stage.statements() as found:
            client.get(reverse(HOME))
        counts.append(len(found))
    assert len(set(counts)) == 1
    assert counts[0] <= 10
