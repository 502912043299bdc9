"""The border to the worker: the files of a paper are made once, kept under their hash, and never written again."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from khue.engine.papers import hooks, terms
from khue.engine.papers.models import Paper, PaperFile
from khue.engine.records import documents, printing, rules
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.foundation.ui import wording

LOG = logging.getLogger("khue.papers")
PRINTERS: tuple[tuple[str, Callable[[documents.AdministrativeDocument], bytes]], ...] = (
    (terms.PDF, printing.to_pdf),
    (terms.DOCX, printing.to_docx),
)


@task()
def build(paper_id: int) -> int:
    """Makes what is still missing of a paper's files; how many were made. A second worker makes nothing."""
    paper = Paper.objects.select_related("institution", "unit", "signer").get(pk=paper_id)
    if paper.built_at is not None or not paper.is_made_here:
        return 0
    known = set(paper.files.filter(continues__isnull=True).values_list("part", "order", "format"))
    try:
        made = list(_made(paper, known))
    except (errors.Refused, ValueError) as fault:
        LOG.exception("tạo tệp của %s", paper.code)
        Paper.objects.filter(pk=paper.pk).update(build_fault=str(fault)[:300])
        return 0
    return _keep(paper, made, timezone.now())


def _made(paper: Paper, known: set[tuple[str, int, str]]) -> Iterator[tuple[PaperFile, bytes]]:
    for piece in hooks.kind(paper.content_kind).compose(paper):
        for ending, write in PRINTERS:
            if (piece.part, piece.order, ending) in known:
                continue
            name = rules.safe_name(f"{piece.name}.{ending}")
            row = PaperFile(
                institution_id=paper.institution_id, paper=paper, part=piece.part, format=ending, title=piece.title[:300],
                name=name, order=piece.order,
            )  # fmt: skip
            yield row, write(piece.document)


@transaction.atomic
def _keep(paper: Paper, made: list[tuple[PaperFile, bytes]], at: datetime) -> int:
    """All files or none; whoever comes second finds them there."""
    trail.take_turn(paper.institution_id)
    locked = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if locked.built_at is not None:
        return 0
    for row, content in made:
        store(row, content, at)
    Paper.objects.filter(pk=paper.pk).update(built_at=at, build_fault="")
    data = {"code": paper.code, "files": len(made), "sha256": [row.sha256 for row, _content in made]}
    trail.record(institution=paper.institution_id, verb="papers.paper.built", by=None, at=at, thing=paper, data=data)
    return len(made)


def store(row: PaperFile, content: bytes, at: datetime) -> PaperFile:
    """Keeps the bytes under their own hash and the row that names them."""
    digest = hashlib.sha256(content).hexdigest()
    path = f"van-ban/{row.institution_id}/{digest[:2]}/{digest}.{row.format}"
    row.file.name = path if default_storage.exists(path) else default_storage.save(path, ContentFile(content))
    row.sha256, row.size, row.made_at = digest, len(content), at
    row.save(force_insert=True)
    return row


def read(file: PaperFile) -> bytes:
    """The bytes as they were made. Raises `Conflict` when what lies there is no longer that."""
    if not default_storage.exists(file.file.name or ""):
        raise errors.Conflict(
            "file_missing", "Tệp của văn bản không còn trong kho. Hãy báo quản trị khôi phục từ bản sao lưu."
        )
    with file.file.open("rb") as opened:
        content: bytes = opened.read()
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise errors.Conflict(
            "file_changed", "Tệp trong kho không còn đúng với lúc tạo (khác mã SHA-256). Hãy báo quản trị."
        )
    return content


def copy_of(paper: Paper, file: PaperFile) -> bytes:
    """What people are given: the file as it was made; of a paper that is not in force a PDF says so on every page."""
    content = read(file)
    if paper.state == terms.IN_FORCE or file.format != terms.PDF:
        return content
    from khue.foundation.office import voiding  # pyHanko takes a second to import: not when Khuê starts

    return voiding.marked(content, word=str(terms.ENDED_WORDS[paper.state]), line=ended_line(paper))


def ended_line(paper: Paper) -> str:
    """“ĐÃ THU HỒI ngày 12/11/2026 theo 325/QĐ-CĐKTKV: Quyết định số 318/QĐ-CĐKTKV ngày 01/09/2026”."""
    by_code = paper.replaced_by.code if paper.replaced_by is not None else paper.end_code
    said = _("%(word)s ngày %(day)s") % {"word": terms.ENDED_WORDS[paper.state], "day": wording.day(paper.ended_at)}
    if by_code:
        said += _(" theo %s") % by_code if paper.state == terms.RECALLED else _(" bằng %s") % by_code
    named = {"kind": paper.get_kind_display(), "code": paper.code, "day": wording.day(paper.issued_on)}
    return said + _(": %(kind)s số %(code)s ngày %(day)s") % named
