"""The end of a paper: who signed, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator

from khue.engine.records import documents
from khue.engine.records.printing.composition import type as typesetting
from khue.engine.records.printing.composition import wording
from khue.engine.records.printing.profiles import Profile
from khue.foundation.office import layout

_SIGNATURE_PT = 68.0  # room for a signature and a stamp
_BOX_PT = 52.0
_MARGIN_MM = 4.0
_CENTRE = layout.Look(align="center", keep_next=True)


def closing(document: documents.AdministrativeDocument, profile: Profile, width_mm: float) -> Iterator[layout.Part]:
    """The three boxes, then recipients at the left of the signature; several signers stand side by side above them."""
    recipients = tuple(_recipients(document.recipients, profile))
    yield from boxes(document.boxes, profile, width_mm, keep_next=bool(recipients))
    if len(document.signatures) == 1:
        widths = (width_mm * 0.48, width_mm * 0.52)
        signer = layout.GridCell(tuple(_signature(document.signatures[0], profile, widths[1])))
        yield _side_by_side((layout.GridCell(recipients), signer), widths)
        return
    if document.signatures:
        width = width_mm / len(document.signatures)
        signers = tuple(layout.GridCell(tuple(_signature(one, profile, width))) for one in document.signatures)
        yield _side_by_side(signers, (width,) * len(signers))
    yield from recipients


def _side_by_side(cells: tuple[layout.GridCell, ...], widths_mm: tuple[float, ...]) -> layout.Grid:
    # The first row is air: space above a table is lost at the top of a page in one printer and kept in the other.
    air = layout.GridCell((layout.Gap(8),), colspan=len(cells))
    return layout.Grid(widths_mm=widths_mm, rows=((air,), cells), ruled=False, together=True, padding_mm=(0, 0))


def _signature(signature: documents.Signature, profile: Profile, width_mm: float) -> Iterator[layout.Line | layout.Gap]:
    look = _CENTRE.but(size_pt=profile.sizes.capacity, bold=True)
    for said in signature.titles:
        yield typesetting.line(typesetting.balanced(said, look, width_mm - _MARGIN_MM), look)
    yield layout.Gap(_SIGNATURE_PT)
    yield typesetting.line(signature.name, look.but(size_pt=profile.sizes.signer))


def _recipients(recipients: documents.Recipients | None, profile: Profile) -> Iterator[layout.Line]:
    if recipients is None:
        return
    heading = layout.Look(size_pt=profile.sizes.recipients_heading, bold=True, italic=True, keep_next=True)
    yield typesetting.line("Nơi nhận:", heading)
    look = layout.Look(size_pt=profile.sizes.recipients, keep_next=True)
    archive = [f"Lưu: {recipients.archive.removeprefix('Lưu:').strip()}"] if recipients.archive else []
    for said in wording.closed((*recipients.lines, *archive)):
        yield typesetting.hanging(documents.Item(said, "-"), look)


def boxes(
    said: tuple[documents.SignatureBox, ...], profile: Profile, width_mm: float, *, keep_next: bool = False
) -> Iterator[layout.Part]:
    """The boxes of the one who wrote, the one who looked it over, the one who approved (seed 000)."""
    if not said:
        return
    yield layout.Gap(6)
    yield layout.Grid(
        widths_mm=(width_mm / len(said),) * len(said),
        rows=(
            tuple(layout.GridCell(tuple(_box_title(box, profile))) for box in said),
            tuple(layout.GridCell(tuple(_box_room(box, profile))) for box in said),
        ),
        together=True,
        keep_next=keep_next,
        after_pt=6,
    )


def _box_title(box: documents.SignatureBox, profile: Profile) -> Iterator[layout.Line]:
    look = _CENTRE.but(size_pt=profile.sizes.table)
    yield typesetting.line(box.title.upper(), look.but(bold=True))
    if box.position:
        yield typesetting.line(box.position, look)


def _box_room(box: documents.SignatureBox, profile: Profile) -> Iterator[layout.Line | layout.Gap]:
    look = _CENTRE.but(size_pt=profile.sizes.recipients)
    yield typesetting.line(box.note or "(Ký, ghi rõ họ tên)", look.but(italic=True))
    yield layout.Gap(_BOX_PT)
    yield typesetting.line(box.name, look.but(size_pt=profile.sizes.signer, bold=True))
    yield typesetting.line(wording.day(box.on).capitalize(), look.but(italic=True))
