"""Góp ý and its answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.kernel import clock, errors
from khue.foundation.kernel import text as kernel_text
from khue.quality.objectives import contents, rules, terms
from khue.quality.objectives.actions import journal
from khue.quality.objectives.models import (
    Comment,
    ConsultationRound,
    Invitation,
    Objective,
    ObjectiveSet,
    PlannedTask,
    Target,
)

LONGEST = 4000


@transaction.atomic
def add_comment(
    *,
    objective_set: ObjectiveSet,
    objective: Objective | None = None,
    target: Target | None = None,
    task: PlannedTask | None = None,
    text: str,
    by: Any,
    at: datetime,
) -> Comment:
    """Say something on the set, on one of its objectives, or on a target or task of it, at the consultation."""
    objective_set = journal.hold(objective_set)
    rules.check_comment(by, objective_set, clock.today(at))
    part = target or task
    objective = part.objective if part is not None else objective
    if objective is not None and objective.set_id != objective_set.pk:
        raise errors.NotFound("objective_not_found", _("Mục tiêu này không thuộc bộ đang mở."))
    found = ConsultationRound.objects.filter(set=objective_set).order_by("-number").first()
    comment = Comment.objects.create(
        institution_id=objective_set.institution_id,
        set=objective_set,
        round=found,
        objective=objective,
        target=target,
        task=task,
        place=_place(objective, target, task),
        by=by,
        at=at,
        text=_checked(text, "text", _("Hãy ghi nội dung góp ý.")),
    )
    if found is not None:
        Invitation.objects.update_or_create(
            institution_id=objective_set.institution_id, round=found, person=by, defaults={"seen_at": at}
        )
    about = f" {comment.place.partition(':')[0].lower()}" if comment.place else ""
    data = {"about": about, "text": comment.text}
    journal.record(objective_set, "objectives.comment.added", by, at, thing=comment, data=data)
    return comment


def _place(objective: Objective | None, target: Target | None, task: PlannedTask | None) -> str:
    """“Mục tiêu 2, chỉ tiêu: tỷ lệ có việc làm”: what it is about, in the words of now."""
    if objective is None:
        return ""
    about = _("Mục tiêu %(n)s") % {"n": objective.number}
    if target is not None:
        about = _("%(about)s, chỉ tiêu: %(words)s") % {"about": about, "words": target.subject}
    elif task is not None:
        about = _("%(about)s, nhiệm vụ: %(words)s") % {"about": about, "words": task.text}
    return about[:400]


@transaction.atomic
def respond(
    *, comment: Comment, response: str, text: str, by: Any, at: datetime, changes: Iterable[contents.Change] = ()
) -> Comment:
    """Tiếp thu (with the changes it led to) or giải trình; keeping the words as they are needs its reason.

    An answer may be changed until submission; an accepted comment whose change is not named gets it when the set is handed in.
    """
    comment.set = journal.hold(comment.set)
    rules.check_respond(by, comment)
    if response not in dict(terms.RESPONSES):
        said = _("Hãy chọn tiếp thu hoặc giải trình.")
        raise errors.Invalid("response", said, {"response": [said]})
    needed = _("Giữ nguyên thì phải giải trình lý do.") if response == terms.DECLINED else ""
    comment.response, comment.response_text = response, _checked(text, "response_text", needed)
    comment.responded_by, comment.responded_at = by, at
    comment.changes = [one.to_json() for one in changes] if response == terms.ACCEPTED else []
    comment.save(update_fields=["response", "response_text", "responded_by", "responded_at", "changes"])
    data = {
        "response": str(dict(terms.RESPONSES)[response]), "text": comment.response_text, "changes": comment.changes
    }  # fmt: skip
    journal.record(comment.set, "objectives.comment.answered", by, at, thing=comment, data=data)
    return comment


def _checked(said: str, field: str, needed: str) -> str:
    said = kernel_text.nfc(said).strip()
    message = needed if needed and not said else ""
    if len(said) > LONGEST:
        message = _("Dài quá %(n)s ký tự.") % {"n": LONGEST}
    if message:
        raise errors.Invalid("comment", message, {field: [message]})
    return said
