"""Layouts of papers are data; every number of ours lies where the decree says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from khue.engine.records.printing import profiles
from khue.engine.records.printing.composition import type as typesetting
from khue.engine.records.printing.composition import wording
from khue.foundation.kernel import errors
from khue.foundation.office.layout import Look
from khue.foundation.office.metrics import width_mm
from tests.cast import PACKS

SIZES = {  # our name: number of the component in the catalogue
    "motto_upper": "1", "motto_lower": "1b", "superior": 2, "issuer": "2b", "number": 3, "date": 4, "type": "5a",
    "abstract": "5a2", "abstract_of_letter": "5b", "body": 6, "capacity": "7a", "signer": "7b", "addressee": "9a",
    "recipients_heading": "9b", "annex": 14,
}  # fmt: skip


def test_our_numbers_lie_within_the_decree(shared: Path) -> None:
    rules: dict[str, Any] = yaml.safe_load((shared / "catalogues/admin/nd30-2020.yaml").read_text(encoding="utf-8"))
    ours = profiles.profile("nd30-2020")
    for side, (low, high) in rules["page"]["margins_mm"].items():
        assert low <= getattr(ours, f"{side}_mm") <= high
    allowed = {str(one["no"]): one["font_size_pt"] for one in rules["components"]}
    for name, number in SIZES.items():
        told = allowed[str(number)]
        low, high = told if isinstance(told, list) else (told, told)
        assert low <= getattr(ours.sizes, name) <= high, name


@pytest.mark.parametrize("path", sorted((PACKS / "formats").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_format_is_valid_and_named_as_its_file(path: Path) -> None:
    assert profiles.read(path.read_text(encoding="utf-8")).code == path.stem


@pytest.mark.parametrize("code", ["khong-co", "../formats/nd30-2020", "", "ND30"])
def test_an_unknown_format_is_refused(code: str) -> None:
    with pytest.raises(errors.NotFound):
        profiles.profile(code)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pack: pack.pop("page"), "thiếu mục 'page'"),
        (lambda pack: pack["sizes_pt"].pop("body"), "body"),
        (lambda pack: pack["sizes_pt"].update(chu=13), "cỡ chữ không biết: chu"),
    ],
)
def test_a_faulty_format_says_what_is_wrong(change: Any, said: str) -> None:
    pack = yaml.safe_load((PACKS / "formats" / "nd30-2020.yaml").read_text(encoding="utf-8"))
    change(pack)
    with pytest.raises(errors.Invalid, match=said):
        profiles.read(yaml.safe_dump(pack, allow_unicode=True))


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 9, 30), "ngày 30 tháng 9 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_days_have_a_zero_where_the_decree_wants_it(on: date | None, said: str) -> None:
    assert wording.day(on) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [("7/QĐ-A", "07/QĐ-A"), ("12/QĐ-A", "12/QĐ-A"), ("/QĐ-A", "        /QĐ-A"), ("4275 -TB/HV", "4275 -TB/HV")],
)
def test_numbers_below_ten_have_a_zero(written: str, said: str) -> None:
    assert wording.number(written) == said


def test_titles_are_broken_into_even_lines_and_years_stay_whole() -> None:
    look = Look(size_pt=14, bold=True)
    words = "Ban hành mục tiêu chất lượng và kế hoạch thực hiện của Khoa Công nghệ thông tin năm học 2026 - 2027"
    lines = typesetting.balanced(words, look, 155).split("\n")
    lengths = [width_mm(line, 14, bold=True) for line in lines]
    assert len(lines) == 2
    assert max(lengths) <= 155
    assert min(lengths) > 0.7 * max(lengths)
    assert any("2026\u00a0-\u00a02027" in line for line in lines)
    assert typesetting.balanced("Ngắn", look, 155) == "Ngắn"


def test_lists_are_closed_as_the_decree_closes_them() -> None:
    assert wording.closed(("Một;", "Hai.", "Ba")) == ["Một;", "Hai;", "Ba."]
    assert wording.closed(()) == []
