"""Who may keep the register, read a paper, confirm, recall and sign it; what a number must be."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from khue.engine.papers import terms
from khue.engine.papers.models import Paper, Recipient
from khue.foundation.kernel import codes, errors
from khue.foundation.ui import wording
from khue.people.access import backend
from khue.people.organisation.models import Unit


def check_keep(person: Any, institution: Unit) -> None:
    """Writing into the register by hand: the clerk and the quality office."""
    if not person.has_perm("papers.keep_register", institution):
        said = _("Sổ văn bản đi của %(unit)s do văn thư ghi.") % {"unit": institution.name}
        raise errors.NotAllowed("papers.keep_register", said)


def can_keep(person: Any, institution: Unit) -> bool:
    return errors.allows(check_keep, person, institution)


def check_recall(person: Any, paper: Paper) -> None:
    """Thu hồi: whoever may issue in the name of the institution, while the paper is in force."""
    if not person.has_perm("papers.recall_paper", paper.institution):
        said = _("Thầy, cô không được thu hồi văn bản của %(unit)s. Hãy đề nghị phòng ban hành hoặc Hiệu trưởng.")
        raise errors.NotAllowed("papers.recall_paper", said % {"unit": paper.institution.name})
    check_in_force(paper)


def can_recall(person: Any, paper: Paper) -> bool:
    return errors.allows(check_recall, person, paper)


def check_in_force(paper: Paper) -> None:
    if paper.state != terms.IN_FORCE:
        said = _("Văn bản %(code)s %(state)s ngày %(day)s.") % {
            "code": paper.code, "state": dict(terms.STATES)[paper.state].lower(), "day": wording.day(paper.ended_at)
        }  # fmt: skip
        raise errors.Conflict("paper_ended", said)


def check_acknowledge(person: Any, recipient: Recipient) -> None:
    """The head of the unit, or the very person it went to, once."""
    mine = recipient.person_id == person.pk if recipient.unit is None else _leads(person, recipient.unit)
    if not mine:
        said = _("Chỉ lãnh đạo %(name)s xác nhận đã nhận văn bản này.") % {"name": recipient.name}
        raise errors.NotAllowed("papers.acknowledge_paper", said)
    if recipient.acknowledged_at is not None:
        said = _("%(name)s đã xác nhận lúc %(at)s.") % {
            "name": recipient.name, "at": wording.moment(recipient.acknowledged_at)
        }  # fmt: skip
        raise errors.Conflict("acknowledged", said)


def _leads(person: Any, unit: Unit) -> bool:
    """Holds the right in the unit itself: the head of a higher unit confirms for their own only."""
    held = backend.held_by(person)
    permission = "papers.acknowledge_paper"
    return any(
        one.unit_id == unit.pk and permission in one.permissions | one.own_permissions and one.allows(permission, unit)
        for one in held
    )


def can_acknowledge(person: Any, recipient: Recipient) -> bool:
    return errors.allows(check_acknowledge, person, recipient)


def check_remind(person: Any, paper: Paper) -> None:
    if not person.has_perm("papers.keep_register", paper.institution):
        said = _("Nhắc xác nhận do văn thư hoặc phòng ban hành làm.")
        raise errors.NotAllowed("papers.keep_register", said)
    check_in_force(paper)


def can_remind(person: Any, paper: Paper) -> bool:
    return errors.allows(check_remind, person, paper)


def next_capacity(done: Collection[str]) -> str:
    """Whose signature comes next: the competent person's, then the agency's (NĐ 30/2020, article 25). Raises `Conflict` after both."""
    for capacity in (terms.SIGNER, terms.AGENCY):
        if capacity not in done:
            return capacity
    raise errors.Conflict("signed", _("Văn bản đã có đủ chữ ký số của người có thẩm quyền và của cơ quan."))


def check_sign(person: Any, paper: Paper, done: Collection[str]) -> str:
    """Who signs now, and in what capacity: the signer of the paper, then whoever keeps the agency's seal. Returns the capacity.

    `done`: the capacities in which the paper is signed. Raises `NotAllowed`, `Conflict`.
    """
    check_in_force(paper)
    capacity = next_capacity(done)
    if capacity == terms.SIGNER and not _is_signer(person, paper):
        said = _("Văn bản này do %(name)s ký trước; sau đó văn thư ký số của cơ quan.")
        raise errors.NotAllowed("papers.sign_paper", said % {"name": paper.signer_name or _("người có thẩm quyền")})
    if capacity == terms.AGENCY and not person.has_perm("papers.stamp_paper", paper.institution):
        said = _("Chữ ký số của %(unit)s do văn thư ký.") % {"unit": paper.institution.name}
        raise errors.NotAllowed("papers.stamp_paper", said)
    return capacity


def check_bring(person: Any, paper: Paper, done: Collection[str]) -> str:
    """Who hands in the file signed elsewhere: whoever may sign now, and the clerk for the signer. Returns the capacity."""
    if not person.has_perm("papers.stamp_paper", paper.institution):
        return check_sign(person, paper, done)
    check_in_force(paper)
    return next_capacity(done)


def check_look_again(person: Any, paper: Paper) -> None:
    """Checking the signatures anew is written down, so it is for those who sign and who keep the register."""
    kept = (person.has_perm(f"papers.{one}", paper.institution) for one in ("stamp_paper", "keep_register"))
    if not (_is_signer(person, paper) or any(kept)):
        raise errors.NotAllowed("papers.check_signatures", _("Kiểm tra lại chữ ký do người ký hoặc văn thư làm."))


def _is_signer(person: Any, paper: Paper) -> bool:
    """The very person, as long as they serve in the institution."""
    serves = any(one.institution_id == paper.institution_id for one in backend.held_by(person))
    return paper.signer_id is not None and paper.signer_id == person.pk and serves


def check_trust(person: Any, institution: Unit) -> None:
    """Which authorities and certificates count is the administrator's to say."""
    if not person.has_perm("papers.manage_certificates", institution):
        said = _("Danh sách chứng thư tin cậy của %(unit)s do quản trị hệ thống giữ.") % {"unit": institution.name}
        raise errors.NotAllowed("papers.manage_certificates", said)


def check_mark(person: Any, institution: Unit, kind: str) -> None:
    """The seal is in the clerk's keeping (NĐ 30/2020, article 32); the image of a signature in that of the person, who serves here."""
    if kind == terms.SEAL and not person.has_perm("papers.stamp_paper", institution):
        said = _("Hình dấu của %(unit)s do văn thư giữ.") % {"unit": institution.name}
        raise errors.NotAllowed("papers.stamp_paper", said)
    if not any(one.institution_id == institution.pk for one in backend.held_by(person)):
        raise errors.NotAllowed("papers.mark", _("Chỉ người của %s có hình chữ ký ở đây.") % institution.name)


def check_width(kind: str, width_mm: int) -> int:
    """How wide the image is printed."""
    least, most, _usual = terms.WIDTHS_MM[kind]
    if not least <= width_mm <= most:
        refuse("width_mm", _("Ghi chiều ngang từ %(a)s đến %(b)s mm.") % {"a": least, "b": most})
    return width_mm


def read_number(written: str, kind: str = "") -> codes.DocumentNumber:
    """A number with its sign as it stands on paper. Raises `Invalid` at `number`."""
    try:
        found = codes.DocumentNumber.parse(written)
    except errors.Invalid as refused:
        if written == written.upper():
            refuse("number", refused.message)
        return read_number(written.upper(), kind)  # typed in small letters
    if not found.number:
        refuse("number", _("Ghi cả số, ví dụ 318/QĐ-CĐKTKV."))
    if int(found.number.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) == 0:
        refuse("number", _("Số văn bản bắt đầu từ 01."))
    if kind and kind != terms.LETTER and found.kind != kind:
        said = _("Ký hiệu “%(sign)s” không phải của loại %(kind)s. Ghi như 318/%(code)s-ABC.")
        refuse("number", said % {"sign": found.sign, "kind": str(terms.KIND_NAMES[kind]).lower(), "code": kind})
    return found


def check_day(issued_on: date | None, on: date) -> date:
    """A paper has a day, and it has come."""
    if issued_on is None:
        refuse("issued_on", _("Ghi ngày của văn bản."))
    if issued_on > on:
        refuse("issued_on", _("Ngày của văn bản chưa tới."))
    return issued_on


def check_in_order(issued_on: date, last: Paper | None) -> None:
    """Numbers follow days: the next number cannot carry a day before the one given last."""
    if last is not None and issued_on < last.issued_on:
        said = _(
            "Số gần nhất là %(code)s ngày %(day)s, nên số tiếp theo không thể mang ngày %(wanted)s. "
            "Chọn từ ngày %(day)s, hoặc ghi số đã cấp ở nơi khác (ví dụ %(letter)s)."
        ) % {
            "code": last.code, "day": wording.day(last.issued_on), "wanted": wording.day(issued_on),
            "letter": last.code.replace(str(last.number), f"{last.number}a", 1),
        }  # fmt: skip
        refuse("issued_on", said)


def refuse(field: str, said: str) -> NoReturn:
    raise errors.Invalid(f"paper.{field}", said, {field: [said]})


def check_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        refuse("reason", _("Ghi lý do; lý do đứng bên văn bản để người đọc biết."))
    return reason
