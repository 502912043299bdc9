"""Deeds around the checks: what a review keeps, setting a remark aside, the institution's rules, tying to the school's objectives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.quality.objectives import actions, checks, contents, queries
from khue.quality.objectives.actions import checking as deeds
from khue.quality.objectives.models import CheckOverride, CheckSetting, ObjectiveSet, Review
from khue.quality.objectives.queries import checking
from tests.cast import Cast
from tests.quality.objectives import stage

pytestmark = pytest.mark.django_db
NOTHING_NAMED = {"evidence_expected": (), "tasks": (), "note": ""}


def flawed(school: Cast) -> ObjectiveSet:
    """Two objectives, the second without evidence; submitted."""
    second = stage.objective(
        "2", "Tỷ lệ học sinh lên lớp từ 90%", evidence_expected=(), targets=(stage.target("lên lớp", value=90),)
    )
    return stage.walk(school, stage.draft(school, stage.objective(), second), "submit")


def found(school: Cast, made: ObjectiveSet) -> checking.Checked:
    return checking.checked(made, queries.content_of(made), on=school.today)


def ident_of(school: Cast, made: ObjectiveSet, rule: str) -> str:
    return next(one.ident for one in found(school, made).findings if one.rule == rule)


def set_aside(
    school: Cast,
    made: ObjectiveSet,
    rule: str = "f.no_evidence",
    by: str = "quality_officer",
    note: str = "Có ở phụ lục",
) -> Any:
    ident = ident_of(school, made, rule)
    return deeds.set_aside(objective_set=made, ident=ident, note=note, by=getattr(school, by), at=school.at)


# ---- what a review keeps ----


def test_a_check_keeps_what_was_found_in_exactly_that_content(school: Cast) -> None:
    made = stage.step(school, flawed(school), "pass", "quality_officer")
    review = Review.objects.get(set=made, kind="check")
    assert "f.no_evidence" in [one["rule"] for one in review.findings]
    assert review.content_hash == queries.content_of(made).content_hash()


def test_a_return_keeps_them_too(school: Cast) -> None:
    made = stage.step(school, flawed(school), "return", "quality_officer", reason="Thiếu minh chứng")
    kept = checking.kept(Review.objects.get(set=made, kind="check"))
    assert [one.finding.place.words for one in kept if one.finding.rule == "f.no_evidence"] == ["Mục tiêu 2"]


def test_a_check_keeps_the_note_by_which_a_remark_was_set_aside(school: Cast) -> None:
    made = flawed(school)
    set_aside(school, made)
    stage.step(school, made, "pass", "quality_officer")
    (kept,) = [
        one for one in checking.kept(Review.objects.get(set=made, kind="check")) if one.finding.rule == "f.no_evidence"
    ]
    assert kept.override == {"note": "Có ở phụ lục", "by": "Âu Văn Ích"}


# ---- setting aside ----


def test_setting_aside_is_in_the_trail(school: Cast) -> None:
    made = flawed(school)
    set_aside(school, made)
    event = stage.last_event(made)
    assert (event.verb, event.data["note"]) == ("objectives.check.set_aside", "Có ở phụ lục")
    assert [one.rule for one in found(school, made).standing].count("f.no_evidence") == 0


def test_setting_aside_again_changes_the_note(school: Cast) -> None:
    made = flawed(school)
    set_aside(school, made)
    set_aside(school, made, note="Đã bổ sung sau")
    assert list(CheckOverride.objects.values_list("note", flat=True)) == ["Đã bổ sung sau"]


def test_setting_aside_needs_its_reason(school: Cast) -> None:
    with pytest.raises(errors.Invalid, match="vì sao"):
        set_aside(school, flawed(school), note="  ")


@pytest.mark.parametrize("part", ["head", "rector", "other_head", "stranger"])
def test_only_who_checks_sets_aside(school: Cast, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        set_aside(school, flawed(school), by=part)


def test_a_draft_has_nothing_to_set_aside(school: Cast) -> None:
    made = stage.draft(school, stage.objective(responsibilities=()))
    with pytest.raises(errors.Conflict, match="đang được xem xét"):
        set_aside(school, made, rule="r.no_lead")


def test_a_remark_that_is_not_there_cannot_be_set_aside(school: Cast) -> None:
    with pytest.raises(errors.Conflict, match="không còn nữa"):
        deeds.set_aside(objective_set=flawed(school), ident="x", note="y", by=school.quality_officer, at=school.at)


def test_a_rule_stays_as_it_was_when_the_journal_fails(school: Cast, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        configure(school)
    assert CheckSetting.objects.count() == 0


# ---- the institution's rules ----


def configure(school: Cast, code: str = "f.no_evidence", **more: Any) -> CheckSetting:
    given = {"is_on": False, "severity": "", "reason": "Mẫu của Trường không có cột này", "by": school.quality_head}
    return deeds.configure(institution=school.school, code=code, at=school.at, **{**given, **more})


def test_a_rule_that_is_off_says_nothing_any_more(school: Cast) -> None:
    made = flawed(school)
    configure(school)
    assert "f.no_evidence" not in [one.rule for one in found(school, made).findings]
    event = AuditEvent.objects.get(verb="objectives.check.configured")
    assert (event.data["how"], event.data["reason"]) == ("tắt", "Mẫu của Trường không có cột này")


def test_a_rule_may_be_of_another_severity(school: Cast) -> None:
    made = flawed(school)
    configure(school, is_on=True, severity=checks.NOTE)
    assert {one.severity for one in found(school, made).findings if one.rule == "f.no_evidence"} == {"note"}


def test_the_rules_of_one_institution_are_not_those_of_another(school: Cast) -> None:
    made = flawed(school)
    deeds.configure(
        institution=school.other_school, code="f.no_evidence", is_on=False, severity="", reason="x",
        by=_quality_of(school), at=school.at,
    )  # fmt: skip
    assert "f.no_evidence" in [one.rule for one in found(school, made).findings]


def _quality_of(school: Cast) -> Any:
    from tests.cast import grant, person

    other = person("dbcl-khac", "Lê Thị Khác")
    grant(other, "quality_head", school.other_school)
    return other


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"reason": " "}, errors.Invalid),
        ({"severity": "gay"}, errors.Invalid),
        ({"code": "khong.co"}, errors.NotFound),
    ],
)
def test_a_rule_is_not_changed_without_sense(school: Cast, more: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        configure(school, **more)


@pytest.mark.parametrize("part", ["rector", "head", "admin", "stranger"])
def test_only_the_quality_office_changes_rules(school: Cast, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        configure(school, by=getattr(school, part))


# ---- ties ----


def untied(school: Cast) -> tuple[ObjectiveSet, str]:
    wanted = stage.objective("1", "HSSV có việc làm đúng ngành từ 80%")
    key = stage.issued_school(school, wanted).objectives.get().public_id
    return stage.draft(school, replace(wanted, statement="Cựu học sinh có việc làm đúng ngành từ 82%")), key


def test_objectives_are_tied_and_the_journal_says_to_which(school: Cast) -> None:
    made, key = untied(school)
    own = made.objectives.get()
    deeds.tie(objective_set=made, ties={own.public_id: key}, revision=made.revision, by=school.head, at=school.at)
    assert made.objectives.get().serves.public_id == key
    assert "gắn với" in stage.last_event(made).data["summary"]


def test_a_tie_seen_on_an_older_page_is_refused_whole(school: Cast) -> None:
    made, key = untied(school)
    own = made.objectives.get()
    with pytest.raises(errors.Conflict):
        deeds.tie(
            objective_set=made, ties={own.public_id: key}, revision=made.revision - 1, by=school.head, at=school.at
        )
    assert made.objectives.get().serves is None


def test_only_who_writes_ties(school: Cast) -> None:
    made, key = untied(school)
    with pytest.raises(errors.NotAllowed):
        deeds.tie(
            objective_set=made,
            ties={made.objectives.get().public_id: key},
            revision=made.revision,
            by=school.rector,
            at=school.at,
        )


# ---- what it is compared with ----


def test_last_years_result_is_the_latest_that_counts(school: Cast) -> None:
    then = Cast(**{**school.__dict__, "period": school.last_period})
    old = stage.issued(then)
    stage.measure(then, old, 70, as_of=date(2026, 8, 1))
    stage.measure(then, old, 79, as_of=date(2026, 9, 1))
    made = stage.draft(school)
    (said,) = [one for one in found(school, made).smart(0) if one.letter == "A"]
    assert said.why == "Năm trước 79%, năm nay từ 80% trở lên."


def test_units_of_the_tree_are_known_by_their_abbreviations(school: Cast) -> None:
    people = (
        contents.ResponsibilityContent("lead", "P. KT-ĐBCL"),
        contents.ResponsibilityContent("supporting", "Phòng Lạ"),
    )
    made = stage.draft(school, stage.objective(responsibilities=people))
    assert [one.message for one in found(school, made).findings if one.rule == "f.unknown_unit"] == [
        "Không có đơn vị nào tên “Phòng Lạ”."
    ]


def test_a_tie_to_an_older_version_of_the_school_set_still_holds(school: Cast) -> None:
    made, key = untied(school)
    own = made.objectives.get()
    deeds.tie(objective_set=made, ties={own.public_id: key}, revision=made.revision, by=school.head, at=school.at)
    old = ObjectiveSet.objects.get(unit=school.school)
    new = actions.new_version(objective_set=stage.fresh(old), reason="Điều chỉnh", by=school.quality_head, at=school.at)
    stage.walk(school, new, "issue", stage.SCHOOL_WAY)
    made = stage.fresh(made)
    assert "c.tie_gone" not in [one.rule for one in found(school, made).findings]


def test_checking_takes_one_statement_when_the_set_came_alone(school: Cast) -> None:
    made = flawed(school)
    content = queries.content_of(made)
    with stage.statements() as asked:
        checking.checked(made, content, on=school.today)
    assert len(asked) == 1
