"""An authority of our own, people's certificates by it, and a token that holds one (SoftHSM)."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pkcs11 import Attribute, ObjectClass
from pkcs11.util.rsa import decode_rsa_private_key

PASSPHRASE = "mat-khau-tep"
PIN, TOKEN = "246810", "Khuê thử"
SIGNER = "Nguyễn Thị Đỗ Quyên"
LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")


@dataclass(frozen=True)
class Holder:
    """A certificate with its key and who issued it."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    issuer: x509.Certificate

    @property
    def file(self) -> bytes:
        """As people get it: a .p12 file under `PASSPHRASE`."""
        locked = serialization.BestAvailableEncryption(PASSPHRASE.encode())
        return pkcs12.serialize_key_and_certificates(b"khue", self.key, self.certificate, [self.issuer], locked)

    @property
    def public(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def root(self) -> bytes:
        return self.issuer.public_bytes(serialization.Encoding.PEM)


@cache
def holder(
    name: str = SIGNER, *, since: int = 2026, until: int = 2029, authority: str = "CA thử nghiệm", asked_at: str = ""
) -> Holder:
    """`asked_at`: the address of the authority's list of revoked certificates, as the certificate names it."""
    key = _key()
    root, root_key = _authority(authority)
    made = _builder(name, key, root.subject, since, until, is_authority=False)
    if asked_at:
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(asked_at)], None, None, None)
        made = made.add_extension(x509.CRLDistributionPoints([point]), False)
    return Holder(made.sign(root_key, hashes.SHA256()), key, root)


@cache
def time_stamper(authority: str = "CA thử nghiệm") -> Holder:
    """A server of time stamps by name of “TSA thử nghiệm”."""
    key = _key()
    root, root_key = _authority(authority)
    made = _builder("TSA thử nghiệm", key, root.subject, 2026, 2029, is_authority=False)
    made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    return Holder(made.sign(root_key, hashes.SHA256()), key, root)


def revoked(*who: Holder, since: datetime, made: datetime, until: datetime, authority: str = "CA thử nghiệm") -> bytes:
    """The authority's list of revoked certificates, DER."""
    root, key = _authority(authority)
    build = x509.CertificateRevocationListBuilder().issuer_name(root.subject).last_update(made).next_update(until)
    for one in who:
        line = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number).revocation_date(since)
        build = build.add_revoked_certificate(line.build())
    build = build.add_extension(x509.CRLNumber(1), False)
    return build.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@cache
def _authority(name: str) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = _key()
    return _builder(name, key, _named(name), 2020, 2040, is_authority=True).sign(key, hashes.SHA256()), key


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _named(name: str) -> x509.Name:
    school = x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Trường Cao đẳng Kỹ thuật Khuê Văn")
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), school])


def _builder(
    name: str, key: rsa.RSAPrivateKey, issuer: x509.Name, since: int, until: int, *, is_authority: bool
) -> x509.CertificateBuilder:
    signs = not is_authority
    usage = x509.KeyUsage(signs, signs, False, False, False, is_authority, is_authority, False, False)
    made = x509.CertificateBuilder().subject_name(_named(name)).issuer_name(issuer).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number())
    made = made.not_valid_before(datetime(since, 1, 1)).not_valid_after(datetime(until, 1, 1))  # noqa: DTZ001
    made = made.add_extension(x509.BasicConstraints(is_authority, None), True)
    return made.add_extension(usage, True).add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    )


def library() -> str:
    """SoftHSM's PKCS#11 library; without it CI fails and a lone machine skips."""
    found = next((path for path in LIBRARIES if Path(path).exists()), "")
    if not found or not shutil.which("softhsm2-util"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no SoftHSM: install the package softhsm2")
    return found


def fill_token(folder: Path, who: Holder, label: str) -> str:
    """A token in `folder` (SOFTHSM2_CONF must name its configuration) with the key and certificate; the library's path."""
    where = library()
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "987654"],
        check=True, capture_output=True,
    )  # fmt: skip
    pkcs11.lib(where).reinitialize()  # another test of this process may have opened it with its own folder of tokens
    with pkcs11.lib(where).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        key = who.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        session.create_object(
            decode_rsa_private_key(key) | {Attribute.LABEL: label, Attribute.ID: b"\x01", Attribute.TOKEN: True}
        )
        session.create_object({
            Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            Attribute.VALUE: who.certificate.public_bytes(serialization.Encoding.DER), Attribute.LABEL: label,
            Attribute.ID: b"\x01", Attribute.TOKEN: True, Attribute.SUBJECT: who.certificate.subject.public_bytes(),
        })  # fmt: skip
    return where
