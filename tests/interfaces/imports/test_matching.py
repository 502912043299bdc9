"""Whose plan a file is and for which year: certain by the document, by its name, by the tree; doubtful is asked, never guessed."""

from __future__ import annotations

import pytest

from khue.interfaces.imports.importing import matching
from khue.interfaces.imports.importing.matching import Said
from khue.people.organisation.models import Unit
from khue.quality.objectives.models import ObjectiveSet
from tests import cast as stage
from tests.cast import Cast


def units(cast: Cast) -> list[Unit]:
    return list(Unit.objects.filter(institution=cast.school))


def found(cast: Cast, said: Said, name: str = "ke hoach.docx") -> matching.Match:
    return matching.match_unit(said, name, units(cast))


def test_the_unit_named_in_the_document_is_certain(cast: Cast) -> None:
    match = found(cast, Said(unit="KHOA CƠ KHÍ"))
    assert (match.id, match.reason) == (cast.faculty.pk, "Trong tệp ghi “KHOA CƠ KHÍ”")


def test_the_short_form_is_the_same_unit(cast: Cast) -> None:
    assert found(cast, Said(unit="P.KT-ĐBCL")).id == cast.office.pk


@pytest.mark.parametrize(
    "name",
    ["MTCL-K-CoKhi-2026-2027.docx", "mtcl_khoa_co_khi_final.docx", "KH MTCL Khoa Cơ khí 22-10 SUA CUOI.docx"],
)
def test_a_file_name_that_spells_the_unit_is_certain(cast: Cast, name: str) -> None:
    match = found(cast, Said(), name)
    assert (match.id, match.reason) == (cast.faculty.pk, f"Theo tên tệp “{name}”")


@pytest.mark.parametrize("name", ["MTCL-CK.docx", "khoa-dien-tu.docx"])
def test_a_code_or_half_a_name_is_only_proposed(cast: Cast, name: str) -> None:
    match = found(cast, Said(), name)
    assert match.id is None
    assert [choice.label for choice in match.choices] == ["Khoa Cơ khí" if "CK" in name else "Khoa Điện"]


def test_document_and_name_that_agree_say_so(cast: Cast) -> None:
    assert found(cast, Said(unit="Khoa Cơ khí"), "khoa-co-khi.docx").reason.endswith("tên tệp cũng vậy")


def test_document_and_name_that_contradict_each_other_are_asked(cast: Cast) -> None:
    match = found(cast, Said(unit="Khoa Điện"), "MTCL-KhoaCoKhi.docx")
    assert match.id is None
    assert {choice.id for choice in match.choices} == {cast.faculty.pk, cast.other_faculty.pk}


def test_without_a_name_the_people_who_lead_are_a_proposal(cast: Cast) -> None:
    match = found(cast, Said(leads=("Trưởng đơn vị", "Khoa Điện")), "ke hoach 2023.doc")
    assert match.id is None
    assert [choice.reason for choice in match.choices] == ["nhiều mục tiêu do “Khoa Điện” chủ trì"]


def test_the_schools_name_in_the_letterhead_does_not_make_it_the_schools_plan(cast: Cast) -> None:
    name = "Trường Cao đẳng Kỹ thuật Khuê Văn"
    assert found(cast, Said(unit=name, title="Kế hoạch thực hiện mục tiêu chất lượng")).id is None
    assert found(cast, Said(unit=name, title="Mục tiêu chất lượng cấp Trường")).id == cast.school.pk


def test_units_of_one_name_are_told_apart_by_the_tree(cast: Cast) -> None:
    stage.unit("TCK", "Tổ Cơ sở ngành", "team", cast.faculty)
    electric = stage.unit("TDI", "Tổ Cơ sở ngành", "team", cast.other_faculty)
    asked = found(cast, Said(unit="Tổ Cơ sở ngành"))
    told = found(cast, Said(unit="Tổ Cơ sở ngành", title="Kế hoạch của Khoa Điện"))
    assert (asked.id, len(asked.choices), told.id) == (None, 2, electric.pk)


def test_an_unknown_unit_is_asked_with_what_resembles_it(cast: Cast) -> None:
    match = found(cast, Said(unit="Khoa Điện lạnh"))
    assert match.id is None
    assert match.reason == "Trong tệp ghi “Khoa Điện lạnh”, không có đúng đơn vị tên ấy"


def year(cast: Cast, said: str, name: str) -> matching.Match:
    return matching.match_period(Said(school_year=said), name, [cast.period, cast.last_period], cast.period)


def test_the_year_of_the_document_wins(cast: Cast) -> None:
    assert year(cast, "2025-2026", "mtcl.docx").id == cast.last_period.pk


def test_the_year_of_the_name_when_the_document_has_none(cast: Cast) -> None:
    assert year(cast, "", "MTCL-2025-2026.docx").id == cast.last_period.pk
    assert year(cast, "", "MTCL 2025-26.docx").id == cast.last_period.pk


def test_neither_takes_the_year_of_the_batch_and_says_so(cast: Cast) -> None:
    match = year(cast, "", "mtcl 2019.docx")
    assert (match.id, match.reason) == (cast.period.pk, "Trong tệp không ghi năm học; lấy năm học chọn cho cả đợt")


def test_two_different_years_are_asked(cast: Cast) -> None:
    match = year(cast, "2026-2027", "MTCL-2025-2026.docx")
    assert (match.id, len(match.choices)) == (None, 2)


def test_a_year_that_is_not_there_is_asked(cast: Cast) -> None:
    assert year(cast, "2019-2020", "mtcl.docx").id is None
    assert not ObjectiveSet.objects.exists()
