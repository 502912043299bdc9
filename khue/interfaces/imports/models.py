"""Files that came in and wait for a person: nothing of them is saved elsewhere before "Xác nhận"."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from khue.interfaces.imports import terms
from khue.people.organisation import models as organisation
from khue.quality.objectives import models as objectives


class StagedPlan(organisation.OfInstitution):
    """A plan file as read. `reading` never changes; `edits` are the person's corrections in order (undo drops the last)."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    period = models.ForeignKey(organisation.Period, models.PROTECT, related_name="+")
    set = models.ForeignKey(objectives.ObjectiveSet, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(upload_to="dua-vao/%Y/%m", max_length=300)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=terms.STATES, default=terms.STAGED)
    reading = models.JSONField()
    edits = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    staged_at = models.DateTimeField()
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["institution", "unit", "state"], name="staged_plan_unit")]

    def __str__(self) -> str:
        return self.file_name


class StagedPeople(organisation.OfInstitution):
    """An Excel file of units and people, read and compared with what is there; `changes` is what confirming would do."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=terms.STATES, default=terms.STAGED)
    rows = models.JSONField()
    changes = models.JSONField()
    faults = models.JSONField(default=list)
    staged_at = models.DateTimeField()
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_name
