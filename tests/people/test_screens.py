"""Every screen of people: who may, who may not, the stranger, the one who has not signed in."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khue.people.access.models import Grant
from khue.people.organisation.models import Appointment, CalendarDay, Charge, Position
from tests.people.conftest import SINCE


def addresses(cast) -> dict[str, str]:
    """Every address that answers a GET, by a short name."""
    school, faculty, teacher = cast.school.public_id, cast.faculty.public_id, cast.teacher.public_id
    post = Appointment.objects.get(person=cast.teacher).public_id
    position = Position.objects.filter(institution=cast.school).first().pk
    charge = Charge.objects.get().pk
    by_hand = Grant.objects.get(person=cast.auditor).public_id
    unit_deeds = ("add", "change", "rename", "move", "merge", "split", "close", "appoint", "charge")
    return {
        "units": reverse("organisation:units"),
        "institution": reverse("organisation:institution", args=[school]),
        "unit": reverse("organisation:unit", args=[faculty]),
        "unit-history": reverse("organisation:unit-history", args=[faculty]),
        "people": reverse("organisation:people"),
        "person": reverse("organisation:person", args=[teacher]),
        "positions": reverse("organisation:positions"),
        "periods": reverse("organisation:periods"),
        "calendar": reverse("organisation:calendar"),
        **{f"unit-{deed}": reverse(f"organisation:unit-{deed}", args=[faculty]) for deed in unit_deeds},
        "person-add": reverse("organisation:person-add"),
        "person-change": reverse("organisation:person-change", args=[teacher]),
        "person-appoint": reverse("organisation:person-appoint", args=[teacher]),
        "appointment-end": reverse("organisation:appointment-end", args=[post]),
        "charge-end": reverse("organisation:charge-end", args=[charge]),
        "position": reverse("organisation:position", args=[position]),
        "grants": reverse("access:grants"),
        "grant-add": reverse("access:grant-add"),
        "roles": reverse("access:roles"),
        "grant-revoke": reverse("access:grant-revoke", args=[by_hand]),
        "journal": reverse("audit_trail:events"),
        "inbox": reverse("notifications:inbox"),
        "profile": reverse("accounts:profile"),
    }


FOR_ALL = {"units", "institution", "unit", "unit-history", "people", "person", "positions", "periods", "calendar"}
OWN = {"inbox", "profile"}
JOURNAL = {"rector", "quality_head", "admin"}
ELSEWHERE = {"institution", "unit", "person", "charge-end", "appointment-end", "position"}


def expected(name: str, part: str) -> int:
    """What a part of the cast gets at an address."""
    if name in OWN:
        return 200
    if name == "grant-revoke":  # a grant is known only to those who give and take
        return 200 if part == "admin" else 404
    if name == "journal":
        return 200 if part in JOURNAL or part == "stranger" else 403
    if part == "stranger":  # the rector of another school: sees their own lists, knows nothing of ours
        if name.startswith(("unit-", "person-")) and name != "person-add":
            return 404
        if name in ELSEWHERE:
            return 404
        return 200 if name in FOR_ALL else 403
    return 200 if name in FOR_ALL or part == "admin" else 403


@pytest.mark.parametrize(
    "part", ["rector", "quality_head", "head", "other_head", "teacher", "auditor", "admin", "stranger"]
)
def test_each_screen_answers_each_part_as_it_should(cast, client_of, part):
    client = client_of(getattr(cast, part))
    pages = addresses(cast)
    assert {name: client.get(url).status_code for name, url in pages.items()} == {
        name: expected(name, part) for name in pages
    }


def test_nobody_sees_anything_before_signing_in(cast):
    client = Client()
    assert {client.get(url).status_code for url in addresses(cast).values()} == {302}


def test_deeds_by_post_are_refused_to_others(cast, client_of):
    teacher = cast.teacher.public_id
    urls = [reverse(f"organisation:person-{deed}", args=[teacher]) for deed in ("invite", "deactivate", "reactivate")]
    assert {client_of(cast.head).post(url).status_code for url in urls} == {403}
    assert {client_of(cast.stranger).post(url).status_code for url in urls} == {404}


def test_the_sở_looks_into_its_schools_and_changes_nothing(cast, client_of):
    client = client_of(cast.authority_officer)
    assert client.get(reverse("organisation:institution", args=[cast.school.public_id])).status_code == 200
    assert client.get(reverse("organisation:unit", args=[cast.faculty.public_id])).status_code == 200
    assert client.get(reverse("organisation:unit-change", args=[cast.faculty.public_id])).status_code == 403
    assert client.get(reverse("organisation:person", args=[cast.teacher.public_id])).status_code == 404


def test_a_school_does_not_see_the_sở_above_it(cast, client_of):
    client = client_of(cast.admin)
    assert client.get(reverse("organisation:unit", args=[cast.authority.public_id])).status_code == 404


def test_a_person_without_any_post_may_see_only_themselves(cast, client_of):
    Grant.objects.filter(person=cast.teacher).delete()
    client = client_of(cast.teacher)
    assert client.get(reverse("organisation:units")).status_code == 403
    assert client.get(reverse("organisation:person", args=[cast.teacher.public_id])).status_code == 200


def test_a_person_whose_post_ended_yesterday_is_outside_today(cast, client_of):
    Grant.objects.filter(person=cast.admin).update(valid_to=date(2025, 1, 1))
    assert client_of(cast.admin).get(reverse("organisation:person-add")).status_code == 403


def test_own_calendar_days_of_another_school_are_not_removed(cast, client_of):
    row = CalendarDay.objects.create(institution=cast.other_school, day=SINCE, name="Ngày truyền thống")
    response = client_of(cast.admin).post(reverse("organisation:calendar-remove", args=[row.pk]))
    assert response.status_code == 404
    assert CalendarDay.objects.filter(pk=row.pk).exists()
