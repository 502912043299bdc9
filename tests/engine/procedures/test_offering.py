"""Councils, named people and rooms other than the unit's own: who then has the task, and who has not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from khue.engine.procedures import actions, queries
from khue.engine.procedures.actions import cases, gates
from khue.engine.procedures.language import loader
from khue.engine.procedures.models import Case, ProcedureVersion, Task
from khue.foundation.kernel import errors
from khue.people.access.models import Grant
from khue.people.organisation.models import Appointment
from tests import cast as stage
from tests.engine.procedures import texts

OWNER = "responsible: [{role: staff, scope: everyone, label: Tác giả}]"


def started(cast: Any, owner: str) -> Task:
    text = texts.INVENTED.replace(OWNER, f"responsible: [{owner}]")
    actions.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
    subject = cases.Subject(id=cast.faculty.pk, title="Sáng kiến", unit=cast.faculty)
    [case] = cases.start(
        institution=cast.school, subject_type="organisation.unit", subjects=[subject], period=cast.period, flow="idea",
        by=None, at=cast.at,
    )  # fmt: skip
    return Task.objects.get(case=case)


def test_members_of_a_council_have_the_task_and_nobody_else(cast, deeds) -> None:
    council = stage.unit("HDTDG", "Hội đồng tự đánh giá", "council", cast.school)
    for who in (cast.auditor, cast.other_head):
        stage.appoint(who, "Ủy viên", council)
    task = started(cast, "{scope: body, unit: HDTDG, label: Hội đồng}")
    assert set(queries.holders(task, cast.at)) == {cast.auditor, cast.other_head}
    assert list(queries.tasks_for(cast.auditor, cast.at)) == [task]
    assert list(queries.tasks_for(cast.head, cast.at)) == []
    assert queries.holders_by_task([task], cast.at)[task.pk] == queries.holders(task, cast.at)


def test_named_person_has_the_task_until_the_last_post_there_ends(cast, deeds) -> None:
    task = started(cast, "{scope: person, person: teacher@khuevan.example}")
    assert queries.holders(task, cast.at) == [cast.teacher]
    assert queries.holders_by_task([task], cast.at) == {task.pk: [cast.teacher]}
    assert list(queries.tasks_for(cast.head, cast.at)) == []
    cases.decide(task=task, outcome="fast", by=cast.teacher, at=cast.at)
    assert Task.objects.get(pk=task.pk).closed_by == cast.teacher


def test_named_person_without_a_post_is_refused(cast, deeds) -> None:
    task = started(cast, "{scope: person, person: teacher@khuevan.example}")
    Appointment.objects.filter(person=cast.teacher).update(valid_to=stage.SINCE)
    Grant.objects.filter(person=cast.teacher).delete()
    assert queries.holders(task, cast.at) == []
    with pytest.raises(errors.NotAllowed):
        cases.decide(task=task, outcome="fast", by=cast.teacher, at=cast.at)


def test_role_in_another_room_holds_there(cast, deeds) -> None:
    task = started(cast, "{role: unit_head, unit: DIEN, label: Khoa Điện}")
    assert queries.holders(task, cast.at) == [cast.other_head]


@pytest.mark.parametrize(
    ("owner", "told"),
    [("{scope: body, unit: KHONG}", "có mã “KHONG” chưa có"), ("{scope: person, person: la@x.vn}", "“la@x.vn”")],
)
def test_unknown_council_or_person_is_a_fault_at_install(cast, deeds, owner, told) -> None:
    with pytest.raises(loader.Faults, match=told):
        started(cast, owner)


def test_person_of_another_institution_is_a_fault(cast, deeds) -> None:
    with pytest.raises(loader.Faults, match="stranger"):
        started(cast, "{scope: person, person: stranger@khuevan.example}")


def test_unknown_gate_is_a_fault_at_install(cast, deeds) -> None:
    gates.forget("scored")
    with pytest.raises(loader.Faults, match="điều kiện “scored”"):
        started(cast, "{role: unit_head}")
    gates.register("scored", "Đã chấm điểm")


def test_condition_that_the_program_judges_cannot_be_claimed(cast, deeds) -> None:
    asked: list[Case] = []
    gates.forget("scored")
    gates.register("scored", "Đã chấm điểm", lambda case, at: bool(asked.append(case)))
    task = started(cast, "{role: unit_head}")
    case = cases.decide(task=task, outcome="send", by=cast.head, at=cast.at)
    with pytest.raises(errors.Conflict, match="Hãy chấm điểm"):
        cases.decide(task=queries.open_task(case), outcome="good", by=cast.head, at=cast.at, gates=["scored"])
    assert asked == [case]


def test_database_refuses_to_change_or_delete_an_issued_version(cast, installed) -> None:
    rows = ProcedureVersion.objects.filter(pk=installed.pk)
    for deed in (lambda: rows.update(issue_number="9"), rows.delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            deed()
    assert rows.get().content_hash == installed.content_hash
