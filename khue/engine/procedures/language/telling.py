"""The troubles of a walk in words: which way of which step, what is wrong, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khue.engine.procedures.language import lives, schema, walking
from khue.engine.procedures.language.schema import Fault

LONGEST_TRAIL = 6


def faults(procedure: schema.Procedure, known: Iterable[lives.Life]) -> Iterator[Fault]:
    """Everything that would go wrong with the things that the flows of a procedure are about."""
    for life in known:
        flows = [flow for flow in procedure.flows if flow.steps and walking.is_about(flow, life)]
        yield from _rivals(flows, life)
        for flow in flows:
            for trouble in walking.troubles(flow, life):
                yield Fault(f"{flow.code}/{trouble.step}", sentence(flow, life, trouble))


def remarks(procedure: schema.Procedure, known: Iterable[lives.Life]) -> Iterator[Fault]:
    """What may be meant and should be looked at: a flow by which nothing can be begun."""
    for life in known:
        for flow in procedure.flows:
            if flow.steps and not walking.is_about(flow, life):
                said = f"Chưa lối ra nào có việc tự động: lưu đồ này in được, nhưng phần mềm không mở được {life.thing} theo nó."
                yield Fault(flow.code, said)
            yield from _idle(flow, life)


def _idle(flow: schema.Flow, life: lives.Life) -> Iterator[Fault]:
    """Steps of a kind that has its own deed, and no way on that does it."""
    for step in flow.steps if walking.is_about(flow, life) else ():
        done = {name for outcome in step.outcomes if not outcome.back for name in outcome.effects}
        for effect in life.effects:
            if step.kind in effect.home and effect.name not in done:
                said = f"Bước loại “{life.kinds[step.kind].name}” chưa có lối nào làm việc tự động “{effect.label}”."
                yield Fault(f"{flow.code}/{step.code}", said)


def _rivals(flows: list[schema.Flow], life: lives.Life) -> Iterator[Fault]:
    """By which of two flows of one level should a thing be begun?"""
    first: dict[str, schema.Flow] = {}
    for flow in flows:
        if not walking.issues(flow, life):
            continue
        other = first.setdefault(flow.level, flow)
        if other is not flow:
            said = f"Lưu đồ “{other.title}” cũng ban hành {life.thing} cùng cấp; phần mềm không biết theo lưu đồ nào. Giữ một."
            yield Fault(flow.code, said)


def sentence(flow: schema.Flow, life: lives.Life, trouble: walking.Trouble) -> str:
    """One trouble as a fault tells it."""
    parts = [_PARTS[trouble.kind](flow, life, trouble), _trail(trouble)]
    return " ".join(part for part in parts if part)


def _effect(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    assert one.edge is not None  # of this kind of trouble
    assert one.effect is not None
    said = f"Lối “{one.edge.outcome.label}” không làm được việc tự động “{one.effect.label}”: {_why(life, one.lack)}."
    return f"{said} {_remedy(flow, life, one)}"


def _arrival(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    there = flow.step(one.edge.outcome.to if one.edge else one.step)
    assert there is not None  # the walk only goes to steps of the flow
    place = life.kinds[there.kind]
    if one.edge is None:
        return f"Lưu đồ không bắt đầu bằng bước loại “{place.name}” được: {_why(life, one.lack, 'bước này')}."
    way = "Lối trả lại" if one.edge.outcome.back else "Lối"
    said = f"{way} “{one.edge.outcome.label}” về bước {there.code}. {there.name} (loại “{place.name}”)"
    said = said if one.edge.outcome.back else said.replace(" về bước ", " đi đến bước ", 1)
    return f"{said}, nhưng {_why(life, one.lack, 'bước đó')}. {_remedy(flow, life, one)}"


def _unissued(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    assert one.edge is not None  # of this kind of trouble
    said = f"Lối “{one.edge.outcome.label}” kết thúc khi {life.thing} còn {life.in_words({one.lack.subject.state})}."
    return f"{said} {_remedy(flow, life, one)}"


def _shut(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    assert one.edge is not None  # of this kind of trouble
    said = f"Lối “{one.edge.outcome.label}” không bao giờ bấm được vì điều kiện của nó: {_why(life, one.lack)}."
    return f"{said} {_remedy(flow, life, one)}"


def _stuck(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    state = life.in_words({one.lack.subject.state})
    return f"Đến bước này khi {life.thing} {state} thì không còn đường nào đi đến kết thúc. Hãy thêm một lối ra."


_PARTS = {"effect": _effect, "arrival": _arrival, "unissued": _unissued, "shut": _shut, "stuck": _stuck}


def _why(life: lives.Life, lack: lives.Lack, what: str = "việc này") -> str:
    """“lúc đó bộ mục tiêu “Đã trình”, mà việc này cần “Đang soạn””."""
    if lack.missing:
        return f"{life.thing} {life.facts[lack.missing].lacks}"
    if lack.barred:
        return f"{life.thing} {life.facts[lack.barred].holds}"
    return f"lúc đó {life.thing} {life.in_words({lack.subject.state})}, mà {what} cần {life.in_words(lack.states)}"


def _remedy(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    if one.lack.missing or one.lack.barred:
        return _remedy_of_fact(flow, life, one)
    state = one.lack.subject.state
    if one.effect and one.effect.to == state:
        return "Hãy bỏ việc tự động này khỏi lối này."
    way = life.way(state, one.lack.states)
    if one.kind == "arrival" and one.edge and not one.edge.outcome.back and way and way[0].mends:
        early = _made(life, (*one.trail, one.edge), state)
        if early:
            return f"{early} quá sớm: hãy chuyển việc đó ra sau bước {one.edge.outcome.to}."
    if not way:
        return "Không có việc tự động nào làm được điều đó: hãy bỏ lối này, hoặc cho đi đến bước khác."
    first = way[0]
    if first.mends and len(way) > 1:
        return f"Hãy cho {_came_by(one, first)} về một bước soạn và thêm việc tự động “{first.label}” vào đó."
    if one.edge and one.effect and first.name in one.edge.outcome.effects:
        return f"Hãy xếp “{first.label}” lên trước “{one.effect.label}”."
    if len(way) > 1:
        names = ", rồi ".join(f"“{effect.label}”" for effect in way)
        return f"Trước đó phải có đủ các việc tự động {names}."
    return f"Hãy thêm việc tự động “{first.label}” vào {_where(flow, life, one, first)}."


def _made(life: lives.Life, trail: tuple[walking.Edge, ...], state: str) -> str:
    """The deed on the way that gave the state, with its place; "" when it was so from the beginning."""
    for edge in reversed(trail):
        for effect in filter(None, (life.effect(name) for name in reversed(edge.outcome.effects))):
            if effect.to == state:
                return f"“{effect.label}” ở {_named(edge)}"
    return ""


def _where(flow: schema.Flow, life: lives.Life, one: walking.Trouble, wanted: lives.Effect) -> str:
    """On which way the missing deed belongs: this one, one of the steps behind, or the one by which one came."""
    here = f"lối này, trước “{one.effect.label}”" if one.effect else "lối này"
    if wanted.home:
        at_home = [edge for edge in one.trail if _kind(flow, edge.step) in wanted.home]
        if _kind(flow, one.step) in wanted.home and one.kind != "shut":
            return here
        if at_home or one.kind in {"arrival", "unissued"}:
            return _named(at_home[-1]) if at_home else here
        names = " hoặc ".join(f"“{life.kinds[kind].name}”" for kind in sorted(wanted.home))
        return f"lối đi tiếp của một bước loại {names} đứng trước"
    return here if one.kind in {"arrival", "unissued"} or not one.trail else _came_by(one, wanted)


def _came_by(one: walking.Trouble, wanted: lives.Effect) -> str:
    """The way by which one came; the last return for a deed that takes back."""
    backs = [edge for edge in one.trail if edge.outcome.back]
    if one.kind == "arrival" or not one.trail:
        return "lối này"
    return _named(backs[-1] if wanted.mends and backs else one.trail[-1])


def _named(edge: walking.Edge) -> str:
    return f"lối “{edge.outcome.label}” của bước {edge.step}"


def _kind(flow: schema.Flow, code: str) -> str:
    step = flow.step(code)
    return step.kind if step else ""


def _remedy_of_fact(flow: schema.Flow, life: lives.Life, one: walking.Trouble) -> str:
    missing, barred = one.lack.missing, one.lack.barred
    if barred:
        clearing = [effect for effect in life.effects if barred in effect.clears]
        wanted = next((effect for effect in clearing if not effect.to), clearing[0]) if clearing else None
        before = f", trước “{one.effect.label}”" if one.effect else ""
        return f"Hãy thêm việc tự động “{wanted.label}” vào lối này{before}." if wanted else ""
    giving = next((effect for effect in life.effects if missing in effect.gives), None)
    if giving is not None:
        return f"Hãy thêm việc tự động “{giving.label}” vào {_where(flow, life, one, giving)}."
    kinds = " hoặc ".join(f"“{place.name}”" for place in life.kinds.values() if missing in place.gives)
    return f"Hãy để một bước loại {kinds} đứng trước." if kinds else ""


def _trail(one: walking.Trouble) -> str:
    """By which steps one comes there, where a return is among them: otherwise the chart says it."""
    if not any(edge.outcome.back for edge in one.trail):
        return ""
    steps = [edge.step for edge in one.trail] + [one.step]
    told = steps[-LONGEST_TRAIL:]
    return f"(Khi đi {'… → ' if len(steps) > len(told) else ''}{' → '.join(told)}.)"
