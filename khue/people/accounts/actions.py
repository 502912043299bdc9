"""Accounts are opened by somebody who may, invited by mail, corrected and closed; never deleted, for old papers name their people."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors, text
from khue.people.accounts import adapter, rules
from khue.people.accounts.models import Person

CHANGEABLE = ("full_name", "email", "title", "staff_code")


@transaction.atomic
def add_person(
    *,
    institution: Any,
    full_name: str,
    email: str,
    by: Any,
    at: datetime,
    title: str = "",
    staff_code: str = "",
) -> Person:
    """An account without a password: the person sets one through the invitation. `institution` is where it is opened (a Unit)."""
    trail.take_turn(_chain(institution))
    rules.check_add(by, institution)
    person = Person(full_name=full_name, email=email, title=text.squash(title), staff_code=text.squash(staff_code))
    _check(person)
    person.set_unusable_password()
    person.save()
    _tell(person, "accounts.person.added", by, at, {"email": person.email}, institution)
    return person


@transaction.atomic
def change_person(*, person: Person, by: Any, at: datetime, institution: Any = None, **changes: Any) -> Person:
    """Corrects name, address, title, staff code. Nothing changed: nothing written."""
    trail.take_turn(_chain(institution))
    rules.check_manage(by, person)
    if unknown := changes.keys() - set(CHANGEABLE):
        raise TypeError(f"a person has no {', '.join(sorted(unknown))} to change")
    clean = {key: text.squash(value) for key, value in changes.items()}
    clean |= {"email": clean["email"].lower()} if "email" in clean else {}
    changed = {key: value for key, value in clean.items() if getattr(person, key) != value}
    if not changed:
        return person
    before = {key: getattr(person, key) for key in changed}
    for key, value in changed.items():
        setattr(person, key, value)
    _check(person)
    # Only what was changed: whatever else another deed wrote since the person was fetched stands.
    person.save(update_fields=[*changed, "name_key", "search_key"])
    _tell(person, "accounts.person.changed", by, at, {"before": before, "after": changed}, institution)
    return person


@transaction.atomic
def invite(*, person: Person, by: Any, at: datetime, institution: Any = None, origin: str = "") -> Person:
    """Sends a letter with a link to set a password. May be sent again; a link that was used is dead.

    `origin` (“https://chatluong.truong.edu.vn”) begins the link when the installation has not named its own address. A queue that does
    not take the letter is told to whoever invites (not `robust`): the letter is the deed, and no clock sends it later.
    """
    trail.take_turn(_chain(institution))
    rules.check_manage(by, person)
    rules.check_active(person)
    person.invited_at = at
    person.save(update_fields=["invited_at"])
    _tell(person, "accounts.person.invited", by, at, {"email": person.email}, institution)
    school, inviter = getattr(institution, "name", ""), by.full_name if by is not None else ""
    transaction.on_commit(partial(adapter.send_invitation.enqueue, person.pk, school, inviter, origin))
    return person


@transaction.atomic
def deactivate(*, person: Person, by: Any, at: datetime, institution: Any = None) -> Person:
    """Closes the account: sign-in and every open session end with the next click."""
    trail.take_turn(_chain(institution))
    rules.check_manage(by, person)
    rules.check_active(person)
    if by is not None and by.pk == person.pk:
        raise errors.Conflict("person.self", _("Không tự khóa tài khoản của mình. Hãy nhờ người quản trị khác."))
    person.is_active = False
    person.save(update_fields=["is_active"])
    _tell(person, "accounts.person.deactivated", by, at, {}, institution)
    return person


@transaction.atomic
def reactivate(*, person: Person, by: Any, at: datetime, institution: Any = None) -> Person:
    """Opens a closed account again, with the password it had."""
    trail.take_turn(_chain(institution))
    rules.check_manage(by, person)
    if person.is_active:
        raise errors.Conflict("person.active", _("Tài khoản của %s đang mở.") % person.full_name)
    person.is_active = True
    person.save(update_fields=["is_active"])
    _tell(person, "accounts.person.reactivated", by, at, {}, institution)
    return person


@transaction.atomic
def change_profile(*, person: Person, title: str, language: str, by: Any, at: datetime) -> Person:
    """What a person may change about themselves; name and address are the administrator's."""
    trail.take_turn(None)
    if by is None or by.pk != person.pk:
        raise errors.NotAllowed("profile.other", _("Chỉ chính chủ mới sửa được hồ sơ này."))
    before = {"title": person.title, "language": person.language}
    after = {"title": text.squash(title), "language": language}
    if before == after:
        return person
    person.title, person.language = after["title"], after["language"]
    person.save(update_fields=["title", "language"])
    _tell(person, "accounts.profile.changed", by, at, {"before": before, "after": after}, None)
    return person


def _check(person: Person) -> None:
    """Name and address are there, the address is one and nobody else's."""
    person.full_name, person.email = text.squash(person.full_name), text.squash(person.email).lower()
    if not person.full_name:
        raise errors.Invalid("person.name", _("Nhập họ và tên."), {"full_name": [_("Nhập họ và tên.")]})
    try:
        validate_email(person.email)
    except ValidationError:
        reason = _("“%s” không phải địa chỉ thư điện tử. Ghi như ten@truong.edu.vn.") % person.email
        raise errors.Invalid("person.email", reason, {"email": [reason]}) from None
    for name in CHANGEABLE:
        longest = int(getattr(Person._meta.get_field(name), "max_length", 0))
        if len(getattr(person, name)) > longest:
            reason = _("“%(said)s…” dài quá %(n)s ký tự.") % {"said": getattr(person, name)[:40], "n": longest}
            raise errors.Invalid("person.too_long", reason, {name: [reason]})
    if Person.objects.filter(email=person.email).exclude(pk=person.pk).exists():
        reason = _("Thư điện tử %s đã có tài khoản. Hãy dùng địa chỉ khác.") % person.email
        raise errors.Invalid("person.email_taken", reason, {"email": [reason]})


def _chain(institution: Any) -> int | None:
    """Whose trail tells of it: where the account is looked after, else the installation's own."""
    return institution.pk if institution is not None else None


def _tell(person: Person, verb: str, by: Any, at: datetime, data: dict[str, Any], institution: Any) -> None:
    told = {"person": person.full_name, **data}
    trail.record(institution=_chain(institution), verb=verb, by=by, at=at, thing=person, data=told)
