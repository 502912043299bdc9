"""Forms, evidence and how long what is kept: ISO 9001 7.5.3, seed 000 section 6."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.engine.records import terms
from khue.foundation.kernel import text
from khue.people.accounts.models import BytewiseField
from khue.people.organisation import models as organisation


class FormDefinition(organisation.OfInstitution):
    """BM.ĐBCL-04.01 of one institution: its title, columns and issue, as data from a pack."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    issue_number = models.CharField(max_length=10, blank=True)
    effective_on = models.DateField(null=True)
    definition = models.JSONField(default=dict)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "code", "issue_number"], name="form_code_unique")
        ]

    def __str__(self) -> str:
        return self.code


class RetentionRule(organisation.OfInstitution):
    """How long a kind of record is kept, counted from the end of the year it closed. Nothing is purged by itself."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    keep_years = models.PositiveSmallIntegerField(null=True)
    places = models.JSONField(default=list)
    source = models.CharField(max_length=200)
    verified = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "code"], name="retention_code_unique")]

    def __str__(self) -> str:
        return self.title


class Evidence(organisation.OfInstitution):
    """A file or a link, kept once, used in many places. `effective_on` is the day it took effect, not the day it was uploaded."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("tên minh chứng"), max_length=300)
    code = models.CharField(_("mã"), max_length=60, blank=True)
    search_key = models.CharField(max_length=400, editable=False, default="")
    sort_key = BytewiseField(max_length=700, editable=False, default="")
    file = models.FileField(upload_to="minh-chung/%Y/%m", max_length=300, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    url = models.URLField(_("liên kết"), max_length=500, blank=True)
    size = models.BigIntegerField(default=0)
    mime = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    effective_on = models.DateField(_("ngày có hiệu lực"))
    confidentiality = models.CharField(max_length=20, choices=terms.CONFIDENTIALITY, default=terms.INTERNAL)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "sha256"], condition=~models.Q(sha256=""), name="evidence_file_once"
            ),
            models.CheckConstraint(
                condition=(~models.Q(sha256="") & models.Q(url="")) | (models.Q(sha256="") & ~models.Q(url="")),
                name="evidence_file_or_link",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "effective_on"], name="evidence_effective")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title = text.squash(self.title)
        self.search_key = text.fold(f"{self.title} {self.code} {self.file_name}")[:400]
        self.sort_key = text.sort_key(self.title)[:700]
        super().save(*args, **kwargs)

    @property
    def is_link(self) -> bool:
        return bool(self.url)


class EvidenceUse(organisation.OfInstitution):
    """One use of a piece of evidence: by a measurement, a task, later an audit or a criterion (`subject_type`, `subject_id`)."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "subject_type", "subject_id", "evidence"], name="evidence_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence} → {self.subject_type}:{self.subject_id}"
