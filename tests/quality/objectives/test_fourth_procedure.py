"""A procedure that nobody had thought of when the program was written: from a YAML text to an evaluated plan, by the screens alone.

Other steps, codes and forms than the packs have, a council that decides one step, days by the calendar, a clerk who issues.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from khue.engine.procedures import queries as cases
from khue.engine.procedures.models import ProcedureDraft, ProcedureVersion
from khue.engine.records import actions as records
from khue.people.organisation.models import Unit
from khue.quality.objectives import queries, terms
from khue.quality.objectives.models import ObjectiveSet, Review
from tests import cast as stage
from tests.cast import Cast
from tests.quality.objectives import screens
from tests.quality.objectives import stage as sets
from tests.quality.objectives.screens import deed_url, said, sign_in, url

pytestmark = pytest.mark.django_db

FOURTH = """
format: khue.procedure/1
code: QĐ.CLB-7
title: Đăng ký việc lớn trong năm
issue_number: "1"
purpose: Mỗi khoa chọn ít việc lớn và làm đến nơi.
scope: Các khoa.
sources: [Soạn để thử]
roles:
  - {code: unit_deputy, title: Thư ký khoa}
  - {code: clerk, title: Văn thư}
  - {code: rector, title: Hiệu trưởng}
  - {code: staff, title: Ủy viên}
forms:
  - {code: M7-A, title: Bản đăng ký việc lớn}
  - {code: M7-B, title: Bản kiểm điểm việc lớn}
records:
  - {form: M7-A, title: Bản đăng ký việc lớn, places: [Văn phòng khoa], years: 2}
  - {form: M7-B, title: Bản kiểm điểm việc lớn, places: [Văn phòng khoa], years: 2}
flows:
  - code: unit
    title: Đăng ký việc lớn
    section: A
    level: unit
    steps:
      - code: ghi
        name: Ghi việc lớn
        kind: draft
        responsible: [{role: unit_deputy, scope: in, label: Thư ký khoa}]
        time_limit: {kind: calendar_days, max_days: 12}
        forms: [M7-A]
        outcomes:
          - {code: gui, label: Gửi hội đồng, to: xet, primary: true, effects: [objectives.submit]}
      - code: xet
        name: Hội đồng xét
        kind: review
        responsible: [{scope: body, unit: HDVL, label: Hội đồng việc lớn}]
        time_limit: {kind: calendar_days, max_days: 9}
        outcomes:
          - {code: thuan, label: Thuận, to: duyet, primary: true, effects: [objectives.record_check]}
          - {code: bac, label: Ghi lại, to: ghi, back: true, reason_required: true, effects: [objectives.return_to_unit]}
      - code: duyet
        name: Ký duyệt
        kind: approve
        responsible: [{role: rector, scope: over, label: Hiệu trưởng}]
        time_limit: {kind: calendar_days, max_days: 3}
        outcomes:
          - {code: ky, label: Ký duyệt, to: treo, primary: true, effects: [objectives.approve]}
          - {code: chua, label: Chưa ký, to: ghi, back: true, reason_required: true, effects: [objectives.return_to_unit]}
      - code: treo
        name: Treo bảng
        kind: issue
        responsible: [{role: clerk, scope: over, label: Văn thư}]
        time_limit: {kind: calendar_days, max_days: 2}
        forms: [M7-A]
        outcomes:
          - {code: treo, label: Treo bảng, to: kiem, primary: true, effects: [objectives.issue]}
      - code: kiem
        name: Kiểm điểm cuối năm
        kind: report
        responsible: [{role: unit_deputy, scope: in, label: Thư ký khoa}]
        time_limit: {kind: standing, text: Tháng Sáu}
        forms: [M7-B]
        outcomes:
          - {code: xong, label: Nộp bản kiểm điểm, to: end, primary: true, effects: [objectives.report]}
"""
FORMS = """
schema: khue.pack/1
kind: forms
urn: urn:khue:pack:forms:viec-lon
version: 1
locale: vi
procedure: QĐ.CLB-7
issue_number: "1"
effective_on: 2026-01-01
source: Soạn để thử
boxes: [Người soạn thảo, Người xem xét, Người phê duyệt]
forms:
  - code: M7-A
    title: Bản đăng ký việc lớn
    kind: unit_plan
    type_name: BẢN ĐĂNG KÝ
    orientation: landscape
    columns:
      - {key: number, title: STT, width: 1, align: center}
      - {key: statement, title: Việc lớn, width: 8}
      - {key: targets, title: Mức, width: 6}
    retention: {years: 2, places: [Văn phòng khoa], source: Soạn để thử, verified: true}
"""


@pytest.fixture
def fourth(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The cast with a council and a clerk, the clock of the views at the beginning of the play; no procedure yet."""
    now = cast.at + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: now)
    council = stage.unit("HDVL", "Hội đồng việc lớn", "council", cast.school)
    stage.appoint(cast.other_head, "Ủy viên", council)
    stage.grant(cast.auditor, "clerk", cast.school)
    records.install_forms(institution=cast.school, text=FORMS, by=None, at=cast.at)
    return cast


def write(cast: Cast) -> ProcedureVersion:
    """The quality officer brings the text in and submits it; the rector approves and issues it."""
    officer, rector = sign_in(cast.quality_officer), sign_in(cast.rector)
    assert officer.post(reverse("procedures:new"), {"code": "QĐ.CLB-7", "title": "Việc lớn"}).status_code == 303
    draft = ProcedureDraft.objects.get()
    here = {name: reverse(f"procedures:{name}", args=[draft.public_id]) for name in
            ("draft-bring-in", "draft-submit", "draft-issue")}  # fmt: skip
    assert officer.post(here["draft-bring-in"], {"revision": 1, "text": FOURTH}).status_code == 303
    assert officer.post(here["draft-submit"], {"revision": 2}).status_code == 303
    assert officer.post(here["draft-issue"], {"revision": 3, "effective_on": "07/09/2026"}).status_code == 403
    assert rector.post(here["draft-issue"], {"revision": 3, "effective_on": "07/09/2026"}).status_code == 303
    return ProcedureVersion.objects.get()


def begin(cast: Cast) -> ObjectiveSet:
    """The deputy opens the set of the faculty and writes one objective in it."""
    client = sign_in(cast.deputy)
    address = f"{url('open')}?don-vi={cast.faculty.public_id}&nam={cast.period.code}"
    assert client.post(address, {"start": "empty"}).status_code == 303
    made = ObjectiveSet.objects.get()
    assert client.post(url("objective-add", made.public_id), screens.typed()).status_code == 303
    return sets.fresh(made)


def press(person: Any, made: ObjectiveSet, outcome: str, **more: Any) -> Any:
    seen = queries.content_of(sets.fresh(made)).content_hash()
    return sign_in(person).post(deed_url(made), {"outcome": outcome, "reason": "", "seen": seen, **more})


HEAD = "TRƯỞNG PHÒNG KHẢO THÍ - ĐẢM BẢO CHẤT LƯỢNG"
ISSUE = {"decision_number": "12/QĐ-CĐKTKV", "decided_on": "07/09/2026"}
WAY = (
    ("gui", "deputy", "xet", terms.SUBMITTED, date(2026, 9, 16)),
    ("thuan", "other_head", "duyet", terms.SUBMITTED, date(2026, 9, 10)),
    ("ky", "rector", "treo", terms.APPROVED, date(2026, 9, 9)),
    ("treo", "auditor", "kiem", terms.ISSUED, date(2027, 8, 31)),
)


def test_invented_procedure_carries_objectives_from_draft_to_evaluation(fourth: Cast) -> None:
    version = write(fourth)
    made = begin(fourth)
    assert (made.case.version, cases.open_task(made.case).due_on) == (version, date(2026, 9, 21))  # 19/9 is a Saturday
    for outcome, who, step, state, due in WAY:
        answer = press(getattr(fourth, who), made, outcome, **(ISSUE if outcome == "treo" else {}))
        assert answer.status_code == 303, said(answer)
        made = sets.fresh(made)
        assert (made.case.step, made.state, cases.open_task(made.case).due_on) == (step, state, due)
    client, target = sign_in(fourth.deputy), made.objectives.get().targets.get()
    result = {"value": "90", "as_of": "01/09/2026", "note": ""}
    assert client.post(url("measure", made.public_id, target.public_id), result).status_code == 303
    told = {"summary": "Xong.", "strengths": "", "proposals": "", "lam": "nop"}
    assert client.post(url("evaluation", made.public_id), told).status_code == 303
    made = sets.fresh(made)
    assert (made.case.status, made.evaluation.state) == ("ended", terms.EVALUATION_SUBMITTED)


def test_council_sees_the_set_and_its_button_and_sends_it_back(fourth: Cast) -> None:
    write(fourth)
    made = begin(fourth)
    assert sign_in(fourth.other_head).get(url("set", made.public_id)).status_code == 404
    press(fourth.deputy, made, "gui")
    page = sign_in(fourth.other_head).get(url("set", made.public_id))
    assert deed_url(made) in page.content.decode()
    assert press(fourth.other_head, made, "bac", reason="Nhiều việc quá").status_code == 303
    review = Review.objects.get(kind=terms.CHECK)
    assert (review.by, review.passed, sets.fresh(made).state) == (fourth.other_head, False, terms.DRAFT)


def test_who_has_no_part_in_it_neither_sees_nor_decides(fourth: Cast) -> None:
    write(fourth)
    made = begin(fourth)
    press(fourth.deputy, made, "gui")
    for who in (fourth.stranger, fourth.admin):
        assert sign_in(who).get(url("set", made.public_id)).status_code == 404
    for who in (fourth.deputy, fourth.head, fourth.quality_officer):
        assert press(who, made, "thuan").status_code == 404
    assert sets.fresh(made).case.step == "xet"


def test_list_and_papers_speak_the_words_of_the_invented_procedure(fourth: Cast) -> None:
    write(fourth)
    made = begin(fourth)
    listed = said(sign_in(fourth.quality_head).get(url("sets")))
    assert "Cao Thị Hạnh, Thư ký khoa" in listed
    page = sign_in(fourth.deputy).get(url("set", made.public_id))
    assert "Gửi hội đồng" in said(page)
    printed = sign_in(fourth.deputy).get(url("print", made.public_id, "M7-A", "docx"))
    assert printed.status_code == 200


def test_a_member_signs_in_the_name_of_the_council(fourth: Cast) -> None:
    """Whatever post they have elsewhere, and what the print says above the name."""
    write(fourth)
    made = begin(fourth)
    press(fourth.deputy, made, "gui")
    assert press(fourth.other_head, made, "thuan").status_code == 303
    review = Review.objects.get(kind=terms.CHECK)
    assert review.signed_as["titles"] == ["TM. HỘI ĐỒNG VIỆC LỚN", "ỦY VIÊN"]
    assert (review.signed_as["code"], review.on_behalf_of_id) == ("TM.", None)


def test_the_head_of_the_office_who_sits_in_the_council_too_is_asked_in_whose_name(fourth: Cast) -> None:
    """The office checks elsewhere; this step is the council's, so TM. comes first and their own post is a choice."""
    write(fourth)
    made = begin(fourth)
    council = Unit.objects.get(code="HDVL")
    stage.appoint(fourth.quality_head, "Chủ tịch", council, is_main=False)
    press(fourth.deputy, made, "gui")
    found = queries.capacities(fourth.quality_head, sets.fresh(made), terms.CHECK, fourth.today)
    assert [one.in_words for one in found] == ["TM. HỘI ĐỒNG VIỆC LỚN - CHỦ TỊCH", HEAD]
    assert press(fourth.quality_head, made, "thuan", capacity=found[1].key).status_code == 303
    assert Review.objects.get(kind=terms.CHECK).signed_as["titles"] == [HEAD]
