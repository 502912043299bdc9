"""Giving and revoking the address of one's calendar."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.interfaces.workspace import queries
from khue.interfaces.workspace.models import FeedKey


@transaction.atomic
def give_feed(*, person: Any, by: Any, at: datetime) -> str:
    """A new secret for the person's calendar; an older one is dead from now on. Shown once, kept only as its hash."""
    trail.take_turn(None)
    _check_own(person, by)
    token = secrets.token_urlsafe(32)
    facts = {"token_hash": queries.hash_of(token), "created_at": at, "read_at": None}
    key, is_new = FeedKey.objects.update_or_create(person=person, defaults=facts)
    verb = "workspace.feed.given" if is_new else "workspace.feed.replaced"
    trail.record(institution=None, verb=verb, by=by, at=at, thing=key, about=person)
    return token


@transaction.atomic
def revoke_feed(*, person: Any, by: Any, at: datetime) -> None:
    """The address answers nobody any more. Raises `Conflict` when there is none."""
    trail.take_turn(None)
    _check_own(person, by)
    key = FeedKey.objects.filter(person=person).first()
    if key is None:
        raise errors.Conflict("no_feed", _("Chưa có địa chỉ lịch nào để thu hồi."))
    trail.record(institution=None, verb="workspace.feed.revoked", by=by, at=at, thing=key, about=person)
    key.delete()


def note_read(*, key: FeedKey, at: datetime) -> None:
    """When a calendar program last asked, kept to the hour: its owner sees whether somebody reads it. Leaves no trail."""
    if key.read_at is None or at - key.read_at >= timedelta(hours=1):
        FeedKey.objects.filter(pk=key.pk).update(read_at=at)


def _check_own(person: Any, by: Any) -> None:
    if by is None or by.pk != person.pk:
        raise errors.NotAllowed("feed.other", _("Chỉ chính chủ mới tạo, thu hồi được địa chỉ lịch của mình."))
