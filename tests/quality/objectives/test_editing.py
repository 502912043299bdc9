"""Changing a draft: the deed, the trail, the refusal, the rollback; and who was slower is told who was faster."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from khue.foundation.kernel import errors
from khue.quality.objectives import actions, contents, queries
from khue.quality.objectives.models import Objective, ObjectiveSet, PlannedTask, Responsibility, Target
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.stage import objective, target

pytestmark = pytest.mark.django_db


def save(school: Cast, made: ObjectiveSet, content: contents.ObjectiveContent, **more) -> Objective:
    given = {"objective_set": made, "content": content, "revision": made.revision, "by": school.head, "at": school.at}
    return actions.save_objective(**(given | more))


def first(made: ObjectiveSet) -> tuple[Objective, contents.ObjectiveContent]:
    return made.objectives.order_by("order").first(), queries.content_of(made).objectives[0]


def test_added_objective_stands_last_with_all_its_parts(school: Cast) -> None:
    made = stage.draft(school)
    wanted = objective("2", targets=(target(), target("bài báo", "between", 3, value_high=Decimal(5), unit="bài")))
    save(school, made, wanted)
    saved = queries.content_of(made).objectives[1]
    assert replace(saved.fresh(), key="") == wanted
    assert made.revision == 3


def test_added_objective_leaves_its_words_in_the_trail(school: Cast) -> None:
    made = stage.draft(school)
    save(school, made, objective("2", "Hợp tác doanh nghiệp"))
    event = stage.last_event(made)
    assert (event.verb, event.data["statement"]) == ("objectives.objective.added", "Hợp tác doanh nghiệp")


def test_changed_target_keeps_its_row(school: Cast) -> None:
    made = stage.draft(school)
    row, content = first(made)
    before = Target.objects.get()
    save(school, made, replace(content, targets=(replace(content.targets[0], value=Decimal(85)),)), objective=row)
    after = Target.objects.get()
    assert (after.pk, after.public_id, after.value) == (before.pk, before.public_id, Decimal(85))


def test_change_is_told_with_its_differences(school: Cast) -> None:
    made = stage.draft(school)
    row, content = first(made)
    save(school, made, replace(content, targets=(replace(content.targets[0], value=Decimal(85)),)), objective=row)
    line = queries.set_history(made)[0]
    assert line.sentence == "Sửa chỉ tiêu 1: từ 80% trở lên → từ 85% trở lên"
    assert [(one.old, one.new) for one in line.changes] == [("từ 80% trở lên", "từ 85% trở lên")]


def test_nothing_changed_leaves_no_trace(school: Cast) -> None:
    made = stage.draft(school)
    row, content = first(made)
    save(school, made, content, objective=row)
    assert stage.verbs(made) == ["objectives.set.opened", "objectives.content.replaced"]
    assert ObjectiveSet.objects.get().revision == made.revision == 2


def test_parts_come_and_go(school: Cast) -> None:
    made = stage.draft(school)
    row, content = first(made)
    tasks = (contents.TaskContent("Tập huấn", (contents.ResponsibilityContent("lead", "Tổ trưởng"),)), content.tasks[0])
    save(school, made, replace(content, targets=(), tasks=tasks), objective=row)
    assert not Target.objects.exists()
    assert [one.text for one in queries.content_of(made).objectives[0].tasks] == ["Tập huấn", "Khảo sát cựu học sinh"]
    assert Responsibility.objects.filter(task__text="Tập huấn").count() == 1
    save(school, made, replace(first(made)[1], tasks=()), objective=row)
    assert not PlannedTask.objects.exists()
    assert not Responsibility.objects.filter(task__isnull=False).exists()


def test_key_of_a_foreign_part_steals_nothing(school: Cast) -> None:
    other = stage.draft(school, by=school.other_head, unit=school.other_faculty)
    foreign = Target.objects.get(objective__set=other)
    made = stage.draft(school)
    row, content = first(made)
    save(school, made, replace(content, targets=(target("lạ", key=foreign.public_id),)), objective=row)
    foreign.refresh_from_db()
    assert (foreign.objective.set_id, foreign.subject) == (other.pk, "tỷ lệ có việc làm")


def test_malformed_content_saves_nothing(school: Cast) -> None:
    made = stage.draft(school)
    with pytest.raises(errors.Invalid) as refused:
        save(school, made, objective("2", targets=(target(value=None),)))
    assert list(refused.value.fields) == ["targets.0.value"]
    assert Objective.objects.count() == 1


def test_stale_tab_is_told_who_and_when(school: Cast) -> None:
    made = stage.draft(school)
    stale = stage.fresh(made)
    later = school.at + timedelta(minutes=5)
    save(school, stage.fresh(made), objective("2"), by=school.deputy, at=later)
    with pytest.raises(errors.Conflict) as refused:
        save(school, stale, objective("3"))
    assert "Cao Thị Hạnh đã thay đổi bộ mục tiêu này lúc 09:05 ngày 07/09/2026" in refused.value.message
    assert Objective.objects.count() == 2


def test_draft_that_moved_on_meanwhile_is_not_changed(school: Cast) -> None:
    made = stage.draft(school)
    stale = stage.fresh(made)
    stage.walk(school, made, "open")
    with pytest.raises(errors.Conflict):
        save(school, stale, objective("2"))
    assert Objective.objects.count() == 1


@pytest.mark.parametrize(
    "who", ["teacher", "other_head", "quality_head", "rector", "vice_rector", "auditor", "stranger"]
)
def test_others_change_nothing(school: Cast, who: str) -> None:
    made = stage.draft(school)
    with pytest.raises(errors.NotAllowed):
        save(school, made, objective("2"), by=getattr(school, who))


def test_revoked_person_changes_nothing(school: Cast) -> None:
    made = stage.draft(school)
    school.head.grants.update(valid_to=school.today - timedelta(days=1))
    school.head.__dict__.pop("_grants", None)
    with pytest.raises(errors.NotAllowed):
        save(school, made, objective("2"))


@pytest.mark.parametrize("at_step", ["open", "submit", "pass", "approve", "issue"])
def test_words_stand_still_outside_drafting_steps(school: Cast, at_step: str) -> None:
    made = stage.walk(school, stage.draft(school), at_step)
    row, content = first(made)
    given = {"objective_set": made, "revision": made.revision, "by": school.head, "at": school.at}
    deeds = [
        lambda: actions.save_objective(content=objective("2"), **given),
        lambda: actions.save_objective(content=replace(content, statement="Khác"), objective=row, **given),
        lambda: actions.remove_objective(objective=row, **given),
        lambda: actions.move_objective(objective=row, to=1, **given),
        lambda: actions.replace_content(content=contents.SetContent((objective(),)), **given),
        lambda: actions.describe(swot="x", **given),
    ]
    before = queries.content_of(made)
    for deed in deeds:
        with pytest.raises(errors.Conflict):
            deed()
    assert queries.content_of(made) == before


def test_words_move_again_when_comments_are_closed(school: Cast) -> None:
    made = stage.walk(school, stage.draft(school), "close")
    save(school, made, objective("2"))
    assert made.objectives.count() == 2


def test_broken_journal_saves_nothing(school: Cast, break_journal: Any) -> None:
    made = stage.draft(school)
    row, content = first(made)
    broken = break_journal()
    given = {"objective_set": made, "revision": made.revision, "by": school.head, "at": school.at}
    for deed in (
        lambda: actions.save_objective(content=objective("2"), **given),
        lambda: actions.save_objective(content=replace(content, statement="Khác"), objective=row, **given),
        lambda: actions.remove_objective(objective=row, **given),
        lambda: actions.replace_content(content=contents.SetContent((objective("9"),)), **given),
        lambda: actions.describe(swot="x", **given),
    ):
        made.revision = given["revision"]
        with pytest.raises(broken):
            deed()
    made.refresh_from_db()
    assert (queries.content_of(made).objectives, made.revision) == ((content,), given["revision"])


def test_removed_objective_stays_in_the_journal(school: Cast) -> None:
    made = stage.draft(school, objective("1", "Một"), objective("2", "Hai"))
    row, content = first(made)
    actions.remove_objective(objective_set=made, objective=row, revision=made.revision, by=school.head, at=school.at)
    assert [one.statement for one in queries.content_of(made).objectives] == ["Hai"]
    assert contents.ObjectiveContent.from_json(stage.last_event(made).data["content"]) == content


def test_moved_objectives_are_counted_anew(school: Cast) -> None:
    made = stage.draft(school, *(objective(str(n), f"Mục {n}") for n in (1, 2, 3)))
    row = made.objectives.get(number="3")
    actions.move_objective(
        objective_set=made, objective=row, to=1, revision=made.revision, by=school.head, at=school.at
    )
    found = [(one.number, one.statement) for one in queries.content_of(made).objectives]
    assert found == [("1", "Mục 3"), ("2", "Mục 1"), ("3", "Mục 2")]
    assert queries.set_history(made)[0].sentence == "Chuyển mục tiêu 3 đến vị trí 1"


def test_numbers_that_are_no_counting_stay(school: Cast) -> None:
    made = stage.draft(school, objective("I.1", "A"), objective("I.2", "B"))
    row = made.objectives.get(number="I.2")
    actions.move_objective(
        objective_set=made, objective=row, to=-5, revision=made.revision, by=school.head, at=school.at
    )
    assert [one.number for one in queries.content_of(made).objectives] == ["I.2", "I.1"]


def test_replaced_content_is_what_was_given(school: Cast) -> None:
    made = stage.draft(school, objective("1", "Cũ một"), objective("2", "Cũ hai"))
    kept = queries.content_of(made).objectives[1]
    new = contents.SetContent((replace(kept, number="1"), objective("2", "Hoàn toàn mới")), swot="S W O T")
    actions.replace_content(
        objective_set=made, content=new, revision=made.revision, by=school.head, at=school.at, source="ke-hoach.docx"
    )
    found = queries.content_of(made)
    assert (found.objectives[0].key, found.swot) == (kept.key, "S W O T")
    assert [one.statement for one in found.objectives] == ["Cũ hai", "Hoàn toàn mới"]
    assert stage.last_event(made).data["source"] == "ke-hoach.docx"


def test_replacing_costs_the_same_for_few_and_many(school: Cast) -> None:
    counts = []
    for unit, who, size in (("faculty", "head", 2), ("other_faculty", "other_head", 8)):
        made = stage.draft(school, unit=getattr(school, unit), by=getattr(school, who))
        new = contents.SetContent(tuple(objective(str(n)) for n in range(1, size + 1)))
        with stage.statements() as found:
            actions.replace_content(
                objective_set=made, content=new, revision=made.revision, by=getattr(school, who), at=school.at
            )
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_usual_save_takes_ten_statements_with_session_and_person(school: Cast) -> None:
    made = stage.draft(school)
    row = queries.objective_for(school.head, made.objectives.get().public_id)
    content = queries.content_of(made).objectives[0]
    changed = replace(content, targets=(replace(content.targets[0], value=Decimal(85)),))
    with stage.statements() as found:
        save(school, row.set, changed, objective=row)
    fetched_by_the_request = 3  # session, person with grants, objective with its set
    assert len(found) + fetched_by_the_request <= 10


def test_people_and_units_of_another_institution_are_refused(school: Cast) -> None:
    made = stage.draft(school)
    for foreign in (
        contents.ResponsibilityContent("lead", "Người lạ", person_id=school.stranger.pk),
        contents.ResponsibilityContent("lead", "Trường khác", unit_id=school.other_school.pk),
    ):
        with pytest.raises(errors.Invalid):
            save(school, made, objective("2", responsibilities=(foreign,)))


def test_named_people_of_the_school_are_kept(school: Cast) -> None:
    made = stage.draft(school)
    named = contents.ResponsibilityContent(
        "lead", "Mai Xuân Lộc", unit_id=school.faculty.pk, person_id=school.teacher.pk
    )
    saved = save(school, made, objective("2", responsibilities=(named,)))
    assert saved.responsibilities.get().person == school.teacher


def test_unit_objective_serves_an_issued_school_objective(school: Cast) -> None:
    served = stage.issued_school(school).objectives.get()
    made = stage.draft(school, objective(serves=served.public_id))
    assert made.objectives.get().serves == served
    with pytest.raises(errors.Invalid):
        save(school, made, objective("2", serves=made.objectives.get().public_id))


def test_draft_of_the_school_cannot_be_served_yet(school: Cast) -> None:
    served = stage.draft(school, by=school.quality_head, unit=school.school).objectives.get()
    with pytest.raises(errors.Invalid):
        stage.draft(school, objective(serves=served.public_id))


def test_objective_of_another_set_is_not_found(school: Cast) -> None:
    other = stage.draft(school, by=school.other_head, unit=school.other_faculty)
    made = stage.draft(school)
    with pytest.raises(errors.NotFound):
        save(school, made, objective("2"), objective=other.objectives.get())


def test_swot_is_described_and_told(school: Cast) -> None:
    made = stage.draft(school)
    actions.describe(objective_set=made, swot=" Điểm mạnh ", revision=made.revision, by=school.head, at=school.at)
    made.refresh_from_db()
    assert (made.swot, stage.verbs(made)[-1]) == ("Điểm mạnh", "objectives.set.described")


def test_the_journal_names_the_school_objective_and_not_its_key(school: Cast) -> None:
    served = stage.issued_school(school, objective("7", "Người học có việc làm")).objectives.get()
    made = stage.draft(school)
    standing = made.objectives.get()
    content = replace(queries.rows.content_of_objective(standing)[0], serves=served.public_id)
    actions.save_objective(
        objective_set=made, content=content, objective=standing, revision=made.revision, by=school.head, at=school.at
    )
    told = stage.last_event(made)
    assert "gắn với mục tiêu 7 của Trường (Người học có việc làm)" in told.data["summary"]
    untied = contents.SetContent((replace(content, serves=None),))
    made = stage.fresh(made)
    actions.replace_content(objective_set=made, content=untied, revision=made.revision, by=school.head, at=school.at)
    assert served.public_id not in str(stage.last_event(made).data)
    assert "mục tiêu 7 của Trường" in str(stage.last_event(made).data)
