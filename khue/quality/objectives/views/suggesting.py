"""Suggestions of remarks, taken over in one press: on the page of a set at once (and undone), in the form of an objective unsaved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import responses
from khue.quality.objectives import contents, queries, rules
from khue.quality.objectives.actions import checking as deeds
from khue.quality.objectives.views import checking
from khue.quality.objectives.views.desk import Desk

TAKE = "goi-y:"
KEPT = "objectives-suggestion"
"""In the session: what stood before the last suggestion that was taken, good until the set changes again."""


@require_POST
def take(request: HttpRequest, public_id: str) -> HttpResponse:
    """“Dùng …” beside an objective: written at once, with “Hoàn tác” above the table."""
    chosen = queries.set_for(request.user, public_id)
    taken = deeds.take_suggestion(
        objective_set=chosen, ident=request.POST.get("goi-y", "")[:200], revision=_revision(request),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    request.session[KEPT] = {
        "set": chosen.public_id, "revision": taken.revision, "content": taken.before.to_json(),
        "number": taken.before.number, "said": taken.finding.suggestion,
    }  # fmt: skip
    return responses.back(request, f"{_page(chosen)}#da-dung-goi-y")


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """The objective as it stood before the suggestion, if nobody has changed the set since."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_edit(request.user, chosen)
    kept = undoable(request, chosen)
    if kept is None:
        raise errors.Conflict(
            "nothing_to_undo",
            _("Không hoàn tác được nữa vì bộ mục tiêu đã thay đổi sau đó. Hãy sửa trực tiếp mục tiêu."),
        )
    before = contents.ObjectiveContent.from_json(kept["content"])
    deeds.put(objective_set=chosen, content=before, revision=kept["revision"], by=request.user, at=timezone.now())
    del request.session[KEPT]
    said = _("Đã hoàn tác: mục tiêu %(number)s trở lại như trước khi dùng gợi ý.") % {"number": before.number}
    return responses.back(request, f"{_page(chosen)}#mt-{before.key}", said)


def undoable(request: HttpRequest, chosen: Any) -> dict[str, Any] | None:
    """What can be undone in this set as it stands; None when nothing can."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None or kept["set"] != chosen.public_id or kept["revision"] != chosen.revision:
        return None
    return kept


def take_typed(request: HttpRequest, chosen: Any, desk: Desk, button: str) -> bool:
    """“Dùng …” while one types: the forms say what is suggested, nothing is saved. False when something typed is not readable."""
    if not desk.read(request.POST):
        return False
    found = checking.remarks_on(chosen, queries.content_of(chosen), desk.content())["remarks"]
    mended = next((one.mended for one in found if one.ident == button.removeprefix(TAKE) and one.mended), None)
    if mended is not None:
        desk.put(mended)
    return True


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _page(chosen: Any) -> str:
    return reverse("objectives:set", args=[chosen.public_id])
