"""What a person is told, in the inbox and by mail; never twice."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from khue.people.notifications import terms
from khue.people.organisation import models as organisation


class Notice(organisation.OfInstitution):
    """One message to one person. `key` says what it is about, so that the same thing is not sent twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    mail_due_at = models.DateTimeField(null=True, db_index=True)
    """When the clock sends (or tries again); null once it is sent, given up, or not wanted."""
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "person", "key"], name="notice_once")]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="notice_person_unread")]

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """How a person wants their letters: reminders of deadlines, and everything else. None stored: the defaults here."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="letters")
    reminders = models.CharField(max_length=8, choices=terms.WISHES, default=terms.DIGEST)
    others = models.CharField(max_length=8, choices=terms.WISHES, default=terms.NOW)
    digest_hour = models.PositiveSmallIntegerField(default=7)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(digest_hour__lte=23), name="preference_hour_of_day")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reminders}, {self.others}"

    def wish(self, kind: str) -> str:
        return self.reminders if kind == terms.REMINDER else self.others
