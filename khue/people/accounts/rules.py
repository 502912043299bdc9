"""Who may open and change accounts. Which unit a person belongs to is known above: the backend answers for a person as a whole."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.accounts.models import Person


def can_manage(by: Any, person: Person) -> bool:
    return by is None or by.has_perm("organisation.edit", person)


def check_manage(by: Any, person: Person) -> None:
    """`by` manages every unit where the person serves (None: the program itself)."""
    if not can_manage(by, person):
        reason = _("Thầy, cô chưa được giao quyền quản lý tài khoản của %s. Hãy nhờ người quản trị nơi họ công tác.")
        raise errors.NotAllowed("accounts.manage", reason % person.full_name)


def check_add(by: Any, institution: Any) -> None:
    if by is not None and not by.has_perm("organisation.edit", institution):
        raise errors.NotAllowed(
            "accounts.add", _("Thầy, cô chưa được giao quyền thêm tài khoản. Hãy nhờ người quản trị.")
        )


def check_active(person: Person) -> None:
    if not person.is_active:
        raise errors.Conflict("person.inactive", _("Tài khoản của %s đã khóa.") % person.full_name)
