"""The one place that turns a refusal into a page with its reason in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.foundation.ui import responses, wording

DRAINED = 1024 * 1024 * 1024
"""A browser shows our answer only after it has sent what it began; up to this much is read and thrown away for it."""


class RefusedMiddleware:
    """`Refused` raised anywhere below a view becomes the page or the note that `responses.refused` makes."""

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

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return responses.refused(request, exception) if isinstance(exception, errors.Refused) else None
