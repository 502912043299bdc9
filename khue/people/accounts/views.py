"""One's own account."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import responses
from khue.people.accounts import actions
from khue.people.accounts.forms import ProfileForm
from khue.people.accounts.models import SignedIn


def address(request: SignedIn) -> HttpResponse:
    """Nobody changes the address they sign in with: it names them in the trail, and letters to it open the account."""
    reason = _("Thư điện tử dùng để đăng nhập do người quản trị sửa. Hãy nhờ người quản trị của đơn vị.")
    raise errors.NotAllowed("accounts.address", reason)


@require_http_methods(["GET", "POST"])
def profile(request: SignedIn) -> HttpResponse:
    """Title and language are one's own; name and address are the administrator's."""
    person = request.user
    form = ProfileForm(*ui.sent(request), initial={"title": person.title, "language": person.language})
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person=person, by=person, at=timezone.now(), **form.cleaned_data)
        return responses.back(request, reverse("accounts:profile"), _("Đã lưu."))
    return responses.render(request, "accounts/profile.html", {"form": form}, 422 if form.is_bound else 200)
