"""When a set may move on: the transitions, who checks and approves, and what a decision to issue must say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khue.foundation.kernel import errors, text
from khue.people.access import backend
from khue.people.access import terms as access_terms
from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import ObjectiveSet

LONGEST_NUMBER = 80


def check_transition(objective_set: ObjectiveSet, to: str) -> None:
    """Only along `terms.TRANSITIONS`, whatever a procedure says."""
    if to not in terms.TRANSITIONS[objective_set.state]:
        words = dict(terms.SET_STATES)
        raise errors.Conflict(
            "transition",
            _("Bộ mục tiêu đang ở trạng thái “%(now)s”, không chuyển thành “%(to)s” được. Hãy tải lại trang.")
            % {"now": words[objective_set.state], "to": words[to]},
        )


def check_not_empty(content: contents.SetContent) -> None:
    """There must be something to decide on."""
    if not content.objectives:
        raise errors.Conflict("set_empty", _("Chưa có mục tiêu nào. Hãy thêm ít nhất một mục tiêu rồi trình."))


def check_check(person: Any, objective_set: ObjectiveSet, *, entrusted: bool = False) -> None:
    """`entrusted` here and below: the school's procedure gives the step to this person's post or council, or to them by name."""
    if not entrusted:
        _permitted(person, "objectives.check_set", objective_set, _("xem xét"))


def check_approve(person: Any, objective_set: ObjectiveSet, *, entrusted: bool = False) -> None:
    if not entrusted:
        _permitted(person, "objectives.approve_set", objective_set, _("phê duyệt"))


def check_return(person: Any, objective_set: ObjectiveSet, *, entrusted: bool = False) -> None:
    """Whoever checks or approves may send it back."""
    if not entrusted and not person.has_perm("objectives.check_set", objective_set):
        _permitted(person, "objectives.approve_set", objective_set, _("trả lại"))


def _permitted(person: Any, permission: str, objective_set: ObjectiveSet, deed: str) -> None:
    if not person.has_perm(permission, objective_set):
        raise errors.NotAllowed(
            permission.rpartition(".")[2],
            _("Thầy, cô không được %(deed)s mục tiêu của %(unit)s.") % {"deed": deed, "unit": objective_set.unit},
        )


def check_same_content(objective_set: ObjectiveSet, seen: str, now: str) -> None:
    """What is decided on must be exactly what was submitted and checked (both are hashes of the content)."""
    if seen != now:
        raise errors.Conflict(
            "content_changed",
            _("Nội dung của “%(set)s” đã khác với bản được trình và xem xét. Hãy trả lại để trình lại từ đầu.")
            % {"set": objective_set},
        )


def check_seen(objective_set: ObjectiveSet, seen: str, now: str, changed: Callable[[], str]) -> None:
    """The decision is on what stood on the page (hashes). `changed` tells who changed it since."""
    if seen and seen != now:
        raise errors.Conflict(
            "stale_tab",
            _(
                "Nội dung của “%(set)s” đã khác với bản thầy, cô đang xem%(changed)s. "
                "Chưa ghi gì; hãy tải lại trang, đọc bản mới rồi quyết định."
            )
            % {"set": objective_set, "changed": changed()},
        )


def check_approval_holds(objective_set: ObjectiveSet, approved: str, now: str, changed: Callable[[], str]) -> None:
    """An approval is of the words it was given for: a change voids it."""
    if approved != now:
        raise errors.Conflict(
            "content_changed",
            _(
                "Phê duyệt của “%(set)s” không còn hiệu lực: nội dung đã khác với bản được phê duyệt%(changed)s. Hãy trả lại để trình lại."
            )
            % {"set": objective_set, "changed": changed()},
        )


def check_step_permission(person: Any, objective_set: ObjectiveSet, permission: str) -> None:
    """Who holds a step only by what was lent to them may do in it no more than the paper names."""
    here = [grant for grant in backend.held_by(person) if grant.reaches(objective_set.unit)]
    if (
        here
        and all(grant.is_lent for grant in here if grant.role != "staff")
        and not person.has_perm(permission, objective_set)
    ):
        raise errors.NotAllowed(
            "delegation_scope",
            _(
                "Văn bản giao cho thầy, cô không gồm việc này (%(what)s). Hãy đề nghị người giao bổ sung, hoặc để người giao tự làm."
            )
            % {"what": str(access_terms.PERMISSIONS[permission]).lower()},
        )


def check_numbered(number: str) -> None:
    """Nothing is issued without a number, whoever gave it."""
    if not number.strip():
        said = _("Hãy ghi số quyết định, ví dụ 554/QĐ-ABC.")
        raise errors.Invalid("decision", said, {"decision_number": [said]})


def check_issue(person: Any, objective_set: ObjectiveSet, *, entrusted: bool = False) -> None:
    """Ban hành: by whom."""
    if not (entrusted or person.has_perm("objectives.approve_set", objective_set)):
        _permitted(person, "objectives.issue_set", objective_set, _("ban hành"))


def check_decision(number: str, decided_on: date | None, approved_on: date | None, on: date) -> None:
    """Ban hành: a decision of a day not before the approval and not in the future; the number may be given later."""
    faults: dict[str, list[str]] = {}
    if len(number) > LONGEST_NUMBER:
        faults["decision_number"] = [_("Số quyết định dài quá %(n)s ký tự.") % {"n": LONGEST_NUMBER}]
    if said := _date_fault(decided_on, approved_on, on):
        faults["decided_on"] = [said]
    if faults:
        raise errors.Invalid("decision", next(iter(faults.values()))[0], faults)


def check_number_free(number: str, decided_on: date | None, known: Iterable[tuple[str, date | None, str]]) -> None:
    """A number is given once a year (NĐ 30/2020, article 15): with another date it is another decision's, or a slip of the pen.

    `known`: number, date and title of what was issued that year. One decision may issue several sets, so the same number with
    the same date is taken.
    """
    wanted = _bare(number)
    for other, day, title in known:
        if day is not None and day != decided_on and _bare(other) == wanted:
            said = _("Số %(number)s đã dùng cho quyết định ngày %(day)s (%(title)s). Hãy xem lại số hoặc ngày.") % {
                "number": other, "day": day.strftime("%d/%m/%Y"), "title": title
            }  # fmt: skip
            raise errors.Invalid("decision", said, {"decision_number": [said]})


def _bare(number: str) -> str:
    return text.fold(number).replace(" ", "")


def _date_fault(decided_on: date | None, approved_on: date | None, on: date) -> str:
    if decided_on is None:
        return _("Hãy ghi ngày ký quyết định.")
    if decided_on > on:
        return _("Ngày quyết định chưa tới.")
    if approved_on is not None and decided_on < approved_on:
        return _("Ngày quyết định trước ngày phê duyệt (%(day)s).") % {"day": approved_on.strftime("%d/%m/%Y")}
    return ""
