"""From a set or its evaluation and the code of a form to the administrative document that is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from khue.engine.records import documents
from khue.engine.records import queries as records
from khue.engine.records.models import FormDefinition
from khue.foundation.kernel import clock, errors
from khue.people.organisation.models import InstitutionProfile
from khue.quality.objectives import terms
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from khue.quality.objectives.printing import columns, lines, reports, signing

SCHOOL_KINDS = ("school_objectives", "school_plan", "school_report")
UNIT_KINDS = ("unit_objectives", "unit_plan", "unit_report", "unit_plan_annex")
REPORTS = frozenset({"school_report", "unit_report"})


def forms_for(objective_set: ObjectiveSet, on: date) -> list[FormDefinition]:
    """The forms of the institution that this set can be printed on, in force on a day; reports only once it is issued."""
    kinds = SCHOOL_KINDS if objective_set.is_school_level else UNIT_KINDS
    newest: dict[str, FormDefinition] = {}
    for form in records.forms(objective_set.institution):
        is_due = form.effective_on is None or form.effective_on <= on
        if form.kind in kinds and is_due and (form.kind not in REPORTS or objective_set.state in terms.READABLE):
            newest[form.code] = form
    return list(newest.values())


def document_for(
    thing: ObjectiveSet | Evaluation, form_code: str, *, at: datetime, as_issued: bool = False
) -> documents.AdministrativeDocument:
    """The paper; `as_issued` without what was measured since. Ask for the permission to see the set first.

    Raises `NotFound` for a form that is not installed, `Conflict` for one that does not fit (a unit's form for the school,
    a report of a draft).
    """
    objective_set = thing.set if isinstance(thing, Evaluation) else thing
    today = clock.today(at)
    form = records.form(objective_set.institution, form_code, objective_set.decided_on or today)
    _check_fits(objective_set, form)
    paper = Paper(
        objective_set, form, InstitutionProfile.objects.get(institution=objective_set.institution), at, as_issued
    )
    if form.kind in REPORTS:
        return _report(paper, reports.report_of(objective_set, today))
    return _PLANS[form.kind](paper)


def _check_fits(objective_set: ObjectiveSet, form: FormDefinition) -> None:
    kinds = SCHOOL_KINDS if objective_set.is_school_level else UNIT_KINDS
    if form.kind not in kinds:
        raise errors.Conflict("form_other_level", f"Biểu mẫu {form.code} không dùng cho bộ mục tiêu này.")
    if form.kind in REPORTS and objective_set.state not in terms.READABLE:
        raise errors.Conflict("form_too_early", "Chưa ban hành thì chưa có báo cáo kết quả để in.")


@dataclass(frozen=True, slots=True)
class Paper:
    """What every paper of a set shares."""

    set: ObjectiveSet
    form: FormDefinition
    profile: InstitutionProfile
    at: datetime
    as_issued: bool = False

    @property
    def subject(self) -> str:
        """“Khoa Cơ khí, năm học 2026 - 2027”, as it was called when it was issued."""
        head = (self.set.frozen or {}).get("head", {}) if self.set.state in terms.READABLE else {}
        period = head.get("period", self.set.period.name)
        return f"{head.get('unit', self.set.unit.name)}, {period[:1].lower()}{period[1:]}"

    def document(
        self,
        *,
        abstract: str,
        body: tuple[documents.Block, ...],
        signers: Sequence[signing.Signer | None],
        **more: Any,
    ) -> documents.AdministrativeDocument:
        definition = self.form.definition
        titles = definition.get("boxes") or signing.PARTS
        return documents.AdministrativeDocument(
            letterhead=self.letterhead(),
            type_name=definition.get("type_name", ""),
            abstract=abstract,
            form=documents.FormMark(
                code=self.form.code, issue_number=self.form.issue_number, effective_on=self.form.effective_on
            ),
            orientation=definition.get("orientation", "portrait"),
            body=body,
            boxes=signing.boxes(titles, signers, self.set.institution_id),
            profile=self.profile.format_profile,
            prepared_at=self.at,
            **more,
        )

    def letterhead(self) -> documents.Letterhead:
        institution = self.set.institution.name.upper()
        if self.set.is_school_level:
            return documents.Letterhead(issuer=institution, superior=self.profile.superior_name.upper())
        return documents.Letterhead(issuer=self.set.unit.name.upper(), superior=institution)

    def issued_with(self) -> str:
        """“Kèm theo Quyết định số 554/QĐ-ABC ngày 01 tháng 12 năm 2021 của Trường …”; a draft says that it is one."""
        if self.set.state not in terms.READABLE or self.set.decided_on is None:
            return "Dự thảo" if self.set.state == terms.DRAFT else "Chưa ban hành"
        return (
            f"Kèm theo Quyết định số {self.set.decision_number} {in_full(self.set.decided_on)}"
            f" của {self.set.institution.name}"
        )


def in_full(day: date) -> str:
    """“ngày 01 tháng 12 năm 2021”: days below 10 and months 1 and 2 with a zero (NĐ 30/2020, appendix I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _objectives(paper: Paper) -> documents.AdministrativeDocument:
    return _of_set(paper, paper.subject[:1].upper() + paper.subject[1:])


def _plan(paper: Paper) -> documents.AdministrativeDocument:
    return _of_set(paper, f"Thực hiện mục tiêu chất lượng của {paper.subject}")


def _of_set(paper: Paper, abstract: str) -> documents.AdministrativeDocument:
    found = lines.of_set(paper.set, clock.today(paper.at), with_results=not paper.as_issued)
    return paper.document(
        abstract=abstract,
        body=(columns.table(paper.form.definition, found),),
        signers=signing.of_set(paper.set),
        issued_with=paper.issued_with(),
    )


def _report(paper: Paper, report: reports.Report) -> documents.AdministrativeDocument:
    evaluation = report.evaluation
    signers = signing.of_report(evaluation) if evaluation else [None, None, None]
    first = signers[0]
    return paper.document(
        abstract=f"Kết quả thực hiện mục tiêu chất lượng của {paper.subject}",
        place=paper.profile.place,
        on=clock.today(first.at) if first else None,
        legal_bases=_bases(paper),
        body=reports.body(paper.set, paper.form.definition, report),
        signers=signers,
    )


def _bases(paper: Paper) -> tuple[str, ...]:
    if paper.set.decided_on is None:
        return ()
    decision = f"Quyết định số {paper.set.decision_number} {in_full(paper.set.decided_on)}"
    return (
        f"Căn cứ {decision} của {paper.set.institution.name} về việc ban hành mục tiêu chất lượng của {paper.subject}",
    )


_PLANS: dict[str, Callable[[Paper], documents.AdministrativeDocument]] = {
    "school_objectives": _objectives,
    "unit_objectives": _objectives,
    "school_plan": _plan,
    "unit_plan": _plan,
    "unit_plan_annex": _plan,
}
