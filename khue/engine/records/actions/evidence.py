"""Evidence is kept once, under the hash of its bytes, and used in many places."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from khue.engine.records import queries, rules, terms
from khue.engine.records.models import Evidence, EvidenceUse
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import clock, errors, text
from khue.people.organisation.models import Unit

_TITLE, _URL = 300, 500  # as the columns of the table
_is_web_address = URLValidator(schemes=["https", "http"])


@dataclass(frozen=True)
class Kept:
    """A file that has passed the rules."""

    name: str
    mime: str
    sha256: str
    size: int
    file: File[bytes]

    @property
    def path(self) -> str:
        # Under its own hash: a second copy of the same bytes takes no room, and a deed that is rolled back leaves no stray name.
        return f"{self.sha256[:2]}/{self.sha256}{PurePath(self.name).suffix}"


def add_evidence(
    *,
    institution: Unit,
    unit: Unit,
    title: str,
    effective_on: date,
    confidentiality: str,
    by: Any,
    at: datetime,
    file: File[bytes] | Kept | None = None,
    url: str = "",
    code: str = "",
) -> Evidence:
    """Keeps a file or a link and returns it. The very same file is not kept twice: the piece that is there is returned.

    Raises `NotAllowed`, `TooLarge`, `Unreadable` (empty), `Invalid` (kind of file, missing words) or `Conflict` (the same file is
    there, but this person may not see it). Whoever calls in a transaction gives a file that was examined before it.
    """
    rules.check_same_institution(institution, unit)
    rules.check_add(by, unit)
    _check_words(title, effective_on, confidentiality, bool(file), url, at)
    kept = examine(file) if isinstance(file, File) else file
    found = _already(institution, kept, url, effective_on)
    if found is not None:
        return _again(found, by)
    evidence = Evidence(
        institution=institution,
        unit=unit,
        title=title,
        code=text.squash(code)[:60],
        url=url,
        effective_on=effective_on,
        confidentiality=confidentiality,
        added_at=at,
        added_by=by,
    )
    if kept is not None:
        _store(evidence, kept)
    try:
        return _save(evidence, by, at)
    except IntegrityError:
        # Somebody sent the same file in the same moment.
        found = _already(institution, kept, url, effective_on)
        if found is None:
            raise
        return _again(found, by)


@transaction.atomic
def _save(evidence: Evidence, by: Any, at: datetime) -> Evidence:
    trail.take_turn(evidence.institution_id)
    evidence.save(force_insert=True)
    told = {
        "title": evidence.title,
        "unit": evidence.unit.name,
        "effective_on": evidence.effective_on,
        "confidentiality": evidence.confidentiality,
        "sha256": evidence.sha256,
        "url": evidence.url,
    }
    _tell(evidence, "records.evidence.added", by, at, told)
    return evidence


@transaction.atomic
def correct_evidence(
    *, evidence: Evidence, title: str, code: str, effective_on: date, confidentiality: str, by: Any, at: datetime
) -> Evidence:
    """Corrects what is written about a piece, never its file. Nothing changed: nothing written."""
    trail.take_turn(evidence.institution_id)
    rules.check_see(by, evidence)
    rules.check_add(by, evidence.unit)
    _check_words(title, effective_on, confidentiality, bool(evidence.sha256), evidence.url, at)
    after = {
        "title": text.squash(title),
        "code": text.squash(code)[:60],
        "effective_on": effective_on,
        "confidentiality": confidentiality,
    }
    before = {key: getattr(evidence, key) for key, value in after.items() if getattr(evidence, key) != value}
    if not before:
        return evidence
    for key in before:
        setattr(evidence, key, after[key])
    evidence.save()
    changed = {key: after[key] for key in before}
    _tell(evidence, "records.evidence.corrected", by, at, {"before": before, "after": changed})
    return evidence


@transaction.atomic
def attach(
    *,
    evidence: Evidence,
    subject_type: str,
    subject_id: int,
    by: Any,
    at: datetime,
    about: models.Model | None = None,
) -> EvidenceUse:
    """Uses a piece for a thing; using it twice for the same thing is one use. Whether `by` may change that thing is asked by the app
    that owns it. `about` is the aggregate whose history shows the event."""
    trail.take_turn(evidence.institution_id)
    rules.check_see(by, evidence)
    use, is_new = EvidenceUse.objects.get_or_create(
        institution_id=evidence.institution_id,
        evidence=evidence,
        subject_type=subject_type,
        subject_id=subject_id,
        defaults={"added_at": at, "added_by": by},
    )
    if is_new:
        _tell(evidence, "records.evidence.attached", by, at, _use_of(use), about)
    return use


@transaction.atomic
def detach(*, use: EvidenceUse, by: Any, at: datetime, about: models.Model | None = None) -> Evidence:
    """Takes a piece away from a thing; the piece stays in the library."""
    evidence = use.evidence
    trail.take_turn(evidence.institution_id)
    rules.check_detach(by, evidence)
    told = _use_of(use)
    removed, _by_model = EvidenceUse.objects.filter(pk=use.pk).delete()
    if removed:
        _tell(evidence, "records.evidence.detached", by, at, told, about)
    return evidence


def _check_words(title: str, effective_on: date, confidentiality: str, is_file: bool, url: str, at: datetime) -> None:
    faults: dict[str, list[str]] = {}
    if not text.squash(title):
        faults["title"] = [_("Đặt tên cho minh chứng để người khác biết đó là gì.")]
    elif len(text.squash(title)) > _TITLE:
        faults["title"] = [_("Tên minh chứng dài quá 300 chữ. Hãy viết ngắn lại.")]
    if confidentiality not in dict(terms.CONFIDENTIALITY):
        faults["confidentiality"] = [_("Chọn mức độ bảo mật có trong danh sách.")]
    if effective_on > clock.today(at):
        faults["effective_on"] = [_("Ngày có hiệu lực chưa đến. Hãy ghi ngày trên văn bản hoặc ngày có số liệu.")]
    if is_file == bool(url):
        faults["file"] = [_("Gửi tệp hoặc ghi liên kết; mỗi minh chứng một trong hai.")]
    if url and not _is_address(url):
        faults["url"] = [_("Ghi đủ địa chỉ, ví dụ https://khuevan.example/bao-cao.")]
    if faults:
        raise errors.Invalid("evidence", next(iter(faults.values()))[0], faults)


def _is_address(url: str) -> bool:
    try:
        _is_web_address(url)
    except ValidationError:
        return False
    return len(url) <= _URL


def examine(file: File[bytes]) -> Kept:
    """Reads and hashes a file and holds it to the rules; nothing is kept yet. Before the transaction, in which others wait.

    Raises `TooLarge`, `Unreadable` (empty), `Invalid` (kind of file).
    """
    name = rules.safe_name(file.name or "")
    rules.check_size(file.size)
    kind = rules.kind_of(name, file)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return Kept(name, kind.mime, digest.hexdigest(), file.size, file)


def _already(institution: Unit, kept: Kept | None, url: str, effective_on: date) -> Evidence | None:
    if kept is not None:
        return queries.same_file(institution, kept.sha256)
    return queries.same_link(institution, url, effective_on)


def _again(found: Evidence, by: Any) -> Evidence:
    if not rules.can_see(by, found):
        reason = _(
            "Tệp này đã có trong kho minh chứng ở đơn vị khác, thầy, cô chưa được xem. Hãy nhờ phòng KT-ĐBCL dùng chung."
        )
        raise errors.Conflict("evidence.kept_elsewhere", reason)
    return found


def _store(evidence: Evidence, kept: Kept) -> None:
    path = f"minh-chung/{evidence.institution_id}/{kept.path}"
    evidence.file.name = path if default_storage.exists(path) else default_storage.save(path, kept.file)
    evidence.file_name, evidence.mime = kept.name, kept.mime
    evidence.sha256, evidence.size = kept.sha256, kept.size


def _use_of(use: EvidenceUse) -> dict[str, Any]:
    return {"evidence": use.evidence.title, "subject_type": use.subject_type, "subject_id": use.subject_id}


def _tell(
    evidence: Evidence, verb: str, by: Any, at: datetime, data: dict[str, Any], about: models.Model | None = None
) -> None:
    trail.record(institution=evidence.institution_id, verb=verb, by=by, at=at, thing=evidence, about=about, data=data)
