"""What the signatures of a PDF are worth: who, when, whether the file is as it was signed, whether the certificate is trusted."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko_certvalidator import ValidationContext

from khue.foundation.kernel import errors
from khue.foundation.office.signatures import keys


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature of a file. `at` is the moment the signer claims (no time stamp is asked for); `faults` says what is wrong, in words."""

    who: keys.Identity
    at: datetime | None
    is_intact: bool
    covers_all: bool
    """Nothing but further signatures was added after it."""
    is_trusted: bool
    faults: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.is_intact and self.covers_all and self.is_trusted


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate without its key. `content` is DER; an authority is one that may issue others."""

    who: keys.Identity
    content: bytes
    is_authority: bool


def certificate(content: bytes) -> Certificate:
    """A .cer, .crt or .pem file. Raises `Invalid` for what is no certificate."""
    found = _certificate(content)
    limits = found.basic_constraints_value
    return Certificate(keys.identity(found), found.dump(), bool(limits and limits["ca"].native))


def check(content: bytes, *, trusted: Iterable[bytes], at: datetime) -> tuple[Signed, ...]:
    """Every signature in the order of signing; none: an empty tuple. `trusted`: certificates of authorities, PEM or DER.

    The certificate is judged at the moment that was claimed, or at `at` where none was. Raises `Invalid` for what is no readable PDF.
    """
    roots = [_certificate(one) for one in trusted]
    try:
        reader = PdfFileReader(io.BytesIO(content))
        found = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError) as told:
        said = "Không đọc được tệp PDF này. Hãy chọn tệp PDF đã ký, không đặt mật khẩu."
        raise errors.Invalid("not_a_pdf", said, {"file": [said]}) from told
    return tuple(_judged(one, roots, at) for one in found)


def _judged(signature: validation.EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime) -> Signed:
    who = keys.identity(signature.signer_cert)
    claimed = signature.self_reported_timestamp
    context = ValidationContext(
        trust_roots=roots, moment=claimed or at, allow_fetching=False, revocation_mode="soft-fail",
        other_certs=list(signature.other_embedded_certs),
    )  # fmt: skip
    try:
        status = validation.validate_pdf_signature(signature, context)
    except (SigningError, PdfError, ValueError):
        return Signed(who, claimed, False, False, False, ("Chữ ký không đọc được, tệp có thể đã bị sửa.",))
    covers = status.coverage is not None and status.modification_level in {None, *_HARMLESS}
    faults = _faults(intact=status.intact and status.valid, covers=covers, trusted=status.trusted, who=who)
    return Signed(who, claimed, status.intact and status.valid, covers, status.trusted, faults)


_HARMLESS = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}


def _faults(*, intact: bool, covers: bool, trusted: bool, who: keys.Identity) -> tuple[str, ...]:
    said = []
    if not intact:
        said.append("Nội dung tệp đã bị sửa sau khi ký.")
    if not covers:
        said.append("Chữ ký không bao trùm cả văn bản: sau khi ký tệp còn được thêm nội dung.")
    if not trusted:
        said.append(f"Chứng thư do “{who.issuer}” cấp không thuộc danh sách tin cậy, hoặc không có hiệu lực lúc ký.")
    return tuple(said)


def _certificate(content: bytes) -> x509.Certificate:
    """Raises `Invalid` for what is no certificate."""
    try:
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        found = x509.Certificate.load(der)
        found.subject, found.public_key, found.not_valid_after  # noqa: B018  (parsed lazily)
    except (ValueError, TypeError) as told:
        said = "Tệp này không phải chứng thư số (.cer, .crt, .pem)."
        raise errors.Invalid("certificate", said, {"certificate": [said]}) from told
    return found
