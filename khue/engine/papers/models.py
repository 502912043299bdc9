"""The register of outgoing papers, their files (kept as they were made), recipients, signatures, and whom a signature may rest on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.engine.papers import terms
from khue.foundation.kernel import clock, text
from khue.people.organisation import models as organisation


class NumberSeries(organisation.OfInstitution):
    """The last number of one kind in one year: the row that is locked while a number is given."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution", "year", "kind"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class Paper(organisation.OfInstitution):
    """One line of the register: number, day, abstract, signer; and the paper itself where Khuê made it.

    `content` is the frozen text by which the app named in `content_kind` composes it; `suffix` is the letter of a number such as
    31a. `signed_as` is the capacity frozen when the signer approved: `titles` (KT. HIỆU TRƯỞNG, PHÓ HIỆU TRƯỞNG) and `name`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    kind = models.CharField(_("loại"), max_length=10, choices=terms.KINDS)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("số"))
    suffix = models.CharField(max_length=1, blank=True)
    code = models.CharField(_("số, ký hiệu"), max_length=80)
    issued_on = models.DateField(_("ngày"))
    abstract = models.CharField(_("trích yếu"), max_length=500)
    search_key = models.CharField(max_length=700, editable=False, default="")
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị soạn"))
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signer_name = models.CharField(_("người ký"), max_length=120, blank=True)
    signed_as = models.JSONField(default=dict)
    source = models.CharField(max_length=10, choices=terms.SOURCES)
    state = models.CharField(max_length=10, choices=terms.STATES, default=terms.IN_FORCE)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)
    end_code = models.CharField(max_length=80, blank=True)
    """The number of the decision that recalled it, where there was one."""
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    content_kind = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    built_at = models.DateTimeField(null=True)
    build_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "year", "kind", "number", "suffix"], name="paper_number_once"
            ),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="paper_number_positive"),
            models.CheckConstraint(
                condition=models.Q(state=terms.IN_FORCE) | models.Q(ended_at__isnull=False), name="paper_end_dated"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "year", "kind", "-number"], name="paper_register")]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = text.fold(f"{self.code} {self.abstract} {self.signer_name}")[:700]
        super().save(*args, **kwargs)

    @property
    def is_made_here(self) -> bool:
        """Khuê composes its files."""
        return bool(self.content_kind)


class PaperSubject(organisation.OfInstitution):
    """What a paper issues: a set of objectives, by its app's name. A thing may be issued by one paper only while that is in force."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="subjects")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)
    replaced_by = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "subject_type", "subject_id"], name="subject_issued_once")
        ]

    def __str__(self) -> str:
        return self.title


class Recipient(organisation.OfInstitution):
    """Nơi nhận: a unit, a person or somebody outside, what for, and when its head has confirmed to have received it."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="recipients")
    kind = models.CharField(max_length=10, choices=terms.RECIPIENT_KINDS)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=120, blank=True)
    order = models.PositiveIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "paper", "unit"], condition=models.Q(unit__isnull=False), name="paper_unit_once"
            ),
            models.UniqueConstraint(
                fields=["institution", "paper", "person"],
                condition=models.Q(person__isnull=False),
                name="paper_person_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_inside(self) -> bool:
        """Expected to confirm."""
        return self.kind != terms.OUTSIDE


class PaperFile(organisation.OfInstitution):
    """A file of a paper as it was made, never written again. A signature makes one file more, which `continues` the one it signs."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="files")
    part = models.CharField(max_length=10, choices=terms.PARTS)
    format = models.CharField(max_length=4, choices=terms.FORMATS)
    title = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to="van-ban", max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    made_at = models.DateTimeField()
    continues = models.OneToOneField("self", models.PROTECT, null=True, related_name="continued_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "paper", "part", "format", "order"],
                condition=models.Q(continues__isnull=True),
                name="paper_file_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PaperSignature(organisation.OfInstitution):
    """One signature on the PDF of a paper, in its order: who, in what capacity, when, and what the last check said of it."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signatures")
    file = models.OneToOneField(PaperFile, models.PROTECT, related_name="signature")
    order = models.PositiveIntegerField()
    capacity = models.CharField(max_length=10, choices=terms.CAPACITIES)
    way = models.CharField(max_length=10, choices=terms.WAYS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    holder = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=200, blank=True)
    issuer = models.CharField(max_length=200)
    serial = models.CharField(max_length=80)
    claimed_at = models.DateTimeField(null=True)
    is_intact = models.BooleanField()
    covers_all = models.BooleanField()
    is_trusted = models.BooleanField()
    faults = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    stamped_at = models.DateTimeField(null=True)
    stamped_by = models.CharField(max_length=200, blank=True)
    revocation = models.CharField(max_length=10, choices=terms.REVOCATIONS, default=terms.NOT_ASKED)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "paper", "capacity"], name="signature_capacity_once"),
            models.UniqueConstraint(fields=["institution", "paper", "order"], name="signature_order_once"),
        ]

    def __str__(self) -> str:
        return self.holder

    @property
    def is_good(self) -> bool:
        """Nothing is wrong with it: what is wrong is among the faults of the last check."""
        return not self.faults

    @property
    def revocation_said(self) -> str:
        """What is known of the certificate's revocation, in words."""
        said = str(self.get_revocation_display())
        if self.revoked_at is None:
            return said
        day = f"{clock.today(self.revoked_at):%d/%m/%Y}"
        if self.is_good:
            return _("%(said)s ngày %(day)s, sau giờ ký có dấu thời gian") % {"said": said, "day": day}
        return _("%(said)s ngày %(day)s") % {"said": said, "day": day}


IN_USE = models.Q(removed_at__isnull=True)


class Kept(organisation.OfInstitution):
    """What somebody puts in and may take out; taken out, it stays on record (`actions.keeping`)."""

    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class TrustedAuthority(Kept):
    """A certificate of an authority that the institution trusts."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    name = models.CharField(max_length=200)
    serial = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    certificate = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "sha256"],
                condition=IN_USE,
                name="authority_trusted_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class RegisteredCertificate(Kept):
    """By issuer and serial, the certificate of a person (or, without one, of the agency), whatever name is on it."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    holder = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    serial = models.CharField(max_length=80)
    valid_to = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "issuer", "serial"],
                condition=IN_USE,
                name="certificate_registered_once",
            )
        ]

    def __str__(self) -> str:
        return self.holder


class MarkImage(Kept):
    """The image of the agency's seal, or (with a `person`) of somebody's signature, as it stands on papers signed from now on.

    `width_mm` is how wide it is printed: the real size of the seal. Papers keep what was drawn on them.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    image = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    width_mm = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution"],
                condition=models.Q(person__isnull=True) & IN_USE,
                name="seal_once",
            ),
            models.UniqueConstraint(
                fields=["institution", "person"],
                condition=models.Q(person__isnull=False) & IN_USE,
                name="signature_image_once",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class SigningPolicy(organisation.OfInstitution):
    """What else the institution asks of signatures: a time stamp from the server at `tsa_url`, and revocation over the network."""

    tsa_url = models.CharField(max_length=300, blank=True)
    asks_network = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["institution"], name="signing_policy_once")]

    def __str__(self) -> str:
        return self.tsa_url


class RevocationList(Kept):
    """A list of revoked certificates that the administrator fetched; a newer one of the same authority takes its place."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    issuer = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "issuer"],
                condition=IN_USE,
                name="revocation_list_once",
            )
        ]

    def __str__(self) -> str:
        return self.issuer
