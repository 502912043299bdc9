"""The border to the mail server: one notice, one letter, sent by the worker after the deed is saved."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from khue.foundation.kernel import text
from khue.people.notifications.models import Notice


@task()
def mail_notice(notice_id: int) -> bool:
    """Sends the letter of a notice unless it was read or mailed already, or the person is gone; whether one went out."""
    notice = Notice.objects.filter(pk=notice_id).select_related("person", "institution").first()
    if notice is None or notice.mailed_at or notice.read_at or not notice.person.is_active:
        return False
    home = next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
    with translation.override(notice.person.language):
        body = render_to_string("notifications/letter.txt", {"notice": notice, "home": home.rstrip("/")})
        send_mail(text.squash(notice.text)[:150], body, None, [notice.person.email])
    Notice.objects.filter(pk=notice_id).update(mailed_at=timezone.now())
    return True
