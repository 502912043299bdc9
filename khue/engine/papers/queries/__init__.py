"""The register, the papers a person may read, and who has confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from khue.engine.papers import rules, terms
from khue.engine.papers.models import (
    IN_USE,
    Kept,
    MarkImage,
    NumberSeries,
    Paper,
    PaperFile,
    PaperSignature,
    PaperSubject,
    Recipient,
    RegisteredCertificate,
    RevocationList,
    SigningPolicy,
    TrustedAuthority,
)
from khue.foundation.kernel import errors, text
from khue.people.access import queries as access
from khue.people.access.models import Grant
from khue.people.accounts.models import Person, on_day
from khue.people.organisation.models import Unit

Thing = TypeVar("Thing", bound=Kept)
READ, REGISTER = "papers.read_paper", "papers.view_register"


def registered_for(person: Any) -> QuerySet[Paper]:
    """The whole register, for whoever may look into it."""
    return Paper.objects.filter(access.within(person, REGISTER, unit="institution", institution="institution"))


def sent_to(person: Any) -> QuerySet[Recipient]:
    """Where a person received: in the units whose papers they read, or by name as long as they work in the institution."""
    units = access.within(person, READ)
    own = Q(person_id=person.pk, institution_id__in=access.institutions_of(person))
    return Recipient.objects.filter(units | own)


def visible_to(person: Any) -> QuerySet[Paper]:
    """Papers of the register one may look into, those one signed, and those that came to one's unit or to oneself."""
    register = access.within(person, REGISTER, unit="institution", institution="institution")
    signed = Q(signer_id=person.pk, institution_id__in=access.institutions_of(person))
    return Paper.objects.filter(register | signed | Q(Exists(sent_to(person).filter(paper=OuterRef("pk")))))


def counted(rows: QuerySet[Paper]) -> QuerySet[Paper]:
    """With who received and how many have confirmed, for lists."""
    inside = Recipient.objects.filter(paper=OuterRef("pk")).exclude(kind=terms.OUTSIDE).order_by().values("paper")
    done = inside.filter(acknowledged_at__isnull=False)
    said = Recipient.objects.filter(paper=OuterRef("pk")).order_by("order", "pk").values("name")[:1]
    every = Recipient.objects.filter(paper=OuterRef("pk")).order_by().values("paper")
    return rows.select_related("unit").defer("content").annotate(
        expected=_n(inside), confirmed=_n(done), received=_n(every), first_recipient=Subquery(said),
        has_file=Exists(PaperFile.objects.filter(paper=OuterRef("pk"))),
    )  # fmt: skip


def _n(rows: Any) -> Any:
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def search(rows: QuerySet[Paper], words: str) -> QuerySet[Paper]:
    """Those whose number, abstract or signer has every word, marks and case apart."""
    for word in text.words(words):
        rows = rows.filter(search_key__contains=word)
    return rows


def paper_for(person: Any, public_id: str) -> Paper:
    """One paper. Raises `NotFound` for who may not know of it."""
    rows = visible_to(person).select_related("institution", "unit", "signer", "replaced_by", "registered_by")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise errors.NotFound("no_paper", _("Không có văn bản này, hoặc thầy, cô không được xem."))
    return found


def recipients_of(paper: Paper) -> list[Recipient]:
    rows = paper.recipients.select_related("unit", "person", "acknowledged_by").order_by("order", "pk")
    return list(rows)


def waiting_for(person: Any) -> list[Recipient]:
    """Papers in force that the person has yet to confirm. One statement, none for whoever confirms nothing."""
    permission = "papers.acknowledge_paper"
    from_units = access.within(person, permission)
    own = Q(person_id=person.pk, institution_id__in=access.institutions_of(person))
    rows = Recipient.objects.filter(from_units | own, acknowledged_at__isnull=True, paper__state=terms.IN_FORCE)
    rows = rows.select_related("paper", "unit").defer("paper__content").order_by("paper__issued_on", "pk")
    return list(rows[:20])


def files_of(paper: Paper) -> list[PaperFile]:
    """The newest form of every file, in the order of the bundle."""
    rows = paper.files.filter(continued_by__isnull=True).order_by("part", "order", "format")
    return sorted(rows, key=lambda one: (one.part != terms.MAIN, one.order, one.format != terms.PDF))


def file_for(paper: Paper, public_id: str) -> PaperFile:
    """One file of a paper that was asked for already. Raises `NotFound`."""
    found = paper.files.filter(public_id=public_id).first()
    if found is None:
        raise errors.NotFound("no_file", _("Văn bản không có tệp này."))
    return found


def main_pdf(paper: Paper) -> PaperFile | None:
    """The paper itself as PDF, with the signatures it has so far."""
    rows = paper.files.filter(part=terms.MAIN, format=terms.PDF, continued_by__isnull=True)
    return rows.order_by("order").first()


def signatures_of(paper: Paper) -> list[PaperSignature]:
    """In the order in which they were made."""
    return list(paper.signatures.select_related("by", "file").order_by("order"))


def signatures_in(file: PaperFile) -> int:
    """How many signatures a file of the chain has: its own and those it continues. Not those made since."""
    order = PaperSignature.objects.filter(file=file).values_list("order", flat=True).first()
    return 0 if order is None else order + 1


def signed_in(paper: Paper) -> list[str]:
    """The capacities in which the paper is signed."""
    return list(paper.signatures.values_list("capacity", flat=True))


def in_use(kind: type[Thing], institution_id: int) -> QuerySet[Thing]:
    """What the institution keeps of that kind and has not taken out."""
    return kind._default_manager.filter(IN_USE, institution_id=institution_id)


def trusted(institution_id: int) -> QuerySet[TrustedAuthority]:
    """Authorities on which signatures of the institution may rest, by name."""
    return in_use(TrustedAuthority, institution_id).order_by("name", "pk")


def marks(institution_id: int, kind: str, person: Any) -> QuerySet[MarkImage]:
    """The image in use: the agency's seal, or the person's signature."""
    rows = in_use(MarkImage, institution_id)
    return rows.filter(person__isnull=True) if kind == terms.SEAL else rows.filter(person_id=person.pk)


def policy_of(institution_id: int) -> SigningPolicy | None:
    """What else the institution asks of signatures; None as long as nobody said anything: nothing."""
    return SigningPolicy.objects.filter(institution_id=institution_id).first()


def revocation_lists(institution_id: int) -> QuerySet[RevocationList]:
    """Lists of revoked certificates in use, by authority."""
    return in_use(RevocationList, institution_id).order_by("issuer", "pk")


def registered_certificates(institution_id: int) -> QuerySet[RegisteredCertificate]:
    """Certificates that are known as somebody's, by holder."""
    rows = in_use(RegisteredCertificate, institution_id)
    return rows.select_related("person").order_by("holder", "pk")


def certificate_of(institution_id: int, issuer: str, serial: str) -> RegisteredCertificate | None:
    """Whose certificate that is, when it was registered."""
    return registered_certificates(institution_id).filter(issuer=issuer[:200], serial=serial[:80]).first()


def subjects_of(paper: Paper) -> list[PaperSubject]:
    return list(paper.subjects.select_related("unit", "replaced_by").order_by("order", "pk"))


def issued_by(subject_type: str, ids: Iterable[int]) -> dict[int, Paper]:
    """By which paper each thing was issued. One statement."""
    rows = PaperSubject.objects.filter(subject_type=subject_type, subject_id__in=list(ids)).select_related("paper")
    return {one.subject_id: one.paper for one in rows}


# ---- numbers ----


def last_given(institution_id: int, year: int, kind: str) -> Paper | None:
    """The paper whose number Khuê gave last in that series."""
    rows = Paper.objects.filter(institution_id=institution_id, year=year, kind=kind, source=terms.GIVEN)
    return rows.order_by("-number").first()


def next_number(institution_id: int, year: int, kind: str) -> int:
    """What the next number would be, for the screens; giving it asks again under the lock."""
    found = NumberSeries.objects.filter(institution_id=institution_id, year=year, kind=kind).first()
    return (found.last if found else 0) + 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that no line of the register has."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first:02d}" if self.first == self.last else f"{self.first:02d}–{self.last:02d}"


def years_and_gaps(rows: QuerySet[Paper], year: int, kind: str) -> tuple[list[int], list[Gap]]:
    """Years of which there are papers, the newest first; and the numbers of one series between 1 and the last that are not in the
    register: given elsewhere and not entered yet. One statement for both."""
    of_years = rows.order_by().annotate(what=Value(0)).values_list("what", "year").distinct()
    numbers = (
        rows.filter(year=year, kind=kind).order_by().annotate(what=Value(1)).values_list("what", "number").distinct()
    )
    found = list(of_years.union(numbers, all=True))
    years = sorted((value for what, value in found if what == 0), reverse=True)
    return years, gaps_between(sorted(value for what, value in found if what == 1))


def gaps_between(numbers: Sequence[int]) -> list[Gap]:
    """The holes in a rising row of numbers that should begin at 1."""
    found, expected = [], 1
    for number in numbers:
        if number > expected:
            found.append(Gap(expected, number - 1))
        expected = number + 1
    return found


def entered_elsewhere(institution: Unit, kind: str, written: str, issued_on: date | None) -> Paper | None:
    """The paper of that number and day that was given elsewhere and is in force."""
    try:
        number = str(rules.read_number(written, kind))
    except errors.Invalid:
        return None
    if issued_on is None:
        return None
    rows = Paper.objects.filter(institution=institution, kind=kind, issued_on=issued_on, state=terms.IN_FORCE)
    return rows.filter(source=terms.ENTERED, code=number).select_related("institution").first()


# ---- people ----


def heads_of(units: Iterable[Unit], on: date) -> dict[int, list[Person]]:
    """Who confirms for each unit: people whose post brings that right in the very unit. One statement."""
    wanted = [unit.pk for unit in units]
    grants = Grant.objects.filter(on_day("", on), unit__in=wanted, person__is_active=True).select_related(
        "role", "person"
    )
    found: dict[int, dict[int, Person]] = {}
    for grant in grants:
        allowed = set(grant.role.permissions) | set(grant.role.own_permissions)
        if "papers.acknowledge_paper" in allowed and (grant.only is None or "papers.acknowledge_paper" in grant.only):
            found.setdefault(grant.unit_id, {})[grant.person_id] = grant.person
    return {unit: sorted(people.values(), key=lambda one: one.name_key) for unit, people in found.items()}
