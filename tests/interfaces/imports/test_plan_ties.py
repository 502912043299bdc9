"""Which objective of the school a row serves: a sure match is taken and says why, others are proposed, a person has the last word."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from khue.foundation.kernel import errors
from khue.interfaces.imports.actions import plans as actions
from khue.interfaces.imports.importing import staging
from khue.interfaces.imports.models import StagedPlan
from khue.interfaces.imports.queries import plans as queries
from khue.quality.objectives import contents
from tests.cast import Cast
from tests.interfaces.imports.conftest import GOOD, paper
from tests.quality.objectives import stage

FAR = ["2", "Trồng 200 cây xanh trong khuôn viên.", "- Trồng.", "Chủ trì: Trưởng khoa", "Trong năm học", "Ảnh"]


def objective(number: str, words: str) -> contents.ObjectiveContent:
    return stage.objective(number, words, targets=(stage.target(words, value=86),))


@pytest.fixture
def plan(school: Cast) -> StagedPlan:
    stage.issued_school(
        school,
        objective("1", "Hiệu suất đào tạo toàn trường đạt từ 86% trở lên."),
        objective("2", "Người học hài lòng về thư viện đạt từ 90% trở lên."),
    )
    return actions.stage(
        unit=school.faculty, period=school.period, name="a.docx", content=paper(GOOD, FAR), by=school.head, at=school.at
    )


def rows(plan: StagedPlan) -> list[staging.Row]:
    return queries.rows(plan)


def test_a_sure_match_is_taken_and_says_why(plan: StagedPlan) -> None:
    first = rows(plan)[0].tie
    assert first.label.startswith("Mục tiêu 1 của Trường")
    assert first.reason.startswith("Cùng nói đến: hiệu suất")


def test_what_is_like_nothing_stays_open(plan: StagedPlan) -> None:
    assert (rows(plan)[1].tie.serves, rows(plan)[1].content["serves"]) == ("", None)


def test_a_person_has_the_last_word(school: Cast, plan: StagedPlan, client_of: Any) -> None:
    url = reverse("imports:plan-settle", args=[plan.public_id])
    client_of(school.head).post(url, {"revision": plan.revision, "op": "tie", "row": 0, "serves": "own"})
    plan.refresh_from_db()
    first = rows(plan)[0]
    assert (first.tie.is_own, first.content["serves"], first.tie.reason) == (True, None, "")


def test_an_objective_that_is_not_the_schools_is_refused(school: Cast, plan: StagedPlan, client_of: Any) -> None:
    url = reverse("imports:plan-settle", args=[plan.public_id])
    answer = client_of(school.head).post(url, {"revision": plan.revision, "op": "tie", "row": 0, "serves": "la"})
    assert answer.status_code == 422


def test_the_tie_is_saved_with_the_draft(school: Cast, plan: StagedPlan) -> None:
    made = actions.confirm(staged=plan, revision=plan.revision, by=school.head, at=school.at)
    first, second = made.objectives.order_by("order").select_related("serves")
    assert (first.serves.number, second.serves, second.is_own) == ("1", None, False)


def test_the_page_shows_the_proposal_and_the_other_choices(school: Cast, plan: StagedPlan, client_of: Any) -> None:
    page = client_of(school.head).get(reverse("imports:plan", args=[plan.public_id])).content.decode()
    for words in ("máy đề nghị", "Chọn mục tiêu khác", "Mục tiêu 2 của Trường: Người học hài lòng"):
        assert words in page


def test_without_a_school_set_nothing_is_said(school: Cast) -> None:
    plan = actions.stage(
        unit=school.faculty, period=school.period, name="a.docx", content=paper(GOOD), by=school.head, at=school.at
    )
    assert queries.sheet(plan).school == {}
    with pytest.raises(errors.Invalid):
        actions.correct(
            staged=plan, edit={"op": "tie", "row": 9, "value": {}}, revision=1, by=school.head, at=school.at
        )
