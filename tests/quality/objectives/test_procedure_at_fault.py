"""A procedure that was issued before it could be judged sticks; it says why, a mended issue frees it. And what falls between
approval and issue has a way back although the paper writes none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from khue.engine.procedures import actions as procedures
from khue.engine.procedures import queries as case_queries
from khue.engine.procedures.actions import drafts, moving
from khue.engine.procedures.language import loader, machine
from khue.engine.procedures.models import ProcedureVersion
from khue.foundation.kernel import errors
from khue.quality.objectives import queries, terms
from khue.quality.objectives.models import ObjectiveSet, Review, Target
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in
from tests.quality.objectives.test_procedures_judged import QT, without

pytestmark = pytest.mark.django_db
NEXT = QT.replace('"03"', '"04"').replace("2018-09-01", "2026-09-07")


@pytest.fixture
def faulty(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`faulty("submit")`: the school's procedure without that deed, as it was issued when nobody judged it."""

    def install(missing: str) -> ProcedureVersion:
        return stage.install_unjudged(monkeypatch, cast, without(QT, missing))

    return install


def mended(cast: Cast) -> ProcedureVersion:
    return procedures.install_pack(institution=cast.school, text=NEXT, by=None, at=cast.at)


def move(cast: Cast, made: ObjectiveSet, to: ProcedureVersion, **more: Any) -> ObjectiveSet:
    case = made.case
    told = {"reason": "Lần 03 viết thiếu", "revision": case.revision, "by": cast.quality_head, **more}
    moving.move_case(case=case, to=to, at=cast.at, **told)
    return stage.fresh(made)


def stuck_after_a_return(cast: Cast) -> ObjectiveSet:
    made = stage.walk(cast, stage.draft(cast), "submit")
    return stage.step(cast, made, "return", "quality_officer", reason="Mục tiêu 1 chưa có con số")


# ---- what cannot run is not issued


def test_pack_whose_return_leaves_the_draft_closed_is_not_installed(cast: Cast) -> None:
    with pytest.raises(loader.Faults, match="Mở lại bản dự thảo để sửa"):
        procedures.install_pack(institution=cast.school, text=without(QT, "return_to_unit"), by=None, at=cast.at)
    assert ProcedureVersion.objects.count() == 0


def test_draft_with_such_a_return_tells_it_while_typing_and_is_neither_submitted_nor_issued(cast: Cast) -> None:
    stage.install(cast)
    based_on = ProcedureVersion.objects.get()
    draft = drafts.start(institution=cast.school, based_on=based_on, by=cast.quality_officer, at=cast.at)
    client, here = sign_in(cast.quality_officer), reverse("procedures:draft-step", args=[draft.public_id, "unit", "4a"])
    fields = {name: value for name, value in _fields(client.get(here)) if value != "objectives.return_to_unit"}
    beside = client.post(f"{here}?xem=1", fields, headers={"HX-Request": "true"})
    assert "Lối trả lại “Trả lại” về bước 3. Hoàn chỉnh MTCL và KHTHMTCL (loại “Hoàn chỉnh”)" in beside.content.decode()
    assert client.post(here, fields).status_code == 303
    answer = client.post(reverse("procedures:draft-submit", args=[draft.public_id]), {"revision": 2})
    assert (answer.status_code, "Mở lại bản dự thảo để sửa" in answer.content.decode()) == (422, True)
    draft.refresh_from_db()
    draft.state = "submitted"
    draft.save()
    with pytest.raises(loader.Faults):
        drafts.issue(draft=draft, revision=draft.revision, effective_on=date(2027, 1, 1), by=cast.rector, at=cast.at)


def _fields(page: Any) -> list[tuple[str, str]]:
    forms = html.fromstring(page.content.decode()).forms
    return max((one for one in forms if "revision" in one.fields), key=lambda one: len(one.fields)).form_values()


# ---- what runs by it says why, and is freed


def test_deed_that_cannot_happen_says_what_is_wrong_and_who_mends_it(cast: Cast, faulty: Any) -> None:
    faulty("return_to_unit")
    made = stuck_after_a_return(cast)
    assert (made.state, made.case.step) == (terms.SUBMITTED, "3")
    seen = queries.content_of(made).content_hash()
    page = sign_in(cast.head).post(deed_url(made), {"outcome": "submit", "reason": "", "seen": seen})
    words = said(page)
    assert page.status_code == 409
    for part in (
        "Chưa ghi gì.", "QT.ĐBCL-04, lần ban hành 03 viết thiếu", "bước 4a: Lối trả lại “Trả lại” về bước 3.",
        "Hãy thêm việc tự động “Mở lại bản dự thảo để sửa” vào lối này.", cast.quality_head.display_name,
        "chuyển “Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027” sang lần đó",
    ):  # fmt: skip
        assert part in words
    assert "không chuyển thành" not in words


def test_moving_to_a_mended_issue_opens_the_draft_again(cast: Cast, faulty: Any) -> None:
    faulty("return_to_unit")
    made, to = stuck_after_a_return(cast), mended(cast)
    client, here = sign_in(cast.quality_head), reverse("procedures:move", args=[made.case.public_id, to.pk])
    assert "Khi chuyển, phần mềm làm luôn: Mở lại bản dự thảo để sửa." in said(client.get(here))
    told = {"revision": made.case.revision, "step": "3", "reason": "Lần 03 viết thiếu"}
    assert client.post(here, told).status_code == 303
    made = stage.fresh(made)
    assert (made.state, made.case.step, made.case.version, made.content_hash) == (terms.DRAFT, "3", to, "")
    assert stage.verbs(made)[-1] == "objectives.set.returned"
    assert set(Review.objects.filter(set=made, passed=True).values_list("void_reason", flat=True)) == {
        "Lần 03 viết thiếu"
    }
    for outcome, who in stage.UNIT_WAY[2:]:
        made = stage.step(cast, made, outcome, who)
    assert made.state == terms.ISSUED


def test_set_that_was_never_approved_goes_back_to_the_step_that_approves(cast: Cast, faulty: Any) -> None:
    faulty("approve")
    made = stage.walk(cast, stage.draft(cast), "approve")
    assert (made.state, made.case.step) == (terms.SUBMITTED, "5")
    with pytest.raises(errors.Conflict, match="Hãy thêm việc tự động “Ghi phê duyệt” vào lối “Phê duyệt” của bước 4b"):
        stage.step(cast, made, "issue", "quality_head")
    to = mended(cast)
    assert [(one.step.code, len(one.mends)) for one in moving.look(made.case, to).choices] == [
        ("4b", 0), ("4a", 0), ("3", 1), ("1", 1),
    ]  # fmt: skip
    made = move(cast, made, to)
    assert (made.state, made.case.step) == (terms.SUBMITTED, "4b")
    for outcome, who in (("approve", "vice_rector"), ("issue", "quality_head")):
        made = stage.step(cast, made, outcome, who)
    assert made.state == terms.ISSUED


def test_consultation_that_was_never_closed_is_closed_by_the_move(cast: Cast, faulty: Any) -> None:
    faulty("close_consultation")
    made = stage.walk(cast, stage.draft(cast), "close")
    shown = moving.look(made.case, mended(cast))
    assert (shown.there.step.code, [one.name for one in shown.there.mends]) == ("3", ["objectives.close_consultation"])
    made = move(cast, made, ProcedureVersion.objects.get(issue_number="04"))
    assert stage.step(cast, made, "submit", "head").state == terms.SUBMITTED


def test_issue_that_is_as_faulty_does_not_take_the_case(
    cast: Cast, faulty: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty("return_to_unit")
    made = stuck_after_a_return(cast)
    to = stage.install_unjudged(monkeypatch, cast, without(NEXT, "return_to_unit"))
    with pytest.raises(
        errors.Conflict, match=re.escape("thì lượt này không đứng ở bước 3 được. Bước 4a: Lối trả lại “Trả lại”")
    ):
        move(cast, made, to, step="3")
    assert stage.fresh(made).state == terms.SUBMITTED


def test_trail_that_breaks_moves_nothing(cast: Cast, faulty: Any, break_journal: Any) -> None:
    faulty("return_to_unit")
    made, to = stuck_after_a_return(cast), mended(cast)

    with pytest.raises(break_journal()):
        move(cast, made, to)
    made = stage.fresh(made)
    assert (made.state, made.case.version.issue_number) == (terms.SUBMITTED, "03")


# ---- an approval that falls before the issue


@pytest.fixture
def fallen(cast: Cast) -> ObjectiveSet:
    """Approved at step 5 of QT.ĐBCL-04, and then the words are others."""
    stage.install(cast)
    made = stage.walk(cast, stage.draft(cast), "approve")
    Target.objects.update(value=1)
    return stage.fresh(made)


def test_step_without_a_return_has_one_while_its_approval_has_fallen(cast: Cast, fallen: ObjectiveSet) -> None:
    client, here = sign_in(cast.quality_head), deed_url(fallen)
    page = client.get(here)
    assert "Trả lại để trình lại từ bước 3" in said(page)
    seen = queries.content_of(fallen).content_hash()
    told = {"outcome": machine.FALLBACK, "seen": seen, "reason": ""}
    assert client.post(here, told).status_code == 422
    assert client.post(here, told | {"reason": "Nội dung đã khác bản được duyệt"}).status_code == 303
    made = stage.fresh(fallen)
    assert (made.state, made.case.step, machine.restore(made.case.state).round) == (terms.DRAFT, "3", 2)
    assert case_queries.case_timeline(made.case)[-1].what == "Trả lại để trình lại"
    approval = Review.objects.get(set=made, kind=terms.APPROVAL, passed=True)
    assert (approval.voided_by, approval.void_reason) == (cast.quality_head, "Nội dung đã khác bản được duyệt")
    for outcome, who in stage.UNIT_WAY[2:]:
        made = stage.step(cast, made, outcome, who)
    assert made.state == terms.ISSUED


def test_approval_that_holds_has_no_other_way_than_the_paper(cast: Cast) -> None:
    stage.install(cast)
    made = stage.walk(cast, stage.draft(cast), "approve")
    assert "Trả lại để trình lại" not in said(sign_in(cast.quality_head).get(deed_url(made)))
    with pytest.raises(errors.Invalid, match="không có lựa chọn này"):
        stage.step(cast, made, machine.FALLBACK, "quality_head", reason="Thử")
    assert stage.fresh(made).state == terms.APPROVED


def test_who_does_not_hold_the_step_does_not_take_the_last_way_back(cast: Cast, fallen: ObjectiveSet) -> None:
    for who in ("head", "vice_rector", "stranger"):
        with pytest.raises(errors.NotAllowed):
            stage.step(cast, fallen, machine.FALLBACK, who, reason="Thử")
