"""Whether a certificate was revoked: by lists that the institution keeps (CRL), and where it lets Khuê ask the network, by OCSP or CRL.

Only authorities of a chain that ends at a trusted one are asked, so a stranger's certificate sends nobody anywhere. What could not
be asked, is too old or does not name the certificate's issuer is "unknown", never "good".
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import crl, pem, x509
from cryptography import x509 as readable
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import FetchLimits
from pyhanko_certvalidator.path import ValidationPath

from khue.foundation.kernel import errors

GOOD, REVOKED, UNKNOWN = "good", "revoked", "unknown"
PATIENCE_S = 8
LIMITS = FetchLimits(max_requests=12)


@dataclass(frozen=True, slots=True)
class Sources:
    """What may be asked: lists as DER, and whether the network."""

    lists: tuple[bytes, ...] = ()
    network: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is good, revoked or unknown; `since` when it was revoked."""

    state: str
    since: datetime | None = None


def standing(
    certificate: x509.Certificate,
    *,
    others: Iterable[x509.Certificate],
    roots: Sequence[x509.Certificate],
    at: datetime,
    sources: Sources,
) -> Standing:
    """Where a certificate and those it rests on stand at a moment; unknown too when it rests on nobody the institution trusts."""
    return asyncio.run(_standing(certificate, list(others), list(roots), at, sources))


async def _standing(
    certificate: x509.Certificate,
    others: list[x509.Certificate],
    roots: list[x509.Certificate],
    at: datetime,
    sources: Sources,
) -> Standing:
    told: dict[str, Any] = {"trust_roots": roots, "other_certs": others, "moment": at, "allow_fetching": False}
    try:
        path = await _path(certificate, ValidationContext(**told))
    except (PathError, ValidationError):
        return Standing(UNKNOWN)
    lists, answers = list(sources.lists), []
    if sources.network:
        fetched = await _asked(path)
        lists, answers = [*lists, *fetched[0]], fetched[1]
    context = ValidationContext(**told, crls=lists, ocsps=answers, revocation_mode="require", retroactive_revinfo=True)
    try:
        await _path(certificate, context)
    except RevokedError as revoked:
        return Standing(REVOKED, revoked.revocation_dt)
    except (PathError, ValidationError):
        return Standing(UNKNOWN)
    return Standing(GOOD)


async def _path(certificate: x509.Certificate, context: ValidationContext) -> ValidationPath:
    return await CertificateValidator(certificate, validation_context=context).async_validate_path()


async def _asked(path: ValidationPath) -> tuple[list[bytes], list[bytes]]:
    """Lists and answers of the authorities of a path: OCSP first, the list where there is no answer."""
    backend = AIOHttpFetcherBackend(per_request_timeout=PATIENCE_S, limits=LIMITS)
    lists: list[bytes] = []
    answers: list[bytes] = []
    async with backend as fetchers:
        for one in path.iter_certs(include_root=False):
            try:
                answer = await fetchers.ocsp_fetcher.fetch(one, path.find_issuing_authority(one))
                answers.append(answer.dump())
                continue
            except (OCSPValidationError, OSError, ValueError, LookupError):
                pass  # no address, no answer, or none that can be read: the list is asked
            with suppress(CRLValidationError, OSError, ValueError, LookupError):  # not to be had: it stays unknown
                lists += [found.dump() for found in await fetchers.crl_fetcher.fetch(one)]
    return lists, answers


@dataclass(frozen=True, slots=True)
class RevocationList:
    """A list as an authority publishes it. `content` is DER; `issued_at` when it was made, `next_at` when the next one is due."""

    content: bytes
    issuer: str
    issued_at: datetime
    next_at: datetime | None


def revocation_list(content: bytes, *, issuers: Iterable[bytes]) -> RevocationList:
    """A .crl file (DER or PEM) that one of `issuers` (DER) signed. Raises `Invalid` at `list` for anything else."""
    try:
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        found = readable.load_der_x509_crl(der)
        issuer = str(_common_name(der))
        made = found.last_update_utc
    except (ValueError, TypeError, UnsupportedAlgorithm) as told:
        said = "Tệp này không phải danh sách chứng thư bị thu hồi (.crl)."
        raise errors.Invalid("revocation_list", said, {"list": [said]}) from told
    if not any(_is_signed_by(found, one) for one in issuers):
        said = f"Danh sách do “{issuer}” ký, không thuộc nơi cấp tin cậy. Thêm chứng thư của nơi ấy trước."
        raise errors.Invalid("revocation_list", said, {"list": [said]})
    return RevocationList(der, issuer, made, found.next_update_utc)


def _is_signed_by(found: readable.CertificateRevocationList, issuer: bytes) -> bool:
    try:
        certificate = readable.load_der_x509_certificate(issuer)
        key: Any = certificate.public_key()
        return found.issuer == certificate.subject and found.is_signature_valid(key)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False


def _common_name(der: bytes) -> Any:
    issuer = crl.CertificateList.load(der).issuer
    return issuer.native.get("common_name", issuer.human_friendly)
