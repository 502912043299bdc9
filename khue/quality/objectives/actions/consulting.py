"""A round of consultation: opened with the step, extended, closed; what came of it; the minutes of its meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.actions import cases
from khue.engine.records.models import Evidence
from khue.foundation.kernel import clock, errors, text
from khue.quality.objectives import rules, terms
from khue.quality.objectives.actions import journal
from khue.quality.objectives.models import Comment, ConsultationRound, Invitation, Minutes, ObjectiveSet
from khue.quality.objectives.queries import consulting, rows

MINUTES_FIELDS = (
    "met_on", "starts_at", "ends_at", "place", "chair", "secretary", "attendees", "absent", "conclusions", "votes_for",
    "votes_against", "votes_other",
)  # fmt: skip


@transaction.atomic
def open_round(*, objective_set: ObjectiveSet, deadline: date | None, by: Any, at: datetime) -> ConsultationRound:
    """Freezes the words that are asked about and writes down who is asked: whoever takes part in the step and does not decide it."""
    if deadline is not None and deadline < clock.today(at):
        said = _("Hạn góp ý phải từ hôm nay trở đi.")
        raise errors.Invalid("deadline", said, {"comments_until": [said]})
    last = ConsultationRound.objects.filter(set=objective_set).order_by("-number").first()
    made = ConsultationRound.objects.create(
        institution_id=objective_set.institution_id,
        set=objective_set,
        number=last.number + 1 if last else 1,
        deadline=deadline,
        content=rows.content_of(objective_set).to_json(),
        opened_at=at,
        opened_by=by,
    )
    asked = _asked(objective_set, at)
    Invitation.objects.bulk_create(
        Invitation(institution_id=made.institution_id, round=made, person=person) for person in asked
    )
    data = {"until": deadline, "asked": len(asked), "number": made.number}
    journal.record(objective_set, "objectives.set.consulted", by, at, data=data)
    return made


def _asked(objective_set: ObjectiveSet, at: datetime) -> list[Any]:
    task = procedures.open_task(objective_set.case) if objective_set.case is not None else None
    if task is None:
        return []
    deciding = {person.pk for person in procedures.holders(task, at)}
    return [one for one in procedures.holders(task, at, taking_part=True) if one.pk not in deciding]


@transaction.atomic
def extend(*, objective_set: ObjectiveSet, deadline: date, by: Any, at: datetime) -> ConsultationRound:
    """A later last day for comments, by whoever writes the set, while its step lasts."""
    objective_set = journal.hold(objective_set)
    found = _open_round(objective_set, by)
    if deadline < clock.today(at) or (found.deadline is not None and deadline <= found.deadline):
        said = _("Hạn mới phải sau hạn cũ và từ hôm nay trở đi.")
        raise errors.Invalid("deadline", said, {"deadline": [said]})
    before, found.deadline = found.deadline, deadline
    found.save(update_fields=["deadline"])
    journal.record(
        objective_set, "objectives.round.extended", by, at, thing=found, data={"from": before, "until": deadline}
    )
    return found


def _open_round(objective_set: ObjectiveSet, by: Any) -> ConsultationRound:
    rules.check_consults(by, objective_set)
    found = ConsultationRound.objects.filter(set=objective_set, closed_at__isnull=True).order_by("-number").first()
    if found is None:
        raise errors.Conflict("no_round", _("Bộ mục tiêu này không đang lấy ý kiến."))
    return found


def close_round(*, objective_set: ObjectiveSet, at: datetime) -> None:
    """With the step; the deed of the step is what the journal tells."""
    ConsultationRound.objects.filter(set=objective_set, closed_at__isnull=True).update(closed_at=at)


def look(objective_set: ObjectiveSet, person: Any, at: datetime) -> None:
    """Who is asked has opened the draft. Looking is no deed and leaves no row in the journal. One statement."""
    Invitation.objects.filter(
        round__set=objective_set, round__closed_at__isnull=True, person=person, seen_at__isnull=True
    ).update(seen_at=at)


def link_changes(objective_set: ObjectiveSet) -> None:
    """Gives every accepted comment that names no change those that were made to what it is about since the round opened."""
    accepted = Comment.objects.filter(
        set=objective_set, response=terms.ACCEPTED, changes=[], objective__isnull=False, round__isnull=False
    ).select_related("objective", "round", "target", "task")
    now = rows.content_of(objective_set) if accepted else None
    for comment in accepted:
        assert now is not None
        comment.changes = [one.to_json() for one in consulting.changes_of(comment, now)]
        if comment.changes:
            comment.save(update_fields=["changes"])


@transaction.atomic
def write_minutes(*, objective_set: ObjectiveSet, said: Mapping[str, Any], by: Any, at: datetime) -> Minutes:
    """The minutes of the newest round, written or written anew until the signed paper is attached.

    The day of the meeting becomes the day that the procedure counts from (“3 ngày làm việc, kể từ ngày tổ chức Hội nghị”).
    """
    objective_set = journal.hold(objective_set)
    found = _newest(objective_set, by)
    _check_minutes(said, clock.today(at))
    minutes = Minutes.objects.filter(round=found).first() or Minutes(institution_id=found.institution_id, round=found)
    if minutes.signed_id:
        raise errors.Conflict("minutes_signed", _("Biên bản đã có bản ký đính kèm nên không sửa được nữa."))
    for name in MINUTES_FIELDS:
        if name in said:
            setattr(minutes, name, said[name])
    minutes.written_at, minutes.written_by = at, by
    minutes.save()
    _set_meeting(objective_set, minutes.met_on, by, at)
    data = {"met_on": minutes.met_on, "attendees": len(minutes.attendees)}
    journal.record(objective_set, "objectives.minutes.written", by, at, thing=minutes, data=data)
    return minutes


def _check_minutes(said: Mapping[str, Any], today: date) -> None:
    faults: dict[str, list[str]] = {}
    if said["met_on"] > today:
        faults["met_on"] = [_("Cuộc họp chưa diễn ra. Ghi biên bản sau khi họp.")]
    if said["chair"] == said["secretary"]:
        faults["secretary"] = [_("Chủ tọa và thư ký là hai người.")]
    votes = sum(said.get(name) or 0 for name in ("votes_for", "votes_against", "votes_other"))
    if votes > len(said["attendees"]):
        faults["votes_for"] = [_("Tổng số phiếu nhiều hơn số người dự.")]
    if not text.squash(said["conclusions"]):
        faults["conclusions"] = [_("Hãy ghi kết luận của cuộc họp.")]
    if faults:
        raise errors.Invalid("minutes", next(iter(faults.values()))[0], faults)


def _newest(objective_set: ObjectiveSet, by: Any) -> ConsultationRound:
    rules.check_consults(by, objective_set)
    found = ConsultationRound.objects.filter(set=objective_set).order_by("-number").first()
    if found is None:
        raise errors.Conflict("no_round", _("Bộ mục tiêu này chưa lấy ý kiến lần nào."))
    return found


def _set_meeting(objective_set: ObjectiveSet, met_on: date, by: Any, at: datetime) -> None:
    name = consulting.meeting_date(objective_set)
    case = objective_set.case
    if name and case is not None and case.dates.get(name) != met_on.isoformat():
        objective_set.case = cases.set_date(case=case, name=name, on=met_on, by=by, at=at)


@transaction.atomic
def attach_signed(*, objective_set: ObjectiveSet, evidence: Evidence, by: Any, at: datetime) -> Minutes:
    """The paper that chair and secretary signed; from here on the words stand and the gate “minutes” is open."""
    objective_set = journal.hold(objective_set)
    found = _newest(objective_set, by)
    minutes = Minutes.objects.filter(round=found).first()
    if minutes is None:
        raise errors.Conflict(
            "no_minutes", _("Hãy lập biên bản trước, in ra cho chủ tọa và thư ký ký, rồi đính kèm bản đã ký.")
        )
    minutes.signed = evidence
    minutes.save(update_fields=["signed"])
    journal.record(objective_set, "objectives.minutes.signed", by, at, thing=minutes, data={"title": evidence.title})
    return minutes
