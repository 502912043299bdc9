"""The one place that turns a refusal into a page with its reason in words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.foundation.ui import responses, wording

LOG = logging.getLogger("khue.ui")
DRAINED = 1024 * 1024 * 1024
"""A browser shows our answer only after it has sent what it began; up to this much is read and thrown away for it."""

CROSSED = frozenset({"40P01", "40001", "55P03"})
"""PostgreSQL gave up one of two deeds that waited for each other (deadlock, serialization, lock not available)."""
BUSY = 5
"""SQLite gave up waiting for the writer before; its finer codes carry this one in their last byte. “Locked” (6) is something else: two
statements of one connection in each other's way, a fault of ours."""
ASKS = frozenset({"GET", "HEAD", "OPTIONS"})
"""What sends nothing that could have been saved."""


class RefusedMiddleware:
    """`Refused` raised anywhere below a view becomes the page or the note that `responses.refused` makes; so does a deed that
    the database gave up because another one held what it needed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if sent.isdecimal() and int(sent) > settings.MAX_REQUEST_BYTES:
            return self._too_large(request, int(sent))
        return self.get_response(request)

    def _too_large(self, request: HttpRequest, sent: int) -> HttpResponse:
        """Refused before a byte of it is kept, parsed or spooled to disk."""
        while sent > 0 and sent <= DRAINED and request.read(256 * 1024):
            pass
        limit = wording.size(settings.MAX_REQUEST_BYTES)
        said = _("Nội dung gửi lên nặng %(size)s, quá mức %(limit)s. Bỏ bớt ảnh hoặc chia tệp rồi gửi lại.")
        return responses.refused(
            request, errors.TooLarge("request", said % {"size": wording.size(sent), "limit": limit})
        )

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """No keyboard types a zero byte and PostgreSQL keeps none: what sends one is turned away before a view sees it."""
        sent = [request.path]
        for data in (request.GET, request.POST):
            sent += [text for name, texts in data.lists() for text in (name, *texts) if isinstance(text, str)]
        if not any("\x00" in text for text in sent):
            return None
        refusal = errors.Invalid("zero_byte", _("Nội dung gửi lên có ký tự không dùng được. Hãy gõ lại rồi gửi."))
        refusal.status = 400
        return responses.refused(request, refusal)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError) and _is_crossed(exception):
            return _crossed(request, exception)
        return responses.refused(request, exception) if isinstance(exception, errors.Refused) else None


def _crossed(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """What an earlier part of the same request saved stands, so nobody is told that nothing was saved."""
    LOG.warning("bị nhường khi ghi cùng lúc: %s %s", request.method, escape_uri_path(request.path), exc_info=error)
    _keep_session(request)
    if request.method in ASKS:
        said = _("Máy chủ đang bận ghi việc khác nên chưa mở được trang này. Hãy tải lại trang.")
        here = None if responses.is_fragment(request) else request.get_full_path()
        return responses.refused(request, errors.Conflict("crossed", said), way_back=here)
    said = _(
        "Có người lưu cùng lúc nên nội dung vừa gửi có thể chưa được ghi. Hãy tải lại trang để xem, còn thiếu gì thì gửi lại."
    )
    return responses.refused(request, errors.Conflict("crossed", said))


def _keep_session(request: HttpRequest) -> None:
    """What this request put into its session is saved now, where it can be. Where not (the database is still busy, or it gave up the very
    row of a session that was to begin), the one that the browser came with goes on: saving it after the answer would fail the answer."""
    session = getattr(request, "session", None)
    if session is None or not session.modified or session.is_empty():
        return
    try:
        session.save()
    except (UpdateError, DatabaseError):
        request.session = type(session)(request.COOKIES.get(settings.SESSION_COOKIE_NAME))


def _is_crossed(error: OperationalError) -> bool:
    """Both drivers tell by a code of their own what happened; anything else is a fault of ours and stays one."""
    told = error.__cause__
    return getattr(told, "sqlstate", None) in CROSSED or getattr(told, "sqlite_errorcode", 0) & 0xFF == BUSY
