"""Year end on the screen: verdicts, causes, handing in; the school's page; the printed forms."""

from __future__ import annotations

from typing import Any

import pytest

from khue.engine.records.actions import install_forms
from khue.foundation.kernel import errors
from khue.quality.objectives import terms
from khue.quality.objectives.actions import evaluating
from khue.quality.objectives.models import Evaluation, ObjectiveSet
from tests.cast import PACKS, Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in, url


@pytest.fixture
def issued(play: Cast) -> ObjectiveSet:
    """Three objectives: met, not met, not measured."""
    made = stage.issued(play, *(stage.objective(str(n)) for n in (1, 2, 3)))
    stage.measure(play, made, 90)
    stage.measure(play, made, 70, place=1)
    return made


def key(objective_set: ObjectiveSet, place: int) -> str:
    return objective_set.objectives.order_by("order")[place].public_id


def words(objective_set: ObjectiveSet, **more: Any) -> dict[str, Any]:
    return {
        "summary": "Năm học nhiều việc.", "strengths": "", "proposals": "",
        f"cause-{key(objective_set, 1)}": "Ít người trả lời.", f"remedy-{key(objective_set, 1)}": "Gọi điện.",
        f"carry_over-{key(objective_set, 1)}": "on", f"cause-{key(objective_set, 2)}": "Chưa tốt nghiệp.",
        f"remedy-{key(objective_set, 2)}": "", **more,
    }  # fmt: skip


def test_the_page_computes_verdicts_and_names_what_is_missing(play: Cast, issued: ObjectiveSet) -> None:
    page = said(sign_in(play.head).get(url("evaluation", issued.public_id)))
    assert "3 chỉ tiêu: đạt 1, đạt một phần 0, không đạt 1, chưa đo 1" in page
    assert "Chưa nộp được: còn 2 chỗ phải bổ sung." in page
    assert "Mục tiêu 2 : không đạt nhưng chưa ghi nguyên nhân." in page
    assert "Không phải ghi" in page


def test_a_half_written_report_is_saved(play: Cast, issued: ObjectiveSet) -> None:
    data = words(issued, lam="luu") | {f"cause-{key(issued, 2)}": ""}
    response = sign_in(play.head).post(url("evaluation", issued.public_id), data)
    assert response.status_code == 303
    found = Evaluation.objects.get()
    assert (found.state, found.summary) == (terms.EVALUATION_DRAFT, "Năm học nhiều việc.")
    row = found.rows.get(objective__public_id=key(issued, 1))
    assert (row.cause, row.remedy, row.carry_over) == ("Ít người trả lời.", "Gọi điện.", True)


def test_words_that_cannot_be_saved_open_no_evaluation(
    play: Cast, issued: ObjectiveSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_told: Any, **_named: Any) -> None:
        raise errors.Conflict("late", "Có người làm trước.")

    monkeypatch.setattr(evaluating, "save_evaluation", fail)
    response = sign_in(play.head).post(url("evaluation", issued.public_id), words(issued, lam="luu"))
    assert (response.status_code, Evaluation.objects.count()) == (409, 0)
    assert "objectives.evaluation.opened" not in stage.verbs(issued)


def test_handing_in_without_a_cause_is_refused_at_its_field(play: Cast, issued: ObjectiveSet) -> None:
    data = words(issued, lam="nop") | {f"cause-{key(issued, 2)}": " "}
    response = sign_in(play.head).post(url("evaluation", issued.public_id), data)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "chưa đo: hãy ghi kết quả, hoặc lý do không đo." in said(response)
    assert f'id="id_cause-{key(issued, 2)}_error"' in shown
    assert "Ít người trả lời." in shown
    assert Evaluation.objects.get().state == terms.EVALUATION_DRAFT


def test_handing_in_moves_the_procedure_to_its_end(play: Cast, issued: ObjectiveSet) -> None:
    client = sign_in(play.head)
    response = client.post(url("evaluation", issued.public_id), words(issued, lam="nop"))
    assert (response.status_code, response["Location"]) == (303, url("evaluation", issued.public_id))
    assert Evaluation.objects.get().state == terms.EVALUATION_SUBMITTED
    assert stage.fresh(issued).case.status == "ended"
    page = client.get(url("evaluation", issued.public_id))
    assert "Tạ Đình Sơn đã nộp báo cáo" in said(page)
    assert "<textarea" not in page.content.decode()
    assert client.post(url("evaluation", issued.public_id), words(issued, lam="luu")).status_code == 409


@pytest.mark.parametrize(
    ("part", "read", "write"),
    [("teacher", 403, 403), ("quality_officer", 200, 403), ("other_head", 404, 404), ("stranger", 404, 404)],
)
def test_evaluating_is_for_who_answers_for_it(
    play: Cast, issued: ObjectiveSet, part: str, read: int, write: int
) -> None:
    client = sign_in(getattr(play, part))
    assert client.get(url("evaluation", issued.public_id)).status_code == read
    assert client.post(url("evaluation", issued.public_id), words(issued)).status_code == write
    assert not Evaluation.objects.exists()


def test_a_draft_is_not_evaluated(play: Cast) -> None:
    made = stage.draft(play)
    assert sign_in(play.head).post(url("evaluation", made.public_id), {"lam": "luu"}).status_code == 409


def test_last_years_result_stands_beside(play: Cast) -> None:
    from khue.quality.objectives import actions, contents

    old = actions.open_set(unit=play.faculty, period=play.last_period, by=play.head, at=play.at)
    actions.replace_content(
        objective_set=old, content=contents.SetContent((stage.objective(),)), revision=1, by=play.head, at=play.at
    )
    stage.measure(play, stage.walk(play, old, "issue"), 95)
    page = said(sign_in(play.head).get(url("evaluation", stage.issued(play).public_id)))
    assert "Năm học 2025 - 2026: đạt 1/1" in page


# ---- the school ----


def test_the_school_sees_its_units_rolled_up(play: Cast) -> None:
    school = stage.issued_school(play, stage.objective("1", "Mục tiêu của cả trường"))
    serves = school.objectives.get().public_id
    made = stage.issued(play, stage.objective("1", "Việc của khoa", serves=serves))
    stage.measure(play, made, 70)
    page = said(sign_in(play.quality_head).get(url("roll-up")))
    assert "Mục tiêu của cả trường" in page
    assert "Khoa Cơ khí Không đạt" in page
    assert "2 bộ đã ban hành" in page
    assert "Chưa lập" in page


@pytest.mark.parametrize(
    ("part", "status"), [("rector", 200), ("quality_officer", 200), ("head", 404), ("teacher", 404)]
)
def test_the_roll_up_is_for_who_sees_the_whole_school(play: Cast, part: str, status: int) -> None:
    assert sign_in(getattr(play, part)).get(url("roll-up")).status_code == status


def test_the_stranger_sees_their_own_school_only(play: Cast) -> None:
    stage.issued(play)
    page = sign_in(play.stranger).get(url("roll-up"))
    assert page.status_code == 404 or "Khoa Cơ khí" not in said(page)


# ---- paper ----


@pytest.fixture
def papers(play: Cast) -> Cast:
    text = (PACKS / "forms" / "qt-dbcl-04.yaml").read_text(encoding="utf-8")
    install_forms(institution=play.school, text=text, by=None, at=play.at)
    return play


@pytest.mark.parametrize(("kind", "start"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_form_is_downloaded_with_its_vietnamese_name(papers: Cast, kind: str, start: bytes) -> None:
    made = stage.draft(papers)
    response = sign_in(papers.head).get(url("print", made.public_id, "BM.ĐBCL-04.04", kind))
    assert response.status_code == 200
    assert response.content.startswith(start)
    assert "Khoa%20C%C6%A1%20kh%C3%AD%202026-2027" in response["Content-Disposition"]


def test_the_report_is_printed_from_the_results(papers: Cast) -> None:
    made = stage.issued(papers)
    assert sign_in(papers.head).get(url("print", made.public_id, "BM.ĐBCL-04.05", "docx")).status_code == 200


def test_a_form_that_does_not_fit_is_refused_in_words(papers: Cast) -> None:
    made = stage.draft(papers)
    client = sign_in(papers.head)
    assert client.get(url("print", made.public_id, "BM.ĐBCL-04.01", "docx")).status_code == 409
    assert client.get(url("print", made.public_id, "BM.ĐBCL-99", "docx")).status_code == 404
    assert client.get(url("print", made.public_id, "BM.ĐBCL-04.04", "exe")).status_code == 404


def test_papers_are_for_those_who_see_the_set(papers: Cast) -> None:
    made = stage.draft(papers)
    for part in ("other_head", "stranger"):
        client = sign_in(getattr(papers, part))
        assert client.get(url("print", made.public_id, "BM.ĐBCL-04.04", "pdf")).status_code == 404
        assert client.get(url("prints", made.public_id)).status_code == 404
    assert "BM.ĐBCL-04.03" in said(sign_in(papers.head).get(url("prints", made.public_id)))
