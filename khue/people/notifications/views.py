"""The inbox on the screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import forms as ui
from khue.foundation.ui import paging, responses, tables
from khue.people.accounts.models import SignedIn
from khue.people.notifications import actions, queries, rules, terms
from khue.people.notifications.forms import LettersForm
from khue.people.organisation import hooks
from khue.people.organisation.models import Unit

TABLE = tables.Table(
    columns=(
        tables.Column("what", gettext_lazy("Nội dung")),
        tables.Column("when", gettext_lazy("Lúc"), width="c-200"),
        tables.Column("deed", gettext_lazy("Mở"), width="c-160", hidden_label=True),
    ),
    filters=(
        tables.Filter("loc", gettext_lazy("Trạng thái"), (("moi", gettext_lazy("Chưa đọc")),), gettext_lazy("Tất cả")),
    ),
)


@require_GET
def inbox(request: SignedIn) -> HttpResponse:
    query = TABLE.read(request.GET)
    page = paging.page(queries.inbox(request.user, unread=query.chosen["loc"] == "moi"), query.page)
    context = {"query": query, "page": page, "kinds": dict(terms.KINDS), "icons": terms.ICONS}
    return responses.render(request, "notifications/inbox.html", context)


@require_POST
def open_notice(request: SignedIn, key: int) -> HttpResponse:
    """Marks one's own notice as read and goes to what it is about."""
    notice = queries.notice_for(request.user, key)
    if notice is None:
        raise errors.NotFound("notice", _("Không có thông báo này."))
    actions.mark_read(person=request.user, notice=notice, at=timezone.now())
    return responses.back(request, notice.url or reverse("notifications:inbox"))


@require_POST
def read_all(request: SignedIn) -> HttpResponse:
    count = actions.mark_read(person=request.user, at=timezone.now())
    said = _("Đã đánh dấu %s thông báo là đã đọc.") % count if count else _("Không có thông báo nào chưa đọc.")
    return responses.back(request, reverse("notifications:inbox"), said)


@require_http_methods(["GET", "POST"])
def preferences(request: SignedIn) -> HttpResponse:
    """At once, in one letter a day, or only here."""
    now = queries.preference_of(request.user)
    initial = {"reminders": now.reminders, "others": now.others, "digest_hour": now.digest_hour}
    form = LettersForm(*ui.sent(request), initial=initial)
    if form.is_bound and form.is_valid():
        actions.choose_letters(person=request.user, by=request.user, at=timezone.now(), **form.cleaned_data)
        return responses.back(request, reverse("notifications:preferences"), _("Đã lưu cách nhận thư."))
    return responses.render(request, "notifications/preferences.html", {"form": form}, 422 if form.is_bound else 200)


@require_GET
def letters(request: SignedIn) -> HttpResponse:
    """Letters that did not go out: to whom, how often it was tried, what the mail server said. Never what they say."""
    institution = _administered(request)
    page = paging.page(queries.failed_mail(institution), request.GET.get("trang"))
    context = {"page": page, "kinds": dict(terms.KINDS), "query": LETTERS.read(request.GET)}
    return responses.render(request, "notifications/letters.html", context)


@require_POST
def send_again(request: SignedIn, key: int) -> HttpResponse:
    notice = queries.failed_mail(_administered(request)).select_related("institution").filter(pk=key).first()
    if notice is None:
        raise errors.NotFound("letter", _("Thư này đã gửi được hoặc không có."))
    actions.send_again(notice=notice, by=request.user, at=timezone.now())
    return responses.back(
        request, reverse("notifications:letters"), _("Đang gửi lại thư cho %s.") % notice.person.full_name
    )


def _administered(request: SignedIn) -> Unit:
    homes = hooks.homes(request.user)
    if not homes:
        raise errors.NotFound("letters", _("Không có trang này."))
    institution: Unit = homes[0]
    rules.check_letters(request.user, institution)
    return institution


LETTERS = tables.Table(columns=())
