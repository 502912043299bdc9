"""The notice of a call in the register of outgoing papers: its number, who signs it and in what capacity."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from khue.engine.calls import actions, printing
from khue.engine.calls.models import Call
from khue.engine.papers import terms
from khue.engine.papers.actions import register
from khue.engine.papers.models import Paper
from khue.engine.records import documents
from khue.foundation.kernel import errors
from khue.people.access import queries as access
from khue.people.access.models import Grant
from khue.people.organisation.models import Delegation
from tests import cast as stage
from tests.cast import Cast
from tests.engine.calls.conftest import call_units
from tests.engine.papers.conftest import about
from tests.quality.objectives.screens import said, sign_in


def enter(cast: Cast, number: str, abstract: str = "Việc khác") -> Paper:
    return register.enter_by_hand(
        institution=cast.school, kind=terms.NOTICE, number=number, issued_on=cast.today, about=about(cast, abstract),
        by=cast.quality_officer, at=cast.at,
    )  # fmt: skip


def test_the_clerk_s_number_becomes_a_line_of_the_register(play: Cast, call: Call) -> None:
    line = Paper.objects.get()
    assert (call.paper, line.code, line.kind, line.source) == (line, "412/TB-CĐKTKV", "TB", terms.ENTERED)
    assert (line.abstract, line.unit, line.signer, line.signed_as["titles"]) == (
        "Về việc xây dựng mục tiêu chất lượng cấp đơn vị", play.office, play.rector, ["HIỆU TRƯỞNG"]
    )  # fmt: skip


def test_a_call_takes_the_next_number_of_the_one_series(play: Cast) -> None:
    enter(play, "41/TB-CĐKTKV")
    call = call_units(play, number="", takes_number=True)
    assert (call.number, call.paper.source) == ("42/TB-CĐKTKV", terms.GIVEN)
    assert printing.notice(call).number == "42/TB-CĐKTKV"


def test_a_number_that_another_paper_has_is_refused_at_its_field(play: Cast) -> None:
    kept = enter(play, "412/TB-CĐKTKV")
    Paper.objects.filter(pk=kept.pk).update(issued_on=play.today - timedelta(days=1))
    with pytest.raises(errors.Invalid, match="Số 412/TB-CĐKTKV đã dùng") as refused:
        call_units(play)
    assert (list(refused.value.fields), Call.objects.exists()) == (["number"], False)


def test_the_line_that_the_clerk_wrote_before_is_the_call_s(play: Cast) -> None:
    kept = enter(play, "412/TB-CĐKTKV", "Về việc xây dựng mục tiêu")
    assert (call_units(play).paper, Paper.objects.count()) == (kept, 1)


def test_a_decision_s_number_is_no_notice_s(play: Cast) -> None:
    with pytest.raises(errors.Invalid, match="không phải của loại thông báo"):
        call_units(play, number="412/QĐ-CĐKTKV")


def test_a_number_once_given_stays(play: Cast, call: Call) -> None:
    with pytest.raises(errors.Conflict, match="Số đã cấp không đổi được"):
        actions.give_number(call=call, number="413/TB-CĐKTKV", issued_on=play.today, by=play.quality_head, at=play.at)
    assert sign_in(play.quality_head).get(reverse("calls:number", args=[call.public_id])).status_code == 409


def test_nothing_is_numbered_when_the_call_is_refused(play: Cast, call: Call) -> None:
    with pytest.raises(errors.Conflict, match="chưa đóng"):
        call_units(play, number="", takes_number=True)
    assert Paper.objects.count() == 1


def test_the_number_comes_later_from_the_register_by_the_screen(play: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    call, client = call_units(play, number=""), sign_in(play.quality_head)
    monkeypatch.setattr("django.utils.timezone.now", lambda: play.at)
    address = reverse("calls:number", args=[call.public_id])
    assert client.post(address, {"number": "", "issued_on": "07/09/2026"}).status_code == 303
    call.refresh_from_db()
    assert (call.number, call.paper.code) == ("01/TB-CĐKTKV", "01/TB-CĐKTKV")


# ---- who signs


def lend(cast: Cast, *kinds: str) -> None:
    days = {"valid_from": cast.today, "valid_to": cast.today + timedelta(days=99)}
    paper = Delegation.objects.create(
        institution=cast.school, appointment=cast.rector.appointments.get(), person=cast.quality_head, capacity="TL.",
        unit=cast.school, permissions=["objectives.approve_set"], document_kinds=list(kinds), number="9/GUQ", **days,
        signed_on=cast.today,
    )  # fmt: skip
    origin = Grant.objects.get(person=cast.rector)
    only = ["objectives.approve_set"]
    stage.grant(cast.quality_head, "rector", cast.school, delegation=paper, origin=origin, only=only, **days)


def names(cast: Cast) -> list[str]:
    return [one.in_words for one in access.signers(cast.school, "TB", cast.today)]


def test_the_head_and_the_deputy_sign_and_others_by_a_paper_for_notices(play: Cast) -> None:
    first = ["Đặng Thu Hà: HIỆU TRƯỞNG", "Võ Minh Khôi: KT. HIỆU TRƯỞNG - PHÓ HIỆU TRƯỞNG"]
    assert names(play) == first
    lend(play)
    assert names(play) == first
    Grant.objects.filter(delegation__isnull=False).delete()
    Delegation.objects.all().delete()
    lend(play, "TB")
    lent = "Lý Bảo Trâm: TL. HIỆU TRƯỞNG - TRƯỞNG PHÒNG KHẢO THÍ - ĐẢM BẢO CHẤT LƯỢNG"
    assert sorted(names(play)) == sorted([*first, lent])


def test_the_chosen_capacity_is_frozen_and_printed(play: Cast) -> None:
    deputy = next(one for one in access.signers(play.school, "TB", play.today) if one.capacity.code == "KT.")
    call = call_units(play, signer=deputy.capacity.key)
    Grant.objects.filter(person=play.vice_rector).delete()
    assert printing.notice(call).signatures == (
        documents.Signature(position="PHÓ HIỆU TRƯỞNG", name="Võ Minh Khôi", capacity="KT.", whom="HIỆU TRƯỞNG"),
    )
    assert (call.paper.signer, call.paper.signed_as["titles"]) == (
        play.vice_rector,
        ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"],
    )


def test_a_capacity_that_does_not_hold_is_told_at_its_field(play: Cast) -> None:
    with pytest.raises(errors.Invalid) as refused:
        call_units(play, signer="khong-co")
    assert list(refused.value.fields) == ["signer"]


def test_the_form_offers_signers_and_the_next_number(play: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: play.at)
    shown = said(sign_in(play.quality_head).get(reverse("calls:open")))
    told = ("Đặng Thu Hà: HIỆU TRƯỞNG", "KT. HIỆU TRƯỞNG - PHÓ HIỆU TRƯỞNG", "Lấy số tiếp theo trong sổ văn bản đi")
    assert [one in shown for one in told] == [True] * 3


# ---- sections of the notice


def headings(cast: Cast, text: str) -> list[str]:
    paper = printing.notice(call_units(cast, text=text))
    return [str(one.text) for one in paper.body if isinstance(one, documents.Heading)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Yêu cầu\n- a\n2. Các bước\n1. Rà soát.\n2. Soạn thảo;\n3. Trình ký.", ["1. Yêu cầu", "2. Các bước", "3. Thời gian"]),
        ("Kính gửi\n- a", ["1. Thời gian"]),
        ("1. Yêu cầu\n1. Một\n7. Bảy", ["1. Yêu cầu", "2. Thời gian"]),
    ],
)  # fmt: skip
def test_sections_go_on_after_the_last_one(play: Cast, text: str, expected: list[str]) -> None:
    assert headings(play, text)[: len(expected)] == expected


def test_what_is_not_written_down_takes_no_number(play: Cast, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        call_units(play, number="", takes_number=True)
    assert not Paper.objects.exists()
