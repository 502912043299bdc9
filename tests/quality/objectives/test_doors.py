"""Every address of objectives, tried by everybody of the cast, whatever they are to the unit: who is not named is refused.

A scene is a set at a moment of its life (`doors`). For each address it names who gets in; everybody else must get 403 or 404. Each try
is undone, so that the order does not matter; forms are sent empty, which lets nobody do anything but shows whose they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from khue.people.accounts.models import Person
from khue.quality.objectives import urls
from tests.cast import PARTS, Cast
from tests.quality.objectives import doors
from tests.quality.objectives.screens import sign_in, url

pytestmark = pytest.mark.django_db
REFUSED = frozenset({403, 404})
NOT_OF_A_SET = frozenset(
    {
        "sets",
        "open",
        "roll-up",
        "read-time",
        "matrix",
        "matrix-workbook",
        "matrix-send",
        "check-rules",
        "check-rule",
        "together",
    }
)


@pytest.fixture(autouse=True)
def doors_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets in is asked, not what stands inside: nothing is drawn, which is most of the time of a thousand tries."""
    monkeypatch.setattr("django.template.backends.jinja2.Template.render", lambda *_told, **_more: "")


def methods(door: str) -> tuple[str, ...]:
    if door in doors.POSTED:
        return ("post",)
    read_only = door in doors.READ - {"measure", "task"} or door == "print-report"
    return ("get",) if read_only else ("get", "post")


def tries(scene: str, found: dict[str, str]) -> list[tuple[str, str]]:
    """Doors and methods of a scene: all of them before issue, then what is not the same any more.

    Reading and sending a form ask the same rule, so an issued set is only sent what it refuses to everybody.
    """
    tried = [(door, method) for door in found for method in methods(door)]
    if scene.endswith("reported"):
        return [one for one in tried if one[0] in doors.ABOUT_REPORT]
    if scene.endswith("issued"):
        return [one for one in tried if one[1] == "post" or one[0] in doors.READ | doors.ABOUT_REPORT]
    return tried


def knock(client: Client, method: str, address: str) -> int:
    """The status of one try, undone."""
    with transaction.atomic():
        status: int = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    return status


def admitted(clients: dict[str, Client], method: str, address: str) -> frozenset[str]:
    return frozenset(part for part, client in clients.items() if knock(client, method, address) not in REFUSED)


def scenes() -> Iterator[Any]:
    """A unit's set before and after issue on both databases, the other scenes on one: who gets in rests on the same queries."""
    for scene in doors.SCENES:
        yield scene if scene in {"consultation", "issued"} else pytest.param(scene, marks=pytest.mark.once)


@pytest.mark.parametrize("scene", list(scenes()))
def test_each_door_opens_to_those_named_and_to_nobody_else(play: Cast, scene: str) -> None:
    doors.install_forms(play)
    found = doors.addresses(doors.make(play, scene))
    tried, parts = tries(scene, found), doors.NEAR if scene == "called" else PARTS
    clients = {part: sign_in(getattr(play, part)) for part in parts}
    opened = {(door, method): sorted(admitted(clients, method, found[door])) for door, method in tried}
    assert opened == {one: sorted(doors.SCENES[scene].gets_in(*one) & set(parts)) for one in tried}


def test_no_address_of_a_set_is_left_out(play: Cast) -> None:
    tried = {door for scene in ("consultation", "issued") for door in addresses(play, scene)}
    assert {pattern.name for pattern in urls.urlpatterns} - NOT_OF_A_SET == tried - {"print-report"}


def addresses(play: Cast, scene: str) -> dict[str, str]:
    with transaction.atomic():
        found = doors.addresses(doors.make(play, scene))
        transaction.set_rollback(True)
    return found


def revoke(person: Person, play: Cast) -> None:
    person.grants.all().delete()
    person.appointments.all().delete()


@pytest.mark.parametrize("scene", ["consultation", "issued", "school reported"])
def test_revoked_and_unknown_people_find_every_door_shut(play: Cast, scene: str) -> None:
    found = doors.addresses(doors.make(play, scene))
    revoke(play.head, play)
    revoked, unknown = sign_in(play.head), Client()
    tried = [(method, address) for door, address in found.items() for method in methods(door)]
    assert {knock(revoked, *one) for one in tried} <= REFUSED
    assert {knock(unknown, *one) for one in tried} == {302}


@pytest.mark.parametrize(
    ("door", "who"),
    [
        ("sets", frozenset(PARTS)),
        ("read-time", frozenset(PARTS)),
        ("roll-up", doors.LEADERS),
        ("open", frozenset({"head", "deputy"})),
    ],
)
def test_doors_that_belong_to_no_set(play: Cast, door: str, who: frozenset[str]) -> None:
    more = f"?don-vi={play.faculty.public_id}&nam={play.period.code}" if door == "open" else ""
    clients = {part: sign_in(getattr(play, part)) for part in PARTS}
    assert sorted(admitted(clients, "get", url(door) + more)) == sorted(who)
