"""The journal on the screen."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from khue.foundation.audit_trail import actions
from khue.foundation.audit_trail.models import AuditEvent
from tests.foundation.audit_trail.tampering import unguarded

URL = reverse("audit_trail:events")


def write(cast, count: int = 1, by=None, verb: str = "organisation.unit.closed"):
    with transaction.atomic():
        for _n in range(count):
            actions.record(institution=cast.school.pk, verb=verb, by=by or cast.head, at=cast.at, thing=cast.faculty)


def rows(response) -> int:
    return response.content.decode().count('<td role="cell" data-label="Thời điểm"')


def test_the_rector_reads_who_did_what(cast, client_of):
    write(cast)
    page = client_of(cast.rector).get(URL).content.decode()
    assert "Kết thúc hoạt động của Khoa Cơ khí" in page
    assert "09:00 ngày 07/09/2026" in page


def test_a_chain_of_another_school_is_not_shown(cast, client_of):
    write(cast)
    assert "Khoa Cơ khí" not in client_of(cast.stranger).get(URL, {"co-so": cast.school.pk}).content.decode()


def test_a_head_of_unit_does_not_read_the_journal(cast, client_of):
    assert client_of(cast.head).get(URL).status_code == 403
    assert client_of(cast.head).post(reverse("audit_trail:verify")).status_code == 403


def test_it_is_narrowed_by_area_and_by_name_without_marks(cast, client_of):
    write(cast, by=cast.head)
    write(cast, by=cast.teacher, verb="access.granted")
    client = client_of(cast.admin)
    assert rows(client.get(URL)) == 2
    assert rows(client.get(URL, {"mang": "access"})) == 1
    assert rows(client.get(URL, {"khoang": "1"})) == 0
    assert rows(client.get(URL, {"tim": "không có ai"})) == 0
    page = client.get(URL, {"tim": "ta dinh son"})
    assert rows(page) == 1
    assert "Tạ Đình Sơn" in page.content.decode()


def test_verifying_says_whether_the_chain_is_whole(cast, client_of):
    write(cast, 3)
    client = client_of(cast.admin)
    assert "Nhật ký nguyên vẹn" in client.post(reverse("audit_trail:verify")).content.decode()
    with unguarded():
        AuditEvent.objects.filter(seq=2).update(verb="x.y")
    page = client.post(reverse("audit_trail:verify")).content.decode()
    assert "Dòng 2: nội dung đã bị sửa" in page


@pytest.mark.parametrize("count", [1, 10, 200])
def test_the_list_costs_the_same_for_any_length(cast, client_of, django_assert_num_queries, count):
    write(cast, count)
    client = client_of(cast.admin)
    with django_assert_num_queries(4):
        client.get(URL)
