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


@pytest.mark.parametrize(("which", "floor"), [("work", 0.98), ("held", 0.95)])
def test_targets_keep_their_floor(which: str, floor: float) -> None:
    assert score_targets(part("targets", which)).f1 >= floor


@pytest.mark.parametrize(("which", "floor"), [("work", 0.99), ("held", 0.97)])
def test_time_spans_keep_their_floor(which: str, floor: float) -> None:
    assert score_timespans(part("timespans", which)).f1 >= floor


def test_specimens_are_many_and_a_third_is_held_out() -> None:
    for name, least in (("targets", 300), ("timespans", 200)):
        work, held = part(name, "work"), part(name, "held")
        assert len(work) + len(held) >= least
        assert 0.24 <= len(held) / (len(work) + len(held)) <= 0.4


def test_no_specimen_is_labelled_twice() -> None:
    for name in ("targets", "timespans"):
        texts = [(s["text"], s.get("school_year"), s.get("year")) for s in part(name, "work") + part(name, "held")]
        assert len(texts) == len(set(texts))


def test_command_prints_both_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert score_command.main([str(SPECIMENS)]) == 0
    printed = capsys.readouterr().out
    assert all(f"{name} {which}:" in printed for name in ("targets", "timespans") for which in ("work", "held"))


def test_command_without_specimens_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score_command.main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
