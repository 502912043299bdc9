"""Writing an objective in a browser without JavaScript: rows, bad input, a stale tab, who may."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from khue.quality.objectives import contents, queries
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import HTMX, said, sign_in, typed, url


@pytest.fixture
def drafted(play: Cast) -> ObjectiveSet:
    return stage.draft(play)


def key_of(objective_set: ObjectiveSet, place: int = 0) -> str:
    return objective_set.objectives.order_by("order")[place].public_id


def edit_url(objective_set: ObjectiveSet) -> str:
    return url("objective-edit", objective_set.public_id, key_of(objective_set))


def content_of(objective_set: ObjectiveSet, place: int = 0) -> contents.ObjectiveContent:
    return queries.content_of(stage.fresh(objective_set)).objectives[place]


def sent(objective_set: ObjectiveSet, **more: Any) -> dict[str, Any]:
    return typed(revision=str(stage.fresh(objective_set).revision), **more)


def test_adding_saves_everything_that_was_typed(play: Cast, drafted: ObjectiveSet) -> None:
    response = sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, number="2"))
    one = content_of(drafted, 1)
    assert response.status_code == 303
    assert response["Location"] == f"{url('set', drafted.public_id)}#mt-{one.key}"
    assert (one.number, one.statement) == ("2", "Đảm bảo hiệu suất đào tạo từ 86% trở lên.")
    assert [(t.subject, t.comparator, t.value, t.unit, t.baseline) for t in one.targets] == [
        ("Hiệu suất đào tạo", ">=", Decimal(86), "%", Decimal("84.2"))
    ]
    assert (one.who("lead"), one.who("supporting")) == (("Trưởng khoa",), ("GVCN",))
    assert one.evidence_expected == ("Báo cáo HK1", "Báo cáo HK2")


def test_times_are_read_and_names_are_known(play: Cast, drafted: ObjectiveSet) -> None:
    sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, lead=["Khoa Điện"], number="2"))
    one = content_of(drafted, 1)
    assert (str(one.schedule.starts_on), str(one.schedule.ends_on)) == ("2026-09-01", "2027-08-31")
    assert one.responsibilities[0].unit_id == play.other_faculty.pk
    task = one.tasks[0]
    assert (str(task.schedule.ends_on), task.schedule.before) == ("2027-03-31", True)
    assert [(who.text, who.person_id) for who in task.responsibilities] == [
        ("Mai Xuân Lộc", play.teacher.pk), ("Phòng Đào tạo", None)
    ]  # fmt: skip


def test_the_form_shows_what_stands_there(play: Cast, drafted: ObjectiveSet) -> None:
    shown = sign_in(play.head).get(edit_url(drafted)).content.decode()
    for words in ('value="tỷ lệ có việc làm"', 'value="80"', "Khảo sát cựu học sinh", 'value="Trưởng khoa"',
                  'value="Trong năm học"', "từ 01/09/2026 đến 31/08/2027"):  # fmt: skip
        assert words in shown


def test_editing_keeps_the_rows_it_keeps(play: Cast, drafted: ObjectiveSet) -> None:
    before = content_of(drafted)
    key = {"chi-tieu-0-key": before.targets[0].key, "nhiem-vu-0-key": before.tasks[0].key}
    sign_in(play.head).post(edit_url(drafted), sent(drafted, **key))
    after = content_of(drafted)
    assert (after.targets[0].key, after.tasks[0].key) == (before.targets[0].key, before.tasks[0].key)
    assert after.targets[0].value == Decimal(86)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("statement", "", "Nhập nội dung mục tiêu."),
        ("chi-tieu-0-value", "tám mươi", "Ghi số kiểu Việt Nam, ví dụ 94,5 hoặc 1.200."),
        ("chi-tieu-0-value", "", "Nhập giá trị của chỉ tiêu, ví dụ 86 hoặc 92,5."),
        ("chi-tieu-0-subject", "", "Nhập đo cái gì."),
        ("nhiem-vu-0-text", "", "Nhập nhiệm vụ, biện pháp."),
        ("number", "", "Nhập TT."),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(
    play: Cast, drafted: ObjectiveSet, field: str, value: str, sentence: str
) -> None:
    response = sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, **{field: value}))
    shown = response.content.decode()
    assert response.status_code == 422
    assert sentence.lower() in said(response).lower()
    assert "Báo cáo HK2" in shown
    assert 'value="Mai Xuân Lộc; Phòng Đào tạo"' in shown
    assert stage.fresh(drafted).objectives.count() == 1


def test_a_range_must_be_in_order(play: Cast, drafted: ObjectiveSet) -> None:
    row = {"chi-tieu-0-comparator": "between", "chi-tieu-0-value": "7", "chi-tieu-0-value_high": "5"}
    response = sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, **row))
    assert "Số cuối của khoảng phải lớn hơn hoặc bằng số đầu." in said(response)
    row["chi-tieu-0-value_high"] = "9,5"
    sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, **row))
    assert content_of(drafted, 1).targets[0].value_high == Decimal("9.5")


def test_a_recognition_has_no_number(play: Cast, drafted: ObjectiveSet) -> None:
    row = {"chi-tieu-0-comparator": "achieved", "chi-tieu-0-value": ""}
    sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, **row))
    assert content_of(drafted, 1).targets[0].value is None


# ---- rows without JavaScript ----


def test_a_row_is_added_and_everything_typed_stays(play: Cast, drafted: ObjectiveSet) -> None:
    response = sign_in(play.head).post(
        url("objective-add", drafted.public_id), sent(drafted, lam="them-chi-tieu", statement="Viết dở")
    )
    shown = response.content.decode()
    assert response.status_code == 200
    assert 'name="chi-tieu-TOTAL_FORMS" value="2"' in shown
    assert "Viết dở" in shown
    assert 'value="84,2"' in shown
    assert stage.fresh(drafted).objectives.count() == 1


def test_a_row_is_taken_away(play: Cast, drafted: ObjectiveSet) -> None:
    response = sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, lam="bo-nhiem-vu-0"))
    shown = response.content.decode()
    assert 'name="nhiem-vu-TOTAL_FORMS" value="0"' in shown
    assert "Phụ đạo HSSV" not in shown


def test_an_emptied_row_is_gone_after_saving(play: Cast, drafted: ObjectiveSet) -> None:
    row = {f"chi-tieu-0-{name}": "" for name in ("subject", "value", "unit", "baseline")}
    sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted, **row))
    assert content_of(drafted, 1).targets == ()


def test_targets_are_read_from_the_statement_once(play: Cast, drafted: ObjectiveSet) -> None:
    statement = "Đảm bảo hiệu suất đào tạo từ 86% trở lên; tỷ lệ bỏ học dưới 5%."
    response = sign_in(play.head).post(
        url("objective-add", drafted.public_id), sent(drafted, lam="doc-cau", statement=statement)
    )
    shown = response.content.decode()
    assert 'name="chi-tieu-TOTAL_FORMS" value="2"' in shown
    assert 'name="chi-tieu-1-value" value="5"' in shown


def test_the_form_is_a_fragment_under_htmx(play: Cast, drafted: ObjectiveSet) -> None:
    response = sign_in(play.head).post(
        url("objective-add", drafted.public_id), sent(drafted, lam="them-nhiem-vu"), headers=HTMX
    )
    assert "<html" not in response.content.decode()
    saved = sign_in(play.head).post(url("objective-add", drafted.public_id), sent(drafted), headers=HTMX)
    assert (saved.status_code, saved["HX-Redirect"][:9]) == (200, "/muc-tieu")


def test_a_time_is_understood_while_it_is_typed(play: Cast) -> None:
    response = sign_in(play.head).get(url("read-time"), {"nam": "2026-2027", "time_text": "Trước 31/3/2027"})
    assert "trước ngày 31/03/2027" in said(response)
    event = sign_in(play.head).get(url("read-time"), {"nam": "2026-2027", "time_text": "Theo kế hoạch của Sở"})
    assert "theo sự việc hoặc kế hoạch khác" in said(event)


# ---- two tabs ----


def test_a_stale_tab_loses_nothing_and_overwrites_nothing(play: Cast, drafted: ObjectiveSet) -> None:
    mine = sent(drafted, statement="Câu của thầy Sơn từ 90% trở lên.")
    sign_in(play.deputy).post(edit_url(drafted), sent(drafted, statement="Câu của cô Hạnh từ 88% trở lên."))
    response = sign_in(play.head).post(edit_url(drafted), mine)
    assert response.status_code == 409
    assert "Cao Thị Hạnh đã thay đổi bộ mục tiêu này lúc 11:00" in said(response)
    assert "Câu của thầy Sơn từ 90% trở lên." in response.content.decode()
    assert content_of(drafted).statement == "Câu của cô Hạnh từ 88% trở lên."


def test_a_stale_tab_may_say_it_again_knowingly(play: Cast, drafted: ObjectiveSet) -> None:
    mine = sent(drafted, statement="Câu của thầy Sơn từ 90% trở lên.")
    sign_in(play.deputy).post(edit_url(drafted), sent(drafted, statement="Câu của cô Hạnh."))
    client = sign_in(play.head)
    shown = client.post(edit_url(drafted), mine).content.decode()
    now = stage.fresh(drafted).revision
    assert f'name="revision" value="{now}"' in shown
    client.post(edit_url(drafted), mine | {"revision": str(now)})
    assert content_of(drafted).statement == "Câu của thầy Sơn từ 90% trở lên."


# ---- removing, moving ----


def test_removing_asks_first(play: Cast, drafted: ObjectiveSet) -> None:
    address = url("objective-remove", drafted.public_id, key_of(drafted))
    client = sign_in(play.head)
    assert "Bỏ mục tiêu 1 khỏi bộ?" in said(client.get(address))
    assert stage.fresh(drafted).objectives.count() == 1
    response = client.post(address, {"revision": stage.fresh(drafted).revision})
    assert response["Location"] == url("set", drafted.public_id)
    assert stage.fresh(drafted).objectives.count() == 0


def test_moving_up_and_down(play: Cast) -> None:
    made = stage.draft(play, stage.objective("1", "Một"), stage.objective("2", "Hai"), stage.objective("3", "Ba"))
    client = sign_in(play.head)
    for place, way in ((2, "len"), (0, "xuong")):
        address = url("objective-move", made.public_id, key_of(made, place))
        assert client.post(address, {"huong": way, "revision": stage.fresh(made).revision}).status_code == 303
    assert [one.statement for one in queries.content_of(stage.fresh(made)).objectives] == ["Ba", "Một", "Hai"]


def test_moving_in_a_stale_tab_is_refused(play: Cast, drafted: ObjectiveSet) -> None:
    address = url("objective-move", drafted.public_id, key_of(drafted))
    assert sign_in(play.head).post(address, {"huong": "len", "revision": "1"}).status_code == 409


def test_swot_is_written_on_its_own_page(play: Cast, drafted: ObjectiveSet) -> None:
    revision = stage.fresh(drafted).revision
    sign_in(play.head).post(url("swot", drafted.public_id), {"swot": "Mạnh: thầy giỏi.", "revision": revision})
    assert stage.fresh(drafted).swot == "Mạnh: thầy giỏi."


# ---- who may ----


@pytest.mark.parametrize(
    ("part", "status"), [("deputy", 200), ("teacher", 403), ("rector", 403), ("other_head", 404), ("stranger", 404)]
)
def test_writing_is_for_the_unit(play: Cast, drafted: ObjectiveSet, part: str, status: int) -> None:
    client = sign_in(getattr(play, part))
    assert client.get(edit_url(drafted)).status_code == status
    assert client.get(url("objective-add", drafted.public_id)).status_code == status
    if status != 200:
        assert client.post(edit_url(drafted), sent(drafted)).status_code == status
        assert content_of(drafted).statement == "Nâng chất lượng đào tạo, phần 1"


def test_what_was_submitted_is_not_written_any_more(play: Cast, drafted: ObjectiveSet) -> None:
    stage.walk(play, drafted, "submit")
    response = sign_in(play.head).post(edit_url(drafted), sent(drafted))
    assert response.status_code == 409
    assert "đề nghị người xem xét trả lại" in said(response)


def test_an_objective_of_another_set_is_not_found_here(play: Cast, drafted: ObjectiveSet) -> None:
    other = stage.draft(play, by=play.other_head, unit=play.other_faculty)
    address = url("objective-edit", drafted.public_id, key_of(other))
    assert sign_in(play.head).get(address).status_code == 404


def test_saving_costs_the_same_whatever_else_is_in_the_set(play: Cast) -> None:
    counts = []
    for number in (1, 10, 200):
        ObjectiveSet.objects.update(state="withdrawn", is_current=False)
        made = stage.draft(play, *(stage.objective(str(n)) for n in range(1, number + 1)))
        client, data = sign_in(play.head), sent(made, number="999")
        with stage.statements() as found:
            assert client.post(url("objective-add", made.public_id), data).status_code == 303
        counts.append(len(found))
    assert counts == [10, 10, 10]


def test_saving_what_serves_the_school_costs_no_more(play: Cast) -> None:
    served = stage.issued_school(play).objectives.get()
    made = stage.draft(play)
    client, data = sign_in(play.head), sent(made, number="999", serves=served.public_id)
    with stage.statements() as found:
        assert client.post(url("objective-add", made.public_id), data).status_code == 303
    assert len(found) == 10
    assert made.objectives.get(number="999").serves == served


def test_one_box_counts_the_faults_of_the_form_and_of_its_rows(play: Cast) -> None:
    made = stage.draft(play)
    bad = typed("", **{"chi-tieu-0-value": "tám sáu", "chi-tieu-0-subject": "", "nhiem-vu-0-text": ""})
    page = sign_in(play.head).post(url("objective-add", made.public_id), bad)
    assert page.status_code == 422
    shown = page.content.decode()
    faults = shown.count('<li><a href="#id_')
    assert faults >= 3
    assert f"Còn {faults} ô phải sửa:" in said(page)
    assert shown.count('role="alert"') == 1


def test_a_time_that_was_not_understood_is_not_green(play: Cast) -> None:
    client = sign_in(play.head)
    told = client.get(url("read-time"), {"nam": "2026-2027", "time_text": "zzz"}).content.decode()
    assert "k-understood-not" in told
    assert "Máy chưa đọc được ngày" in told
    told = client.get(url("read-time"), {"nam": "2026-2027", "time_text": "Trước 31/3/2027"}).content.decode()
    assert "k-understood-not" not in told
