import pytest

from khue.foundation.reading.plan import broken_names, people


@pytest.mark.parametrize(
    ("written", "lead", "supporting", "plain"),
    [
        (["Chủ trì: Trưởng khoa", "Phối hợp: GVCN, GVBM"], ["Trưởng khoa"], ["GVCN", "GVBM"], []),
        (["Chủ trì: Trưởng khoa Phối hợp: GVBM"], ["Trưởng khoa"], ["GVBM"], []),
        (["- Đơn vị chủ trì: Phòng Đào tạo;", "- Đơn vị phối hợp: các khoa."], ["Phòng Đào tạo"], ["các khoa"], []),
        (["Chủ trì:", "- Tổ Toán", "- Tổ Văn", "Phối hợp:", "Ban Giám hiệu"], ["Tổ Toán", "Tổ Văn"], ["Ban Giám hiệu"], []),
        (["Phối hợp: Tổ Tin", "Chủ trì: Tổ Toán"], ["Tổ Toán"], ["Tổ Tin"], []),
        (["Tổ Toán (chủ trì), Tổ Tin (phối hợp)"], ["Tổ Toán"], ["Tổ Tin"], []),
        (["Phòng Đào tạo chủ trì, phối hợp với các khoa"], ["Phòng Đào tạo"], ["các khoa"], []),
        (["P.ĐT; P.TCHC, TTKT"], [], [], ["P.ĐT", "P.TCHC", "TTKT"]),
        (["Lê Minh Hà và Trần An"], [], [], ["Lê Minh Hà", "Trần An"]),
        (["Trung tâm Khảo thí và ĐBCLĐT"], [], [], ["Trung tâm Khảo thí và ĐBCLĐT"]),
        (["Phòng Tổ chức và Hành chính, Phòng Kế hoạch và Tài chính"], [], [],
         ["Phòng Tổ chức và Hành chính", "Phòng Kế hoạch và Tài chính"]),
        (["Phòng Khoa học, Công nghệ và Hợp tác"], [], [], ["Phòng Khoa học, Công nghệ và Hợp tác"]),
        (["Văn phòng Sở (thường trực BCĐ, tổ thư ký), các phòng chuyên môn, nghiệp vụ"], [], [],
         ["Văn phòng Sở (thường trực BCĐ, tổ thư ký)", "các phòng chuyên môn, nghiệp vụ"]),
        (["Phòng Đào tạo và các khoa"], [], [], ["Phòng Đào tạo", "các khoa"]),
        (["Trung tâm Ngoại ngữ", "tin học"], [], [], ["Trung tâm Ngoại ngữ tin học"]),
        (["Trưởng khoa; Phòng Đào tạo phối hợp"], ["Trưởng khoa"], ["Phòng Đào tạo"], []),
        (["Phòng Đào tạo chủ trì; các khoa phối hợp"], ["Phòng Đào tạo"], ["các khoa"], []),
        (["-"], [], [], []),
        ([], [], [], []),
    ],
)  # fmt: skip
def test_names_are_put_on_their_side(written, lead, supporting, plain):
    found = people.read(written)

    assert (list(found.lead), list(found.supporting), list(found.plain)) == (lead, supporting, plain)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Toàn thể cán bộ, giáo viên, nhân viên", ["Toàn thể cán bộ, giáo viên, nhân viên"]),
        ("Toàn thể giáo viên và học sinh, Công đoàn", ["Toàn thể giáo viên và học sinh", "Công đoàn"]),
        ("các phòng, khoa", ["các phòng, khoa"]),
        ("Trưởng các phòng, khoa, trung tâm", ["Trưởng các phòng, khoa, trung tâm"]),
        ("các phòng, khoa Kế toán", ["các phòng", "khoa Kế toán"]),
        ("Các khoa, các phòng", ["Các khoa", "các phòng"]),
        ("Các khoa, giáo viên chủ nhiệm", ["Các khoa", "giáo viên chủ nhiệm"]),
        ("Tổ trưởng tổ 4, 5", ["Tổ trưởng tổ 4, 5"]),
        ("Giáo viên lớp 1A, 2B và 3", ["Giáo viên lớp 1A, 2B và 3"]),
        ("bảo vệ, lao công", ["bảo vệ", "lao công"]),
        ("Công đoàn, kế toán", ["Công đoàn", "kế toán"]),
        ("Phòng Tài chính, kế toán", ["Phòng Tài chính, kế toán"]),
        ("không", []),
        ("Không có.", []),
    ],
)
def test_groups_that_are_one_and_posts_that_are_several(written, names):
    assert people.names(written) == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Phòng Đào tạo", "unit"),
        ("các khoa", "unit"),
        ("Trưởng khoa", "role"),
        ("GVCN", "role"),
        ("Nguyễn Thị Minh Hoa", "person"),
        ("Tổ Toán", "unit"),
        ("Hiệu trưởng", "role"),
    ],
)
def test_kinds_of_names(name, kind):
    assert people.kind_of(name) == kind


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("ThS. Bùi Thị\nThanh Nga", ["ThS. Bùi Thị Thanh Nga"]),
        ("Nguyễn Bá\nTùng", ["Nguyễn Bá Tùng"]),
        ("TS. Đoàn\nVăn Lực, Tổ Toán", ["TS. Đoàn Văn Lực", "Tổ Toán"]),
        ("Phòng Đào tạo, Lê Thị\nMai Hoa", ["Phòng Đào tạo", "Lê Thị Mai Hoa"]),
        ("Các khoa và\nPhòng Thanh tra - Pháp chế", ["Các khoa", "Phòng Thanh tra - Pháp chế"]),
        ("Phòng Khảo thí và\nĐảm bảo chất lượng", ["Phòng Khảo thí và Đảm bảo chất lượng"]),
        ("Trung tâm Ngoại ngữ -\nTin học", ["Trung tâm Ngoại ngữ - Tin học"]),
        ("Phó khoa (ThS.\nLê An)", ["Phó khoa (ThS. Lê An)"]),
    ],
)
def test_name_that_a_narrow_cell_broke_is_one(written, names):
    assert people.names(written) == names


@pytest.mark.parametrize(
    "written",
    [
        "Nguyễn Văn An\nTrần Thị Bình",
        "Trần Văn\nLê Thị Hoa",
        "Lê Hoa\nMinh Anh",
        "Cô Hoa\nCô Lan",
        "TS. Lê Minh\nPhòng Đào tạo",
        "ThS. Nga\nThS. Lan",
        "Bùi Thị Nga\nGVCN",
    ],
)
def test_names_on_lines_of_their_own_stay_apart(written):
    assert people.names(written) == written.split("\n")


@pytest.mark.parametrize("line", ["(", "Phòng và", "Khoa -", "Lê Thị"])
def test_long_run_of_broken_lines_is_joined_only_so_far(line):
    joined = broken_names.lines("\n".join([line] * 3_000))

    assert max(map(len, joined)) < 140
    assert sum(each.count(line) for each in joined) == 3_000
