"""Plans in running text, calendars, and what Word hides: text boxes, tracked changes, controls, hidden and footnoted words."""

from __future__ import annotations

from tests.specimens.making import golden as g
from tests.specimens.making import word as w
from tests.specimens.making.tables import titles


def headings(reading: g.Reading) -> bytes:
    """No table: a heading for each objective, a labelled line for each field."""
    made = [w.p(line) for line in g.title(reading, "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG")]
    made += [
        w.p("I. Căn cứ"),
        w.p("Căn cứ nhiệm vụ năm học và tình hình thực tế của tổ;"),
        w.p("II. Mục tiêu và biện pháp"),
    ]
    numbers = ["Ít nhất 35% học sinh.", "Tối thiểu 04 buổi nghiên cứu bài học.", "150 đầu sách."]
    for o, number in zip(reading["objectives"], numbers, strict=True):
        made += [
            w.p(f"{o['number']}. {o['statement']}", look="<w:b/>"),
            w.p(f"- Chỉ tiêu: {number}"),
            w.p("- Biện pháp:"),
        ]
        made += [w.p(f"+ {task}") for task in o["tasks"]]
        made += [w.p(f"- Chủ trì: {g.joined(o['lead'])}")]
        made += [w.p(f"- Phối hợp: {g.joined(o['supporting'])}")] if o.get("supporting") else []
        made += [w.p(f"- Thời gian: {g.when(o)}"), w.p(f"- Minh chứng: {g.joined(o['evidence'])}")]
    return w.paper(
        *made,
        w.p("III. Tổ chức thực hiện"),
        w.p("Tổ trưởng theo dõi, đôn đốc việc thực hiện kế hoạch này."),
        w.p("TỔ TRƯỞNG"),
    )


def objectives_by_name(reading: g.Reading) -> bytes:
    made = [
        w.p(line)
        for line in ("CÔNG ĐOÀN TRƯỜNG CAO ĐẲNG BẾN NGHÉ", "KẾ HOẠCH", f"Thực hiện mục tiêu năm học {g.year(reading)}")
    ]
    for o in reading["objectives"]:
        made += [w.p(f"Mục tiêu {o['number']}: {o['statement']}"), w.p("Nhiệm vụ:")]
        made += [w.p(f"- {task}") for task in o["tasks"]]
        made += [w.p(f"Đơn vị chủ trì: {g.joined(o['lead'])}"), w.p(f"Đơn vị phối hợp: {g.joined(o['supporting'])}")]
        made += [w.p(f"Thời gian hoàn thành: {g.when(o)}"), w.p(f"Hồ sơ minh chứng: {g.joined(o['evidence'])}")]
    return w.paper(*made)


def text_of_department(reading: g.Reading) -> bytes:
    lines = [
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "PHÒNG GIÁO DỤC THƯỜNG XUYÊN",
        "",
        "KẾ HOẠCH",
        f"Thực hiện mục tiêu chất lượng năm học {g.year(reading)}",
        "",
    ]
    for o in reading["objectives"]:
        lines += [f"Mục tiêu {o['number']}. {o['statement']}", "  * Giải pháp thực hiện:"]
        lines += [f"    - {task};" for task in o["tasks"]]
        lines += [
            f"  * Chủ trì: {g.joined(o['lead'])}; phối hợp: {g.joined(o['supporting'])}.",
            f"  * Thời gian hoàn thành: {g.when(o)}.",
            "",
        ]
    return "\r\n".join(lines).encode()


def bare_list(reading: g.Reading) -> bytes:
    lines = ["MỤC TIÊU CHẤT LƯỢNG", str(reading["unit"]).upper(), f"Năm học {g.year(reading)}", ""]
    lines += [f"{o['number']}) {o['statement']}" for o in reading["objectives"]]
    return "\n".join([*lines, "", "TRƯỞNG KHOA"]).encode()


def policy_and_list(reading: g.Reading) -> bytes:
    """The numbers of the list are Word's own; above it stands a policy, itself a numbered list."""
    policy = ["Phục vụ tận tâm.", "Không ngừng đổi mới."]
    made = [w.p("CHÍNH SÁCH CHẤT LƯỢNG"), *(w.p(line, listed=1) for line in policy)]
    made += [w.p("MỤC TIÊU CHẤT LƯỢNG"), w.p("TRUNG TÂM THÔNG TIN - THƯ VIỆN"), w.p(f"NĂM HỌC {g.year(reading)}")]
    made += [w.p(o["statement"], listed=2) for o in reading["objectives"]]
    return w.paper(*made, w.p("GIÁM ĐỐC TRUNG TÂM"), numbering=w.lists([("decimal", "%1.")], [("decimal", "%1.")]))


def calendar(reading: g.Reading) -> bytes:
    heads = ["STT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"]
    rows = g.body(reading, "number", "task", "lead", "supporting", "time")
    made = [w.grid([["UBND TỈNH KON PLÔNG\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", g.MOTTO]], headers=0), w.p("KẾ HOẠCH")]
    made += [w.p("Duy trì hệ thống quản lý chất lượng theo TCVN ISO 9001:2015 năm 2024"), w.p("I. Mục đích, yêu cầu")]
    made += [
        w.p("1. Duy trì hệ thống có hiệu lực."),
        w.p("2. Nâng cao trách nhiệm."),
        w.p("II. Nội dung"),
        w.grid([heads, *rows]),
    ]
    return w.paper(*made, w.p("III. Tổ chức thực hiện"), w.p("Văn phòng Sở theo dõi, đôn đốc."))


def months_as_groups(reading: g.Reading) -> bytes:
    """The month is a row across the table, above its tasks."""
    rows, merges, month = [["Nội dung công việc", "Người phụ trách"]], [], ""
    for task in reading["tasks"]:
        if g.when(task) != month:
            month = g.when(task)
            merges.append(((len(rows), 0), (len(rows), 1)))
            rows.append([month.upper(), ""])
        rows.append([f"- {task['text']}", g.joined(task["lead"])])
    above = [
        w.p(line) for line in ("LỊCH CÔNG TÁC TRỌNG TÂM", "TRƯỜNG THPT NGUYỄN VĂN CỪ", f"Năm học {g.year(reading)}")
    ]
    return w.paper(*above, w.grid(rows, merges))


_HEADS = ["TT", "Mục tiêu", "Biện pháp", "Chủ trì", "Phối hợp", "Thời gian", "Minh chứng"]
_FIELDS = ("number", "statement", "tasks", "lead", "supporting", "time", "evidence")


def title_in_a_box(reading: g.Reading) -> bytes:
    heads = [_HEADS[at] for at in (0, 1, 2, 3, 5, 6)]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "time", "evidence")
    return w.paper(w.p(more=w.box(*map(w.p, g.title(reading)))), w.grid([heads, *rows]))


def tracked(reading: g.Reading) -> bytes:
    """A number was changed, a task was struck out, a row was deleted; what stands after accepting all is the plan."""
    one, two = reading["objectives"]
    statement = w.p(
        more=w.run("Tỷ lệ lớp học phần mở đúng kế hoạch đạt ")
        + w.deleted("từ 90% trở lên")
        + w.inserted("trên 95%")
        + w.run(".")
    )
    tasks = [w.p(one["tasks"][0]), w.p(more=w.deleted("Họp giao ban hằng tuần."))]
    rows = [w.row(*_HEADS, header=True), w.row(*_rest(one, statement, tasks))]
    gone = ["2", "Mục tiêu đã bỏ 50%", "Không làm", "Không ai", "", "Tháng 1/2025", ""]
    rows.append(w.row(*gone, more='<w:del w:id="9" w:author="A"/>'))
    ins = [w.p(more=w.inserted(two["statement"]))]
    rows.append(
        w.row(
            *_rest(two, ins[0], [w.p(more=w.inserted(t)) for t in two["tasks"]]), more='<w:ins w:id="8" w:author="A"/>'
        )
    )
    return w.paper(titles(reading), w.table(*rows, width=7))


def _rest(o: g.Reading, statement: str, tasks: list[str]) -> list[str]:
    names = [g.joined(o["lead"]), g.joined(o["supporting"])]
    return [o["number"], w.cell([statement]), w.cell(tasks), *names, g.when(o), g.dashed(o["evidence"])]


def controls(reading: g.Reading) -> bytes:
    """A form with content controls around the unit, cells, and a repeated row."""
    rows = [w.row(*_HEADS, header=True)]
    for o in reading["objectives"]:
        (cells,) = g.body({"objectives": [o]}, *_FIELDS)
        made = [w.cell([f"<w:p>{w.control(w.run(words))}</w:p>" for words in cell.split("\n")]) for cell in cells]
        made[4] = w.control(w.cell(cells[4]))
        rows.append(w.control(w.row(*made)))
    above = (
        w.p("KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG")
        + w.control(w.p(f"ĐƠN VỊ: {reading['unit']}"))
        + w.p(f"Năm học {g.year(reading)}")
    )
    return w.paper(above, w.table(*rows, width=7))


def hidden_and_noted(reading: g.Reading) -> bytes:
    """Instructions of the template are hidden words; a footnote explains a number."""
    hidden = w.run("Ghi mục tiêu có số đo, ví dụ đạt 50%. ", "<w:vanish/>")
    foot = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    rows = [w.row(*_HEADS, header=True)]
    for o in reading["objectives"]:
        (cells,) = g.body({"objectives": [o]}, *_FIELDS)
        statement = w.cell([w.p(more=hidden + w.runs(o["statement"]) + foot)])
        rows.append(w.row(cells[0], statement, *cells[2:]))
    note = f'<w:footnote w:id="2">{w.p("Theo đề án tuyển sinh, 1.500 sinh viên là mức tối đa.")}</w:footnote>'
    return w.paper(titles(reading), w.table(*rows, width=7), footnotes=note)


def nested(reading: g.Reading) -> bytes:
    """The tasks of the first objective stand in a small table inside their cell."""
    heads = [_HEADS[at] for at in (0, 1, 2, 3, 5, 6)]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "time", "evidence")
    inner = w.grid([[f"- {task}"] for task in reading["objectives"][0]["tasks"]], headers=0)
    rows[0][2] = [inner, w.p()]
    return w.paper(titles(reading), w.grid([heads, *rows]))


def policy_then_list(reading: g.Reading) -> bytes:
    """Both lists are numbered by Word; the second begins anew."""
    made = [
        w.p("CHÍNH SÁCH CHẤT LƯỢNG"),
        w.p("An toàn là trên hết.", listed=1),
        w.p("Thiết bị luôn sẵn sàng.", listed=1),
    ]
    made += [w.p("Đúng hẹn với người học.", listed=1), *map(w.p, g.title(reading, "MỤC TIÊU CHẤT LƯỢNG"))]
    made += [w.p(o["statement"], listed=2) for o in reading["objectives"]]
    return w.paper(*made, w.p("GIÁM ĐỐC"), numbering=w.lists([("decimal", "%1.")], [("decimal", "%1.")]))


def labelled(reading: g.Reading) -> bytes:
    lines = ["TRƯỜNG CAO ĐẲNG HỒNG HÀ", "KHOA CƠ BẢN", "KẾ HOẠCH THỰC HIỆN MỤC TIÊU", f"Năm học {g.year(reading)}", ""]
    for o in reading["objectives"]:
        lines += [f"MỤC TIÊU {o['number']}: {o['statement']}", "Nội dung công việc:"]
        lines += [f"- {task}" for task in o["tasks"]]
        lines += [f"Người phụ trách: {g.joined(o['lead'])}", f"Phối hợp thực hiện: {g.joined(o['supporting'])}"]
        lines += [f"Thời hạn: {g.when(o)}", "Minh chứng:", *(f"- {item}" for item in o["evidence"]), ""]
    return "\n".join(lines).encode()


def months_over_rows(reading: g.Reading) -> bytes:
    """A row “Tháng 10/2022” across the table stands above its tasks; the tasks are numbered anew under each."""
    rows, merges, month = [["TT", "Nội dung", "Người thực hiện"]], [], ""
    for task in reading["tasks"]:
        if g.when(task) != month:
            month, number = g.when(task), 0
            merges.append(((len(rows), 0), (len(rows), 2)))
            rows.append([month, "", ""])
        number += 1
        rows.append([str(number), task["text"], g.joined(task["lead"])])
    above = ["KẾ HOẠCH CÔNG TÁC", "TRƯỜNG THCS NGUYỄN DU", f"Năm học {g.year(reading)}"]
    return w.paper(*map(w.p, above), w.grid(rows, merges))


MAKERS = {
    "chinh-sach-roi-muc-tieu.docx": policy_then_list,
    "muc-tieu-co-nhan.txt": labelled,
    "thang-la-nhom.docx": months_over_rows,
    "to-chuyen-mon-de-muc.docx": headings,
    "doan-the-muc-tieu-so.docx": objectives_by_name,
    "so-van-ban-khong-bang.txt": text_of_department,
    "khoa-muc-tieu-gach-dau-dong.txt": bare_list,
    "thu-vien-chinh-sach-va-muc-tieu.docx": policy_and_list,
    "so-lich-cong-tac.docx": calendar,
    "truong-cong-tac-thang.docx": months_as_groups,
    "hop-chu-tieu-de.docx": title_in_a_box,
    "theo-doi-sua-doi.docx": tracked,
    "o-dieu-khien-bieu-mau.docx": controls,
    "chu-an-va-chu-thich.docx": hidden_and_noted,
    "bang-trong-o.docx": nested,
}
