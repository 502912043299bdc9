"""Units and people are found as people write them."""

from __future__ import annotations

import unicodedata

import pytest

from khue.people.accounts.models import Person
from khue.people.organisation import actions, queries
from tests import cast as stage
from tests.people.conftest import SINCE, found

UNITS = [
    ("DT", "Phòng Đào tạo", "P.ĐT", []),
    ("KT", "Trung tâm Khảo thí và Đảm bảo chất lượng", "TT KT&ĐBCL", ["Thường trực BCĐ ISO"]),
    ("TCHC", "Phòng Tổ chức - Hành chính", "P.TC-HC", ["Văn phòng"]),
    ("BGH", "Ban Giám hiệu", "", []),
    ("CNTT", "Khoa Công nghệ thông tin", "", []),
]
NAMES = [
    "Nguyễn Văn Á",
    "Nguyễn Văn Anh",
    "Nguyễn Thị Vân Anh",
    "Đặng Ánh",
    "Đàm Văn Ân",
    "Trần Ăn",
    "Lê Bá",
    "Ông Văn Bá",
]


@pytest.fixture
def school(founded):
    for code, name, short, aliases in UNITS:
        actions.add_unit(
            parent=founded.school, kind="room", code=code, name=name, short_name=short, aliases=aliases,
            valid_from=SINCE, by=None, at=founded.at,
        )  # fmt: skip
    for number, name in enumerate(NAMES):
        founded.employ(f"p{number}", name, "GV", founded.faculty)
    return founded.school


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("P.ĐT", "DT"),
        ("P. Đào tạo", "DT"),
        ("phong dao tao", "DT"),
        ("PHÒNG ĐÀO TẠO", "DT"),
        ("Phòng ĐT", "DT"),
        ("DT", "DT"),
        ("TT KT&ĐBCL", "KT"),
        ("TT. KT & ĐBCL", "KT"),
        ("thường trực BCĐ ISO", "KT"),
        ("Văn phòng", "TCHC"),
        ("Phòng TC - HC", "TCHC"),
        ("BGH", "BGH"),
        ("Khoa CNTT", "CNTT"),
        ("K. CNTT", "CNTT"),
        (unicodedata.normalize("NFD", "Phòng Đào tạo"), "DT"),
    ],
)
def test_a_unit_is_found_by_every_way_of_writing_it(school, written, code):
    best = queries.find_unit(school, written)[0]
    assert (best.unit.code, best.sure) == (code, True)


def test_a_slip_of_the_pen_is_only_likely(school):
    best = queries.find_unit(school, "Phòng Đào tao")[0]
    assert best.sure
    best = queries.find_unit(school, "Phòng Đào tạp")[0]
    assert (best.unit.code, best.sure) == ("DT", False)


@pytest.mark.parametrize("written", ["", "  ", "Phòng Vũ trụ học", "xyz"])
def test_what_names_no_unit_finds_none(school, written):
    assert [match for match in queries.find_unit(school, written) if match.sure] == []


def test_units_of_another_school_are_never_found(school):
    assert queries.find_unit(found("KHAC", "Trường khác").school, "Phòng Đào tạo") == []


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("nguyen van a", ["Nguyễn Văn Á", "Nguyễn Thị Vân Anh", "Nguyễn Văn Anh"]),
        ("Nguyễn Văn Á", ["Nguyễn Văn Á", "Nguyễn Thị Vân Anh", "Nguyễn Văn Anh"]),
        (unicodedata.normalize("NFD", "Nguyễn Văn Á"), ["Nguyễn Văn Á", "Nguyễn Thị Vân Anh", "Nguyễn Văn Anh"]),
        ("dam an", ["Đàm Văn Ân"]),
        ("ThS. Đặng Ánh", ["Đặng Ánh"]),
        ("PGS.TS. Lê Bá", ["Lê Bá"]),
        ("Ông Văn Bá", ["Ông Văn Bá"]),
        ("p3@khuevan", ["Đặng Ánh"]),
        ("không có", []),
        ("", []),
    ],
)
def test_a_person_is_found_with_and_without_marks(school, written, names):
    assert [person.full_name for person in queries.find_person(school, written)] == names


def test_people_stand_in_the_order_of_vietnamese_names(school):
    assert [person.full_name for person in queries.staff(school, SINCE)] == [
        "Nguyễn Văn Á",
        "Nguyễn Thị Vân Anh",
        "Nguyễn Văn Anh",
        "Đặng Ánh",
        "Trần Ăn",
        "Đàm Văn Ân",
        "Lê Bá",
        "Ông Văn Bá",
    ]


def test_people_of_another_school_are_never_found(school):
    assert queries.find_person(found("KHAC", "Trường khác").school, "Nguyễn Văn Á") == []


def test_one_who_left_is_found_only_without_a_day(school, founded):
    person = Person.objects.get(full_name="Lê Bá")
    actions.end_appointment(appointment=person.appointments.get(), on=founded.at.date(), by=None, at=founded.at)
    later = founded.at.date().replace(year=2027)
    assert queries.find_person(school, "Lê Bá", on=later) == []
    assert queries.find_person(school, "Lê Bá") == [person]


def test_the_tree_has_brothers_in_their_order(founded, school):
    actions.change_unit(unit=founded.other, order=1, by=None, at=founded.at)
    tree = queries.tree(school, founded.at.date())
    assert [branch.unit.code for branch in tree.flat()] == ["CDKV", "BGH", "CNTT", "CK", "DT", "TCHC", "KT", "DIEN"]
    assert {branch.depth for branch in tree.branches} == {1}


@pytest.mark.parametrize("count", [1, 10, 200])
def test_the_tree_and_its_tally_take_two_statements(founded, django_assert_num_queries, count):
    for n in range(count):
        founded.employ(f"x{n}", f"Nguyễn Thị Bé {n}", "GV", founded.other)
    with django_assert_num_queries(2):
        list(queries.tree(founded.school, founded.at.date()).flat())
        queries.tally(founded.school, founded.at.date())


def test_schools_below_stand_in_the_order_of_the_alphabet(cast):
    for code, name in (("X", "Trường Xuân"), ("D", "Trường Đông")):
        stage.unit(code, name, "school", cast.authority, institution=True)
    names = [unit.name for unit in queries.institutions_below(cast.authority, cast.today)]
    assert [one for one in names if one in {"Trường Đông", "Trường Xuân"}] == ["Trường Đông", "Trường Xuân"]
