"""Finding evidence, where it is used, and the forms in force.

What a use belongs to is known only to the app that owns it: that app registers how its things are called (`register_subjects`), so
that a piece of evidence can say where it is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from khue.engine.records import terms
from khue.engine.records.models import Evidence, EvidenceUse, FormDefinition, RetentionRule
from khue.foundation.kernel import errors, text
from khue.people.access import backend
from khue.people.access import queries as access
from khue.people.organisation.models import Unit


@dataclass(frozen=True)
class Subject:
    """What uses a piece of evidence, as a person reads it. `is_open`: its evidence may still change."""

    label: str
    url: str = ""
    is_open: bool = True


Describe = Callable[[Any, Iterable[int]], Mapping[int, Subject]]
_subjects: dict[str, tuple[Any, Describe]] = {}


def register_subjects(subject_type: str, name: Any, describe: Describe) -> None:
    """Called in `ready()` by the app that owns the things: `describe(person, ids)` names those that the person may see."""
    _subjects[subject_type] = (name, describe)


# ---- evidence ----


def visible_to(person: Any) -> QuerySet[Evidence]:
    """What a person may see: by the unit that keeps it; public pieces in the whole institution; their own as long as they may add."""
    kept = access.within(person, "records.view_evidence") & ~Q(confidentiality=terms.RESTRICTED)
    restricted = access.within(person, "records.view_restricted") & Q(confidentiality=terms.RESTRICTED)
    # A grant may reach upward (a Sở): the unit's own tree answers for those; "public" is only for the institution itself.
    homes = [grant for grant in backend.held_by(person) if "records.view_evidence" in grant.permissions]
    public = Q(institution_id__in={grant.institution_id for grant in homes}, confidentiality=terms.PUBLIC)
    own = access.within(person, "records.add_evidence") & Q(added_by=person)
    return Evidence.objects.filter(kept | restricted | public | own)


def evidence_list(person: Any) -> QuerySet[Evidence]:
    """The same with unit, who added it and `use_count`, for the list."""
    uses = EvidenceUse.objects.filter(evidence=OuterRef("pk")).order_by().values("evidence")
    counted = Subquery(uses.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return visible_to(person).select_related("unit", "added_by").annotate(use_count=Coalesce(counted, 0))


def search(rows: QuerySet[Evidence], words: str) -> QuerySet[Evidence]:
    """Those whose title, code or file name has every word, marks and case apart."""
    for word in text.words(words):
        rows = rows.filter(search_key__contains=word)
    return rows


def evidence_for(person: Any, public_id: str) -> Evidence:
    """One piece; raises `NotFound` when there is none or the person may not see it."""
    found = visible_to(person).filter(public_id=public_id).select_related("unit", "institution", "added_by").first()
    if found is None:
        reason = _("Không có minh chứng này, hoặc thầy, cô chưa được xem. Hãy hỏi đơn vị giữ minh chứng.")
        raise errors.NotFound("evidence", reason)
    return found


def of_subject(person: Any, subject_type: str, subject_id: int) -> list[Evidence]:
    """The visible evidence of one thing, in the order in which it was attached."""
    return of_subjects(person, subject_type, [subject_id]).get(subject_id, [])


def of_subjects(person: Any, subject_type: str, ids: Iterable[int]) -> dict[int, list[Evidence]]:
    """The visible evidence of many things of one kind, by id. One statement."""
    uses = EvidenceUse.objects.filter(subject_type=subject_type, subject_id__in=list(ids))
    uses = uses.filter(evidence__in=visible_to(person)).select_related("evidence__unit").order_by("added_at", "pk")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for use in uses:
        found[use.subject_id].append(use.evidence)
    return dict(found)


@dataclass(frozen=True)
class UseLine:
    """One use on the page of a piece. `subject` is None when the person may not see what uses it."""

    use: EvidenceUse
    kind: str
    subject: Subject | None


def uses_of(person: Any, evidence: Evidence) -> list[UseLine]:
    """Where a piece is used, oldest first. One statement, and those of each kind of subject."""
    uses = list(evidence.uses.select_related("added_by").order_by("added_at", "pk"))
    named: dict[tuple[str, int], Subject] = {}
    for subject_type in {use.subject_type for use in uses} & _subjects.keys():
        ids = [use.subject_id for use in uses if use.subject_type == subject_type]
        told = _subjects[subject_type][1](person, ids)
        named |= {(subject_type, key): subject for key, subject in told.items()}
    return [UseLine(use, _kind(use.subject_type), named.get((use.subject_type, use.subject_id))) for use in uses]


def check_open(person: Any, use: EvidenceUse) -> None:
    """Raises `Conflict` unless the person sees what uses the piece and its evidence may still change."""
    known = _subjects.get(use.subject_type)
    subject = known[1](person, [use.subject_id]).get(use.subject_id) if known else None
    if subject is None or not subject.is_open:
        reason = _("Nơi dùng minh chứng này đã chốt hoặc ngoài phạm vi thầy, cô được xem, nên không gỡ được.")
        raise errors.Conflict("evidence.use_closed", reason)


def _kind(subject_type: str) -> str:
    return str(_subjects[subject_type][0]) if subject_type in _subjects else _("Hồ sơ khác")


def same_file(institution: Unit, sha256: str) -> Evidence | None:
    """The piece that already holds this very file."""
    return Evidence.objects.filter(institution=institution, sha256=sha256).select_related("unit", "institution").first()


def same_link(institution: Unit, url: str, effective_on: date) -> Evidence | None:
    rows = Evidence.objects.filter(institution=institution, url=url, effective_on=effective_on, sha256="")
    return rows.select_related("unit", "institution").first()


def units_to_add_for(person: Any, on: date) -> list[Unit]:
    """The units whose evidence the person may add, in the order of the tree."""
    rows = Unit.objects.filter(access.within(person, "records.add_evidence", unit=""))
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    return list(rows.select_related("institution").order_by("path"))


# ---- forms and how long records are kept ----


def form(institution: Unit, code: str, on: date) -> FormDefinition:
    """The issue of a form in force on a day (or the first one, before it). Raises `NotFound` when it is not installed."""
    issues = FormDefinition.objects.filter(institution=institution, code=code).order_by("effective_on", "issue_number")
    found = list(issues)
    if not found:
        reason = _("Chưa cài biểu mẫu “%(code)s”. Hãy nhờ người quản trị cài gói biểu mẫu.") % {"code": code}
        raise errors.NotFound("form", reason)
    in_force = [one for one in found if one.effective_on is None or one.effective_on <= on]
    return in_force[-1] if in_force else found[0]


def forms(institution: Unit) -> list[FormDefinition]:
    return list(FormDefinition.objects.filter(institution=institution).order_by("code", "issue_number"))


def retention(institution: Unit, code: str) -> RetentionRule | None:
    """How long records of a form are kept."""
    return RetentionRule.objects.filter(institution=institution, code=code).first()


def keep_until(rule: RetentionRule, closed_on: date) -> date | None:
    """The last day on which a record must be kept: `keep_years` from the end of the year in which its work closed; None is for ever.

    Source: Law on Archives 2024, article 15; seed 000, section 6.
    """
    return None if rule.keep_years is None else date(closed_on.year + rule.keep_years, 12, 31)
