"""What a cell says of each task by the marks of the tasks beside it."""

from __future__ import annotations

from khue.foundation.reading.plan import keyed, read_plan

TASKS = ["(1) Lập danh sách đối tác", "(2) Ký kết thỏa thuận", "(3) Xây dựng chương trình"]
MARKS = ["1", "2", "3"]
PAGE = """<table><tr><th>STT</th><th>Mục tiêu</th><th>Nhiệm vụ</th><th>Chủ trì</th><th>Phối hợp</th><th>Thời gian</th></tr>
<tr><td>1</td><td>Ký mới 06 thỏa thuận hợp tác</td><td>(1) Lập danh sách đối tác<br>(2) Ký kết thỏa thuận</td>
<td>(1): Tổ Lữ hành<br>(2): Trưởng khoa</td><td>Phòng Đào tạo</td><td>(1): Tháng 10/2025; (2): Trước 15/3/2026</td></tr></table>"""


def test_tasks_are_known_by_their_marks() -> None:
    assert list(keyed.marked(TASKS)) == MARKS
    assert keyed.marked(["- Lập danh sách", "- Ký kết"]) == {}


def test_lines_tell_for_which_tasks_they_stand() -> None:
    assert keyed.by_mark(["(1), (3): Tổ Lữ hành", "(2): Trưởng khoa"], MARKS) == {
        "1": ["Tổ Lữ hành"],
        "2": ["Trưởng khoa"],
        "3": ["Tổ Lữ hành"],
    }
    assert keyed.by_mark(["1-3: Tổ Lữ hành"], MARKS) == {mark: ["Tổ Lữ hành"] for mark in MARKS}
    assert keyed.by_mark(["1. Tổ Lữ hành", "2. Trưởng khoa", "3. Cô Hà"], MARKS) == {
        "1": ["Tổ Lữ hành"],
        "2": ["Trưởng khoa"],
        "3": ["Cô Hà"],
    }


def test_a_cell_that_names_other_marks_or_none_is_for_all_tasks() -> None:
    assert keyed.by_mark(["Tổ Lữ hành", "Trưởng khoa"], MARKS) is None
    assert keyed.by_mark(["(1): Tổ Lữ hành", "(4): Trưởng khoa"], MARKS) is None
    assert keyed.by_mark(["(2): Trưởng khoa"], MARKS) is None


def test_a_plan_gives_each_task_its_own_people_and_time() -> None:
    (objective,) = read_plan(PAGE.encode(), filename="ke-hoach.html", school_year="2025-2026").objectives
    assert [(task.text, task.lead, str(task.time and task.time.end)) for task in objective.tasks] == [
        ("Lập danh sách đối tác", ("Tổ Lữ hành",), "2025-10-31"),
        ("Ký kết thỏa thuận", ("Trưởng khoa",), "2026-03-15"),
    ]
    assert objective.supporting == ("Phòng Đào tạo",)
    assert objective.lead == ("Tổ Lữ hành", "Trưởng khoa")
