"""Comments on a draft at its consultation, and the answers of those who write it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.foundation.kernel import canonical, errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.quality.objectives import contents, queries, rules
from khue.quality.objectives.actions import comments
from khue.quality.objectives.forms import talks
from khue.quality.objectives.models import Comment, Objective, ObjectiveSet
from khue.quality.objectives.queries import consulting


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    """On the set, or on the objective named by `?muc-tieu=`."""
    chosen = queries.set_for(request.user, public_id)
    rules.check_comment(request.user, chosen, timezone.localdate())
    key = request.POST.get("objective", "") or request.GET.get("muc-tieu", "")
    objective = _objective(chosen, key) if key else None
    parts = _parts(objective)
    asked = {"objective": key, "part": request.GET.get("phan", "")}
    form = talks.CommentForm(
        *ui.sent(request), parts=[(code, label) for code, (label, _part) in parts.items()], initial=asked
    )
    if request.method == "POST" and form.is_valid():
        comments.add_comment(
            objective_set=chosen,
            objective=objective,
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
            **parts.get(form.cleaned_data.get("part", ""), ("", {}))[1],
        )
        return responses.back(request, _home(chosen, objective), _("Đã gửi góp ý."))
    return _show(request, chosen, form, objective=objective, heading=_("Góp ý cho bản dự thảo"))


def _parts(objective: Objective | None) -> dict[str, tuple[str, dict[str, Any]]]:
    """What of an objective a comment may be about: all of it, one of its targets, one of its tasks."""
    if objective is None:
        return {}
    found: dict[str, tuple[str, dict[str, Any]]] = {"": (_("Cả mục tiêu"), {})}
    for target in objective.targets.select_related("objective").order_by("order", "pk"):
        found[target.public_id] = (_("Chỉ tiêu: %(words)s") % {"words": target.subject}, {"target": target})
    for task in objective.tasks.select_related("objective").order_by("order", "pk"):
        found[task.public_id] = (_("Nhiệm vụ: %(words)s") % {"words": task.text}, {"task": task})
    return found


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, public_id: str, comment: int) -> HttpResponse:
    """Taken up, or explained."""
    chosen = queries.set_for(request.user, public_id)
    found = queries.comment_for(request.user, chosen, comment)
    rules.check_respond(request.user, found)
    changes = _changes(chosen, found)
    linked = {key for key, one in changes.items() if one.to_json() in found.changes}
    if not found.response:
        linked = {key for key, one in changes.items() if found.objective and one.key in _keys(found.objective)}
    initial = {"response": found.response, "response_text": found.response_text, "changes": sorted(linked)}
    shown = [(key, one.sentence) for key, one in changes.items()]
    form = talks.AnswerForm(*ui.sent(request), changes=shown, initial=initial)
    if request.method == "POST" and form.is_valid() and _respond(request, found, form, changes):
        return responses.back(request, _back(request, chosen, found), _("Đã trả lời góp ý."))
    return _show(request, chosen, form, objective=found.objective, comment=found, heading=_("Trả lời góp ý"))


def _changes(chosen: ObjectiveSet, found: Comment) -> dict[str, contents.Change]:
    """What was changed since the round opened, each under a name that says what it is: an old page cannot tick another one."""
    if found.round is None:
        return {}
    changes = consulting.changes_since(found.round, queries.content_of(chosen))
    return {canonical.content_hash(one.to_json())[:12]: one for one in changes}


def _keys(objective: Objective) -> set[str]:
    """The objective and everything in it."""
    parts = [
        *objective.targets.values_list("public_id", flat=True),
        *objective.tasks.values_list("public_id", flat=True),
    ]
    return {objective.public_id, *parts}


def _back(request: HttpRequest, chosen: ObjectiveSet, found: Comment) -> str:
    """To the summary when the answer was begun there."""
    if request.GET.get("tu") == "tong-hop":
        return reverse("objectives:consultation", args=[chosen.public_id]) + f"#gy-{found.pk}"
    return _home(chosen, found.objective)


def _respond(request: HttpRequest, found: Comment, form: talks.AnswerForm, changes: dict[str, contents.Change]) -> bool:
    said = form.cleaned_data
    try:
        comments.respond(
            comment=found,
            response=said["response"],
            text=said["response_text"],
            by=request.user,
            at=timezone.now(),
            changes=[changes[key] for key in said.get("changes", ())],
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
