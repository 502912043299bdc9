"""Statements of the screens of evidence that no test of their own counts: equal for 1, 10 and 200 uses."""

from __future__ import annotations

import pytest
from django.urls import reverse

from khue.engine.records import actions, terms
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import sign_in

pytestmark = pytest.mark.django_db


def test_a_piece_costs_the_same_for_any_number_of_uses(cast: Cast) -> None:
    piece = actions.add_evidence(
        institution=cast.school, unit=cast.faculty, title="Báo cáo khảo sát", effective_on=cast.today,
        confidentiality=terms.INTERNAL, url="https://khuevan.example/bao-cao", by=cast.head, at=cast.at,
    )  # fmt: skip
    client, counts, used = sign_in(cast.head), [], 0
    address = reverse("records:evidence-piece", args=[piece.public_id])
    for wanted in (1, 10, 200):
        for number in range(used, wanted):
            actions.attach(
                evidence=piece, subject_type="objectives.measurement", subject_id=number + 1, by=cast.head, at=cast.at
            )
        used = wanted
        client.get(address)
        with stage.statements() as found:
            assert client.get(address).status_code == 200
        counts.append(len(found))
    assert len(set(counts)) == 1
    assert counts[0] <= 8
