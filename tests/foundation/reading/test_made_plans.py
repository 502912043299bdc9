"""Plans put together at random: whatever the order, the names and the merges of a table, what was put in is what is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khue.foundation.reading import read_plan
from tests.foundation import papers

SETTINGS = settings(
    max_examples=20, deadline=timedelta(seconds=5), suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
HEADS = {
    "number": ["TT", "STT", "Số TT", "Stt.", "No."],
    "statement": ["Mục tiêu", "MỤC TIÊU CHẤT LƯỢNG", "Nội dung mục tiêu", "Mục tiêu của đơn vị", "Mục tiêu/Chỉ tiêu", "MTCL"],
    "tasks": ["Nhiệm vụ", "Biện pháp thực hiện", "Nội dung công việc", "Giải pháp", "Kế hoạch thực hiện", "Hoạt động"],
    "lead": ["Chủ trì", "Đơn vị chủ trì", "Người phụ trách", "Chịu trách nhiệm", "Người thực hiện", "Bộ phận thực hiện", "Phân công"],
    "supporting": ["Phối hợp", "Đơn vị phối hợp", "Người phối hợp", "Các đơn vị liên quan", "Bộ phận hỗ trợ"],
    "people": ["Chủ trì, phối hợp", "Đơn vị chủ trì/ phối hợp", "Chủ trì và phối hợp thực hiện"],
    "time": ["Thời gian", "Thời hạn hoàn thành", "Tiến độ", "Thời gian thực hiện", "Hạn hoàn thành", "THỜI HẠN"],
    "evidence": ["Minh chứng", "Hồ sơ minh chứng", "Sản phẩm", "Tài liệu, hồ sơ", "Bằng chứng"],
    "note": ["Ghi chú", "GHI CHÚ", "Lưu ý"],
}  # fmt: skip
STATEMENTS = [
    "Tỷ lệ lên lớp đạt từ 95% trở lên", "Có tối thiểu 04 lớp mở mới.", "Giữ vững khối đoàn kết nội bộ", "Phòng máy hoạt động ổn định",
    "100% hồ sơ nộp đúng hạn", "Duy trì sĩ số trên 98%", "Xây dựng thư viện thân thiện", "Tổ chức 02 hội thảo cấp khoa",
]  # fmt: skip
TASKS = [
    "Rà soát danh sách", "Họp giao ban đầu tháng", "Kiểm tra đột xuất các lớp", "Mời chuyên gia góp ý", "Lập dự toán kinh phí",
    "Báo cáo kết quả với Hiệu trưởng", "Phân công giáo viên hướng dẫn", "Tổng hợp phiếu hỏi", "Cập nhật phần mềm quản lý",
]  # fmt: skip
PEOPLE = [
    "Trưởng khoa", "Phòng Đào tạo", "GVCN", "Nguyễn Thị Mai Lan", "Các khoa", "Tổ Toán", "Ban Giám hiệu", "Đoàn Thanh niên",
    "Phòng Tổ chức - Hành chính", "Trung tâm Tin học", "Giáo viên bộ môn", "Công đoàn",
]  # fmt: skip
EVIDENCE = [
    "Biên bản họp",
    "Báo cáo tổng kết",
    "Danh sách có chữ ký",
    "Quyết định ban hành",
    "Sổ theo dõi",
    "Kế hoạch năm",
]
TIMES = {
    "Tháng 10/2023": ("2023-10-01", "2023-10-31"),
    "Trước 15/12/2023": (None, "2023-12-15"),
    "Suốt năm học": ("2023-09-01", "2024-08-31"),
    "Quý I/2024": ("2024-01-01", "2024-03-31"),
    "Từ 05/9/2023 đến 31/5/2024": ("2023-09-05", "2024-05-31"),
    "30/6/2024": (None, "2024-06-30"),
}


@dataclass(frozen=True)
class Row:
    statement: str
    tasks: tuple[str, ...]
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    time: str
    evidence: tuple[str, ...]
    note: str


@st.composite
def _rows(draw) -> list[Row]:
    statements = draw(st.lists(st.sampled_from(STATEMENTS), min_size=2, max_size=5, unique=True))
    return [draw(_row(statement)) for statement in statements]


@st.composite
def _row(draw, statement: str) -> Row:
    def some(pool, least, most):
        return tuple(draw(st.lists(st.sampled_from(pool), min_size=least, max_size=most, unique=True)))

    people = some(PEOPLE, 1, 4)
    cut = draw(st.integers(1, len(people)))
    note = draw(st.sampled_from(["", "", "Ưu tiên", "Làm trong hè"]))
    time = draw(st.sampled_from(sorted(TIMES)))
    return Row(statement, some(TASKS, 1, 3), people[:cut], people[cut:], time, some(EVIDENCE, 1, 2), note)


ORDERS = [
    ["number", "statement", "tasks", "lead", "supporting", "time", "evidence", "note"],
    ["number", "statement", "tasks", "people", "time", "evidence"],
    ["number", "time", "statement", "tasks", "lead", "supporting", "evidence"],
    ["statement", "tasks", "evidence", "lead", "time", "number"],
    ["number", "tasks", "statement", "time", "lead", "note"],
    ["number", "statement", "evidence", "tasks", "people", "time", "note"],
    ["time", "statement", "tasks", "lead", "supporting"],
]
MARKS = ["- {}", "– {}", "• {}", "{n}. {}", "{n}) {}", "+ {}", "{}"]


def _list(items, mark):
    return "\n".join(mark.format(item, n=at) for at, item in enumerate(items, start=1)) if len(items) > 1 else items[0]


def _people(row, style):
    lead, others = ", ".join(row.lead), ", ".join(row.supporting)
    if style == "lines":
        return f"Chủ trì: {lead}" + (f"\nPhối hợp: {others}" if others else "")
    if style == "inline":
        return f"Chủ trì: {lead}; phối hợp: {others}" if others else f"Chủ trì: {lead}"
    dashed = [f"- {name}" for name in row.supporting]
    return "\n".join([f"Chủ trì: {lead}", "Phối hợp:", *dashed]) if others else f"Chủ trì: {lead}"


def _cells(row, number, order, mark, style):
    made = {
        "number": str(number), "statement": row.statement, "tasks": _list(row.tasks, mark), "lead": ", ".join(row.lead), "time": row.time,
        "supporting": ", ".join(row.supporting), "people": _people(row, style), "evidence": _list(row.evidence, mark), "note": row.note,
    }  # fmt: skip
    return [made[name] for name in order]


def _read(row, order):
    """What the columns of this order can tell of a row."""
    both = "people" in order or "supporting" in order
    return (
        row.statement,
        row.tasks,
        row.lead,
        row.supporting if both else (),
        TIMES[row.time],
        row.evidence if "evidence" in order else (),
        row.note if "note" in order else "",
    )


def _found(objective):
    time = objective.time
    days = tuple(day and day.isoformat() for day in (time.start, time.end)) if time else None
    tasks = tuple(task.text for task in objective.tasks)
    return (objective.statement, tasks, objective.lead, objective.supporting, days, objective.evidence, objective.note)


TITLE = ["KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG", "KHOA ĐIỆN TỬ", "Năm học 2023 - 2024"]
HEAD_CHOICE = st.fixed_dictionaries({name: st.sampled_from(names) for name, names in HEADS.items()})


def _data(kind, rows):
    if kind == "docx":
        return papers.word(*TITLE, rows)
    if kind == "xlsx":
        return papers.excel([*([line] for line in TITLE), *rows])
    made = ["".join("<td>" + cell.replace("\n", "<br>") + "</td>" for cell in row) for row in rows]
    above = "".join(f"<p>{line}</p>" for line in TITLE)
    return f"<html><body>{above}<table><tr>{'</tr><tr>'.join(made)}</tr></table></body></html>".encode()


@SETTINGS
@given(
    _rows(),
    st.sampled_from(ORDERS),
    HEAD_CHOICE,
    st.sampled_from(MARKS),
    st.sampled_from(["lines", "inline", "dashes"]),
    st.sampled_from(["docx", "xlsx", "html"]),
)
def test_table_in_any_order_under_any_names(rows, order, heads, mark, style, kind):
    table = [[heads[name] for name in order]] + [
        _cells(row, at, order, mark, style) for at, row in enumerate(rows, start=1)
    ]
    plan = read_plan(_data(kind, table))

    assert [_found(objective) for objective in plan.objectives] == [_read(row, order) for row in rows]
    assert plan.unit == "Khoa Điện tử"


@SETTINGS
@given(_rows(), HEAD_CHOICE, st.booleans(), st.booleans())
def test_rows_of_tasks_with_their_own_people_and_times(rows, heads, merged, repeated):
    """A row for each task; number and objective are merged, left empty or repeated, the others are each row's own."""
    order = ["number", "statement", "tasks", "lead", "supporting", "time"]
    table, merges = [[heads[name] for name in order]], []
    for at, row in enumerate(rows, start=1):
        first = len(table)
        for task in row.tasks:
            lead = [str(at), row.statement] if repeated or len(table) == first else ["", ""]
            table.append([*lead, task, ", ".join(row.lead), ", ".join(row.supporting), row.time])
        merges += (
            [((first, c), (len(table) - 1, c)) for c in (0, 1)]
            if merged and len(table) - first > 1 and not repeated
            else []
        )
    plan = read_plan(papers.word(*TITLE, (table, merges)))

    found = [[(t.text, t.lead or o.lead, t.supporting or o.supporting) for t in o.tasks] for o in plan.objectives]
    assert found == [[(task, row.lead, row.supporting) for task in row.tasks] for row in rows]
    assert [objective.statement for objective in plan.objectives] == [row.statement for row in rows]


@SETTINGS
@given(
    _rows(),
    HEAD_CHOICE,
    st.integers(0, 4),
    st.integers(1, 20),
    st.sampled_from(["in the table", "under the header", "in a table with header", "in a bare table"]),
    st.sampled_from(["- {}", "{}"]),
)
def test_row_broken_by_a_page(rows, heads, which, words, rest, mark):
    """One row is cut between two words of its statement or its last task; what follows stands where converters leave it."""
    order = ["number", "statement", "tasks", "lead", "time", "evidence"]
    header = [heads[name] for name in order]
    pages = [[header]]
    for at, row in enumerate(rows, start=1):
        cells = _cells(row, at, order, mark, "lines")
        if at - 1 != which % len(rows):
            pages[-1].append(cells)
            continue
        upper, lower = _cut(cells, 1 if words % 2 else 2, words)
        again = [header] if "header" in rest else []
        pages[-1].append(upper)
        pages = (
            [[*pages[-1], *again, lower]]
            if rest in {"in the table", "under the header"}
            else [pages[-1], [*again, lower]]
        )
    plan = read_plan(papers.word(*TITLE, pages[0], *(["2", pages[1]] if len(pages) > 1 else [])))

    assert [_found(objective) for objective in plan.objectives] == [_read(row, order) for row in rows]


def _cut(cells, column, words):
    """The row in two: the cell is broken before one of its last words that begins small."""
    last = cells[column].rfind("\n") + 3
    spots = [
        at for at, letter in enumerate(cells[column]) if at > last and letter.islower() and cells[column][at - 1] == " "
    ]
    spot = spots[words % len(spots)]
    upper, lower = list(cells), [""] * len(cells)
    upper[column], lower[column] = cells[column][:spot].rstrip(), cells[column][spot:]
    return upper, lower


@SETTINGS
@given(
    _rows(),
    st.sampled_from(
        [
            ("Thời gian", "Bắt đầu", "Kết thúc"),
            ("Thời gian thực hiện (tháng/năm)", "Từ tháng", "Đến tháng"),
            ("Tiến độ", "Khởi đầu", "Hoàn thành"),
        ]
    ),
    st.sampled_from(
        [
            ("Thực hiện", "Chủ trì", "Phối hợp"),
            ("Phân công", "Đơn vị chủ trì", "Đơn vị phối hợp"),
            ("Trách nhiệm", "Phụ trách", "Hỗ trợ"),
        ]
    ),
    st.booleans(),
)
def test_two_storeys(rows, times, people, with_index):
    table = [
        ["TT", "Mục tiêu", "Biện pháp", people[0], "", times[0], "", "Minh chứng"],
        ["", "", "", *people[1:], *times[1:], ""],
    ]
    table += [[f"({at})" for at in range(1, 9)]] if with_index else []
    for at, row in enumerate(rows, start=1):
        table.append(
            [
                str(at),
                row.statement,
                _list(row.tasks, "- {}"),
                ", ".join(row.lead),
                ", ".join(row.supporting),
                "9/2023",
                "5/2024",
                _list(row.evidence, "- {}"),
            ]
        )
    merges = [((0, at), (1, at)) for at in (0, 1, 2, 7)] + [((0, 3), (0, 4)), ((0, 5), (0, 6))]
    plan = read_plan(papers.word(*TITLE, (table, merges)))

    wanted = [
        (row.statement, row.tasks, row.lead, row.supporting, ("2023-09-01", "2024-05-31"), row.evidence, "")
        for row in rows
    ]
    assert [_found(objective) for objective in plan.objectives] == wanted


LABELS = {
    "tasks": ["Biện pháp", "Nhiệm vụ", "Giải pháp thực hiện", "Nội dung công việc"],
    "lead": ["Chủ trì", "Đơn vị chủ trì", "Người phụ trách", "Người thực hiện"],
    "supporting": ["Phối hợp", "Đơn vị phối hợp", "Phối hợp thực hiện"],
    "time": ["Thời gian", "Thời hạn hoàn thành", "Thời gian thực hiện", "Tiến độ"],
    "evidence": ["Minh chứng", "Hồ sơ minh chứng", "Sản phẩm"],
}
LABEL_CHOICE = st.fixed_dictionaries({name: st.sampled_from(names) for name, names in LABELS.items()})


@SETTINGS
@given(
    _rows(),
    LABEL_CHOICE,
    st.sampled_from(["{n}. {}", "Mục tiêu {n}: {}", "Mục tiêu {n}. {}", "{n}) {}", "MT{n}: {}"]),
    st.sampled_from(["- ", "", "+ ", "* "]),
)
def test_headings_and_labelled_lines(rows, labels, start, bullet):
    lines = [*TITLE, "I. Căn cứ", "Căn cứ nhiệm vụ năm học;", "II. Nội dung"]
    for at, row in enumerate(rows, start=1):
        lines += [
            start.format(row.statement, n=at),
            f"{bullet}{labels['tasks']}:",
            *(f"  + {task}" for task in row.tasks),
        ]
        lines += [f"{bullet}{labels['lead']}: {', '.join(row.lead)}"]
        lines += [f"{bullet}{labels['supporting']}: {', '.join(row.supporting)}"] if row.supporting else []
        lines += [f"{bullet}{labels['time']}: {row.time}", f"{bullet}{labels['evidence']}: {'; '.join(row.evidence)}"]
    plan = read_plan("\n".join([*lines, "III. Tổ chức thực hiện", "Các tổ thực hiện kế hoạch này."]).encode())

    wanted = [(*_read(row, ["people"])[:5], row.evidence, "") for row in rows]
    assert [_found(objective) for objective in plan.objectives] == wanted


@SETTINGS
@given(
    _rows(),
    HEAD_CHOICE,
    st.sampled_from(["Nội dung", "Nội dung công việc", "Công việc", "Nhiệm vụ"]),
    st.sampled_from(["docx", "xlsx", "html"]),
    st.booleans(),
)
def test_calendar(rows, heads, what, kind, grouped):
    """Tasks without objectives; their months may stand as rows across the table."""
    tasks = [(task, row) for row in rows for task in row.tasks[:1]]
    table, merges = [["TT", what, heads["lead"]] + ([] if grouped else [heads["time"]])], []
    for at, (task, row) in enumerate(tasks, start=1):
        if grouped:
            merges.append(((len(table), 0), (len(table), 2)))
            table.append([f"THÁNG {8 + at}/2023", "", ""])
        table.append([str(at), task, ", ".join(row.lead)] + ([] if grouped else [row.time]))
    plan = read_plan(papers.word(*TITLE, (table, merges)) if grouped else _data(kind, table))

    days = [
        (f"2023-{8 + at:02d}-01", None) if grouped else TIMES[row.time] for at, (_, row) in enumerate(tasks, start=1)
    ]
    assert plan.kind == "task_calendar"
    assert [(task.text, task.lead) for task in plan.tasks] == [(task, row.lead) for task, row in tasks]
    assert [task.time.start and task.time.start.isoformat() for task in plan.tasks][:4] == [start for start, _ in days][
        :4
    ]
