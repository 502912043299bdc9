"""Reading `packs/roles.yaml`: which roles there are and what each may do. A fault names the role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.access import terms


@dataclass(frozen=True)
class ToldRole:
    """One role of a pack."""

    code: str
    name: str
    reach: str
    home_role: str
    permissions: tuple[str, ...]
    own_permissions: tuple[str, ...]

    @property
    def told(self) -> dict[str, list[str]]:
        """What a role remembers of the pack."""
        return {"permissions": list(self.permissions), "own_permissions": list(self.own_permissions)}

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "reach": self.reach,
            "home_role": self.home_role,
            "permissions": list(self.permissions),
            "own_permissions": list(self.own_permissions),
            "told": self.told,
        }


def read_roles(pack: Path | Mapping[str, Any] | None = None) -> list[ToldRole]:
    """The roles of a pack (default: `packs/roles.yaml`). Raises `Invalid` for a role that names an unknown permission, reach or role."""
    if pack is None or isinstance(pack, Path):
        pack = yaml.safe_load((pack or settings.PACKS / "roles.yaml").read_text(encoding="utf-8"))
    if not isinstance(pack, Mapping) or not pack.get("roles"):
        raise errors.Invalid("roles.pack", _("Gói vai trò trống hoặc không đúng dạng."))
    roles = [_role(row) for row in pack["roles"]]
    if faults := list(_faults(roles)):
        raise errors.Invalid("roles.pack", " ".join(faults))
    return roles


def _role(row: Mapping[str, Any]) -> ToldRole:
    return ToldRole(
        code=str(row.get("code", "")),
        name=str(row.get("name", "")),
        reach=str(row.get("reach", terms.UNIT)),
        home_role=str(row.get("home", "")),
        permissions=tuple(row.get("permissions", ())),
        own_permissions=tuple(row.get("own", ())),
    )


def _faults(roles: list[ToldRole]) -> Iterator[str]:
    codes = [role.code for role in roles]
    for role in roles:
        if not role.code or not role.name or codes.count(role.code) > 1:
            yield _("Vai trò “%s” thiếu mã, thiếu tên hoặc bị trùng.") % role.code
        for permission in {*role.permissions, *role.own_permissions} - terms.PERMISSIONS.keys():
            yield _("Vai trò “%(role)s”: không có quyền “%(permission)s”.") % {
                "role": role.code,
                "permission": permission,
            }
        if role.reach not in dict(terms.REACHES):
            yield _("Vai trò “%(role)s”: không có phạm vi “%(reach)s”.") % {"role": role.code, "reach": role.reach}
        if role.home_role and role.home_role not in codes:
            yield _("Vai trò “%(role)s”: không có vai trò “%(home)s”.") % {"role": role.code, "home": role.home_role}
