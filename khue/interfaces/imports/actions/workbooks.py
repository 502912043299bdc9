"""A set goes out to Excel, is edited there, and comes back: compared, asked about, confirmed in one deed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors
from khue.interfaces.imports import terms
from khue.interfaces.imports.actions import plans
from khue.interfaces.imports.importing.workbook import coming
from khue.interfaces.imports.models import StagedWorkbook
from khue.interfaces.imports.printing import workbooks as printing
from khue.interfaces.imports.queries import workbooks as queries
from khue.quality.objectives import queries as objectives
from khue.quality.objectives import rules as objective_rules
from khue.quality.objectives.actions import editing
from khue.quality.objectives.models import ObjectiveSet


def write_out(*, objective_set: ObjectiveSet, by: Any, at: datetime) -> bytes:
    """The set as a workbook to be edited. Whoever may see the set may take it along; who may change it is asked when it comes back."""
    objective_rules.check_view(by, objective_set)
    content = objectives.content_of(objective_set)
    about = {
        "set": objective_set.public_id, "revision": objective_set.revision, "at": at.isoformat(), "content": content.to_json(),
    }  # fmt: skip
    return printing.edit_book(
        about=about,
        title=objective_set.title,
        content=content,
        ties=queries.ties_of(objective_set),
        units=queries.units_of(objective_set, clock.today(at)),
        at=at,
    )


def stage(*, objective_set: ObjectiveSet, name: str, content: bytes, by: Any, at: datetime) -> StagedWorkbook:
    """Reads an edited workbook and keeps it to be looked at. `Unreadable`, `TooLarge`, `Invalid` say why it cannot be used."""
    objective_rules.check_edit(by, objective_set)
    name = PurePath(name.replace("\\", "/")).name[:180] or "tep.xlsx"
    read = coming.read(content, name, queries.ties_of(objective_set))
    if read.set != objective_set.public_id:
        raise errors.Invalid("other_set", _of_another(read.set, objective_set))
    sha256 = hashlib.sha256(content).hexdigest()
    staged = StagedWorkbook(
        institution=objective_set.institution, set=objective_set, file_name=name, sha256=sha256, coming=read.to_json(),
        staged_at=at, staged_by=by,
    )  # fmt: skip
    with transaction.atomic():
        staged.file.save(plans.stored_name(sha256, name), ContentFile(content), save=False)
        staged.save()
        _tell(staged, "imports.workbook.staged", by, at, exported=read.at)
    return staged


def _of_another(public_id: str, objective_set: ObjectiveSet) -> str:
    other = ObjectiveSet.objects.filter(public_id=public_id, institution_id=objective_set.institution_id).first()
    if other is None:
        return f"Tệp này xuất từ bộ mục tiêu khác, không phải “{objective_set.title}”. Mở đúng bộ rồi đưa tệp vào."
    version = f" bản {other.version}" if other.title == objective_set.title else ""
    return f"Tệp này xuất từ “{other.title}”{version}, không phải bộ đang mở. Mở đúng bộ, hoặc xuất lại từ bộ này."


@transaction.atomic
def confirm(
    *, staged: StagedWorkbook, choices: Mapping[str, str], revision: int, by: Any, at: datetime
) -> ObjectiveSet:
    """Saves what the page showed, or nothing. `revision` is that of the set when it was shown; every question must be answered."""
    trail.take_turn(staged.institution_id)
    fresh = queries.workbook_for(by, staged.public_id, lock=True)
    _check_open(fresh)
    objective_rules.check_edit(by, fresh.set)
    if fresh.set.revision != revision:
        said = "Bộ mục tiêu vừa được sửa ở nơi khác. Tải lại trang để xem thay đổi mới rồi xác nhận."
        raise errors.Conflict("workbook_stale", said)
    found = queries.outcome(fresh, choices)
    if found.faults:
        raise errors.Invalid("workbook_faults", f"Tệp còn chỗ phải sửa, chưa lưu gì: {found.faults[0]}")
    if found.open:
        raise errors.Conflict("workbook_open", f"Còn {len(found.open)} chỗ phải chọn. Chọn hết rồi xác nhận.")
    if found.steps:
        editing.replace_content(
            objective_set=fresh.set, content=found.content, revision=revision, by=by, at=at, source=fresh.file_name
        )
    fresh.state, fresh.closed_at = terms.CONFIRMED, at
    fresh.save()
    _tell(fresh, "imports.workbook.confirmed", by, at, changes=len(found.steps), chosen=len(found.questions))
    return fresh.set


@transaction.atomic
def discard(*, staged: StagedWorkbook, by: Any, at: datetime) -> StagedWorkbook:
    """Does not take this workbook. It stays on record, nothing of it is saved elsewhere."""
    trail.take_turn(staged.institution_id)
    fresh = queries.workbook_for(by, staged.public_id, lock=True)
    _check_open(fresh)
    fresh.state, fresh.closed_at = terms.DISCARDED, at
    fresh.save()
    _tell(fresh, "imports.workbook.discarded", by, at)
    return fresh


def _check_open(staged: StagedWorkbook) -> None:
    if staged.state != terms.STAGED:
        said = "đã được xác nhận" if staged.state == terms.CONFIRMED else "đã bị bỏ"
        raise errors.Conflict("staged_closed", f"Tệp “{staged.file_name}” {said}.")


def _tell(staged: StagedWorkbook, verb: str, by: Any, at: datetime, **data: Any) -> None:
    trail.record(
        institution=staged.institution_id, verb=verb, by=by, at=at, thing=staged, about=staged.set,
        data={"file": staged.file_name, **data},
    )  # fmt: skip
