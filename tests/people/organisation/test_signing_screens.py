"""Papers and absences on their pages: who writes, who only reads, who does not know of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from khue.people.accounts.models import Person
from khue.people.organisation.models import Absence, Delegation
from tests.people.conftest import found
from tests.people.organisation.test_signing import Play

LIST = "/to-chuc/giao-ky/"


@pytest.fixture
def play(founded: Any, monkeypatch: pytest.MonkeyPatch) -> Play:
    monkeypatch.setattr(timezone, "now", lambda: founded.at + timedelta(hours=1))
    return Play(founded)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="khue.people.access.backend.GrantBackend")
    return client


def paper(play: Play, **more: Any) -> dict[str, Any]:
    return {
        "person": play.other_head.pk, "capacity": "TUQ.", "unit": play.faculty.pk, "number": "12/GUQ-CĐKTKV",
        "permissions": ["objectives.approve_set"], "document_kinds": ["QĐ"], "signed_on": "05/09/2026",
        "valid_from": "07/09/2026", "valid_to": "13/09/2026", **more,
    }  # fmt: skip


def test_the_rector_writes_a_paper_in_two_pages_and_takes_it_back(play: Play) -> None:
    client, post = browser(play.rector), play.post(play.rector)
    address = f"{LIST}van-ban/them/?appointment={post.public_id}"
    assert "Bước 1 trên 2" in client.get(f"{LIST}van-ban/them/").content.decode()
    assert "Phê duyệt mục tiêu" in client.get(address).content.decode()
    assert client.post(address, paper(play))["Location"] == LIST
    made = Delegation.objects.get()
    assert (made.number, made.document_kinds, made.valid_to) == ("12/GUQ-CĐKTKV", ["QĐ"], date(2026, 9, 13))
    end = reverse("organisation:delegation-end", args=[made.public_id])
    assert end in client.get(LIST).content.decode()
    assert client.post(end, {"on": "07/09/2026"})["Location"] == LIST
    assert Delegation.objects.get().valid_to == date(2026, 9, 7)


def test_what_is_refused_stands_at_its_field(play: Play) -> None:
    address = f"{LIST}van-ban/them/?appointment={play.post(play.rector).public_id}"
    response = browser(play.rector).post(address, paper(play, number="", valid_to="01/09/2026"))
    assert (response.status_code, Delegation.objects.count()) == (422, 0)
    response = browser(play.rector).post(address, paper(play, person=play.teacher.pk))
    assert "chỉ giao cho người đứng đầu một đơn vị" in response.content.decode()


def test_an_absence_is_recorded_and_ended(play: Play) -> None:
    client = browser(play.rector)
    sent = {"person": play.rector.pk, "substitute": play.vice.pk, "valid_from": "07/09/2026", "valid_to": "20/09/2026"}
    assert client.post(f"{LIST}vang-mat/them/", sent)["Location"] == LIST
    away = Absence.objects.get()
    assert "Võ Minh Khôi" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}vang-mat/{away.public_id}/ket-thuc/", {"on": "08/09/2026"})["Location"] == LIST
    assert Absence.objects.get().valid_to == date(2026, 9, 8)


def test_staff_read_but_do_not_write_and_strangers_find_nothing(play: Play) -> None:
    made = play.paper(play.rector, play.other_head)
    staff = browser(play.teacher)
    page = staff.get(LIST).content.decode()
    assert ("12/GUQ-CĐKTKV" in page, "Ghi văn bản giao ký" in page) == (True, False)
    assert staff.get(f"{LIST}van-ban/them/").status_code == 403
    assert staff.post(f"{LIST}van-ban/{made.public_id}/ket-thuc/", {"on": "07/09/2026"}).status_code == 403
    elsewhere = found("TCBX", "Trường Trung cấp Bến Xuân")
    stranger = browser(elsewhere.employ("la", "Ninh Người Lạ", "HT", elsewhere.school))
    assert stranger.get(f"{LIST}van-ban/{made.public_id}/ket-thuc/").status_code == 404
    assert "12/GUQ-CĐKTKV" not in stranger.get(LIST).content.decode()


def test_the_list_costs_the_same_with_one_and_three_papers(play: Play, django_assert_num_queries: Any) -> None:
    client = browser(play.rector)
    for count in (1, 2):
        for place in range(count):
            first = date(2026, 9, 7) + timedelta(days=10 * (count + place))
            play.paper(play.rector, play.other_head, valid_from=first, valid_to=first, number=f"{count}{place}/GUQ")
        client.get(LIST)
        with django_assert_num_queries(4):
            assert client.get(LIST).status_code == 200
