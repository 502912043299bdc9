"""Deeds around the checks: setting a finding aside, a rule off, tying to the school's objectives, sending remarks to units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.people.notifications import actions as notifications
from khue.people.notifications import terms as notices
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import checks, contents, rules, terms
from khue.quality.objectives.actions import editing, journal
from khue.quality.objectives.models import CheckOverride, CheckSetting, Objective, ObjectiveSet
from khue.quality.objectives.queries import checking, coverage, rows

LONGEST = 2000


@transaction.atomic
def set_aside(*, objective_set: ObjectiveSet, ident: str, note: str, by: Any, at: datetime) -> CheckOverride:
    """The one who checks finds that a remark does not hold here, and says why; for exactly the content that was submitted.

    Raises `NotAllowed`, `Conflict` (not submitted, or the remark is not there), `Invalid` (no note).
    """
    objective_set = journal.hold(objective_set)
    rules.check_set_aside(by, objective_set)
    note = _said(note, "note", _("Hãy ghi vì sao bỏ qua nhận xét này."))
    content = rows.content_of(objective_set)
    digest = content.content_hash()
    found = checking.checked(objective_set, content, on=clock.today(at))
    finding = next((one for one in found.findings if one.ident == ident), None)
    if finding is None:
        raise errors.Conflict("no_finding", _("Nhận xét này không còn nữa. Hãy tải lại trang."))
    override, _is_new = CheckOverride.objects.update_or_create(
        institution_id=objective_set.institution_id, set=objective_set, content_hash=digest, ident=ident,
        defaults={"note": note, "by": by, "at": at},
    )  # fmt: skip
    data = {"where": finding.place.words, "title": finding.title, "note": note}
    journal.record(objective_set, "objectives.check.set_aside", by, at, thing=override, data=data)
    return override


@transaction.atomic
def configure(
    *, institution: Unit, code: str, is_on: bool, severity: str, reason: str, by: Any, at: datetime
) -> CheckSetting:
    """Switch a rule off or on, or change its severity, for the whole institution. Raises `NotAllowed`, `NotFound`, `Invalid`."""
    trail.take_turn(institution.pk)
    rules.check_configure(by, institution)
    rule = next((one for one in checks.standard() if one.code == code), None)
    if rule is None:
        raise errors.NotFound("no_rule", _("Không có quy tắc này."))
    if severity and severity not in checks.SEVERITIES:
        said = _("Hãy chọn mức độ trong danh sách.")
        raise errors.Invalid("severity", said, {"severity": [said]})
    reason = _said(reason, "reason", _("Hãy ghi lý do thay đổi."))
    severity = "" if severity == rule.severity else severity
    setting, _is_new = CheckSetting.objects.update_or_create(
        institution=institution, code=code,
        defaults={"is_on": is_on, "severity": severity, "reason": reason, "by": by, "at": at},
    )  # fmt: skip
    how = _("bật") if is_on else _("tắt")
    data = {
        "title": rule.title,
        "how": how,
        "severity": str(dict(terms.SEVERITIES)[severity or rule.severity]),
        "reason": reason,
    }
    trail.record(
        institution=institution.pk,
        verb="objectives.check.configured",
        by=by,
        at=at,
        thing=setting,
        about=institution,
        data=data,
    )
    return setting


@transaction.atomic
def tie(
    *, objective_set: ObjectiveSet, ties: Mapping[str, str], revision: int, by: Any, at: datetime
) -> list[Objective]:
    """Tie objectives (by public id) to objectives of the school's set in force (by public id); all of them or none.

    Each is written as by the form, so the journal says it in the same words. Raises as `editing.save_objective` does.
    """
    rules.check_edit(by, objective_set)
    found = {
        one.public_id: one for one in objective_set.objectives.select_related("serves").filter(public_id__in=list(ties))
    }
    if missing := set(ties) - set(found):
        raise errors.NotFound(
            "objective_not_found", _("Mục tiêu này không còn trong bộ (%(n)s mục).") % {"n": len(missing)}
        )
    saved = []
    for key, serves in ties.items():
        content, _parts = rows.content_of_objective(found[key])
        content = replace(content, serves=serves, is_own=False)
        saved.append(
            editing.save_objective(
                objective_set=objective_set, content=content, objective=found[key], revision=revision, by=by, at=at
            )
        )
        revision = objective_set.revision
    return saved


@dataclass(frozen=True)
class Taken:
    """A suggestion that was taken: what it said, the objective as it stood before, and the revision since."""

    finding: checks.Finding
    before: contents.ObjectiveContent
    revision: int


@transaction.atomic
def take_suggestion(*, objective_set: ObjectiveSet, ident: str, revision: int, by: Any, at: datetime) -> Taken:
    """Write what a remark suggests into its objective, as the form would. Raises `Conflict` when the remark does not stand any more,
    else as `editing.save_objective` does."""
    rules.check_edit(by, objective_set)
    content = rows.content_of(objective_set)
    found = checking.checked(objective_set, content, on=clock.today(at))
    finding = next((one for one in found.findings if one.ident == ident and one.mended is not None), None)
    before = content.objective(finding.place.key) if finding is not None else None
    if finding is None or finding.mended is None or before is None:
        raise errors.Conflict(
            "no_suggestion", _("Gợi ý này không còn đúng với nội dung hiện nay. Hãy tải lại trang để xem nhận xét mới.")
        )
    put(objective_set=objective_set, content=finding.mended, revision=revision, by=by, at=at)
    return Taken(finding, before, objective_set.revision)


def put(
    *, objective_set: ObjectiveSet, content: contents.ObjectiveContent, revision: int, by: Any, at: datetime
) -> Objective:
    """An objective of the set as `content` says, which names it by its key: a suggestion, or what stood before it."""
    objective = objective_set.objectives.select_related("serves").filter(public_id=content.key).first()
    if objective is None:
        raise errors.NotFound("objective_not_found", _("Mục tiêu này không còn trong bộ. Hãy xem lại bảng mục tiêu."))
    return editing.save_objective(
        objective_set=objective_set, content=content, objective=objective, revision=revision, by=by, at=at
    )


@transaction.atomic
def send_remarks(*, institution: Unit, period: Period, by: Any, at: datetime) -> list[str]:
    """Tell everybody who writes the objectives of a unit what the coverage matrix says about it, once a day. Names of the units."""
    trail.take_turn(institution.pk)
    rules.check_configure(by, institution)
    found = coverage.matrix_of(institution, period)
    today = clock.today(at)
    url = f"{reverse('objectives:matrix')}?nam={period.code}"
    for column in found.addressed:
        points = found.about(column)
        about = {"count": len(points), "unit": column.name, "period": period.in_sentence, "first": points[0].what}
        for person in coverage.writers_of(column.key, today):
            notifications.notify(
                institution=institution, person=person, kind=notices.NEWS, at=at, url=url,
                key=f"coverage:{period.code}:{column.key}:{today}",
                text=_("Có %(count)s nhận xét về mục tiêu %(period)s của %(unit)s so với mục tiêu của Trường. %(first)s") % about,
            )  # fmt: skip
    told = [column.name for column in found.addressed]
    data = {"units": ", ".join(told), "count": len(told), "period": period.name}
    trail.record(
        institution=institution.pk,
        verb="objectives.coverage.sent",
        by=by,
        at=at,
        thing=period,
        about=institution,
        data=data,
    )
    return told


def _said(words: str, field: str, needed: str) -> str:
    words = text.nfc(words).strip()
    message = needed if not words else _("Dài quá %(n)s ký tự.") % {"n": LONGEST} if len(words) > LONGEST else ""
    if message:
        raise errors.Invalid(field, message, {field: [message]})
    return words


def content_checked(objective_set: ObjectiveSet, content: contents.SetContent, at: datetime) -> list[dict[str, Any]]:
    """What the rules find in a content now, with what was set aside in it: what a review keeps. One statement."""
    return checking.stored(checking.checked(objective_set, content, on=clock.today(at)))
