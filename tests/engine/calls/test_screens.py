"""Roles and screens of calls: who may, who may not, the stranger; every deed by a form without script."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from khue.engine.calls import actions
from khue.engine.calls.models import Call, Recipient, Reminder
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as people
from tests.cast import Cast
from tests.engine.calls.conftest import DUE
from tests.quality.objectives.screens import said, sign_in


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> dict[str, Any]:
    """The server's time: the moment at which the play begins, until a test moves it."""
    stood = {"at": cast.at}
    monkeypatch.setattr("django.utils.timezone.now", lambda: stood["at"])
    return stood


def address(name: str, call: Call, *more: Any) -> str:
    return reverse(f"calls:{name}", args=[call.public_id, *more])


SCREENS = ["call", "remind", "join", "extend", "number", "close", "excel"]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("quality_head", [200, 422, 200, 200, 409, 200, 200]),  # numbered already
        ("quality_officer", [200, 422, 200, 200, 409, 200, 200]),
        ("rector", [200, 403, 403, 403, 403, 403, 200]),
        ("head", [200, 403, 403, 403, 403, 403, 200]),
        ("teacher", [404] * 7),
        ("admin", [404] * 7),
        ("stranger", [404] * 7),
    ],
)
def test_roles_and_screens(play: Cast, call: Call, part: str, expected: list[int]) -> None:
    client = sign_in(getattr(play, part))
    found = [(client.post if name == "remind" else client.get)(address(name, call)).status_code for name in SCREENS]
    assert found == expected


def test_the_form_is_filled_in_and_one_button_opens_the_year(play: Cast) -> None:
    client = sign_in(play.quality_head)
    shown = client.get(reverse("calls:open"))
    assert "Xây dựng mục tiêu chất lượng và kế hoạch thực hiện" in said(shown)
    units = [unit.public_id for unit in (play.office, play.faculty, play.other_faculty)]
    sent = {
        "title": "Lập mục tiêu", "number": "412/TB-CĐKTKV", "issued_on": "07/09/2026", "due_on": "31/10/2026",
        "focal_unit": play.office.public_id, "form_code": "BM.ĐBCL-04.04", "text": "1. Yêu cầu", "units": units,
    }  # fmt: skip
    refused = client.post(reverse("calls:open"), sent | {"due_on": "01/09/2026"})
    assert (refused.status_code, "Hạn hoàn thành phải sau ngày thông báo." in said(refused)) == (422, True)
    done = client.post(reverse("calls:open"), sent)
    assert (done.status_code, done["Location"]) == (303, address("call", Call.objects.get()))
    assert ObjectiveSet.objects.count() == 3
    again = client.get(reverse("calls:open"))
    assert again["Location"] == address("call", Call.objects.get())


def test_who_may_not_open_is_told_who_does(play: Cast) -> None:
    response = sign_in(play.head).get(reverse("calls:open"))
    assert (response.status_code, "đơn vị đầu mối" in said(response)) == (403, True)


def test_all_late_ones_are_reminded_by_one_press(play: Cast, call: Call, now: dict[str, Any]) -> None:
    now["at"] = play.at + timedelta(days=60)
    client = sign_in(play.quality_head)
    assert "Nhắc 3 đơn vị trễ" in said(client.get(address("call", call)))
    client.post(address("remind", call), {"tre": "1"})
    shown = said(client.get(address("call", call)))
    assert "Đã nhắc Khoa Cơ khí, Khoa Điện. Chưa có người giữ bước để nhắc: Phòng Khảo thí" in shown
    assert "đã nhắc 1 lần, gần nhất 06/11/2026" in shown
    assert Reminder.objects.count() == 2


def test_one_unit_or_the_ticked_ones(play: Cast, call: Call) -> None:
    client = sign_in(play.quality_head)
    client.post(address("remind", call), {"mot": play.faculty.public_id, "don-vi": [play.other_faculty.public_id]})
    assert Reminder.objects.get().recipient.unit == play.faculty
    client.post(address("remind", call), {"don-vi": [play.other_faculty.public_id]})
    assert Reminder.objects.count() == 2
    history = said(client.get(address("recipient", call, play.faculty.public_id)))
    assert "Lý Bảo Trâm Tạ Đình Sơn" in history


def test_the_filter_stands_in_the_address(play: Cast, call: Call, now: dict[str, Any]) -> None:
    now["at"] = play.at + timedelta(days=60)
    one, later = Recipient.objects.get(unit=play.faculty), DUE + timedelta(days=30)
    actions.extend(call=call, recipient=one, due_on=later, reason="Bão", by=play.quality_head, at=play.at)
    shown = said(sign_in(play.quality_head).get(address("call", call) + "?loc=tre"))
    assert ("Khoa Điện" in shown, "Khoa Cơ khí" in shown) == (True, False)


def test_a_head_sees_one_line_and_no_way_to_remind(play: Cast, call: Call) -> None:
    response = sign_in(play.head).get(address("call", call))
    assert ("Khoa Cơ khí" in said(response), "Khoa Điện" in said(response)) == (True, False)
    assert address("remind", call) not in response.content.decode()
    assert sign_in(play.head).get(address("recipient", call, play.other_faculty.public_id)).status_code == 404


def test_steering_by_forms(play: Cast, call: Call) -> None:
    client, fresh = sign_in(play.quality_head), people.unit("MOI", "Khoa Mới lập", "faculty", play.school)
    client.post(address("join", call), {"units": [fresh.public_id]})
    assert Recipient.objects.filter(unit=fresh).count() == 1
    client.post(address("extend", call), {"due_on": "06/11/2026", "reason": "Bão"})
    client.post(address("extend-one", call, fresh.public_id), {"due_on": "20/11/2026", "reason": "Mới lập"})
    shown = said(client.get(address("call", call)))
    assert "Đã gia hạn từ 30/10/2026: Bão" in shown
    assert "gia hạn đến 20/11/2026" in shown
    assert client.post(address("close", call), {"reason": ""}).status_code == 422
    client.post(address("close", call), {"reason": "Hết năm"})
    assert Call.objects.get().state == "closed"
    assert "đã đóng ngày 07/09/2026" in said(client.get(address("call", call)))


def test_the_excel_has_a_row_for_each_unit(play: Cast, call: Call) -> None:
    content = sign_in(play.quality_head).get(address("excel", call)).content
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    assert [row[1] for row in rows[-3:]] == ["Phòng Khảo thí - Đảm bảo chất lượng", "Khoa Cơ khí", "Khoa Điện"]
    mine = list(openpyxl.load_workbook(BytesIO(sign_in(play.head).get(address("excel", call)).content)).active.values)
    assert [row[1] for row in mine if row[1]] == ["Đơn vị", "Khoa Cơ khí"]


def test_a_called_unit_starts_from_last_year(play: Cast, call: Call) -> None:
    from khue.quality.objectives import actions as objectives
    from khue.quality.objectives import contents
    from tests.quality.objectives import stage

    old = objectives.open_set(unit=play.faculty, period=play.last_period, by=play.head, at=play.at)
    content = contents.SetContent((stage.objective(),))
    objectives.replace_content(objective_set=old, content=content, revision=1, by=play.head, at=play.at)
    stage.walk(play, stage.fresh(old), "issue")
    open_at = f"{reverse('objectives:open')}?don-vi={play.faculty.public_id}&nam={play.period.code}"
    client = sign_in(play.head)
    made = ObjectiveSet.objects.get(unit=play.faculty, period=play.period)
    assert open_at.replace("&", "&amp;") in client.get(f"/muc-tieu/{made.public_id}/").content.decode()
    assert client.post(open_at, {"start": "last"}).status_code == 303
    assert made.objectives.count() == 1
    assert client.get(open_at).status_code == 409


def test_the_empty_form_carries_the_name_of_ones_own_unit(play: Cast, call: Call) -> None:
    client = sign_in(play.head)
    own = client.get(address("template", call, "docx"), {"don-vi": play.faculty.public_id})
    assert (own.status_code, own.content[:2]) == (200, b"PK")
    other = client.get(address("template", call, "docx"), {"don-vi": play.other_faculty.public_id})
    assert other.status_code == 404
