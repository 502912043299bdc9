"""Two deeds that wait for each other: the database gives one up, and its person is told to look and send again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
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


def given_up(code: int = sqlite3.SQLITE_BUSY) -> OperationalError:
    """What Django makes of a driver's error with this code."""
    told = sqlite3.OperationalError("given up")
    told.sqlite_errorcode = code
    error = OperationalError("given up")
    error.__cause__ = told
    return error


@login_not_required
def note_and_fail(request: HttpRequest) -> HttpResponse:
    """An earlier part of the request has put something into the session."""
    request.session["noted"] = "kept"
    raise given_up(int(request.GET.get("ma", sqlite3.SQLITE_BUSY)))


@login_not_required
def begin_and_fail(request: HttpRequest) -> HttpResponse:
    """A sign-in whose new session the database gave up."""
    request.session["noted"] = "lost"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionStore, "save", _fail)
        request.session.cycle_key()
    raise AssertionError


def _fail(*_told: Any, **_named: Any) -> None:
    raise given_up()


urlpatterns = [
    path("cheo/<int:first>/<int:second>/", cross),
    path("ghi/", note_and_fail),
    path("vao/", begin_and_fail),
    *others.urlpatterns,
]
ours = pytest.mark.urls(__name__)


@pytest.mark.django_db(transaction=True)
@ours
def test_whose_deed_the_database_gave_up_is_told_to_look_and_send_again(
    real_connections: Any,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    one, two = ContentType.objects.order_by("pk").values_list("pk", flat=True)[:2]
    real_connections()
    BOTH_HOLD.reset()
    done, refused = sorted(
        together(lambda: Client().post(f"/cheo/{one}/{two}/"), lambda: Client().post(f"/cheo/{two}/{one}/")),
        key=lambda answer: answer.status_code,
    )
    assert (done.status_code, refused.status_code) == (200, 409)
    assert "có thể chưa được ghi. Hãy tải lại trang để xem" in refused.content.decode()
    assert apart(lambda: ContentType.objects.filter(model__startswith="touched").count()) == 2
    (logged,) = [one for one in caplog.records if one.name == "khue.ui"]
    assert logged.levelname == "WARNING"
    assert "POST /cheo/" in logged.getMessage()
    assert isinstance(logged.exc_info[1], OperationalError)


def answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
    return RefusedMiddleware(lambda _request: HttpResponse()).process_exception(request, error)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_LOCKED_SHAREDCACHE, sqlite3.SQLITE_FULL])
def test_any_other_failure_of_the_database_stays_a_failure(rf: Any, code: int) -> None:
    assert answer(rf.get("/"), OperationalError()) is None
    assert answer(rf.post("/"), given_up(code)) is None


@ours
@pytest.mark.django_db
@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT, sqlite3.SQLITE_BUSY_RECOVERY])
def test_a_page_that_was_only_asked_for_is_loaded_again(client: Client, code: int) -> None:
    shown = client.get(f"/ghi/?ma={code}", headers={"Referer": "http://testserver/tu-choi/"})
    page = shown.content.decode()
    assert shown.status_code == 409
    assert "chưa mở được trang này" in page
    assert "gửi" not in page.partition("<main")[2].partition("</main")[0]
    assert f'href="/ghi/?ma={code}"' in page


@pytest.fixture
def noted(client: Client) -> Callable[[], Any]:
    """What the database says of the browser's session."""

    def found() -> Any:
        key = client.cookies["sessionid"].value
        return SessionStore(key).get("noted")

    return found


@ours
@pytest.mark.django_db
def test_what_the_request_put_into_its_session_is_kept(client: Client, noted: Any) -> None:
    assert client.post("/ghi/").status_code == 409
    assert noted() == "kept"


@ours
@pytest.mark.django_db
def test_a_session_that_could_not_begin_leaves_the_one_before(client: Client, noted: Any) -> None:
    client.post("/ghi/")
    before = client.cookies["sessionid"].value
    assert client.post("/vao/").status_code == 409
    assert (client.cookies["sessionid"].value, noted(), Session.objects.count()) == (before, "kept", 1)


@ours
@pytest.mark.django_db
def test_a_session_that_still_cannot_be_saved_does_not_take_the_page_away(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(SessionStore, "save", _fail)
    shown = client.post("/ghi/")
    assert (shown.status_code, "sessionid" in client.cookies) == (409, False)
    assert "có thể chưa được ghi" in shown.content.decode()
