"""A call and the units it went to. What a unit does about it lives in the app that registered the kind (`hooks`)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.engine.calls import terms
from khue.engine.papers.models import Paper
from khue.people.organisation import models as organisation


class Call(organisation.OfInstitution):
    """Đợt: a notice with its number and day, what is asked for, until when, and the unit that receives and follows.

    `due_on` is the day that the notice announced and stays as printed; an extension for all is `extended_to`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    kind = models.CharField(max_length=40)
    period = models.ForeignKey(organisation.Period, models.PROTECT, related_name="+")
    title = models.CharField(_("về việc"), max_length=300)
    number = models.CharField(_("số thông báo"), max_length=80, blank=True)
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="+")
    """Its line in the register of outgoing papers, once it has a number."""
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_as = models.JSONField(default=dict)
    """In what capacity the signer signs, as it was when the call was opened; empty: the head of the institution."""
    issued_on = models.DateField(_("ngày thông báo"))
    due_on = models.DateField(_("hạn hoàn thành"))
    extended_to = models.DateField(null=True)
    extension_reason = models.TextField(blank=True)
    focal_unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+", verbose_name=_("đầu mối"))
    text = models.TextField(_("nội dung yêu cầu"))
    form_code = models.CharField(_("biểu mẫu"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=terms.CALL_STATES, default=terms.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "kind", "period"],
                condition=models.Q(state=terms.OPEN),
                name="call_one_open_per_period",
            ),
            models.CheckConstraint(
                condition=models.Q(extended_to__isnull=True) | models.Q(extended_to__gt=models.F("due_on")),
                name="call_extended_later",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "period", "kind"], name="call_period_kind")]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> organisation.Unit:
        """Whose deed a call is, for the question who may: the institution that sends it."""
        return self.institution

    @property
    def ends_on(self) -> date:
        """The deadline that counts for all."""
        return self.extended_to or self.due_on


class Recipient(organisation.OfInstitution):
    """A unit that the call went to; one that joined later is a row like the others."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="recipients")
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    extended_to = models.DateField(null=True)
    extension_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "call", "unit"], name="recipient_once_per_call")
        ]

    def __str__(self) -> str:
        return str(self.unit)

    @property
    def ends_on(self) -> date:
        """The deadline that counts for this unit: the latest of what it was given."""
        return max(self.call.ends_on, self.extended_to or self.call.ends_on)


class Reminder(organisation.OfInstitution):
    """A unit was reminded on a day, by whom, and who was told. The database lets it be once a day."""

    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="reminders")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    told = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "recipient", "day"], name="reminder_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.day:%d/%m/%Y}"
