"""Units: the deed, the trail, the refusal, the rollback."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from khue.foundation.audit_trail import queries as journal
from khue.foundation.audit_trail import wording
from khue.foundation.kernel import errors
from khue.people.organisation import actions, queries
from khue.people.organisation.models import Unit, UnitName
from tests.people.conftest import SINCE, found

DAY = timedelta(days=1)


def facts(founded, **more):
    return {"by": None, "at": founded.at, **more}


def add(founded, code: str, name: str, parent: Unit | None = None, **more) -> Unit:
    more = {"kind": "department", "valid_from": SINCE, **more}
    return actions.add_unit(parent=parent or founded.school, code=code, name=name, **facts(founded, **more))


def told(unit: Unit) -> list[str]:
    return [wording.sentence(event) for event in journal.history(institution=unit.owner_id, about=unit)]


def test_an_institution_is_its_own_institution_and_has_its_first_name(founded):
    school = Unit.objects.get(code="CDKV")
    assert (school.institution_id, school.path, school.is_institution) == (school.pk, f"{school.pk:06d}/", True)
    assert [name.name for name in school.names.all()] == ["Trường Cao đẳng Kỹ thuật Khuê Văn"]
    assert told(school)[-1] == "Lập cơ sở Trường Cao đẳng Kỹ thuật Khuê Văn"


def test_a_school_may_hang_below_a_sở(founded):
    sở = actions.found_institution(kind="authority", code="SO", name="Sở GDĐT Sông Mây", **facts(founded))
    school = actions.found_institution(kind="school", code="THPT", name="THPT Bến Xuân", parent=sở, **facts(founded))
    assert school.path == f"{sở.path}{school.pk:06d}/"
    assert school.institution_id == school.pk


def test_a_new_unit_hangs_below_its_parent(founded):
    unit = add(founded, "HAN", "Bộ  môn Hàn ", founded.faculty)
    assert (unit.name, unit.path) == ("Bộ môn Hàn", f"{founded.faculty.path}{unit.pk:06d}/")
    assert told(unit) == ["Thêm đơn vị Bộ môn Hàn thuộc Khoa Cơ khí, hoạt động từ 01/01/2024"]


def test_a_code_is_taken_once_in_an_institution(founded):
    with pytest.raises(errors.Invalid) as refused:
        add(founded, "CK", "Khoa khác")
    assert refused.value.fields == {"code": ["Mã “CK” đã dùng cho đơn vị khác. Hãy đặt mã khác."]}
    assert found("KHAC", "Trường khác").faculty.code == "CK"


@pytest.mark.parametrize("deed", ["add", "change", "rename", "move", "close", "merge", "split"])
def test_one_who_may_not_changes_nothing(founded, deed):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    head.as_of = founded.at.date()
    by = {"by": head, "at": founded.at}
    deeds = {
        "add": lambda: actions.add_unit(
            parent=founded.faculty, kind="department", code="X", name="X", valid_from=SINCE, **by
        ),
        "change": lambda: actions.change_unit(unit=founded.faculty, name="X", **by),
        "rename": lambda: actions.rename_unit(unit=founded.faculty, name="X", on=date(2026, 1, 1), **by),
        "move": lambda: actions.move_unit(unit=founded.faculty, parent=founded.other, **by),
        "close": lambda: actions.close_unit(unit=founded.faculty, on=date(2026, 1, 1), **by),
        "merge": lambda: actions.merge_units(
            predecessors=[founded.faculty], into=founded.other, on=date(2026, 1, 1), **by
        ),
        "split": lambda: actions.split_unit(
            unit=founded.faculty, into=[founded.other], moves={}, keep=True, on=date(2026, 1, 1), **by
        ),
    }
    before = list(Unit.objects.order_by("pk").values())
    with pytest.raises(errors.NotAllowed):
        deeds[deed]()
    assert list(Unit.objects.order_by("pk").values()) == before


def test_nothing_is_saved_when_the_trail_breaks(founded, break_journal):
    broken = break_journal()
    before = list(Unit.objects.order_by("pk").values())
    for deed in (
        lambda: add(founded, "HAN", "Bộ môn Hàn"),
        lambda: actions.rename_unit(unit=founded.faculty, name="X", on=date(2026, 1, 1), **facts(founded)),
        lambda: actions.move_unit(unit=founded.faculty, parent=founded.other, **facts(founded)),
        lambda: actions.close_unit(unit=founded.other, on=date(2026, 1, 1), **facts(founded)),
    ):
        with pytest.raises(broken):
            deed()
    assert list(Unit.objects.order_by("pk").values()) == before
    assert UnitName.objects.filter(valid_to__isnull=False).count() == 0


def test_a_correction_also_corrects_the_name_in_force(founded):
    actions.change_unit(unit=founded.faculty, name="Khoa Cơ Khí", short_name="K.CK", **facts(founded))
    assert founded.faculty.names.get().name == "Khoa Cơ Khí"
    assert told(founded.faculty)[0] == (
        "Sửa thông tin Khoa Cơ Khí: tên: Khoa Cơ khí → Khoa Cơ Khí; tên viết tắt: (trống) → K.CK"
    )


def test_a_change_that_changes_nothing_leaves_no_row(founded):
    before = len(told(founded.faculty))
    actions.change_unit(unit=founded.faculty, name="Khoa Cơ khí", code="CK", **facts(founded))
    assert len(told(founded.faculty)) == before


def test_a_renamed_unit_keeps_its_old_name_for_old_papers(founded):
    actions.rename_unit(
        unit=founded.faculty, name="Khoa Động lực", on=date(2026, 2, 1), decision_number="9/QĐ-X", **facts(founded)
    )
    unit = Unit.objects.get(pk=founded.faculty.pk)
    assert (queries.name_on(unit, date(2026, 1, 31)), queries.name_on(unit, date(2026, 2, 1))) == (
        "Khoa Cơ khí",
        "Khoa Động lực",
    )
    assert queries.find_unit(founded.school, "Khoa Cơ khí")[0].unit == unit
    assert told(unit)[0] == "Đổi tên từ Khoa Cơ khí thành Khoa Động lực từ ngày 01/02/2026, theo quyết định 9/QĐ-X"


@pytest.mark.parametrize(("on", "code"), [(date(2026, 9, 8), "ahead"), (SINCE, "unit.name_date")])
def test_a_name_begins_after_the_last_one_and_not_in_the_future(founded, on, code):
    with pytest.raises(errors.Conflict) as refused:
        actions.rename_unit(unit=founded.faculty, name="X", on=on, **facts(founded))
    assert refused.value.code == code


def test_a_moved_unit_takes_its_whole_subtree_along(founded):
    han = add(founded, "HAN", "Bộ môn Hàn", founded.faculty)
    to = add(founded, "TO1", "Tổ 1", han)
    actions.move_unit(unit=han, parent=founded.other, **facts(founded))
    paths = dict(Unit.objects.values_list("code", "path"))
    assert paths["HAN"] == f"{paths['DIEN']}{han.pk:06d}/"
    assert paths["TO1"] == f"{paths['HAN']}{to.pk:06d}/"
    assert paths["CK"] == founded.faculty.path


def test_a_unit_hangs_neither_below_itself_nor_in_another_school(founded):
    han = add(founded, "HAN", "Bộ môn Hàn", founded.faculty)
    other = found("KHAC", "Trường khác")
    for parent, code in (
        (founded.faculty, "unit.circle"),
        (han, "unit.circle"),
        (other.school, "unit.other_institution"),
    ):
        with pytest.raises(errors.Conflict) as refused:
            actions.move_unit(unit=founded.faculty, parent=parent, **facts(founded))
        assert refused.value.code == code


def test_a_closed_unit_ends_its_posts_and_is_gone_the_day_after(founded):
    head = founded.employ("son", "Tạ Đình Sơn", "TK", founded.faculty)
    last = date(2026, 8, 31)
    actions.close_unit(unit=founded.faculty, on=last, **facts(founded))
    assert head.appointments.get().valid_to == last
    assert founded.faculty in queries.units_of(founded.school, last)
    assert founded.faculty not in queries.units_of(founded.school, last + DAY)


def test_a_unit_with_units_below_is_not_closed(founded):
    add(founded, "HAN", "Bộ môn Hàn", founded.faculty)
    with pytest.raises(errors.Conflict, match="Còn đơn vị trực thuộc: Bộ môn Hàn"):
        actions.close_unit(unit=founded.faculty, on=date(2026, 8, 31), **facts(founded))


def test_the_institution_itself_is_not_closed(founded):
    with pytest.raises(errors.Conflict, match="Không đóng được cả cơ sở"):
        actions.close_unit(unit=founded.school, on=date(2026, 8, 31), **facts(founded))


def test_dates_out_of_order_cannot_exist(founded):
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=founded.faculty.pk).update(valid_to=date(2020, 1, 1))


def test_a_unit_fetched_before_a_move_keeps_its_new_place(founded):
    stale = Unit.objects.get(pk=founded.faculty.pk)
    child = add(founded, "BM", "Bộ môn Hàn", parent=founded.faculty)
    actions.move_unit(unit=founded.faculty, parent=founded.other, **facts(founded))

    actions.change_unit(unit=stale, order=7, **facts(founded))

    now = Unit.objects.get(pk=stale.pk)
    assert (now.parent_id, now.order) == (founded.other.pk, 7)
    assert Unit.objects.get(pk=child.pk).path.startswith(now.path)


def test_two_moves_of_one_unit_leave_a_tree(founded):
    stale = Unit.objects.get(pk=founded.faculty.pk)
    child = add(founded, "BM", "Bộ môn Hàn", parent=founded.faculty)
    actions.move_unit(unit=founded.faculty, parent=founded.other, **facts(founded))

    actions.move_unit(unit=stale, parent=founded.school, **facts(founded))

    now = Unit.objects.get(pk=stale.pk)
    assert now.parent_id == founded.school.pk
    assert Unit.objects.get(pk=child.pk).path.startswith(now.path)
