"""The border to the mail server: the letters of one person, one or several notices each, sent by the worker.

A letter is claimed by compare and swap on `mail_due_at` before it goes out, so that of two workers one sends it; what the server did
not take is tried again later and shown to the administrator.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from khue.foundation.kernel import text
from khue.people.notifications import queries, rules
from khue.people.notifications.models import Notice


@task()
def mail_notice(notice_id: int) -> bool:
    """Sends the letter of one notice now, unless it was read, sent or claimed already; whether one went out."""
    rows = Notice.objects.filter(pk=notice_id, mail_due_at__isnull=False, mailed_at__isnull=True)
    return send(list(rows.select_related("person", "institution")), timezone.now())


@task()
def mail_person(person_id: int, institution_id: int, at: str) -> bool:
    """Sends everything of a person that is due by `at` as one letter; whether one went out."""
    now = datetime.fromisoformat(at)
    rows = queries.waiting_mail(now).filter(person_id=person_id, institution_id=institution_id)
    return send(list(rows.select_related("person", "institution")), now)


def send(notices: Sequence[Notice], now: datetime) -> bool:
    """One letter to one person about these notices."""
    mine = [notice for notice in notices if _claim(notice, now)]
    wanted = [notice for notice in mine if notice.read_at is None and notice.person.is_active]
    rest = [notice.pk for notice in mine if notice not in wanted]
    Notice.objects.filter(pk__in=rest).update(mail_due_at=None)
    if not wanted:
        return False
    keys = [notice.pk for notice in wanted]
    try:
        _post(wanted)
    except (SMTPException, OSError) as problem:
        _failed(wanted, problem, now)
        return False
    Notice.objects.filter(pk__in=keys).update(mailed_at=now, mail_due_at=None, mail_error="")
    return True


def _claim(notice: Notice, now: datetime) -> bool:
    """Whoever moves the time on has the letter; the claim lapses after a while, should this worker die."""
    rows = Notice.objects.filter(pk=notice.pk, mail_due_at=notice.mail_due_at, mailed_at__isnull=True)
    return bool(rows.update(mail_due_at=now + rules.PATIENCE, mail_tries=F("mail_tries") + 1))


def _post(notices: Sequence[Notice]) -> None:
    first = notices[0]
    home = next(iter(settings.CSRF_TRUSTED_ORIGINS), "").rstrip("/")
    with translation.override(first.person.language):
        if len(notices) == 1:
            subject = text.squash(first.text)[:150]
            body = render_to_string("notifications/letter.txt", {"notice": first, "home": home})
        else:
            subject = _("%(n)s tin từ hệ thống quản lý chất lượng") % {"n": len(notices)}
            body = render_to_string("notifications/digest.txt", {"notices": notices, "first": first, "home": home})
        send_mail(subject, body, None, [first.person.email])


def _failed(notices: Sequence[Notice], problem: Exception, now: datetime) -> None:
    said = text.squash(f"{type(problem).__name__}: {problem}")[:300]
    for notice in notices:
        later = rules.next_try(notice.mail_tries + 1, now)
        Notice.objects.filter(pk=notice.pk).update(mail_error=said, mail_due_at=later)
