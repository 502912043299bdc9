"""Numbers of outgoing papers: one series for each institution, year and kind, from 01 on 1 January, without gaps or collisions.

Source: Decree 30/2020/NĐ-CP, article 15 and appendix I, part 3. The row of the series is locked while a number is given, and
the number lives and dies with the transaction that asked for it: what is rolled back leaves no gap. The unique constraint on
(institution, year, kind, number) is the second lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khue.engine.papers import queries, rules, terms
from khue.engine.papers.models import NumberSeries, Paper
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.foundation.ui import wording
from khue.people.accounts.models import Person
from khue.people.organisation.models import InstitutionProfile, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the line of the register says. `content_kind` and `content` are empty for a paper that Khuê does not compose."""

    abstract: str
    unit: Unit
    signer: Person | None = None
    signer_name: str = ""
    signed_as: Mapping[str, Any] = field(default_factory=dict)
    content_kind: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def give(*, institution: Unit, kind: str, issued_on: date | None, about: About, by: Any, at: datetime) -> Paper:
    """The next number of the year of that day, at once in the register. Who may is asked by the app whose paper it is.

    Raises `Invalid` for a day that has not come or lies before the number given last.
    """
    trail.take_turn(institution.pk)
    day = rules.check_day(issued_on, clock.today(at))
    series = _locked(institution, day.year, kind)
    rules.check_in_order(day, queries.last_given(institution.pk, day.year, kind))
    series.last += 1
    series.save(update_fields=["last"])
    symbol = InstitutionProfile.objects.get(institution=institution).symbol
    sign = f"{kind}-{symbol}" if kind != terms.LETTER else symbol
    paper = _new(institution, kind, day, about, by, at, number=series.last, source=terms.GIVEN)
    paper.code = f"{series.last:02d}/{sign}"
    paper.save(force_insert=True)
    _record(paper, "papers.paper.numbered", by, at)
    return paper


@transaction.atomic
def enter(
    *, institution: Unit, kind: str, number: str, issued_on: date | None, about: About, by: Any, at: datetime
) -> Paper:
    """A number that was given elsewhere, with its day. The series goes on after the highest one (docs/adr).

    Raises `Invalid` at `number` when it is not one, is of another kind, or is taken.
    """
    trail.take_turn(institution.pk)
    day = rules.check_day(issued_on, clock.today(at))
    written = rules.read_number(number, kind)
    value, suffix = _split(written.number)
    series = _locked(institution, day.year, kind)
    taken = Paper.objects.filter(institution=institution, year=day.year, kind=kind, number=value, suffix=suffix).first()
    if taken is not None:
        rules.refuse("number", _said_taken(taken))
    if value > series.last:
        series.last = value
        series.save(update_fields=["last"])
    paper = _new(institution, kind, day, about, by, at, number=value, source=terms.ENTERED)
    paper.suffix, paper.code = suffix, str(written)
    paper.save(force_insert=True)
    _record(paper, "papers.paper.entered", by, at)
    return paper


def enter_by_hand(
    *, institution: Unit, kind: str, number: str, issued_on: date | None, about: About, by: Any, at: datetime
) -> Paper:
    """The same at the register's own screen: by whoever keeps it. An empty number takes the next one."""
    rules.check_keep(by, institution)
    if not text.squash(about.abstract):
        rules.refuse("abstract", _("Ghi trích yếu của văn bản."))
    if not number.strip():
        return give(institution=institution, kind=kind, issued_on=issued_on, about=about, by=by, at=at)
    return enter(institution=institution, kind=kind, number=number, issued_on=issued_on, about=about, by=by, at=at)


def _locked(institution: Unit, year: int, kind: str) -> NumberSeries:
    """The row of the series, locked until the transaction ends; made when the year begins."""
    rows = NumberSeries.objects.select_for_update()
    found = rows.filter(institution=institution, year=year, kind=kind).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            NumberSeries.objects.create(institution=institution, year=year, kind=kind)
    except IntegrityError:
        pass  # somebody began the year in the same moment: theirs is the row
    return rows.get(institution=institution, year=year, kind=kind)


def _split(number: str) -> tuple[int, str]:
    """“31a” → 31, "a"."""
    return (int(number[:-1]), number[-1].lower()) if number[-1].isalpha() else (int(number), "")


def _new(
    institution: Unit, kind: str, day: date, about: About, by: Any, at: datetime, *, number: int, source: str
) -> Paper:
    if kind not in terms.KIND_NAMES:
        raise errors.Invalid("paper.kind", _("Chọn loại văn bản có trong danh sách."), {"kind": [kind]})
    name = about.signer.display_name if about.signer is not None and not about.signer_name else about.signer_name
    return Paper(
        institution=institution, kind=kind, year=day.year, number=number, issued_on=day, source=source,
        abstract=text.squash(about.abstract)[:500], unit=about.unit, signer=about.signer, signer_name=name[:120],
        signed_as=dict(about.signed_as), content_kind=about.content_kind, content=dict(about.content),
        registered_at=at, registered_by=by,
    )  # fmt: skip


def _said_taken(taken: Paper) -> str:
    return _("Số %(code)s đã dùng cho %(kind)s ngày %(day)s (%(title)s). Hãy xem lại số hoặc ngày.") % {
        "code": taken.code, "kind": str(taken.get_kind_display()).lower(), "day": wording.day(taken.issued_on), "title": taken.abstract
    }  # fmt: skip


def _record(paper: Paper, verb: str, by: Any, at: datetime) -> None:
    data = {"code": paper.code, "issued_on": paper.issued_on, "abstract": paper.abstract, "signer": paper.signer_name}
    trail.record(institution=paper.institution_id, verb=verb, by=by, at=at, thing=paper, data=data)
