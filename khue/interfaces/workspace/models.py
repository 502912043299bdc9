"""The secret address under which a person's calendar program reads their deadlines. The secret itself is never kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class FeedKey(models.Model):
    """One address for one person; a new one replaces it. `token_hash` is the SHA-256 of what stands in the address."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_key")
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["token_hash"], name="feed_key_token_unique")]

    def __str__(self) -> str:
        return str(self.person)
