"""The head of a paper: who issues it, the national motto, number, place and day, its name, whom it addresses, on what it stands."""

from __future__ import annotations

from collections.abc import Iterator

from khue.engine.records import documents
from khue.engine.records.printing.composition import type as typesetting
from khue.engine.records.printing.composition import wording
from khue.engine.records.printing.profiles import Profile
from khue.foundation.office import layout, metrics

_ROOM_MM = 3.0  # beside the motto, so that it never wraps
_AIR_PT = 3.0
_CENTRE = layout.Look(align="center", keep_next=True)


def letterhead(document: documents.AdministrativeDocument, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    """Two columns: issuer at the left, motto at the right; under them the number, and place with day."""
    right = max(metrics.width_mm(profile.motto_upper, profile.sizes.motto_upper, bold=True) + _ROOM_MM, width_mm * 0.56)
    left = width_mm - right
    rows = [
        (layout.GridCell(tuple(_issuer(document.letterhead, profile, left))), layout.GridCell(tuple(_motto(profile)))),
    ]
    number, day = tuple(_number(document, profile, left)), tuple(_day(document, profile))
    if number or day:
        rows.append((layout.GridCell(number), layout.GridCell(day)))
    yield layout.Grid(
        widths_mm=(left, right),
        rows=tuple(rows),
        ruled=False,
        together=True,
        keep_next=True,
        padding_mm=(0.6, 0),
        after_pt=10 if document.type_name else 0,
    )


def _issuer(said: documents.Letterhead, profile: Profile, width_mm: float) -> Iterator[layout.Line | layout.Rule]:
    if said.superior:
        look = _CENTRE.but(size_pt=profile.sizes.superior)
        yield typesetting.line(typesetting.balanced(said.superior, look, width_mm), look)
    look = _CENTRE.but(size_pt=profile.sizes.issuer, bold=True)
    issuer = typesetting.balanced(said.issuer, look, width_mm)
    yield typesetting.line(issuer, look)
    if profile.issuer_star:
        yield typesetting.line("*", look)
    if profile.issuer_rule:
        yield typesetting.rule_under(issuer, look, profile.issuer_rule, width_mm)


def _motto(profile: Profile) -> Iterator[layout.Line | layout.Rule]:
    upper = _CENTRE.but(size_pt=profile.sizes.motto_upper, bold=True)
    lower = _CENTRE.but(size_pt=profile.sizes.motto_lower, bold=True)
    yield typesetting.line(profile.motto_upper, upper)
    if profile.motto_lower:
        yield typesetting.line(profile.motto_lower, lower)
    ruled, look = (profile.motto_lower, lower) if profile.motto_lower else (profile.motto_upper, upper)
    if profile.motto_rule:
        yield typesetting.rule_under(ruled, look, profile.motto_rule, profile.width_mm)


def _number(
    document: documents.AdministrativeDocument, profile: Profile, width_mm: float
) -> Iterator[layout.Line | layout.Gap]:
    if document.number:
        yield layout.Gap(_AIR_PT)
        said = profile.number.format(number=wording.number(document.number))
        yield typesetting.line(said, _CENTRE.but(size_pt=profile.sizes.number))
    if not document.type_name and document.abstract:
        look = _CENTRE.but(size_pt=profile.sizes.abstract_of_letter)
        yield layout.Gap(_AIR_PT)
        yield typesetting.line(typesetting.balanced(f"V/v {document.abstract}", look, width_mm), look)


def _day(document: documents.AdministrativeDocument, profile: Profile) -> Iterator[layout.Line | layout.Gap]:
    if document.place or document.on:
        yield layout.Gap(_AIR_PT)
        said = wording.place_and_day(document.place, document.on)
        yield typesetting.line(said, _CENTRE.but(size_pt=profile.sizes.date, italic=True))


def title(document: documents.AdministrativeDocument, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    """The name of the kind of paper, its abstract over a rule, and what it was issued with."""
    if not document.type_name:
        return
    kind = _CENTRE.but(size_pt=profile.sizes.type, bold=True, heading=1)
    yield typesetting.line(document.type_name, kind)
    look = _CENTRE.but(size_pt=profile.sizes.abstract, bold=True)
    abstract = typesetting.balanced(document.abstract, look, width_mm * 0.94)
    if abstract:
        yield typesetting.line(abstract, look)
    if document.issued_with:
        yield _issued_with(document.issued_with, profile, width_mm)
    yield typesetting.rule_under(abstract or document.type_name, look, profile.abstract_rule, width_mm, after_pt=10)


def annex_title(annex: documents.Annex, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    """ "Phụ lục I", its name in capitals, "(Kèm theo Quyết định số …)"."""
    look = _CENTRE.but(size_pt=profile.sizes.annex, bold=True)
    if annex.label:
        yield typesetting.line(annex.label, look.but(heading=1))
    title = typesetting.balanced(annex.title.upper(), look, width_mm * 0.94)
    yield typesetting.line(title, look.but(heading=2 if annex.label else 1))
    if annex.issued_with:
        yield _issued_with(annex.issued_with, profile, width_mm)
    yield layout.Gap(10)


def _issued_with(said: str, profile: Profile, width_mm: float) -> layout.Line:
    look = _CENTRE.but(size_pt=profile.sizes.body, italic=True)
    return typesetting.line(typesetting.balanced(wording.in_brackets(said), look, width_mm * 0.94), look)


def addressees(document: documents.AdministrativeDocument, profile: Profile) -> Iterator[layout.Part]:
    """Kính gửi: one on the line itself, several one below the other."""
    look = layout.Look(size_pt=profile.sizes.addressee, before_pt=12, after_pt=profile.between_pt * 2)
    if len(document.addressees) == 1:
        yield typesetting.line(f"Kính gửi: {document.addressees[0].rstrip(' .;,')}.", look.but(align="center"))
    elif document.addressees:
        left = 2 * profile.first_line_mm
        yield typesetting.line("Kính gửi:", look.but(left_mm=left, after_pt=2, keep_next=True))
        lines = wording.closed(document.addressees)
        for number, said in enumerate(lines, 1):
            after = profile.between_pt * 2 if number == len(lines) else 2
            inner = look.but(left_mm=left + 2 * profile.first_line_mm, before_pt=0, after_pt=after)
            yield typesetting.hanging(documents.Item(said, "-"), inner)


def authority(document: documents.AdministrativeDocument, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    """Who decides: in capitals, in the middle, above the bases."""
    if document.authority:
        look = _CENTRE.but(size_pt=profile.sizes.abstract, bold=True, after_pt=profile.between_pt * 2)
        yield typesetting.line(typesetting.balanced(document.authority, look, width_mm * 0.94), look)


def legal_bases(document: documents.AdministrativeDocument, profile: Profile) -> Iterator[layout.Part]:
    """Căn cứ: one paragraph each, closed by semicolons and a full stop."""
    look = layout.Look(
        size_pt=profile.sizes.body,
        italic=profile.bases_italic,
        align="justify",
        first_mm=profile.first_line_mm,
        after_pt=profile.between_pt,
        spacing=profile.spacing,
    )
    for said in wording.closed(document.legal_bases):
        yield typesetting.line(said, look)


def form_marks(form: documents.FormMark | None) -> tuple[str, str]:
    """What stands in the top margin of a form: on its first page all of it, on the others enough to tell a loose sheet."""
    if form is None:
        return "", ""
    later = [form.code] + ([f"Lần ban hành: {form.issue_number}"] if form.issue_number else [])
    day = [f"Ngày hiệu lực: {wording.short_day(form.effective_on)}"] if form.effective_on else []
    return " | ".join(later + day), " | ".join(later)
