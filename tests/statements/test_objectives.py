"""Statements of the screens of objectives that no test of their own counts: equal for 1, 10 and 200 objectives.

Session and person included. A detail takes at most eight (docs/architecture/performance.md); the desk at which one
decides reads the whole sheet and its papers as well: it is over that goal, and may take fewer but not more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from khue.quality.objectives import actions, contents, queries
from khue.quality.objectives.models import ObjectiveSet, Target
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.conftest import play, school  # noqa: F401  (fixtures)
from tests.quality.objectives.screens import deed_url, sign_in, url
from tests.quality.objectives.test_pages import sized

pytestmark = pytest.mark.django_db
DETAIL, DESK = 8, 11
Address = Callable[[ObjectiveSet], str]


def first_target(made: ObjectiveSet) -> Target:
    return Target.objects.filter(objective__set=made).order_by("objective__order", "order")[0]


def edited(made: ObjectiveSet) -> str:
    return url("objective-edit", made.public_id, made.objectives.order_by("order")[0].public_id)


def cost(client: Client, address: str) -> int:
    client.get(address)  # what a process reads once is read
    with stage.statements() as found:
        assert client.get(address).status_code == 200
    return len(found)


def costs(client: Client, sets: list[ObjectiveSet], addresses: dict[str, Address]) -> dict[str, list[int]]:
    return {name: [cost(client, address(one)) for one in sets] for name, address in addresses.items()}


def check(found: dict[str, list[int]], most: int) -> None:
    """One report for all screens: those that grow, and those over the goal."""
    growing = {name: counts for name, counts in found.items() if len(set(counts)) > 1}
    dear = {name: counts for name, counts in found.items() if max(counts) > most}
    assert (growing, dear) == ({}, {})


def test_screens_of_a_draft_cost_the_same_at_any_size(play: Cast) -> None:  # noqa: F811
    addresses: dict[str, Address] = {
        "objective-add": lambda one: url("objective-add", one.public_id),
        "objective-edit": edited,
        "swot": lambda one: url("swot", one.public_id),
    }
    check(costs(sign_in(play.head), sized(play), addresses), DETAIL)


def test_the_desk_of_a_step_costs_the_same_at_any_size(play: Cast) -> None:  # noqa: F811
    addresses: dict[str, Address] = {"deed": deed_url}
    check(costs(sign_in(play.head), sized(play), addresses), DESK)


def test_screens_of_an_issued_set_cost_the_same_at_any_size(play: Cast) -> None:  # noqa: F811
    addresses: dict[str, Address] = {
        "measure": lambda one: url("measure", one.public_id, first_target(one).public_id),
        "history": lambda one: url("set", one.public_id) + "?xem=lich-su",
        "prints": lambda one: url("prints", one.public_id),
    }
    check(costs(sign_in(play.head), sized(play, upto="issue"), addresses), DETAIL + 1)  # the history is one more


def test_the_roll_up_costs_the_same_at_any_size(play: Cast) -> None:  # noqa: F811
    issued = stage.issued_school(play, *(stage.objective(str(n), f"Trường {n}") for n in range(1, 9)))
    served = issued.objectives.order_by("order")[0].public_id
    address = f"{url('roll-up')}?nam={issued.period.code}"
    client, found = sign_in(play.rector), []
    for unit, who, count in ((play.faculty, "head", 1), (play.other_faculty, "other_head", 40)):
        content = [stage.objective(str(n), f"Khoa {n}", serves=served) for n in range(1, count + 1)]
        way = tuple((outcome, {"head": who, "vice_rector": "rector"}.get(by, by)) for outcome, by in stage.UNIT_WAY)
        stage.walk(play, stage.draft(play, *content, unit=unit, by=getattr(play, who)), "issue", way)
        found.append(cost(client, address))
    assert found == [6, 6]


EDITS: dict[str, Any] = {
    "words": lambda one: {"statement": "Đổi câu"},
    "target": lambda one: {"targets": (replace(one.targets[0], value=Decimal(91)),)},
    "task": lambda one: {"tasks": (*one.tasks, contents.TaskContent("Việc mới"))},
    "people": lambda one: {"responsibilities": one.responsibilities[:1]},
}


@pytest.mark.parametrize("kind", EDITS)
def test_changing_an_objective_takes_at_most_ten(play: Cast, kind: str) -> None:  # noqa: F811
    made = stage.draft(play, *(stage.objective(str(n)) for n in range(1, 4)))
    content = queries.content_of(made).objectives[1]
    standing, fresh = queries.objective_for(play.head, content.key), stage.fresh(made)
    changed = replace(content, **EDITS[kind](content))
    with stage.statements() as found:
        actions.save_objective(
            objective_set=fresh, objective=standing, content=changed, revision=fresh.revision, by=play.head, at=play.at
        )
    assert len(found) <= 10
