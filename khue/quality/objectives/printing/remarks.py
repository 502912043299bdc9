"""Phiếu nhận xét: what the check found, as the paper that goes back to the unit (seed 000, 5.3 step 4: ghi nhận xét và chuyển lại)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from khue.engine.records import documents
from khue.foundation.kernel import clock
from khue.people.organisation.models import InstitutionProfile
from khue.quality.objectives import checks, terms
from khue.quality.objectives.models import ObjectiveSet, Review
from khue.quality.objectives.queries import checking

_COLUMNS = (
    documents.Column("TT", 1, align="center"),
    documents.Column("Chỗ cần xem", 3),
    documents.Column("Nhận xét", 7),
    documents.Column("Đề nghị", 6),
    documents.Column("Mức độ", 2, align="center"),
)
_SEVERITIES = {code: str(label) for code, label in terms.SEVERITIES}


def remarks(
    objective_set: ObjectiveSet, found: checking.Checked, review: Review | None, *, at: datetime
) -> documents.AdministrativeDocument:
    """The paper. What a review of this very content kept is printed as it was kept, else what is found now."""
    kept = checking.kept(review) or [checking.Kept(one, found.asides.get(one.ident)) for one in found.findings]
    profile = InstitutionProfile.objects.get(institution=objective_set.institution)
    whose = f"{objective_set.unit.name}, {objective_set.period.in_sentence}"
    return documents.AdministrativeDocument(
        letterhead=documents.Letterhead(
            issuer=objective_set.institution.name.upper(), superior=profile.superior_name.upper()
        ),
        type_name="PHIẾU NHẬN XÉT",
        abstract=f"Kiểm tra hình thức và tính nhất quán của mục tiêu chất lượng {whose}",
        place=profile.place,
        on=clock.today(review.at) if review else clock.today(at),
        body=tuple(_body(objective_set, kept, review)),
        boxes=_boxes(review),
        profile=profile.format_profile,
        prepared_at=at,
    )


def _body(objective_set: ObjectiveSet, kept: Sequence[checking.Kept], review: Review | None) -> list[documents.Block]:
    standing = [one for one in kept if one.override is None]
    blocks: list[documents.Block] = [documents.Paragraph(_summary(objective_set, standing))]
    if review is not None and review.note:
        outcome = "Ý kiến người xem xét" if review.passed else "Lý do trả lại"
        blocks.append(documents.Paragraph(f"{outcome}: {review.note}"))
    if standing:
        blocks.append(documents.Table(_COLUMNS, tuple(_row(n, one.finding) for n, one in enumerate(standing, start=1))))
    aside = [one for one in kept if one.override is not None]
    if aside:
        blocks.append(documents.Heading("Nhận xét được bỏ qua"))
        blocks.append(documents.ItemList(tuple(_aside(one) for one in aside)))
    return blocks


def _summary(objective_set: ObjectiveSet, standing: Sequence[checking.Kept]) -> str:
    if not standing:
        return "Bộ mục tiêu phù hợp về hình thức và nhất quán với mục tiêu của Trường; không có nhận xét nào."
    counts = (
        (label.lower(), sum(one.finding.severity == code for one in standing)) for code, label in _SEVERITIES.items()
    )
    said = ", ".join(f"{n} {label}" for label, n in counts if n)
    return f"Qua kiểm tra có {len(standing)} nhận xét ({said}). Đề nghị {objective_set.unit.name} xem và chỉnh sửa."


def _row(number: int, one: checks.Finding) -> tuple[documents.Cell, ...]:
    advice = (one.advice, f"Gợi ý: {one.suggestion}.".replace("..", ".")) if one.suggestion else (one.advice,)
    return documents.row(str(number), one.place.words, one.message, tuple(advice), _SEVERITIES[one.severity])


def _aside(one: checking.Kept) -> documents.Item:
    override = one.override or {}
    return documents.Item(
        f"{one.finding.place.words}: {one.finding.title}. {override.get('note', '')} ({override.get('by', '')})", "-"
    )


def _boxes(review: Review | None) -> tuple[documents.SignatureBox, ...]:
    if review is None:
        return (documents.SignatureBox("Người xem xét"),)
    return (
        documents.SignatureBox(
            "Người xem xét", name=review.by.display_name, on=clock.today(review.at), note="Đã xác nhận trên hệ thống"
        ),
    )
