"""The school that is measured: 61 units (one, ten, fifty), fifty people, and its administrators.

Founded by the real deeds, so roles, forms, procedure and calendar are those of any school; only the many rows come in bulk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from khue.config import founding
from khue.foundation.kernel import clock, text
from khue.people.access.models import Grant, Role
from khue.people.accounts.models import Person
from khue.people.organisation.models import Period, Unit

FACULTIES, LEAVES = 10, 50
SINCE = date(2015, 9, 1)
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Đạt",
    "Giang",
    "Hạnh",
    "Khánh",
    "Loan",
    "Minh",
    "Ngọc",
    "Oanh",
    "Phúc",
    "Sơn",
    "Uyên",
)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Vũ", "Bùi", "Hồ", "Ngô", "Dương")


@dataclass(frozen=True)
class School:
    """Who and where. `admin` sees all of it, `unit` leads the first leaf; `periods` from the newest to the oldest."""

    top: Unit
    faculties: list[Unit]
    leaves: list[Unit]
    periods: list[Period]
    admin: Person
    unit: Person
    rector: Person
    heads: dict[int, Person]


def found(now: datetime, years: int) -> School:
    """The school with as many school years as asked for, the present one first."""
    at = now.replace(year=SINCE.year, month=SINCE.month, day=SINCE.day)
    wanted = founding.Founding(
        kind="college", code="DO", name="Trường Cao đẳng Đo Lường", short_name="CĐ Đo Lường", superior="UBND TỈNH SÔNG MÂY",
        place="Sông Mây", symbol="CĐĐL", admin_name="Quản Trị Viên", admin_email="quantri@doluong.example",
    )  # fmt: skip
    top, founder = founding.found(wanted, at)
    first = clock.today(now).year - (clock.today(now).month < 9)
    periods = [founding.add_school_year(top, first - back, founder, at) for back in range(years)]
    faculties = _units(top, [top] * FACULTIES, "faculty", "K", "Khoa thứ")
    leaves = _units(top, [faculties[n % FACULTIES] for n in range(LEAVES)], "department", "B", "Bộ môn thứ")
    heads, others = _people(top, faculties, leaves)
    return School(top, faculties, leaves, periods, others[1], heads[leaves[0].pk], others[0], heads)


def _units(top: Unit, parents: list[Unit], kind: str, code: str, name: str) -> list[Unit]:
    made = []
    for number, parent in enumerate(parents, start=1):
        unit = Unit(
            institution=top, parent=parent, kind=kind, code=f"{code}{number:02d}", name=f"{name} {number}", valid_from=SINCE,
            path=f"new-{code}{number}/", order=number,
        )  # fmt: skip
        unit.save()
        unit.path = f"{parent.path}{unit.pk:06d}/"
        unit.save(update_fields=["path"])
        made.append(unit)
    return made


def _people(top: Unit, faculties: list[Unit], leaves: list[Unit]) -> tuple[dict[int, Person], list[Person]]:
    """Fifty: rector and quality head over the school, a head of each of the other units as far as people reach."""
    people = [_person(number) for number in range(50)]
    Person.objects.bulk_create(people)
    roles = {role.code: role for role in Role.objects.filter(institution=top)}
    posts = [(people[0], "rector", top), (people[1], "quality_head", top)]
    led = [leaves[0], *faculties, *leaves[1:]]
    posts += [(person, "unit_head", unit) for person, unit in zip(people[2:], led, strict=False)]
    Grant.objects.bulk_create(
        Grant(institution=top, person=person, role=roles[role], unit=unit, valid_from=SINCE)
        for person, role, unit in posts
    )
    return {unit.pk: person for person, _role, unit in posts[2:]}, people[:2]


def _person(number: int) -> Person:
    name = f"{FAMILY[number % 10]} Văn {GIVEN[number % 15]}"
    email = f"nguoi{number}@doluong.example"
    return Person(
        email=email,
        full_name=name,
        password="!",
        name_key=text.name_sort_key(name),
        search_key=text.fold(f"{name} {email}"),
    )
