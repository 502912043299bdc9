"""What a well-formed text can still get wrong: a procedure that could never be walked from its first step to its end.

Every check returns faults in Vietnamese, named by flow and step, so that the author of a pack can mend all of them at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from khue.engine.procedures.language import naming, safeguards, schema
from khue.engine.procedures.language.schema import Fault

_NEEDS: dict[str, tuple[str, ...]] = {
    "yearly_window": ("first", "last"),
    "working_days": ("max_days",),
    "calendar_days": ("max_days",),
    "after_event": ("event",),
    "calendar": ("event",),
    "absolute": ("on",),
    "standing": (),
}
TAKES: dict[str, tuple[str, ...]] = {
    "yearly_window": ("first", "last", "occurs"),
    "working_days": ("min_days", "max_days", "since"),
    "calendar_days": ("min_days", "max_days", "since"),
    "after_event": ("event", "max_days", "until", "counted"),
    "calendar": ("event",),
    "absolute": ("on",),
    "standing": ("month",),
}
"""The parts of a time limit that each kind uses; any may have a text."""
_PARTS = ("first", "last", "min_days", "max_days", "since", "event", "until", "on", "month", "counted")


def faults(procedure: schema.Procedure) -> list[Fault]:
    """Everything that keeps the procedure from running; empty when it is sound."""
    found = [*_whole(procedure)]
    for flow in procedure.flows:
        found.extend(_flow(procedure, flow))
    found.extend(safeguards.faults(procedure))
    return found


def misplaced(procedure: schema.Procedure, reaches: Mapping[str, str]) -> Iterator[Fault]:
    """Roles that are asked for where nobody can hold them: whoever has a role of the whole institution does not have it in a unit.

    `reaches` says of a role over what its holders have it (“unit”, “institution”, “charge”).
    """
    for flow in procedure.flows:
        for step in flow.steps:
            for one in step.responsible:
                wide = reaches.get(one.role) == "institution" and flow.level == "unit"
                if wide and not one.unit and one.scope in {"in", "everyone"}:
                    yield Fault(f"{flow.code}/{step.code}", _misplaced(procedure, one))


def _misplaced(procedure: schema.Procedure, one: schema.Responsible) -> str:
    title = next((role.title for role in procedure.roles if role.code == one.role), one.role)
    where, better = naming.SCOPES[one.scope], naming.SCOPES["over"]
    return f"Vai trò “{title}” là của toàn trường, không ai giữ “{where}”. Ở ô Ở đâu hãy chọn “{better}”."


def unknown(names: Iterable[str], known: Collection[str], sentence: str) -> list[Fault]:
    """A fault for every name that is not known; `sentence` has one `{}` for the name (roles and effects of the upper apps)."""
    return [Fault("", sentence.format(name)) for name in sorted(set(names) - set(known))]


def _whole(procedure: schema.Procedure) -> Iterator[Fault]:
    if not procedure.flows:
        yield Fault("", "Quy trình chưa có lưu đồ nào. Hãy thêm ở phần Các lưu đồ.")
    yield from _twice("flows", (flow.code for flow in procedure.flows))
    yield from _twice("roles", (role.code for role in procedure.roles))
    yield from _twice("gates", (gate.code for gate in procedure.gates))
    yield from _twice("forms", (form.code for form in procedure.forms))
    for pair in procedure.one_person_may:
        if pair not in schema.ONE_PERSON:
            known = ", ".join(schema.ONE_PERSON)
            yield Fault("one_person_may", f"Không biết “{pair}”. Được dùng: {known}.")
    forms = {form.code for form in procedure.forms}
    for record in procedure.records:
        if record.form and record.form not in forms:
            yield Fault(
                "records", f"Hồ sơ “{record.title}” ghi mã hiệu “{record.form}”, nhưng phần Biểu mẫu không có mã này."
            )


def _flow(procedure: schema.Procedure, flow: schema.Flow) -> Iterator[Fault]:
    if not flow.steps:
        yield Fault(flow.code, "Lưu đồ chưa có bước nào.")
        return
    yield from _twice(flow.code, (step.code for step in flow.steps), "bước")
    for step in flow.steps:
        where = f"{flow.code}/{step.code}"
        for check in _STEP_CHECKS:
            yield from (_told(where, message) for message in check(procedure, flow, step))
    yield from _walk(flow)


def _walk(flow: schema.Flow) -> Iterator[Fault]:
    """Each step can be reached from the first without returns, and the end can be reached from each."""
    reached = _reach({flow.first.code}, ((step.code, out.to) for step, out in flow.edges() if not out.back))
    ending = _reach({schema.END}, ((out.to, step.code) for step, out in flow.edges() if not out.back))
    for step in flow.steps:
        if step.code not in reached:
            yield Fault(f"{flow.code}/{step.code}", "Không có đường nào từ bước đầu dẫn đến bước này.")
        elif step.code not in ending and step.outcomes:
            yield Fault(f"{flow.code}/{step.code}", "Từ bước này không có đường nào đi đến kết thúc.")


def _reach(seeds: set[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    known = list(pairs)
    reached = set(seeds)
    while more := {to for source, to in known if source in reached} - reached:
        reached |= more
    return reached


def _people(procedure: schema.Procedure, flow: schema.Flow, step: schema.Step) -> Iterator[str]:
    roles = {role.code for role in procedure.roles}
    for one in step.responsible:
        if one.role and one.role not in roles:
            yield f"Vai trò “{one.role}” chưa có ở phần Vai trò. Hãy thêm vào đó."
        if one.person and one.scope != "person":
            yield "“Thư điện tử của người được giao” chỉ điền khi “Ở đâu” là “đích danh một người”."
        if one.duty and one.duty not in schema.DUTIES:
            yield f"“Làm gì”: “{one.duty}” không có. Ghi lead (chủ trì) hoặc supporting (phối hợp)."
    duties = {one.duty for one in step.responsible}
    if "supporting" in duties and "lead" not in duties:
        yield "Có bên phối hợp nhưng chưa có bên chủ trì."
    if not step.deciders:
        yield "Chưa có ai được quyết định bước này: phần Trách nhiệm cần một người quyết định hoặc chủ trì."


def _papers(procedure: schema.Procedure, flow: schema.Flow, step: schema.Step) -> Iterator[str]:
    forms = {form.code for form in procedure.forms}
    for code in step.forms:
        if code not in forms:
            yield f"Biểu mẫu “{code}” chưa có ở phần Biểu mẫu."


def _ways(procedure: schema.Procedure, flow: schema.Flow, step: schema.Step) -> Iterator[str]:
    if not step.outcomes:
        yield "Bước này chưa có lối ra nào."
    for code, times in Counter(one.code for one in step.outcomes).items():
        if code and times > 1:
            yield f"Có {times} lối ra cùng mã “{code}”. Hãy đổi mã một lối."
    if sum(one.primary for one in step.outcomes) > 1:
        yield "Chỉ một lối ra được là nút chính."
    for one in step.outcomes:
        yield from _way(procedure, flow, step, one)


def _way(procedure: schema.Procedure, flow: schema.Flow, step: schema.Step, way: schema.Outcome) -> Iterator[str]:
    called = way.label or way.code
    if way.to and way.to != schema.END and flow.step(way.to) is None:
        yield f"Lối ra “{called}” dẫn đến bước “{way.to}” không có trong lưu đồ."
    if way.back and not way.reason_required:
        yield f"Lối trả lại “{called}” phải đòi lý do."
    codes = [one.code for one in flow.steps]
    if way.to in codes and (codes.index(way.to) <= codes.index(step.code)) != way.back:
        yield f"Lối ra “{called}” đi về bước “{way.to}”: chỉ lối trả lại mới đi ngược, và phải đi ngược."
    if way.back and way.to == schema.END:
        yield f"Lối trả lại “{called}” phải về một bước, không về kết thúc."
    for gate in way.gates:
        if procedure.gate(gate) is None:
            yield f"Điều kiện “{gate}” của lối ra “{called}” chưa có ở phần Câu nhắc của các điều kiện."


def _time(procedure: schema.Procedure, flow: schema.Flow, step: schema.Step) -> Iterator[str | tuple[str, str]]:
    limit = step.time_limit
    if limit is None:
        return
    kind = naming.TIMES[limit.kind]
    for name in _NEEDS[limit.kind]:
        if not getattr(limit, name):
            yield f"Thời hạn “{kind}” thiếu “{naming.field(name)}”.", name
    for name in _PARTS:
        if getattr(limit, name) and name not in TAKES[limit.kind]:
            yield f"Thời hạn “{kind}” không dùng “{naming.field(name)}”: hãy để trống."
    if limit.counted and limit.counted not in schema.COUNTED:
        yield f"“Cách đếm”: “{limit.counted}” không có. Ghi working (ngày làm việc) hoặc calendar (ngày theo lịch)."
    if limit.min_days and limit.max_days and limit.min_days > limit.max_days:
        yield "Thời hạn có số ngày ít nhất lớn hơn số ngày nhiều nhất."
    if limit.kind in {"after_event", "calendar"} and not limit.text:
        yield f"Thời hạn “{kind}” thiếu “{naming.field('text')}” để in ra.", "text"


def _told(where: str, message: str | tuple[str, str]) -> Fault:
    return Fault(where, message) if isinstance(message, str) else Fault(where, *message)


Found = Iterator[str] | Iterator[str | tuple[str, str]]
_STEP_CHECKS: tuple[Callable[[schema.Procedure, schema.Flow, schema.Step], Found], ...] = (
    _people,
    _papers,
    _ways,
    _time,
)


def _twice(where: str, codes: Iterable[str], thing: str = "mã") -> Iterator[Fault]:
    for code, times in Counter(codes).items():
        if code and times > 1:
            yield Fault(where, f"Có {times} {thing} cùng là “{code}”.")
