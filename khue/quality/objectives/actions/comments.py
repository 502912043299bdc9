"""Góp ý and its answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.foundation.kernel import text as kernel_text
from khue.quality.objectives import rules, terms
from khue.quality.objectives.actions import journal
from khue.quality.objectives.models import Comment, Objective, ObjectiveSet

LONGEST = 4000


@transaction.atomic
def add_comment(
    *, objective_set: ObjectiveSet, objective: Objective | None = None, text: str, by: Any, at: datetime
) -> Comment:
    """Say something on the set or on one of its objectives, at the consultation."""
    rules.check_comment(by, objective_set)
    if objective is not None and objective.set_id != objective_set.pk:
        raise errors.NotFound("objective_not_found", _("Mục tiêu này không thuộc bộ đang mở."))
    comment = Comment.objects.create(
        institution_id=objective_set.institution_id,
        set=objective_set,
        objective=objective,
        by=by,
        at=at,
        text=_checked(text, "text", _("Hãy ghi nội dung góp ý.")),
    )
    about = _(" mục tiêu %(n)s") % {"n": objective.number} if objective is not None else ""
    data = {"about": about, "text": comment.text}
    journal.record(objective_set, "objectives.comment.added", by, at, thing=comment, data=data)
    return comment


@transaction.atomic
def respond(*, comment: Comment, response: str, text: str, by: Any, at: datetime) -> Comment:
    """Tiếp thu or giải trình; keeping the words as they are needs its reason. An answer may be changed until submission."""
    rules.check_respond(by, comment)
    if response not in dict(terms.RESPONSES):
        said = _("Hãy chọn tiếp thu hoặc giải trình.")
        raise errors.Invalid("response", said, {"response": [said]})
    needed = _("Giữ nguyên thì phải giải trình lý do.") if response == terms.DECLINED else ""
    comment.response, comment.response_text = response, _checked(text, "response_text", needed)
    comment.responded_by, comment.responded_at = by, at
    comment.save(update_fields=["response", "response_text", "responded_by", "responded_at"])
    data = {"response": str(dict(terms.RESPONSES)[response]), "text": comment.response_text}
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
