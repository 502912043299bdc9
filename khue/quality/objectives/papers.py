"""Decisions that issue objectives, as the register of outgoing papers knows them (`engine.papers.hooks`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from khue.engine.papers import hooks
from khue.engine.papers import queries as papers
from khue.engine.papers.hooks import Piece
from khue.engine.papers.models import Paper, PaperSubject
from khue.quality.objectives.actions import recalling
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.printing import decision
from khue.quality.objectives.queries import visible


class ObjectivesDecision:
    """The one kind of paper of this app."""

    code = decision.CODE

    def compose(self, paper: Paper) -> Sequence[Piece]:
        keys = [one.subject_id for one in papers.subjects_of(paper)]
        rows = ObjectiveSet.objects.filter(pk__in=keys).select_related("unit", "period", "institution", "case__version")
        found = {one.pk: one for one in rows}
        return decision.pieces(paper, [found[key] for key in keys if key in found])

    def on_recalled(
        self, paper: Paper, subjects: Sequence[PaperSubject], *, reason: str, by: Any, at: datetime
    ) -> None:
        for one in subjects:
            found = ObjectiveSet.objects.select_related("unit", "period", "institution", "case").get(pk=one.subject_id)
            recalling.recall(objective_set=found, number=paper.code, reason=reason, by=by, at=at)

    def addresses(self, person: Any, ids: Iterable[int]) -> Mapping[int, str]:
        rows = ObjectiveSet.objects.filter(visible.seen_by(person), pk__in=list(ids)).values_list("pk", "public_id")
        return {key: reverse("objectives:set", args=[public_id]) for key, public_id in rows}


def register() -> None:
    """Make the kind known to the register."""
    hooks.register(ObjectivesDecision())
