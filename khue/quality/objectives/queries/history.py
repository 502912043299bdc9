"""What happened to a set, as sentences: deeds on the set and on everything in it, and the moves of its case, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.audit_trail import queries as trail
from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent
from khue.quality.objectives import contents, rules
from khue.quality.objectives.models import ObjectiveSet

CASE_MOVES = frozenset({"procedures.case.decided", "procedures.case.returned", "procedures.case.started"})

REPORT_WRITTEN = "objectives.evaluation.saved"
EDITED = "objectives.objective.changed"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One sentence: when, who, what; `changes` are the differences an edit made, `reason` why it was sent back."""

    at: datetime
    who: str
    sentence: str
    changes: tuple[contents.Change, ...] = ()
    reason: str = ""
    number: str = ""
    verb: str = ""

    @property
    def head(self) -> str:
        """The sentence, unless it only strings together what the list below it says one by one."""
        if self.verb != EDITED or len(self.changes) < 2:
            return self.sentence
        return _("Sửa mục tiêu %(number)s, %(n)s chỗ:") % {"number": self.number, "n": len(self.changes)}

    @property
    def listed(self) -> tuple[contents.Change, ...]:
        """The changes that the head does not say already."""
        return () if self.verb == EDITED and len(self.changes) < 2 else self.changes


def set_history(objective_set: ObjectiveSet, person: Any = None, *, limit: int = 200) -> list[HistoryLine]:
    """The history of a set that was fetched for the person. One query.

    What was written into a report that is not handed in yet is told only to those who may read it (`person` None: the program).
    """
    events = trail.history(institution=objective_set.institution_id, about=objective_set, limit=limit)
    if person is not None and not _reads_report(person, objective_set):
        events = [event for event in events if event.verb != REPORT_WRITTEN]
    told = {(event.at, event.actor_id) for event in events if event.verb.startswith("objectives.")}
    return [
        line_of(event) for event in events if event.verb not in CASE_MOVES or (event.at, event.actor_id) not in told
    ]


def _reads_report(person: Any, objective_set: ObjectiveSet) -> bool:
    return rules.can_read_evaluation(person, objective_set, getattr(objective_set, "evaluation", None))


def line_of(event: AuditEvent) -> HistoryLine:
    data: dict[str, Any] = event.data
    return HistoryLine(
        at=event.at,
        who=event.actor_name,
        sentence=wording.sentence(event),
        changes=tuple(contents.Change.from_json(one) for one in data.get("changes", ())),
        reason=str(data.get("reason", "")),
        verb=event.verb,
        number=str(data.get("number", "")),
    )


def last_change(objective_set: ObjectiveSet) -> AuditEvent | None:
    """The newest event about a set: who was faster, for the one who was slower."""
    events = trail.history(institution=objective_set.institution_id, about=objective_set, limit=1)
    return events[0] if events else None
