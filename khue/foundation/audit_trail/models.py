"""One row for every write, in one chain per institution. The database refuses to change or delete a row (migration 0002)."""

from __future__ import annotations

import hashlib
from datetime import UTC
from typing import ClassVar

from django.db import models

from khue.foundation.kernel import canonical

INSTALLATION = 0
"""Chain of what belongs to no institution (accounts, the installation itself)."""
FIRST = "0" * 64
"""What the first event of a chain has before it."""


class AuditEvent(models.Model):
    """Who did what to which thing, when; `hash` covers the row and the hash before it.

    `about_*` names the aggregate whose history the event belongs to (an objective set), `object_*` the thing itself (a target).
    """

    institution_id = models.BigIntegerField(default=INSTALLATION)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=300, blank=True)
    about_type = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution_id", "seq"], name="audit_event_seq_unique"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["institution_id", "about_type", "about_id", "seq"], name="audit_event_about"),
            models.Index(fields=["institution_id", "object_type", "object_id"], name="audit_event_object"),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}/{self.seq} {self.verb}"

    @property
    def area(self) -> str:
        """The part of Khuê that the verb speaks of: “objectives” of “objectives.set.issued”."""
        return self.verb.partition(".")[0]


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over the hash before it and every field of the row."""
    fields = {
        field.attname: getattr(event, field.attname)
        for field in AuditEvent._meta.concrete_fields
        if field.attname not in {"id", "hash", "at"}
    }
    fields["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical.canonical_json(fields)).hexdigest()
