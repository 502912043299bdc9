"""What every view here asks first: which institution, may this person know of it; and how a form is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts.models import Person, SignedIn
from khue.people.organisation import hooks, queries, rules
from khue.people.organisation.models import Unit


def home(request: SignedIn) -> Unit:
    """The institution of the person; one who has none may see nothing of the organisation."""
    homes = hooks.homes(request.user)
    if not homes:
        reason = _("Tài khoản của thầy, cô chưa thuộc đơn vị nào. Hãy nhờ người quản trị bổ nhiệm vào đơn vị.")
        raise errors.NotAllowed("organisation.view", reason)
    institution: Unit = homes[0]
    return institution


def unit(request: SignedIn, public_id: str) -> Unit:
    """A unit this person may know of, else 404."""
    found = queries.unit_by(public_id)
    if found is None or not rules.can_view(request.user, found):
        raise errors.NotFound("unit", _("Không có đơn vị này. Hãy chọn lại trong cây đơn vị."))
    return found


def edited_unit(request: SignedIn, public_id: str) -> Unit:
    """A unit this person may change: 404 if they may not know of it, 403 if they may only look."""
    found = unit(request, public_id)
    rules.check_edit(request.user, found)
    return found


def person(request: SignedIn, public_id: str) -> Person:
    """A person of an institution this person belongs to (or themselves), else 404."""
    if public_id == request.user.public_id:
        return request.user
    found = queries.person_in(hooks.homes(request.user), public_id)
    if found is None:
        raise errors.NotFound("person", _("Không có người này. Hãy tìm lại trong danh sách nhân sự."))
    return found


def answer(
    request: SignedIn,
    form: ui.Form,
    deed: Callable[[dict[str, Any]], tuple[str, str]],
    *,
    template: str = "organisation/form.html",
    **context: Any,
) -> HttpResponse:
    """Shows the form; when it is sent and good, does the deed, which gives where to go and what to say there.

    What the deed refuses as malformed or in conflict stands at the fields; a lack of permission is a page of its own.
    """
    shown = {"person": None, "unit": None, **context}
    return responses.answer(request, form, deed, template, shown, mends=responses.MENDABLE)
