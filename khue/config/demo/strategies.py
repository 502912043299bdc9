"""The policy and the strategy of the demo school; which targets serve it is said by the quality office once units have some."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from khue.config.demo import material
from khue.config.demo.school import Stage
from khue.foundation.kernel import clock, text
from khue.quality.strategy import actions, queries


def found(stage: Stage, who: str, now: datetime) -> None:
    """In August of the year under way: the policy, three indicators with the values of both years. Nothing before its day."""
    told, at = material.strategy(), stage.at(date(stage.first_year + 1, 8, 3), 1, 14)
    if at > now:
        return
    by = stage.person(who, at)
    actions.issue_policy(
        institution=stage.school, words=told["policy"]["text"], number=told["policy"]["number"],
        issued_on=clock.today(at), by=by, at=at,
    )  # fmt: skip
    for one in told["indicators"]:
        facts = actions.Facts(
            code=one["code"], subject=one["subject"], comparator=one["comparator"], unit_of_measure=one["unit"],
            values=dict(zip(stage.periods, map(Decimal, one["years"]), strict=True)),
            units=[stage.units[code] for code in one["units"]],
        )  # fmt: skip
        actions.save_indicator(institution=stage.school, facts=facts, by=by, at=at)


def align(stage: Stage, who: str, now: datetime) -> None:
    """Targets of this year whose words are those of an indicator."""
    at = stage.at(now, -1, 10, 20)
    by, wanted = stage.person(who, at), {one["code"]: one["match"] for one in material.strategy()["indicators"]}
    for line in queries.board(by, stage.periods[1]):
        words, given = text.fold(wanted[line.indicator.code]), {unit.pk for unit in line.units}
        found = queries.candidates(by, line.indicator, stage.periods[1])
        keys = [
            one.target.public_id
            for one in found
            if words in text.fold(one.target.subject) and (one.unit.pk in given or one.unit.is_institution)
        ]
        if keys:
            actions.align(indicator=line.indicator, period=stage.periods[1], targets=keys, by=by, at=at)
