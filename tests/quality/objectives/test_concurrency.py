"""Two people decide on one set at the same moment, in two browsers on two real connections: exactly one wins, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from khue.quality.objectives import queries, terms
from khue.quality.objectives.models import ObjectiveSet, Review
from tests import cast as people
from tests.engine.procedures.test_concurrency import apart, real_connections, together  # noqa: F401
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in


@pytest.fixture
def cast(transactional_db: None) -> people.Cast:
    return people.make()


def press(who: Any, address: str, sent: dict[str, str]) -> Any:
    client = sign_in(who)
    return lambda: client.post(address, sent)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["approve", "return"])
def test_of_two_approvers_in_two_browsers_exactly_one_wins(
    cast: people.Cast,
    real_connections: Any,  # noqa: F811
    other: str,
) -> None:
    stage.install(cast)
    made = stage.walk(cast, stage.draft(cast), "pass")
    address, seen = deed_url(made), queries.content_of(made).content_hash()
    first = press(cast.rector, address, {"outcome": "approve", "reason": "", "seen": seen})
    second = press(cast.vice_rector, address, {"outcome": other, "reason": "Chưa đạt", "seen": seen})
    real_connections()
    results = together(first, second)
    assert sorted(one.status_code for one in results) == [303, 409]
    lost = next(one for one in results if one.status_code == 409)
    winner = cast.rector if results[0].status_code == 303 else cast.vice_rector
    assert f"{winner.display_name} đã xử lý bước “4b. Phê duyệt”" in said(lost)
    kept = apart(lambda: list(Review.objects.filter(kind=terms.APPROVAL).values_list("by_id", flat=True)))
    assert kept == [winner.pk]
    state = apart(lambda: ObjectiveSet.objects.get(pk=made.pk).state)
    assert state == (terms.APPROVED if winner == cast.rector or other == "approve" else terms.DRAFT)
