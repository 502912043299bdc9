"""What "Việc của tôi" shows of interfaces that it may not know: files that were read and wait for confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from khue.foundation.ui import wording
from khue.interfaces.imports.queries import plans
from khue.interfaces.workspace.hooks import Errand


def staged_plans(person: Any) -> Iterator[Errand]:
    """One statement, none for whoever brings no plans in."""
    for one in plans.waiting(person):
        yield Errand(
            title=_("Xác nhận tệp “%(file)s”") % {"file": one.file_name},
            detail=_("%(unit)s, %(period)s; đưa vào lúc %(at)s, chưa lưu vào bộ mục tiêu.")
            % {"unit": one.unit.name, "period": one.period.name.lower(), "at": wording.moment(one.staged_at)},
            label=_("Xem và xác nhận"),
            href=reverse("imports:plan", args=[one.public_id]),
        )
