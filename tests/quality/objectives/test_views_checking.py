"""The screens of the checks: margin, form, review, report and its paper, ties, rules."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from khue.quality.objectives.models import CheckOverride, CheckSetting, ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import HTMX, deed_url, said, sign_in, typed, url

pytestmark = pytest.mark.django_db


def flawed(play: Cast, *, submitted: bool = False) -> ObjectiveSet:
    made = stage.draft(
        play, stage.objective(targets=(), statement="Đẩy mạnh phong trào thi đua trong nhà giáo của khoa")
    )
    return stage.walk(play, made, "submit") if submitted else made


def paper_words(response: Any) -> list[str]:
    """Every paragraph and cell of a Word file that was downloaded."""
    paper = docx.Document(io.BytesIO(response.content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [one.text for one in paper.paragraphs] + cells


def test_remarks_stand_in_the_margin_and_never_block(play: Cast) -> None:
    made = flawed(play)
    page = said(sign_in(play.head).get(url("set", made.public_id)))
    assert "M - Đo được Chưa có số lượng để đo." in page
    assert "không chặn việc trình, người soạn quyết định" in page
    assert sign_in(play.head).post(deed_url(made), {"outcome": "open", "reason": ""}).status_code == 303


def test_what_is_issued_is_no_longer_remarked_upon(play: Cast) -> None:
    made = stage.issued(play, stage.objective(evidence_expected=()))
    assert "Kiểm tra theo nguyên tắc SMART" not in said(sign_in(play.head).get(url("set", made.public_id)))


def test_an_objective_with_remarks_is_saved(play: Cast) -> None:
    made = flawed(play)
    data = typed("Đẩy mạnh hoạt động của khoa", revision=str(made.revision), **{"chi-tieu-TOTAL_FORMS": "0"})
    response = sign_in(play.head).post(url("objective-add", made.public_id), data)
    assert (response.status_code, made.objectives.count()) == (303, 2)


def test_the_form_is_remarked_upon_while_typing(play: Cast) -> None:
    made = flawed(play)
    address = f"{url('check-typing', made.public_id)}?muc-tieu={made.objectives.get().public_id}"
    page = said(
        sign_in(play.head).post(address, typed("Nâng cao chất lượng", **{"chi-tieu-TOTAL_FORMS": "0"}), headers=HTMX)
    )
    assert "S - Cụ thể: chưa đạt Câu quá ngắn" in page
    assert made.objectives.get().statement.startswith("Đẩy mạnh")


def test_the_form_offers_what_the_objective_could_serve(play: Cast) -> None:
    stage.issued_school(play, stage.objective("3", "Hiệu suất đào tạo toàn trường từ 84% trở lên"))
    made = flawed(play)
    page = said(sign_in(play.head).post(url("check-typing", made.public_id), typed(), headers=HTMX))
    assert "Mục tiêu 3: Hiệu suất đào tạo toàn trường từ 84% trở lên Cùng nói đến: hiệu suất đào tạo" in page


def test_a_slip_that_is_read_as_what_it_means_is_told(play: Cast) -> None:
    made = flawed(play)
    sent = typed("Tỷ lệ học sinh lên lớp tối thiếu 90%")
    page = said(sign_in(play.head).post(url("check-typing", made.public_id), sent, headers=HTMX))
    assert "“tối thiếu” được đọc là “tối thiểu”" in page


def test_what_cannot_be_read_yet_is_said_so(play: Cast) -> None:
    made = flawed(play)
    page = said(sign_in(play.head).post(url("check-typing", made.public_id), {"lam": "luu"}, headers=HTMX))
    assert "Điền đủ các ô bắt buộc" in page


@pytest.mark.parametrize("part", ["teacher", "rector", "other_head", "stranger"])
def test_only_who_writes_is_remarked_upon(play: Cast, part: str) -> None:
    response = sign_in(getattr(play, part)).post(url("check-typing", flawed(play).public_id), typed())
    assert response.status_code in {403, 404}


def test_the_checker_sees_the_result_and_sets_a_remark_aside(play: Cast) -> None:
    made = flawed(play, submitted=True)
    client = sign_in(play.quality_officer)
    page = client.get(deed_url(made)).content.decode()
    assert "Bỏ qua nhận xét này" in page
    ident = page.split('name="nhan-xet" value="')[1].split('"')[0]
    response = client.post(url("check-set-aside", made.public_id), {"nhan-xet": ident, "ly-do": "Sẽ bổ sung"})
    assert (response.status_code, response["Location"]) == (303, deed_url(made) + "#kiem-tra")
    assert CheckOverride.objects.get().note == "Sẽ bổ sung"
    assert "Bỏ qua, Âu Văn Ích: “Sẽ bổ sung”" in said(client.get(deed_url(made)))


def test_what_was_set_aside_is_asked_again_after_the_words_change_with_the_reason_at_hand(play: Cast) -> None:
    made = flawed(play, submitted=True)
    client = sign_in(play.quality_officer)
    ident = client.get(deed_url(made)).content.decode().split('name="nhan-xet" value="m.no_number')[1].split('"')[0]
    client.post(
        url("check-set-aside", made.public_id), {"nhan-xet": f"m.no_number{ident}", "ly-do": "Đo bằng công nhận"}
    )
    made = stage.step(play, made, "return", "quality_officer", reason="Sửa câu")
    one = made.objectives.get()
    data = typed(
        "Đẩy mạnh phong trào thi đua của nhà giáo", revision=str(made.revision), **{"chi-tieu-TOTAL_FORMS": "0"}
    )
    sign_in(play.head).post(url("objective-edit", made.public_id, one.public_id), data)
    made = stage.step(play, stage.fresh(made), "submit", "head")
    page = client.get(deed_url(made))
    assert "Ở bản trước Âu Văn Ích đã bỏ qua: “Đo bằng công nhận”. Nội dung đã thay đổi nên máy hỏi lại." in said(page)
    assert ">Đo bằng công nhận</textarea>" in page.content.decode()


def test_the_approver_sees_what_was_found_and_may_not_set_it_aside(play: Cast) -> None:
    made = stage.step(play, flawed(play, submitted=True), "pass", "quality_officer")
    page = said(sign_in(play.vice_rector).get(deed_url(made)))
    assert "Kết quả kiểm tra" in page
    assert "Chưa có số lượng để đo." in page
    assert "Bỏ qua nhận xét này" not in page


def test_the_report_names_every_rule_with_its_source(play: Cast) -> None:
    page = said(sign_in(play.head).get(url("checks", flawed(play).public_id)))
    assert "M - Chưa đo được Cần sửa Mục tiêu 1 : Chưa có số lượng để đo." in page
    assert "Thời hạn đều nằm trong năm" in page
    assert "QT.ĐBCL-04, mục 5.1 (M - Measurable)" in page


def test_the_paper_holds_the_remarks_of_the_return(play: Cast) -> None:
    made = stage.step(play, flawed(play, submitted=True), "return", "quality_officer", reason="Chưa đo được")
    response = sign_in(play.head).get(url("checks-print", made.public_id, "docx"))
    words = paper_words(response)
    assert "PHIẾU NHẬN XÉT" in words
    assert "Lý do trả lại: Chưa đo được" in words
    assert "Chưa có số lượng để đo." in words


def test_the_paper_of_the_return_stays_as_it_was_after_the_words_change(play: Cast) -> None:
    made = stage.step(play, flawed(play, submitted=True), "return", "quality_officer", reason="Chưa đo được")
    one = made.objectives.get()
    data = typed(revision=str(made.revision))
    sign_in(play.head).post(url("objective-edit", made.public_id, one.public_id), data)
    address = url("checks-print", made.public_id, "docx")
    words = [paper_words(sign_in(play.head).get(address + more)) for more in ("?lan=tra-lai", "")]
    assert ["Chưa có số lượng để đo." in said_ for said_ in words] == [True, False]


def test_the_paper_is_a_pdf_as_well(play: Cast) -> None:
    response = sign_in(play.quality_officer).get(url("checks-print", flawed(play).public_id, "pdf"))
    assert response.content[:5] == b"%PDF-"


@pytest.mark.parametrize("part", ["other_head", "stranger"])
def test_the_report_is_not_for_outsiders(play: Cast, part: str) -> None:
    assert sign_in(getattr(play, part)).get(url("checks", flawed(play).public_id)).status_code == 404


def tied(play: Cast) -> tuple[ObjectiveSet, Any]:
    wanted = (
        "Hiệu suất đào tạo toàn trường từ 84% trở lên",
        "Tuyển sinh đạt từ 95% chỉ tiêu",
        "Mỗi khoa có 02 đề tài nghiệm thu",
    )
    bare = {"targets": (), "tasks": ()}
    stage.issued_school(play, *(stage.objective(str(n), one, **bare) for n, one in enumerate(wanted, 1)))
    return stage.draft(play, stage.objective("1", "Hiệu suất đào tạo của khoa từ 86%", **bare)), sign_in(play.head)


def test_sure_proposals_are_taken_all_at_once(play: Cast) -> None:
    made, client = tied(play)
    page = said(client.get(url("ties", made.public_id)))
    assert "Nhận cả 1 đề xuất chắc chắn" in page
    response = client.post(url("ties", made.public_id), {"nhan": "tat-ca", "revision": made.revision})
    assert (response.status_code, made.objectives.get().serves.number) == (303, "1")
    assert "Mọi mục tiêu đều đã gắn" in said(client.get(url("ties", made.public_id)))


def test_one_proposal_is_taken(play: Cast) -> None:
    made, client = tied(play)
    own = made.objectives.get()
    page = client.get(url("ties", made.public_id)).content.decode()
    value = page.split(f'value="{own.public_id}:')[1].split('"')[0]
    client.post(url("ties", made.public_id), {"nhan": f"{own.public_id}:{value}", "revision": made.revision})
    assert made.objectives.get().serves.public_id == value


def test_the_quality_office_switches_a_rule_off(play: Cast) -> None:
    client = sign_in(play.quality_head)
    assert "Đang dùng tất cả." in said(client.get(url("check-rules")))
    data = {"state": "off", "severity": "note", "reason": "Không áp dụng"}
    assert client.post(url("check-rule", "r.money"), data).status_code == 303
    assert CheckSetting.objects.get().is_on is False
    assert "Đang tắt 1 quy tắc." in said(client.get(url("check-rules")))


def test_switching_a_rule_off_needs_its_reason(play: Cast) -> None:
    response = sign_in(play.quality_head).post(
        url("check-rule", "r.money"), {"state": "off", "severity": "note", "reason": ""}
    )
    assert (response.status_code, CheckSetting.objects.count()) == (422, 0)


@pytest.mark.parametrize("part", ["head", "rector", "admin"])
def test_the_rules_are_the_quality_offices(play: Cast, part: str) -> None:
    assert sign_in(getattr(play, part)).get(url("check-rules")).status_code == 403
