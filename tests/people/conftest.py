"""A school founded by the real actions, where `tests/cast.py` writes its rows by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from khue.people.access import actions as access
from khue.people.accounts import actions as accounts
from khue.people.accounts.models import Person
from khue.people.organisation import actions
from khue.people.organisation.models import Position, Unit

AT = datetime(2026, 9, 7, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
SINCE = date(2024, 1, 1)


@dataclass
class Founded:
    """An institution with two faculties, its positions by code, and nobody in it."""

    at: datetime
    school: Unit
    faculty: Unit
    other: Unit
    positions: dict[str, Position]

    def person(self, key: str, name: str) -> Person:
        return accounts.add_person(
            institution=self.school, full_name=name, email=f"{key}@khuevan.example", by=None, at=self.at
        )

    def employ(self, key: str, name: str, position: str, unit: Unit, **more) -> Person:
        person = self.person(key, name)
        facts = {"valid_from": SINCE, **more}
        actions.appoint(person=person, position=self.positions[position], unit=unit, by=None, at=self.at, **facts)
        return person


POSITIONS = {
    "HT": ("Hiệu trưởng", "rector"),
    "PHT": ("Phó Hiệu trưởng", "vice_rector"),
    "TPKT": ("Trưởng phòng KT-ĐBCL", "quality_head"),
    "TK": ("Trưởng khoa", "unit_head"),
    "PTK": ("Phó Trưởng khoa", "unit_deputy"),
    "GV": ("Giảng viên", "staff"),
    "QT": ("Quản trị", "institution_admin"),
    "HD": ("Ủy viên Hội đồng", ""),
}


def found(code: str = "CDKV", name: str = "Trường Cao đẳng Kỹ thuật Khuê Văn") -> Founded:
    facts = {"by": None, "at": AT}
    school = actions.found_institution(kind="college", code=code, name=name, valid_from=SINCE, **facts)
    access.install_roles(institution=school, **facts)
    faculty, other = (
        actions.add_unit(parent=school, kind="faculty", code=key, name=title, valid_from=SINCE, **facts)
        for key, title in (("CK", "Khoa Cơ khí"), ("DIEN", "Khoa Điện"))
    )
    positions = {
        key: actions.add_position(institution=school, code=key, name=title, role=role, order=place, **facts)
        for place, (key, (title, role)) in enumerate(POSITIONS.items())
    }
    return Founded(AT, school, faculty, other, positions)


@pytest.fixture
def founded(db: None) -> Founded:
    return found()
