"""Opening, joining, extending, numbering, closing a call: the deed, the trail, the refusal, the rollback."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from khue.engine.calls import actions, queries, rules, terms
from khue.engine.calls.models import Call, Recipient
from khue.engine.procedures import queries as procedures
from khue.foundation.audit_trail import queries as chain
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as people
from tests.cast import Cast
from tests.engine.calls.conftest import DUE, call_units
from tests.quality.objectives import stage


def due_of(unit: Any) -> date | None:
    task = procedures.open_task(ObjectiveSet.objects.get(unit=unit).case)
    return task.due_on if task else None


def told(call: Call) -> list[str]:
    rows = AuditEvent.objects.filter(about_id=call.pk, about_type="calls.call").order_by("seq")
    return list(rows.values_list("verb", flat=True))


def test_one_deed_opens_the_year_for_every_unit(play: Cast, call: Call) -> None:
    assert set(ObjectiveSet.objects.values_list("unit__code", "case__step")) == {
        ("KT", "1"),
        ("CK", "1"),
        ("DIEN", "1"),
    }
    assert [due_of(unit) for unit in (play.office, play.faculty, play.other_faculty)] == [DUE, DUE, DUE]
    assert told(call) == ["calls.call.opened"]


@pytest.mark.parametrize(("count", "batches"), [(1, 0), (10, 0), (200, 18)])
def test_opening_costs_the_same_at_any_size(play: Cast, count: int, batches: int) -> None:
    """But for SQLite, which takes at most 999 values in one statement."""
    called = [people.unit(f"BM{n:03}", f"Bộ môn {n:03}", "team", play.school) for n in range(count)]
    with stage.statements() as found:
        call_units(play, *called)
    assert len(found) in {36, 36 + batches}
    sets = ObjectiveSet.objects.filter(unit__in=called)
    assert set(sets.values_list("title", "case__title")) == {
        (f"Mục tiêu chất lượng Bộ môn {n:03}, năm học 2026 - 2027",) * 2 for n in range(count)
    }
    assert {due_of(unit) for unit in called} == {DUE}
    assert chain.verify(play.school.pk).is_whole


def test_a_unit_that_has_begun_keeps_its_set_and_gets_the_deadline(play: Cast) -> None:
    made = stage.draft(play)
    call_units(play)
    assert ObjectiveSet.objects.get(unit=play.faculty) == made
    assert due_of(play.faculty) == DUE


def test_a_unit_that_begins_again_after_withdrawing_has_the_deadline_too(play: Cast, call: Call) -> None:
    from khue.quality.objectives import actions as objectives

    made = stage.fresh(ObjectiveSet.objects.get(unit=play.faculty))
    objectives.withdraw(objective_set=made, reason="Lập lại", by=play.head, at=play.at)
    again = objectives.open_set(unit=play.faculty, period=play.period, by=play.head, at=play.at)
    task = procedures.open_task(stage.fresh(again).case)
    assert task is not None
    assert task.due_on == DUE


def test_chosen_units_only(play: Cast) -> None:
    call = call_units(play, play.faculty)
    assert [one.unit for one in call.recipients.all()] == [play.faculty]
    assert ObjectiveSet.objects.count() == 1


@pytest.mark.parametrize("part", ["head", "rector", "teacher", "stranger"])
def test_only_who_follows_the_units_opens_a_call(play: Cast, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        call_units(play, by=getattr(play, part))
    assert Call.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [({"due_on": date(2026, 9, 7)}, "due_on"), ({"number": "bốn trăm"}, "number")],
)
def test_what_cannot_stand_on_paper_is_refused_by_name(play: Cast, more: dict[str, Any], field: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        call_units(play, **more)
    assert list(refused.value.fields) == [field]


def test_units_of_elsewhere_are_refused(play: Cast) -> None:
    with pytest.raises(errors.Invalid, match="không thuộc diện"):
        call_units(play, play.other_school)


def test_a_year_has_one_open_call_of_a_kind(play: Cast, call: Call) -> None:
    with pytest.raises(errors.Conflict, match="chưa đóng"):
        call_units(play, number="413/TB-CĐKTKV")
    twin = Call.objects.get()
    twin.pk, twin.public_id = None, "khac"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_two_notices_of_a_year_do_not_share_a_number(play: Cast, call: Call) -> None:
    actions.close(call=call, answered=0, reason="Mở lại", by=play.quality_head, at=play.at)
    with pytest.raises(errors.Invalid, match="đã dùng"):
        call_units(play)


def test_nothing_is_left_of_a_call_whose_trail_cannot_be_written(play: Cast, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        call_units(play)
    assert (Call.objects.count(), ObjectiveSet.objects.count()) == (0, 0)


def test_a_unit_added_later_joins_with_the_deadline_of_all(play: Cast, call: Call) -> None:
    fresh = people.unit("MOI", "Khoa Mới lập", "faculty", play.school)
    assert queries.not_called(call) == [fresh]
    actions.join(call=call, units=[fresh], by=play.quality_officer, at=play.at + timedelta(days=9))
    assert due_of(fresh) == DUE
    assert told(call) == ["calls.call.opened", "calls.call.joined"]
    with pytest.raises(errors.Conflict, match="đã có trong đợt"):
        actions.join(call=call, units=[fresh], by=play.quality_officer, at=play.at)


def test_a_later_day_for_all_moves_every_open_case_and_leaves_the_notice(play: Cast, call: Call) -> None:
    later = DUE + timedelta(days=14)
    call = actions.extend(call=call, due_on=later, reason="Bão số 9", by=play.quality_head, at=play.at)
    assert (call.due_on, call.ends_on) == (DUE, later)
    assert [due_of(unit) for unit in (play.faculty, play.other_faculty)] == [later, later]
    assert told(call)[-1] == "calls.call.extended"


def test_a_later_day_for_one_unit_is_only_its_own(play: Cast, call: Call) -> None:
    one = Recipient.objects.select_related("unit").get(unit=play.faculty)
    later = DUE + timedelta(days=7)
    actions.extend(call=call, recipient=one, due_on=later, reason="Thực tập", by=play.quality_head, at=play.at)
    assert (due_of(play.faculty), due_of(play.other_faculty)) == (later, DUE)
    actions.extend(call=call, due_on=DUE + timedelta(days=3), reason="Lễ", by=play.quality_head, at=play.at)
    assert (due_of(play.faculty), due_of(play.other_faculty)) == (later, DUE + timedelta(days=3))


@pytest.mark.parametrize(
    ("due_on", "reason", "field"), [(DUE, "Bão", "due_on"), (DUE + timedelta(days=1), " ", "reason")]
)
def test_an_extension_is_later_and_has_a_reason(play: Cast, call: Call, due_on: date, reason: str, field: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        actions.extend(call=call, due_on=due_on, reason=reason, by=play.quality_head, at=play.at)
    assert list(refused.value.fields) == [field]


def test_the_clerks_number_comes_later(play: Cast) -> None:
    call = call_units(play, number="")
    done = actions.give_number(
        call=call, number=" 415/TB-CĐKTKV ", issued_on=date(2026, 9, 9), by=play.quality_head,
        at=play.at + timedelta(days=3),
    )  # fmt: skip
    assert (done.number, done.issued_on, told(call)[-1]) == ("415/TB-CĐKTKV", date(2026, 9, 9), "calls.call.numbered")


def test_closing_early_needs_a_reason_and_ends_everything(play: Cast, call: Call) -> None:
    with pytest.raises(errors.Invalid, match="Còn 3 đơn vị"):
        actions.close(call=call, answered=0, by=play.quality_head, at=play.at)
    done = actions.close(call=call, answered=0, reason="Sáp nhập", by=play.quality_head, at=play.at)
    assert done.state == terms.CLOSED
    with pytest.raises(errors.Conflict, match="đã đóng"):
        actions.extend(call=call, due_on=DUE + timedelta(days=1), reason="x", by=play.quality_head, at=play.at)
    assert not rules.can_steer(play.quality_head, done)


def test_every_state_of_a_call_has_its_transitions() -> None:
    assert set(terms.TRANSITIONS) == {code for code, _label in terms.CALL_STATES}
