"""Staging and confirming a workbook: the deed, the trail, the refusals, and that half a file is never saved."""

from __future__ import annotations

from datetime import date

import pytest

from khue.foundation.audit_trail import actions as trail
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.interfaces.imports import terms
from khue.interfaces.imports.actions import people as actions
from khue.interfaces.imports.models import StagedPeople
from khue.people.access.models import Grant
from khue.people.accounts.models import Person
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import Appointment, Unit
from tests.interfaces.imports.workbooks import person, unit, workbook
from tests.people.conftest import Founded, found

UNITS = [unit("HAN", "Bộ môn Hàn", parent="OTO"), unit("OTO", "Khoa Ô tô"), unit("DIEN", "Khoa Điện", parent="CK")]
STAFF = [person("an", "Bùi Thị Ân", "Trưởng khoa", "OTO"), person("loc", "Mai Xuân Lộc", valid_to="31/12/2026")]


@pytest.fixture
def school(db) -> Founded:
    made = found()
    made.employ("quantri", "Đỗ Quản Trị", "QT", made.school)
    made.employ("loc", "Mai Xuân Lộc", "GV", made.faculty)
    made.employ("tram", "Lý Bảo Trâm", "TPKT", made.other)
    return made


def who(key: str) -> Person:
    return Person.objects.get(email=f"{key}@khuevan.example")


def stage(school: Founded, units=None, staff=None, by: str = "quantri") -> StagedPeople:
    content = workbook(units or [], staff or [])
    return actions.stage(institution=school.school, name="ds.xlsx", content=content, by=who(by), at=school.at)


def confirm(school: Founded, staged: StagedPeople, by: str = "quantri", **more) -> StagedPeople:
    return actions.confirm(staged=staged, by=who(by), at=school.at, **more)


def test_staging_saves_nothing_but_the_reading(school):
    before = (Unit.objects.count(), Person.objects.count(), Appointment.objects.count())
    staged = stage(school, UNITS, STAFF)
    assert (Unit.objects.count(), Person.objects.count(), Appointment.objects.count()) == before
    assert [change["kind"] for change in staged.changes] == ["added", "added", "changed", "added", "ended"]


def test_confirming_does_all_of_it_through_the_same_deeds(school):
    confirm(school, stage(school, UNITS, STAFF))
    paths = {unit.code: unit.path for unit in Unit.objects.filter(institution=school.school)}
    assert paths["HAN"].startswith(paths["OTO"])
    assert paths["DIEN"].startswith(paths["CK"])
    assert Grant.objects.get(person=who("an")).role.code == "unit_head"
    assert who("loc").appointments.get().valid_to == date(2026, 12, 31)


def test_the_trail_tells_the_file_and_every_deed(school):
    confirm(school, stage(school, UNITS, STAFF))
    verbs = list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))
    start = verbs.index("imports.people.staged")
    assert verbs[start:] == [
        "imports.people.staged",
        "organisation.unit.added",
        "organisation.unit.added",
        "organisation.unit.moved",
        "accounts.person.added",
        "organisation.appointment.ended",
        "access.revoked",
        "organisation.appointment.made",
        "access.granted",
        "imports.people.confirmed",
    ]


def test_a_second_import_of_the_same_file_changes_nothing(school):
    confirm(school, stage(school, UNITS, STAFF))
    assert {change["kind"] for change in stage(school, UNITS, STAFF).changes} == {terms.UNCHANGED}


def test_a_file_with_a_fault_is_not_confirmed(school):
    staged = stage(school, UNITS, [*STAFF, person("x", "Sai Chức Vụ", "Vua")])
    with pytest.raises(errors.Conflict) as refused:
        confirm(school, staged)
    assert refused.value.code == "people_faults"
    assert not Unit.objects.filter(code="OTO").exists()


def test_a_refusal_in_the_last_row_undoes_the_first(school):
    """CK cannot close while DIEN hangs below it: the new units and people of the file are not saved either."""
    staged = stage(school, [*UNITS, unit("CK", "Khoa Cơ khí", valid_to="31/12/2026")], STAFF)
    with pytest.raises(errors.Conflict, match="Tờ Đơn vị, dòng 5: Còn đơn vị trực thuộc: Khoa Điện"):
        confirm(school, staged)
    assert not Unit.objects.filter(code="OTO").exists()
    assert not Person.objects.filter(email="an@khuevan.example").exists()
    assert StagedPeople.objects.get().state == terms.STAGED


def test_nothing_is_saved_when_the_trail_breaks(school, monkeypatch):
    staged = stage(school, UNITS, STAFF)
    record = trail.record

    def break_at_the_end(**facts):
        if facts["verb"] == "imports.people.confirmed":
            raise RuntimeError("no disk")
        return record(**facts)

    monkeypatch.setattr(trail, "record", break_at_the_end)
    with pytest.raises(RuntimeError):
        confirm(school, staged)
    assert not Unit.objects.filter(code="OTO").exists()


def test_somebody_changed_the_organisation_in_between(school):
    staged = stage(school, UNITS, STAFF)
    organisation.add_unit(
        parent=school.school, kind="faculty", code="OTO", name="Khoa Ô tô", valid_from=date(2024, 9, 1), by=None,
        at=school.at,
    )  # fmt: skip
    with pytest.raises(errors.Conflict) as refused:
        confirm(school, staged)
    assert refused.value.code == "people_stale"
    confirm(school, actions.compare_again(staged=staged, by=who("quantri"), at=school.at))
    assert Unit.objects.filter(code="HAN").exists()


def test_a_file_is_confirmed_once(school):
    staged = stage(school, UNITS, STAFF)
    confirm(school, staged)
    with pytest.raises(errors.Conflict, match="đã được xác nhận"):
        confirm(school, staged)


def test_a_discarded_file_is_closed(school):
    staged = stage(school, UNITS)
    actions.discard(staged=staged, by=who("quantri"), at=school.at)
    with pytest.raises(errors.Conflict, match="đã bị bỏ"):
        confirm(school, staged)


def test_the_quality_office_prepares_and_the_administrator_confirms(school):
    staged = stage(school, UNITS, STAFF, by="tram")
    with pytest.raises(errors.NotAllowed) as refused:
        confirm(school, staged, by="tram")
    assert refused.value.code == "confirm_people"
    assert confirm(school, staged).state == terms.CONFIRMED


def test_a_teacher_stages_nothing(school):
    with pytest.raises(errors.NotAllowed):
        stage(school, UNITS, by="loc")
    assert not StagedPeople.objects.exists()


def test_newcomers_are_invited_when_asked(school, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        confirm(school, stage(school, UNITS, STAFF), invite=True, origin="https://khue.example/")
    assert [(letter.to, "https://khue.example/tai-khoan/" in letter.body) for letter in mailoutbox] == [
        (["an@khuevan.example"], True)
    ]


def test_an_empty_template_is_refused(school):
    with pytest.raises(errors.Invalid) as refused:
        stage(school)
    assert refused.value.code == "people_empty"
