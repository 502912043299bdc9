"""The scorer counts as it says, and the grammar keeps its floors on the specimens."""

from __future__ import annotations

from pathlib import Path

import pytest

from khue.foundation.reading import score_command
from khue.foundation.reading.scoring import score_targets, score_timespans

SPECIMENS = Path(__file__).parents[2] / "specimens"


def part(name: str, which: str) -> list[score_command.Specimen]:
    return [s for s in score_command.load(SPECIMENS / f"{name}.yaml") if s["part"] == which]


def test_agreement_needs_comparator_value_unit_and_half_of_the_subject() -> None:
    right = "tỷ lệ lên lớp | >= | 90 | %"
    wrong = [
        "tỷ lệ lên lớp | = | 90 | %",
        "tỷ lệ lên lớp | >= | 91 | %",
        "tỷ lệ lên lớp | >= | 90 | em",
        "bỏ học nửa chừng | >= | 90 | %",
    ]
    text = "Tỷ lệ lên lớp đạt từ 90% trở lên"
    scores = [score_targets([{"text": text, "targets": [label]}]).right for label in (right, *wrong)]
    assert scores == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("unit", "agrees"),
    [("/27", True), ("đảng viên/27", True), ("thứ hạng/27", True), ("/28 đảng viên", False), ("đảng viên", False)],
)
def test_units_out_of_a_total_agree_by_the_total(unit: str, agrees: bool) -> None:
    label = f"đảng viên hoàn thành xuất sắc nhiệm vụ | = | 4 | {unit}"
    score = score_targets([{"text": "4/27 đảng viên hoàn thành xuất sắc nhiệm vụ", "targets": [label]}])
    assert score.right == int(agrees)


@pytest.mark.parametrize(
    ("unit", "right"), [("ca/1.000 ngày", 1), ("ca/1000 ngày", 1), ("ca/100 ngày", 0), ("ngày", 0)]
)
def test_rates_are_no_totals_and_agree_by_the_value_of_their_number(unit: str, right: int) -> None:
    label = f"viêm phổi liên quan thở máy | < | 12 | {unit}"
    assert (
        score_targets([{"text": "Viêm phổi liên quan thở máy dưới 12 ca/1.000 ngày", "targets": [label]}]).right
        == right
    )


def test_score_counts_misses_and_extras() -> None:
    score = score_targets(
        [{"text": "Đạt 80% và 5 bài báo", "kind": "x", "targets": ["bài báo | = | 5 | bài báo", "a | = | 1 | b"]}]
    )
    assert (score.expected, score.found, score.right) == (2, 2, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert len(score.misses) == 1


def test_time_spans_agree_exactly_or_not() -> None:
    said = [{"text": "Tháng 10/2022", "span": "2022-10-01 2022-10-31"}, {"text": "Hàng tháng", "span": "- - weekly"}]
    assert score_timespans(said).right == 1


FLOORS = [
    ("targets", "work", 0.99),
    ("targets", "held", 0.97),
    ("targets_wide", "work", 0.99),
    ("targets_wide", "held2", 0.96),
    ("targets_fresh", "work", 0.975),
    ("timespans", "work", 0.99),
    ("timespans", "held", 0.98),
    ("timespans_wide", "work", 0.99),
    ("timespans_wide", "held2", 0.97),
]


def test_a_day_that_people_do_not_give_is_a_wrong_date_and_a_missing_one_is_not() -> None:
    said = ["2022-10-01 2022-10-30", "- - remark", "2022-10-01 2022-10-31 remark", "none"]
    scores = [score_timespans([{"text": "Tháng 10/2022", "span": span}]).wrong_dates for span in said]
    unread = score_timespans([{"text": "Đầu năm học", "span": "2022-09-01 -"}])

    assert scores == [1, 1, 0, 1]
    assert (unread.right, unread.wrong_dates) == (0, 0)


@pytest.mark.parametrize("name", ["timespans", "timespans_wide"])
def test_hardly_any_date_is_wrong(name: str) -> None:
    score = score_timespans(score_command.load(SPECIMENS / f"{name}.yaml"))

    assert score.wrong_dates <= score.expected / 100


@pytest.mark.parametrize(("name", "which", "floor"), FLOORS)
def test_reading_keeps_its_floor(name: str, which: str, floor: float) -> None:
    score = score_command.scorer_of(SPECIMENS / f"{name}.yaml")

    assert score(part(name, which)).f1 >= floor


@pytest.mark.parametrize("path", score_command.specimen_files(SPECIMENS), ids=lambda path: path.stem)
def test_every_file_of_specimens_has_a_part_nobody_looks_into(path: Path) -> None:
    parts = {specimen["part"] for specimen in score_command.load(path)}

    assert "work" in parts
    assert len(parts) > 1


def test_specimens_are_many_and_a_third_is_held_out() -> None:
    for name, least in (("targets", 300), ("timespans", 200)):
        work, held = part(name, "work"), part(name, "held")
        assert len(work) + len(held) >= least
        assert 0.24 <= len(held) / (len(work) + len(held)) <= 0.4


@pytest.mark.parametrize("kind", ["targets", "timespans"])
def test_no_specimen_is_labelled_twice(kind: str) -> None:
    files = [path for path in score_command.specimen_files(SPECIMENS) if path.stem.startswith(kind)]
    texts = [(s["text"], s.get("school_year"), s.get("year")) for path in files for s in score_command.load(path)]

    assert sorted({str(text) for text in texts if texts.count(text) > 1}) == []


def test_command_prints_both_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert score_command.main([str(SPECIMENS)]) == 0
    printed = capsys.readouterr().out
    assert all(f"{name} {which}:" in printed for name in ("targets", "timespans") for which in ("work", "held"))


def test_command_keeps_the_misses_of_the_held_part_to_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = '- {part: %s, kind: percent, text: "Đạt %s0%%", targets: []}\n'
    (tmp_path / "targets.yaml").write_text(row % ("work", 8) + row % ("held", 9), encoding="utf-8")
    score_command.main([str(tmp_path)])
    told = capsys.readouterr().out
    score_command.main([str(tmp_path), "--misses", "held"])
    asked = capsys.readouterr().out

    assert ("Đạt 80%" in told, "Đạt 90%" in told) == (True, False)
    assert ("Đạt 80%" in asked, "Đạt 90%" in asked) == (False, True)


def test_command_without_specimens_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score_command.main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
