"""From what a paper says to where it stands: head, body and closing of an administrative document as plain parts."""

from __future__ import annotations

import dataclasses

from khue.engine.records import documents
from khue.engine.records.printing.composition import body, closing, head
from khue.engine.records.printing.profiles import Profile
from khue.foundation.office import layout


def compose(document: documents.AdministrativeDocument, profile: Profile) -> layout.Layout:
    """The whole paper: the main sheet, then a sheet for each annex, which counts its own pages."""
    sheets = [_main(document, profile), *(_annex(annex, document, profile) for annex in document.annexes)]
    return layout.Layout(
        sheets=tuple(sheets),
        title=document.title,
        author=document.letterhead.issuer,
        subject=document.form.code if document.form else document.number,
        at=document.prepared_at,
        word_font=profile.word_font,
        size_pt=profile.sizes.body,
    )


def _main(document: documents.AdministrativeDocument, profile: Profile) -> layout.Sheet:
    sheet = _sheet(document.orientation, document, profile)
    width = sheet.text_mm
    parts = (
        *head.letterhead(document, profile, width),
        *head.title(document, profile, width),
        *head.addressees(document, profile),
        *head.authority(document, profile, width),
        *head.legal_bases(document, profile),
        *body.blocks(document.body, profile, width, before_closing=bool(document.signatures or document.boxes)),
        *closing.closing(document, profile, width),
    )
    return dataclasses.replace(sheet, parts=parts)


def _annex(annex: documents.Annex, document: documents.AdministrativeDocument, profile: Profile) -> layout.Sheet:
    sheet = _sheet(annex.orientation, document, profile)
    parts = (
        *head.annex_title(annex, profile, sheet.text_mm),
        *body.blocks(annex.body, profile, sheet.text_mm, before_closing=bool(annex.boxes)),
        *closing.boxes(annex.boxes, profile, sheet.text_mm),
    )
    return dataclasses.replace(sheet, parts=parts)


def _sheet(
    orientation: documents.Orientation, document: documents.AdministrativeDocument, profile: Profile
) -> layout.Sheet:
    short, long = profile.width_mm, profile.height_mm
    wide = orientation == "landscape"
    first, later = head.form_marks(document.form)
    return layout.Sheet(
        width_mm=long if wide else short,
        height_mm=short if wide else long,
        top_mm=profile.top_mm,
        bottom_mm=profile.bottom_mm,
        left_mm=profile.left_mm,
        right_mm=profile.right_mm,
        head_mm=profile.head_mm,
        number_pt=profile.sizes.page_number,
        running_pt=profile.sizes.form,
        first_head=first,
        running_head=later,
    )
