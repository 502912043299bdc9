"""Results of an issued set: measuring, correcting, evidence, progress; bad input; who may; what it costs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khue.engine.records.models import Evidence, EvidenceUse
from khue.quality.objectives import terms
from khue.quality.objectives.models import Measurement, ObjectiveSet, TaskUpdate
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in, url


@pytest.fixture
def issued(play: Cast) -> ObjectiveSet:
    return stage.issued(play)


def target_of(objective_set: ObjectiveSet) -> Any:
    return objective_set.objectives.order_by("order").first().targets.get()


def measure_url(objective_set: ObjectiveSet) -> str:
    return url("measure", objective_set.public_id, target_of(objective_set).public_id)


def task_url(objective_set: ObjectiveSet) -> str:
    return url("task", objective_set.public_id, objective_set.objectives.first().tasks.get().public_id)


def result(**more: Any) -> dict[str, Any]:
    return {"value": "81,5", "as_of": "01/09/2026", "note": "Khảo sát", **more}


def report() -> SimpleUploadedFile:
    return SimpleUploadedFile("khao-sat.pdf", b"%PDF-1.4 khao sat")


# ---- results ----


def test_results_show_what_was_measured_and_what_was_not(play: Cast, issued: ObjectiveSet) -> None:
    client = sign_in(play.head)
    assert "Chưa đo" in said(client.get(url("results", issued.public_id)))
    stage.measure(play, issued, "81.5")
    page = client.get(url("results", issued.public_id))
    assert "81,5%" in said(page)
    assert "1 chỉ tiêu: đạt 1" in said(page)
    assert 'aria-label="Kết quả 81,5%, chỉ tiêu từ 80% trở lên"' in page.content.decode()


def test_a_number_just_below_the_target_never_reads_like_it(play: Cast, issued: ObjectiveSet) -> None:
    stage.measure(play, issued, "79.9996")
    page = said(sign_in(play.head).get(url("results", issued.public_id)))
    assert "79,9996%" in page
    assert "Không đạt" in page


def test_results_narrow_by_the_url(play: Cast) -> None:
    made = stage.issued(play, stage.objective("1", "Việc đã đo"), stage.objective("2", "Việc chưa đo"))
    stage.measure(play, made, 90)
    page = said(sign_in(play.head).get(url("results", made.public_id) + "?loc=chua-do"))
    assert "2. Việc chưa đo" in page
    assert "1. Việc đã đo" not in page


@pytest.mark.parametrize(
    ("part", "status"), [("teacher", 200), ("quality_officer", 200), ("other_head", 404), ("stranger", 404)]
)
def test_results_are_for_their_people(play: Cast, issued: ObjectiveSet, part: str, status: int) -> None:
    client = sign_in(getattr(play, part))
    for address in (url("results", issued.public_id), measure_url(issued), task_url(issued)):
        assert client.get(address).status_code == status


def test_results_cost_eight_statements_at_one_ten_and_two_hundred_objectives(play: Cast) -> None:
    counts = []
    for number in (1, 10, 200):
        ObjectiveSet.objects.update(state=terms.WITHDRAWN, is_current=False)
        made = stage.issued(play, *(stage.objective(str(n)) for n in range(1, number + 1)))
        stage.measure(play, made, 82)
        client = sign_in(play.head)
        with stage.statements() as found:
            assert client.get(url("results", made.public_id)).status_code == 200
        counts.append(len(found))
    assert counts == [8, 8, 8]


# ---- measuring ----


def test_measuring_keeps_value_day_and_note(play: Cast, issued: ObjectiveSet) -> None:
    response = sign_in(play.head).post(measure_url(issued), result())
    key = issued.objectives.get().public_id
    assert (response.status_code, response["Location"]) == (303, f"{url('results', issued.public_id)}#mt-{key}")
    found = Measurement.objects.get()
    assert (found.value, str(found.as_of), found.note) == (Decimal("81.5000"), "2026-09-01", "Khảo sát")


def test_a_rate_is_computed_from_its_parts(play: Cast, issued: ObjectiveSet) -> None:
    sign_in(play.head).post(measure_url(issued), result(value="", numerator="412", denominator="489"))
    assert Measurement.objects.get().value == Decimal("84.2536")
    assert "412/489" in said(sign_in(play.head).get(url("results", issued.public_id)))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"value": ""}, "Nhập kết quả, hoặc nhập tử số và mẫu số để máy tính."),
        ({"value": "nhiều"}, "Ghi số kiểu Việt Nam, ví dụ 94,5 hoặc 1.200."),
        ({"value": "", "numerator": "4"}, "Ghi đủ cả tử số và mẫu số"),
        ({"value": "", "numerator": "4", "denominator": "0"}, "Mẫu số phải lớn hơn 0."),
        ({"value": "50", "numerator": "4", "denominator": "5"}, "Kết quả không khớp với tử số chia mẫu số."),
        ({"as_of": ""}, "Nhập số liệu tính đến ngày."),
        ({"as_of": "31/11/2026"}, "Ghi ngày theo dạng ngày/tháng/năm"),
        ({"as_of": "08/09/2026"}, "Ngày của kết quả chưa tới."),
        ({"as_of": "01/01/2020"}, "nằm ngoài"),
        ({"url": "không phải địa chỉ"}, "Ghi đủ địa chỉ"),
        ({"url": "https://khuevan.example/bc"}, "Nhập ngày có hiệu lực của minh chứng"),
        ({"file": SimpleUploadedFile("x.exe", b"MZ")}, "Không nhận tệp “x.exe”."),
        ({"file": SimpleUploadedFile("x.pdf", b""), "effective_on": "01/09/2026"}, "Tệp không có nội dung."),
        ({"file": SimpleUploadedFile("x.pdf", b"MZ"), "effective_on": "01/09/2026"}, "nội dung không phải"),
    ],
)  # fmt: skip
def test_bad_results_are_said_and_nothing_is_half_saved(
    play: Cast, issued: ObjectiveSet, more: dict[str, Any], sentence: str
) -> None:
    response = sign_in(play.head).post(measure_url(issued), result(**more))
    assert response.status_code == 422
    assert sentence in said(response)
    assert "Khảo sát" in response.content.decode()
    assert (Measurement.objects.count(), Evidence.objects.count()) == (0, 0)


def test_a_result_comes_with_its_file(play: Cast, issued: ObjectiveSet) -> None:
    data = result(file=report(), title="Báo cáo khảo sát", effective_on="31/08/2026")
    sign_in(play.head).post(measure_url(issued), data)
    use = EvidenceUse.objects.select_related("evidence").get()
    assert (use.subject_type, use.subject_id) == ("objectives.measurement", Measurement.objects.get().pk)
    assert (use.evidence.title, str(use.evidence.effective_on)) == ("Báo cáo khảo sát", "2026-08-31")
    page = sign_in(play.head).get(url("results", issued.public_id))
    assert "Báo cáo khảo sát hiệu lực 31/08/2026" in said(page)
    assert f"/minh-chung/{use.evidence.public_id}/tai-ve/" in page.content.decode()


def test_evidence_that_is_there_is_chosen_again(play: Cast, issued: ObjectiveSet) -> None:
    client = sign_in(play.head)
    client.post(measure_url(issued), result(file=report(), effective_on="31/08/2026"))
    kept = Evidence.objects.get()
    assert "khao-sat (hiệu lực 31/08/2026)" in said(client.get(measure_url(issued)))
    client.post(measure_url(issued), result(value="82", existing=kept.public_id))
    assert (Evidence.objects.count(), EvidenceUse.objects.count()) == (1, 2)


def test_a_correction_strikes_the_old_result_out(play: Cast, issued: ObjectiveSet) -> None:
    wrong = stage.measure(play, issued, 18)
    client = sign_in(play.head)
    form = client.get(f"{measure_url(issued)}?sua={wrong.public_id}").content.decode()
    assert 'value="18"' in form
    client.post(measure_url(issued), result(corrects=wrong.public_id))
    assert Measurement.objects.get(corrects=wrong).value == Decimal("81.5000")
    page = client.get(measure_url(issued)).content.decode()
    assert '<del class="k-del">18%</del>' in page
    again = client.post(measure_url(issued), result(corrects=wrong.public_id))
    assert again.status_code in {409, 422}
    assert "đã được sửa rồi" in said(again)


def test_a_recognition_is_yes_or_no(play: Cast) -> None:
    made = stage.issued(play, stage.objective(targets=(stage.target("danh hiệu", "achieved", None, unit=""),)))
    client = sign_in(play.head)
    assert client.post(measure_url(made), result(value="")).status_code == 422
    client.post(measure_url(made), result(value="1"))
    assert "Có" in said(client.get(url("results", made.public_id)))


def test_who_may_not_measure_is_told_why_before_trying(play: Cast, issued: ObjectiveSet) -> None:
    client = sign_in(play.teacher)
    reason = "Chỉ trưởng, phó đơn vị và người được giao mục tiêu này mới ghi kết quả."
    assert reason in said(client.get(measure_url(issued)))
    response = client.post(measure_url(issued), result())
    assert response.status_code == 403
    assert reason in said(response)


def test_a_draft_is_not_measured(play: Cast) -> None:
    made = stage.draft(play)
    response = sign_in(play.head).post(measure_url(made), result())
    assert response.status_code == 409
    assert "Chỉ ghi kết quả cho bộ mục tiêu đang có hiệu lực" in said(response)


def test_measuring_costs_at_most_ten_statements(play: Cast) -> None:
    counts = []
    for number in (1, 10, 200):
        ObjectiveSet.objects.update(state=terms.WITHDRAWN, is_current=False)
        made = stage.issued(play, *(stage.objective(str(n)) for n in range(1, number + 1)))
        client, address = sign_in(play.head), measure_url(made)
        with stage.statements() as found:
            assert client.post(address, result()).status_code == 303
        counts.append(len(found))
    assert len(set(counts)) == 1
    assert counts[0] <= 10


# ---- tasks ----


def test_progress_is_reported_with_its_note(play: Cast, issued: ObjectiveSet) -> None:
    data = {"progress": "under_way", "percent": "40", "note": "Đã gửi 200 phiếu"}
    assert sign_in(play.teacher).post(task_url(issued), data).status_code == 303
    update = TaskUpdate.objects.get()
    assert (update.progress, update.percent, update.by) == ("under_way", 40, play.teacher)
    page = said(sign_in(play.head).get(url("results", issued.public_id)))
    assert "40%" in page
    assert "Đã gửi 200 phiếu" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"progress": "under_way", "percent": "140"}, "Ghi số không quá 100."),
        ({"progress": "stopped", "percent": "0"}, "Không thực hiện thì phải ghi lý do."),
        ({"progress": "", "percent": "10"}, "Chọn tình trạng."),
    ],
)
def test_bad_progress_is_said(play: Cast, issued: ObjectiveSet, data: dict[str, str], sentence: str) -> None:
    response = sign_in(play.head).post(task_url(issued), data | {"note": ""})
    assert response.status_code == 422
    assert sentence in said(response)
    assert not TaskUpdate.objects.exists()


def test_things_of_another_set_are_not_found_here(play: Cast, issued: ObjectiveSet) -> None:
    other = stage.draft(play, by=play.other_head, unit=play.other_faculty)
    client = sign_in(play.quality_head)
    assert client.get(measure_url(issued).replace(issued.public_id, other.public_id)).status_code == 404
    assert client.get(task_url(issued).replace(issued.public_id, other.public_id)).status_code == 404


def test_before_issue_the_button_is_barred_with_the_reason(play: Cast) -> None:
    made = stage.walk(play, stage.draft(play), "submit")
    page = sign_in(play.head).get(url("results", made.public_id))
    assert page.content.decode().count("Chỉ ghi kết quả cho bộ mục tiêu đang có hiệu lực") == 1
    assert 'aria-disabled="true" aria-describedby="vi-sao-ghi-ket-qua"' in page.content.decode()
    assert "Các lần đo" in said(page)


def test_a_share_above_the_whole_is_kept_and_doubted(play: Cast, issued: ObjectiveSet) -> None:
    client = sign_in(play.head)
    sent = result(value="", numerator="15", denominator="13")
    page = client.get(client.post(measure_url(issued), sent)["Location"])
    assert Measurement.objects.get().value == Decimal("115.3846")
    assert "Tử số lớn hơn mẫu số: 115,38%. Kiểm tra lại nếu không đúng." in said(page)
    assert "k-note-warn" in page.content.decode()
    plain = client.get(client.post(measure_url(issued), sent | {"numerator": "12"})["Location"])
    assert "Tử số lớn hơn" not in said(plain)
