"""The `khue` command: the demo, the trail, the clock, the doctor, founding."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection

from khue.config import demo, env
from khue.config.demo import material, school
from khue.config.management.commands import tick
from khue.engine.procedures.models import Task
from khue.foundation.audit_trail import queries as trail
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import clock, errors
from khue.foundation.kernel.calendars import Calendar
from khue.interfaces.imports.models import StagedPlan
from khue.people.accounts.models import Person
from khue.people.organisation import queries as organisation
from khue.people.organisation.models import Unit
from khue.quality.objectives import terms
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage

NOVEMBER = school.moment(date(2026, 11, 21))


def moments() -> list[datetime]:
    """When the deeds of the demo were done, in Viet Nam."""
    return [at.astimezone(clock.LOCAL) for at in AuditEvent.objects.values_list("at", flat=True)]


def in_office_hours(at: datetime, calendar: Calendar) -> bool:
    """A Saturday that is worked in exchange for a day off is a working day."""
    return calendar.is_working_day(at.date()) and 7 <= at.hour < 17


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 9, 3), pytest.param(date(2028, 2, 29), marks=pytest.mark.once)])
def test_the_demo_is_whole_on_whatever_day_it_starts(day: date) -> None:
    now = school.moment(day)
    demo.load(now)
    assert Person.objects.count() == 41
    assert Evaluation.objects.filter(state="submitted").count() == 11
    assert not ObjectiveSet.objects.filter(updated_at__gt=now).exists()
    calendar = organisation.calendar_for(Unit.objects.get(code="CDKV").pk)
    assert [at for at in moments() if not in_office_hours(at, calendar) or at > now] == []
    call_command("verify_trail", stdout=StringIO())


@pytest.mark.once
@pytest.mark.django_db
def test_in_november_every_step_of_the_procedure_has_a_unit() -> None:
    demo.load(NOVEMBER)
    this_year = ObjectiveSet.objects.filter(period__code="2026-2027")
    open_steps = Task.objects.filter(closed_at=None, case__unit__is_institution=False).values_list("step", flat=True)
    assert set(open_steps) == {"1", "2", "3", "4a", "4b", "6"}
    assert this_year.filter(state=terms.ISSUED).count() == 3
    assert StagedPlan.objects.filter(state="staged", batch=None).count() == 1
    assert StagedPlan.objects.filter(batch__closed_at=None, batch__isnull=False).count() == 5
    assert trail.verify().is_whole
    assert tick.beat(NOVEMBER)["nhắc hạn"] == 0  # a Saturday
    assert tick.beat(NOVEMBER + timedelta(days=2))["nhắc hạn"] > 0
    assert tick.beat(NOVEMBER + timedelta(minutes=1))["nhắc hạn"] == 0  # nobody is told twice


def test_the_demo_leaves_a_database_in_use_alone(cast: Cast) -> None:
    assert demo.load_if_empty(lambda line: None) is False
    assert not Unit.objects.filter(code="KTE").exists()


def test_production_has_no_demo(settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(errors.NotAllowed, match="không có trường mẫu"):
        demo.refuse_in_production()


def test_production_names_all_that_is_missing() -> None:
    missing = env.read({"KHUE_ENV": "production"}).missing()
    assert [line.partition(":")[0] for line in missing] == [
        "KHUE_SECRET",
        "KHUE_HOSTS",
        "KHUE_MAIL_URL",
        "KHUE_MAIL_FROM",
    ]
    given = {
        "KHUE_ENV": "production", "KHUE_SECRET": "s" * 60, "KHUE_HOSTS": "a.edu.vn",
        "KHUE_MAIL_URL": "smtp://x@y:587", "KHUE_MAIL_FROM": "k@a.edu.vn",
    }  # fmt: skip
    assert env.read(given).missing() == []


def test_the_trail_command_finds_a_changed_row(cast: Cast) -> None:
    stage.install(cast)
    made = stage.issued(cast)
    call_command("verify_trail", stdout=StringIO())
    ObjectiveSet.objects.filter(pk=made.pk).update(decision_number="1/QĐ-GIA")
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_trail", stdout=StringIO(), stderr=said)
    assert "Số hoặc ngày quyết định đã bị đổi." in said.getvalue()


@pytest.mark.django_db
def test_a_broken_job_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(at: datetime) -> int:
        raise RuntimeError("job")

    whole = dict(tick.JOBS)
    monkeypatch.setattr(tick, "JOBS", {"hỏng": broken, **whole})
    assert set(tick.beat(NOVEMBER)) == set(whole)


@pytest.mark.django_db
def test_founding_gives_an_administrator_who_is_invited(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command(
            "found", kind="school", code="THPT1", name="Trường THPT Bến Xuân", place="Sông Mây", symbol="THPTBX",
            admin_name="Nguyễn Văn Á", admin_email="a@benxuan.example", stdout=StringIO(),
        )  # fmt: skip
    admin = Person.objects.get()
    assert admin.has_perm("organisation.edit", Unit.objects.get(code="THPT1"))
    assert [letter.to for letter in mail.outbox] == [["a@benxuan.example"]]


@pytest.mark.django_db
def test_the_doctor_says_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=said)
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    assert f"ĐỦ    Cơ sở dữ liệu {engine}: đã cập nhật" in said.getvalue()
    assert "KHUE_SECRET" in said.getvalue()


def test_packs_are_right() -> None:
    said = StringIO()
    call_command("check_packs", stdout=said)
    assert "Các gói đều đúng" in said.getvalue()


def test_every_demo_account_is_a_person_of_the_demo() -> None:
    told = {local for _name, _title, local, _position, _unit in material.school()["people"]} | {"quantri"}
    assert {email.partition("@")[0] for email, _who, _why in material.accounts()} <= told
