"""The list, the page of one set, opening, new versions, withdrawing: each for who may, who may not, and the stranger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from khue.quality.objectives import actions, queries, terms
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as people
from tests.cast import Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, said, sign_in, url


def statements_of(person: Any, address: str) -> list[str]:
    client = sign_in(person)
    client.get(address)  # once before: what a process reads once is read
    with stage.statements() as found:
        assert client.get(address).status_code == 200
    return found


# ---- the list ----


def test_list_shows_the_head_their_unit_and_the_school(play: Cast) -> None:
    stage.issued_school(play)
    stage.draft(play)
    shown = said(sign_in(play.head).get(url("sets")))
    assert "Toàn Trường" in shown
    assert "Khoa Cơ khí" in shown
    assert "Đang dự thảo" in shown
    assert "Khoa Điện" not in shown


def test_list_shows_the_quality_office_who_has_not_begun(play: Cast) -> None:
    stage.draft(play)
    shown = said(sign_in(play.quality_head).get(url("sets")))
    assert "Khoa Điện chưa bắt đầu Chưa lập" in shown


def test_list_hides_a_unit_from_another_head_and_everything_from_a_stranger(play: Cast) -> None:
    stage.draft(play)
    assert "Khoa Cơ khí" not in said(sign_in(play.other_head).get(url("sets")))
    assert "Khoa" not in said(sign_in(play.stranger).get(url("sets")))


def test_list_needs_a_sign_in(client: Any, play: Cast) -> None:
    response = client.get(url("sets"))
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_list_filters_by_the_url_and_refuses_an_unknown_period(play: Cast) -> None:
    stage.draft(play)
    client = sign_in(play.quality_head)
    begun = said(client.get(url("sets") + "?loc=dang"))
    assert "Khoa Cơ khí" in begun
    assert "Khoa Điện" not in begun
    assert client.get(url("sets") + "?nam=1999-2000").status_code == 404


def test_list_as_fragment_is_only_the_table(play: Cast) -> None:
    stage.draft(play)
    shown = sign_in(play.head).get(url("sets"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in shown
    assert "Khoa Cơ khí" in shown


def test_list_offers_to_begin_where_nothing_is(play: Cast) -> None:
    shown = sign_in(play.head).get(url("sets")).content.decode()
    assert f"{url('open')}?don-vi={play.faculty.public_id}&amp;nam=2026-2027" in shown


def test_list_says_what_to_do_before_there_is_a_year(play: Cast) -> None:
    play.period.delete()
    play.last_period.delete()
    assert "Chưa có năm học nào" in said(sign_in(play.admin).get(url("sets")))


def test_list_costs_six_statements_at_one_ten_and_two_hundred_units(play: Cast) -> None:
    stage.draft(play)
    counts = []
    for number in (0, 9, 190):
        for n in range(number):
            people.unit(f"U{number}-{n}", f"Phòng số {number}.{n}", "room", play.school)
        counts.append(len(statements_of(play.quality_head, url("sets"))))
    assert counts == [6, 6, 6]


# ---- one set ----


def test_set_is_for_its_people_and_nobody_else(play: Cast) -> None:
    address = url("set", stage.draft(play).public_id)
    for part in ("head", "deputy", "teacher", "quality_officer", "rector", "vice_rector"):
        assert sign_in(getattr(play, part)).get(address).status_code == 200, part
    for part in ("other_head", "stranger"):
        assert sign_in(getattr(play, part)).get(address).status_code == 404, part


def test_set_of_the_school_is_for_everybody_once_issued(play: Cast) -> None:
    drafted = stage.draft(play, by=play.quality_head, unit=play.school)
    address = url("set", drafted.public_id)
    assert sign_in(play.teacher).get(address).status_code == 404
    stage.walk(play, drafted, "issue", stage.SCHOOL_WAY)
    assert sign_in(play.teacher).get(address).status_code == 200
    assert sign_in(play.stranger).get(address).status_code == 404


def test_set_shows_its_sheet(play: Cast) -> None:
    shown = said(sign_in(play.head).get(url("set", stage.draft(play).public_id)))
    for words in ("MỤC TIÊU CHẤT LƯỢNG VÀ KẾ HOẠCH THỰC HIỆN KHOA CƠ KHÍ", "≥ 80 %", "từ 80% trở lên",
                  "1.1. Khảo sát cựu học sinh", "Chủ trì: Trưởng khoa", "Báo cáo khảo sát"):  # fmt: skip
        assert words in shown


def test_set_lights_the_present_step_and_says_who_has_it_and_what_comes_next(play: Cast) -> None:
    shown = sign_in(play.head).get(url("set", stage.draft(play).public_id)).content.decode()
    assert '<g class="now">' in shown
    assert "Lưu đồ lập mục tiêu chất lượng của đơn vị" in shown
    assert "Trưởng đơn vị" in shown
    assert "Góp ý MTCL và KHTHMTCL của đơn vị" in shown


def test_set_has_one_primary_button_for_who_decides_and_none_for_others(play: Cast) -> None:
    drafted = stage.draft(play)
    address = url("set", drafted.public_id)
    mine = sign_in(play.head).get(address).content.decode()
    assert mine.count("btn-primary") == 1
    assert f'href="{deed_url(drafted)}"' in mine
    assert "btn-primary" not in sign_in(play.teacher).get(address).content.decode()


def test_set_that_is_empty_bars_the_button_with_the_words_of_the_refusal(play: Cast) -> None:
    from khue.quality.objectives.actions import open_set

    made = open_set(unit=play.faculty, period=play.period, by=play.head, at=play.at)
    shown = sign_in(play.head).get(url("set", made.public_id)).content.decode()
    assert 'aria-disabled="true"' in shown
    assert "Chưa có mục tiêu nào. Hãy thêm ít nhất một mục tiêu rồi trình." in shown
    assert "Viết mục tiêu đầu tiên" in shown


def test_set_that_came_back_says_why(play: Cast) -> None:
    given = stage.walk(play, stage.draft(play), "submit")
    stage.step(play, given, "return", "quality_officer", reason="Mục tiêu 1 thấp hơn của Trường.")
    shown = said(sign_in(play.head).get(url("set", given.public_id)))
    assert "Trả lại lần 1, đang hoàn chỉnh" in shown
    assert "“Mục tiêu 1 thấp hơn của Trường.”" in shown


def test_set_counts_working_days_with_holidays(play: Cast) -> None:
    from datetime import date

    from khue.people.organisation.models import CalendarDay

    given = stage.walk(play, stage.draft(play), "submit")  # five working days from Monday 7 September
    address = url("set", given.public_id)
    assert "Còn 5 ngày làm việc" in said(sign_in(play.head).get(address))
    CalendarDay.objects.create(day=date(2026, 9, 9), name="Nghỉ cả nước", is_working=False)
    CalendarDay.objects.create(day=date(2026, 9, 10), name="Nghỉ của trường", is_working=False, institution=play.school)
    assert "Còn 3 ngày làm việc" in said(sign_in(play.head).get(address))
    CalendarDay.objects.create(day=date(2026, 9, 9), name="Trường vẫn làm", is_working=True, institution=play.school)
    assert "Còn 4 ngày làm việc" in said(sign_in(play.head).get(address))


def test_set_history_opens_by_its_address(play: Cast) -> None:
    drafted = stage.draft(play)
    client = sign_in(play.head)
    assert "Lịch sử Đóng" not in said(client.get(url("set", drafted.public_id)))
    shown = said(client.get(url("set", drafted.public_id) + "?xem=lich-su"))
    assert "Lịch sử Đóng" in shown
    assert "Lập “Mục tiêu chất lượng Khoa Cơ khí, năm học 2026 - 2027”" in shown


def test_set_history_says_each_change_once(play: Cast) -> None:
    drafted = stage.draft(play)
    standing = drafted.objectives.get()
    old = queries.rows.content_of_objective(standing)[0]
    for changed in (replace(old, note="Một"), replace(old, note="Hai", statement="Câu mới")):
        actions.save_objective(
            objective_set=drafted,
            content=changed,
            objective=standing,
            revision=drafted.revision,
            by=play.head,
            at=play.at,
        )
    shown = said(sign_in(play.head).get(url("set", drafted.public_id) + "?xem=lich-su"))
    assert shown.count("Một") == 2  # as the new and as the old wording
    assert shown.count("Câu mới") == 2  # in the table and once in the history
    assert "Sửa mục tiêu 1, 2 chỗ:" in shown


@pytest.mark.parametrize("state", ["draft", "issued"])
def test_set_costs_eight_statements_at_one_ten_and_two_hundred_objectives(play: Cast, state: str) -> None:
    counts = []
    for number in (1, 10, 200):
        ObjectiveSet.objects.update(state=terms.WITHDRAWN, is_current=False)
        made = stage.draft(play, *(stage.objective(str(n)) for n in range(1, number + 1)))
        made = stage.walk(play, made, "issue") if state == "issued" else made
        counts.append(len(statements_of(play.head, url("set", made.public_id))))
        assert (
            sign_in(play.head).get(url("set", made.public_id)).content.decode().count("Khảo sát cựu học sinh") == number
        )
    assert counts == [8, 8, 8]


# ---- beginning ----


def begin(cast: Cast) -> str:
    return f"{url('open')}?don-vi={cast.faculty.public_id}&nam={cast.period.code}"


def test_opening_starts_an_empty_set(play: Cast) -> None:
    response = sign_in(play.head).post(begin(play), {"start": "empty"})
    made = ObjectiveSet.objects.get(unit=play.faculty)
    assert (response.status_code, response["Location"]) == (303, url("set", made.public_id))
    assert made.objectives.count() == 0


def test_opening_takes_last_years_set(play: Cast) -> None:
    from khue.quality.objectives import actions, contents

    made = actions.open_set(unit=play.faculty, period=play.last_period, by=play.head, at=play.at)
    content = contents.SetContent((stage.objective(),))
    actions.replace_content(objective_set=made, content=content, revision=1, by=play.head, at=play.at)
    stage.walk(play, made, "issue")
    client = sign_in(play.head)
    assert "Lấy từ bộ mục tiêu năm học 2025 - 2026 của đơn vị" in said(client.get(begin(play)))
    client.post(begin(play), {"start": "last"})
    assert ObjectiveSet.objects.get(unit=play.faculty, period=play.period).objectives.count() == 1


def test_opening_without_a_choice_asks_for_one(play: Cast) -> None:
    response = sign_in(play.head).post(begin(play), {"start": "sao-cung-duoc"})
    assert response.status_code == 422
    assert not ObjectiveSet.objects.exists()


def test_opening_is_for_the_unit_and_only_once(play: Cast) -> None:
    assert sign_in(play.teacher).get(begin(play)).status_code == 403
    assert sign_in(play.other_head).get(begin(play)).status_code in {403, 404}
    assert sign_in(play.stranger).get(begin(play)).status_code == 404
    stage.draft(play)
    response = sign_in(play.head).post(begin(play), {"start": "empty"})
    assert response.status_code == 409
    assert "đã có bộ mục tiêu" in said(response)


# ---- versions ----


def test_new_version_needs_its_reason(play: Cast) -> None:
    address = url("new-version", stage.issued(play).public_id)
    response = sign_in(play.head).post(address, {"reason": " "})
    assert response.status_code == 422
    assert "Ghi lý do" in said(response)


def test_new_version_is_a_draft_beside_the_one_in_force(play: Cast) -> None:
    old = stage.issued(play)
    response = sign_in(play.head).post(url("new-version", old.public_id), {"reason": "Giao thêm chỉ tiêu"})
    new = ObjectiveSet.objects.get(version=2)
    assert response["Location"] == url("set", new.public_id)
    assert (stage.fresh(old).state, new.state) == (terms.ISSUED, terms.DRAFT)


def test_new_version_and_withdrawing_are_refused_in_words(play: Cast) -> None:
    made = stage.issued(play)
    assert sign_in(play.teacher).get(url("new-version", made.public_id)).status_code == 403
    assert sign_in(play.stranger).get(url("new-version", made.public_id)).status_code == 404
    response = sign_in(play.head).post(url("withdraw", made.public_id), {"reason": "thôi"})
    assert response.status_code == 409
    assert "Cần điều chỉnh thì lập bản mới" in said(response)


def test_withdrawing_goes_back_to_the_list(play: Cast) -> None:
    made = stage.draft(play)
    response = sign_in(play.head).post(url("withdraw", made.public_id), {"reason": "Lập nhầm năm"})
    assert response["Location"] == f"{url('sets')}?nam=2026-2027"
    assert stage.fresh(made).state == terms.WITHDRAWN
