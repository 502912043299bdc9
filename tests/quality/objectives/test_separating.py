"""Three people on one version, what they saw, and the capacity in which they signed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from khue.engine.procedures import actions as procedures
from khue.engine.procedures.language import loader
from khue.engine.records import actions as records
from khue.foundation.kernel import errors
from khue.people.organisation import actions as organisation
from khue.people.organisation.models import Appointment, Position
from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.models import Objective, ObjectiveSet, Review
from khue.quality.objectives.printing import document_for
from tests import cast as people
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in, url

FORM = "BM.ĐBCL-04.03"


def at_step(play: Cast, upto: str, **more: Any) -> ObjectiveSet:
    return stage.walk(play, stage.draft(play, **more), upto)


def press(who: Any, made: ObjectiveSet, outcome: str, **more: Any) -> Any:
    seen = queries.content_of(made).content_hash()
    return sign_in(who).post(deed_url(made), {"outcome": outcome, "reason": "", "seen": seen, **more})


def also(play: Cast, who: Any, role: str) -> None:
    """One person with a second post."""
    people.grant(who, role, play.school)
    who.__dict__.pop("_grants", None)


def forms(play: Cast) -> None:
    told = (people.PACKS / "forms" / "qt-dbcl-04.yaml").read_text(encoding="utf-8")
    records.install_forms(institution=play.school, text=told, by=None, at=play.at)


def with_roles(play: Cast) -> None:
    """The posts of the cast bring what real posts bring."""
    for part, (_name, title, role, _over) in people.PARTS.items():
        Position.objects.filter(institution=play.school, name=title).update(role=role or "vice_rector")
        post = Appointment.objects.filter(person=getattr(play, part), institution=play.school).first()
        if post is not None:
            post.person.grants.filter(charge__isnull=True, role__code=role).update(appointment=post)


# ---- author, checker, approver ----


def test_who_wrote_does_not_check(play: Cast) -> None:
    made = at_step(play, "submit")
    also(play, play.head, "quality_officer")  # one person, two posts
    with pytest.raises(errors.NotAllowed, match="đã soạn hoặc trình bản này nên không xem xét nữa"):
        stage.step(play, made, "pass", "head")
    shown = said(sign_in(play.head).get(deed_url(made)))
    assert "đã soạn hoặc trình bản này nên không xem xét nữa" in shown
    assert Review.objects.filter(set=made, kind=terms.CHECK).count() == 0


def test_who_changed_a_word_is_an_author_too(play: Cast) -> None:
    made = stage.draft(play)
    content = stage.objective("2", "Thêm việc")
    actions.save_objective(objective_set=made, content=content, revision=made.revision, by=play.deputy, at=play.at)
    made = stage.walk(play, made, "submit")
    also(play, play.deputy, "quality_officer")
    with pytest.raises(errors.NotAllowed, match="soạn hoặc trình"):
        stage.step(play, made, "pass", "deputy")


def test_who_checked_does_not_approve(play: Cast) -> None:
    made = at_step(play, "pass")
    also(play, play.quality_officer, "rector")
    with pytest.raises(errors.NotAllowed, match="đã xem xét bản này nên không phê duyệt nữa"):
        stage.step(play, made, "approve", "quality_officer")
    assert stage.fresh(made).state == terms.SUBMITTED


def test_who_approved_does_not_issue(play: Cast) -> None:
    made = at_step(play, "approve")
    also(play, play.vice_rector, "clerk")
    also(play, play.vice_rector, "quality_officer")
    with pytest.raises(errors.NotAllowed, match="đã phê duyệt bản này nên không ban hành nữa"):
        stage.step(play, made, "issue", "vice_rector")


def test_signing_for_the_author_is_the_author(play: Cast) -> None:
    with_roles(play)
    other = people.person("khac", "Chuyên Viên Khác")
    people.appoint(other, "Chuyên viên", play.office)
    made = stage.draft(play, by=play.quality_head, unit=play.school)
    made = stage.walk(play, made, "submit", stage.SCHOOL_WAY)
    Position.objects.filter(institution=play.school, name="Trưởng phòng").update(role="rector")
    play.quality_head.grants.filter(role__code="quality_head").update(
        role=play.rector.grants.get(role__code="rector").role
    )
    organisation.record_absence(
        institution=play.school, person=play.quality_head, substitute=play.vice_rector, valid_from=play.today,
        valid_to=play.today, by=None, at=play.at,
    )  # fmt: skip
    with pytest.raises(errors.NotAllowed, match="Lý Bảo Trâm, người thầy, cô ký thay, đã soạn hoặc trình"):
        stage.step(play, made, "approve", "vice_rector")


def test_a_small_school_allows_it_by_its_procedure(cast: Cast) -> None:
    told = stage.PROCEDURE.read_text(encoding="utf-8").replace(
        "roles:\n", "one_person_may: [author_checks]\nroles:\n", 1
    )
    procedures.install_pack(institution=cast.school, text=told, by=None, at=cast.at)
    made = stage.walk(cast, stage.draft(cast), "submit")
    also(cast, cast.head, "quality_officer")
    assert stage.step(cast, made, "pass", "head").case.step == "4b"


def test_an_unknown_setting_is_a_fault_of_the_pack() -> None:
    told = stage.PROCEDURE.read_text(encoding="utf-8").replace("roles:\n", "one_person_may: [anything]\nroles:\n", 1)
    with pytest.raises(loader.Faults, match="Không biết “anything”"):
        loader.load(told)


# ---- what was seen ----


def test_a_stale_tab_is_told_who_changed_what_it_saw(play: Cast) -> None:
    made = at_step(play, "close")
    seen = queries.content_of(made).content_hash()
    content = stage.objective("2", "Thêm việc")
    actions.save_objective(objective_set=made, content=content, revision=made.revision, by=play.deputy, at=play.at)
    response = sign_in(play.head).post(deed_url(made), {"outcome": "submit", "reason": "", "seen": seen})
    assert response.status_code == 409
    assert "đã khác với bản thầy, cô đang xem (Cao Thị Hạnh sửa lúc 09:00 ngày 07/09/2026)" in said(response)
    assert stage.fresh(made).state == terms.DRAFT


def test_a_decision_says_what_it_saw(play: Cast) -> None:
    made = at_step(play, "submit")
    response = press(play.quality_officer, made, "pass", seen="")
    assert (response.status_code, stage.fresh(made).case.step) == (409, "4a")
    assert press(play.quality_officer, made, "pass", seen="0" * 64).status_code == 409
    assert press(play.quality_officer, made, "pass").status_code == 303


def test_a_change_after_approval_voids_it_and_says_so(play: Cast) -> None:
    made = at_step(play, "approve")
    Objective.objects.filter(set=made).update(statement="Sửa sau lưng")
    with pytest.raises(errors.Conflict, match="không còn hiệu lực: nội dung đã khác với bản được phê duyệt"):
        stage.step(play, made, "issue", "quality_head")
    assert "không còn hiệu lực vì nội dung đã thay đổi sau đó" in said(sign_in(play.quality_head).get(deed_url(made)))


def test_what_goes_back_voids_what_was_signed_with_who_and_why(play: Cast) -> None:
    forms(play)
    made = stage.step(play, at_step(play, "pass"), "return", "rector", reason="Làm lại mục 1")
    found = [(one.kind, one.voided_by, one.void_reason) for one in Review.objects.filter(set=made, passed=True)]
    assert found == [(terms.SUBMISSION, play.rector, "Làm lại mục 1"), (terms.CHECK, play.rector, "Làm lại mục 1")]
    assert {box.name for box in document_for(made, FORM, at=play.at).boxes} == {""}
    made = stage.walk(play, made, "submit")
    shown = said(sign_in(play.quality_officer).get(deed_url(made)))
    assert "hết hiệu lực 07/09/2026 do Đặng Thu Hà trả lại: “Làm lại mục 1”" in shown


# ---- capacity ----


def test_a_deputy_signs_kt_during_an_absence_and_the_paper_says_so(play: Cast) -> None:
    with_roles(play)
    forms(play)
    organisation.record_absence(
        institution=play.school, person=play.rector, substitute=play.vice_rector, valid_from=play.today,
        valid_to=play.today + timedelta(days=3), by=None, at=play.at,
    )  # fmt: skip
    made = stage.draft(play, by=play.other_head, unit=play.other_faculty)
    for outcome in ("open", "close", "submit"):
        made = stage.step(play, made, outcome, "other_head")
    made = stage.step(play, made, "pass", "quality_officer")
    shown = said(sign_in(play.vice_rector).get(deed_url(made)))
    assert "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG" in shown
    assert press(play.vice_rector, made, "approve").status_code == 303
    review = Review.objects.get(set=made, kind=terms.APPROVAL)
    assert (review.on_behalf_of, review.capacity_lines) == (play.rector, ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"))
    Position.objects.filter(institution=play.school).update(name="Chức vụ khác")  # what was signed stays as it was
    boxes = {box.title: (box.position, box.name) for box in document_for(made, FORM, at=play.at).boxes}
    assert boxes["Người phê duyệt"] == ("KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG", "Võ Minh Khôi")
    assert boxes["Người soạn thảo"][0] == "TRƯỞNG KHOA ĐIỆN"


def delegate(play: Cast, permissions: list[str], valid_to: date) -> None:
    with_roles(play)
    organisation.delegate(
        appointment=Appointment.objects.get(person=play.rector), person=play.other_head, capacity="TUQ.",
        unit=play.faculty, permissions=permissions, number="12/GUQ", signed_on=play.today - timedelta(days=9),
        valid_from=play.today - timedelta(days=9), valid_to=valid_to, by=None, at=play.at,
    )  # fmt: skip


def test_a_paper_that_ended_yesterday_is_refused_with_the_reason(play: Cast) -> None:
    delegate(play, ["objectives.approve_set", "objectives.view_set"], play.today - timedelta(days=1))
    made = at_step(play, "pass")
    for response in (sign_in(play.other_head).get(deed_url(made)), press(play.other_head, made, "approve")):
        assert response.status_code == 403
        assert "đã hết từ sau ngày 06/09/2026" in said(response)
    assert stage.fresh(made).state == terms.SUBMITTED


def test_an_appointment_that_ended_yesterday_is_refused_with_the_reason(play: Cast) -> None:
    made = at_step(play, "pass")
    play.vice_rector.grants.filter(role__code="vice_rector").update(valid_to=play.today - timedelta(days=1))
    response = press(play.vice_rector, made, "approve")
    assert (response.status_code, "đã hết từ sau ngày 06/09/2026" in said(response)) == (403, True)


def test_a_paper_does_not_reach_beyond_its_scope(play: Cast) -> None:
    delegate(play, ["objectives.view_set"], play.today)
    made = at_step(play, "pass")
    response = press(play.other_head, made, "approve")
    assert (response.status_code, stage.fresh(made).state) == (403, terms.SUBMITTED)


def test_a_capacity_that_is_gone_is_refused(play: Cast) -> None:
    made = at_step(play, "pass")
    with pytest.raises(errors.Conflict, match="Tư cách ký đã chọn không còn hiệu lực"):
        stage.step(play, made, "approve", "vice_rector", facts={"capacity": "khong-con"})
    assert url("set", made.public_id)
