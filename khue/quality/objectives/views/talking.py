"""Comments on a draft at its consultation, and the answers of those who write it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import responses
from khue.quality.objectives import queries, rules
from khue.quality.objectives.actions import comments
from khue.quality.objectives.forms import talks
from khue.quality.objectives.models import Comment, Objective, ObjectiveSet
from khue.quality.objectives.views import asking


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """On the set, or on the objective named by `?muc-tieu=`."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_comment(request.user, chosen)
    key = request.POST.get("objective", "") or request.GET.get("muc-tieu", "")
    objective = _objective(chosen, key) if key else None
    form = talks.CommentForm(*asking.sent(request), initial={"objective": key})
    if request.method == "POST" and form.is_valid():
        comments.add_comment(
            objective_set=chosen,
            objective=objective,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
        return responses.back(request, _home(chosen, objective), _("Đã gửi góp ý."))
    return _show(request, chosen, form, objective=objective, heading=_("Góp ý cho bản dự thảo"))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, public_id: str, comment: int) -> HttpResponse:
    """Taken up, or explained."""
    chosen = queries.set_for(request.user, public_id)
    found = queries.comment_for(request.user, chosen, comment)
    rules.check_respond(request.user, found)
    initial = {"response": found.response, "response_text": found.response_text}
    form = talks.AnswerForm(*asking.sent(request), initial=initial)
    if request.method == "POST" and form.is_valid() and _respond(request, found, form):
        return responses.back(request, f"{_home(chosen, found.objective)}", _("Đã trả lời góp ý."))
    return _show(request, chosen, form, objective=found.objective, comment=found, heading=_("Trả lời góp ý"))


def _respond(request: HttpRequest, found: Comment, form: talks.AnswerForm) -> bool:
    said = form.cleaned_data
    try:
        comments.respond(
            comment=found, response=said["response"], text=said["response_text"], by=request.user, at=timezone.now()
        )
    except errors.Invalid as refusal:
        form.refuse(refusal)
        return False
    return True


def _show(request: HttpRequest, chosen: ObjectiveSet, form: Any, **more: Any) -> HttpResponse:
    context = {"set": chosen, "form": form, "action": request.get_full_path(), "comment": None, **more}
    return responses.render(request, "objectives/comment.html", context, 422 if form.is_bound else 200)


def _objective(chosen: ObjectiveSet, key: str) -> Objective:
    found = Objective.objects.filter(set=chosen, public_id=key).first()
    if found is None:
        raise errors.NotFound("no_objective", _("Mục tiêu này không còn trong bộ. Hãy xem lại bảng mục tiêu."))
    return found


def _home(chosen: ObjectiveSet, objective: Objective | None) -> str:
    place = f"#mt-{objective.public_id}" if objective else "#gop-y-chung"
    return reverse("objectives:set", args=[chosen.public_id]) + place
