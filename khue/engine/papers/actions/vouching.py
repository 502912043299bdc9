"""What others are asked of signatures: the server of time stamps, the network, and lists of revoked certificates kept here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.papers import queries, rules
from khue.engine.papers.actions import keeping
from khue.engine.papers.models import RevocationList, SigningPolicy
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.people.organisation.models import Unit


@transaction.atomic
def set_policy(*, institution: Unit, tsa_url: str, asks_network: bool, by: Any, at: datetime) -> SigningPolicy:
    """From now on. An empty address asks for no time stamp. Raises `NotAllowed`, `Invalid` at `tsa_url`."""
    from khue.foundation.office import signatures  # pyHanko takes a second to import: not when Khuê starts

    trail.take_turn(institution.pk)

    rules.check_trust(by, institution)
    address = signatures.address(tsa_url) if tsa_url.strip() else ""
    row, _made = SigningPolicy.objects.update_or_create(
        institution=institution,
        defaults={"tsa_url": address, "asks_network": asks_network, "changed_at": at, "changed_by": by},
    )
    data = {"tsa": address or "–", "network": "có" if asks_network else "không"}
    trail.record(institution=row.institution_id, verb="papers.policy.set", by=by, at=at, thing=row, data=data)
    return row


@transaction.atomic
def add_list(*, institution: Unit, content: bytes, by: Any, at: datetime) -> RevocationList:
    """A list that one of the trusted authorities signed; it takes the place of an older one. Raises `NotAllowed`, `Invalid` at `list`,
    `Conflict` when a newer one is there."""
    from khue.foundation.office import signatures

    trail.take_turn(institution.pk)

    rules.check_trust(by, institution)
    issuers = [bytes(one.certificate) for one in queries.trusted(institution.pk)]
    found = signatures.revocation_list(content, issuers=issuers)
    rows = queries.revocation_lists(institution.pk).select_for_update().filter(issuer=found.issuer[:200])
    newest = rows.first()
    if newest is not None and newest.issued_at >= found.issued_at:
        said = _("Đã có danh sách của “%(who)s” ngày %(day)s, không cũ hơn tệp này.")
        told = {"who": newest.issuer, "day": f"{clock.today(newest.issued_at):%d/%m/%Y}"}
        raise errors.Conflict("list_is_old", said % told)
    rows.update(removed_at=at)
    row = RevocationList(
        institution=institution, issuer=found.issuer[:200], issued_at=found.issued_at, next_at=found.next_at,
        content=found.content, added_at=at, added_by=by,
    )  # fmt: skip
    there = errors.Conflict("list_meanwhile", _("Người khác vừa thêm danh sách của “%s”.") % row.issuer)
    keeping.insert(row, "papers.list.added", _told(row) | {"issued_on": clock.today(row.issued_at)}, there=there)
    return row


@transaction.atomic
def remove_list(*, row: RevocationList, by: Any, at: datetime) -> None:
    """Raises `NotAllowed`, `Conflict` when it is gone."""
    rules.check_trust(by, row.institution)
    gone = errors.Conflict("list_gone", _("Danh sách này đã được bỏ."))
    keeping.end(row, "papers.list.removed", _told(row), by=by, at=at, gone=gone)


def _told(row: RevocationList) -> dict[str, Any]:
    return {"issuer": row.issuer}
