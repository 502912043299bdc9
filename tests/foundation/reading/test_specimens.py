"""One invented plan in formats that only office programs write; the merged cells must survive each of them."""

import contextlib
from pathlib import Path

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan

SPECIMENS = Path(__file__).resolve().parents[2] / "specimens"
FORMATS = ["doc", "pdf", "xls", "ods"]


@pytest.mark.parametrize("ending", FORMATS)
def test_plan_is_the_same_in_every_format(ending):
    plan = read_plan(SPECIMENS / f"ke-hoach-khoa-may.{ending}")

    assert (plan.kind, plan.unit, plan.school_year) == ("action_plan", "Khoa May", "2023-2024")
    first, second = plan.objectives
    assert [(task.text, task.lead) for task in first.tasks] == [
        ("Tư vấn", ("Khoa",)),
        ("Xét tuyển", ("Khoa",)),
        ("Nhập học", ("Phòng Đào tạo",)),
    ]
    assert (first.lead, second.number, second.statement) == (
        ("Khoa", "Phòng Đào tạo"),
        "2",
        "Có 90% học sinh có việc làm",
    )


def _read(data):
    """ "read", or the code of the refusal."""
    try:
        return "read" if read_plan(data).objectives else "empty"
    except errors.Refused as refusal:
        return refusal.code


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_cut_file_is_refused_or_read_as_far_as_it_goes(ending, kept):
    data = (SPECIMENS / f"ke-hoach-khoa-may.{ending}").read_bytes()
    found = _read(data[: int(len(data) * kept)])

    assert found in {"read", "damaged", "not_a_plan", "scan", "no_text", "old_word"}


def test_old_sheet_that_makes_its_reader_panic_is_refused():
    data = bytearray((SPECIMENS / "ke-hoach-khoa-may.xls").read_bytes())
    found = {
        _read(bytes(data[:place]) + b"\xff" * 4 + bytes(data[place + 4 :])) for place in range(512, len(data), 197)
    }

    assert "damaged" in found
    assert found <= {"read", "damaged", "not_a_plan", "no_text", "too_large", "encrypted", "other_office"}


def test_no_word_about_a_broken_file_is_printed_but_ours(capfd):
    data = bytearray((SPECIMENS / "ke-hoach-khoa-may.pdf").read_bytes())
    for place in range(900, len(data), 151):
        data[place] ^= 0x55
    with contextlib.suppress(errors.Refused):
        read_plan(bytes(data))

    assert capfd.readouterr().err == ""
