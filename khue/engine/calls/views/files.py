"""Files of a call: the notice and the template as Word and PDF, the board as Excel."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from khue.engine.calls import hooks, printing, queries
from khue.engine.records import documents
from khue.engine.records import printing as paper
from khue.foundation.kernel import errors, text
from khue.foundation.office import xlsx_out
from khue.foundation.ui import responses
from khue.people.accounts.models import SignedIn
from khue.people.organisation import queries as organisation

KINDS = {"docx": (paper.to_docx, paper.DOCX), "pdf": (paper.to_pdf, paper.PDF)}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def notice(request: SignedIn, public_id: str, kind: str) -> HttpResponse:
    """THÔNG BÁO with its annexes."""
    call = queries.call_for(request.user, public_id)
    return _file(printing.notice(call), printing.file_name(call), kind)


@require_GET
def template(request: SignedIn, public_id: str, kind: str) -> HttpResponse:
    """The empty form; `don-vi` puts the name of one's unit on it."""
    call = queries.call_for(request.user, public_id)
    if not call.form_code:
        raise errors.NotFound("no_form", _("Đợt này không gửi kèm biểu mẫu."))
    asked = request.GET.get("don-vi", "")
    unit = queries.recipient_for(request.user, call, asked).unit if asked else None
    name = f"{call.form_code} {unit.name if unit else ''} {call.period.code}"
    return _file(hooks.kind(call.kind).template(call, unit), name, kind)


@require_GET
def excel(request: SignedIn, public_id: str) -> HttpResponse:
    """The board as it stands, for whoever may see it."""
    call, today = queries.call_for(request.user, public_id), timezone.localdate()
    lines = queries.board(request.user, call, organisation.calendar_for(call.institution_id), today).lines
    table = xlsx_out.Table(
        _("Theo dõi"), _COLUMNS, _rows(lines), above=(call.title, _("Tính đến %s") % f"{today:%d/%m/%Y}")
    )
    content = b"".join(xlsx_out.chunks([table], title=call.title, at=timezone.now()))
    return responses.download(content, f"Theo dõi {call.period.code}.xlsx", XLSX)


_COLUMNS = (
    xlsx_out.Column("TT", 6, "integer"),
    xlsx_out.Column("Đơn vị", 40),
    xlsx_out.Column("Bước", 22),
    xlsx_out.Column("Trạng thái", 30),
    xlsx_out.Column("Đang ở ai", 34),
    xlsx_out.Column("Hạn của bước", 14, "day"),
    xlsx_out.Column("Hạn của đợt", 14, "day"),
    xlsx_out.Column("Còn lại hoặc trễ", 24),
    xlsx_out.Column("Ngày hoàn thành", 16, "day"),
    xlsx_out.Column("Số lần nhắc", 12, "integer"),
    xlsx_out.Column("Nhắc gần nhất", 18, "moment"),
)


def _rows(lines: list[queries.Line]) -> Iterator[list[xlsx_out.Value]]:
    for place, line in enumerate(lines, start=1):
        progress = line.progress
        holder = ", ".join(filter(None, [progress.holder, progress.holder_note]))
        yield [
            place, line.unit.name, progress.step, progress.state, holder,
            None if line.is_answered else line.due_on, line.recipient.ends_on, "" if line.is_answered else line.due.text,
            progress.answered_on, line.reminded, line.reminded_at,
        ]  # fmt: skip


def _file(document: documents.AdministrativeDocument, name: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise errors.NotFound("no_kind", _("Chỉ tải được tệp Word (.docx) hoặc PDF (.pdf)."))
    write, mime = KINDS[kind]
    return responses.download(write(document), text.squash(f"{name}.{kind}"), mime)
