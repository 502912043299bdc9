"""A consultation as rows: the round, who is asked in it, the minutes of its meeting."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.engine.records import models as records
from khue.people.organisation import models as organisation


class ConsultationRound(organisation.OfInstitution):
    """Một lần lấy ý kiến: on which words (`content`), from when until when. A set that comes back to the step is asked anew."""

    set = models.ForeignKey("objectives.ObjectiveSet", models.CASCADE, related_name="rounds")
    number = models.PositiveIntegerField(default=1)
    deadline = models.DateField(_("nhận góp ý đến hết ngày"), null=True, blank=True)
    content = models.JSONField(default=dict)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "set", "number"], name="round_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.set}, {self.number}"


class Invitation(organisation.OfInstitution):
    """One person who is asked in a round, and when they first looked."""

    round = models.ForeignKey(ConsultationRound, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "round", "person"], name="invitation_once")
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Minutes(organisation.OfInstitution):
    """Biên bản họp góp ý of a round. Once the signed paper is attached (`signed`) the words stand."""

    round = models.OneToOneField(ConsultationRound, models.PROTECT, related_name="minutes")
    met_on = models.DateField(_("ngày họp"))
    starts_at = models.TimeField(_("bắt đầu lúc"))
    ends_at = models.TimeField(_("kết thúc lúc"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    secretary = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attendees = models.JSONField(_("người dự"), default=list)
    absent = models.TextField(_("vắng mặt"), blank=True)
    conclusions = models.TextField(_("kết luận"))
    votes_for = models.PositiveIntegerField(_("số phiếu tán thành"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("số phiếu không tán thành"), null=True, blank=True)
    votes_other = models.PositiveIntegerField(_("số phiếu có ý kiến khác"), null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed = models.ForeignKey(records.Evidence, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(_("Biên bản họp ngày %(day)s")) % {"day": f"{self.met_on:%d/%m/%Y}"}
