"""The policy in its issues, the indicators of the strategy with a value for each year, the units they are given to, and which
targets of objectives serve them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.people.organisation import models as organisation
from khue.quality.objectives import models as objectives
from khue.quality.objectives import terms

COMPARATORS = [one for one in terms.COMPARATORS if one[0] not in {terms.BETWEEN, terms.ACHIEVED}]


class QualityPolicy(organisation.OfInstitution):
    """One issue of the policy; never edited, the next issue takes its place."""

    version = models.PositiveIntegerField()
    text = models.TextField(_("nội dung"))
    number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "version"], name="policy_version_unique")
        ]

    def __str__(self) -> str:
        return f"Chính sách chất lượng, bản {self.version}"


class StrategicIndicator(organisation.OfInstitution):
    """Chỉ tiêu chiến lược: what is measured and which way it should go; how much, by year, is in its values."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    code = models.CharField(_("mã"), max_length=20)
    subject = models.CharField(_("chỉ tiêu"), max_length=500)
    comparator = models.CharField(_("so sánh"), max_length=10, choices=COMPARATORS)
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    is_dropped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "code"], name="indicator_code_unique")]

    def __str__(self) -> str:
        return f"{self.code}. {self.subject}"

    @property
    def unit(self) -> organisation.Unit:
        """Where permissions over it are asked."""
        return self.institution


class IndicatorValue(organisation.OfInstitution):
    """How much in one year."""

    indicator = models.ForeignKey(StrategicIndicator, models.CASCADE, related_name="values_by_year")
    period = models.ForeignKey(organisation.Period, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "indicator", "period"], name="indicator_value_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.period})"


class Assignment(organisation.OfInstitution):
    """A unit that has to see to an indicator."""

    indicator = models.ForeignKey(StrategicIndicator, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "indicator", "unit"], name="indicator_once_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit}"


class Alignment(organisation.OfInstitution):
    """A target of a unit's (or the school's) objectives that serves an indicator."""

    indicator = models.ForeignKey(StrategicIndicator, models.CASCADE, related_name="alignments")
    target = models.ForeignKey(objectives.Target, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "indicator", "target"], name="alignment_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ← {self.target}"
