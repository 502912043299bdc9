"""Who may add, see and use evidence, and which files it may be. `check_x` says why in words; `can_x` is the same as a bool."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import PurePath
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _

from khue.engine.records import terms
from khue.engine.records.models import Evidence
from khue.foundation.kernel import errors, text
from khue.foundation.ui import wording as ui
from khue.people.access import backend as access
from khue.people.organisation.models import Unit

_HEAD = 4096
_NAME_LENGTH = 120
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


def can_add(by: Any, unit: Unit) -> bool:
    return bool(by.has_perm("records.add_evidence", unit))


def check_add(by: Any, unit: Unit) -> None:
    if not can_add(by, unit):
        reason = _("Thầy, cô chưa được giao quyền nộp minh chứng của “%(unit)s”. Hãy nhờ Trưởng đơn vị.")
        raise errors.NotAllowed("records.add_evidence", reason % {"unit": unit.name})


def can_see(person: Any, evidence: Evidence) -> bool:
    """The same answer as `queries.visible_to`, for one piece that is at hand."""
    if evidence.added_by_id == person.pk and person.has_perm("records.add_evidence", evidence.unit):
        return True
    if evidence.confidentiality == terms.PUBLIC:
        return bool(person.has_perm("records.view_evidence", evidence.unit)) or _works_in(person, evidence)
    needed = "records.view_restricted" if evidence.confidentiality == terms.RESTRICTED else "records.view_evidence"
    return bool(person.has_perm(needed, evidence.unit))


def check_see(person: Any, evidence: Evidence) -> None:
    if not can_see(person, evidence):
        reason = _("Không có minh chứng này, hoặc thầy, cô chưa được xem. Hãy hỏi đơn vị giữ minh chứng.")
        raise errors.NotFound("evidence", reason)


def check_same_institution(institution: Unit, unit: Unit) -> None:
    if unit.owner_id != institution.pk:
        raise errors.Conflict("unit.other_institution", _("Minh chứng phải thuộc một đơn vị của cùng cơ sở."))


def can_detach(by: Any, evidence: Evidence) -> bool:
    return can_add(by, evidence.unit)


def check_detach(by: Any, evidence: Evidence) -> None:
    if not can_detach(by, evidence):
        reason = _("Chỉ người nộp minh chứng của “%(unit)s” mới gỡ được minh chứng này khỏi chỗ dùng.")
        raise errors.NotAllowed("records.detach_evidence", reason % {"unit": evidence.unit.name})


def safe_name(name: str) -> str:
    """The name of a file without folders and signs that some system refuses, its ending kept in small letters."""
    bare = _UNSAFE.sub(" ", text.squash(PurePath(name.replace("\\", "/")).name))
    path = PurePath(text.squash(bare).strip(". ") or "tep")
    stem = path.stem[: _NAME_LENGTH - len(path.suffix)].strip(". ") or "tep"
    return stem + path.suffix.lower()


def check_size(size: int) -> None:
    if size > terms.MAX_BYTES:
        reason = _("Tệp nặng %(size)s, quá mức %(limit)s. Hãy nén ảnh, chia tệp hoặc gửi liên kết.")
        raise errors.TooLarge("evidence.size", reason % {"size": ui.size(size), "limit": ui.size(terms.MAX_BYTES)})
    if size == 0:
        raise errors.Unreadable("evidence.empty", _("Tệp không có nội dung. Hãy mở tệp kiểm tra rồi gửi lại."))


def kind_of(name: str, file: IO[bytes]) -> terms.Kind:
    """What the file is, by its own bytes; its name must agree. Raises `Invalid` for a kind that is not taken or a false name."""
    kind = terms.KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        reason = _("Không nhận tệp “%(name)s”. Hãy gửi tệp có đuôi %(kinds)s.")
        _refuse("evidence.kind", reason % {"name": name, "kinds": ", ".join(sorted(terms.KINDS))})
    file.seek(0)
    head = file.read(_HEAD)
    is_true = _is_text(head) if not kind.begins else head[kind.at :].startswith(kind.begins)
    if is_true and kind.begins and kind.begins[0].startswith(b"PK"):
        is_true = _holds(file, kind.inside)
    file.seek(0)
    if not is_true:
        reason = _(
            "Tệp “%(name)s” có đuôi %(ending)s nhưng nội dung không phải. Hãy mở tệp, lưu lại đúng kiểu rồi gửi."
        )
        _refuse("evidence.false_kind", reason % {"name": name, "ending": kind.ending})
    return kind


def _works_in(person: Any, evidence: Evidence) -> bool:
    institution = evidence.institution
    return any(
        grant.institution_id == institution.pk and "records.view_evidence" in grant.permissions
        for grant in access.held_by(person)
    )


def _is_text(head: bytes) -> bool:
    # Notepad writes UTF-16 with its mark; otherwise a zero byte is no text, nor is a program or a page of the web.
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in head


def _holds(file: IO[bytes], wanted: str) -> bool:
    try:
        names = zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        return False
    return any(name.startswith(wanted) for name in names)


def _refuse(code: str, reason: str) -> NoReturn:
    raise errors.Invalid(code, reason, {"file": [reason]})
