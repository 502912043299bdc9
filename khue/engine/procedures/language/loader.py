"""A procedure from its YAML text, or every fault of that text at once.

`load` is the only door: what it returns has passed `checks.faults`. `to_data` is the way back, one plain shape that YAML and
the canonical JSON of a stored version share; `load_data(to_data(p)) == p` always.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, cast

from khue.engine.procedures.language import checks, nodes, schema
from khue.foundation.kernel import errors

FORMAT = "khue.procedure/1"


class Faults(errors.Invalid):
    """The text is not a procedure that can run; `faults` lists everything that is wrong, in the order of the paper."""

    def __init__(self, faults: Iterable[schema.Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        fields: dict[str, list[str]] = {}
        for fault in self.faults:
            fields.setdefault(fault.step, []).append(fault.message)
        listed = "; ".join(str(fault) for fault in self.faults[:5])
        rest = f" (và {len(self.faults) - 5} lỗi nữa)" if len(self.faults) > 5 else ""
        super().__init__("procedure_faults", f"Quy trình chưa dùng được: {listed}{rest}", fields)


@lru_cache(maxsize=8)
def load(text: str) -> schema.Procedure:
    """The procedure a YAML text describes. Raises `Faults` (an `Invalid`, 422) that names every fault by flow and step.

    Reading takes long and the answer never changes: a pack is read once, however many institutions install it.
    """
    data, faults = nodes.parse(text)
    if faults:
        raise Faults(faults)
    return load_data(data)


def load_data(data: dict[str, Any]) -> schema.Procedure:
    """The same from plain data, as YAML or the stored canonical JSON gives it. Raises `Faults`."""
    procedure, faults = read(data)
    faults = _together(faults, procedure)
    if faults:
        raise Faults(faults)
    return procedure


def read(data: dict[str, Any]) -> tuple[schema.Procedure, list[schema.Fault]]:
    """What the data says and what could not be read of it; whether that could run is not asked (drafts)."""
    faults: list[schema.Fault] = []
    node = nodes.Node(data, "", faults)
    procedure = _procedure(node)
    node.close()
    return procedure, faults


def judge(data: dict[str, Any]) -> tuple[schema.Procedure, list[schema.Fault]]:
    """What the data says and everything that keeps it from being issued, in the order of the paper."""
    procedure, faults = read(data)
    return procedure, _together(faults, procedure)


def _together(read_faults: list[schema.Fault], procedure: schema.Procedure) -> list[schema.Fault]:
    """What could not be read, and what is wrong with the rest: a part that could not be read is not missing besides."""
    told = {(one.step, one.key) for one in read_faults if one.key}
    wrong = (one for one in checks.faults(procedure) if not one.key or (one.step, one.key) not in told)
    return list(dict.fromkeys([*read_faults, *wrong]))


def read_step(data: dict[str, Any]) -> tuple[schema.Step, list[schema.Fault]]:
    """One step by itself, and what could not be read of it (a day such as 30/2)."""
    faults: list[schema.Fault] = []
    node = nodes.Node(data, str(data.get("code", "")), faults)
    step = _step(node)
    node.close()
    return step, faults


def _procedure(node: nodes.Node) -> schema.Procedure:
    node.choice("format", [FORMAT], default=FORMAT)
    return schema.Procedure(
        code=node.text("code", required=True),
        title=node.text("title", required=True),
        issue_number=node.text("issue_number", required=True),
        effective_on=node.day("effective_on", required=True) or date.min,
        purpose=node.text("purpose"),
        scope=node.text("scope"),
        references=node.items("references", _reference),
        terms=node.items("terms", _term, name="term"),
        roles=node.items("roles", _role),
        gates=node.items("gates", _gate),
        forms=node.items("forms", _form),
        flows=node.items("flows", _flow),
        records=node.items("records", _record, name="form"),
        sources=node.words("sources"),
        remarks=node.words("remarks"),
        one_person_may=node.words("one_person_may"),
    )


def _flow(node: nodes.Node) -> schema.Flow:
    node.names = {"code": "Mã lưu đồ", "title": "Tên lưu đồ"}
    return schema.Flow(
        code=node.text("code", required=True),
        title=node.text("title", required=True),
        section=node.text("section"),
        level=node.choice("level", schema.LEVELS),
        steps=node.items("steps", _step),
    )


def _step(node: nodes.Node) -> schema.Step:
    node.names = {"code": "Số của bước"}
    return schema.Step(
        code=node.text("code", required=True),
        name=node.text("name", required=True),
        short=node.text("short"),
        work=node.text("work"),
        kind=node.choice("kind", schema.STEP_KINDS, default="task"),
        responsible=node.items("responsible", _responsible, name="role"),
        time_limit=_time_limit(node.child("time_limit")) if node.has("time_limit") else None,
        forms=node.words("forms"),
        outcomes=node.items("outcomes", _outcome),
        who=node.text("who"),
    )


def _time_limit(node: nodes.Node) -> schema.TimeLimit:
    node.names = {"kind": "Kiểu thời hạn"}
    limit = schema.TimeLimit(
        kind=cast(schema.TimeKind, node.choice("kind", schema.TIME_KINDS) or "standing"),
        first=node.day_of_year("first"),
        last=node.day_of_year("last"),
        occurs=node.choice("occurs", schema.OCCURS, default="in_period"),
        min_days=node.count("min_days", low=1, high=366),
        max_days=node.count("max_days", low=1, high=366),
        since=node.text("since"),
        event=node.text("event"),
        until=node.text("until"),
        on=node.day("on"),
        month=node.count("month", low=1, high=12),
        counted=node.text("counted"),
        text=node.text("text"),
    )
    node.close()
    return limit


def _responsible(node: nodes.Node) -> schema.Responsible:
    scope, duty = node.choice("scope", schema.SCOPES, default="in"), node.text("duty")
    takes_part = node.flag("takes_part")
    return schema.Responsible(
        role=node.text("role", required=scope not in {"body", "person"}),
        scope=scope,
        label=node.text("label"),
        decides=duty != "supporting" and not takes_part,
        unit=node.text("unit", required=scope == "body"),
        person=node.text("person", required=scope == "person"),
        duty=duty,
    )


def _outcome(node: nodes.Node) -> schema.Outcome:
    node.names = {"label": "Chữ trên nút"}
    return schema.Outcome(
        code=node.text("code", required=True),
        label=node.text("label", required=True),
        to=node.text("to", required=True),
        back=node.flag("back"),
        reason_required=node.flag("reason_required"),
        effects=node.words("effects"),
        gates=node.words("gates"),
        primary=node.flag("primary"),
        note=node.text("note"),
    )


def _reference(node: nodes.Node) -> schema.Reference:
    return schema.Reference(node.text("code", required=True), node.text("title", required=True), node.text("note"))


def _term(node: nodes.Node) -> schema.Term:
    return schema.Term(node.text("term", required=True), node.text("meaning", required=True))


def _role(node: nodes.Node) -> schema.Role:
    return schema.Role(node.text("code", required=True), node.text("title", required=True))


def _gate(node: nodes.Node) -> schema.Gate:
    return schema.Gate(node.text("code", required=True), node.text("message", required=True))


def _form(node: nodes.Node) -> schema.Form:
    return schema.Form(node.text("code", required=True), node.text("title", required=True))


def _record(node: nodes.Node) -> schema.KeptRecord:
    return schema.KeptRecord(
        form=node.text("form"),
        title=node.text("title", required=True),
        places=node.words("places"),
        years=node.count("years", required=True, low=1, high=100) or 0,
    )


def to_data(procedure: schema.Procedure) -> dict[str, Any]:
    """The procedure as plain dicts, lists, text and numbers (dates in ISO), empty things left out."""
    return {"format": FORMAT, **_plain(procedure)}


def _plain(value: Any) -> Any:
    if isinstance(value, schema.DayOfYear):
        return str(value)
    if isinstance(value, schema.Responsible):
        named = {
            "role": value.role,
            "scope": value.scope,
            "label": value.label,
            "takes_part": not value.decides and value.duty != "supporting",
            "unit": value.unit,
            "person": value.person,
            "duty": value.duty,
        }
        return {key: one for key, one in named.items() if one}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        pairs = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
        return {name: _plain(one) for name, one in pairs if one not in (None, "", (), False, date.min)}
    return value
