"""In what capacity somebody signs: the lines above a name (Decree 30/2020/NĐ-CP, appendix I, part 7) and what they rest on.

    capacities(person, unit, "objectives.approve_set", on) → [Capacity("KT.", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", …), …]

Q. an appointment that is acting; TM. a seat in a council; KT. a deputy, by charge, post or absence; TL., TUQ. a paper.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors
from khue.people.access.models import Grant, Role
from khue.people.accounts.models import on_day
from khue.people.organisation import terms as organisation_terms
from khue.people.organisation.models import Appointment, Position, Unit
from khue.people.organisation.queries import signing

LINKED = (
    "role", "unit", "appointment__position", "appointment__unit", "charge", "delegation__appointment__position",
    "delegation__appointment__unit", "delegation__appointment__person", "absence__person", "origin__role",
    "origin__appointment__position", "origin__appointment__unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Capacity:
    """`code` is "", Q., KT., TL., TUQ. or TM.; `whom` whom it refers to, `position` the signer's own post, both as printed.

    `basis` says in words what it rests on; `for_id` is the person on whose behalf it is (None: in their own right).
    """

    code: str
    whom: str
    position: str
    basis: str
    key: str
    for_id: int | None = None
    paper: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The lines above the signature."""
        first = f"{self.code} {self.whom or self.position}".strip()
        return (first, self.position) if self.whom and self.position and self.code else (first,)

    @property
    def in_words(self) -> str:
        """“KT. Hiệu trưởng - Phó Hiệu trưởng”, for a list of choices."""
        return " - ".join(self.titles)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def capacities(
    person: Any, unit: Unit, permission: str, on: date, *, kind: str = "", deciding: Deciding | None = None
) -> list[Capacity]:
    """Every capacity in which the person may do the deed over the unit on a day, in their own right first. Three statements.

    `kind` is the kind of paper that is signed (QĐ, TB): a delegation that names others does not count. `deciding` says which of the
    councils in which the person sits decide here (ids of units): for those they sign TM., before anything else.
    """
    found: dict[str, Capacity] = {}
    posts = signing.held_posts(person, unit.owner_id, on)
    for grant in _carrying(person, unit, permission, on):
        if _covers(grant, kind):
            one = _of_grant(grant, posts, on)
            found.setdefault(one.in_words + str(one.for_id), one)
    seats = _seats(posts, deciding) if deciding is not None else []
    named = {one.in_words for one in seats}
    rest = sorted(found.values(), key=lambda one: (one.for_id is not None, one.code not in {"", "Q."}, one.key))
    return [*seats, *(one for one in rest if one.in_words not in named)]


Deciding = Callable[[Sequence[int]], Collection[int]]


def _seats(posts: list[Appointment], deciding: Deciding) -> list[Capacity]:
    """TM. the councils that decide; nothing is asked for who sits in none."""
    seats = [post for post in posts if post.unit.kind == organisation_terms.COUNCIL]
    here = deciding([post.unit_id for post in seats]) if seats else ()
    return [_seat(post, post.public_id) for post in seats if post.unit_id in here]


def _seat(post: Appointment, key: str) -> Capacity:
    return Capacity("TM.", post.unit.name.upper(), post.position.name.upper(), _("thành viên hội đồng"), key)


def _covers(grant: Grant, kind: str) -> bool:
    """What was lent by a paper that names kinds is lent for those only."""
    paper = grant.delegation
    return not kind or paper is None or not paper.document_kinds or kind in paper.document_kinds


def check_kind(person: Any, unit: Unit, permission: str, on: date, kind: str) -> None:
    """Who may do the deed only by papers that name other kinds may not sign this one. Raises `NotAllowed` with the papers' numbers."""
    grants = list(_carrying(person, unit, permission, on))
    papers = [one.delegation for one in grants if one.delegation is not None]
    if not kind or not papers or any(_covers(one, kind) for one in grants):
        return
    names = dict(organisation_terms.DOCUMENT_KINDS)
    given = sorted({str(names.get(code, code)).lower() for paper in papers for code in paper.document_kinds})
    said = _(
        "Văn bản số %(number)s chỉ giao ký %(given)s, không giao ký %(kind)s. "
        "Hãy đề nghị người giao bổ sung, hoặc để người giao tự ký."
    )
    numbers, wanted = sorted({paper.number for paper in papers}), str(names.get(kind, kind)).lower()
    said %= {"number": ", ".join(numbers), "given": ", ".join(given), "kind": wanted}
    raise errors.NotAllowed("delegation.kind", said)


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may sign a paper of the institution, and in what capacity."""

    person: Any
    capacity: Capacity

    @property
    def in_words(self) -> str:
        return f"{self.person.display_name}: {self.capacity.in_words}"


def signers(institution: Unit, kind: str, on: date) -> list[Signer]:
    """Who signs papers of a kind (TB) in the name of the institution on a day: the head, deputies KT., those to whom a paper gives it
    for the whole institution (TL., TUQ., KT.), whoever stands in for the head. The head first. One statement, and one for each."""
    heads = organisation_terms.HEADS_OF_INSTITUTION
    wanted = heads | {organisation_terms.DEPUTIES[head] for head in heads}
    rows = Grant.objects.filter(
        on_day("", on), institution=institution, role__code__in=wanted, person__is_active=True
    ).select_related("person", *LINKED)
    found: dict[tuple[int, str], Signer] = {}
    for grant in rows.order_by("pk"):
        paper = grant.delegation
        if paper is not None and (kind not in paper.document_kinds or not grant.unit.is_institution):
            continue  # a paper that names deeds only says nothing of notices
        posts = signing.held_posts(grant.person, institution.pk, on)
        one = Signer(grant.person, _of_grant(grant, posts, on))
        found.setdefault((grant.person_id, one.capacity.in_words), one)
    return sorted(found.values(), key=lambda one: (one.capacity.code not in {"", "Q."}, one.person.name_key))


def _carrying(person: Any, unit: Unit, permission: str, on: date) -> Iterator[Grant]:
    rows = Grant.objects.filter(on_day("", on), person_id=person.pk).select_related(*LINKED).order_by("pk")
    for grant in rows:
        inside = unit.path.startswith(grant.unit.path) and (grant.upward or grant.institution_id == unit.owner_id)
        if inside and permission in carried(grant, unit):
            yield grant


def carried(grant: Grant, unit: Unit) -> frozenset[str]:
    """What a grant allows over a unit that lies inside it."""
    own = frozenset(grant.role.own_permissions) if unit.pk == grant.unit_id else frozenset()
    whole = frozenset(grant.role.permissions) | own
    return whole if grant.only is None else whole & frozenset(grant.only)


def _of_grant(grant: Grant, posts: list[Appointment], on: date) -> Capacity:
    mine = grant.appointment or (posts[0] if posts else None)
    own = title_of(mine) if mine else grant.role.name
    key = grant.public_id
    if grant.delegation is not None:
        paper = grant.delegation
        basis = _("văn bản số %(number)s ngày %(day)s") % {"number": paper.number, "day": f"{paper.signed_on:%d/%m/%Y}"}
        whom = title_of(paper.appointment).upper()
        return Capacity(paper.capacity, whom, own.upper(), basis, key, paper.appointment.person_id, paper.number)
    if grant.absence is not None:
        away = grant.absence
        basis = _("thay %(person)s vắng mặt đến %(day)s") % {
            "person": away.person.full_name, "day": f"{away.valid_to:%d/%m/%Y}"
        }  # fmt: skip
        whom = _head_of(grant.origin or grant, on).upper()
        return Capacity(
            "KT.", "" if whom == own.upper() else whom, own.upper(), basis, key, away.person_id, away.number
        )
    if grant.charge is not None or grant.role.code in organisation_terms.DEPUTIES.values():
        basis = _("phân công phụ trách") if grant.charge is not None else _("chức vụ")
        return Capacity("KT.", _head_of(grant, on).upper(), own.upper(), basis, key)
    if mine is not None and mine.unit.kind == organisation_terms.COUNCIL:
        return _seat(mine, key)
    if mine is not None and mine.is_acting:
        return Capacity("Q.", "", own.upper(), _("quyết định giao quyền"), key)
    return Capacity("", "", own.upper(), _("chức vụ") if grant.appointment_id else _("quyền được giao"), key)


def _head_of(grant: Grant, on: date) -> str:
    """The title of the head for whom the holder of this grant signs."""
    role = grant.role.code
    heads = [head for head, deputy in organisation_terms.DEPUTIES.items() if deputy == role] or [role]
    wanted = Position.objects.filter(institution_id=grant.institution_id, role__in=heads)
    if role == "unit_deputy":  # “Trưởng khoa”, not “Trưởng phòng”: of the very unit when somebody holds it
        held = Appointment.objects.filter(on_day("", on), unit=grant.unit, position__role__in=heads)
        post = held.select_related("position", "unit").first()
        return title_of(post) if post else _("Trưởng đơn vị")
    if grant.appointment is not None and role in heads:
        return title_of(grant.appointment)
    position = wanted.order_by("order", "pk").first()
    if position is not None:
        return position.name
    named = Role.objects.filter(institution_id=grant.institution_id, code=heads[0]).first()
    return named.name if named else ""


def title_of(post: Appointment) -> str:
    """“Trưởng khoa” of “Khoa Cơ khí” is “Trưởng khoa Cơ khí”; a post that names its place already stands alone."""
    position, unit = post.position.name, post.unit
    if unit.is_institution or unit.kind == "leadership":
        return position
    first, _space, rest = unit.name.partition(" ")
    return f"{position} {rest}" if position.casefold().endswith(first.casefold()) else position


# ---- what may be lent ----


def own_grants(person: Any, institution_id: int) -> QuerySet[Grant]:
    """What the posts and charges of a person bring in an institution; nothing that was lent to them or given by hand."""
    rows = Grant.objects.filter(person=person, institution_id=institution_id, origin__isnull=True)
    rows = rows.filter(Q(appointment__isnull=False) | Q(charge__isnull=False))
    return rows.select_related("role", "unit", "person").order_by("pk")


def lendable(appointment: Appointment, unit: Unit) -> list[Grant]:
    """The grants that this post brings and that reach the unit."""
    rows = Grant.objects.filter(appointment=appointment).select_related("role", "unit", "person").order_by("pk")
    return [grant for grant in rows if unit.path.startswith(grant.unit.path)]
