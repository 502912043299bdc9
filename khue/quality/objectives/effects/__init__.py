"""What the procedures of a school set off here: the names that a pack may use, each one deed of `actions.deciding`.

What each of them needs of the set and makes of it is told to the engine in `life`.

objectives.open_consultation   the draft is shown for comments
objectives.close_consultation  comments are over
objectives.submit              trình: draft → submitted
objectives.record_check        xem xét: fit
objectives.approve             phê duyệt: submitted → approved
objectives.return_to_unit      trả lại: submitted or approved → draft
objectives.issue               ban hành: approved → issued; facts `decision_number` (empty: the next of the register), `decided_on`
objectives.report              the year-end report is handed in
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khue.engine.papers.models import Paper
from khue.engine.procedures import rules as procedures
from khue.engine.procedures import terms as procedure_terms
from khue.engine.procedures.actions import effects, gates
from khue.engine.procedures.actions.effects import Deed
from khue.engine.procedures.language import lives
from khue.engine.procedures.models import Case
from khue.foundation.kernel import errors
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.actions import consulting, deciding, evaluating, issuing, journal
from khue.quality.objectives.effects import life
from khue.quality.objectives.models import Comment, ObjectiveSet

EDIT = "objectives.edit_set"


def register() -> None:
    """Give the engine its handlers and its conditions."""
    for code, label, judge in GATES:
        gates.register(code, label, judge)
    for name, handler in HANDLERS.items():
        effects.register(name, handler, LABELS[name])
    effects.register_life(ObjectiveSet._meta.label_lower, effects.Kept(in_words, life.read, life.mend))


def in_words() -> lives.Life:
    """The life of a set with the labels of its deeds and of the kinds of step."""
    return life.life(LABELS, {code: str(label) for code, label in procedure_terms.STEP_KINDS})


def _set_of(deed: Deed) -> ObjectiveSet:
    """The set of the case, fresh and locked. Refused where the procedure asks for the deed in a state that does not allow it."""
    rows = ObjectiveSet.objects.select_for_update(of=("self",)).select_related("unit", "institution", "period")
    found = rows.get(pk=deed.case.subject_id)
    found.case = deed.case
    effects.check_possible(deed, found.state)
    return found


def _within(deed: Deed, permission: str) -> ObjectiveSet:
    """The set, for a deed that a paper of delegation must name."""
    objective_set = _set_of(deed)
    rules.check_step_permission(deed.by, objective_set, permission)
    return objective_set


def _bound(deed: Deed) -> dict[str, Any]:
    """What the page showed (hash of the content) and the capacity that was chosen on it."""
    return {name: str(deed.facts.get(name) or "") for name in ("seen", "capacity")}


def _entrusted(deed: Deed) -> bool:
    """The procedure itself gives the step to a post, a council or a person, whatever roles may do elsewhere. What was lent is
    not enough: there the paper must name the deed."""
    return procedures.is_entrusted(deed.by, deed.task, deed.at)


def open_consultation(deed: Deed) -> None:
    """The draft is shown; an empty one is not worth a meeting."""
    objective_set = _within(deed, EDIT)
    if not queries.content_of(objective_set).objectives:
        raise errors.Conflict("set_empty", _("Chưa có mục tiêu nào để lấy ý kiến. Hãy thêm ít nhất một mục tiêu."))
    deadline = _day(
        deed.facts.get("comments_until"), "comments_until", _("Hạn góp ý không đúng. Hãy ghi như 01/12/2026.")
    )
    consulting.open_round(objective_set=objective_set, deadline=deadline, by=deed.by, at=deed.at)


def close_consultation(deed: Deed) -> None:
    """From here on the draft may be changed again."""
    objective_set = _within(deed, EDIT)
    consulting.close_round(objective_set=objective_set, at=deed.at)
    open_comments = objective_set.comments.filter(response="").count()
    data = {"unanswered": open_comments}
    journal.record(objective_set, "objectives.set.finalised", deed.by, deed.at, data=data)


def submit(deed: Deed) -> None:
    """What the accepted comments led to is linked to them before the words stand still."""
    consulting.link_changes(_set_of(deed))
    deciding.submit(objective_set=_within(deed, EDIT), note=deed.reason, by=deed.by, at=deed.at, **_bound(deed))


def record_check(deed: Deed) -> None:
    deciding.record_check(
        objective_set=_set_of(deed),
        note=deed.reason,
        by=deed.by,
        at=deed.at,
        entrusted=_entrusted(deed),
        **_bound(deed),
    )


def approve(deed: Deed) -> None:
    deciding.approve(
        objective_set=_set_of(deed),
        note=deed.reason,
        by=deed.by,
        at=deed.at,
        entrusted=_entrusted(deed),
        **_bound(deed),
    )


def return_to_unit(deed: Deed) -> None:
    objective_set = _set_of(deed)
    flow = deed.case.version.read().flow(deed.case.flow)
    step = flow.step(deed.task.step) if flow else None
    deciding.send_back(
        objective_set=objective_set,
        reason=deed.reason,
        is_check=step is not None and step.kind == "review",
        by=deed.by,
        at=deed.at,
        entrusted=_entrusted(deed),
        **_bound(deed),
    )


def issue(deed: Deed) -> None:
    """By a paper that issues several (`actions.issuing`), or by one of its own: the next number, or one that was given elsewhere."""
    objective_set, facts = _set_of(deed), deed.facts
    if facts.get("paper"):
        paper = Paper.objects.get(pk=facts["paper"], institution_id=objective_set.institution_id)
        issuing.issue_by(objective_set=objective_set, paper=paper, by=deed.by, at=deed.at, entrusted=_entrusted(deed))
        return
    number = str(facts.get("decision_number") or "").strip()
    order = issuing.Order(
        decided_on=_day(
            facts.get("decided_on"), "decided_on", _("Ngày quyết định không đúng. Hãy ghi như 01/12/2026.")
        ),
        number=number,
        written_elsewhere=bool(facts.get("written_elsewhere", number)),
    )
    issuing.issue_alone(objective_set=objective_set, order=order, by=deed.by, at=deed.at, entrusted=_entrusted(deed))


def report(deed: Deed) -> None:
    """The report of the set in force is handed in with the step."""
    objective_set = _within(deed, "objectives.evaluate_set")
    evaluation = evaluating.open_evaluation(objective_set=objective_set, by=deed.by, at=deed.at)
    if evaluation.state == terms.EVALUATION_DRAFT:
        evaluation.set = objective_set
        evaluating.submit_evaluation(evaluation=evaluation, by=deed.by, at=deed.at)


def _day(value: Any, field: str, said: str) -> date | None:
    if value is None or value == "" or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise errors.Invalid("day", said, {field: [said]}) from None


def all_answered(case: Case, at: datetime) -> bool:
    """Whether every comment on the set of the case has its answer."""
    return not Comment.objects.filter(set_id=case.subject_id, response="").exists()


GATES = (
    ("minutes", gettext_lazy("Có biên bản họp đính kèm"), None),
    ("all_answered", gettext_lazy("Mọi góp ý đã được trả lời"), all_answered),
    ("check_passed", gettext_lazy("Bản đã trình được xem xét là phù hợp"), life.is_checked),
)

HANDLERS = {
    "objectives.open_consultation": open_consultation,
    "objectives.close_consultation": close_consultation,
    "objectives.submit": submit,
    "objectives.record_check": record_check,
    "objectives.approve": approve,
    "objectives.return_to_unit": return_to_unit,
    "objectives.issue": issue,
    "objectives.report": report,
}

LABELS = {
    "objectives.open_consultation": gettext_lazy("Mở lấy ý kiến bản dự thảo"),
    "objectives.close_consultation": gettext_lazy("Kết thúc lấy ý kiến"),
    "objectives.submit": gettext_lazy("Khóa bản dự thảo và trình"),
    "objectives.record_check": gettext_lazy("Ghi kết quả xem xét: phù hợp"),
    "objectives.approve": gettext_lazy("Ghi phê duyệt"),
    "objectives.return_to_unit": gettext_lazy("Mở lại bản dự thảo để sửa"),
    "objectives.issue": gettext_lazy("Ban hành (hỏi số và ngày quyết định)"),
    "objectives.report": gettext_lazy("Nộp báo cáo kết quả"),
}
