"""A plan file comes in: staged, doubted, mended, confirmed; nothing half-saved."""

from __future__ import annotations

from typing import Any

import pytest

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.interfaces.imports.actions import plans as actions
from khue.interfaces.imports.models import StagedPlan
from khue.interfaces.imports.queries import plans as queries
from khue.people.access.models import Grant
from khue.quality.objectives.models import Objective, ObjectiveSet
from tests.cast import Cast
from tests.interfaces.imports.conftest import GOOD, LEADERLESS, NUMBERLESS, paper


def staged(cast: Cast, *rows: list[str], by: Any = None) -> StagedPlan:
    return actions.stage(
        unit=cast.faculty,
        period=cast.period,
        name="ke-hoach.docx",
        content=paper(*rows),
        by=by or cast.head,
        at=cast.at,
    )


def doubts(plan: StagedPlan) -> dict[str, str]:
    return {doubt.id: doubt.why for row in queries.rows(plan) for doubt in row.doubts}


def correct(cast: Cast, plan: StagedPlan, edit: dict[str, Any]) -> StagedPlan:
    return actions.correct(staged=plan, edit=edit, revision=plan.revision, by=cast.head, at=cast.at)


def test_staging_keeps_the_reading_and_saves_nothing_else(school: Cast) -> None:
    plan = staged(school, GOOD)
    assert plan.file.read() == paper(GOOD) or plan.size > 0
    assert [row.content["statement"] for row in queries.rows(plan)] == [GOOD[1]]
    assert not ObjectiveSet.objects.exists()


def test_a_clean_row_has_no_doubts_and_its_unit_is_recognised(school: Cast) -> None:
    plan = staged(school, GOOD)
    row = queries.rows(plan)[0]
    assert row.doubts == []
    supporting = [one for one in row.content["responsibilities"] if one["part"] == "supporting"]
    assert [one["unit_id"] for one in supporting] == [school.other_faculty.pk]


def test_what_is_not_certain_is_a_doubt_with_its_reason(school: Cast) -> None:
    plan = staged(school, GOOD, NUMBERLESS, LEADERLESS)
    found = doubts(plan)
    assert found["1-no-target"] == "Câu không có con số"
    assert found["2-no-lead"] == "Chưa có người chủ trì: trong tệp không ghi"
    assert found["2-outside"] == "Ngoài thời gian 01/09/2026 - 31/08/2027"


def test_one_click_settles_a_doubt_and_undo_brings_it_back(school: Cast) -> None:
    plan = staged(school, NUMBERLESS)
    achieved = next(doubt for doubt in queries.rows(plan)[0].doubts if doubt.field == "targets").choices[0]
    plan = correct(school, plan, achieved.edit)
    assert queries.rows(plan)[0].content["targets"][0]["comparator"] == "achieved"
    assert "0-no-target" not in doubts(plan)
    plan = actions.undo(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    assert "0-no-target" in doubts(plan)


def test_confirming_writes_the_draft_and_closes_the_file(school: Cast) -> None:
    plan = staged(school, GOOD, NUMBERLESS)
    draft = actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    objectives = list(Objective.objects.filter(set=draft).order_by("order"))
    assert [one.statement for one in objectives] == [GOOD[1], NUMBERLESS[1]]
    assert [(t.comparator, str(t.value)) for t in objectives[0].targets.all()] == [(">=", "86.0000")]
    assert [task.text for task in objectives[0].tasks.all()] == ["Họp giáo viên chủ nhiệm.", "Phụ đạo."]
    plan.refresh_from_db()
    assert (plan.state, plan.set_id) == ("confirmed", draft.pk)


def test_confirming_twice_is_refused(school: Cast) -> None:
    plan = staged(school, GOOD)
    actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    with pytest.raises(errors.Conflict, match="đã được xác nhận"):
        actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)


def test_a_row_left_out_is_not_saved(school: Cast) -> None:
    plan = correct(school, staged(school, GOOD, NUMBERLESS), {"op": "drop", "row": 1})
    draft = actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    assert Objective.objects.filter(set=draft).count() == 1


def test_a_stale_page_changes_nothing(school: Cast) -> None:
    plan = staged(school, GOOD, NUMBERLESS)
    correct(school, plan, {"op": "drop", "row": 0})
    with pytest.raises(errors.Conflict, match="cửa sổ khác"):
        correct(school, plan, {"op": "drop", "row": 1})


def test_everything_dropped_cannot_be_confirmed(school: Cast) -> None:
    plan = correct(school, staged(school, GOOD), {"op": "drop", "row": 0})
    with pytest.raises(errors.Invalid, match="Khôi phục ít nhất một dòng"):
        actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    assert not ObjectiveSet.objects.exists()


def test_each_deed_leaves_its_row_in_the_journal(school: Cast) -> None:
    plan = correct(school, staged(school, GOOD, NUMBERLESS), {"op": "drop", "row": 1})
    plan = actions.undo(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    plan = actions.accept_all(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    actions.discard(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    verbs = AuditEvent.objects.filter(verb__startswith="imports.plan").order_by("seq").values_list("verb", flat=True)
    assert [verb.rpartition(".")[2] for verb in verbs] == ["staged", "corrected", "undone", "accepted", "discarded"]


def test_a_broken_journal_saves_nothing(school: Cast, break_journal: Any) -> None:
    with pytest.raises(break_journal()):
        staged(school, GOOD)
    assert not StagedPlan.objects.exists()


@pytest.mark.parametrize("part", ["other_head", "teacher", "stranger", "rector", "quality_head"])
def test_only_who_may_brings_a_units_plan_in(school: Cast, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        staged(school, GOOD, by=getattr(school, part))
    assert not StagedPlan.objects.exists()


def test_a_head_whose_post_ended_yesterday_is_refused(school: Cast) -> None:
    plan = staged(school, GOOD)
    school.head.__dict__.pop("_grants", None)
    Grant.objects.filter(person=school.head).update(valid_to=school.today)
    school.head.as_of = school.today.replace(day=school.today.day + 1)
    with pytest.raises(errors.NotFound):
        actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    assert not ObjectiveSet.objects.exists()
