"""Objective sets and what hangs on them: objectives, targets, planned tasks, measurements, evaluation (ISO 9001 6.2).

A set belongs to one unit and one period and has a version. Once issued it is frozen: `content_hash` covers its content and
the database refuses nothing, but `rules.check_editable` does, and `actions.sets.verify` shows a change behind its back.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from khue.engine.procedures import models as procedures
from khue.people.organisation import models as organisation
from khue.quality.objectives import contents, terms
from khue.quality.objectives.models.consulting import ConsultationRound as ConsultationRound
from khue.quality.objectives.models.consulting import Invitation as Invitation
from khue.quality.objectives.models.consulting import Minutes as Minutes


class ObjectiveSet(organisation.OfInstitution):
    """MTCL và KHTHMTCL of one unit (or of the institution itself) for one period."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, related_name="objective_sets")
    period = models.ForeignKey(organisation.Period, models.PROTECT, related_name="objective_sets")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=terms.SET_STATES, default=terms.DRAFT)
    is_current = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=300)
    swot = models.TextField(_("phân tích SWOT"), blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    case = models.ForeignKey(procedures.Case, models.PROTECT, null=True, blank=True, related_name="+")
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    frozen = models.JSONField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True)
    tally = models.JSONField(default=dict, blank=True)
    """Counts of verdicts and tasks for the dashboard (`queries.tallies`): derived, true only while the next two are equal."""
    tally_changes = models.PositiveIntegerField(default=1)
    tally_counted = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "unit", "period", "version"], name="set_version_unique"),
            models.UniqueConstraint(
                fields=["institution", "unit", "period"],
                condition=models.Q(state=terms.ISSUED),
                name="set_one_issued",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=terms.ISSUED) | ~models.Q(content_hash=""), name="set_issued_is_hashed"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["institution", "period", "is_current"], name="set_period_current"),
            models.Index(fields=["institution", "unit", "period"], name="set_unit_period"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_school_level(self) -> bool:
        return self.unit_id == self.institution_id


class Scheduled(models.Model):
    """When: the words as written, and what was understood of them."""

    time_text = models.CharField(_("thời hạn"), max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ends_before = models.BooleanField(default=False)
    recurring = models.CharField(max_length=12, choices=terms.RECURRING, default="none")

    class Meta:
        abstract = True


class Objective(organisation.OfInstitution, Scheduled):
    """One numbered row of the set."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    set = models.ForeignKey(ObjectiveSet, models.CASCADE, related_name="objectives")
    order = models.PositiveIntegerField(default=0)
    number = models.CharField(_("TT"), max_length=20)
    statement = models.TextField(_("mục tiêu"))
    serves = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="served_by")
    is_own = models.BooleanField(_("mục tiêu riêng của đơn vị"), default=False)
    evidence_expected = models.JSONField(_("hồ sơ minh chứng"), default=list)
    note = models.TextField(_("ghi chú"), blank=True)
    source = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "set", "order"],
                name="objective_order_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.statement}"


class Target(organisation.OfInstitution):
    """Chỉ tiêu: what is measured, the comparator, the value. `value_high` only for "between"; none for "achieved"."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="targets")
    order = models.PositiveIntegerField(default=0)
    subject = models.CharField(_("đo cái gì"), max_length=500)
    comparator = models.CharField(_("so sánh"), max_length=10, choices=terms.COMPARATORS)
    value = models.DecimalField(_("giá trị"), max_digits=18, decimal_places=4, null=True, blank=True)
    value_high = models.DecimalField(_("đến"), max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    baseline = models.DecimalField(_("năm trước"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(models.Q(comparator=terms.ACHIEVED) & models.Q(value__isnull=True))
                | (~models.Q(comparator=terms.ACHIEVED) & models.Q(value__isnull=False)),
                name="target_value_given",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(comparator=terms.BETWEEN)
                    & models.Q(value_high__isnull=False)
                    & models.Q(value_high__gte=models.F("value"))
                )
                | (~models.Q(comparator=terms.BETWEEN) & models.Q(value_high__isnull=True)),
                name="target_range_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class PlannedTask(organisation.OfInstitution, Scheduled):
    """Nhiệm vụ, biện pháp: one row of the action plan, with its own state of work."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="tasks")
    order = models.PositiveIntegerField(default=0)
    text = models.TextField(_("nhiệm vụ, biện pháp"))
    progress = models.CharField(max_length=12, choices=terms.PROGRESS, default=terms.NOT_STARTED)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    progress_note = models.TextField(blank=True)
    progress_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(progress_percent__lte=100), name="task_percent_in_range")
        ]

    def __str__(self) -> str:
        return self.text


class Responsibility(organisation.OfInstitution):
    """Chủ trì / phối hợp of an objective, or of one of its tasks: the words as written and whom they mean, if known."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="responsibilities")
    task = models.ForeignKey(PlannedTask, models.CASCADE, null=True, blank=True, related_name="responsibilities")
    part = models.CharField(max_length=10, choices=terms.PARTS)
    order = models.PositiveIntegerField(default=0)
    text = models.CharField(max_length=200)
    unit = models.ForeignKey(organisation.Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.text


class Comment(organisation.OfInstitution):
    """Góp ý on a set, an objective, a target or a task, and its answer (tiếp thu / giải trình).

    `place` says what it was about in the words of that day, `changes` what it led to (before and after): both outlive what they name.
    """

    set = models.ForeignKey(ObjectiveSet, models.CASCADE, related_name="comments")
    round = models.ForeignKey(ConsultationRound, models.PROTECT, null=True, related_name="comments")
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, blank=True, related_name="comments")
    target = models.ForeignKey(Target, models.SET_NULL, null=True, blank=True, related_name="+")
    task = models.ForeignKey(PlannedTask, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=400, blank=True)
    changes = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("góp ý"))
    response = models.CharField(max_length=10, choices=terms.RESPONSES, blank=True)
    response_text = models.TextField(_("trả lời"), blank=True)
    responded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    responded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text


class Review(organisation.OfInstitution):
    """Trình by the writer, xem xét by the quality office, phê duyệt by the rector: what was decided on which content, in what capacity.

    What went back or was changed afterwards is void: `voided_at`, by whom and why.
    """

    set = models.ForeignKey(ObjectiveSet, models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=12, choices=terms.REVIEWS)
    passed = models.BooleanField()
    note = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64)
    findings = models.JSONField(default=list, blank=True)
    """What the rules found in that content (`checks.Finding`), each with the note by which a person set it aside ("override")."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_as = models.JSONField(default=dict)
    """`access.queries.Capacity` and the name, as they were at that moment: what every paper prints from then on."""
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    void_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.passed}"

    @property
    def capacity_lines(self) -> tuple[str, ...]:
        """The lines above the name: KT. HIỆU TRƯỞNG, PHÓ HIỆU TRƯỞNG."""
        return tuple(self.signed_as.get("titles", ()))


class CheckSetting(organisation.OfInstitution):
    """What an institution made of a rule of `packs/checks`: switched off, or of another severity ("" keeps the pack's)."""

    code = models.CharField(max_length=60)
    is_on = models.BooleanField(default=True)
    severity = models.CharField(max_length=10, choices=terms.SEVERITIES, blank=True)
    reason = models.TextField(_("lý do"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["institution", "code"], name="check_setting_unique"),
        ]

    def __str__(self) -> str:
        return self.code


class CheckOverride(organisation.OfInstitution):
    """A finding (`ident`) that the one who checks set aside, with a note, for exactly this content."""

    set = models.ForeignKey(ObjectiveSet, models.CASCADE, related_name="overrides")
    content_hash = models.CharField(max_length=64)
    ident = models.CharField(max_length=200)
    note = models.TextField(_("lý do bỏ qua"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["institution", "set", "content_hash", "ident"], name="check_override_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.ident


class Measurement(organisation.OfInstitution):
    """Kết quả đo of a target on a day. Never overwritten: a correction is a new row that `corrects` the old one."""

    public_id = models.CharField(max_length=12, unique=True, default=organisation.new_public_id, editable=False)
    target = models.ForeignKey(Target, models.PROTECT, related_name="measurements")
    value = models.DecimalField(_("kết quả"), max_digits=18, decimal_places=4)
    numerator = models.DecimalField(_("tử số"), max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(_("mẫu số"), max_digits=18, decimal_places=4, null=True, blank=True)
    as_of = models.DateField(_("tính đến ngày"))
    note = models.TextField(_("ghi chú"), blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(denominator__isnull=True) | models.Q(denominator__gt=0),
                name="measurement_denominator_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True, denominator__isnull=True)
                | models.Q(numerator__isnull=False, denominator__isnull=False),
                name="measurement_rate_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["institution", "target", "-as_of", "-id"], name="measurement_latest")]

    def __str__(self) -> str:
        one = self.target
        asked = contents.TargetContent(one.subject, one.comparator, one.value, one.value_high, one.unit)
        return f"{one.subject}: {asked.result(self.value)}"


class TaskUpdate(organisation.OfInstitution):
    """One report on a planned task; the task carries the newest."""

    task = models.ForeignKey(PlannedTask, models.PROTECT, related_name="updates")
    progress = models.CharField(max_length=12, choices=terms.PROGRESS)
    percent = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.progress


class Evaluation(organisation.OfInstitution):
    """Đánh giá kết quả thực hiện of one issued set at year end: BM.ĐBCL-04.05 (unit), .06 (school)."""

    set = models.OneToOneField(ObjectiveSet, models.PROTECT, related_name="evaluation")
    state = models.CharField(max_length=10, choices=terms.EVALUATION_STATES, default=terms.EVALUATION_DRAFT)
    summary = models.TextField(_("nhận xét chung"), blank=True)
    strengths = models.TextField(_("kết quả nổi bật"), blank=True)
    proposals = models.TextField(_("kiến nghị"), blank=True)
    frozen = models.JSONField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(_("Báo cáo đánh giá: %(set)s")) % {"set": self.set}


class ObjectiveEvaluation(organisation.OfInstitution):
    """What the unit says of one objective at year end. The verdict is computed from the targets; the cause is theirs to give."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="rows")
    objective = models.OneToOneField(Objective, models.PROTECT, related_name="evaluation")
    cause = models.TextField(_("nguyên nhân"), blank=True)
    remedy = models.TextField(_("biện pháp khắc phục"), blank=True)
    carry_over = models.BooleanField(_("chuyển sang năm sau"), default=False)

    def __str__(self) -> str:
        return str(self.objective_id)


EVIDENCE_SUBJECTS = {"measurement": "objectives.measurement", "task": "objectives.plannedtask"}
"""How this app names its things in `records.EvidenceUse.subject_type`."""
