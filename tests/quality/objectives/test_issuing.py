"""Ban hành: a number of the register, a bundle of papers, recipients; several units by one decision; recall and replacement."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest

from khue.engine.papers import adapter, terms
from khue.engine.papers import queries as papers
from khue.engine.papers.actions import ending
from khue.engine.papers.actions import issuing as outgoing
from khue.engine.papers.models import Paper, Recipient
from khue.foundation.kernel import errors
from khue.people.access.models import Grant
from khue.people.notifications.models import Notice
from khue.people.organisation.models import Delegation
from khue.quality.objectives import actions
from khue.quality.objectives import terms as states
from khue.quality.objectives.actions import issuing
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as cast_stage
from tests.cast import Cast
from tests.quality.objectives import doors, stage
from tests.quality.objectives.screens import deed_url, said, sign_in


@pytest.fixture
def school(cast: Cast) -> Cast:
    stage.install(cast)
    doors.install_forms(cast)
    return cast


def approved(cast: Cast) -> ObjectiveSet:
    return stage.walk(cast, stage.draft(cast), "approve")


def other_approved(cast: Cast) -> ObjectiveSet:
    way = [(outcome, {"head": "other_head", "vice_rector": "rector"}.get(who, who)) for outcome, who in stage.UNIT_WAY]
    return stage.walk(cast, stage.draft(cast, by=cast.other_head, unit=cast.other_faculty), "approve", tuple(way))


def issue(cast: Cast, *sets: ObjectiveSet, **more: Any) -> Paper:
    order = issuing.Order(**{"decided_on": cast.today} | more)
    return issuing.issue_together(sets=sets, order=order, by=cast.quality_officer, at=cast.at)


def test_the_button_takes_the_next_number_and_sends_the_decision(school: Cast) -> None:
    made = stage.step(school, approved(school), "issue", "quality_officer", facts={"decided_on": school.today})
    paper = Paper.objects.get()
    assert (made.state, made.decision_number, paper.code) == (states.ISSUED, "01/QĐ-CĐKTKV", "01/QĐ-CĐKTKV")
    assert paper.signed_as["titles"] == ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]
    assert [one.name for one in papers.recipients_of(paper)] == [
        "Khoa Cơ khí", "Phòng Khảo thí - Đảm bảo chất lượng"
    ]  # fmt: skip
    assert Notice.objects.filter(person=school.head, key__startswith="paper:").count() == 1


def test_two_units_by_one_decision(school: Cast) -> None:
    sets = [approved(school), other_approved(school)]
    paper = issue(school, *sets)
    assert [stage.fresh(one).decision_number for one in sets] == [paper.code, paper.code]
    text = paper.content["text"]
    assert text["abstract"].endswith("năm học 2026 - 2027 của các đơn vị")
    assert text["authority"] == "HIỆU TRƯỞNG TRƯỜNG CAO ĐẲNG KỸ THUẬT KHUÊ VĂN"
    assert text["articles"][0].endswith("của các đơn vị theo các phụ lục sau:")


def lend(cast: Cast, *kinds: str) -> None:
    """The rector lets the head of another faculty approve, but sign only those kinds of paper."""
    days = {"valid_from": cast.today, "valid_to": date(2099, 12, 31)}  # whatever day it is where the tests run
    paper = Delegation.objects.create(
        institution=cast.school, appointment=cast.rector.appointments.get(), person=cast.other_head, capacity="TUQ.",
        unit=cast.faculty, permissions=["objectives.approve_set"], document_kinds=list(kinds), number="12/GUQ-CĐKTKV",
        signed_on=cast.today, **days,
    )  # fmt: skip
    origin, only = Grant.objects.get(person=cast.rector), ["objectives.approve_set", "objectives.view_set"]
    cast_stage.grant(cast.other_head, "rector", cast.faculty, delegation=paper, origin=origin, only=only, **days)


def test_a_paper_for_notices_lets_nobody_sign_a_decision(school: Cast) -> None:
    lend(school, "TB")
    checked = stage.walk(school, stage.draft(school), "pass")
    page = sign_in(school.other_head).get(deed_url(checked))
    assert "chỉ giao ký thông báo, không giao ký quyết định" in said(page)
    with pytest.raises(errors.NotAllowed, match="không giao ký quyết định"):
        stage.step(school, checked, "approve", "other_head")
    assert stage.fresh(checked).state == states.SUBMITTED


def test_a_paper_for_decisions_does(school: Cast) -> None:
    lend(school, "QĐ", "TB")
    made = stage.step(school, stage.walk(school, stage.draft(school), "pass"), "approve", "other_head")
    assert issue(school, made).signed_as["titles"] == ["TUQ. HIỆU TRƯỞNG", "TRƯỞNG KHOA ĐIỆN"]


def test_the_bundle_is_made_once_and_never_again(school: Cast) -> None:
    paper = issue(school, approved(school))
    assert adapter.build.call(paper.pk) == 6
    names = [one.name for one in papers.files_of(paper)]
    assert names == [
        "Quyết định 01-QĐ-CĐKTKV.pdf", "Quyết định 01-QĐ-CĐKTKV.docx",
        "BM.ĐBCL-04.03 Khoa Cơ khí 2026-2027.pdf", "BM.ĐBCL-04.03 Khoa Cơ khí 2026-2027.docx",
        "BM.ĐBCL-04.04 Khoa Cơ khí 2026-2027.pdf", "BM.ĐBCL-04.04 Khoa Cơ khí 2026-2027.docx",
    ]  # fmt: skip
    before = {one.pk: adapter.read(one) for one in papers.files_of(paper)}
    school.faculty.name = "Khoa Cơ khí chế tạo"
    school.faculty.save()
    assert adapter.build.call(paper.pk) == 0
    assert {one.pk: adapter.read(one) for one in papers.files_of(paper)} == before
    docx = next(content for pk, content in before.items() if content.startswith(b"PK"))
    said = zipfile.ZipFile(BytesIO(docx)).read("word/document.xml").decode()
    assert "KT. HIỆU TRƯỞNG" in said
    assert "Kèm theo Quyết định số 01/QĐ-CĐKTKV" in said


def test_a_set_that_may_not_be_issued_gives_the_number_back(school: Cast) -> None:
    draft = stage.draft(school, by=school.other_head, unit=school.other_faculty)
    with pytest.raises(errors.Conflict, match="chưa đến bước ban hành"):
        issue(school, approved(school), draft)
    assert Paper.objects.count() == 0
    assert issue(school, ObjectiveSet.objects.get(unit=school.faculty)).code == "01/QĐ-CĐKTKV"


def test_a_decision_of_elsewhere_takes_further_annexes_and_one_of_ours_does_not(school: Cast) -> None:
    elsewhere = {"number": "318/QĐ-CĐKTKV", "written_elsewhere": True}
    first = issue(school, approved(school), **elsewhere)
    assert adapter.build.call(first.pk) == 4
    assert issue(school, other_approved(school), **elsewhere) == first
    assert (adapter.build.call(first.pk), len(papers.files_of(first))) == (4, 8)
    assert papers.main_pdf(first) is None


def test_a_number_taken_by_another_paper_is_refused_at_its_field(school: Cast) -> None:
    issue(school, approved(school), number="318/QĐ-CĐKTKV")
    with pytest.raises(errors.Invalid, match="Số 318/QĐ-CĐKTKV đã dùng") as refused:
        issue(school, other_approved(school), number="318/QĐ-CĐKTKV")
    assert list(refused.value.fields) == ["decision_number"]


def test_nobody_issues_nothing_nor_two_levels_by_one_decision(school: Cast) -> None:
    with pytest.raises(errors.Invalid, match="ít nhất một"):
        issue(school)
    way = stage.SCHOOL_WAY
    own = stage.walk(school, stage.draft(school, by=school.quality_head, unit=school.school), "approve", way)
    with pytest.raises(errors.Invalid, match="Một quyết định chỉ ban hành"):
        issue(school, own, approved(school))


def test_the_head_confirms_once_and_the_late_ones_are_reminded_once_a_day(school: Cast) -> None:
    paper = issue(school, approved(school))
    mine, office = papers.recipients_of(paper)
    with pytest.raises(errors.NotAllowed, match="lãnh đạo Khoa Cơ khí"):
        outgoing.acknowledge(recipient=mine, by=school.teacher, at=school.at)
    assert papers.waiting_for(school.head) == [mine]
    outgoing.acknowledge(recipient=mine, by=school.head, at=school.at)
    assert papers.waiting_for(school.head) == []
    with pytest.raises(errors.Conflict, match="đã xác nhận lúc"):
        outgoing.acknowledge(recipient=mine, by=school.deputy, at=school.at)
    assert outgoing.remind(paper=paper, by=school.quality_officer, at=school.at) == [office]
    with pytest.raises(errors.Conflict, match="Hôm nay đã nhắc"):
        outgoing.remind(paper=paper, by=school.quality_officer, at=school.at)
    tomorrow = school.at + timedelta(days=1)
    assert outgoing.remind(paper=paper, by=school.quality_officer, at=tomorrow) == [office]
    with pytest.raises(errors.NotAllowed):
        outgoing.remind(paper=paper, by=school.head, at=tomorrow)


def test_a_recalled_decision_takes_its_sets_out_of_force(school: Cast) -> None:
    made = approved(school)
    paper = issue(school, made)
    with pytest.raises(errors.Invalid, match="Ghi lý do"):
        ending.recall(paper=paper, reason=" ", by=school.rector, at=school.at)
    with pytest.raises(errors.NotAllowed):
        ending.recall(paper=paper, reason="Sai căn cứ", by=school.head, at=school.at)
    ended = ending.recall(paper=paper, reason="Sai căn cứ", by=school.rector, at=school.at)
    again = stage.fresh(made)
    assert (ended.state, again.state, again.case.status) == (terms.RECALLED, states.RECALLED, "ended")
    assert stage.verbs(made)[-1] == "objectives.set.recalled"
    with pytest.raises(errors.Conflict, match="đã thu hồi"):
        ending.recall(paper=ended, reason="Lần nữa", by=school.rector, at=school.at)
    assert papers.waiting_for(school.head) == []
    new = actions.new_version(objective_set=again, reason="Ban hành lại", by=school.head, at=school.at)
    assert new.version == 2


def test_a_new_version_replaces_the_old_decision(school: Cast) -> None:
    old = issue(school, approved(school))
    first = ObjectiveSet.objects.get()
    new = actions.new_version(
        objective_set=stage.fresh(first), reason="Giao thêm chỉ tiêu", by=school.head, at=school.at
    )
    paper = issue(school, stage.walk(school, stage.fresh(new), "approve"))
    old.refresh_from_db()
    assert (old.state, old.replaced_by, old.end_reason) == (terms.REPLACED, paper, "Giao thêm chỉ tiêu")
    assert "thay thế Quyết định số 01/QĐ-CĐKTKV" in paper.content["text"]["articles"][-1]


def test_nothing_is_issued_when_the_journal_breaks(school: Cast, break_journal: Any) -> None:
    made = approved(school)
    with pytest.raises(break_journal()):
        issue(school, made)
    assert (Paper.objects.count(), Recipient.objects.count(), stage.fresh(made).state) == (0, 0, states.APPROVED)
