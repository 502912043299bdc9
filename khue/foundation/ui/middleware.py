"""The one place that turns a refusal into a page with its reason in words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from khue.foundation.kernel import errors
from khue.foundation.ui import responses


class RefusedMiddleware:
    """`Refused` raised anywhere below a view becomes the page or the note that `responses.refused` makes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return responses.refused(request, exception) if isinstance(exception, errors.Refused) else None
