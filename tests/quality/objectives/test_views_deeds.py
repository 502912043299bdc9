"""The deed of each step, in the browser of the one whose step it is; what it asks for, and who is turned away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khue.engine.records.models import EvidenceUse
from khue.quality.objectives import actions, contents, queries, terms
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in, url

ISSUE = {"decision_number": "318/QĐ-CĐKTKV", "decided_on": "07/09/2026"}


def press(person: Any, objective_set: ObjectiveSet, outcome: str, **more: Any) -> Any:
    seen = queries.content_of(stage.fresh(objective_set)).content_hash()
    return sign_in(person).post(deed_url(objective_set), {"outcome": outcome, "reason": "", "seen": seen, **more})


def test_a_unit_set_goes_through_every_step_by_its_people(play: Cast) -> None:
    made = stage.draft(play)
    way = (("open", "head", "2"), ("close", "head", "3"), ("submit", "head", "4a"), ("pass", "quality_officer", "4b"),
           ("approve", "vice_rector", "5"), ("issue", "quality_head", "6"))  # fmt: skip
    for outcome, part, step in way:
        more = ISSUE if outcome == "issue" else {}
        response = press(getattr(play, part), made, outcome, **more)
        assert (response.status_code, response["Location"]) == (303, url("set", made.public_id)), outcome
        assert stage.fresh(made).case.step == step
    made = stage.fresh(made)
    assert (made.state, made.decision_number, made.decided_on) == (terms.ISSUED, "318/QĐ-CĐKTKV", play.today)


def test_the_buttons_are_the_outcomes_of_the_pack(play: Cast) -> None:
    shown = said(sign_in(play.quality_officer).get(deed_url(stage.walk(play, stage.draft(play), "submit"))))
    assert "Phù hợp, trình phê duyệt" in shown
    assert "Trả lại kèm lý do" in shown
    assert "Về bước 3." in shown


def test_returning_needs_its_reason_and_keeps_the_page(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "submit")
    response = press(play.quality_officer, made, "return", reason="  ")
    assert response.status_code == 422
    assert "Ghi lý do để người soạn biết phải sửa gì." in said(response)
    assert stage.fresh(made).state == terms.SUBMITTED
    assert press(play.quality_officer, made, "return", reason="Thiếu minh chứng").status_code == 303
    assert stage.fresh(made).state == terms.DRAFT


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("decided_on", "", "Nhập ngày quyết định."),
        ("decided_on", "31/11/2026", "Ghi ngày theo dạng ngày/tháng/năm"),
        ("decided_on", "08/09/2026", "Ngày quyết định chưa tới."),
        ("decided_on", "01/09/2026", "Ngày quyết định trước ngày phê duyệt"),
    ],
)
def test_issuing_asks_for_a_decision_that_can_be(play: Cast, field: str, value: str, sentence: str) -> None:
    made = stage.walk(play, stage.draft(play), "approve")
    response = press(play.quality_head, made, "issue", **(ISSUE | {field: value}))
    assert response.status_code == 422
    assert sentence in said(response)
    assert stage.fresh(made).state == terms.APPROVED
    kept = ISSUE["decision_number"] if field != "decision_number" else ISSUE["decided_on"]
    assert f'value="{kept}"' in response.content.decode()


def test_the_minutes_open_the_gate_and_stay_with_the_set(play: Cast) -> None:
    made = stage.draft(play, by=play.quality_head, unit=play.school)
    stage.walk(play, made, "open", stage.SCHOOL_WAY)
    refused = press(play.quality_head, made, "close")
    assert refused.status_code == 422
    assert "Hãy đính kèm biên bản họp góp ý trước khi kết thúc bước này." in said(refused)
    minutes = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4 bien ban")
    assert (
        press(play.quality_head, made, "close", **{"gate-minutes": minutes, "gate-minutes-on": "04/9/2026"}).status_code
        == 303
    )
    use = EvidenceUse.objects.get(subject_type="objectives.objectiveset", subject_id=made.pk)
    assert use.evidence.title.startswith("Biên bản họp góp ý")
    assert use.evidence.effective_on == date(2026, 9, 4)  # the day of the meeting, not of the upload
    assert use.evidence.title in said(sign_in(play.quality_head).get(deed_url(made)))
    assert stage.fresh(made).case.step == "3"


def test_a_false_paper_is_refused_and_nothing_moves(play: Cast) -> None:
    made = stage.draft(play, by=play.quality_head, unit=play.school)
    stage.walk(play, made, "open", stage.SCHOOL_WAY)
    false = SimpleUploadedFile("bien-ban.pdf", b"MZ khong phai pdf")
    response = press(play.quality_head, made, "close", **{"gate-minutes": false, "gate-minutes-on": "04/9/2026"})
    assert response.status_code == 422
    assert "nội dung không phải" in said(response)
    assert stage.fresh(made).case.step == "2"


def test_an_empty_set_cannot_be_shown_for_comments(play: Cast) -> None:
    made = actions.open_set(unit=play.faculty, period=play.period, by=play.head, at=play.at)
    response = press(play.head, made, "open")
    assert response.status_code == 409
    assert "Chưa có mục tiêu nào" in said(response)


def test_two_people_at_once_one_is_told_who_was_faster(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "pass")
    address = deed_url(made)
    sent = {"outcome": "approve", "reason": "", "seen": queries.content_of(made).content_hash()}
    assert sign_in(play.vice_rector).post(address, sent).status_code == 303
    response = sign_in(play.rector).post(address, sent)
    assert response.status_code == 409
    assert "Võ Minh Khôi đã xử lý bước" in said(response)


def test_a_step_that_is_over_leads_back_to_the_set(play: Cast) -> None:
    made = stage.draft(play)
    address = deed_url(made)
    stage.step(play, made, "open", "head")
    response = sign_in(play.head).get(address)
    assert (response.status_code, response["Location"]) == (303, url("set", made.public_id))


def test_an_outcome_that_is_none_is_refused(play: Cast) -> None:
    response = press(play.head, stage.draft(play), "phe-duyet-luon")
    assert response.status_code == 422
    assert "Bước này không có lựa chọn ấy" in said(response)


@pytest.mark.parametrize("part", ["teacher", "quality_officer", "rector", "other_head", "stranger"])
def test_a_step_is_hidden_from_those_who_do_not_have_it(play: Cast, part: str) -> None:
    made = stage.draft(play)
    client = sign_in(getattr(play, part))
    assert client.get(deed_url(made)).status_code == 404
    assert client.post(deed_url(made), {"outcome": "open"}).status_code == 404
    assert stage.fresh(made).case.step == "1"


def test_who_takes_part_sees_the_step_but_no_button(play: Cast) -> None:
    made = stage.draft(play)
    shown = sign_in(play.deputy).get(deed_url(made))
    assert "người quyết định là Trưởng đơn vị" in said(shown)
    assert 'name="outcome"' not in shown.content.decode()
    assert press(play.deputy, made, "open").status_code == 403


def test_a_task_of_another_set_is_not_found_here(play: Cast) -> None:
    mine, other = stage.draft(play), stage.draft(play, by=play.other_head, unit=play.other_faculty)
    address = deed_url(mine).replace(mine.public_id, other.public_id)
    assert sign_in(play.other_head).get(address).status_code == 404


# ---- what is different ----


def test_the_approver_sees_last_year_beside_this_year(play: Cast) -> None:
    old = actions.open_set(unit=play.faculty, period=play.last_period, by=play.head, at=play.at)
    content = contents.SetContent(
        (stage.objective("1", targets=(stage.target(value=85),)), stage.objective("2", "Việc cũ"))
    )
    actions.replace_content(objective_set=old, content=content, revision=1, by=play.head, at=play.at)
    stage.measure(play, stage.walk(play, old, "issue"), "86.3")
    made = stage.walk(play, stage.draft(play, stage.objective("1", targets=(stage.target(value=87),))), "pass")
    shown = said(sign_in(play.rector).get(deed_url(made)))
    for words in (
        "So với năm trước",
        "Năm học 2025 - 2026",
        "kết quả 86,3%: đạt",
        "Nâng 2 điểm",
        "1 nâng chỉ tiêu",
        "1 mục tiêu bỏ",
    ):
        assert words in shown


def test_the_explanation_of_a_lowered_target_stands_in_its_row(play: Cast) -> None:
    old = actions.open_set(unit=play.faculty, period=play.last_period, by=play.head, at=play.at)
    content = contents.SetContent((stage.objective("1", targets=(stage.target(value=85),)),))
    actions.replace_content(objective_set=old, content=content, revision=1, by=play.head, at=play.at)
    stage.walk(play, old, "issue")
    lower = stage.objective("1", targets=(stage.target(value=80),), note="Khóa này có 31 HSSV bảo lưu.")
    made = stage.walk(play, stage.draft(play, lower), "pass")
    shown = said(sign_in(play.rector).get(deed_url(made)))
    assert "Hạ 5 điểm Giải trình: Khóa này có 31 HSSV bảo lưu." in shown


def test_the_checker_sees_what_was_mended_after_the_return(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "submit")
    made = stage.step(play, made, "return", "quality_officer", reason="Nâng lên 85%")
    one = queries.content_of(made).objectives[0]
    better = replace(one, targets=(replace(one.targets[0], value=Decimal(85)),))
    row = made.objectives.get()
    actions.save_objective(
        objective_set=made, objective=row, content=better, revision=made.revision, by=play.head, at=play.at
    )
    stage.step(play, made, "submit", "head")
    shown = said(sign_in(play.quality_officer).get(deed_url(made) + "?xem=lan-truoc"))
    assert "“Nâng lên 85%”" in shown
    assert "từ 80% trở lên → từ 85% trở lên" in shown


def test_submitting_again_shows_what_the_last_return_asked_for(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "submit")
    for reason in ("Thiếu minh chứng", "Nâng lên 85%"):
        made = stage.step(play, made, "return", "quality_officer", reason=reason)
        page = sign_in(play.head).get(deed_url(made))
        assert f"Lần trả lại gần nhất (P. KT-ĐBCL, bước 4a. Xem xét, 07/09/2026): “{reason}”" in said(page)
        assert f"{url('checks-print', made.public_id, 'pdf')}?lan=tra-lai" in page.content.decode()
        made = stage.step(play, made, "submit", "head")


def test_where_nothing_was_returned_no_return_is_told(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "close")
    assert "Lần trả lại" not in said(sign_in(play.head).get(deed_url(made)))


def test_a_new_version_is_compared_with_the_one_in_force(play: Cast) -> None:
    old = stage.issued(play)
    new = actions.new_version(objective_set=old, reason="điều chỉnh", by=play.head, at=play.at)
    actions.save_objective(
        objective_set=stage.fresh(new), content=stage.objective("2", "Thêm việc"), revision=new.revision,
        by=play.head, at=play.at,
    )  # fmt: skip
    made = stage.walk(play, new, "submit")
    shown = said(sign_in(play.quality_officer).get(deed_url(made)))
    assert "So với bản đang có hiệu lực" in shown
    assert "1 mục tiêu mới" in shown


def test_ending_the_consultation_says_what_is_unanswered_and_does_not_bar_it(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "open")
    assert "góp ý chưa trả lời" not in said(sign_in(play.head).get(deed_url(made)))
    first = actions.add_comment(objective_set=made, text="Một", by=play.teacher, at=play.at)
    about = made.objectives.first()
    actions.add_comment(objective_set=made, objective=about, text="Hai", by=play.teacher, at=play.at)
    actions.respond(comment=first, response="accepted", text="", by=play.head, at=play.at)
    assert "Còn 1 góp ý chưa trả lời." in said(sign_in(play.head).get(deed_url(made)))
    assert press(play.head, made, "close").status_code == 303
