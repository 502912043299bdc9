"""Roles are data (packs/roles.yaml, then rows); a grant gives a person a role over a unit and what hangs below it, from–to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from khue.people.access import terms
from khue.people.organisation import models as organisation


class Role(organisation.OfInstitution):
    """A named bundle of permissions such as "objectives.approve_set"; `own_permissions` hold for the grant's very unit only."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=12, choices=terms.REACHES, default=terms.UNIT)
    permissions = models.JSONField(default=list)
    own_permissions = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    """Both as the pack said when it was last read: what differs from that, the institution has changed itself."""
    home_role = models.CharField(max_length=40, blank=True)
    """What an appointment with this role also brings over the post's own unit: the quality head leads the quality office."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "code"], name="role_code_unique")]

    def __str__(self) -> str:
        return self.name


class Grant(organisation.OfInstitution):
    """Person × role × unit × time. One that an appointment, a charge, a delegation or an absence brought names it and ends with it.

    `upward` lets it reach institutions that hang below the unit (a Sở over its schools); without it nothing crosses an institution.
    """

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants")
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="grants")
    upward = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    appointment = models.ForeignKey(
        organisation.Appointment, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    charge = models.ForeignKey(organisation.Charge, models.PROTECT, null=True, blank=True, related_name="grants")
    delegation = models.ForeignKey(
        organisation.Delegation, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    absence = models.ForeignKey(organisation.Absence, models.PROTECT, null=True, blank=True, related_name="grants")
    origin = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lent")
    """The grant of somebody else that this one was lent from; it ends no later."""
    only = models.JSONField(null=True, blank=True)
    """The permissions of the role that it carries; null for all of them."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "person", "role", "unit", "valid_from"],
                condition=models.Q(appointment__isnull=True, charge__isnull=True, origin__isnull=True),
                name="grant_once",
            ),
            models.UniqueConstraint(fields=["institution", "appointment", "role"], name="grant_once_by_appointment"),
            models.UniqueConstraint(fields=["institution", "charge"], name="grant_once_by_charge"),
            models.UniqueConstraint(fields=["institution", "delegation", "origin"], name="grant_once_by_delegation"),
            models.UniqueConstraint(fields=["institution", "absence", "origin"], name="grant_once_by_absence"),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "unit", "role"], name="grant_unit_role")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} / {self.unit}"
