"""What "Việc của tôi" shows of interfaces that it may not know: files that were read and wait for confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from khue.foundation.ui import wording
from khue.interfaces.imports.queries import batches, plans
from khue.interfaces.workspace.hooks import Errand


def staged_plans(person: Any) -> Iterator[Errand]:
    """One statement, none for whoever brings no plans in."""
    for one in plans.waiting(person):
        unit, period = plans.placed(one)
        yield Errand(
            title=_("Xác nhận tệp “%(file)s”") % {"file": one.file_name},
            detail=_("%(unit)s, %(period)s; đưa vào lúc %(at)s, chưa lưu vào bộ mục tiêu.")
            % {"unit": unit.name, "period": period.in_sentence, "at": wording.moment(one.staged_at)},
            label=_("Xem và xác nhận"),
            href=reverse("imports:plan", args=[one.public_id]),
        )


def batches_under_way(person: Any) -> Iterator[Errand]:
    """Files of many units that were sent together. One statement, none for whoever collects no plans."""
    for one in batches.under_way(person):
        told = {"all": one.all, "unread": one.unread, "waiting": one.waiting, "at": wording.moment(one.sent_at)}
        said = _("đang đọc, còn %(unread)s tệp") if one.unread else _("%(waiting)s tệp chờ xem và xác nhận")
        yield Errand(
            title=_("Xem và xác nhận %(all)s tệp kế hoạch của các đơn vị") % told,
            detail=_("Gửi lúc %(at)s; ") % told + said % told + ".",
            label=_("Mở bảng"),
            href=reverse("imports:batch", args=[one.public_id]),
        )
