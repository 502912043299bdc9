"""Whose key signs: a certificate file (PKCS#12) or a token that answers PKCS#11."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pkcs11
from asn1crypto import x509
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import pkcs11 as tokens
from pyhanko.sign import signers

from khue.foundation.kernel import errors


@dataclass(frozen=True, slots=True)
class Identity:
    """What a certificate says of its holder. `serial` is its number in hexadecimal; days are moments with their zone."""

    name: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime


def identity(certificate: x509.Certificate) -> Identity:
    """Who a certificate speaks for."""
    subject = certificate.subject.native
    validity = certificate["tbs_certificate"]["validity"].native
    return Identity(
        name=str(subject.get("common_name", "")),
        organisation=str(subject.get("organization_name", "")),
        issuer=str(certificate.issuer.native.get("common_name", certificate.issuer.human_friendly)),
        serial=format(certificate.serial_number, "x"),
        valid_from=validity["not_before"],
        valid_to=validity["not_after"],
    )


@contextmanager
def file_key(content: bytes, passphrase: str) -> Iterator[signers.Signer]:
    """The signer of a .p12/.pfx file. Raises `Invalid` for a wrong passphrase or a file that is none."""
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase.encode())
    except (ValueError, TypeError, OSError):
        signer = None
    if signer is None or signer.signing_cert is None:
        said = "Không mở được tệp chứng thư. Hãy kiểm tra mật khẩu của tệp, và chọn đúng tệp .p12 hoặc .pfx có khóa bí mật."
        raise errors.Invalid("key_file", said, {"key": [said]})
    yield signer


@dataclass(frozen=True, slots=True)
class TokenKey:
    """Where a token's key is: the maker's library, the token's label, and the label of the certificate on it."""

    library: str
    token: str
    certificate: str


@contextmanager
def token_key(where: TokenKey, pin: str) -> Iterator[signers.Signer]:
    """The signer of a token, for as long as its session is open. Raises `Invalid` for a wrong PIN, `Conflict` when it is not there."""
    with (
        _refusing(where),
        tokens.open_pkcs11_session(
            where.library, token_criteria=TokenCriteria(label=where.token), user_pin=pin
        ) as session,
    ):
        yield tokens.PKCS11Signer(session, cert_label=where.certificate, key_label=where.certificate)


@contextmanager
def _refusing(where: TokenKey) -> Iterator[None]:
    """The token's own words in ours."""
    try:
        yield
    except pkcs11.exceptions.PinLocked as told:
        raise errors.Conflict("token_locked", "Thiết bị ký đã bị khóa vì nhập sai mã PIN nhiều lần.") from told
    except (pkcs11.exceptions.PinIncorrect, pkcs11.exceptions.PinLenRange, pkcs11.exceptions.PinInvalid) as told:
        said = "Mã PIN của thiết bị ký không đúng. Hãy nhập lại; nhập sai nhiều lần thiết bị sẽ tự khóa."
        raise errors.Invalid("token_pin", said, {"pin": [said]}) from told
    except (pkcs11.exceptions.PKCS11Error, pkcs11.exceptions.NoSuchKey, RuntimeError, LookupError) as told:
        said = f"Không dùng được thiết bị ký “{where.token}”. Hãy cắm thiết bị, kiểm tra trình điều khiển rồi ký lại."
        raise errors.Conflict("token_missing", said) from told


def holder(signer: Any) -> Identity:
    """Whose signer this is."""
    return identity(signer.signing_cert)


def fault_of(where: TokenKey) -> str:
    """What keeps the token from being used, in words; empty when its slot answers. Asks no PIN and opens no key."""
    try:
        pkcs11.lib(where.library).get_token(token_label=where.token)
    except (pkcs11.exceptions.PKCS11Error, RuntimeError, OSError):
        return f"không thấy thiết bị “{where.token}” qua thư viện {where.library}"
    return ""
