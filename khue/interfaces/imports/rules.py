"""Who may bring a plan in, and when it may still be changed."""

from __future__ import annotations

from typing import Any

from khue.foundation.kernel import errors
from khue.interfaces.imports import terms
from khue.interfaces.imports.models import StagedPlan
from khue.people.organisation.models import Period, Unit
from khue.quality.objectives import rules as objectives
from khue.quality.objectives import terms as objective_terms
from khue.quality.objectives.models import ObjectiveSet


def check_stage(person: Any, unit: Unit, period: Period) -> None:
    """The person may bring plans of this unit in, and the year is the unit's institution's."""
    if not person.has_perm("imports.import_plan", unit):
        raise errors.NotAllowed(
            "import_plan", "Chỉ trưởng đơn vị hoặc phòng KT-ĐBCL được đưa kế hoạch của đơn vị này vào."
        )
    if period.institution_id != unit.institution_id:
        raise errors.NotFound("period", "Năm học này không thuộc cơ sở của đơn vị.")


def check_collect(person: Any, institution: Unit) -> None:
    """The person collects the plans of all units of this institution and may bring many files in at once."""
    if not objectives.can_receive(person, institution):
        raise errors.NotAllowed(
            "collect_plans",
            "Chỉ phòng KT-ĐBCL được đưa tệp của nhiều đơn vị vào một lượt. Đưa từng tệp của đơn vị mình.",
        )


def check_handle(person: Any, staged: StagedPlan) -> None:
    """The person may settle and confirm this file: as whoever writes the unit's plan, or as whoever collected it in a batch."""
    if staged.batch_id is not None and objectives.can_receive(person, staged.institution):
        return
    if staged.unit is None or staged.period is None:
        raise errors.NotFound("staged_plan", "Không tìm thấy tệp này. Có thể tệp thuộc đơn vị khác hoặc đã bị bỏ.")
    check_stage(person, staged.unit, staged.period)


def check_takes(current: ObjectiveSet | None) -> None:
    """The unit's set can be written into. Asked before anybody settles a doubt, and again by the deed that writes."""
    if current is None:
        return
    try:
        objectives.check_drafting(current)
    except errors.Conflict as refusal:
        raise errors.Conflict(refusal.code, f"{refusal.message} {_THEN.get(current.state, _LATER)}") from refusal


_LATER = "Tới khi sửa được hãy đưa tệp vào."
_THEN = {
    objective_terms.SUBMITTED: "Được trả lại thì đưa tệp vào.",
    objective_terms.APPROVED: "Khi đã ban hành: lập bản mới rồi đưa tệp vào.",
    objective_terms.RECALLED: "Đã thu hồi: lập bản mới rồi đưa tệp vào.",
    objective_terms.ISSUED: "Tệp đưa vào bản mới ấy.",
}


def check_open(staged: StagedPlan, person: Any, revision: int | None = None) -> None:
    """Still waiting, this person's to handle, and nobody changed it since the page was shown."""
    check_handle(person, staged)
    if staged.state != terms.STAGED:
        raise errors.Conflict("staged_closed", f"Tệp “{staged.file_name}” {_CLOSED[staged.state]}")
    if revision is not None and revision != staged.revision:
        raise errors.Conflict(
            "staged_stale",
            "Nội dung đọc từ tệp vừa được sửa ở một cửa sổ khác. Tải lại trang để xem bản mới rồi làm tiếp.",
        )


_CLOSED = {
    terms.CONFIRMED: "đã được xác nhận. Mở bộ mục tiêu của đơn vị để xem.",
    terms.DISCARDED: "đã bị bỏ. Cần dùng lại thì gửi lại tệp.",
    terms.REFUSED: "không đọc được. Xem lý do rồi gửi lại tệp khác.",
    terms.WAITING: "chưa được đọc. Chờ đọc xong rồi làm tiếp.",
    terms.READING: "đang được đọc. Chờ đọc xong rồi làm tiếp.",
    terms.ENTERING: "đang được đưa vào bản dự thảo của đơn vị. Xem tiến độ ở bảng của đợt.",
}


def check_people(person: Any, institution: Unit) -> None:
    """The person may bring units and people of this institution in."""
    if not person.has_perm("imports.import_people", institution):
        raise errors.NotAllowed(
            "import_people", "Chỉ người quản trị hoặc phòng KT-ĐBCL được nhập đơn vị, nhân sự từ Excel."
        )


def can_confirm_people(person: Any, institution: Unit) -> bool:
    """Confirming appoints people, so it takes the right to appoint them one by one."""
    return bool(person.has_perm("organisation.edit", institution))


def check_confirm_people(person: Any, institution: Unit) -> None:
    if not can_confirm_people(person, institution):
        raise errors.NotAllowed("confirm_people", CONFIRMS_PEOPLE)


CONFIRMS_PEOPLE = "Người quản trị đơn vị xác nhận tệp này, vì xác nhận là bổ nhiệm và giao quyền."
