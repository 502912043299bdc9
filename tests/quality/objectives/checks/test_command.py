"""`khue check`, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khue.quality.objectives.checks import command

PLAN = """MỤC TIÊU CHẤT LƯỢNG KHOA CƠ KHÍ
Năm học 2026 - 2027
1. Đảm bảo hiệu suất đào tạo từ 80% trở lên.
2. Nâng cao chất lượng.
"""
SCHOOL = """MỤC TIÊU CHẤT LƯỢNG TRƯỜNG CAO ĐẲNG KHUÊ VĂN
Năm học 2026 - 2027
1. Hiệu suất đào tạo toàn trường đạt từ 86% trở lên.
2. Tuyển sinh đạt từ 95% chỉ tiêu được giao.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    for name, text in (("don-vi.txt", PLAN), ("truong.txt", SCHOOL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / "don-vi.txt"), str(tmp_path / "truong.txt")


def test_findings_are_printed_for_people(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([files[0]]) == 0
    said = capsys.readouterr().out
    assert "Khoa Cơ khí, năm học 2026 - 2027: 2 mục tiêu" in said
    assert "[Cần sửa] Chưa có số lượng để đo." in said


def test_the_file_of_the_school_is_compared_with(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([files[0], "--school", files[1], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in found["findings"] if one["group"] == "consistency"] == ["c.weaker", "c.untied"]
    assert [one["S"]["status"] for one in found["smart"]] == ["passed", "failed"]


def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trong.docx").write_bytes(b"")
    assert command.main([str(tmp_path / "trong.docx")]) == 2
    assert capsys.readouterr().err.startswith("khue check: ")
