"""A consultation as its chair sees it: who was asked, who looked, who spoke, what was answered and what it led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import Comment, ConsultationRound, Invitation, Minutes, ObjectiveSet
from khue.quality.objectives.queries import rows


@dataclass(frozen=True, slots=True)
class Line:
    """One comment of the summary table, with what it led to."""

    number: int
    comment: Comment
    changes: tuple[contents.Change, ...]

    @property
    def place(self) -> str:
        return self.comment.place

    @property
    def is_open(self) -> bool:
        return not self.comment.response


@dataclass(frozen=True, slots=True)
class Consultation:
    """The newest round of a set. `silent` looked and said nothing, `absent` have not looked."""

    round: ConsultationRound
    lines: tuple[Line, ...]
    asked: int
    spoke: tuple[Any, ...]
    silent: tuple[Any, ...]
    absent: tuple[Any, ...]
    minutes: Minutes | None

    @property
    def unanswered(self) -> int:
        return sum(line.is_open for line in self.lines)

    @property
    def accepted(self) -> int:
        return sum(line.comment.response == terms.ACCEPTED for line in self.lines)

    @property
    def declined(self) -> int:
        return sum(line.comment.response == terms.DECLINED for line in self.lines)

    def is_over(self, on: date) -> bool:
        """No comment is taken any more."""
        return self.round.closed_at is not None or (self.round.deadline is not None and on > self.round.deadline)


def newest_round(objective_set: ObjectiveSet) -> ConsultationRound | None:
    rows_found = ConsultationRound.objects.filter(institution_id=objective_set.institution_id, set=objective_set)
    return (
        rows_found.select_related("opened_by", "minutes__chair", "minutes__secretary", "minutes__signed")
        .order_by("-number")
        .first()
    )


def consultation(objective_set: ObjectiveSet, content: contents.SetContent | None = None) -> Consultation | None:
    """The newest round with everything of it; None when nobody was ever asked. Three statements, and those of the content."""
    found = newest_round(objective_set)
    if found is None:
        return None
    comments = list(
        Comment.objects.filter(round=found)
        .select_related("by", "responded_by", "objective", "target", "task")
        .order_by(F("objective__order").asc(nulls_last=True), "at", "pk")
    )
    for one in comments:
        one.round = found
    invited = list(Invitation.objects.filter(round=found).select_related("person").order_by("person__name_key", "pk"))
    now = content
    if now is None and any(one.response == terms.ACCEPTED and not one.changes for one in comments):
        now = rows.content_of(objective_set)
    spoke = {one.by_id for one in comments}
    return Consultation(
        round=found,
        lines=tuple(Line(n, one, led_to(one, now)) for n, one in enumerate(comments, start=1)),
        asked=len(invited),
        spoke=tuple(one.person for one in invited if one.person_id in spoke),
        silent=tuple(one.person for one in invited if one.person_id not in spoke and one.seen_at),
        absent=tuple(one.person for one in invited if one.person_id not in spoke and not one.seen_at),
        minutes=getattr(found, "minutes", None),
    )


def led_to(comment: Comment, now: contents.SetContent | None) -> tuple[contents.Change, ...]:
    """The changes that were named with the answer; before they are, those that were made to what the comment is about."""
    if comment.changes:
        return tuple(contents.Change.from_json(one) for one in comment.changes)
    if comment.response != terms.ACCEPTED or now is None:
        return ()
    return tuple(changes_of(comment, now))


def changes_of(comment: Comment, now: contents.SetContent) -> list[contents.Change]:
    """What is different, since the round opened, about the objective of a comment (its target or task, if it names one)."""
    if comment.round is None or comment.objective is None:
        return []
    key = comment.objective.public_id
    then = contents.SetContent.from_json(comment.round.content).objective(key)
    new = now.objective(key)
    if then is None or new is None:
        return []
    found = contents.differences(contents.SetContent((then,)), contents.SetContent((new,)))
    part = comment.target or comment.task
    mine = [one for one in found if part is not None and one.key == part.public_id]
    return mine or list(found)


def changes_since(found: ConsultationRound, now: contents.SetContent) -> list[contents.Change]:
    """Everything that is different since the round opened: what an accepted comment may have led to."""
    return list(contents.differences(contents.SetContent.from_json(found.content), now))


def meeting_date(objective_set: ObjectiveSet) -> str:
    """The name of the day that the consult step of the set's procedure waits for (“unit_meeting”); "" when it names none."""
    case = objective_set.case
    flow = case.version.read().flow(case.flow) if case is not None else None
    for step in flow.steps if flow else ():
        if step.kind == "consult" and step.time_limit is not None and step.time_limit.event:
            return step.time_limit.event
    return ""


def minutes_signed(objective_set: ObjectiveSet) -> bool:
    """Whether the newest round has its signed minutes: the gate “minutes”."""
    found = ConsultationRound.objects.filter(set=objective_set).order_by("-number")
    return found.values_list("minutes__signed_id", flat=True).first() is not None
