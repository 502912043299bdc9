"""Word files whose plan is a table: many headers, orders, merges, breaks."""

from __future__ import annotations

from tests.specimens.making import golden as g
from tests.specimens.making import word as w


def titles(reading: g.Reading, what: str = "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG") -> str:
    return "".join(w.p(line, look="<w:b/>") for line in g.title(reading, what))


def six_columns(reading: g.Reading) -> bytes:
    issued = reading["issued_with"]
    heads = [
        "Mục tiêu",
        "Nội dung mục tiêu chất lượng",
        "Nhiệm vụ và biện pháp thực hiện",
        "Đơn vị chủ trì và phối hợp",
    ]
    heads += ["Thời hạn thực hiện và hoàn tất", "Hồ sơ minh chứng"]
    came = f"(Kèm theo Quyết định số {issued['number']} ngày 28 tháng 9 năm 2023 của {issued['by']})"
    rows = g.body(reading, "number", "statement", "tasks", "both", "time", "evidence")
    return w.paper(titles(reading), w.p(came, look="<w:i/>"), w.grid([heads, *rows]))


def other_order(reading: g.Reading) -> bytes:
    heads = ["Tiến độ", "Người phụ trách", "Chỉ tiêu phấn đấu trong năm học", "Giải pháp", "Sản phẩm", "Lưu ý", "Số TT"]
    rows = g.body(reading, "time", "lead", "statement", "tasks", "evidence", "note", "number")
    head = [["PHÒNG GD&ĐT THỊ XÃ\nTRƯỜNG TIỂU HỌC LÊ HỒNG SƠN", g.MOTTO]]
    above = w.p("BẢNG ĐĂNG KÝ MỤC TIÊU") + w.p(f"NĂM HỌC {g.year(reading)}")
    return w.paper(w.grid(head, headers=0), above, w.grid([heads, *rows]), section=w.LANDSCAPE)


def merged_rows(reading: g.Reading) -> bytes:
    first, second = reading["objectives"]
    rows = [
        ["TT", "MỤC TIÊU CỤ THỂ", "NỘI DUNG THỰC HIỆN", "PHÂN CÔNG", "", "THỜI GIAN", "", "MINH CHỨNG"],
        ["", "", "", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc", ""],
    ]
    for at, (task, evidence) in enumerate(zip(first["tasks"], first["evidence"], strict=True)):
        start, end = g.when(task).split(" - ")
        names = [g.joined(task["lead"]), g.joined(task["supporting"])]
        lead = [first["number"], first["statement"]] if at == 0 else ["", ""]
        rows.append([*lead, task["text"], *names, start, end, evidence])
    start, end = g.when(second).split(" - ")
    (rest,) = g.body({"objectives": [second]}, "number", "statement", "tasks", "lead", "supporting")
    rows.append([*rest, start, end, second["evidence"][0]])
    merges = [((0, at), (1, at)) for at in (0, 1, 2, 7)] + [((0, 3), (0, 4)), ((0, 5), (0, 6))]
    merges += [((2, at), (4, at)) for at in (0, 1)]
    return w.paper(titles(reading), w.grid(rows, merges, headers=2), section=w.LANDSCAPE)


def groups(reading: g.Reading) -> bytes:
    heads = [
        "STT",
        "Nội dung công việc, chỉ tiêu",
        "Biện pháp thực hiện",
        "Bộ phận thực hiện",
        "Thời gian hoàn thành",
        "Minh chứng",
    ]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "time", "evidence")
    sections = {0: "I. CÔNG TÁC CHUYÊN MÔN", 2: "II. GIÁO DỤC ĐẠO ĐỨC", 3: "III. CƠ SỞ VẬT CHẤT"}
    made, merges = [heads], []
    for at, row in enumerate(rows):
        if at in sections:
            merges.append(((len(made), 0), (len(made), 5)))
            made.append([sections[at], "", "", "", "", ""])
        made.append(row)
    merges.append(((len(made), 0), (len(made), 1)))
    made.append(["Tổng cộng: 04 chỉ tiêu", "", "", "", "", ""])
    letterhead = w.grid([["SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT ĐOÀN THƯỢNG", g.MOTTO]], headers=0)
    signed = w.grid([["Nơi nhận:\n- Sở GD&ĐT;\n- Lưu: VT.", "HIỆU TRƯỞNG\n\nVũ Đức Cường"]], headers=0)
    above = w.p("KẾ HOẠCH") + w.p(f"Thực hiện mục tiêu chất lượng năm học {g.year(reading)}")
    return w.paper(letterhead, above, w.grid(made, merges), signed)


def broken_rows(reading: g.Reading) -> bytes:
    """The header stands again at each page; the second page begins within a task, the third within a statement."""
    heads = ["TT", "Mục tiêu", "Biện pháp", "Chủ trì", "Phối hợp", "Thời gian", "Hồ sơ"]
    one, two, three = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    cut = one[2].index("ít nhất mỗi")
    upper, lower = [*one], ["", "", one[2][cut:], "", "", "", one[6].split("\n")[1]]
    upper[2], upper[6] = one[2][:cut].rstrip(), one[6].split("\n")[0]
    at = two[1].index("hiểm y tế")
    second, rest = [*two], ["", two[1][at:], "", "", "", "", ""]
    second[1] = two[1][:at].rstrip()
    return w.paper(titles(reading), w.grid([heads, upper, heads, lower, second, heads, rest, three]))


def without_head(reading: g.Reading) -> bytes:
    """Three tables, as a converter leaves them: only the first has a header, a row goes on in the next."""
    heads = ["TT", "Mục tiêu chất lượng", "Nội dung thực hiện", "Người chịu trách nhiệm", "Thời hạn", "Kết quả, hồ sơ"]
    one, two, three = g.body(reading, "number", "statement", "tasks", "lead", "time", "evidence")
    words = one[2].split(" trồng và")
    upper, lower = [*one], ["", "", f"trồng và{words[1]}", "", "", ""]
    upper[2] = words[0]
    pages = w.grid([heads, upper]) + w.p("1") + w.grid([lower, two], headers=0) + w.p("2") + w.grid([three], headers=0)
    return w.paper(titles(reading), pages)


def among_tables(reading: g.Reading) -> bytes:
    staff = [
        ["STT", "Họ và tên", "Chức vụ", "Nhiệm vụ phân công"],
        ["1", "Bùi Thị Nga", "Hiệu trưởng", "Phụ trách chung"],
    ]
    staff += [["2", "Trịnh Thị Lụa", "Phó Hiệu trưởng", "Chuyên môn"], ["3", "Hà Thị Mận", "Nhân viên", "Nuôi dưỡng"]]
    money = [["STT", "Nội dung chi", "Đơn vị tính", "Số lượng", "Đơn giá", "Thành tiền"]]
    money += [["1", "Cân đồng hồ", "Cái", "4", "350.000", "1.400.000"], ["", "Tổng cộng", "", "", "", "1.400.000"]]
    heads = ["STT", "Mục tiêu", "Giải pháp", "Người thực hiện", "Thời gian", "Minh chứng"]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "time", "evidence")
    head = w.grid([["PHÒNG GD&ĐT HUYỆN MƯỜNG LA\nTRƯỜNG MẦM NON HOA BAN", g.MOTTO]], headers=0)
    parts = [
        w.p("KẾ HOẠCH"),
        w.p(f"Thực hiện mục tiêu chất lượng năm học {g.year(reading)}"),
        w.p("I. Đội ngũ"),
        w.grid(staff),
    ]
    parts += [w.p("II. Kinh phí"), w.grid(money), w.p("III. Mục tiêu và giải pháp"), w.grid([heads, *rows])]
    return w.paper(
        head, *parts, w.grid([["NGƯỜI LẬP BIỂU", "HIỆU TRƯỞNG"], ["Trịnh Thị Lụa", "Bùi Thị Nga"]], headers=0)
    )


def numbered_by_word(reading: g.Reading) -> bytes:
    """Numbers, dashes and letters are Word's own and stand nowhere in the text."""
    numbering = w.lists([("decimal", "%1")], [("bullet", "\uf0b7")], [("lowerLetter", "%1)")])
    heads = w.row(
        *["STT", "Mục tiêu", "Nội dung công việc", "Chủ trì/Phối hợp", "Thời gian thực hiện", "Sản phẩm"], header=True
    )
    rows = []
    for at, o in enumerate(reading["objectives"]):
        tasks = w.cell([w.p(task, listed=2 + at) for task in o["tasks"]])
        evidence = w.cell([w.p(item, listed=2) for item in o["evidence"]])
        rows.append(w.row(w.cell([w.p("", listed=1)]), o["statement"], tasks, g.both(o), g.when(o), evidence))
    return w.paper(titles(reading), w.table(heads, *rows), numbering=numbering)


def hospital(reading: g.Reading) -> bytes:
    heads = [
        "STT",
        "Vấn đề cải tiến",
        "Chỉ số đạt",
        "Hoạt động",
        "Người/ đơn vị phụ trách",
        "Phối hợp",
        "Hoàn thành",
        "Tài liệu kiểm chứng",
    ]
    numbers = ["≥ 90%", "Tối đa 60 phút", "Từ 4,2/5 trở lên"]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    rows = [[*row[:2], number, *row[2:]] for row, number in zip(rows, numbers, strict=True)]
    above = [
        w.p(line)
        for line in (
            "BỆNH VIỆN ĐA KHOA BÌNH TÂY",
            "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG",
            "KHOA KIỂM SOÁT NHIỄM KHUẨN",
            "Năm 2025",
        )
    ]
    return w.paper(*above, w.grid([heads, *rows]), section=w.LANDSCAPE)


def district(reading: g.Reading) -> bytes:
    heads = ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian thực hiện"]
    rows = g.body(reading, "number", "task", "lead", "supporting", "evidence", "time")
    above = [
        "PHỤ LỤC",
        "PHÂN CÔNG NHIỆM VỤ DUY TRÌ HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG NĂM 2025",
        "VĂN PHÒNG HĐND VÀ UBND HUYỆN ĐẠI LÂM",
    ]
    marks = [f"({at})" for at in range(1, 7)]
    return w.paper(*map(w.p, above), w.grid([heads, marks, *rows], headers=2))


def two_years(reading: g.Reading) -> bytes:
    heads = [
        "TT",
        "Mục tiêu",
        "ĐVT",
        "Kết quả năm học 2023 - 2024",
        "Chỉ tiêu năm học 2024 - 2025",
        "Giải pháp",
        "Đơn vị chủ trì",
        "Thời gian",
    ]
    numbers = [["%", "47", "≥ 52"], ["Chương trình", "0", "02"], ["Tỷ đồng", "2,8", "Từ 3,5"]]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "time")
    rows = [[*row[:2], *three, *row[2:]] for row, three in zip(rows, numbers, strict=True)]
    return w.paper(
        titles(reading, "ĐĂNG KÝ MỤC TIÊU VÀ KẾ HOẠCH THỰC HIỆN"), w.grid([heads, *rows]), section=w.LANDSCAPE
    )


def sides_in_brackets(reading: g.Reading) -> bytes:
    heads = ["STT", "Mục tiêu", "Biện pháp", "Phân công", "Thời gian", "Minh chứng"]
    rows = g.body(reading, "number", "statement", "tasks", "both", "time", "evidence")
    for row, o in zip(rows, reading["objectives"], strict=True):
        row[3] = f"{o['lead'][0]} (chủ trì), {g.joined(o['supporting'])}"
    return w.paper(titles(reading), w.grid([heads, *rows]))


def people_with_titles(reading: g.Reading) -> bytes:
    heads = [
        "TT",
        "Mục tiêu",
        "Hoạt động",
        "Chịu trách nhiệm chính",
        "Đơn vị, cá nhân phối hợp",
        "Thời gian",
        "Sản phẩm",
    ]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    for row, o in zip(rows, reading["objectives"], strict=True):
        row[4] = "\n".join(f"- {name}" for name in o["supporting"])
    return w.paper(titles(reading), w.grid([heads, *rows]), section=w.LANDSCAPE)


def cards(reading: g.Reading) -> bytes:
    """Each objective is a small table of its own: names of fields on the left, words on the right."""
    made = [titles(reading)]
    for o in reading["objectives"]:
        rows = [
            [f"Mục tiêu {o['number']}", o["statement"]],
            ["Biện pháp", g.dashed(o["tasks"])],
            ["Chủ trì", g.joined(o["lead"])],
        ]
        rows += [
            ["Phối hợp", g.joined(o["supporting"])],
            ["Thời gian", g.when(o)],
            ["Minh chứng", g.dashed(o["evidence"])],
        ]
        made += [w.grid(rows, headers=0), w.p()]
    return w.paper(*made)


def months_with_crosses(reading: g.Reading) -> bytes:
    """The time is crosses under the months of the school year."""
    months = ["9", "10", "11", "12", "1", "2", "3", "4", "5"]
    heads = [["TT", "Mục tiêu", "Nội dung công việc", "Người thực hiện", "Tháng", *[""] * 8], ["", "", "", "", *months]]
    crossed = [["10", "11", "12"], months[:8], ["2"]]
    rows = g.body(reading, "number", "statement", "tasks", "lead")
    rows = [
        [*row, *("x" if month in these else "" for month in months)] for row, these in zip(rows, crossed, strict=True)
    ]
    merges = [((0, at), (1, at)) for at in range(4)] + [((0, 4), (0, 12))]
    return w.paper(titles(reading), w.grid([*heads, *rows], merges, headers=2), section=w.LANDSCAPE)


def numbered_groups(reading: g.Reading) -> bytes:
    """Groups are rows with a number and nothing beside them; leads and supporters share a storey."""
    heads = [["STT", "Mục tiêu cụ thể", "Kế hoạch thực hiện", "Đơn vị", "", "Thời gian hoàn thành", "Hồ sơ lưu"]]
    heads += [["", "", "", "Chủ trì", "Phối hợp", "", ""]]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    made = [*heads, ["1", "Chương trình đào tạo", *[""] * 5], *rows[:2], ["2", "Khảo thí", *[""] * 5], rows[2]]
    merges = [((0, at), (1, at)) for at in (0, 1, 2, 5, 6)] + [((0, 3), (0, 4))]
    return w.paper(titles(reading), w.grid(made, merges, headers=2))


def own_rows(reading: g.Reading) -> bytes:
    """A row for each task; number, statement and note are merged over them."""
    rows = [["STT", "Mục tiêu", "Công việc", "Thực hiện", "Phối hợp", "Thời gian", "Minh chứng", "Ghi chú"]]
    merges: list[w.Merge] = []
    for o in reading["objectives"]:
        first = len(rows)
        for task, evidence in zip(o["tasks"], o["evidence"], strict=True):
            names = [g.joined(task["lead"]), g.joined(task["supporting"])]
            rows.append([o["number"], o["statement"], task["text"], *names, g.when(task), evidence, o.get("note", "")])
        merges += [((first, at), (len(rows) - 1, at)) for at in (0, 1, 7)]
    return w.paper(titles(reading), w.grid(rows, merges), section=w.LANDSCAPE)


def with_degrees(reading: g.Reading) -> bytes:
    heads = [
        "TT",
        "Nội dung mục tiêu",
        "Biện pháp",
        "Trách nhiệm chính",
        "Người phối hợp",
        "Thời gian",
        "Kết quả, sản phẩm",
    ]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    return w.paper(titles(reading), w.grid([heads, *rows]))


def groups_with_numbers(reading: g.Reading) -> bytes:
    """“1 | Chăm sóc trẻ” in a row of its own, its objectives are 1.1, 1.2."""
    heads = [["TT", "Mục tiêu", "Giải pháp", "Phân công thực hiện", "", "Thời gian", "Hồ sơ"]]
    heads += [["", "", "", "Phụ trách", "Phối hợp", "", ""]]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    made = [*heads, ["1", "Chăm sóc, giáo dục trẻ", *[""] * 5], *rows[:2], ["2", "Cơ sở vật chất", *[""] * 5], rows[2]]
    merges = [((0, at), (1, at)) for at in (0, 1, 2, 5, 6)] + [((0, 3), (0, 4))]
    merges += [((2, 1), (2, 6)), ((5, 1), (5, 6))]
    return w.paper(titles(reading), w.grid(made, merges, headers=2))


MAKERS = {
    "cao-dang-viec-rieng.docx": own_rows,
    "phong-hoc-vi.docx": with_degrees,
    "nhom-co-so-hieu.docx": groups_with_numbers,
    "khoa-dien-sau-cot.docx": six_columns,
    "tieu-hoc-doi-cot.docx": other_order,
    "dai-hoc-gop-dong-hai-tang.docx": merged_rows,
    "thpt-muc-nhom.docx": groups,
    "truong-nghe-ngat-trang.docx": broken_rows,
    "trung-cap-bang-khong-dau.docx": without_head,
    "mam-non-nhieu-bang.docx": among_tables,
    "cao-dang-y-tu-danh-so.docx": numbered_by_word,
    "benh-vien-cai-tien.docx": hospital,
    "uy-ban-phan-cong.docx": district,
    "dai-hoc-chi-tieu-hai-nam.docx": two_years,
    "thcs-chu-tri-trong-ngoac.docx": sides_in_brackets,
    "vien-nguoi-va-hoc-ham.docx": people_with_titles,
    "phieu-muc-tieu-doc.docx": cards,
    "tien-do-danh-dau-thang.docx": months_with_crosses,
    "hoc-vien-chu-de-cot-gop.docx": numbered_groups,
}
