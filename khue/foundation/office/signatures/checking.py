"""What the signatures of a PDF are worth: who, when, whether the file is as it was signed, whether the certificate is trusted."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.status import PdfSignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from khue.foundation.kernel import clock, errors
from khue.foundation.office.signatures import keys, revoking

NOTHING = revoking.Sources()


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature of a file. `at` is the moment the signer claims, `stamped_at` the one that a trusted third party by the name
    `stamped_by` vouches for; `revocation` is good, revoked or unknown (`revoking`); `faults` says what is wrong, in words."""

    who: keys.Identity
    at: datetime | None
    is_intact: bool
    covers_all: bool
    """Nothing but further signatures was added after it."""
    is_trusted: bool
    faults: tuple[str, ...] = ()
    stamped_at: datetime | None = None
    stamped_by: str = ""
    revocation: str = revoking.UNKNOWN
    revoked_at: datetime | None = None

    @property
    def is_good(self) -> bool:
        return self.is_intact and self.covers_all and self.is_trusted and not self.is_void

    @property
    def is_void(self) -> bool:
        """Revoked, and nobody vouches that it was signed before that."""
        if self.revocation != revoking.REVOKED:
            return False
        return self.stamped_at is None or self.revoked_at is None or self.stamped_at >= self.revoked_at


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


def check(
    content: bytes, *, trusted: Iterable[bytes], at: datetime, sources: revoking.Sources = NOTHING
) -> tuple[Signed, ...]:
    """Every signature in the order of signing; none: an empty tuple. `trusted`: certificates of authorities, PEM or DER.

    The chain is judged at the moment that a trusted time stamp tells, otherwise at the one that was claimed, or at `at`; revocation
    at `at`, by what `sources` name. Raises `Invalid` for what is no readable PDF.
    """
    roots = [_certificate(one) for one in trusted]
    try:
        reader = PdfFileReader(io.BytesIO(content))
        found = list(reader.embedded_regular_signatures)
    except (PdfError, ValueError) as told:
        said = "Không đọc được tệp PDF này. Hãy chọn tệp PDF đã ký, không đặt mật khẩu."
        raise errors.Invalid("not_a_pdf", said, {"file": [said]}) from told
    return tuple(_judged(one, roots, at, sources) for one in found)


def _judged(
    signature: validation.EmbeddedPdfSignature, roots: list[x509.Certificate], at: datetime, sources: revoking.Sources
) -> Signed:
    who = keys.identity(signature.signer_cert)
    claimed = signature.self_reported_timestamp
    try:
        status, stamp = _validated(signature, roots, claimed or at)
    except (SigningError, PdfError, ValueError):
        return Signed(who, claimed, False, False, False, ("Chữ ký không đọc được, tệp có thể đã bị sửa.",))
    covers = status.coverage is not None and status.modification_level in {None, *_HARMLESS}
    when = stamp.timestamp if stamp is not None else claimed or at
    stands = revoking.standing(
        signature.signer_cert, others=signature.other_embedded_certs, roots=roots, sources=sources,
        at=at if who.valid_to > at else when,
    )  # fmt: skip
    made = Signed(
        who, claimed, status.intact and status.valid, covers, status.trusted, revocation=stands.state, revoked_at=stands.since,
        stamped_at=stamp.timestamp if stamp is not None else None,
        stamped_by=keys.identity(stamp.signing_cert).name if stamp is not None else "",
    )  # fmt: skip
    return replace(made, faults=_faults(made))


def _validated(
    signature: validation.EmbeddedPdfSignature, roots: list[x509.Certificate], claimed: datetime
) -> tuple[PdfSignatureStatus, TimestampSignatureStatus | None]:
    """The status of a signature, and its time stamp where that is sound and trusted: then the moment is the stamp's."""

    def judged(moment: datetime) -> PdfSignatureStatus:
        context = ValidationContext(
            trust_roots=roots, moment=moment, allow_fetching=False, revocation_mode="soft-fail",
            other_certs=list(signature.other_embedded_certs),
        )  # fmt: skip
        return validation.validate_pdf_signature(signature, context)

    status = judged(claimed)
    stamp = status.timestamp_validity
    if stamp is None or not (stamp.intact and stamp.valid):
        return status, None
    status = judged(stamp.timestamp)
    stamp = status.timestamp_validity
    return status, stamp if stamp is not None and stamp.trusted else None


_HARMLESS = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}


def _faults(found: Signed) -> tuple[str, ...]:
    said = []
    if not found.is_intact:
        said.append("Nội dung tệp đã bị sửa sau khi ký.")
    if not found.covers_all:
        said.append("Chữ ký không bao trùm cả văn bản: sau khi ký tệp còn được thêm nội dung.")
    if not found.is_trusted:
        said.append(
            f"Chứng thư do “{found.who.issuer}” cấp không thuộc danh sách tin cậy, hoặc không có hiệu lực lúc ký."
        )
    if found.is_void:
        day = f" ngày {clock.today(found.revoked_at):%d/%m/%Y}" if found.revoked_at else ""
        said.append(f"Chứng thư đã bị thu hồi{day}, không có dấu thời gian chứng minh đã ký trước đó.")
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
