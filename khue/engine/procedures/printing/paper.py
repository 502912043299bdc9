"""The pages of a procedure, as QT.ĐBCL-04 is printed: cover block, three signature boxes, sections 1 to 6."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from khue.engine.procedures.language import deadlines, drawing, outline, schema
from khue.foundation.office import layout

WIDTH_MM, FULL_MM = 160.0, 205.0
BODY = layout.Look(size_pt=13, align="justify", first_mm=10, after_pt=6, spacing=1.15)
PLAIN = BODY.but(first_mm=0, align="left")
HEAD = layout.Look(size_pt=13, bold=True, before_pt=6, after_pt=4, keep_next=True, heading=1)
SUB = HEAD.but(heading=2)
SUBSUB = HEAD.but(heading=3, italic=True)
CELL = layout.Look(size_pt=12)
CENTRED = CELL.but(align="center")
TITLE = layout.Look(size_pt=16, bold=True, align="center")
BOXES = ("NGƯỜI SOẠN THẢO", "NGƯỜI XEM XÉT", "NGƯỜI PHÊ DUYỆT")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is printed: the definition, whose it is, who signs (“” = to be signed by hand), and whether it is only a draft."""

    procedure: schema.Procedure
    institution: str
    superior: str = ""
    signers: tuple[str, str, str] = ("", "", "")
    is_draft: bool = False
    at: datetime | None = None


def compose(facts: Facts) -> layout.Layout:
    """The whole paper on one sheet, its code and “Trang x/y” at the head of each page."""
    procedure = facts.procedure
    head = f"{procedure.code}    Lần ban hành: {procedure.issue_number}" + ("    BẢN SOẠN" if facts.is_draft else "")
    parts = (*_cover(facts), *_signatures(facts.signers), *_opening(procedure), *_content(procedure), *_kept(procedure))
    return layout.Layout(
        sheets=(layout.Sheet(paged_head=head, parts=parts),),
        title=f"Quy trình {procedure.title[:1].lower()}{procedure.title[1:]}",
        author=facts.institution,
        subject=procedure.code,
        at=facts.at,
    )


def _cover(facts: Facts) -> Iterator[layout.Part]:
    if facts.superior:
        yield _line(facts.superior.upper(), CENTRED.but(size_pt=13))
    yield _line(facts.institution.upper(), CENTRED.but(size_pt=13, bold=True, after_pt=10))
    procedure = facts.procedure
    day = procedure.effective_on
    lines = (
        f"Mã số: {procedure.code}",
        f"Lần ban hành: {procedure.issue_number}",
        f"Ngày có hiệu lực: {day:%d/%m/%Y}" if day.year > 1 else "Ngày có hiệu lực:      /      /",
    )
    name = layout.GridCell(
        (_line("QUY TRÌNH", TITLE.but(before_pt=6, after_pt=6)), _line(procedure.title.upper(), TITLE.but(size_pt=14))),
        rowspan=4,
        vertical="middle",
    )
    told = [layout.GridCell((_line(said, CELL.but(before_pt=3, after_pt=3)),), vertical="middle") for said in lines]
    total = layout.Line(
        (layout.Run("Tổng số trang: "), layout.Run("", field="pages")), CELL.but(before_pt=3, after_pt=3)
    )
    rows = ((name, told[0]), (told[1],), (told[2],), (layout.GridCell((total,), vertical="middle"),))
    yield layout.Grid(widths_mm=(100, 65), rows=rows, together=True, after_pt=12)


def _signatures(signers: Sequence[str]) -> Iterator[layout.Part]:
    heads = tuple(layout.GridCell((_line(said, CENTRED.but(bold=True)),)) for said in BOXES)
    signed = tuple(
        layout.GridCell(
            (
                _line("(Ký, ghi rõ họ tên)", CENTRED.but(italic=True)),
                layout.Gap(60),
                _line(one, CENTRED.but(bold=True)),
                _line("Ngày       /       /           ", CENTRED.but(before_pt=4)),
            )
        )
        for one in signers
    )
    yield layout.Grid(widths_mm=(55, 55, 55), rows=(heads, signed), together=True, after_pt=14)


def _opening(procedure: schema.Procedure) -> Iterator[layout.Part]:
    for title, said in (("1. Mục đích", procedure.purpose), ("2. Phạm vi, đối tượng áp dụng", procedure.scope)):
        yield _line(title, HEAD)
        yield _line(said or "–", BODY)
    yield _line("3. Tài liệu viện dẫn", HEAD)
    for ref in procedure.references:
        note = f" {ref.note}" if ref.note else ""
        yield _item(f"{ref.code}: {ref.title}.{note}")
    if not procedure.references:
        yield _line("Không có.", BODY)
    yield _line("4. Khái niệm và các chữ viết tắt", HEAD)
    if not procedure.terms:
        yield _line("Không có.", BODY)
    for term in procedure.terms:
        runs = (layout.Run(term.term, bold=True), layout.Run(f": {term.meaning}"))
        yield layout.Line(runs, PLAIN.but(left_mm=6, first_mm=-4, after_pt=3), "-")


def _content(procedure: schema.Procedure) -> Iterator[layout.Part]:
    yield _line("5. Nội dung", HEAD)
    for number, flow in enumerate(procedure.flows, 1):
        section = flow.section if flow.section.startswith("5.") else f"5.{number}"  # it stands below “5. Nội dung”
        yield _line(f"{section}. {flow.title}", SUB)
        if flow.steps:
            yield _line(f"{section}.1. Lưu đồ", SUBSUB)
            yield _picture(flow)
            yield _line(f"{section}.2. Mô tả chi tiết quy trình", SUBSUB)
            yield _steps(flow, procedure)
    if procedure.remarks:
        yield _line("Ghi chú", SUBSUB)
        for one in procedure.remarks:
            yield _item(one)


def _picture(flow: schema.Flow) -> layout.Picture:
    """As large as it is drawn, or as large as a page lets it be."""
    drawn = drawing.draw(flow)
    scale = min(WIDTH_MM / drawn.width_mm, FULL_MM / drawn.height_mm)
    return layout.Picture(drawn.svg, drawn.width_mm * scale, drawn.height_mm * scale, drawn.words, after_pt=8)


def _steps(flow: schema.Flow, procedure: schema.Procedure) -> layout.Grid:
    rows = [_heads("Bước", "Trình tự thực hiện", "Thời gian", "Trách nhiệm", "Hồ sơ/\nBiểu mẫu")]
    for step in flow.steps:
        backs = [one for one in step.outcomes if one.back]
        told = [_line(step.name, CELL.but(bold=True))]
        told += [_line(step.work, CELL.but(align="justify"))] if step.work else []
        told += [_line(f"+ {one.note or one.label}: trả lại bước {one.to}, ghi rõ lý do.", CELL) for one in backs]
        rows.append(
            (
                layout.GridCell((_line(step.code, CENTRED),)),
                layout.GridCell(tuple(told)),
                layout.GridCell((_line(deadlines.due_text(step.time_limit) or "–", CELL),)),
                layout.GridCell((_line(outline.people(step, procedure) or "–", CELL),)),
                layout.GridCell(tuple(_line(code, CELL) for code in step.forms) or (_line("–", CENTRED),)),
            )
        )
    whole = frozenset(range(len(rows)))
    return layout.Grid(widths_mm=(13, 52, 25, 37, 38), rows=tuple(rows), header_rows=1, whole=whole, after_pt=10)


def _kept(procedure: schema.Procedure) -> Iterator[layout.Part]:
    yield _line("6. Lưu hồ sơ", HEAD)
    rows = [_heads("TT", "Tên hồ sơ", "Mã hiệu", "Nơi lưu", "Thời hạn lưu")]
    for number, record in enumerate(procedure.records, 1):
        places = tuple(_line(one, CELL) for one in record.places) or (_line("–", CELL),)
        rows.append(
            (
                layout.GridCell((_line(str(number), CENTRED),)),
                layout.GridCell((_line(record.title, CELL),)),
                layout.GridCell((_line(record.form or "–", CELL),)),
                layout.GridCell(places),
                layout.GridCell((_line(f"{record.years} năm", CENTRED),)),
            )
        )
    whole = frozenset(range(len(rows)))
    yield layout.Grid(widths_mm=(12, 63, 34, 36, 20), rows=tuple(rows), header_rows=1, whole=whole)


def _heads(*titles: str) -> tuple[layout.GridCell, ...]:
    return tuple(layout.GridCell((_line(one, CENTRED.but(bold=True)),), vertical="middle") for one in titles)


def _line(said: str, look: layout.Look) -> layout.Line:
    return layout.Line((layout.Run(said),), look)


def _item(said: str) -> layout.Line:
    return layout.Line((layout.Run(said),), PLAIN.but(left_mm=6, first_mm=-4, after_pt=3, align="justify"), "-")
