"""The papers of a consultation: the summary table for the meeting and its minutes, in the layout of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khue.engine.records import documents
from khue.foundation.kernel import clock
from khue.people.organisation.models import InstitutionProfile
from khue.quality.objectives import contents, terms
from khue.quality.objectives.models import Minutes, ObjectiveSet
from khue.quality.objectives.printing.forms import in_full
from khue.quality.objectives.queries.consulting import Consultation, Line

ANSWERS = {terms.ACCEPTED: "Tiếp thu", terms.DECLINED: "Giải trình, giữ nguyên", "": "Chưa trả lời"}
"""Papers are in Vietnamese, whatever language the screen of whoever prints them has."""


def summary(objective_set: ObjectiveSet, found: Consultation, *, at: datetime) -> documents.AdministrativeDocument:
    """Bảng tổng hợp ý kiến góp ý: what was said, by whom, about what, and what becomes of it."""
    counts = (
        f"Số người được lấy ý kiến: {found.asked}. Số ý kiến: {len(found.lines)}; tiếp thu {found.accepted}, "
        f"giải trình {found.declined}, chưa trả lời {found.unanswered}."
    )
    until = f" Nhận góp ý đến hết {in_full(found.round.deadline)}." if found.round.deadline else ""
    return documents.AdministrativeDocument(
        **_head(objective_set, at),
        type_name="BẢNG TỔNG HỢP",
        abstract=f"Ý kiến góp ý dự thảo {_title(objective_set)}",
        body=(documents.Paragraph(counts + until), _table(found)),
        orientation="landscape",
    )


def minutes(
    objective_set: ObjectiveSet, found: Consultation, one: Minutes, *, at: datetime
) -> documents.AdministrativeDocument:
    """Biên bản họp: time, place, who was there, what was said, the conclusions and votes; signed by secretary and chair."""
    return documents.AdministrativeDocument(
        **_head(objective_set, at),
        place=_profile(objective_set).place,
        on=one.met_on,
        type_name="BIÊN BẢN",
        abstract=f"Họp góp ý dự thảo {_title(objective_set)}",
        body=(*_meeting(one), *_said(found), *_conclusions(one)),
        signatures=(
            documents.Signature(position="THƯ KÝ", name=one.secretary.display_name),
            documents.Signature(position="CHỦ TỌA", name=one.chair.display_name),
        ),
        recipients=documents.Recipients(("Như thành phần họp",), archive=f"VT, {objective_set.unit.code}"),
    )


def _head(objective_set: ObjectiveSet, at: datetime) -> dict[str, Any]:
    institution, profile = objective_set.institution.name.upper(), _profile(objective_set)
    letterhead = documents.Letterhead(issuer=objective_set.unit.name.upper(), superior=institution)
    if objective_set.is_school_level:
        letterhead = documents.Letterhead(issuer=institution, superior=profile.superior_name.upper())
    return {"letterhead": letterhead, "profile": profile.format_profile, "prepared_at": at}


def _profile(objective_set: ObjectiveSet) -> InstitutionProfile:
    return InstitutionProfile.objects.get(institution_id=objective_set.institution_id)


def _title(objective_set: ObjectiveSet) -> str:
    return objective_set.title[:1].lower() + objective_set.title[1:]


def _table(found: Consultation) -> documents.Table:
    columns = (
        documents.Column("TT", 1, align="center"), documents.Column("Ý kiến", 7), documents.Column("Người góp ý", 3),
        documents.Column("Mục", 4), documents.Column("Tiếp thu, giải trình", 7),
    )  # fmt: skip
    rows = tuple(_row(line) for line in found.lines)
    return documents.Table(columns, rows or (documents.row("", "Không có ý kiến góp ý.", "", "", ""),))


def _row(line: Line) -> tuple[documents.Cell, ...]:
    one = line.comment
    who = (one.by.full_name, f"{clock.today(one.at):%d/%m/%Y}")
    return documents.row(str(line.number), one.text, who, one.place or "Cả bộ mục tiêu", _answer(line))


def _answer(line: Line) -> tuple[documents.Item | str, ...]:
    """The answer in bold, why, and what was changed: before and after."""
    label = ANSWERS[line.comment.response]
    said = line.comment.response_text
    first = documents.labelled(f"{label}:", said) if said else documents.Item((documents.Span(label, bold=True),))
    return (first, *(documents.Item(change, "-") for change in map(_change, line.changes)))


def _change(change: contents.Change) -> str:
    return change.sentence


def _meeting(one: Minutes) -> tuple[documents.Block, ...]:
    until = f" đến {one.ends_at:%H} giờ {one.ends_at:%M}" if one.ends_at else ""
    present = documents.ItemList(tuple(documents.Item(who, "-") for who in map(_attendee, one.attendees)))
    absent = (documents.Paragraph(f"Vắng mặt: {one.absent}"),) if one.absent else ()
    return (
        documents.Heading("1. Thời gian, địa điểm"),
        documents.Paragraph(
            f"Từ {one.starts_at:%H} giờ {one.starts_at:%M}{until}, {in_full(one.met_on)}, tại {one.place}."
        ),
        documents.Heading("2. Thành phần"),
        documents.Paragraph(f"Chủ tọa: {one.chair.display_name}. Thư ký: {one.secretary.display_name}."),
        documents.Paragraph(f"Có mặt: {len(one.attendees)} người."),
        present,
        *absent,
    )


def _attendee(one: dict[str, str]) -> str:
    return ", ".join(filter(None, [one.get("name", ""), one.get("post", "")]))


def _said(found: Consultation) -> tuple[documents.Block, ...]:
    count = f"Cuộc họp đã nghe trình bày dự thảo và thảo luận {len(found.lines)} ý kiến góp ý:"
    return (documents.Heading("3. Nội dung, ý kiến"), documents.Paragraph(count), _table(found))


def _conclusions(one: Minutes) -> tuple[documents.Block, ...]:
    lines = [line.strip() for line in one.conclusions.splitlines() if line.strip()]
    votes = [
        f"{name}: {count}"
        for name, count in (
            ("tán thành", one.votes_for), ("không tán thành", one.votes_against), ("ý kiến khác", one.votes_other)
        )
        if count is not None
    ]  # fmt: skip
    voted = (documents.Paragraph(f"Biểu quyết: {', '.join(votes)}."),) if votes else ()
    end = f" lúc {one.ends_at:%H} giờ {one.ends_at:%M} cùng ngày" if one.ends_at else " cùng ngày"
    return (
        documents.Heading("4. Kết luận"),
        *(documents.Paragraph(line) for line in lines),
        *voted,
        documents.Paragraph(f"Cuộc họp kết thúc{end}; biên bản đã được thông qua./."),
    )
