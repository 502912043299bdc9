"""Whom the words of a plan mean, also by an abbreviation that nobody wrote down."""

from __future__ import annotations

import pytest

from khue.interfaces.imports.importing import directory
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["Phòng KT&ĐBCL", "P. Khảo thí - ĐBCL", "P. KT-ĐBCL"])
def test_an_abbreviation_of_a_unit_is_that_unit(cast: Cast, said: str) -> None:
    found = directory.load(cast.school.pk, cast.today).meanings(said)
    assert [one.unit_id for one in found] == [cast.office.pk]


@pytest.mark.parametrize("said", ["GVCN", "Các khoa", "Phòng Hợp tác quốc tế"])
def test_a_role_or_an_unknown_room_is_nobody(cast: Cast, said: str) -> None:
    assert directory.load(cast.school.pk, cast.today).meanings(said) == []
