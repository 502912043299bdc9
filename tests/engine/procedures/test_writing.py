"""The next issue on the screens: written, judged, submitted, approved by another person; who may, who may not, the stranger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from khue.engine.procedures import queries
from khue.engine.procedures.actions import drafts
from khue.engine.procedures.forms.step import LIMIT, StepForm
from khue.engine.procedures.language import checks, outline, schema, writing
from khue.engine.procedures.models import ProcedureDraft, ProcedureVersion
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests.engine.procedures.test_moving import newer


@pytest.fixture
def draft(cast, installed) -> ProcedureDraft:
    return drafts.start(institution=cast.school, based_on=installed, by=cast.quality_officer, at=cast.at)


def url(name: str, draft: ProcedureDraft, *more: Any) -> str:
    return reverse(f"procedures:{name}", args=[draft.public_id, *more])


def typed(page: Any) -> dict[str, Any]:
    """What a browser would send back of the form of a page, unchanged."""
    forms = html.fromstring(page.content.decode()).forms
    form = max((one for one in forms if "revision" in one.fields), key=lambda one: len(one.fields))
    found: dict[str, Any] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found


def steps(draft: ProcedureDraft, flow: str = "unit") -> list[str]:
    return [one.code for one in ProcedureDraft.objects.get(pk=draft.pk).read().flow(flow).steps]


def test_new_issue_begins_from_the_present_one(cast, installed, client_of) -> None:
    client = client_of(cast.quality_officer)
    answer = client.post(reverse("procedures:begin", args=[installed.pk]))
    made = ProcedureDraft.objects.get()
    assert answer["Location"] == url("draft", made)
    assert (made.read().issue_number, made.read().flows) == ("04", installed.read().flows)
    assert client.post(reverse("procedures:begin", args=[installed.pk])).status_code == 409


def test_draft_shows_every_part_and_says_that_nothing_is_wrong(cast, draft, client_of) -> None:
    page = client_of(cast.quality_officer).get(url("draft", draft)).content.decode()
    assert "Không còn lỗi, trình phê duyệt được." in page
    assert page.count('class="k-flow') >= 2


def test_every_step_saves_unchanged_as_it_was(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    before = draft.read()
    for flow in before.flows:
        for step in flow.steps:
            here = url("draft-step", draft, flow.code, step.code)
            assert client.post(here, typed(client.get(here))).status_code == 303, step.code
    draft.refresh_from_db()
    assert draft.read() == before
    assert draft.authors == [cast.quality_officer.pk]


@pytest.mark.parametrize("name", ["references", "terms", "roles", "forms", "records", "gates", "flows"])
def test_every_list_saves_unchanged_as_it_was(cast, draft, client_of, name) -> None:
    client, before = client_of(cast.quality_officer), draft.read()
    here = url("draft-list", draft, name)
    assert client.post(here, typed(client.get(here))).status_code == 303
    draft.refresh_from_db()
    assert draft.read() == before


def test_general_part_is_saved(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    here = url("draft-general", draft)
    told = typed(client.get(here)) | {"title": "Thiết lập MTCL", "remarks": "Một\nHai"}
    assert client.post(here, told).status_code == 303
    draft.refresh_from_db()
    assert (draft.title, draft.read().remarks) == ("Thiết lập MTCL", ("Một", "Hai"))


def test_faults_are_told_as_one_types_and_nothing_is_saved(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    here = url("draft-step", draft, "unit", "4b")
    told = typed(client.get(here)) | {"time": "yearly_window", "first": "30/2", "last": "1/3"}
    page = client.post(f"{here}?xem=1", told, headers={"HX-Request": "true"})
    assert "Từ ngày" in page.content.decode()
    assert "<html" not in page.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_day_that_is_none_is_told_at_its_box_and_keeps_what_was_typed(cast, draft, client_of) -> None:
    client, here = client_of(cast.quality_officer), url("draft-step", draft, "unit", "4b")
    told = typed(client.get(here)) | {"time": "yearly_window", "first": "30/2", "last": "1/3"}
    page = client.post(here, told)
    assert (page.status_code, ProcedureDraft.objects.get().revision) == (422, 1)
    root = html.fromstring(page.content.decode())
    assert root.get_element_by_id("id_first").get("value") == "30/2"
    assert "Ghi ngày và tháng có trong lịch, như 15/8." in root.get_element_by_id("id_first_error").text_content()


def test_step_saves_although_a_way_leads_nowhere_yet_and_says_where(cast, draft, client_of) -> None:
    client, here = client_of(cast.quality_officer), url("draft-step", draft, "unit", "4a")
    told = typed(client.get(here)) | {"loi-ra-2-label": "Hỏi thêm", "loi-ra-2-to": "", "nguoi-2-label": "Ai đó"}
    assert client.post(here, told).status_code == 303
    page = client.get(url("draft", draft)).content.decode()
    assert "Bước 4a. Xem xét, lối ra “Hỏi thêm”, Lập mục tiêu chất lượng của đơn vị</a>: Thiếu “Đi đến”." in page
    assert "Bước 4a. Xem xét, người 3, Lập mục tiêu chất lượng của đơn vị</a>: Thiếu “Vai trò”." in page


def test_boxes_that_an_issue_demands_are_not_called_optional(cast, draft, client_of) -> None:
    page = html.fromstring(client_of(cast.quality_officer).get(url("draft-step", draft, "unit", "4a")).content.decode())
    optional = {one.get("for") for one in page.xpath("//label") if "không bắt buộc" in one.text_content()}
    assert {
        "id_first",
        "id_max_days",
        "id_on",
        "id_nguoi-0-role",
        "id_loi-ra-0-to",
        "id_loi-ra-0-label",
    } & optional == set()
    assert {"id_work", "id_loi-ra-0-note"} <= optional


def test_every_part_that_a_kind_of_time_limit_uses_has_a_box() -> None:
    used = {part for parts in checks.TAKES.values() for part in parts}
    assert set(LIMIT) == used | {"text"}
    assert set(LIMIT) <= set(StepForm.base_fields)


def test_boxes_of_the_time_limit_say_for_which_kind_they_are(cast, draft, client_of) -> None:
    page = html.fromstring(client_of(cast.quality_officer).get(url("draft-step", draft, "unit", "4a")).content.decode())
    kinds = {
        one.xpath(".//input|.//select")[0].get("name"): one.get("data-times") for one in page.xpath("//*[@data-times]")
    }
    assert (kinds["first"], kinds["on"], kinds["min_days"]) == (
        "yearly_window",
        "absolute",
        "working_days calendar_days",
    )
    assert set(kinds) == set(LIMIT)


def test_draft_with_faults_saves_and_cannot_be_submitted(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    here = url("draft-step", draft, "unit", "2")
    told = {key: value for key, value in typed(client.get(here)).items() if not key.endswith("-role")}
    told |= {"nguoi-0-label": "", "nguoi-1-label": ""}
    assert client.post(here, told).status_code == 303
    page = client.get(url("draft", draft)).content.decode()
    assert "Bước 2. Góp ý MTCL và KHTHMTCL của đơn vị, Lập mục tiêu chất lượng của đơn vị</a>" in page
    assert "Chưa có ai được quyết định bước này" in page
    answer = client.post(url("draft-submit", draft), {"revision": 2})
    assert (answer.status_code, ProcedureDraft.objects.get().state) == (422, "draft")


def test_steps_are_added_moved_and_taken_out(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)

    def deed(what: str, step: str) -> int:
        now = ProcedureDraft.objects.get(pk=draft.pk).revision
        told = {"viec": what, "buoc": step, "revision": now}
        return client.post(url("draft-steps", draft, "unit"), told).status_code

    assert deed("them", "1") == 303
    assert "Đã thêm bước 4, mở bước đó để viết." in client.get(url("draft", draft)).content.decode()
    assert steps(draft) == ["1", "4", "2", "3", "4a", "4b", "5", "6"]
    flow = ProcedureDraft.objects.get().read().flow("unit")
    assert (flow.step("1").outcomes[0].to, flow.step("4").outcomes[0].to) == ("4", "2")
    deed("xuong", "4")
    assert steps(draft)[:3] == ["1", "2", "4"]
    deed("bo", "4")
    assert steps(draft) == ["1", "2", "3", "4a", "4b", "5", "6"]


def test_stale_tab_is_told_who_saved_and_keeps_what_was_typed(cast, draft, client_of) -> None:
    client, here = client_of(cast.quality_officer), url("draft-general", draft)
    told = typed(client.get(here))
    client_of(cast.quality_head).post(here, told | {"purpose": "Của trưởng phòng"})
    answer = client.post(here, told | {"purpose": "Của chuyên viên"})
    assert answer.status_code == 422
    assert "Lý Bảo Trâm đã lưu bản soạn này" in answer.content.decode()
    assert "Của chuyên viên" in answer.content.decode()
    assert ProcedureDraft.objects.get().read().purpose == "Của trưởng phòng"


def issue(client: Any, draft: ProcedureDraft, on: date | None = None) -> Any:
    now = ProcedureDraft.objects.get(pk=draft.pk).revision
    day = on or timezone.localdate() + timedelta(days=7)
    return client.post(url("draft-issue", draft), {"revision": now, "effective_on": f"{day:%d/%m/%Y}"})


def test_author_does_not_approve_and_the_rector_issues(cast, draft, begin, client_of) -> None:
    old = begin().case.version
    officer, rector = client_of(cast.quality_officer), client_of(cast.rector)
    assert officer.post(url("draft-submit", draft), {"revision": 1}).status_code == 303
    assert issue(officer, draft).status_code == 403
    assert issue(rector, draft).status_code == 303
    made = ProcedureVersion.objects.get(issue_number="04")
    assert (made.issued_by, made.drafted_by, made.read().flows) == (cast.rector, cast.quality_officer, old.read().flows)
    assert old.cases.count() == 1
    assert AuditEvent.objects.filter(verb="procedures.version.issued").count() == 1


def test_rector_who_wrote_does_not_approve(cast, draft) -> None:
    draft.authors, draft.state = [cast.rector.pk], "submitted"
    draft.save()
    with pytest.raises(errors.NotAllowed, match="phải do người khác phê duyệt"):
        drafts.issue(draft=draft, revision=1, effective_on=cast.today, by=cast.rector, at=cast.at)
    assert ProcedureVersion.objects.count() == 1


def test_issue_in_the_past_and_taken_numbers_are_refused(cast, draft, client_of) -> None:
    client_of(cast.quality_officer).post(url("draft-submit", draft), {"revision": 1})
    assert issue(client_of(cast.rector), draft, date(2020, 1, 1)).status_code == 422
    data = {**draft.data, "issue_number": "03"}
    ProcedureDraft.objects.filter(pk=draft.pk).update(data=data)
    assert "Lần ban hành 03 đã có" in str(drafts.faults_of(ProcedureDraft.objects.get())[0])


def test_returned_draft_is_written_again_with_the_reason_shown(cast, draft, client_of) -> None:
    officer = client_of(cast.quality_officer)
    officer.post(url("draft-submit", draft), {"revision": 1})
    assert officer.get(url("draft-general", draft)).status_code == 409
    rector = client_of(cast.rector)
    assert rector.post(url("draft-return", draft), {"revision": 2, "reason": "Thời hạn quá ngắn"}).status_code == 303
    assert "Bị trả lại: Thời hạn quá ngắn" in officer.get(url("draft", draft)).content.decode()


def test_cancelled_draft_is_gone_and_a_new_one_may_begin(cast, draft, installed, client_of) -> None:
    client = client_of(cast.quality_officer)
    assert client.post(url("draft-cancel", draft), {"revision": 1, "reason": "Làm lại"}).status_code == 303
    assert client.get(url("draft", draft)).status_code == 404
    assert client.post(reverse("procedures:begin", args=[installed.pk])).status_code == 303


PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("draft", ()), ("draft-general", ()), ("draft-list", ("terms",)), ("draft-step", ("unit", "1")),
    ("draft-bring-in", ()), ("draft-compare", ()), ("draft-text", ()), ("draft-submit", ()), ("draft-cancel", ()),
)  # fmt: skip


@pytest.mark.parametrize(("name", "more"), PAGES)
def test_who_writes_sees_each_page_and_others_see_none(cast, draft, client_of, name, more) -> None:
    here = url(name, draft, *more)
    assert client_of(cast.quality_officer).get(here).status_code == 200
    for who in (cast.head, cast.teacher, cast.stranger):
        assert client_of(who).get(here).status_code == 404


def test_approver_reads_and_does_not_write(cast, draft, client_of) -> None:
    client = client_of(cast.rector)
    assert client.get(url("draft", draft)).status_code == 200
    assert client.get(url("draft-general", draft)).status_code == 403
    assert client.post(url("draft-steps", draft, "unit"), {"viec": "bo", "buoc": "1"}).status_code == 403


def test_text_comes_back_as_it_went_out(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    text = client.get(url("draft-text", draft)).content.decode()
    assert client.post(url("draft-bring-in", draft), {"revision": 1, "text": text}).status_code == 303
    draft.refresh_from_db()
    assert draft.read().flows == drafts.loader.read(draft.data)[0].flows
    assert writing.to_text(draft.read()) == text


def test_text_with_faults_is_told_by_line(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    text = writing.to_text(draft.read()).replace("kind: approve", "kind: approved", 1)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if one.strip() == "- code: '4'")
    page = client.post(url("draft-bring-in", draft), {"revision": 1, "text": text})
    assert page.status_code == 422
    assert f"Dòng {line}:" in page.content.decode()


def test_text_of_another_code_is_asked_about_and_takes_the_code_only_when_meant(cast, installed, client_of) -> None:
    client = client_of(cast.quality_officer)
    client.post(reverse("procedures:new"), {"code": "QT.M-01", "title": "Mới"})
    made = ProcedureDraft.objects.get()
    text = writing.to_text(installed.read()).replace("QT.ĐBCL-04", "QT.M-02", 1)
    page = client.post(url("draft-bring-in", made), {"revision": 1, "text": text})
    assert (page.status_code, ProcedureDraft.objects.get().code) == (422, "QT.M-01")
    assert "Mã số trong tệp là QT.M-02, bản soạn này là QT.M-01." in page.content.decode()
    again = typed(page) | {"rename": "on"}
    assert again["text"][0].split() == text.split()
    assert client.post(url("draft-bring-in", made), again).status_code == 303
    assert ProcedureDraft.objects.get().code == "QT.M-02"


def test_draft_never_takes_the_code_of_another_procedure(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    client.post(reverse("procedures:new"), {"code": "QT.M-01", "title": "Mới"})
    made = ProcedureDraft.objects.get(code="QT.M-01")
    page = client.post(
        url("draft-bring-in", made), {"revision": 1, "text": writing.to_text(draft.read()), "rename": "on"}
    )
    assert (page.status_code, "Đã có quy trình mang mã này" in page.content.decode()) == (422, True)
    made.refresh_from_db()
    assert (made.code, made.revision) == ("QT.M-01", 1)


def test_people_of_a_step_are_named_by_their_title_and_not_by_a_code(cast, draft, client_of) -> None:
    client, here = client_of(cast.quality_officer), url("draft-step", draft, "unit", "4b")
    client.post(here, typed(client.get(here)) | {"nguoi-0-label": "", "nguoi-1-label": ""})
    page = client.get(url("draft", draft)).content.decode()
    assert "Hiệu trưởng, Phó Hiệu trưởng phụ trách đơn vị" in page
    assert "vice_rector" not in page
    step = ProcedureDraft.objects.get().read().flow("unit").step("4b")
    assert [one.label for one in step.responsible] == ["Hiệu trưởng", "Phó Hiệu trưởng phụ trách đơn vị"]
    assert outline.people(replace(step, responsible=(schema.Responsible("rector"),)), draft.read()) == "Hiệu trưởng"


def test_faults_stand_in_the_order_of_the_paper(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    for code in ("5", "1"):
        here = url("draft-step", draft, "unit", code)
        client.post(here, typed(client.get(here)) | {"time": "working_days", "max_days": ""})
    page = client.get(url("draft", draft)).content.decode()
    assert page.index("Bước 1. Dự thảo MTCL và KHTHMTCL của đơn vị, ") < page.index("Bước 5. Ban hành và thực hiện, ")


def test_compare_marks_the_words(cast, draft, client_of) -> None:
    client = client_of(cast.quality_officer)
    here = url("draft-step", draft, "unit", "3")
    client.post(here, typed(client.get(here)) | {"max_days": "7"})
    page = client.get(url("draft-compare", draft)).content.decode()
    assert '<del class="k-del">3</del>' in page
    assert '<ins class="k-ins">7</ins>' in page


def test_new_procedure_begins_empty_with_its_faults(cast, installed, client_of) -> None:
    client = client_of(cast.quality_officer)
    assert client.post(reverse("procedures:new"), {"code": "QT.M-01", "title": "Mới"}).status_code == 303
    made = ProcedureDraft.objects.get(code="QT.M-01")
    assert "Quy trình chưa có lưu đồ nào" in client.get(url("draft", made)).content.decode()
    assert client.post(reverse("procedures:new"), {"code": "QT.ĐBCL-04", "title": "Trùng"}).status_code == 422
    assert client_of(cast.head).get(reverse("procedures:new")).status_code == 403


def test_case_is_moved_on_the_screen(cast, installed, begin, client_of) -> None:
    case, to, client = begin().case, newer(cast), client_of(cast.quality_head)
    here = reverse("procedures:move", args=[case.public_id, to.pk])
    page = client.get(here).content.decode()
    assert "3 ngày làm việc" in page
    assert "9 ngày làm việc" in page
    assert client.post(here, {"revision": case.revision, "reason": "Theo lần mới"}).status_code == 303
    case.refresh_from_db()
    assert case.version == to
    for who in (cast.head, cast.quality_officer, cast.stranger):
        assert client_of(who).get(here).status_code == 404


def test_withdrawn_procedure_starts_nothing_and_can_be_used_again(cast, installed, begin, client_of) -> None:
    client = client_of(cast.quality_head)
    here = reverse("procedures:withdraw", args=[installed.pk])
    assert client.post(here, {"reason": "Dùng quy trình khác"}).status_code == 303
    with pytest.raises(errors.Conflict, match="chưa có quy trình"):
        queries.version_for(cast.school, "unit", timezone.localdate())
    assert client.post(reverse("procedures:restore", args=[installed.pk])).status_code == 303
    assert client_of(cast.head).get(here).status_code == 403


def test_draft_page_takes_the_same_statements_however_much_is_written(
    cast, draft, client_of, django_assert_max_num_queries
) -> None:
    client = client_of(cast.quality_officer)
    client.get(url("draft", draft))
    with django_assert_max_num_queries(12):
        client.get(url("draft", draft))


def test_trail_that_breaks_saves_nothing(cast, draft, break_journal) -> None:
    with pytest.raises(break_journal()):
        drafts.save(draft=draft, procedure=draft.read(), revision=1, what="", by=cast.quality_officer, at=cast.at)
    assert ProcedureDraft.objects.get().revision == 1
