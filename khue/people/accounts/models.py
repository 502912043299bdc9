"""Person is the user model: somebody who signs in with an e-mail address. What they are and may do is said by appointments and grants."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from khue.foundation.kernel import text


def new_public_id() -> str:
    """Twelve letters and digits that say nothing about the row; what addresses show."""
    return "".join(secrets.choice("23456789abcdefghjkmnpqrstuvwxyz") for _i in range(12))


class BytewiseField(models.CharField[str, str]):
    """A key whose order is ours and not the server's: it compares byte by byte on both databases."""

    def db_parameters(self, connection: Any) -> Any:
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        parameters["collation"] = "C" if connection.vendor == "postgresql" else "BINARY"
        return parameters


class PersonManager(BaseUserManager["Person"]):
    """Django's own name for it; people are made by `actions.add_person`."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username or "")


class Person(AbstractBaseUser):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    # Always stored in lower case (see `save`), so plain uniqueness is enough on both databases.
    email = models.EmailField(_("thư điện tử"), max_length=254, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    title = models.CharField(_("học hàm, học vị"), max_length=20, blank=True)
    staff_code = models.CharField(_("mã cán bộ"), max_length=30, blank=True)
    name_key = BytewiseField(max_length=300, editable=False, db_index=True)
    search_key = models.CharField(max_length=300, editable=False)
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=5, default="vi")
    unread_count = models.PositiveIntegerField(default=0)
    """Unread notices, kept by `notifications.actions` so that no page counts them."""

    as_of: date | None = None
    """The day on which permissions are asked; None is today. Set by what replays the past (the demo, a test)."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["full_name"]
    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = text.squash(self.full_name)
        self.email = self.email.strip().lower()
        self.name_key = text.name_sort_key(self.full_name)[:300]
        self.search_key = text.fold(f"{self.full_name} {self.email} {self.staff_code}")[:300]
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        return f"{self.title} {self.full_name}".strip()

    @property
    def initials(self) -> str:
        words = self.full_name.split()
        return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else self.full_name[:1].upper()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Asked everywhere, answered by the one backend of `people/access`."""
        return self.is_active and any(
            backend.has_perm(self, perm, obj) for backend in get_backends() if hasattr(backend, "has_perm")
        )

    def has_perms(self, perm_list: list[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else ""


class SignedIn(HttpRequest):
    """A request behind the sign-in: its user is a person. For annotations of views."""

    user: Person


def on_day(prefix: str, day: date) -> models.Q:
    """Rows whose `<prefix>valid_from .. valid_to` holds `day`; an open end is null."""
    return models.Q(**{f"{prefix}valid_from__lte": day}) & (
        models.Q(**{f"{prefix}valid_to__isnull": True}) | models.Q(**{f"{prefix}valid_to__gte": day})
    )
