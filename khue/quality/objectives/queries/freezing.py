"""What is frozen, and whether it still is: one JSON with a head (as printed) and the content, and its SHA-256."""

from __future__ import annotations

from datetime import date
from typing import Any

from khue.foundation.kernel import canonical
from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from khue.quality.objectives.queries import pages, results, rollup, rows

FORMAT = 1


def set_json(objective_set: ObjectiveSet, content: contents.SetContent) -> dict[str, Any]:
    """The frozen form of a set: what it was called, by which decision, and every word of it."""
    decided_on = objective_set.decided_on
    return {
        "format": FORMAT,
        "head": {
            "title": objective_set.title,
            "institution": objective_set.institution.name,
            "unit": objective_set.unit.name,
            "period": objective_set.period.name,
            "version": objective_set.version,
            "decision_number": objective_set.decision_number,
            "decided_on": decided_on.isoformat() if decided_on else None,
        },
        "content": content.to_json(),
    }


def hash_of(frozen: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return canonical.content_hash(frozen)


def verify_frozen(objective_set: ObjectiveSet) -> list[str]:
    """What is no longer as it was issued, in words; empty when all is well. Four queries for an issued set, none otherwise."""
    if objective_set.state not in terms.READABLE:
        return []
    frozen = objective_set.frozen
    if not frozen or hash_of(frozen) != objective_set.content_hash:
        return ["Bản lưu khi ban hành không còn khớp với mã băm của nó."]
    issued = contents.SetContent.from_json(frozen["content"])
    faults = [change.sentence for change in contents.differences(issued, rows.content_of(objective_set))]
    if rows.content_of(objective_set).to_json() != frozen["content"] and not faults:
        faults.append("Nội dung đang lưu khác với bản đã ban hành.")
    head = frozen["head"]
    decided_on = objective_set.decided_on.isoformat() if objective_set.decided_on else None
    if (head["decision_number"], head["decided_on"]) != (objective_set.decision_number, decided_on):
        faults.append("Số hoặc ngày quyết định đã bị đổi.")
    return faults


def frozen_content(objective_set: ObjectiveSet) -> contents.SetContent:
    """The content as it was issued; of a set that is not issued, as it is now."""
    if objective_set.frozen and objective_set.state in terms.READABLE:
        return contents.SetContent.from_json(objective_set.frozen["content"])
    return rows.content_of(objective_set)


def evaluation_json(page: results.EvaluationPage, *, on: date) -> dict[str, Any]:
    """The frozen form of a report: results, verdicts, evidence and words as they were when it was handed in.

    That of a school also holds how every unit stands and what each contributed (eight queries more).
    """
    found = _own(page, on)
    if page.set.is_school_level:
        report = rollup.school_report(page.set, on=on, rows=[one.row for one in page.rows])
        found["units"] = [_unit(one) for one in report.roll_up.units if not one.unit.is_institution]
        for shape, one in zip(found["objectives"], report.objectives, strict=True):
            shape["units"] = [_contribution(each) for each in one.contributions]
        found["own"] = [_contribution(each) for each in report.own]
    return found


def _unit(standing: rollup.UnitStanding) -> dict[str, Any]:
    return {
        "name": standing.unit.name,
        "state": standing.state,
        "objectives": dict(standing.objectives),
        "targets": dict(standing.targets),
        "tasks": standing.tasks,
        "tasks_done": standing.tasks_done,
        "tasks_late": standing.tasks_late,
        "evaluation": standing.evaluation,
    }


def _contribution(one: rollup.Contribution) -> dict[str, Any]:
    return {
        "unit": one.unit.short_name or one.unit.name,
        "number": one.objective.number,
        "statement": one.objective.statement,
        "verdict": one.verdict,
        "cause": one.cause,
        "targets": [target_json(target) for target in one.targets],
    }


def _own(page: results.EvaluationPage, on: date) -> dict[str, Any]:
    evaluation = page.evaluation
    return {
        "format": FORMAT,
        "on": on.isoformat(),
        "summary": evaluation.summary if evaluation else "",
        "strengths": evaluation.strengths if evaluation else "",
        "proposals": evaluation.proposals if evaluation else "",
        "verdicts": dict(page.verdicts),
        "objective_verdicts": dict(page.objective_verdicts),
        "objectives": [_objective(one) for one in page.rows],
    }


def _objective(one: results.EvaluationRow) -> dict[str, Any]:
    words = one.words
    return {
        "key": one.row.objective.public_id,
        "number": one.row.content.number,
        "statement": one.row.content.statement,
        "verdict": one.row.verdict,
        "targets": [target_json(target) for target in one.row.targets],
        "tasks": [_task(task) for task in one.row.tasks],
        "cause": words.cause if words else "",
        "remedy": words.remedy if words else "",
        "carry_over": words.carry_over if words else False,
    }


def target_json(row: pages.TargetRow) -> dict[str, Any]:
    """A target with what was asked, what was measured, and the verdict."""
    latest = row.latest
    return {
        "key": row.target.public_id,
        "subject": row.content.subject,
        "asked": row.content.words(),
        "said": row.content.result(latest.value) if latest else "",
        "comparator": row.content.comparator,
        "unit": row.content.unit,
        "baseline": _text(row.content.baseline),
        "measured": _text(latest.value) if latest else None,
        "numerator": _text(latest.numerator) if latest else None,
        "denominator": _text(latest.denominator) if latest else None,
        "as_of": latest.as_of.isoformat() if latest else None,
        "note": latest.note if latest else "",
        "verdict": row.verdict,
        "evidence": _evidence(row.evidence),
    }


def _task(row: pages.TaskRow) -> dict[str, Any]:
    return {
        "key": row.task.public_id,
        "text": row.content.text,
        "progress": row.task.progress,
        "percent": row.task.progress_percent,
        "note": row.task.progress_note,
        "evidence": _evidence(row.evidence),
    }


def _evidence(uses: tuple[Any, ...]) -> list[dict[str, str]]:
    return [
        {
            "key": use.evidence.public_id,
            "code": use.evidence.code,
            "title": use.evidence.title,
            "effective_on": use.evidence.effective_on.isoformat(),
            "sha256": use.evidence.sha256,
        }
        for use in uses
    ]


def _text(number: Any) -> str | None:
    return contents.decimal_text(number) if number is not None else None


def verify_evaluation(evaluation: Evaluation) -> bool:
    """Whether a submitted report still equals its hash."""
    return bool(evaluation.frozen) and hash_of(evaluation.frozen or {}) == evaluation.content_hash
