"""One row for every write, in one chain per institution. The database refuses to change or delete a row (migration 0002)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

INSTALLATION = 0
"""Chain of what belongs to no institution (accounts, the installation itself)."""


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
