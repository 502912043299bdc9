"""A written procedure is kept as immutable versions (one JSON and its hash); a case is pinned to the version it began with."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from khue.engine.procedures import terms
from khue.engine.procedures.language import loader, schema
from khue.foundation.kernel import canonical, errors
from khue.people.organisation import models as organisation


class Procedure(organisation.OfInstitution):
    """QT.ĐBCL-04 of one institution; its text is in the versions."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "code"], name="procedure_code_unique")]

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(organisation.OfInstitution):
    """One "Lần ban hành". Never edited, and the database refuses to (migration 0003): a change is a new version."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    issue_number = models.CharField(max_length=10)
    effective_on = models.DateField()
    definition = models.JSONField()
    content_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "procedure", "issue_number"], name="procedure_issue_unique")
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code}, lần ban hành {self.issue_number}"

    def read(self) -> schema.Procedure:
        """The definition as the language's values. Raises `Conflict` when the row is not what was installed."""
        found = _READ.get(self.content_hash)
        if found is None:
            if canonical.content_hash(self.definition) != self.content_hash:
                raise errors.Conflict(
                    "version_altered",
                    _("Nội dung của %(version)s trong cơ sở dữ liệu đã bị sửa. Hãy báo quản trị hệ thống.")
                    % {"version": self},
                )
            # Judged when it was issued: checks that came later do not stop what runs by it.
            found = _READ.setdefault(self.content_hash, loader.read(self.definition)[0])
        return found


# Versions never change, so what was read once by its hash holds for good; a school has a handful of them.
_READ: dict[str, schema.Procedure] = {}


class ProcedureDraft(organisation.OfInstitution):
    """The next "Lần ban hành" of a procedure (or the first of a new one) while it is written; `data` is what `loader.to_data`
    gives, however faulty. `revision` grows by one with each save: a stale tab is told. `authors` are the ids of all who wrote."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    based_on = models.ForeignKey(ProcedureVersion, models.PROTECT, null=True, related_name="+")
    version = models.OneToOneField(ProcedureVersion, models.PROTECT, null=True, related_name="draft")
    data = models.JSONField()
    state = models.CharField(max_length=12, choices=terms.DRAFT_STATES, default=terms.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    authors = models.JSONField(default=list)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "code"],
                condition=models.Q(state__in=terms.DRAFT_OPEN),
                name="procedure_draft_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def read(self) -> schema.Procedure:
        """What is written so far."""
        return loader.read(self.data)[0]


class Case(organisation.OfInstitution):
    """One run of a flow for one thing (`subject_type`, `subject_id`). `revision` grows by one with each step: compare and swap.

    `state` is what `machine.dump` gives; `dates` holds the days that people set (a meeting, a deadline of a call), by the names
    that the time limits of the procedure use.
    """

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="cases")
    flow = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    period = models.ForeignKey(organisation.Period, models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=20)
    status = models.CharField(max_length=12, default="open")
    state = models.JSONField(default=dict)
    dates = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "subject_type", "subject_id"],
                condition=models.Q(status="open"),
                name="case_one_open_per_subject",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "subject_type", "subject_id"], name="case_subject")]

    def __str__(self) -> str:
        return self.title


class Task(organisation.OfInstitution):
    """The open step of a case: whoever matches one of its candidates may do it."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    step = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, db_index=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    may_decide: bool
    """Whether the person asked for may decide it, or only takes part: on what `queries.tasks_for` and `task_for` give."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "case"],
                condition=models.Q(closed_at__isnull=True),
                name="task_one_open_per_case",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TaskCandidate(models.Model):
    """`role` over or in `unit` has the task. scope: "in" exactly that unit, "over" a grant whose unit is it or above it,
    "everyone" a grant whose unit is it or below it (role `staff`: anybody appointed there), "person" that `person` and nobody
    else. Who does not decide takes part."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="candidates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    scope = models.CharField(max_length=10)
    decides = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.role} {self.scope} {self.unit}"


class CaseEvent(organisation.OfInstitution):
    """What happened to a case: the step it left, how, and where to."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    step_from = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    step_to = models.CharField(max_length=20)
    is_return = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "case", "revision"], name="case_event_revision_unique")
        ]

    def __str__(self) -> str:
        return f"{self.step_from} → {self.step_to}"
