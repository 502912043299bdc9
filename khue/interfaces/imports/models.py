"""Files that came in and wait for a person: nothing of them is saved elsewhere before "Xác nhận"."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from khue.foundation.kernel import clock
from khue.interfaces.imports import terms
from khue.people.organisation import models as organisation
from khue.quality.objectives import models as objectives


class ImportBatch(organisation.OfInstitution):
    """Plan files of many units, sent together. `period` is the year of files that name none; closed when no file waits any more."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    period = models.ForeignKey(organisation.Period, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["institution", "-sent_at"], name="import_batch_newest")]

    def __str__(self) -> str:
        return f"Đợt đưa tệp {self.sent_at.astimezone(clock.LOCAL):%H:%M %d/%m/%Y}"


class StagedPlan(organisation.OfInstitution):
    """A plan file. `reading` never changes once it is read; `edits` are the person's corrections in order (undo drops the last).

    A file of a batch is first WAITING for the worker, then READING, then STAGED or REFUSED (`why`, `remedy`); its unit and year
    are empty until they are certain (`match` says by what, or between which a person must choose). When somebody confirms the
    clean ones together (`asked_by`, `asked_at`) they are ENTERING until the worker has written them, or STAGED again with `why`.
    `claimed_at` is when the worker took the file, to read it or to write it. `summary` counts what was read and repeats the
    doubts that are open, so that a list needs no reading.
    """

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="files")
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, null=True, related_name="+")
    period = models.ForeignKey(organisation.Period, models.PROTECT, null=True, related_name="+")
    set = models.ForeignKey(objectives.ObjectiveSet, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(upload_to="dua-vao/%Y/%m", max_length=300)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=terms.FILE_STATES, default=terms.STAGED)
    why = models.CharField(max_length=500, blank=True)
    remedy = models.CharField(max_length=500, blank=True)
    match = models.JSONField(default=dict)
    way = models.CharField(max_length=10, choices=terms.WAYS, blank=True)
    reading = models.JSONField(null=True)
    summary = models.JSONField(default=dict)
    edits = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    staged_at = models.DateTimeField()
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "batch", "sha256"], name="staged_plan_once_a_batch"),
            models.CheckConstraint(
                condition=models.Q(batch__isnull=False) | models.Q(unit__isnull=False, period__isnull=False),
                name="staged_plan_has_a_place",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["institution", "unit", "state"], name="staged_plan_unit"),
            models.Index(fields=["state", "claimed_at"], name="staged_plan_queue"),
        ]

    def __str__(self) -> str:
        return self.file_name


class StagedWorkbook(organisation.OfInstitution):
    """A set that went out to Excel and came back edited. `coming` is what the workbook says and what it was written from."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    set = models.ForeignKey(objectives.ObjectiveSet, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="dua-vao/%Y/%m", max_length=300)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=terms.STATES, default=terms.STAGED)
    coming = models.JSONField()
    staged_at = models.DateTimeField()
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["institution", "set", "state"], name="staged_workbook_set")]

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
