"""The inbox on the screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from khue.foundation.kernel import errors
from khue.foundation.ui import paging, responses, tables
from khue.people.accounts.models import SignedIn
from khue.people.notifications import actions, queries, terms

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
