"""What would change for a running case if it went on by another issue of its procedure: pure comparison, nothing is moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from khue.engine.procedures.language import deadlines, machine, outline, schema


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different from the present step on: which step, what of it, before and after ("" = not there)."""

    step: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Where the case stands and where it would; `refusal` says why it cannot be moved ("" when it can)."""

    here: schema.Step
    there: schema.Step | None
    changes: tuple[Change, ...]
    refusal: str = ""


def preview(old: schema.Procedure, new: schema.Procedure, state: machine.State) -> Preview:
    """What the move means for a case in this state. Steps are the same when they have the same code in the same flow."""
    here = machine.present(old, state)
    flow = new.flow(state.flow)
    there = flow.step(state.step) if flow else None
    if not state.is_running:
        return Preview(here, there, (), "Lượt thực hiện này đã kết thúc.")
    if flow is None:
        return Preview(here, None, (), f"Lần ban hành {new.issue_number} không có lưu đồ “{state.flow}”.")
    if there is None:
        said = f"Lần ban hành {new.issue_number} không có bước {here.code}. {here.name}, nơi lượt này đang đứng."
        return Preview(here, None, (), said)
    before = old.flow(state.flow)
    assert before is not None  # the state is of this flow
    return Preview(here, there, tuple(_changes(before, flow, state)))


def moved(new: schema.Procedure, state: machine.State) -> machine.State:
    """The state by the other issue: the same step; what was passed and is no step any more stays in the history only."""
    flow = new.flow(state.flow)
    assert flow is not None  # preview refused otherwise
    return replace(state, passed=tuple(one for one in state.passed if flow.step(one.step)))


def _changes(old: schema.Flow, new: schema.Flow, state: machine.State) -> list[Change]:
    done = {one.step for one in state.passed}
    codes = dict.fromkeys([*(one.code for one in old.steps), *(one.code for one in new.steps)])
    found: list[Change] = []
    for code in codes:
        if code not in done:
            found.extend(_of_step(code, old.step(code), new.step(code)))
    return found


def _of_step(code: str, old: schema.Step | None, new: schema.Step | None) -> list[Change]:
    if old is None or new is None:
        return [
            Change(code, "Bước", f"{old.code}. {old.name}" if old else "", f"{new.code}. {new.name}" if new else "")
        ]
    pairs = (
        ("Tên bước", old.name, new.name),
        ("Công việc", old.work, new.work),
        ("Thời gian", deadlines.due_text(old.time_limit), deadlines.due_text(new.time_limit)),
        ("Trách nhiệm", outline.people(old), outline.people(new)),
        ("Biểu mẫu", ", ".join(old.forms), ", ".join(new.forms)),
        ("Lối ra", ways(old), ways(new)),
    )
    return [Change(code, what, before, after) for what, before, after in pairs if before != after]


def ways(step: schema.Step) -> str:
    """The outcomes of a step in words: “Trình phê duyệt → bước 4; Trả lại → bước 3”."""
    return "; ".join(
        f"{one.label} → {'kết thúc' if one.to == schema.END else f'bước {one.to}'}" for one in step.outcomes
    )
