"""Who may look at and change the organisation, and what of it may not be. `check_x` says why in words; `can_x` is the same as a bool.

`by` is None for the program itself (founding an institution from the command line); it may do everything.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors, text
from khue.people.accounts.models import on_day
from khue.people.organisation import hooks, terms
from khue.people.organisation.models import Appointment, Unit

DAY = timedelta(days=1)


def can_edit(by: Any, unit: Unit) -> bool:
    return by is None or by.has_perm("organisation.edit", unit)


def check_edit(by: Any, unit: Unit) -> None:
    if not can_edit(by, unit):
        reason = _("Thầy, cô chưa được giao quyền sửa tổ chức của “%(unit)s”. Hãy nhờ người quản trị của đơn vị.")
        raise errors.NotAllowed("organisation.edit", reason % {"unit": unit.name})


def can_view(person: Any, unit: Unit) -> bool:
    """Everybody sees the organisation they belong to; another one's only by a grant that reaches it (a Sở)."""
    if any(home.pk == unit.owner_id for home in hooks.homes(person)):
        return True
    return bool(person.has_perm("organisation.view", unit))


def can_manage(by: Any, person: Any) -> bool:
    """Whether `by` may change the account of somebody who works where `by` manages the organisation."""
    return by is None or by.has_perm("organisation.edit", person)


def check_open(unit: Unit, day: date) -> None:
    """The unit exists on that day."""
    if day < unit.valid_from or (unit.valid_to is not None and day > unit.valid_to):
        reason = _("“%(unit)s” không hoạt động vào ngày %(day)s. Hãy chọn đơn vị khác hoặc ngày khác.")
        raise errors.Conflict("unit.closed", reason % {"unit": unit.name, "day": f"{day:%d/%m/%Y}"})


def check_dates(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        reason = _("Ngày kết thúc phải từ ngày bắt đầu (%(day)s) trở đi.") % {"day": f"{valid_from:%d/%m/%Y}"}
        raise errors.Invalid("dates", reason, {"valid_to": [reason]})


def check_not_ahead(on: date, today: date) -> None:
    """A change of the tree is written when it takes effect: what the screens show is today's tree."""
    if on > today:
        reason = _("Ngày có hiệu lực %(day)s chưa đến. Hãy ghi thay đổi này vào ngày đó.") % {"day": f"{on:%d/%m/%Y}"}
        raise errors.Conflict("ahead", reason)


def check_inside(unit: Unit, parent: Unit) -> None:
    """The unit may hang below `parent`: same institution (a whole institution may hang below another), not below itself."""
    if parent.path.startswith(unit.path):
        reason = _("Không đặt được “%(unit)s” vào chính nó hoặc vào đơn vị trực thuộc của nó. Hãy chọn cấp trên khác.")
        raise errors.Conflict("unit.circle", reason % {"unit": unit.name})
    if not unit.is_institution and unit.institution_id != parent.institution_id:
        reason = _("“%(unit)s” thuộc cơ sở khác với cấp trên đã chọn. Hãy chọn cấp trên trong cùng cơ sở.")
        raise errors.Conflict("unit.other_institution", reason % {"unit": unit.name})


def check_same_institution(*units: Unit) -> None:
    if len({unit.institution_id for unit in units}) > 1:
        raise errors.Conflict("unit.other_institution", _("Các đơn vị phải thuộc cùng một cơ sở."))


# ---- signing for somebody else (Decree 30/2020/NĐ-CP, article 13) ----


def can_delegate(by: Any, appointment: Appointment) -> bool:
    """The holder of the post, and whoever keeps the papers of the institution."""
    return by is None or by.pk == appointment.person_id or bool(by.has_perm("organisation.delegate", appointment.unit))


def check_delegate(by: Any, appointment: Appointment) -> None:
    if not can_delegate(by, appointment):
        reason = _("Chỉ người giữ chức vụ %(position)s, Hiệu trưởng hoặc người quản trị được ghi văn bản giao ký này.")
        raise errors.NotAllowed("organisation.delegate", reason % {"position": appointment.position.name})


def can_record_absence(by: Any, institution: Unit, person: Any) -> bool:
    return by is None or by.pk == person.pk or bool(by.has_perm("organisation.delegate", institution))


def check_absence_by(by: Any, institution: Unit, person: Any) -> None:
    if not can_record_absence(by, institution, person):
        reason = _("Chỉ chính %(person)s, Hiệu trưởng hoặc người quản trị được ghi việc vắng mặt này.")
        raise errors.NotAllowed("organisation.delegate", reason % {"person": person.full_name})


def check_paper(number: str, signed_on: date, valid_from: date) -> None:
    """It is in writing, and does not hold before it was written."""
    if not text.squash(number):
        reason = _("Hãy ghi số của văn bản giao, ủy quyền.")
        raise errors.Invalid("delegation.number", reason, {"number": [reason]})
    if signed_on > valid_from:
        reason = _("Văn bản ký ngày %(day)s thì không có hiệu lực sớm hơn ngày đó.") % {"day": f"{signed_on:%d/%m/%Y}"}
        raise errors.Invalid("dates", reason, {"valid_from": [reason]})


def check_capacity(appointment: Appointment, person: Any, capacity: str, on: date) -> None:
    """Who may give what to whom: KT. a head to a deputy; TL. and TUQ. the head of the institution to the head of a unit."""
    role = appointment.position.role
    if appointment.person_id == person.pk:
        raise errors.Conflict("delegation.self", _("Không giao cho chính mình. Hãy chọn người khác."))
    if role not in terms.TOP_ROLES or not _holds_on(appointment, on):
        reason = _(
            "%(person)s không giữ chức vụ đứng đầu vào ngày %(day)s, nên không giao ký được. "
            "Người được ủy quyền cũng không được ủy quyền lại."
        )
        names = {"person": appointment.person.full_name, "day": f"{on:%d/%m/%Y}"}
        raise errors.Conflict("delegation.not_head", reason % names)
    roles = roles_held(person, appointment.institution_id, on)
    if capacity == terms.KT:
        _check_deputy(appointment, person, roles)
        return
    if role not in terms.HEADS_OF_INSTITUTION:
        raise errors.Conflict("delegation.not_institution", _("Chỉ người đứng đầu cơ sở được giao ký TL. hoặc TUQ."))
    if not {held for held, _unit in roles} & terms.TOP_ROLES:
        reason = _("Ký %(capacity)s chỉ giao cho người đứng đầu một đơn vị; %(person)s không giữ chức vụ đó.")
        raise errors.Conflict("delegation.receiver", reason % {"capacity": capacity, "person": person.full_name})


def _check_deputy(appointment: Appointment, person: Any, roles: set[tuple[str, int]]) -> None:
    role = terms.DEPUTIES.get(appointment.position.role, "")
    whole = appointment.position.role in terms.HEADS_OF_INSTITUTION
    if not any(held == role and (whole or unit == appointment.unit_id) for held, unit in roles):
        reason = _("Ký thay (KT.) chỉ giao cho cấp phó của %(position)s; %(person)s không phải cấp phó ở đây.")
        names = {"position": appointment.position.name, "person": person.full_name}
        raise errors.Conflict("delegation.receiver", reason % names)


def check_substitute(institution: Unit, person: Any, substitute: Any, on: date) -> None:
    """A deputy of the one who is away, somebody of the same rank, or the head whose deputy is away."""
    if person.pk == substitute.pk:
        reason = _("Hãy chọn người khác thay.")
        raise errors.Invalid("absence.self", reason, {"substitute": [reason]})
    if not substitute.is_active:
        reason = _("Tài khoản của %(person)s đã khóa.") % {"person": substitute.full_name}
        raise errors.Conflict("person.inactive", reason)
    away = roles_held(person, institution.pk, on)
    there = roles_held(substitute, institution.pk, on)
    if not any(_stands_in(one, other) for one in away for other in there):
        reason = _(
            "%(substitute)s không phải cấp phó hay người cùng chức vụ với %(person)s nên không ký thay được. "
            "Hãy chọn cấp phó, hoặc lập văn bản ủy quyền."
        )
        names = {"substitute": substitute.full_name, "person": person.full_name}
        raise errors.Conflict("absence.substitute", reason % names)


def _stands_in(away: tuple[str, int], other: tuple[str, int]) -> bool:
    role, unit = away
    held, place = other
    near = unit == place or {role, held} <= terms.HEADS_OF_INSTITUTION | {
        terms.DEPUTIES[head] for head in terms.HEADS_OF_INSTITUTION
    }
    return near and (held in {role, terms.DEPUTIES.get(role)} or terms.DEPUTIES.get(held) == role)


def roles_held(person: Any, institution_id: int, on: date) -> set[tuple[str, int]]:
    """Role and unit of each post of a person on a day; posts without a role of their own left out."""
    rows = Appointment.objects.filter(on_day("", on), person=person, institution_id=institution_id)
    return set(rows.exclude(position__role="").exclude(position__role="staff").values_list("position__role", "unit_id"))


def _holds_on(appointment: Appointment, on: date) -> bool:
    return appointment.valid_from <= on and (appointment.valid_to is None or on <= appointment.valid_to)
