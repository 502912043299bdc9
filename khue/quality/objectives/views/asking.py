"""The question before a deed that takes something away or begins something new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

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
    fields: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the question; its answer is a POST to the same address."""
    context = {
        "set": chosen, "heading": heading, "sentence": sentence, "label": label, "kind": kind,
        "form": form, "fields": dict(fields or {}), "action": request.path,
    }  # fmt: skip
    return responses.render(request, "objectives/ask.html", context, status)
