"""What a procedure that could run still may not do: be approved by its only author, loop without anybody, keep nothing,
ask for a step before the one it follows.

Sources: ISO 9001:2015, 7.5.3 (documented information is kept for a stated time); QT.ĐBCL-04, 5.2-5.3 (whoever approves is not
the one who drafts) and 6 (table of records).
"""

from __future__ import annotations

from collections.abc import Iterator

from khue.engine.procedures.language import schema
from khue.engine.procedures.language.schema import Fault

AUTHORING = frozenset({"draft", "finalise"})
_YEAR_STARTS = (9, 1)
"""A school year begins in September, a calendar year in January: an order that holds in neither is wrong."""


def faults(procedure: schema.Procedure) -> Iterator[Fault]:
    """Faults of the whole, then of each flow."""
    yield from _kept(procedure)
    for flow in procedure.flows:
        yield from _approved(procedure, flow)
        yield from _loops(flow)
        yield from _order(flow)


def _kept(procedure: schema.Procedure) -> Iterator[Fault]:
    if not procedure.records:
        yield Fault("records", "Chưa có hồ sơ nào được lưu. Hãy ghi tên hồ sơ, nơi lưu và thời hạn lưu.")
        return
    known = {form.code for form in procedure.forms}
    kept = {record.form for record in procedure.records}
    for flow in procedure.flows:
        for step in flow.steps:
            for code in step.forms:
                if code in known - kept:
                    yield Fault(f"{flow.code}/{step.code}", f"Biểu mẫu “{code}” chưa có nơi lưu và thời hạn lưu.")
    for record in procedure.records:
        if not record.places:
            yield Fault("records", f"Hồ sơ “{record.title}” chưa ghi nơi lưu.")


def _approved(procedure: schema.Procedure, flow: schema.Flow) -> Iterator[Fault]:
    """Somebody writes and somebody else approves, unless the procedure lets one person do both."""
    authors = {_who(one) for step in flow.steps if step.kind in AUTHORING for one in step.deciders}
    approving = [step for step in flow.steps if step.kind == "approve"]
    if not authors or "author_approves" in procedure.one_person_may:
        return
    if not approving:
        yield Fault(flow.code, "Lưu đồ có bước soạn thảo nhưng không có bước phê duyệt.")
    for step in approving:
        if step.deciders and len(authors | {_who(one) for one in step.deciders}) == 1:
            yield Fault(
                f"{flow.code}/{step.code}", "Người phê duyệt cũng là người duy nhất được soạn. Hãy giao người khác."
            )


def _who(one: schema.Responsible) -> tuple[str, str, str]:
    return one.role, one.unit, one.person


def _loops(flow: schema.Flow) -> Iterator[Fault]:
    """A return leads round through steps that nobody decides: the case would never come out."""
    ways = {step.code: [one.to for one in step.outcomes if not one.back] for step in flow.steps}
    ahead = {code: _ahead(ways, code) for code in ways}
    for step, outcome in flow.edges():
        if not outcome.back or outcome.to not in ahead:
            continue
        round_ = [one for one in flow.steps if one.code in ahead[outcome.to] and step.code in ahead[one.code]]
        if round_ and not any(one.deciders for one in round_):
            told = ", ".join(one.code for one in round_)
            yield Fault(f"{flow.code}/{step.code}", f"Vòng trả lại qua các bước {told} không có người quyết định.")


def _ahead(ways: dict[str, list[str]], source: str) -> set[str]:
    """Where one comes from a step without returns, itself among them."""
    seen, waiting = {source}, [source]
    while waiting:
        for to in ways.get(waiting.pop(), []):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


def _order(flow: schema.Flow) -> Iterator[Fault]:
    """A window may begin on the day on which the one before it ends, and no earlier."""
    for step, outcome in flow.edges():
        after = flow.step(outcome.to)
        if after is None or outcome.back or step.time_limit is None or after.time_limit is None:
            continue
        if _overlap(step.time_limit, after.time_limit):
            yield Fault(
                f"{flow.code}/{after.code}",
                f"Thời gian {after.time_limit.first} - {after.time_limit.last} chồng lên thời gian của bước {step.code} "
                f"({step.time_limit.first} - {step.time_limit.last}).",
            )


def _overlap(one: schema.TimeLimit, after: schema.TimeLimit) -> bool:
    if not (one.first and one.last and after.first and after.last) or one.occurs != after.occurs:
        return False
    return all(_place(after.first, start) < _place(one.last, start) for start in _YEAR_STARTS)


def _place(day: schema.DayOfYear, start: int) -> tuple[int, int]:
    return (day.month - start) % 12, day.day
