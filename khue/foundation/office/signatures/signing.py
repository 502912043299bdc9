"""Signing a PDF: one more revision with a PAdES signature, visible where a place is given."""

from __future__ import annotations

import io
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.stamp import StaticStampStyle

from khue.foundation.kernel import errors
from khue.foundation.office.signatures import placing, stamp, stamping


class _Signer(signers.PdfSigner):
    """A signer whose clock is handed in."""

    def __init__(self, at: datetime, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._at = at

    def init_signing_session(self, *args: Any, **named: Any) -> Any:
        session = super().init_signing_session(*args, **named)
        session.system_time = self._at
        return session


def sign(
    content: bytes,
    signer: signers.Signer,
    *,
    at: datetime,
    mark: stamp.Mark,
    place: placing.Place | None = None,
    tsa: str = "",
) -> bytes:
    """The file with one signature more (PAdES baseline B, SHA-256; with the address `tsa` of a server of time stamps baseline T);
    invisible without a place.

    Earlier signatures stay good: the file is only added to. Raises `Invalid` for a file that cannot be signed (damaged, encrypted,
    or closed to further signatures), `Conflict` when no time stamp is to be had.
    """
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        name = _free_field(writer)
        meta = signers.PdfSignatureMetadata(
            field_name=name, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES,
            name=mark.name,
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            style = _style(mark, at, place, Path(folder)) if place else None
            stamper = stamping.Stamper(tsa) if tsa else None
            pdf_signer = _Signer(
                at, meta, signer, timestamper=stamper, stamp_style=style, new_field_spec=_field(name, place)
            )
            signed: io.BytesIO = pdf_signer.sign_pdf(writer)
            return signed.getvalue()
    except TimestampRequestError as told:
        said = "Máy chủ dấu thời gian không trả lời. Hãy ký lại sau ít phút, hoặc nhờ quản trị xem địa chỉ ở mục Chứng thư số."
        raise errors.Conflict("no_time_stamp", said) from told
    except (PdfError, ValueError) as told:
        said = "Không ký được tệp PDF này: tệp hỏng, có mật khẩu, hoặc đã khóa không cho ký thêm."
        raise errors.Invalid("not_signable", said) from told


def _free_field(writer: IncrementalPdfFileWriter) -> str:
    taken = {name for name, _value, _reference in fields.enumerate_sig_fields(writer.prev)}
    return next(name for name in (f"ChuKy{n}" for n in range(1, len(taken) + 2)) if name not in taken)


def _field(name: str, place: placing.Place | None) -> fields.SigFieldSpec:
    if place is None:
        return fields.SigFieldSpec(name)
    box = (round(place.left), round(place.bottom), round(place.right), round(place.top))
    return fields.SigFieldSpec(name, on_page=place.page, box=box)


def _style(mark: stamp.Mark, at: datetime, place: placing.Place, folder: Path) -> StaticStampStyle:
    if mark.image:
        whole = layout.SimpleBoxLayoutRule(
            layout.AxisAlignment.ALIGN_MID, layout.AxisAlignment.ALIGN_MID, margins=layout.Margins()
        )
        picture = PdfImage(Image.open(io.BytesIO(mark.image)))
        return StaticStampStyle(background=picture, background_layout=whole, border_width=0)
    drawn = folder / "mark.pdf"
    drawn.write_bytes(stamp.draw(mark, at, place.right - place.left, place.top - place.bottom))
    return StaticStampStyle.from_pdf_file(str(drawn), border_width=0)
