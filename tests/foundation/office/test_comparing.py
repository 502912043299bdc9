"""A file that came back signed is ours with signatures added; whatever else was added before signing is found."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from khue.foundation.office import signatures
from tests.foundation.office.test_signatures import AT, MARK, SIGNER, paper, signed

__all__ = ["paper"]
name = generic.NameObject


def changed(paper: bytes, change: Callable[[IncrementalPdfFileWriter, Any], None]) -> bytes:
    """One revision more, in which the first page was changed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    page, _resources = writer.find_page_for_modification(0)
    change(writer, page.get_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signed_file_only_adds_the_signature(paper: bytes) -> None:
    visible = signed(paper, place=signatures.above(paper, SIGNER))
    twice = signed(visible, place=signatures.Place(0, 400, 790, 560, 830))
    found = [signatures.only_signed_since(*one) for one in ((paper, visible), (paper, twice), (visible, twice))]
    assert (found, signatures.only_signed_since(paper, signed(paper))) == ([True, True, True], True)


def test_the_same_file_or_another_is_no_signed_one(paper: bytes) -> None:
    told = [signatures.only_signed_since(paper, one) for one in (paper, b"", paper[1:] + b" ")]
    assert told == [False, False, False]


def add_words(writer: IncrementalPdfFileWriter, page: Any) -> None:
    words = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf (100) Tj ET"))
    page[name("/Contents")] = generic.ArrayObject([page.raw_get("/Contents"), words])
    writer.update_container(page)


def alter_text(writer: IncrementalPdfFileWriter, page: Any) -> None:
    stream = page["/Contents"]
    stream._data = stream.data.replace(b"Tm", b"Tm 3 Tr", 1)
    stream._encoded_data = None
    writer.mark_update(page.raw_get("/Contents"))


def add_page(writer: IncrementalPdfFileWriter, page: Any) -> None:
    more = generic.DictionaryObject({name("/Type"): name("/Page"), name("/MediaBox"): page["/MediaBox"]})
    writer.insert_page(more) if hasattr(writer, "insert_page") else _hang(writer, more)


def _hang(writer: IncrementalPdfFileWriter, more: Any) -> None:
    tree = writer.root["/Pages"]
    more[name("/Parent")] = writer.root.raw_get("/Pages")
    tree["/Kids"].append(writer.add_object(more))
    tree[name("/Count")] = generic.NumberObject(int(tree["/Count"]) + 1)
    writer.update_container(tree["/Kids"])
    writer.update_container(tree)


def add_note(writer: IncrementalPdfFileWriter, page: Any) -> None:
    box = generic.ArrayObject([generic.NumberObject(n) for n in (50, 50, 90, 90)])
    note = {name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): box}
    page[name("/Annots")] = generic.ArrayObject([writer.add_object(generic.DictionaryObject(note))])
    writer.update_container(page)


def add_script(writer: IncrementalPdfFileWriter, page: Any) -> None:
    run = {name("/S"): name("/JavaScript"), name("/JS"): generic.TextStringObject("app.alert(1)")}
    writer.root[name("/OpenAction")] = generic.DictionaryObject(run)
    writer.update_root()


@pytest.mark.parametrize("change", [add_words, alter_text, add_page, add_note, add_script])
def test_what_was_changed_before_signing_is_found(paper: bytes, change: Any) -> None:
    forged = changed(paper, change)
    whole = signed(forged)
    assert (whole.startswith(paper), signatures.only_signed_since(paper, whole)) == (True, False)
    assert signatures.only_signed_since(forged, whole)


def test_a_mark_that_covers_the_page_is_refused(paper: bytes) -> None:
    whole = signed(paper, place=signatures.Place(0, 20, 20, 570, 820))
    assert not signatures.only_signed_since(paper, whole)
    assert signatures.check(whole, trusted=[], at=AT)[0].who.name == MARK.name
