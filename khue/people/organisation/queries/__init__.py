"""Finding units, people, posts, periods and working days. Everything is asked for a day, because all of it changes in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from rapidfuzz import fuzz

from khue.foundation.kernel import calendars, text
from khue.people.accounts.models import Person, on_day
from khue.people.organisation import models, terms
from khue.people.organisation.models import Appointment, CalendarDay, Charge, Period, Unit

# ---- units ----


def units_of(institution: Unit, on: date) -> QuerySet[Unit]:
    """The units that exist on a day, in the order of the tree's paths (parents before children), the institution first."""
    return Unit.objects.filter(on_day("", on), institution=institution).order_by("path")


def children(unit: Unit, on: date) -> list[Unit]:
    """The units right below, on a day."""
    return list(Unit.objects.filter(on_day("", on), parent=unit).order_by("order", "code"))


@dataclass(frozen=True)
class Branch:
    """A unit in the tree with its depth (0: the top) and the branches below it."""

    unit: Unit
    depth: int
    branches: tuple[Branch, ...]

    def flat(self) -> Iterable[Branch]:
        yield self
        for branch in self.branches:
            yield from branch.flat()


def tree(institution: Unit, on: date, *, closed: bool = False) -> Branch:
    """The whole institution on a day as a tree, brothers in their order (then by name). One statement."""
    rows = Unit.objects.filter(institution=institution) if closed else units_of(institution, on)
    below: dict[int | None, list[Unit]] = {}
    top = institution
    for unit in rows:
        if unit.pk == institution.pk:
            top = unit
        else:
            below.setdefault(unit.parent_id, []).append(unit)
    return _branch(top, below, 0)


def _branch(unit: Unit, below: dict[int | None, list[Unit]], depth: int) -> Branch:
    ordered = sorted(below.get(unit.pk, ()), key=lambda one: (one.order, text.sort_key(one.name)))
    return Branch(unit, depth, tuple(_branch(child, below, depth + 1) for child in ordered))


def name_on(unit: Unit, day: date) -> str:
    """What the unit was called on a day; before its first name, the first; printed papers of an old year keep the old name."""
    names = sorted(unit.names.all(), key=lambda name: name.valid_from)
    held = [name for name in names if name.valid_from <= day]
    return (held[-1] if held else names[0]).name if names else unit.name


# ---- people and posts ----


def people_of(unit: Unit, on: date) -> list[Person]:
    """Everybody who holds a post in that very unit on a day, in the order of Vietnamese names."""
    posts = posts_in(unit, on)
    people = {post.person_id: post.person for post in posts}
    return sorted(people.values(), key=lambda person: person.name_key)


def posts_in(unit: Unit, on: date) -> list[Appointment]:
    """The posts held in a unit on a day, by rank, then by name."""
    rows = Appointment.objects.filter(on_day("", on), unit=unit).select_related("person", "position")
    return list(rows.order_by("position__order", "person__name_key"))


def posts_on(institution: Unit, on: date) -> QuerySet[Appointment]:
    """Every post held in the institution on a day, by unit, then by rank."""
    rows = Appointment.objects.filter(on_day("", on), institution=institution)
    rows = rows.select_related("person", "position", "unit")
    return rows.order_by("unit__path", "position__order", "person__name_key")


def open_posts(person: Person, on: date, *, institution: int | None = None) -> list[Appointment]:
    """The posts a person holds on a day, the main one first."""
    rows = Appointment.objects.filter(on_day("", on), person=person).select_related("position", "unit")
    if institution is not None:
        rows = rows.filter(institution_id=institution)
    return list(rows.order_by("-is_main", "position__order", "valid_from"))


def home_units(person: Person, on: date) -> list[Unit]:
    """Where a person serves on a day or will; when nowhere any more, where they served last. One statement."""
    posts = list(Appointment.objects.filter(person=person).select_related("unit"))
    chosen = [post for post in posts if post.valid_to is None or post.valid_to >= on]
    if posts and not chosen:
        latest = max(post.valid_to for post in posts if post.valid_to is not None)
        chosen = [post for post in posts if post.valid_to == latest]
    return list({post.unit_id: post.unit for post in chosen}.values())


def charge_over(unit: Unit, on: date) -> Charge | None:
    """Who is in charge of that very unit on a day."""
    return Charge.objects.filter(on_day("", on), unit=unit).select_related("person").first()


def staff(institution: Unit, on: date, *, gone: bool = False, unit: str = "") -> QuerySet[Person]:
    """Everybody with a post in the institution on a day (`gone`: who had one before and has none now), by Vietnamese name.

    `unit` (a public id) keeps those of that very unit.
    """
    posts = Appointment.objects.filter(institution=institution)
    if unit:
        posts = posts.filter(unit__public_id=unit)
    now, ever = posts.filter(on_day("", on)).values("person"), posts.values("person")
    rows = Person.objects.filter(pk__in=ever).exclude(pk__in=now) if gone else Person.objects.filter(pk__in=now)
    return rows.order_by("name_key", "pk")


def with_posts(people: QuerySet[Person], institution: Unit, on: date) -> QuerySet[Person]:
    """The people with `held`: their posts in the institution on the day. One more statement for the whole page."""
    posts = Appointment.objects.filter(on_day("", on), institution=institution).select_related("position", "unit")
    return people.prefetch_related(
        Prefetch("appointments", queryset=posts.order_by("-is_main", "position__order"), to_attr="held")
    )


def search(people: QuerySet[Person], written: str) -> QuerySet[Person]:
    """Every folded word of what was typed begins a word of the name, the address or the staff code."""
    for word in text.fold(text.nfc(written)).split():
        people = people.filter(Q(search_key__startswith=word) | Q(search_key__contains=f" {word}"))
    return people


def find_person(institution: Unit, written: str, *, on: date | None = None, limit: int = 10) -> list[Person]:
    """People of the institution whom a written name may mean, best first: “nguyen van a” finds “Nguyễn Văn Á”, also decomposed.

    Titles before the name (ThS., TS., Thầy) are passed over. A name that agrees letter by letter comes before one that only folds alike.
    """
    posts = Appointment.objects.filter(institution=institution)
    people = Person.objects.filter(pk__in=(posts.filter(on_day("", on)) if on else posts).values("person"))
    for wanted in (text.squash(written), _without_titles(written)):
        if wanted and (found := list(search(people, wanted))):
            return sorted(found, key=lambda one: (*_unlike(one.full_name, wanted), one.name_key))[:limit]
    return []


def _unlike(name: str, wanted: str) -> tuple[bool, bool]:
    return name.casefold() != wanted.casefold(), text.fold(name) != text.fold(wanted)


_TITLES = frozenset(["ths", "ts", "gs", "pgs", "cn", "ks", "bs", "thay", "co", "ong", "ba", "dc"])


def _without_titles(written: str) -> str:
    words = text.squash(written).replace(".", ". ").split()
    while words and text.fold(words[0]).rstrip(".") in _TITLES:
        words.pop(0)
    return " ".join(words)


# ---- finding a unit as people write it ----


@dataclass(frozen=True)
class UnitMatch:
    """A unit that a text may mean. `score` 100: a name, code, short form or alias; less: only like one of them."""

    unit: Unit
    score: float

    @property
    def sure(self) -> bool:
        return self.score >= 100


_SHORT = {
    "p": "phong",
    "k": "khoa",
    "tt": "trung tam",
    "bm": "bo mon",
    "bgh": "ban giam hieu",
    "hd": "hoi dong",
    "cd": "cong doan",
    "dtn": "doan thanh nien",
}
LEAST_LIKE = 80.0


def find_unit(institution: Unit, written: str, *, on: date | None = None, limit: int = 5) -> list[UnitMatch]:
    """Units that a written name may mean, best first: “P.ĐT”, “Phòng Đào tạo”, “TT KT&ĐBCL”, an alias, a slip of the pen."""
    rows = Unit.objects.filter(institution=institution)
    return match_units(rows.filter(on_day("", on)) if on else rows, written, limit=limit)


def match_units(units: Iterable[Unit], written: str, *, limit: int = 5) -> list[UnitMatch]:
    """The same among units already fetched."""
    wanted = _key(written)
    if not wanted:
        return []
    matches = [UnitMatch(unit, _score(unit, wanted)) for unit in units]
    good = [match for match in matches if match.score >= LEAST_LIKE]
    return sorted(good, key=lambda match: (-match.score, match.unit.valid_to is not None, match.unit.path))[:limit]


def _key(written: str) -> str:
    """Folded words without signs, short forms at the beginning written out: “P.ĐT” → “phong dt”."""
    words = text.words(written)
    if words and words[0] in _SHORT and (len(words) > 1 or words[0] == "bgh"):
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def _score(unit: Unit, wanted: str) -> float:
    keys = {_key(form) for form in (unit.name, unit.short_name, unit.code, *unit.aliases) if form}
    if wanted in keys or wanted in {_initialled(unit.name), _initials(unit.name)}:
        return 100.0
    return min(99.0, max((fuzz.token_sort_ratio(wanted, key) for key in keys), default=0.0))


_KINDS = ("trung tam", "phong", "khoa", "ban", "bo mon", "to")


def _initialled(name: str) -> str:
    """“Phòng Đào tạo” → “phong dt”: the kind of unit and the first letters of the rest."""
    key = _key(name)
    kind = next((kind for kind in _KINDS if key.startswith(kind + " ")), "")
    rest = key[len(kind) :].split()
    return f"{kind} {''.join(word[0] for word in rest)}".strip() if kind and len(rest) > 1 else key


def _initials(name: str) -> str:
    """“Ban Giám hiệu” → “bgh”."""
    return "".join(word[0] for word in _key(name).split())


# ---- time ----


def periods(institution: Unit) -> list[Period]:
    """The newest first."""
    return list(Period.objects.filter(institution=institution).order_by("-starts_on", "kind"))


def current_period(institution: Unit, on: date, *, kind: str = "school_year") -> Period | None:
    """The period that holds the day; between two, the one that begins next, else the last one."""
    rows = Period.objects.filter(institution=institution, kind=kind)
    return (
        rows.filter(starts_on__lte=on, ends_on__gte=on).first()
        or rows.filter(starts_on__gt=on).order_by("starts_on").first()
        or rows.order_by("-ends_on").first()
    )


def overlapping(institution: Unit, kind: str, starts_on: date, ends_on: date) -> Period | None:
    rows = Period.objects.filter(institution=institution, kind=kind, starts_on__lte=ends_on, ends_on__gte=starts_on)
    return rows.first()


def calendar_for(institution: Unit | int) -> calendars.Calendar:
    """Working days of an institution: the nationwide days, its own winning over them. One statement."""
    key = institution if isinstance(institution, int) else institution.pk
    rows = CalendarDay.objects.filter(Q(institution__isnull=True) | Q(institution_id=key))
    days = dict[date, bool]()
    for day, is_working, _own in sorted(
        rows.values_list("day", "is_working", "institution_id"), key=lambda row: row[2] is not None
    ):
        days[day] = is_working
    return calendars.Calendar(
        holidays=frozenset(day for day, is_working in days.items() if not is_working),
        working_days=frozenset(day for day, is_working in days.items() if is_working),
    )


def calendar_days(institution: Unit, year: int) -> QuerySet[CalendarDay]:
    """The days of a calendar year that differ from the week, nationwide and own."""
    rows = CalendarDay.objects.filter(Q(institution__isnull=True) | Q(institution=institution), day__year=year)
    return rows.order_by("day", "institution")


# ---- one by one, as addresses name them ----


def unit_by(public_id: str) -> Unit | None:
    rows = Unit.objects.filter(public_id=public_id).select_related("institution", "parent")
    return rows.first()


def history_of(unit: Unit) -> dict[str, Any]:
    """Names over time, what it came from, what it became, who was in charge. Three statements."""
    successions = models.UnitSuccession.objects.filter(Q(predecessor=unit) | Q(successor=unit))
    charges = Charge.objects.filter(unit=unit).select_related("person")
    return {
        "names": list(unit.names.order_by("-valid_from")),
        "successions": list(successions.select_related("predecessor", "successor").order_by("effective_on", "pk")),
        "charges": list(charges.order_by("-valid_from")),
    }


def person_in(institutions: Iterable[Unit], public_id: str) -> Person | None:
    """A person who holds or held a post in one of the institutions."""
    here = Appointment.objects.filter(institution__in=list(institutions)).values("person")
    return Person.objects.filter(public_id=public_id, pk__in=here).first()


@dataclass(frozen=True)
class Tally:
    """What the tree shows of a unit: how many people, and who leads it."""

    people: int = 0
    leaders: tuple[Person, ...] = ()


def tally(institution: Unit, on: date) -> dict[int, Tally]:
    """People and leaders by unit on a day. One statement."""
    rows = Appointment.objects.filter(on_day("", on), institution=institution).select_related("person", "position")
    people: dict[int, set[int]] = {}
    leaders: dict[int, list[Person]] = {}
    for post in rows.order_by("position__order", "person__name_key"):
        people.setdefault(post.unit_id, set()).add(post.person_id)
        if post.position.role in terms.TOP_ROLES:
            leaders.setdefault(post.unit_id, []).append(post.person)
    return {unit: Tally(len(ids), tuple(leaders.get(unit, ()))) for unit, ids in people.items()}


def institutions_below(authority: Unit, on: date) -> list[Unit]:
    """The schools that hang below a Sở on a day."""
    rows = Unit.objects.filter(models.below("", authority.path), on_day("", on), is_institution=True)
    return sorted(rows.exclude(pk=authority.pk), key=lambda one: (one.order, text.sort_key(one.name)))


def posts_of(person: Person, institutions: Iterable[Unit]) -> list[Appointment]:
    """Every post of a person in these institutions, newest first."""
    rows = Appointment.objects.filter(person=person, institution__in=list(institutions))
    return list(rows.select_related("position", "unit").order_by("-valid_from", "-pk"))


def charges_of(person: Person, institutions: Iterable[Unit]) -> list[Charge]:
    rows = Charge.objects.filter(person=person, institution__in=list(institutions))
    return list(rows.select_related("unit").order_by("-valid_from", "-pk"))


def positions(institution: Unit) -> QuerySet[models.Position]:
    return models.Position.objects.filter(institution=institution).order_by("order", "name")


def appointment_by(public_id: str) -> Appointment | None:
    return Appointment.objects.filter(public_id=public_id).select_related("unit", "person", "position").first()


def charge_by(key: int) -> Charge | None:
    return Charge.objects.filter(pk=key).select_related("unit", "person").first()


def own_day(institution: Unit, key: int) -> CalendarDay | None:
    """One of the institution's own days in the calendar."""
    return CalendarDay.objects.filter(institution=institution, pk=key).select_related("institution").first()
