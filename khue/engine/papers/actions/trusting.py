"""Whom signatures may rest on: certificates of authorities, and whose certificate is whose."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, NoReturn

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.papers import rules
from khue.engine.papers.actions import keeping
from khue.engine.papers.models import RegisteredCertificate, TrustedAuthority
from khue.foundation.kernel import clock, errors
from khue.people.accounts.models import Person
from khue.people.organisation.models import Unit

THERE = "certificate_there"


@transaction.atomic
def trust(*, institution: Unit, certificate: bytes, by: Any, at: datetime) -> TrustedAuthority:
    """Signatures whose chain ends here are good from now on. Raises `NotAllowed`, `Invalid`, `Conflict` (there already)."""
    from khue.foundation.office import signatures  # pyHanko takes a second to import: not when Khuê starts

    rules.check_trust(by, institution)
    found = signatures.certificate(certificate)
    if not found.is_authority:
        said = _("Đây là chứng thư của “%s”, không phải của nơi cấp chứng thư. Lấy chứng thư gốc ở trang của nơi cấp.")
        _refuse(said % found.who.name)
    if found.who.valid_to <= at:
        _refuse(_("Chứng thư này đã hết hạn ngày %s.") % f"{clock.today(found.who.valid_to):%d/%m/%Y}")
    row = TrustedAuthority(
        institution=institution, name=found.who.name[:200], serial=found.who.serial[:80], certificate=found.content,
        sha256=hashlib.sha256(found.content).hexdigest(), valid_from=found.who.valid_from, valid_to=found.who.valid_to,
        added_at=at, added_by=by,
    )  # fmt: skip
    data = {"name": row.name, "valid_to": clock.today(row.valid_to), "sha256": row.sha256}
    there = errors.Conflict(THERE, _("Chứng thư của “%s” đã có trong danh sách.") % row.name)
    keeping.insert(row, "papers.authority.trusted", data, there=there)
    return row


@transaction.atomic
def distrust(*, authority: TrustedAuthority, by: Any, at: datetime) -> TrustedAuthority:
    """New signatures no longer rest on it; those that are kept say so at the next check. Raises `NotAllowed`, `Conflict`."""
    rules.check_trust(by, authority.institution)
    keeping.end(authority, "papers.authority.removed", {"name": authority.name}, by=by, at=at, gone=_gone())
    return authority


@transaction.atomic
def register(
    *, institution: Unit, person: Person | None, certificate: bytes, by: Any, at: datetime
) -> RegisteredCertificate:
    """This certificate is that person's, or (None) the agency's, whatever name it bears. Raises `NotAllowed`, `Invalid`, `Conflict`."""
    from khue.foundation.office import signatures

    rules.check_trust(by, institution)
    found = signatures.certificate(certificate)
    if found.is_authority:
        _refuse(_("Đây là chứng thư của nơi cấp “%s”. Ghi ở danh sách tin cậy, không ghi cho người.") % found.who.name)
    row = RegisteredCertificate(
        institution=institution, person=person, holder=found.who.name[:200], issuer=found.who.issuer[:200],
        serial=found.who.serial[:80], valid_to=found.who.valid_to, added_at=at, added_by=by,
    )  # fmt: skip
    there = errors.Conflict(THERE, _("Chứng thư này đã được ghi. Bỏ dòng cũ trước khi ghi cho người khác."))
    keeping.insert(row, "papers.certificate.registered", _told(row), there=there)
    return row


@transaction.atomic
def release(*, certificate: RegisteredCertificate, by: Any, at: datetime) -> RegisteredCertificate:
    """Nobody's from now on: only the name on it counts. Raises `NotAllowed`, `Conflict`."""
    rules.check_trust(by, certificate.institution)
    keeping.end(certificate, "papers.certificate.removed", _told(certificate), by=by, at=at, gone=_gone())
    return certificate


def _told(row: RegisteredCertificate) -> dict[str, str]:
    owner = row.person.display_name if row.person is not None else row.institution.name
    return {"holder": row.holder, "owner": owner, "serial": row.serial}


def _gone() -> errors.Conflict:
    return errors.Conflict("certificate_gone", _("Chứng thư này đã được bỏ khỏi danh sách."))


def _refuse(said: str) -> NoReturn:
    raise errors.Invalid("paper.certificate", said, {"certificate": [said]})
