"""Small sets for the checks: one sound objective, to be spoilt in one place by each test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from khue.foundation.reading.unit_names import UnitNames
from khue.quality.objectives import checks, contents

YEAR = (date(2026, 9, 1), date(2027, 8, 31))
WHOLE_YEAR = contents.ScheduleContent("Trong năm học", *YEAR)
UNITS: UnitNames[int] = UnitNames([
    (1, ["Phòng Đào tạo", "P.ĐT"]), (2, ["Phòng Khảo thí và Đảm bảo chất lượng", "P. KT-ĐBCL"]), (3, ["Khoa Cơ khí"]),
    (4, ["Trung tâm Khảo thí và Đảm bảo chất lượng đào tạo"]), (5, ["Khoa Điện - Điện tử"]), (6, ["Khoa Công nghệ thông tin"]),
    (7, ["Khoa Kinh tế"]), (8, ["Khoa Kế toán"]),
])  # fmt: skip


def target(
    subject: str = "tỷ lệ học sinh lên lớp", sign: str = ">=", value: Any = 90, unit: str = "%", **more: Any
) -> Any:
    number = None if value is None else Decimal(str(value))
    return contents.TargetContent(subject, sign, number, unit=unit, **more)


def lead(name: str = "Khoa Cơ khí", part: str = "lead", **more: Any) -> contents.ResponsibilityContent:
    return contents.ResponsibilityContent(part, name, **more)


def objective(**more: Any) -> contents.ObjectiveContent:
    """“Tỷ lệ học sinh lên lớp đạt từ 90% trở lên”, with everything that a plan needs."""
    sound = contents.ObjectiveContent(
        number="1", statement="Tỷ lệ học sinh lên lớp đạt từ 90% trở lên.", targets=(target(),),
        tasks=(contents.TaskContent("Phụ đạo học sinh yếu mỗi tuần một buổi."),), responsibilities=(lead(),),
        schedule=WHOLE_YEAR, evidence_expected=("Bảng thống kê kết quả học tập",),
    )  # fmt: skip
    return replace(sound, **more)


def case(*objectives: contents.ObjectiveContent, **more: Any) -> checks.Case:
    given = {
        "starts_on": YEAR[0],
        "ends_on": YEAR[1],
        "unit": "Khoa Cơ khí",
        "unit_key": 3,
        "kind": "faculty",
        "units": UNITS,
    }
    return checks.Case(content=contents.SetContent(objectives or (objective(),)), **{**given, **more})


def codes(found: list[checks.Finding]) -> list[str]:
    return [one.rule for one in found]


def past(was: Any, *, asked: Any = 88, statement: str = "Tỷ lệ học sinh lên lớp đạt từ 88% trở lên.") -> checks.Past:
    """The year before with one objective and its result."""
    old = objective(statement=statement, targets=(target(value=asked, key="cu"),))
    return checks.Past(contents.SetContent((old,)), {"cu": Decimal(str(was))})


def school(*objectives: contents.ObjectiveContent) -> contents.SetContent:
    wanted = objectives or (
        objective(key="t1", targets=(target("tỷ lệ HSSV lên lớp", value=92),), responsibilities=()),
    )
    return contents.SetContent(tuple(wanted))
