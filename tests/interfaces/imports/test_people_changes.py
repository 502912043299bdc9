"""What confirming would do, row by row, and what is wrong only against what is there."""

from __future__ import annotations

import pytest

from khue.interfaces.imports.importing import people, people_changes
from khue.interfaces.imports.queries import people as queries
from khue.people.accounts.models import Person
from tests.interfaces.imports.workbooks import person, unit, workbook
from tests.people.conftest import Founded, found


@pytest.fixture
def school(db) -> Founded:
    made = found()
    made.employ("loc", "Mai Xuân Lộc", "GV", made.faculty)
    return made


def compare(school: Founded, units=None, staff=None) -> people_changes.Comparison:
    sheets = people.read(workbook(units or [], staff or []), "ds.xlsx")
    return people_changes.compare(sheets, queries.snapshot(school.school, sheets, school.at.date()))


def told(school: Founded, units=None, staff=None) -> list[tuple[str, str, tuple[str, ...]]]:
    found = compare(school, units, staff)
    assert found.faults == []
    return [(change.kind, change.what, change.details) for change in found.changes]


def faults(school: Founded, units=None, staff=None) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in compare(school, units, staff).faults]


def test_a_unit_that_is_there_already_is_unchanged(school):
    assert told(school, [unit("CK", "Khoa Cơ khí")]) == [("unchanged", "Khoa Cơ khí", ())]


def test_a_new_unit_is_told_with_its_parent(school):
    rows = [unit("HAN", "Bộ môn Hàn", parent="CK")]
    assert told(school, rows) == [("added", "Bộ môn Hàn", ("trực thuộc Khoa Cơ khí",))]


def test_the_parent_may_stand_in_the_same_file_and_below(school):
    rows = [unit("HAN", "Bộ môn Hàn", parent="Khoa Ô tô"), unit("OTO", "Khoa Ô tô")]
    assert [what for _kind, what, _details in told(school, rows)] == ["Bộ môn Hàn", "Khoa Ô tô"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Phòng Đào tạo", "room"),
        ("Trung tâm Ngoại ngữ", "centre"),
        ("Đoàn Thanh niên", "youth"),
        ("Công đoàn Trường", "union"),
        ("Tổ Toán", "department"),
    ],
)
def test_the_kind_is_guessed_from_the_name(school, name, kind):
    assert compare(school, [unit("X1", name)]).changes[0].deeds[0]["kind"] == kind


def test_a_corrected_name_and_a_new_alias_are_told_from_to(school):
    rows = [unit("CK", "Khoa Cơ khí chế tạo", aliases="Khoa CK; Khoa CK")]
    assert told(school, rows) == [
        (
            "changed",
            "Khoa Cơ khí",
            ("sửa tên: Khoa Cơ khí → Khoa Cơ khí chế tạo", "tên gọi khác: (trống) → Khoa CK"),
        )
    ]


def test_an_empty_cell_changes_nothing(school):
    school.faculty.short_name = "K.CK"
    school.faculty.save()
    assert told(school, [unit("CK", "Khoa Cơ khí", short_name="", valid_from="")])[0][0] == "unchanged"


def test_a_moved_and_a_closed_unit_are_told(school):
    rows = [unit("DIEN", "Khoa Điện", parent="CK"), unit("CK", "Khoa Cơ khí", valid_to="31/12/2026")]
    assert told(school, rows) == [
        ("changed", "Khoa Điện", ("chuyển sang Khoa Cơ khí",)),
        ("ended", "Khoa Cơ khí", ("hoạt động đến hết 31/12/2026",)),
    ]


def test_a_newcomer_an_unchanged_and_a_leaver(school):
    rows = [
        person("an", "Bùi Thị Ân", "Trưởng khoa", "Khoa Điện"),
        person("loc", "Mai Xuân Lộc"),
        person("loc", "Mai Xuân Lộc", valid_to="31/12/2026"),
    ]
    assert told(school, None, rows) == [
        ("added", "Bùi Thị Ân", ("an@khuevan.example", "Trưởng khoa, Khoa Điện, từ 01/09/2024")),
        ("unchanged", "Mai Xuân Lộc", ()),
        ("ended", "Mai Xuân Lộc", ("thôi Giảng viên, Khoa Cơ khí từ sau 31/12/2026",)),
    ]


def test_two_posts_of_a_newcomer_open_one_account(school):
    rows = [person("an", "Bùi Thị Ân"), person("an", "Bùi Thị Ân", "Ủy viên Hội đồng")]
    deeds = [deed["do"] for change in compare(school, None, rows).changes for deed in change.deeds]
    assert deeds == ["add_person", "appoint", "appoint"]


def test_a_changed_title_is_told(school):
    rows = [person("loc", "Mai Xuân Lộc", title="ThS.")]
    assert told(school, None, rows) == [("changed", "Mai Xuân Lộc", ("học hàm, học vị: (trống) → ThS.",))]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (unit("X", "Nhóm sao băng"), "Loại đơn vị", "Không đoán được loại đơn vị theo tên. Chọn loại trong danh sách."),
        (
            unit("X", "Khoa X", kind="Cục"),
            "Loại đơn vị",
            "Không có loại “Cục”. Chọn một loại trong danh sách của mẫu.",
        ),
        (
            unit("X", "Khoa X", valid_from=""),
            "Hoạt động từ ngày",
            "Đơn vị mới cần ngày bắt đầu hoạt động, ví dụ 01/09/2026.",
        ),
        (
            unit("X", "Tổ X", parent="Khoa Cơ kh"),
            "Đơn vị cấp trên",
            "Không rõ đơn vị “Khoa Cơ kh”. Có phải: Khoa Cơ khí (CK)? Hãy ghi mã.",
        ),
        (
            unit("X", "Tổ X", parent="zzz"),
            "Đơn vị cấp trên",
            "Không rõ đơn vị “zzz”. Hãy ghi mã có trong tờ Đơn vị hoặc cây đơn vị.",
        ),
    ],
)
def test_a_fault_of_a_unit_says_what_to_do(school, row, column, message):
    assert faults(school, [row]) == [(2, column, message)]


def test_a_repeated_code_names_the_earlier_row(school):
    rows = [unit("X", "Khoa X"), unit("x", "Khoa Y")]
    assert faults(school, rows)[0] == (3, "Mã đơn vị", "Mã “x” đã có ở dòng 2. Mỗi đơn vị một dòng.")


def test_a_circle_of_units_is_found(school):
    rows = [unit("CK", "Khoa Cơ khí", parent="DIEN"), unit("DIEN", "Khoa Điện", parent="CK")]
    message = "Đơn vị nằm dưới chính nó. Hãy sửa cột đơn vị cấp trên."
    assert faults(school, rows) == [(2, "Đơn vị cấp trên", message), (3, "Đơn vị cấp trên", message)]


def test_faults_of_people_say_what_to_do(school):
    rows = [
        person("an", "Bùi Thị Ân", "Vua"),
        person("an", "Người Khác"),
        {**person("x", "Không Thư"), "email": "không phải thư"},
        person("y", "Không Ngày", valid_from=""),
        person("z", "Sai Đơn Vị", unit="Khoa Luật"),
    ]
    assert [(row, column) for row, column, _message in faults(school, None, rows)] == [
        (3, "Thư điện tử"),
        (2, "Chức vụ"),
        (4, "Thư điện tử"),
        (5, "Từ ngày"),
        (6, "Đơn vị"),
    ]


def test_an_address_of_somebody_of_another_school_is_not_taken_over(school):
    Person.objects.create(email="ha@khac.example", full_name="Lê Hà")
    rows = [{**person("x", "Trần Hà"), "email": "ha@khac.example"}]
    assert faults(school, None, rows) == [
        (2, "Thư điện tử", "Thư này đã dùng cho người khác. Hãy kiểm tra lại địa chỉ.")
    ]


@pytest.mark.parametrize("count", [1, 10, 200])
def test_comparing_costs_the_same_for_any_number_of_rows(school, django_assert_num_queries, count):
    rows = [person(f"p{n}", f"Nguyễn Văn Á {n}") for n in range(count)]
    sheets = people.read(workbook([], rows), "ds.xlsx")
    with django_assert_num_queries(4):
        people_changes.compare(sheets, queries.snapshot(school.school, sheets, school.at.date()))
