"""The clean pile: asked for in one press, written by the worker file by file, with the person's rights at each of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.interfaces.imports import jobs, terms
from khue.interfaces.imports.actions import confirming, plans
from khue.interfaces.imports.models import ImportBatch
from khue.interfaces.imports.queries import batches as queries
from khue.people.access.models import Grant
from khue.people.notifications.models import Notice
from khue.quality.objectives.models import Objective, ObjectiveSet
from tests import cast as stage
from tests.cast import Cast
from tests.interfaces.imports import forty
from tests.interfaces.imports.test_batches import asks, confirm_clean, one, piles, send, verbs
from tests.quality.objectives.stage import statements


@pytest.fixture
def batch(school: Cast) -> ImportBatch:
    """Two files that are clean, one that is not."""
    return send(
        school,
        ("a.html", forty.plan("Khoa Cơ khí")),
        ("b.html", forty.plan("Khoa Điện")),
        ("c.html", forty.plan("", seed=3)),
    )


@pytest.fixture
def broken_for(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`broken_for(unit, fault)`: writing into that unit's draft fails so."""
    real = plans.editing.replace_content

    def install(unit: Any, fault: Exception) -> None:
        def write(*, objective_set: Any, **more: Any) -> Any:
            if objective_set.unit_id == unit.pk:
                raise fault
            return real(objective_set=objective_set, **more)

        monkeypatch.setattr(plans.editing, "replace_content", write)

    return install


def told(cast: Cast) -> list[str]:
    rows = Notice.objects.filter(person=cast.quality_head, key__contains=":entered:").order_by("pk")
    return list(rows.values_list("text", flat=True))


def test_a_press_writes_nothing_yet_and_takes_the_files_from_everybody(school: Cast, batch: ImportBatch) -> None:
    assert confirming.ask(batch=batch, by=school.quality_head, at=school.at) == 2
    assert piles(school, batch) == {"a.html": "entering", "b.html": "entering", "c.html": "eyes"}
    assert not ObjectiveSet.objects.exists()
    staged = one(batch, "a.html")
    with pytest.raises(errors.Conflict, match="đang được đưa vào bản dự thảo của đơn vị"):
        plans.confirm(staged=staged, revision=staged.revision, by=school.quality_head, at=school.at)


def test_the_worker_writes_every_file_asked_for(school: Cast, batch: ImportBatch) -> None:
    assert confirm_clean(school, batch) == 2
    assert {made.unit for made in ObjectiveSet.objects.all()} == {school.faculty, school.other_faculty}
    assert piles(school, batch) == {"a.html": "done", "b.html": "done", "c.html": "eyes"}


def test_the_trail_names_who_pressed_and_each_file_is_in_it_once(school: Cast, batch: ImportBatch) -> None:
    confirm_clean(school, batch)
    assert verbs(batch)[-2:] == ["confirm_asked", "confirmed"]
    rows = AuditEvent.objects.filter(verb="imports.plan.confirmed").values_list("object_label", "actor_id")
    assert sorted(rows) == [("a.html", school.quality_head.pk), ("b.html", school.quality_head.pk)]


def test_the_unit_and_whoever_pressed_are_told_once(school: Cast, batch: ImportBatch) -> None:
    confirm_clean(school, batch)
    assert Notice.objects.filter(person=school.head, text__contains="đã đưa tệp “a.html”").count() == 1
    assert told(school) == ["Đã đưa 2 tệp vào bản dự thảo của các đơn vị."]


def test_a_file_that_fails_stops_none_and_lies_with_the_doubtful(
    school: Cast, batch: ImportBatch, broken_for: Any
) -> None:
    broken_for(school.faculty, errors.Conflict("busy", "Bộ mục tiêu đang bận."))
    confirm_clean(school, batch)
    assert [made.unit for made in ObjectiveSet.objects.all()] == [school.other_faculty]
    assert asks(school, batch, "a.html") == "Lần xác nhận trước chưa được: Bộ mục tiêu đang bận."
    assert told(school) == [
        "Đã đưa 1 tệp vào bản dự thảo của các đơn vị. 1 tệp chưa đưa được, lý do ghi ở cột Cần người xem."
    ]


def test_a_fault_of_the_program_stops_none_either(school: Cast, batch: ImportBatch, broken_for: Any) -> None:
    broken_for(school.faculty, ZeroDivisionError())
    confirm_clean(school, batch)
    assert [made.unit for made in ObjectiveSet.objects.all()] == [school.other_faculty]
    assert one(batch, "a.html").why == confirming.BROKEN
    assert verbs(batch)[-3:] == ["confirm_asked", "not_entered", "confirmed"]


@pytest.mark.parametrize("lost", ["grants", "account"])
def test_rights_are_asked_again_at_the_moment_of_the_file(school: Cast, batch: ImportBatch, lost: str) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    if lost == "grants":
        Grant.objects.filter(person=school.quality_head).update(valid_to=school.at.date() - timedelta(days=1))
    else:
        type(school.quality_head).objects.filter(pk=school.quality_head.pk).update(is_active=False)
    confirming.enter_all(batch.pk, lambda: school.at)
    assert not ObjectiveSet.objects.exists()
    assert "không còn quyền nhận kế hoạch của các đơn vị" in asks(school, batch, "a.html")


def test_of_two_who_press_at_once_one_asks(school: Cast, batch: ImportBatch) -> None:
    first = confirming.ask(batch=batch, by=school.quality_officer, at=school.at)
    second = confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    assert (first, second) == (2, 0)
    assert confirming.enter_all(batch.pk, lambda: school.at) == 2
    assert confirming.enter_all(batch.pk, lambda: school.at) == 0
    assert Objective.objects.count() == 4


def test_a_file_that_another_worker_holds_is_left_to_it(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    batch.files.filter(file_name="a.html").update(claimed_at=school.at, attempts=1)
    assert confirming.enter_all(batch.pk, lambda: school.at) == 1
    assert piles(school, batch)["a.html"] == "entering"
    assert told(school) == []


def test_a_claim_that_was_taken_away_writes_nothing(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    late = school.at - timedelta(minutes=9)
    confirming._enter(one(batch, "a.html").pk, late, school.at, {})
    assert not ObjectiveSet.objects.exists()
    assert confirming.hand_back(one(batch, "a.html").pk, late, "muộn", school.at) is False


def test_what_a_killed_worker_held_is_written_after_all(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    batch.files.filter(state=terms.ENTERING).update(claimed_at=school.at, attempts=1)
    assert jobs.enter_left_over(school.at + timedelta(minutes=1)) == 0
    assert jobs.enter_left_over(school.at + timedelta(minutes=5)) == 1
    assert ObjectiveSet.objects.count() == 2


def test_what_the_worker_was_never_told_of_is_written_after_all(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    assert jobs.enter_left_over(school.at + timedelta(minutes=9)) == 0
    assert jobs.enter_left_over(school.at + timedelta(minutes=11)) == 1
    assert ObjectiveSet.objects.count() == 2


def test_a_file_that_kills_the_worker_again_and_again_goes_back_to_people(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    batch.files.filter(file_name="a.html").update(claimed_at=school.at, attempts=jobs.MOST_ATTEMPTS)
    batch.files.filter(file_name="b.html").update(claimed_at=school.at + timedelta(minutes=4), attempts=1)
    jobs.enter_left_over(school.at + timedelta(minutes=5))
    assert asks(school, batch, "a.html") == f"Lần xác nhận trước chưa được: {confirming.STUCK}"
    assert piles(school, batch)["b.html"] == "entering"


def test_a_broken_journal_asks_for_nothing(school: Cast, batch: ImportBatch, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("journal")

    monkeypatch.setattr(confirming.batches, "tell", broken)
    with pytest.raises(RuntimeError):
        confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    assert not batch.files.filter(state=terms.ENTERING).exists()


def test_others_may_not_ask(school: Cast, batch: ImportBatch) -> None:
    with pytest.raises(errors.NotFound):
        confirming.ask(batch=batch, by=school.head, at=school.at)


def test_the_board_tells_how_far_the_worker_is(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    confirming._enter(confirming._claim(batch.pk, school.at) or 0, school.at, school.at, {})
    page = queries.board(batch, school.at)
    assert (page.entered, len(page.asked), page.entering) == (1, 2, True)
    confirming.enter_all(batch.pk, lambda: school.at)
    assert queries.board(batch, school.at).asked == []


@pytest.mark.parametrize("count", [1, 12])
def test_a_press_costs_the_same_for_one_file_and_for_many(school: Cast, count: int) -> None:
    for n in range(count):
        stage.unit(f"BM{n:02}", f"Bộ môn Số {n:02}", "team", school.school)
    batch = send(school, *((f"{n}.html", forty.plan(f"Bộ môn Số {n:02}", seed=n)) for n in range(count)))
    with statements() as sql:
        assert confirming.ask(batch=batch, by=school.quality_head, at=school.at) == count
    assert len(sql) == 9  # whose grants, batch, lock of its files, board (3), asking, journal (2)


def test_a_file_is_written_in_so_many_statements(school: Cast, batch: ImportBatch) -> None:
    confirming.ask(batch=batch, by=school.quality_head, at=school.at)
    confirming._enter(confirming._claim(batch.pk, school.at) or 0, school.at, school.at, {})
    key = confirming._claim(batch.pk, school.at) or 0
    batch.files.filter(file_name="c.html").update(
        state=terms.ENTERING, asked_at=school.at
    )  # so that this is not the last
    known = {school.period.starts_on: confirming.directory.load(school.school.pk, school.period.starts_on)}
    with statements() as sql:
        confirming._enter(key, school.at, school.at, known)
    assert len(sql) == 42  # a new set, its case, its rows, four lines of the journal, word to its head
