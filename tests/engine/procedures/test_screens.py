"""The two pages of procedures: who sees them, what they say, how many statements they take."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from khue.engine.procedures import actions
from khue.people.access.models import Grant
from tests.engine.procedures.conftest import QT

LIST = "procedures:procedures"


def test_list_shows_the_issue_in_force_and_what_runs(cast, installed, begin, client_of) -> None:
    begin()
    page = client_of(cast.teacher).get(reverse(LIST)).content.decode()
    assert "QT.ĐBCL-04" in page
    assert "1 lượt" in page


def test_page_shows_both_flows_as_they_are_printed(cast, installed, client_of) -> None:
    page = client_of(cast.head).get(reverse("procedures:procedure", args=[installed.pk])).content.decode()
    assert page.count('class="k-flow"') == 2
    for text in ("3 - 5 ngày làm việc", "Nếu không phù hợp: về bước 1", "BM.ĐBCL-04.06", "5 năm", "Đang có hiệu lực"):
        assert text in page


def test_older_issue_says_that_it_is_not_in_force(cast, installed, client_of) -> None:
    newer = QT.replace('"03"', '"04"').replace("2018-09-01", "2025-08-01")
    actions.install_pack(institution=cast.school, text=newer, by=None, at=cast.at)
    page = client_of(cast.head).get(reverse("procedures:procedure", args=[installed.pk])).content.decode()
    assert "Không phải bản đang có hiệu lực" in page
    assert "Lần 04" in page


def test_stranger_sees_nothing_of_another_institution(cast, installed, client_of) -> None:
    client = client_of(cast.stranger)
    assert "Chưa có quy trình nào" in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse("procedures:procedure", args=[installed.pk])).status_code == 404


def test_who_has_no_role_is_refused_and_who_is_not_signed_in_is_sent_to_sign_in(cast, installed, client_of) -> None:
    Grant.objects.filter(person=cast.teacher).delete()
    assert client_of(cast.teacher).get(reverse(LIST)).status_code == 403
    assert Client().get(reverse(LIST)).status_code == 302


@pytest.mark.parametrize("issues", [1, 3])
def test_pages_take_the_same_statements_at_any_number(
    cast, installed, client_of, issues, django_assert_max_num_queries
) -> None:
    for number in range(1, issues):
        text = QT.replace("QT.ĐBCL-04", f"QT.ĐBCL-1{number}")
        actions.install_pack(institution=cast.school, text=text, by=None, at=cast.at)
    client = client_of(cast.head)
    with django_assert_max_num_queries(6):
        assert client.get(reverse(LIST)).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(reverse("procedures:procedure", args=[installed.pk])).status_code == 200
