"""Procedures for the tests: the packs as they are shipped, and one that nobody has ever printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from khue.engine.procedures.language import loader, schema

PACKS = Path(__file__).resolve().parents[3] / "packs" / "procedures"
ALL = sorted(path.name for path in PACKS.glob("*.yaml"))

INVENTED = """
code: QT.SK-09
title: Xét sáng kiến
issue_number: "1"
effective_on: 2026-01-01
roles:
  - {code: staff, title: Tác giả}
  - {code: unit_head, title: Trưởng đơn vị}
  - {code: rector, title: Hiệu trưởng}
gates:
  - {code: scored, message: Hãy chấm điểm sáng kiến trước.}
forms:
  - {code: BM.SK.01, title: Đơn đề nghị}
records:
  - {form: BM.SK.01, title: Đơn đề nghị, places: [Phòng Khoa học], years: 3}
flows:
  - code: idea
    title: Xét sáng kiến cấp trường
    level: unit
    steps:
      - code: nop
        name: Nộp đơn
        forms: [BM.SK.01]
        responsible: [{role: staff, scope: everyone, label: Tác giả}]
        outcomes:
          - {code: send, label: Nộp, to: cham, effects: [tests.note]}
          - {code: fast, label: Nộp thẳng Hiệu trưởng, to: ky}
      - code: cham
        name: Chấm điểm
        time_limit: {kind: calendar_days, max_days: 10}
        responsible: [{role: unit_head, scope: in, label: Trưởng đơn vị}]
        outcomes:
          - {code: good, label: Đạt, to: hop, gates: [scored], primary: true}
          - {code: bad, label: Không đạt, to: end, reason_required: true}
          - {code: back, label: Trả lại, to: nop, back: true, reason_required: true}
      - code: hop
        name: Họp hội đồng
        time_limit: {kind: absolute, on: 2026-12-31}
        responsible: [{role: unit_head, scope: in, label: Trưởng đơn vị}]
        outcomes:
          - {code: agree, label: Nhất trí, to: ky, effects: [tests.note]}
          - {code: again, label: Họp lại, to: hop, back: true, reason_required: true}
      - code: ky
        name: Công nhận
        kind: approve
        responsible: [{role: rector, scope: over, label: Hiệu trưởng}]
        outcomes:
          - {code: sign, label: Công nhận, to: end, primary: true, effects: [tests.note]}
          - {code: back, label: Trả lại, to: cham, back: true, reason_required: true}
"""


@cache
def pack(name: str) -> schema.Procedure:
    return loader.load((PACKS / name).read_text(encoding="utf-8"))


@cache
def invented() -> schema.Procedure:
    return loader.load(INVENTED)


def every() -> list[tuple[schema.Procedure, schema.Flow]]:
    """Each flow of each pack, and the invented one."""
    procedures = [*(pack(name) for name in ALL), invented()]
    return [(procedure, flow) for procedure in procedures for flow in procedure.flows]
