"""One decision for several sets, on the screen: what waits, who may, one button, one paper."""

from __future__ import annotations

import pytest
from django.urls import reverse

from khue.engine.papers import adapter
from khue.engine.papers import queries as papers
from khue.engine.papers.models import Paper
from khue.quality.objectives import printing, terms
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import doors, stage
from tests.quality.objectives.screens import said, sign_in

ADDRESS = "objectives:together"


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)


@pytest.fixture
def waiting(cast: Cast) -> list[ObjectiveSet]:
    """Two faculties whose sets are approved."""
    stage.install(cast)
    doors.install_forms(cast)
    first = stage.walk(cast, stage.draft(cast), "approve")
    way = [(outcome, {"head": "other_head", "vice_rector": "rector"}.get(who, who)) for outcome, who in stage.UNIT_WAY]
    other = stage.draft(cast, by=cast.other_head, unit=cast.other_faculty)
    return [first, stage.walk(cast, other, "approve", tuple(way))]


def test_two_sets_by_one_press(cast: Cast, waiting: list[ObjectiveSet]) -> None:
    client = sign_in(cast.quality_officer)
    shown = said(client.get(reverse(ADDRESS)))
    assert ("Khoa Cơ khí" in shown, "KT. HIỆU TRƯỞNG - PHÓ HIỆU TRƯỞNG - Võ Minh Khôi" in shown) == (True, True)
    sent = {
        "sets": [one.public_id for one in waiting],
        "decided_on": "07/09/2026",
        "outside": "Sở Giáo dục (để báo cáo)",
    }
    answer = client.post(reverse(ADDRESS), sent)
    paper = Paper.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reverse("papers:paper", args=[paper.public_id]))
    assert [stage.fresh(one).state for one in waiting] == [terms.ISSUED] * 2
    assert [one.name for one in papers.recipients_of(paper)] == ["Khoa Cơ khí", "Khoa Điện", "Sở Giáo dục (để báo cáo)"]
    assert adapter.build.call(paper.pk) == 10


def test_people_receive_the_decision_too_and_confirm_for_themselves(cast: Cast, waiting: list[ObjectiveSet]) -> None:
    client = sign_in(cast.quality_officer)
    assert "Gửi cá nhân" in said(client.get(reverse(ADDRESS)))
    sent = {"sets": [one.public_id for one in waiting], "decided_on": "07/09/2026"}
    strange = client.post(reverse(ADDRESS), sent | {"people": [cast.teacher.public_id]})
    assert (strange.status_code, Paper.objects.exists()) == (422, False)
    assert client.post(reverse(ADDRESS), sent | {"people": [cast.rector.public_id]}).status_code == 303
    first = papers.recipients_of(Paper.objects.get())[0]
    assert (first.person, first.kind, first.purpose) == (cast.rector, "person", "để báo cáo")
    assert "Đặng Thu Hà (để báo cáo)" in Paper.objects.get().content["text"]["recipients"]
    assert papers.waiting_for(cast.rector) == [first]


def test_what_is_missing_is_asked_for_and_nothing_moves(cast: Cast, waiting: list[ObjectiveSet]) -> None:
    client = sign_in(cast.quality_officer)
    none = client.post(reverse(ADDRESS), {"decided_on": "07/09/2026"})
    assert (none.status_code, "Chọn ít nhất một bộ mục tiêu" in said(none)) == (422, True)
    late = client.post(reverse(ADDRESS), {"decided_on": "08/09/2026", "sets": [waiting[0].public_id]})
    assert (late.status_code, "Ngày quyết định chưa tới." in said(late)) == (422, True)
    assert (Paper.objects.count(), stage.fresh(waiting[0]).state) == (0, terms.APPROVED)


@pytest.mark.parametrize("part", ["head", "teacher", "auditor", "admin"])
def test_who_decides_nowhere_does_not_know_of_the_page(cast: Cast, waiting: list[ObjectiveSet], part: str) -> None:
    assert sign_in(getattr(cast, part)).get(reverse(ADDRESS)).status_code == 404


def test_who_decides_elsewhere_finds_nothing_to_issue(cast: Cast, waiting: list[ObjectiveSet]) -> None:
    shown = sign_in(cast.stranger).get(reverse(ADDRESS))
    assert (shown.status_code, "Không có bộ mục tiêu nào chờ ban hành" in said(shown)) == (200, True)


def test_the_paper_shows_nothing_that_was_measured_afterwards(cast: Cast, waiting: list[ObjectiveSet]) -> None:
    made = stage.step(cast, waiting[0], "issue", "quality_officer", facts={"decided_on": cast.today})
    form = "BM.ĐBCL-04.04"
    before = printing.document_for(made, form, at=cast.at, as_issued=True)
    stage.measure(cast, made, 85)
    assert printing.document_for(made, form, at=cast.at, as_issued=True) == before
    assert printing.document_for(made, form, at=cast.at) != before
