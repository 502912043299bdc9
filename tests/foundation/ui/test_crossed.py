"""Two deeds that wait for each other: the database gives one up, and its person is told to send again."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from khue.foundation.ui.middleware import RefusedMiddleware
from tests.engine.procedures.test_concurrency import apart, real_connections, together  # noqa: F401
from tests.foundation.ui import urls as others

BOTH_HOLD = threading.Barrier(2)


@login_not_required
def cross(request: HttpRequest, first: int, second: int) -> HttpResponse:
    if connection.vendor == "sqlite":  # the second waits for the first at its beginning; not as long as in real life
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=50")
    with transaction.atomic():
        _touch(first)
        with suppress(threading.BrokenBarrierError):
            BOTH_HOLD.wait(0.5)
        _touch(second)
    return HttpResponse("done")


def _touch(row: int) -> None:
    assert ContentType.objects.filter(pk=row).update(model=f"touched{row}")


urlpatterns = [path("cheo/<int:first>/<int:second>/", cross), *others.urlpatterns]


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
def test_whose_deed_the_database_gave_up_is_told_to_send_again(real_connections: Any) -> None:  # noqa: F811
    one, two = ContentType.objects.order_by("pk").values_list("pk", flat=True)[:2]
    real_connections()
    BOTH_HOLD.reset()
    done, given_up = sorted(
        together(lambda: Client().post(f"/cheo/{one}/{two}/"), lambda: Client().post(f"/cheo/{two}/{one}/")),
        key=lambda answer: answer.status_code,
    )
    assert (done.status_code, given_up.status_code) == (200, 409)
    assert "Hãy gửi lại" in given_up.content.decode()
    assert apart(lambda: ContentType.objects.filter(model__startswith="touched").count()) == 2


def test_any_other_failure_of_the_database_stays_a_failure(rf: Any) -> None:
    assert RefusedMiddleware(lambda _request: HttpResponse()).process_exception(rf.get("/"), OperationalError()) is None
