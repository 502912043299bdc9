"""What every screen of a call shares: its filters, and the question before a deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as __

from khue.engine.calls import queries, terms
from khue.engine.calls.models import Call
from khue.foundation.ui import responses

FILTERS: tuple[tuple[str, Any, Callable[[queries.Line], bool], str], ...] = (
    ("", __("Tất cả"), lambda line: True, ""),
    ("tre", __("Trễ hạn"), lambda line: line.is_late, "alert-triangle"),
    ("tra-lai", __("Bị trả lại"), lambda line: bool(line.progress.returns), "arrow-back-up"),
    ("cho-toi", __("Chờ tôi xử lý"), lambda line: bool(line.progress.deed), ""),
    ("chua", __("Chưa bắt đầu"), lambda line: line.progress.stage == terms.UNTOUCHED, ""),
    ("xong", __("Đã hoàn thành"), lambda line: line.is_answered, ""),
)


def chosen(lines: Sequence[queries.Line], code: str) -> list[queries.Line]:
    """The lines that pass a filter; one that is not known shows all."""
    test = next((one[2] for one in FILTERS if one[0] == code), FILTERS[0][2])
    return [line for line in lines if test(line)]


def picks(lines: Sequence[queries.Line]) -> list[tuple[str, str, int, str]]:
    """The filters that would show something, with how many."""
    counted = [(code, str(label), sum(map(test, lines)), icon) for code, label, test, icon in FILTERS]
    return [one for one in counted if one[2] or not one[0]]


def home(call: Call) -> str:
    return reverse("calls:call", args=[call.public_id])


def ask(
    request: HttpRequest,
    call: Call,
    form: Any,
    deed: Callable[[dict[str, Any]], str],
    *,
    heading: str,
    sentence: str,
    label: str,
    kind: str = "primary",
    back: str = "",
) -> HttpResponse:
    """A question with a form; `deed` takes the clean data, does it and says what was done."""
    way = back or home(call)
    context = {"call": call, "heading": heading, "sentence": sentence, "label": label, "kind": kind, "back": way}
    return responses.answer(request, form, lambda clean: (way, deed(clean)), "calls/ask.html", context)
