"""Forms and how long their records are kept come from packs: `packs/forms/*.yaml`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.records import importing
from khue.engine.records.models import FormDefinition, RetentionRule
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.people.organisation.models import Unit


@transaction.atomic
def install_forms(*, institution: Unit, text: str, by: Any, at: datetime) -> list[FormDefinition]:
    """Installs the forms of a pack and returns them in its order. What is there already and equal stays as it is.

    Raises `Invalid` for a faulty pack (each fault with its place), `Conflict` when an issue that is installed would change: papers
    already printed by it say its issue number, so a change is a new issue.
    """
    pack = importing.read_forms(text)
    made = [_install(institution, one, pack.source, by, at) for one in pack.forms]
    for rule in pack.retention:
        _keep(institution, rule, by, at)
    return made


def _install(institution: Unit, one: importing.FormOfPack, source: str, by: Any, at: datetime) -> FormDefinition:
    form, is_new = FormDefinition.objects.get_or_create(
        institution=institution,
        code=one.code,
        issue_number=one.issue_number,
        defaults={
            "title": one.title,
            "kind": one.kind,
            "effective_on": one.effective_on,
            "definition": one.definition,
            "source": source,
        },
    )
    if not is_new and (form.title, form.kind, form.definition) != (one.title, one.kind, one.definition):
        reason = _("Biểu mẫu “%(code)s” lần ban hành %(issue)s đã cài với nội dung khác. Hãy tăng lần ban hành.")
        raise errors.Conflict("form.changed", reason % {"code": one.code, "issue": one.issue_number})
    if is_new:
        told = {"code": one.code, "title": one.title, "issue_number": one.issue_number}
        trail.record(institution=institution.pk, verb="records.form.installed", by=by, at=at, thing=form, data=told)
    return form


def _keep(institution: Unit, one: importing.RuleOfPack, by: Any, at: datetime) -> None:
    """A newer pack may change how long records are kept; the trail says from what to what."""
    wanted = {
        "title": one.title,
        "keep_years": one.keep_years,
        "places": list(one.places),
        "source": one.source,
        "verified": one.verified,
    }
    rule, is_new = RetentionRule.objects.get_or_create(institution=institution, code=one.code, defaults=wanted)
    before = {} if is_new else {key: getattr(rule, key) for key, value in wanted.items() if getattr(rule, key) != value}
    if not is_new and not before:
        return
    for key in before:
        setattr(rule, key, wanted[key])
    rule.save()
    told = {"code": one.code, "title": one.title, "keep_years": one.keep_years, "before": before}
    trail.record(institution=institution.pk, verb="records.retention.set", by=by, at=at, thing=rule, data=told)
