"""What a person's grants let them see, as conditions of SQL: a subtree of units, joined once, never a list of ids."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khue.foundation.kernel import text
from khue.people.access import backend, terms
from khue.people.access.models import Grant, Role
from khue.people.access.queries.signing import (
    Capacity,
    Signer,
    capacities,
    carried,
    check_kind,
    lendable,
    own_grants,
    signers,
    title_of,
)
from khue.people.accounts.models import on_day
from khue.people.organisation import terms as organisation_terms
from khue.people.organisation.models import Appointment, Unit, below

__all__ = [
    "Capacity",
    "Signer",
    "capacities",
    "carried",
    "check_kind",
    "delegable",
    "direct_grant",
    "direct_grants",
    "grant_for",
    "grants",
    "holders",
    "homes_of",
    "institution_of",
    "institutions_of",
    "journals_of",
    "leaders",
    "lendable",
    "own_grants",
    "people_with",
    "permission_names",
    "powers_of",
    "role_choices",
    "role_of",
    "roles_over",
    "signers",
    "source_of",
    "title_of",
    "within",
]

NOTHING = Q(pk__in=[])


def within(person: Any, permission: str, *, unit: str = "unit", institution: str = "institution") -> Q:
    """Rows whose `unit` lies where the person holds `permission`. No grant: no row."""
    condition = Q()
    found = False
    for grant in backend.held_by(person):
        if permission in grant.own_permissions and permission not in grant.permissions:
            found = True
            condition |= Q(**{f"{unit}_id" if unit else "pk": grant.unit_id})
            continue
        if permission not in grant.permissions:
            continue
        found = True
        reach = below(f"{unit}__" if unit else "", grant.path)
        condition |= reach if grant.upward else reach & Q(**{f"{institution}_id": grant.institution_id})
    return condition if found else NOTHING


def institutions_of(person: Any) -> frozenset[int]:
    """Institutions in which the person holds anything today."""
    return frozenset(grant.institution_id for grant in backend.held_by(person))


def roles_over(person: Any, unit: Unit) -> frozenset[str]:
    """Codes of the roles the person holds over a unit today."""
    return frozenset(grant.role for grant in backend.held_by(person) if grant.reaches(unit))


def holders(*, role: str, unit: Unit, on: date, exact: bool = False) -> list[Any]:
    """People who hold `role` over `unit` (or exactly in it) on a day, in the order of Vietnamese names."""
    paths = [unit.path[: i + 1] for i, sign in enumerate(unit.path) if sign == "/"]
    grants = Grant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        institution_id=unit.institution_id,
        role__code=role,
        valid_from__lte=on,
        person__is_active=True,
        **({"unit": unit} if exact else {"unit__path__in": paths}),
    ).select_related("person")
    people = {grant.person_id: grant.person for grant in grants}
    return sorted(people.values(), key=lambda person: person.name_key)


def people_with(permission: str, unit: Unit, on: date) -> list[Any]:
    """People who hold a permission over a unit on a day, in the order of Vietnamese names. Two statements."""
    roles = Role.objects.filter(institution_id=unit.owner_id)
    codes = [role.pk for role in roles if permission in role.permissions]
    inside = [int(part) for part in unit.path.strip("/").split("/")]
    grants = Grant.objects.filter(on_day("", on), role__in=codes, unit__in=inside, person__is_active=True)
    own = [grant for grant in grants.select_related("person") if grant.only is None or permission in grant.only]
    return sorted({grant.person_id: grant.person for grant in own}.values(), key=lambda person: person.name_key)


def leaders(institution: Unit, on: date) -> list[tuple[Any, str]]:
    """People who lead the institution or a unit of it on a day, and deputies of the institution, each with the title of their main
    post; as Vietnamese names sort. Two statements."""
    heads = organisation_terms.HEADS_OF_INSTITUTION
    roles = {*organisation_terms.TOP_ROLES, *(organisation_terms.DEPUTIES[one] for one in heads)}
    rows = Grant.objects.filter(
        on_day("", on), institution=institution, role__code__in=roles, origin__isnull=True, person__is_active=True
    )
    posts = Appointment.objects.filter(on_day("", on), institution=institution, person__in=rows.values("person"))
    posts = posts.select_related("position", "unit").order_by("is_main", "pk")
    titles = {post.person_id: title_of(post) for post in posts}
    people = {grant.person_id: grant.person for grant in rows.select_related("person")}
    return [(one, titles.get(one.pk, "")) for one in sorted(people.values(), key=lambda one: one.name_key)]


def homes_of(person: Any) -> list[Unit]:
    """The institutions whose people see their own organisation, those of a post before those of a grant by hand. No statement."""
    held = [grant for grant in backend.held_by(person) if "organisation.view" in grant.permissions]
    held.sort(key=lambda grant: grant.appointment_id is None)
    return list({grant.institution_id: grant.institution for grant in held if grant.institution}.values())


def institution_of(person: Any) -> Unit | None:
    """The institution the person works in."""
    return next(iter(homes_of(person)), None)


def role_choices(institution: Unit) -> list[tuple[str, str]]:
    return list(Role.objects.filter(institution=institution).order_by("pk").values_list("code", "name"))


def delegable(appointment: Appointment) -> list[tuple[str, str]]:
    """The deeds that come with a post and that a paper may give to somebody else, in the order of `terms.SIGNED`."""
    rows = Grant.objects.filter(appointment=appointment).select_related("role")
    held = {code for grant in rows for code in [*grant.role.permissions, *grant.role.own_permissions]}
    return [(code, str(terms.PERMISSIONS[code])) for code in terms.SIGNED if code in held]


def permission_names() -> list[tuple[str, str]]:
    """Every permission in words."""
    return [(code, str(name)) for code, name in terms.PERMISSIONS.items()]


def powers_of(person: Any, institution: Unit) -> list[dict[str, Any]]:
    """Every grant of a person in an institution, newest first, as lines for the person's page."""
    rows = Grant.objects.filter(institution=institution, person=person).select_related("role", "unit")
    return [
        {
            "role": grant.role.name,
            "unit": grant.unit.name,
            "from": grant.valid_from,
            "to": grant.valid_to,
            "source": source_of(grant),
        }
        for grant in rows.order_by("-valid_from", "-pk")
    ]


def source_of(grant: Grant) -> str:
    """Where a grant comes from, in words."""
    if grant.appointment_id is not None:
        return _("theo chức vụ")
    if grant.delegation_id is not None:
        return _("theo văn bản giao ký")
    if grant.absence_id is not None:
        return _("thay người vắng")
    return _("theo phân công phụ trách") if grant.charge_id is not None else _("giao riêng")


def role_of(institution_id: int | None, code: str) -> Role | None:
    return Role.objects.filter(institution_id=institution_id, code=code).first() if code else None


def direct_grants(person: Any, role: Role, unit: Unit) -> QuerySet[Grant]:
    """Every grant by hand of a role over a unit, ended or not."""
    rows = Grant.objects.filter(institution_id=unit.institution_id, person=person, role=role, unit=unit)
    return rows.filter(appointment__isnull=True, charge__isnull=True, origin__isnull=True).select_related(
        "person", "role", "unit"
    )


def direct_grant(person: Any, role: Role, unit: Unit, valid_from: date, valid_to: date | None) -> Grant | None:
    """A grant by hand of the same role that overlaps these dates."""
    rows = direct_grants(person, role, unit).filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from))
    return (rows if valid_to is None else rows.filter(valid_from__lte=valid_to)).first()


def journals_of(person: Any) -> dict[int, str]:
    """Institutions whose journal the person may read: a grant over the whole of it, not over one of its units."""
    held = backend.held_by(person)
    return {
        grant.institution_id: grant.institution_name
        for grant in held
        if "audit_trail.view" in grant.permissions and grant.unit_id == grant.institution_id
    }


def grants(person: Any, on: date, *, role: str = "", ended: bool = False, name: str = "") -> QuerySet[Grant]:
    """The grants over the units where the person may give and take: those that hold (or will), or that have ended."""
    rows = Grant.objects.filter(within(person, "access.grant")).select_related("person", "role", "unit")
    over = Q(valid_to__lt=on)
    rows = rows.filter(over) if ended else rows.exclude(over)
    if role:
        rows = rows.filter(role__code=role)
    for word in text.fold(text.nfc(name)).split():
        rows = rows.filter(Q(person__search_key__startswith=word) | Q(person__search_key__contains=f" {word}"))
    return rows


def grant_for(person: Any, public_id: str) -> Grant | None:
    """One of them."""
    rows = Grant.objects.filter(within(person, "access.grant"), public_id=public_id)
    return rows.select_related("person", "role", "unit").first()
