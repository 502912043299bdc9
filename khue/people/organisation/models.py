"""The unit tree, who holds which post from when to when, periods and holidays.

A unit's `path` is the chain of ids from the top ("000001/000007/"), so that "this unit and all below" is one range of one
indexed column on both databases.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.foundation.kernel import text
from khue.people.accounts.models import BytewiseField
from khue.people.accounts.models import new_public_id as new_public_id
from khue.people.organisation import terms


class Unit(models.Model):
    """A Sở, a school, a faculty, a room, a union. An institution is a unit with `is_institution`; it is its own `institution`."""

    institution = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = BytewiseField(max_length=200, unique=True)
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    is_institution = models.BooleanField(default=False)
    kind = models.CharField(_("loại đơn vị"), max_length=20, choices=terms.UNIT_KINDS)
    code = models.CharField(_("mã"), max_length=30)
    name = models.CharField(_("tên đơn vị"), max_length=200)
    short_name = models.CharField(_("tên viết tắt"), max_length=80, blank=True)
    aliases = models.JSONField(_("tên gọi khác"), default=list, blank=True)
    search_key = models.CharField(max_length=500, editable=False)
    order = models.PositiveIntegerField(_("thứ tự"), default=0)
    valid_from = models.DateField(_("hoạt động từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "code"], name="unit_code_unique"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_dates_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "path"], name="unit_institution_path")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = text.squash(self.name)
        self.search_key = text.fold(" ".join([self.name, self.short_name, self.code, *self.aliases]))[:500]
        super().save(*args, **kwargs)

    @property
    def owner_id(self) -> int:
        """The id of the institution, which is its own."""
        return self.institution_id or self.pk

    @property
    def after(self) -> str:
        """First path that is not below this unit: `path <= x < after` is the unit and all below it."""
        return after_path(self.path)


def after_path(path: str) -> str:
    return path[:-1] + chr(ord("/") + 1)


def below(prefix: str, path: str) -> models.Q:
    """`<prefix>path` is `path` or hangs below it."""
    return models.Q(**{f"{prefix}path__gte": path, f"{prefix}path__lt": after_path(path)})


class OfInstitution(models.Model):
    """Every row that belongs to an institution carries it: the future shard key, first in every constraint and index."""

    institution = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class InstitutionProfile(OfInstitution):
    """What stands on the institution's paper: superior, place, symbol of its documents, layout profile (NĐ 30/2020)."""

    superior_name = models.CharField(_("cơ quan chủ quản"), max_length=200, blank=True)
    place = models.CharField(_("địa danh"), max_length=80)
    symbol = models.CharField(_("ký hiệu văn bản"), max_length=40)
    format_profile = models.CharField(max_length=40, default="nd30-2020")
    timezone = models.CharField(max_length=40, default="Asia/Ho_Chi_Minh")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution"], name="profile_institution_unique")]

    def __str__(self) -> str:
        return self.symbol


class UnitName(OfInstitution):
    """What a unit was called from when to when; printed papers of an old year keep the old name."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "unit", "valid_from"], name="unit_name_from_unique")
        ]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(OfInstitution):
    """A merges into B, or A splits into B and C, on a day and by a decision."""

    kind = models.CharField(max_length=10, choices=terms.SUCCESSION_KINDS)
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="precursors")
    effective_on = models.DateField()
    decision_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "predecessor", "successor", "kind", "effective_on"],
                name="succession_pair_unique",
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="succession_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Position(OfInstitution):
    """Hiệu trưởng, Trưởng khoa, Giảng viên. `role` is the code of the role that an appointment brings over its unit ("" brings none)."""

    code = models.CharField(_("mã"), max_length=30)
    name = models.CharField(_("chức vụ"), max_length=120)
    role = models.CharField(_("vai trò"), max_length=40, blank=True)
    order = models.PositiveIntegerField(_("thứ tự"), default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "code"], name="position_code_unique")]

    def __str__(self) -> str:
        return self.name


class Appointment(OfInstitution):
    """Who holds which position in which unit, from–to. Everybody of the staff has one; it makes them "of the unit"."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments")
    is_main = models.BooleanField(default=True)
    is_acting = models.BooleanField(_("giao quyền"), default=False)
    """Q.: holds the post until somebody is appointed to it for good."""
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "person", "position", "unit", "valid_from"], name="appointment_once"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="appointment_dates_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "unit", "valid_to"], name="appointment_unit")]

    def __str__(self) -> str:
        return f"{self.person}, {self.position} {self.unit}"


class Charge(OfInstitution):
    """A vice-rector is in charge of a unit (and what hangs below it) from–to: seed 000 5.3.4 "Phó Hiệu trưởng phụ trách đơn vị"."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "person", "unit", "valid_from"], name="charge_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} phụ trách {self.unit}"


class Delegation(OfInstitution):
    """The holder of a post lets somebody sign for them: a paper with number and date, some deeds, over a unit, within dates.

    Decree 30/2020/NĐ-CP, article 13: KT. to a deputy, TL. and TUQ. to the head of a unit; always in writing, limited in time and
    content, never handed on. `permissions` are the deeds, `document_kinds` the kinds of paper (none named: whatever the deeds need).
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="delegations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations")
    capacity = models.CharField(_("tư cách ký"), max_length=4, choices=terms.CAPACITIES)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    permissions = models.JSONField(_("việc được giao"), default=list)
    document_kinds = models.JSONField(_("loại văn bản"), default=list)
    number = models.CharField(_("số văn bản"), max_length=60)
    signed_on = models.DateField(_("ngày văn bản"))
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"))
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "appointment", "person", "unit", "capacity", "valid_from"],
                name="delegation_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")) | models.Q(revoked_at__isnull=False),
                name="delegation_dates_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "valid_to"], name="delegation_until")]

    def __str__(self) -> str:
        return f"{self.capacity} {self.appointment.position}: {self.person}"


class Absence(OfInstitution):
    """Somebody is away from–to, and a deputy or colleague of the same rank stands in and signs KT. meanwhile."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="substitutions")
    reason = models.CharField(_("lý do"), max_length=200, blank=True)
    number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"))
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "person", "substitute", "valid_from"], name="absence_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")) | models.Q(ended_at__isnull=False),
                name="absence_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("substitute")), name="absence_substitute_is_another"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "valid_to"], name="absence_until")]

    def __str__(self) -> str:
        return f"{self.person} vắng, {self.substitute} thay"


class Period(OfInstitution):
    """A school year or a calendar year of one institution, with its own bounds."""

    kind = models.CharField(max_length=20, choices=terms.PERIOD_KINDS)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "code"], name="period_code_unique"),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="period_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_sentence(self) -> str:
        """“năm học 2026 - 2027”: the name where it does not begin a sentence."""
        return self.name[:1].lower() + self.name[1:]


class CalendarDay(models.Model):
    """A day off, or a weekend day that is worked instead. `institution` is null for the whole country."""

    institution = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    is_working = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    verified = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "day"],
                condition=models.Q(institution__isnull=False),
                name="calendar_own_day_unique",
            ),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(institution__isnull=True), name="calendar_national_day_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
