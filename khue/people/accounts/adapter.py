"""The border to the sign-in library: nobody signs up by themselves; people are invited by a letter with a link."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from khue.foundation.audit_trail import actions as trail
from khue.people.accounts.models import Person

LOG = logging.getLogger("khue.mail")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library says no types
    """Sign-in for invited people only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that fails is the administrator's to know (log, `khue doctor`); the page says the same for everybody."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            LOG.exception("thư “%s” chưa gửi được", template_prefix)

    def set_password(self, user: Person, password: str) -> None:
        """Set, changed or reset: the one deed of the library on a person, and so with its row in the trail."""
        with transaction.atomic():
            trail.take_turn(None)
            super().set_password(user, password)
            told = {"person": user.full_name}
            trail.record(
                institution=None, verb="accounts.password.set", by=user, at=timezone.now(), thing=user, data=told
            )


def password_link(person: Person, origin: str = "") -> str:
    """Where the person sets a password; good for PASSWORD_RESET_TIMEOUT, once."""
    parts = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    home = next(iter(settings.CSRF_TRUSTED_ORIGINS), "") or origin
    return home.rstrip("/") + reverse("account_reset_password_from_key", kwargs=parts)


@task()
def send_invitation(person_id: int, school: str, inviter: str, origin: str) -> None:
    """The letter itself, written by the worker after the deed is saved. A person closed in the meantime gets none."""
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return
    with override(person.language):
        about = {
            "person": person,
            "school": school,
            "inviter": inviter,
            "link": password_link(person, origin),
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        }
        subject = _("Mời sử dụng hệ thống quản lý chất lượng Khuê")
        send_mail(subject, render_to_string("accounts/invitation.txt", about), None, [person.email])
