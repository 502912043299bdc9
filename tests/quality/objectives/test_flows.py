"""Both flows of QT.ĐBCL-04 walked through real cases, every move with its deed, its trail, its refusal and its rollback."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from khue.engine.procedures import actions as procedures
from khue.engine.procedures.models import Task
from khue.foundation.audit_trail import queries as trail
from khue.foundation.kernel import errors
from khue.quality.objectives import actions, contents, effects, queries, terms
from khue.quality.objectives.actions import deciding
from khue.quality.objectives.models import Objective, ObjectiveSet, Review, Target
from tests.cast import PACKS, Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective

pytestmark = pytest.mark.django_db


def test_every_effect_of_the_packs_has_its_handler() -> None:
    from khue.engine.procedures.language import loader

    for path in sorted((PACKS / "procedures").glob("*.yaml")):
        assert loader.load(path.read_text(encoding="utf-8")).effects() <= set(effects.HANDLERS)


def test_unit_flow_to_its_end(school: Cast) -> None:
    made = stage.draft(school)
    states = [(made.case.step, made.state)]
    for outcome, who in stage.UNIT_WAY:
        made = stage.step(school, made, outcome, who)
        states.append((made.case.step, made.state))
    assert states == [
        ("1", "draft"), ("2", "draft"), ("3", "draft"), ("4a", "submitted"), ("4b", "submitted"), ("5", "approved"),
        ("6", "issued"),
    ]  # fmt: skip
    stage.measure(school, made, 85)
    made = stage.step(school, made, "report", "head")
    assert (made.case.status, made.evaluation.state) == ("ended", terms.EVALUATION_SUBMITTED)


def test_unit_flow_leaves_its_verbs(school: Cast) -> None:
    made = stage.issued(school)
    assert stage.verbs(made) == [
        f"objectives.{verb}"
        for verb in (
            "set.opened", "content.replaced", "set.consulted", "set.finalised", "set.submitted", "set.checked",
            "set.approved", "set.issued",
        )
    ]  # fmt: skip


def test_school_flow_to_its_end(school: Cast) -> None:
    made = stage.draft(school, by=school.quality_head, unit=school.school)
    states = []
    for outcome, who in stage.SCHOOL_WAY:
        made = stage.step(school, made, outcome, who)
        states.append((made.case.step, made.state))
    assert states == [
        ("2", "draft"), ("3", "draft"), ("4", "submitted"), ("5", "approved"), ("6", "issued"),
    ]  # fmt: skip
    stage.measure(school, made, 85, by=school.quality_head)
    made = stage.step(school, made, "report", "quality_officer")
    assert (made.case.status, made.evaluation.submitted_by) == ("ended", school.quality_officer)


def test_the_chain_of_the_journal_is_whole(school: Cast) -> None:
    stage.issued(school)
    assert list(trail.breaks()) == []


def test_two_step_procedure_of_a_small_school(cast: Cast) -> None:
    text = (PACKS / "procedures" / "hai-buoc.yaml").read_text(encoding="utf-8")
    procedures.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
    made = stage.step(cast, stage.draft(cast), "submit", "head")
    facts = {"decision_number": "05/QĐ-X", "decided_on": cast.today.isoformat()}
    made = stage.step(cast, made, "approve", "rector", facts=facts)
    assert (made.state, made.decided_on, made.case.status) == (terms.ISSUED, cast.today, "ended")


# ---- returns ----


def test_checker_sends_back_to_finalising_with_the_reason(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "submit")
    made = stage.step(school, made, "return", "quality_officer", reason="Chỉ tiêu 1 thấp hơn của Trường")
    assert (made.state, made.case.step, made.content_hash) == (terms.DRAFT, "3", "")
    review = Review.objects.get(kind=terms.CHECK)
    assert (review.kind, review.passed, review.note, review.by) == (
        "check", False, "Chỉ tiêu 1 thấp hơn của Trường", school.quality_officer,
    )  # fmt: skip
    assert queries.set_history(made)[0].sentence == "Trả lại: Chỉ tiêu 1 thấp hơn của Trường"


def test_approver_sends_back_to_the_first_step(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "pass")
    made = stage.step(school, made, "return", "rector", reason="Làm lại")
    assert (made.state, made.case.step) == (terms.DRAFT, "1")
    assert [(one.kind, one.passed) for one in queries.reviews_of(made)] == [
        ("approval", False), ("check", True), ("submission", True),
    ]  # fmt: skip


def test_school_approver_sends_back_to_finalising(school: Cast) -> None:
    made = stage.draft(school, by=school.quality_head, unit=school.school)
    made = stage.walk(school, made, "submit", stage.SCHOOL_WAY)
    made = stage.step(school, made, "return", "rector", reason="Chưa rõ nguồn lực")
    assert (made.state, made.case.step) == (terms.DRAFT, "3")


def test_what_was_sent_back_is_edited_and_goes_again(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "submit")
    made = stage.step(school, made, "return", "quality_officer", reason="Bổ sung")
    actions.save_objective(
        objective_set=made, content=objective("2"), revision=made.revision, by=school.head, at=school.at
    )
    for outcome, who in stage.UNIT_WAY[2:]:
        made = stage.step(school, made, outcome, who)
    assert made.state == terms.ISSUED
    assert len(made.frozen["content"]["objectives"]) == 2


# ---- what is decided on is what was seen ----


def test_review_and_approval_keep_the_hash_they_saw(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "approve")
    seen = queries.content_of(made).content_hash()
    assert [(one.kind, one.passed, one.content_hash) for one in queries.reviews_of(made)] == [
        ("approval", True, seen), ("check", True, seen), ("submission", True, seen),
    ]  # fmt: skip


@pytest.mark.parametrize(("upto", "outcome", "who"), [
    ("submit", "pass", "quality_officer"), ("pass", "approve", "vice_rector"), ("approve", "issue", "quality_head"),
])  # fmt: skip
def test_content_changed_behind_the_back_goes_no_further(school: Cast, upto: str, outcome: str, who: str) -> None:
    made = stage.walk(school, stage.draft(school), upto)
    Target.objects.update(value=1)
    with pytest.raises(errors.Conflict, match="đã khác với bản"):
        stage.step(school, made, outcome, who)
    assert stage.fresh(made).state == made.state


def test_empty_set_is_neither_consulted_nor_submitted(school: Cast) -> None:
    made = actions.open_set(unit=school.faculty, period=school.period, by=school.head, at=school.at)
    with pytest.raises(errors.Conflict):
        stage.step(school, made, "open", "head")
    with pytest.raises(errors.Conflict):
        deciding.submit(objective_set=made, by=school.head, at=school.at)


# ---- issue ----


def test_issue_freezes_content_head_and_hash(school: Cast) -> None:
    made = stage.issued(school)
    assert made.frozen["head"] == {
        "title": "Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027",
        "institution": "Trường Cao đẳng Kỹ thuật Khuê Văn", "unit": "Khoa Cơ khí", "period": "Năm học 2026 - 2027",
        "version": 1, "decision_number": "318/QĐ-CĐKTKV", "decided_on": "2026-09-07",
    }  # fmt: skip
    assert contents.SetContent.from_json(made.frozen["content"]) == queries.content_of(made)
    assert queries.verify_frozen(made) == []


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda made: Target.objects.update(value=1), "từ 80% trở lên → từ 1% trở lên"),
        (lambda made: Objective.objects.update(note="lén"), "ghi chú"),
        (lambda made: ObjectiveSet.objects.update(decision_number="9/QĐ"), "Số hoặc ngày quyết định"),
        (lambda made: ObjectiveSet.objects.update(frozen={**made.frozen, "format": 2}), "mã băm"),
        (lambda made: ObjectiveSet.objects.update(content_hash="0" * 64), "mã băm"),
        (lambda made: Objective.objects.all().delete(), "Bỏ mục tiêu 1"),
    ],
)
def test_tampering_with_an_issued_set_is_found(school: Cast, tamper, said: str) -> None:
    made = stage.issued(school)
    tamper(made)
    assert said in " ".join(queries.verify_frozen(stage.fresh(made)))


def test_draft_has_nothing_to_verify(school: Cast) -> None:
    assert queries.verify_frozen(stage.draft(school)) == []


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, {"decided_on"}),
        ({"decision_number": "mười", "decided_on": "2026-09-07"}, {"decision_number"}),
        ({"decision_number": "1" * 81, "decided_on": "2026-09-07"}, {"decision_number"}),
        ({"decision_number": "1/QĐ", "decided_on": "2026-09-06"}, {"decided_on"}),
        ({"decision_number": "1/QĐ", "decided_on": "2026-09-08"}, {"decided_on"}),
        ({"decision_number": "1/QĐ", "decided_on": "07/9"}, {"decided_on"}),
    ],
)
def test_decision_must_make_sense(school: Cast, facts: dict, fields: set[str]) -> None:
    made = stage.walk(school, stage.draft(school), "approve")
    with pytest.raises(errors.Invalid) as refused:
        stage.step(school, made, "issue", "quality_head", facts=facts)
    assert set(refused.value.fields) == fields
    assert stage.fresh(made).state == terms.APPROVED


def test_decision_may_be_dated_between_approval_and_today(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "approve")
    task = Task.objects.get(case=made.case, closed_at__isnull=True)
    from khue.engine.procedures.actions import cases

    facts = {"decision_number": "1/QĐ", "decided_on": school.today + timedelta(days=1)}
    cases.decide(task=task, outcome="issue", by=school.quality_head, at=school.at + timedelta(days=2), facts=facts)
    assert stage.fresh(made).decided_on == school.today + timedelta(days=1)


@pytest.mark.parametrize(
    ("number", "day", "taken"), [("318/qđ- cđktkv", 8, True), ("318/QĐ-CĐKTKV", 7, False), ("319/QĐ-CĐKTKV", 8, False)]
)
def test_a_number_is_one_decision_a_year(school: Cast, number: str, day: int, taken: bool) -> None:
    stage.issued(school)
    way = [(outcome, "other_head" if who == "head" else who) for outcome, who in stage.UNIT_WAY[:4]]
    made = stage.walk(school, stage.draft(school, by=school.other_head, unit=school.other_faculty), "approve",
                      (*way, ("approve", "rector")))  # fmt: skip
    later = replace(school, at=school.at + timedelta(days=2))
    facts = {"decision_number": number, "decided_on": date(2026, 9, day)}
    if not taken:
        assert stage.step(later, made, "issue", "quality_head", facts=facts).state == terms.ISSUED
        return
    with pytest.raises(errors.Invalid, match="Số 318/QĐ-CĐKTKV đã dùng cho quyết định ngày 07/09/2026") as refused:
        stage.step(later, made, "issue", "quality_head", facts=facts)
    assert list(refused.value.fields) == ["decision_number"]


# ---- who, and all or nothing ----


@pytest.mark.parametrize(
    ("upto", "outcome", "who"),
    [
        ("", "open", "teacher"), ("", "open", "quality_head"), ("close", "submit", "deputy"), ("submit", "pass", "head"),
        ("submit", "pass", "rector"), ("pass", "approve", "quality_head"), ("pass", "approve", "head"),
        ("pass", "approve", "stranger"), ("approve", "issue", "head"), ("approve", "issue", "other_head"),
    ],
)  # fmt: skip
def test_others_do_not_decide(school: Cast, upto: str, outcome: str, who: str) -> None:
    made = stage.draft(school)
    made = stage.walk(school, made, upto) if upto else made
    with pytest.raises(errors.NotAllowed):
        stage.step(school, made, outcome, who)
    assert stage.fresh(made).case.step == made.case.step


@pytest.mark.parametrize("place", range(len(stage.UNIT_WAY)))
def test_broken_journal_decides_nothing(school: Cast, place: int, break_journal: Any) -> None:
    made = stage.draft(school)
    for outcome, who in stage.UNIT_WAY[:place]:
        made = stage.step(school, made, outcome, who)
    broken = break_journal()
    outcome, who = stage.UNIT_WAY[place]
    with pytest.raises(broken):
        stage.step(school, made, outcome, who)
    now = stage.fresh(made)
    assert (now.case.step, now.state, now.revision) == (made.case.step, made.state, made.revision)


@pytest.mark.parametrize(
    ("state", "deed"),
    [
        ("submit", lambda made, by, at: deciding.submit(objective_set=made, by=by, at=at)),
        ("issue", lambda made, by, at: deciding.submit(objective_set=made, by=by, at=at)),
        ("issue", lambda made, by, at: deciding.approve(objective_set=made, by=by, at=at)),
        ("issue", lambda made, by, at: deciding.send_back(
            objective_set=made, reason="x", is_check=False, by=by, at=at)),
        ("submit", lambda made, by, at: deciding.issue(
            objective_set=made, number="1", decided_on=at.date(), by=by, at=at)),
    ],
)  # fmt: skip
def test_no_deed_steps_outside_the_transitions(school: Cast, state: str, deed) -> None:
    made = stage.walk(school, stage.draft(school), state)
    with pytest.raises(errors.Conflict, match="không chuyển thành"):
        deed(made, school.rector, school.at)


def test_approval_asks_for_the_permission_besides_the_step(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "pass")
    for deed in (deciding.approve, deciding.record_check):
        with pytest.raises(errors.NotAllowed):
            deed(objective_set=made, by=school.head, at=school.at)


def test_report_with_missing_causes_leaves_the_case_open(school: Cast) -> None:
    made = stage.issued(school)
    with pytest.raises(errors.Invalid, match="còn 1 mục tiêu"):
        stage.step(school, made, "report", "head")
    assert stage.fresh(made).case.status == "open"
    assert not queries.evaluation_page(school.head, made, on=school.today).evaluation


def test_case_of_a_superseded_version_ends_with_it(school: Cast) -> None:
    old = stage.issued(school)
    new = actions.new_version(objective_set=old, reason="x", by=school.head, at=school.at)
    new = stage.walk(school, new, "issue")
    assert (stage.fresh(old).case.status, new.case.status) == ("ended", "open")
    assert Task.objects.get(closed_at__isnull=True).case == new.case


def test_after_the_report_nothing_is_adjusted(school: Cast) -> None:
    made = stage.issued(school)
    stage.measure(school, made, 85)
    made = stage.step(school, made, "report", "head")
    with pytest.raises(errors.Conflict, match="Đã nộp báo cáo"):
        actions.new_version(objective_set=made, reason="x", by=school.head, at=school.at)


# ---- the check as a condition ----


def gated(cast: Cast) -> ObjectiveSet:
    """At the approval of a procedure whose writer could go past the check; `check_passed` bars the way."""
    text = stage.PROCEDURE.read_text(encoding="utf-8")
    past = "{code: past, label: Trình thẳng, to: 4b, effects: [objectives.submit]}"
    submit = "          - {code: submit, label: Trình xem xét, to: 4a"
    text = text.replace(submit, f"          - {past}\n{submit}")
    procedures.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
    return stage.walk(cast, stage.draft(cast), "close")


def test_what_nobody_checked_is_not_approved(cast: Cast) -> None:
    made = stage.step(cast, gated(cast), "past", "head")
    with pytest.raises(errors.Conflict, match="chưa được phòng KT-ĐBCL xem xét là phù hợp"):
        stage.step(cast, made, "approve", "vice_rector")
    assert stage.fresh(made).state == terms.SUBMITTED


def test_a_check_of_other_words_opens_nothing(cast: Cast) -> None:
    made = gated(cast)
    for outcome, who in (("submit", "head"), ("pass", "quality_officer")):
        made = stage.step(cast, made, outcome, who)
    assert effects.life.is_checked(made.case, cast.at)
    made = stage.step(cast, made, "return", "rector", reason="Sửa")
    assert not effects.life.is_checked(made.case, cast.at)
