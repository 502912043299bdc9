"""Year-end evaluation: opened over an issued set, written, submitted with the cause of everything that was not met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import canonical, clock, errors, text
from khue.quality.objectives import queries, rules, terms
from khue.quality.objectives.actions import journal
from khue.quality.objectives.models import Evaluation, Objective, ObjectiveEvaluation, ObjectiveSet
from khue.quality.objectives.queries import freezing


@dataclass(frozen=True, slots=True)
class ObjectiveWords:
    """What the unit writes on one objective. None leaves a part as it is."""

    cause: str | None = None
    remedy: str | None = None
    carry_over: bool | None = None


@transaction.atomic
def open_evaluation(*, objective_set: ObjectiveSet, by: Any, at: datetime) -> Evaluation:
    """Begin the evaluation of an issued set, one row an objective; the one that is there already, if so."""
    trail.take_turn(objective_set.institution_id)
    rules.check_evaluate(by, objective_set)
    evaluation, is_new = Evaluation.objects.get_or_create(
        set=objective_set, defaults={"institution_id": objective_set.institution_id}
    )
    if is_new:
        ObjectiveEvaluation.objects.bulk_create(
            ObjectiveEvaluation(institution_id=objective_set.institution_id, evaluation=evaluation, objective=one)
            for one in Objective.objects.filter(set=objective_set)
        )
        journal.record(objective_set, "objectives.evaluation.opened", by, at, thing=evaluation)
    return evaluation


@transaction.atomic
def save_evaluation(
    *,
    evaluation: Evaluation,
    summary: str | None = None,
    strengths: str | None = None,
    proposals: str | None = None,
    words: Mapping[str, ObjectiveWords] | None = None,
    by: Any,
    at: datetime,
) -> Evaluation:
    """Write the parts that are given; `words` by the public id of the objective. What did not change leaves no trace.

    Raises `NotAllowed`, `Conflict` (submitted already), `Invalid` (an objective of another set).
    """
    _hold_open(evaluation, by)
    changed = _write_texts(evaluation, {"summary": summary, "strengths": strengths, "proposals": proposals})
    changed |= _write_words(evaluation, words or {})
    if changed:
        data = {"summary": ", ".join(changed), "changes": _as_changes(changed)}
        journal.record(evaluation.set, "objectives.evaluation.saved", by, at, thing=evaluation, data=data)
    return evaluation


def _hold_open(evaluation: Evaluation, by: Any) -> None:
    """Of a set that is still in force, not handed in meanwhile, and nobody else writes until this deed is over: what is frozen
    is what stands there."""
    trail.take_turn(evaluation.institution_id)
    row = Evaluation.objects.filter(pk=evaluation.pk)
    evaluation.state, evaluation.set.state = row.values_list("state", "set__state").get()
    rules.check_evaluate(by, evaluation.set)
    rules.check_evaluation_open(evaluation)


_LABELS = {"summary": "nhận xét chung", "strengths": "kết quả nổi bật", "proposals": "kiến nghị"}
_WORDS = {"cause": "nguyên nhân", "remedy": "biện pháp khắc phục", "carry_over": "chuyển sang năm sau"}
Changed = dict[str, tuple[str, str]]


def _write_texts(evaluation: Evaluation, given: Mapping[str, str | None]) -> Changed:
    changed: Changed = {}
    for name, said in given.items():
        old = getattr(evaluation, name)
        new = text.nfc(said).strip() if said is not None else old
        if new != old:
            setattr(evaluation, name, new)
            changed[_LABELS[name]] = (old, new)
    if changed:
        evaluation.save(update_fields=list(given))
    return changed


def _write_words(evaluation: Evaluation, words: Mapping[str, ObjectiveWords]) -> Changed:
    if not words:
        return {}
    found = ObjectiveEvaluation.objects.filter(evaluation=evaluation, objective__public_id__in=list(words))
    rows = {row.objective.public_id: row for row in found.select_related("objective")}
    if set(words) - set(rows):
        raise errors.Invalid("words", _("Có mục tiêu không thuộc bộ đang đánh giá. Hãy tải lại trang."))
    changed: Changed = {}
    for public_id, said in words.items():
        changed |= _write_row(rows[public_id], said)
    if changed:
        ObjectiveEvaluation.objects.bulk_update(rows.values(), list(_WORDS))
    return changed


def _write_row(row: ObjectiveEvaluation, said: ObjectiveWords) -> Changed:
    changed: Changed = {}
    for name, label in _WORDS.items():
        old, given = getattr(row, name), getattr(said, name)
        new = old if given is None else text.nfc(given).strip() if isinstance(given, str) else given
        if new != old:
            setattr(row, name, new)
            changed[_("%(label)s của mục tiêu %(n)s") % {"label": label, "n": row.objective.number}] = (
                _in_words(old),
                _in_words(new),
            )
    return changed


def _in_words(value: Any) -> str:
    return (_("có") if value else _("không")) if isinstance(value, bool) else str(value)


def _as_changes(changed: Changed) -> list[dict[str, str]]:
    return [
        {"kind": "changed", "what": "set", "number": "", "field": label, "old": old, "new": new, "key": ""}
        for label, (old, new) in changed.items()
    ]


@transaction.atomic
def submit_evaluation(*, evaluation: Evaluation, by: Any, at: datetime) -> Evaluation:
    """Hand in the report: results, verdicts and words are frozen with their hash.

    Raises `Invalid` naming every objective that is not met (or not measured) and has no cause.
    """
    objective_set = evaluation.set
    _hold_open(evaluation, by)
    page = queries.evaluation_page(None, objective_set, on=clock.today(at))
    rules.check_evaluation_complete(page.gaps)
    frozen = freezing.evaluation_json(page, on=clock.today(at))
    claimed = Evaluation.objects.filter(pk=evaluation.pk, state=terms.EVALUATION_DRAFT).update(
        state=terms.EVALUATION_SUBMITTED,
        frozen=frozen,
        content_hash=canonical.content_hash(frozen),
        submitted_at=at,
        submitted_by=by,
    )
    if not claimed:
        raise errors.Conflict("evaluation_submitted", _("Báo cáo này vừa được nộp. Hãy tải lại trang."))
    evaluation.refresh_from_db()
    data = {**page.objective_verdicts, "content_hash": evaluation.content_hash}
    journal.record(objective_set, "objectives.evaluation.submitted", by, at, thing=evaluation, data=data)
    return evaluation
