"""What a person is told, in the inbox and by mail; never twice."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

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

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "person", "key"], name="notice_once")]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="notice_person_unread")]

    def __str__(self) -> str:
        return self.text
