"""The question before a deed that takes something away or begins something new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from khue.foundation.kernel import errors
from khue.foundation.ui import responses
from khue.quality.objectives.models import ObjectiveSet


def ask(
    request: HttpRequest,
    chosen: ObjectiveSet,
    heading: str,
    sentence: str,
    *,
    label: str,
    kind: str = "primary",
    form: Any = None,
    deed: Callable[[dict[str, Any]], tuple[str, str]] | None = None,
    mends: tuple[type[errors.Refused], ...] = (),
    fields: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of the question; its answer is a POST to the same address. One with a form is answered by the deed."""
    context = {
        "set": chosen, "heading": heading, "sentence": sentence, "label": label, "kind": kind,
        "form": form, "fields": dict(fields or {}), "action": request.path,
    }  # fmt: skip
    if deed is None:
        return responses.render(request, "objectives/ask.html", context)
    return responses.answer(request, form, deed, "objectives/ask.html", context, mends=mends)
