"""The register of the present year: a line of the clerk before it, the decisions of Khuê after it, confirmed by some of the units."""

from __future__ import annotations

from datetime import datetime

from khue.config.demo.school import Stage
from khue.engine.papers import queries, terms
from khue.engine.papers.actions import issuing, register
from khue.engine.papers.models import Paper
from khue.foundation.kernel import clock

CLERK, CLERKS_ROOM = "tung.lt", "TCHC"
SLOW = ("KTE", "CD", "DTN", "TCHC")
"""Units whose head has not confirmed yet."""


def clerks_line(stage: Stage, at: datetime) -> Paper:
    """What the clerk had numbered on paper this year: the register goes on after it."""
    about = register.About(
        abstract="Về việc kiện toàn Ban chỉ đạo xây dựng hệ thống quản lý chất lượng", unit=stage.units[CLERKS_ROOM],
        signer_name="TS. Đặng Thu Hà",
    )  # fmt: skip
    return register.enter_by_hand(
        institution=stage.school, kind=terms.DECISION, number="317/QĐ-CĐKTKV", issued_on=clock.today(at), about=about,
        by=stage.person(CLERK, at), at=at,
    )  # fmt: skip


def confirm(stage: Stage, number: str, at: datetime, now: datetime) -> None:
    """The heads confirm one after the other on the days after; some are slow."""
    paper = Paper.objects.filter(institution=stage.school, code=number).first()
    if paper is None:
        return
    slow = {stage.units[code].pk for code in SLOW}
    for place, one in enumerate(queries.recipients_of(paper)):
        moment = stage.at(at, 1 + place % 3, 8, 10 + 4 * place)
        heads = queries.heads_of([one.unit], clock.today(moment)).get(one.unit.pk, []) if one.unit else []
        if one.unit_id in slow or not heads or moment > now:
            continue
        head = next((person for person in stage.people.values() if person.pk == heads[0].pk), heads[0])
        head.as_of = clock.today(moment)
        issuing.acknowledge(recipient=one, by=head, at=moment)
