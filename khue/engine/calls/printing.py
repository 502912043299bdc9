"""The notice on paper (NĐ 30/2020): what it rests on, what is asked, until when, who receives it, and its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from khue.engine.calls import hooks
from khue.engine.calls.models import Call
from khue.engine.records import documents
from khue.foundation.kernel import clock
from khue.people.access import queries as access
from khue.people.organisation.models import InstitutionProfile, Unit

_HEADING = re.compile(r"(\d{1,3})\.\s")
LONGEST_HEADING = 120
_KIND = "TB"


def notice(call: Call) -> documents.AdministrativeDocument:
    """The paper as it was announced: a later deadline or unit changes nothing on it. Ask for the right to see the call first."""
    kind = hooks.kind(call.kind)
    institution = call.institution
    profile = InstitutionProfile.objects.get(institution=institution)
    units = [one.unit for one in call.recipients.filter(joined_at=call.opened_at).select_related("unit")]
    units.sort(key=lambda unit: unit.path)
    return documents.AdministrativeDocument(
        letterhead=documents.Letterhead(issuer=institution.name.upper(), superior=profile.superior_name.upper()),
        number=call.number or f"/{_KIND}-{profile.symbol}",
        place=profile.place,
        on=call.issued_on if call.number else None,
        type_name="THÔNG BÁO",
        abstract=f"Về việc {_lower(call.title)}",
        legal_bases=(*kind.bases(call), f"Theo đề nghị của {call.focal_unit.name},"),
        body=tuple(_body(call)),
        signatures=_signature(call),
        recipients=documents.Recipients(
            ("Các đơn vị theo danh sách (để thực hiện)", f"{call.focal_unit.name} (để theo dõi)"),
            f"VT, {call.focal_unit.short_name or call.focal_unit.code}",
        ),
        annexes=tuple(_annexes(call, kind, units)),
        profile=profile.format_profile,
        prepared_at=call.opened_at,
    )


def _body(call: Call) -> Iterator[documents.Block]:
    yield documents.Paragraph(
        f"{call.institution.name} thông báo tới các đơn vị về việc {_lower(call.title)} (mẫu và danh sách kèm theo) như sau:"
    )
    last = 0
    for line in filter(None, map(str.strip, call.text.splitlines())):
        if _heads(line, last + 1):
            last += 1
            yield documents.Heading(line)
        else:
            yield documents.Paragraph(line)
    yield documents.Heading(f"{last + 1}. Thời gian")
    yield documents.Paragraph(f"Hoàn thành và công bố trước ngày {call.due_on:%d/%m/%Y}.")
    yield documents.Heading(f"{last + 2}. Đầu mối")
    yield documents.Paragraph(f"{call.focal_unit.name} là đầu mối tiếp nhận và theo dõi việc thực hiện của các đơn vị.")
    yield documents.Paragraph("Đề nghị lãnh đạo các đơn vị nghiêm túc thực hiện thông báo này./.")


def _heads(line: str, number: int) -> bool:
    """The title of the next section: a short line of that number. Numbered sentences inside a section end like sentences."""
    told = _HEADING.match(line)
    return told is not None and int(told[1]) == number and len(line) <= LONGEST_HEADING and line[-1] not in ".;,"


def _annexes(call: Call, kind: hooks.Kind, units: Sequence[Unit]) -> Iterator[documents.Annex]:
    issued_with = f"Kèm theo Thông báo số {call.number or '……'} {_in_full(call.issued_on)} của {call.institution.name}"
    if call.form_code:
        form = kind.template(call)
        yield documents.Annex(
            label="Phụ lục I",
            title=f"Mẫu {form.type_name.lower()} {_lower(form.abstract)} ({call.form_code})",
            issued_with=issued_with,
            body=form.body,
            orientation=form.orientation,
            boxes=form.boxes,
        )
    columns = (documents.Column("TT", 1, "center"), documents.Column("Đơn vị", 8), documents.Column("Ghi chú", 4))
    rows = tuple(documents.row(str(place), unit.name, "") for place, unit in enumerate(units, start=1))
    yield documents.Annex(
        label="Phụ lục II" if call.form_code else "Phụ lục",
        title="Danh sách đơn vị thực hiện",
        issued_with=issued_with,
        body=(documents.Table(columns, rows),),
    )


def _signature(call: Call) -> tuple[documents.Signature, ...]:
    """Who signs, in the capacity that was frozen; for calls older than that the head of the institution on the day of the notice."""
    signed = call.signed_as
    if signed:
        named = {"position": signed["position"], "capacity": signed["code"], "whom": signed["whom"]}
        return (documents.Signature(name=signed["name"], **named),)
    heads = access.holders(role="rector", unit=call.institution, on=call.issued_on)
    return (documents.Signature(position="HIỆU TRƯỞNG", name=heads[0].display_name if heads else ""),)


def _in_full(day: date) -> str:
    return (
        f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        if day.month < 3
        else (f"ngày {day.day:02d} tháng {day.month} năm {day.year}")
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def file_name(call: Call) -> str:
    """“Thông báo 412-TB-CĐKTKV 2026-2027”."""
    number = call.number.replace("/", "-") if call.number else clock.today(call.opened_at).isoformat()
    return f"Thông báo {number} {call.period.code}"
