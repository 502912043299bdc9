"""Names of units as people shorten them."""

from __future__ import annotations

import pytest

from khue.foundation.reading.unit_names import ROLE, SEVERAL, UNIT, UNKNOWN, UnitNames, is_role, names_a_unit

TREE: UnitNames[str] = UnitNames([
    ("dt", ["Phòng Đào tạo"]), ("kt", ["Phòng Khảo thí và Đảm bảo chất lượng", ""]), ("tc", ["Phòng Tổ chức - Hành chính"]),
    ("ct", ["Phòng Công tác học sinh sinh viên"]), ("tt", ["Trung tâm Khảo thí & Đảm bảo chất lượng đào tạo"]), ("ck", ["Khoa Cơ khí"]),
    ("dien", ["Khoa Điện - Điện tử"]), ("it", ["Khoa Công nghệ thông tin"]), ("kte", ["Khoa Kinh tế"]), ("ketoan", ["Khoa Kế toán"]),
    ("tttt", ["Phòng Thanh tra - Đảm bảo chất lượng"]), ("doan", ["Đoàn Thanh niên", "Đoàn trường"]),
])  # fmt: skip


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Phòng Đào tạo", "dt"), ("P.ĐT", "dt"), ("P. Đào tạo", "dt"), ("Phòng ĐT", "dt"), ("phòng đào tạo", "dt"),
        ("P. KT-ĐBCL", "kt"), ("Phòng Khảo thí - ĐBCL", "kt"), ("Phòng KT và ĐBCL", "kt"), ("P.TC-HC", "tc"), ("P.TCHC", "tc"),
        ("Phòng Tổ chức", "tc"), ("P.CTHSSV", "ct"), ("Phòng Công tác HSSV", "ct"), ("TT KT&ĐBCL", "tt"), ("TT. KT&ĐBCLĐT", "tt"),
        ("Trung tâm Khảo thí và ĐBCLĐT", "tt"), ("TTKT&ĐBCLĐT", "tt"), ("Khoa CK", "ck"), ("K.CNTT", "it"),
        ("Khoa Điện", "dien"), ("P. Thanh tra - ĐBCL", "tttt"),
        ("Đoàn TN", "doan"), ("Đoàn trường", "doan"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_laid_along_the_name(said: str, meant: str) -> None:
    assert (TREE.match(said).kind, TREE.match(said).key) == (UNIT, meant)


def test_what_could_be_two_units_is_not_chosen() -> None:
    assert (TREE.match("K.KT").kind, TREE.match("K.KT").keys, TREE.match("K.KT").key) == (
        SEVERAL,
        ("kte", "ketoan"),
        None,
    )


@pytest.mark.parametrize(
    "said",
    ["GVCN", "GVBM", "Trưởng khoa", "Các khoa", "các phòng chức năng có liên quan", "Toàn thể CBVC", "BGH", "Khoa"],
)
def test_a_part_of_people_is_a_role(said: str) -> None:
    assert (TREE.match(said).kind, is_role(said), names_a_unit(said)) == (ROLE, True, False)


@pytest.mark.parametrize(
    ("said", "like_a_unit"),
    [("Phòng Hợp tác quốc tế", True), ("P.QTTB", True), ("Nguyễn Quốc Đoàn", False), ("", False)],
)
def test_what_nobody_is_called_is_unknown(said: str, like_a_unit: bool) -> None:
    assert (TREE.match(said).kind, names_a_unit(said)) == (UNKNOWN, like_a_unit)
