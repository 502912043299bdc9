import json
import subprocess
import sys

import pytest

from khue.foundation.reading import command

PLAN = (
    "KẾ HOẠCH THỰC HIỆN MỤC TIÊU CHẤT LƯỢNG KHOA MAY\n"
    "(Kèm theo Quyết định số 12/QĐ-CĐBM ngày 05/10/2023 của Trường Cao đẳng Bình Minh)\n"
    "TT\tMục tiêu\tNhiệm vụ\tChủ trì\tThời gian\n"
    "1\tĐạt từ 85% trở lên\tPhụ đạo\tTrường khoa\tTrước 10/01/2024\n"
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text(PLAN)
    return path


def test_plan_is_printed_for_people(path, capsys):
    assert command.main([str(path), "--school-year", "2023-2024"]) == 0

    printed = capsys.readouterr().out
    for words in (
        "Khoa May · năm học 2023-2024",
        "1. Đạt từ 85% trở lên",
        "từ 85% trở lên",
        "- Phụ đạo",
        "Chủ trì: Trưởng khoa",
    ):
        assert words in printed
    assert "Trước 10/01/2024 (… – trước 10/01/2024)" in printed
    assert "bảng 1, dòng 2: “Trường khoa” được đọc là “Trưởng khoa”" in printed


def test_plan_is_printed_as_json(path, capsys):
    assert command.main([str(path), "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["kind", "title", "unit", "school_year", "issued_with", "objectives", "remarks"]
    assert printed["issued_with"] == {"number": "12/QĐ-CĐBM", "date": "2023-10-05", "by": "Trường Cao đẳng Bình Minh"}
    assert printed["objectives"][0]["tasks"] == ["Phụ đạo"]
    assert printed["objectives"][0]["source"] == {"table": 1, "row": 2}


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"xin ch\xc3\xa0o", None])
def test_what_cannot_be_read_ends_with_two_and_one_line(tmp_path, capsys, content):
    path = tmp_path / "tệp"
    if content is not None:
        path.write_bytes(content)

    assert command.main([str(path)]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n"), printed.err.startswith(f"khue read: {path}: ")) == ("", 1, True)


def test_wrong_school_year_ends_with_two(path, capsys):
    assert command.main([str(path), "--school-year", "năm nay"]) == 2
    assert "không phải là năm học" in capsys.readouterr().err


def test_reading_needs_no_web_framework(path):
    program = (
        "import sys; from khue.foundation.reading import command; code = command.main(sys.argv[1:]);"
        "sys.exit(code or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, check=False).returncode == 0
