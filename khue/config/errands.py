"""What "Việc của tôi" shows of interfaces that it may not know: files that were read and wait for confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from khue.engine.calls import queries as calls
from khue.engine.papers import queries as papers
from khue.foundation.ui import wording
from khue.interfaces.imports.queries import batches, waiting
from khue.interfaces.workspace.hooks import Errand


def staged_files(person: Any) -> Iterator[Errand]:
    """Plan files, and workbooks that came back from Excel. One statement, none for whoever brings nothing in."""
    for one in waiting.waiting(person):
        told = {"file": one.file_name, "unit": one.unit, "at": wording.moment(one.at)}
        told["period"] = one.period[:1].lower() + one.period[1:]
        is_plan = one.kind == waiting.PLAN
        yield Errand(
            title=(_("Xác nhận tệp “%(file)s”") if is_plan else _("Xác nhận bản sửa bằng Excel “%(file)s”")) % told,
            detail=_("%(unit)s, %(period)s; đưa vào lúc %(at)s, chưa lưu vào bộ mục tiêu.") % told,
            label=_("Xem và xác nhận") if is_plan else _("Xem thay đổi"),
            href=reverse(f"imports:{one.kind}", args=[one.key]),
        )


def batches_under_way(person: Any) -> Iterator[Errand]:
    """Files of many units that were sent together. One statement, none for whoever collects no plans."""
    for one in batches.under_way(person):
        told = {"unread": one.unread, "waiting": one.waiting, "entering": one.entering}
        told |= {"at": wording.moment(one.sent_at), "left": one.unread + one.waiting}
        if one.unread:
            said = _("đang đọc, còn %(unread)s tệp")
        elif one.entering:
            said = _("đang đưa vào bản dự thảo, còn %(entering)s tệp")
        else:
            said = _("%(waiting)s tệp chờ xem và xác nhận")
        title = _("Xem và xác nhận %(left)s tệp kế hoạch của các đơn vị")
        if not told["left"]:
            title = _("Theo dõi %(entering)s tệp kế hoạch của các đơn vị đang được đưa vào")
        yield Errand(
            title=title % told,
            detail=_("Gửi lúc %(at)s; ") % told + said % told + ".",
            label=_("Mở bảng"),
            href=reverse("imports:batch", args=[one.public_id]),
        )


def followed_calls(person: Any) -> Iterator[Errand]:
    """The open calls that the person steers. One statement, none for whoever steers none."""
    if not person.has_perm("calls.manage_call"):
        return
    for one in calls.steered_by(person):
        yield Errand(
            title=_("Theo dõi đợt: %(title)s") % {"title": one.title},
            detail=_("%(n)s đơn vị nhận thông báo; xem ai trễ, nhắc một lần bấm.") % {"n": one.unit_count},
            label=_("Mở bảng theo dõi"),
            href=reverse("calls:call", args=[one.public_id]),
            due_on=one.ends_on,
            key=f"dot-{one.public_id}",
        )


def papers_to_confirm(person: Any) -> Iterator[Errand]:
    """Papers that came to a unit the person leads, or to the person. One statement, none for whoever confirms nothing."""
    for one in papers.waiting_for(person):
        told = {"code": one.paper.code, "who": one.name, "day": wording.day(one.paper.issued_on)}
        yield Errand(
            title=_("Xác nhận đã nhận %(code)s") % told,
            detail=f"{one.paper.abstract}. " + _("Gửi %(who)s, ngày %(day)s.") % told,
            label=_("Đọc và xác nhận"),
            href=reverse("papers:paper", args=[one.paper.public_id]),
        )
