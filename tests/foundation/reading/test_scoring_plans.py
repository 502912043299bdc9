"""The scorer of whole plans counts as it says, and reading keeps its floors on the files of tests/specimens/plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from khue.foundation.reading import score_command, scoring_plans

FOLDER = Path(__file__).parents[2] / "specimens/plans"
LABEL = {
    "part": "work",
    "kind": "action_plan",
    "unit": "Khoa May",
    "school_year": "2023-2024",
    "objectives": [
        {
            "number": "1",
            "statement": "Đạt từ 85% trở lên",
            "targets": [" | >= | 85 | %"],
            "tasks": ["Phụ đạo"],
            "lead": ["Trưởng khoa"],
            "time": "Trước 10/01/2024 => - 2024-01-10 before",
        }
    ],
}
PLAN = (
    "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA MAY\nNăm học 2023-2024\n"
    "TT\tMục tiêu\tNhiệm vụ\tChủ trì\tThời gian\n1\tĐạt từ 85% trở lên\tPhụ đạo\tTrường khoa\tTrước 10/01/2024\n"
)


@pytest.fixture(scope="module")
def scores():
    readings = scoring_plans.load(FOLDER)
    parts = {part: {n: r for n, r in readings.items() if r["part"] == part} for part in ("work", "held")}
    return {part: scoring_plans.score_plans(FOLDER, chosen) for part, chosen in parts.items()}


def _score(tmp_path, **changes):
    (tmp_path / "kh.txt").write_text(PLAN)
    return scoring_plans.score_plans(tmp_path, {"kh.txt": LABEL | changes})


def test_plan_that_is_read_as_labelled_has_no_miss(tmp_path):
    score = _score(tmp_path)

    assert (score.expected, score.found, score.right, score.misses) == (9, 9, 9, [])


def test_each_difference_is_counted_in_its_field(tmp_path):
    other = LABEL["objectives"][0] | {"lead": ["Phó khoa"], "targets": [], "time": "Trước 10/01/2024 => - 2024-01-10"}
    score = _score(tmp_path, unit="Khoa Điện", objectives=[other])

    wrong = {name: (one.expected, one.found, one.right) for name, one in score.by_kind.items() if one.f1 < 1}
    assert wrong == {"front": (3, 3, 2), "lead": (1, 1, 0), "targets": (0, 1, 0), "time": (1, 1, 0)}


def test_objective_that_nobody_labelled_is_counted_as_found(tmp_path):
    score = _score(tmp_path, objectives=[LABEL["objectives"][0] | {"statement": "Một mục tiêu hoàn toàn khác"}])

    assert score.by_kind["statement"].right == 0
    assert {line for miss in score.misses for line in miss.extra} >= {"Đạt từ 85% trở lên", "Phụ đạo"}


def test_file_that_is_refused_counts_as_missed(tmp_path):
    (tmp_path / "kh.txt").write_bytes(b"")
    score = scoring_plans.score_plans(tmp_path, {"kh.txt": LABEL})

    assert (score.right, score.expected) == (0, 9)


@pytest.mark.parametrize(("part", "files", "floor"), [("work", 189, 0.98), ("held", 40, 0.95)])
def test_whole_plans_are_read_above_the_floor(scores, part, files, floor):
    readings = scoring_plans.load(FOLDER)

    assert len([reading for reading in readings.values() if reading["part"] == part]) == files
    assert scores[part].f1 >= floor


def test_every_labelled_file_is_there():
    names = {path.name for path in FOLDER.iterdir() if path.suffix != ".yaml"}

    assert names == set(scoring_plans.load(FOLDER))


def test_command_prints_every_field_and_the_misses_of_the_work_part(capsys):
    assert score_command.main(["--plans", str(FOLDER.parent)]) == 0

    printed = capsys.readouterr().out
    assert [field for field in scoring_plans.FIELDS if f"    {field}: P" not in printed] == []
    assert "targets work" not in printed
