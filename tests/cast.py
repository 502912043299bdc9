"""A tiny school and its cast, the same in every test.

Two institutions under one Sở. In the first: leadership, the quality office, two faculties. Everybody's grants are what
their appointments would bring (`tests/people` proves that the real appointments bring just these).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from khue.people.access.models import Grant, Role
from khue.people.accounts.models import Person
from khue.people.organisation.models import Appointment, Charge, InstitutionProfile, Period, Position, Unit
from tests import scenes

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
SINCE = date(2024, 1, 1)
PASSWORD = "mat-khau-cua-vai-dien"
PACKS = Path(__file__).resolve().parents[1] / "packs"


@dataclass(frozen=True)
class Cast:
    """The people by part, the units, the periods and the moment at which the play begins."""

    at: datetime
    school: Unit
    leadership: Unit
    office: Unit
    faculty: Unit
    other_faculty: Unit
    other_school: Unit
    authority: Unit
    period: Period
    last_period: Period
    rector: Person
    vice_rector: Person
    quality_head: Person
    quality_officer: Person
    head: Person
    deputy: Person
    teacher: Person
    other_head: Person
    auditor: Person
    admin: Person
    stranger: Person
    authority_officer: Person

    @property
    def today(self) -> date:
        return self.at.date()


PARTS = {
    # part: (name, position, role, unit)
    "rector": ("Đặng Thu Hà", "Hiệu trưởng", "rector", "school"),
    "vice_rector": ("Võ Minh Khôi", "Phó Hiệu trưởng", "", "leadership"),
    "quality_head": ("Lý Bảo Trâm", "Trưởng phòng", "quality_head", "school"),
    "quality_officer": ("Âu Văn Ích", "Chuyên viên", "quality_officer", "school"),
    "head": ("Tạ Đình Sơn", "Trưởng khoa", "unit_head", "faculty"),
    "deputy": ("Cao Thị Hạnh", "Phó Trưởng khoa", "unit_deputy", "faculty"),
    "teacher": ("Mai Xuân Lộc", "Giảng viên", "staff", "faculty"),
    "other_head": ("Hứa Bích Diệp", "Trưởng khoa", "unit_head", "other_faculty"),
    "auditor": ("Ưng Hoàng Ân", "Đánh giá viên", "auditor", "other_faculty"),
    "admin": ("Đỗ Quản Trị", "Quản trị", "institution_admin", "school"),
    "stranger": ("Ninh Người Lạ", "Hiệu trưởng", "rector", "other_school"),
    "authority_officer": ("Phan Sở Giáo", "Chuyên viên Sở", "authority_officer", "authority"),
}
HOME = {"quality_head": "office", "quality_officer": "office", "rector": "leadership", "admin": "office"}


@cache
def roles() -> list[dict[str, Any]]:
    """The roles as the pack has them."""
    return list(yaml.safe_load((PACKS / "roles.yaml").read_text(encoding="utf-8"))["roles"])


def unit(code: str, name: str, kind: str, parent: Unit | None, *, institution: bool = False, short: str = "") -> Unit:
    """A unit with its path, without the ceremony of an action."""
    made = Unit(
        code=code, name=name, kind=kind, parent=parent, is_institution=institution, short_name=short,
        valid_from=SINCE, path=f"new-{code}/", institution=None if institution else getattr(parent, "institution", None),
    )  # fmt: skip
    made.save()
    made.path = f"{parent.path if parent else ''}{made.pk:06d}/"
    made.institution = made if institution else made.institution
    made.save()
    return made


def period(institution: Unit, first_year: int) -> Period:
    return Period.objects.create(
        institution=institution, kind="school_year", code=f"{first_year}-{first_year + 1}",
        name=f"Năm học {first_year} - {first_year + 1}",
        starts_on=date(first_year, 9, 1), ends_on=date(first_year + 1, 8, 31),
    )  # fmt: skip


def person(key: str, name: str, **more: Any) -> Person:
    made = Person(email=f"{key}@khuevan.example", full_name=name, **more)
    made.set_password(PASSWORD)
    made.save()
    return made


def grant(who: Person, role: str, over: Unit, **more: Any) -> Grant:
    """A role over a unit, as of SINCE."""
    institution = over.institution or over
    found = Role.objects.get(institution=institution, code=role)
    return Grant.objects.create(
        institution=institution, person=who, role=found, unit=over, **{"valid_from": SINCE, **more}
    )


def appoint(who: Person, title: str, home: Unit, **more: Any) -> Appointment:
    institution = home.institution or home
    position, _ = Position.objects.get_or_create(institution=institution, code=title, defaults={"name": title})
    return Appointment.objects.create(
        institution=institution, person=who, position=position, unit=home, **{"valid_from": SINCE, **more}
    )


@scenes.kept
def make() -> Cast:
    """Everybody on stage. Needs the database."""
    units = _units()
    for institution in (units["school"], units["other_school"], units["authority"]):
        Role.objects.bulk_create(
            Role(
                institution=institution,
                code=row["code"],
                name=row["name"],
                reach=row["reach"],
                permissions=row["permissions"],
                own_permissions=row.get("own", []),
                home_role=row.get("home", ""),
            )
            for row in roles()
        )
        InstitutionProfile.objects.create(
            institution=institution, superior_name="ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY", place="Sông Mây",
            symbol="CĐKTKV" if institution.code == "CDKV" else institution.code,
        )  # fmt: skip
    people = {}
    for part, (name, title, role, over) in PARTS.items():
        people[part] = person(part, name)
        appoint(people[part], title, units[HOME.get(part, over)])
        if role:
            grant(people[part], role, units[over], upward=role == "authority_officer")
    charge = Charge.objects.create(
        institution=units["school"], person=people["vice_rector"], unit=units["faculty"], valid_from=SINCE
    )
    grant(people["vice_rector"], "vice_rector", units["faculty"], charge=charge)
    grant(people["vice_rector"], "staff", units["leadership"])
    return Cast(
        at=datetime(2026, 9, 7, 9, 0, tzinfo=LOCAL),
        **units,
        **people,
        period=period(units["school"], 2026),
        last_period=period(units["school"], 2025),
    )


def _units() -> dict[str, Unit]:
    authority = unit("SO", "Sở Giáo dục và Đào tạo Sông Mây", "authority", None, institution=True)
    school = unit("CDKV", "Trường Cao đẳng Kỹ thuật Khuê Văn", "college", authority, institution=True)
    return {
        "authority": authority,
        "school": school,
        "leadership": unit("BGH", "Ban Giám hiệu", "leadership", school),
        "office": unit("KT", "Phòng Khảo thí - Đảm bảo chất lượng", "room", school, short="P. KT-ĐBCL"),
        "faculty": unit("CK", "Khoa Cơ khí", "faculty", school),
        "other_faculty": unit("DIEN", "Khoa Điện", "faculty", school),
        "other_school": unit("TCBX", "Trường Trung cấp Bến Xuân", "vocational", authority, institution=True),
    }
