"""How well whole plans are read: labelled files against `read_plan`, field by field.

A reading is what a person reads in the file: {"part", "kind", "unit", "school_year", "issued_with"?, "remarks"?, and "objectives"
or "tasks"}; "time" is "words => start end flags" (days ISO or "-", then `before`, the rhythm and
`remark` where a person should look), "targets" are lines as in
`scoring`. `either` asks for one of the targets; `loose` leaves the targets of an objective out, where careful people differ.
Texts agree word by word, whatever stands between the words; a letter with another mark is another letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from khue.foundation.kernel import errors
from khue.foundation.reading import scoring
from khue.foundation.reading.plan import read_plan
from khue.foundation.reading.scoring import Miss, Score
from khue.foundation.reading.values import Plan, PlanObjective, PlanTask

FIELDS = (
    "front",
    "number",
    "statement",
    "targets",
    "tasks",
    "lead",
    "supporting",
    "time",
    "evidence",
    "note",
    "remarks",
)
_WORD = re.compile(r"\w+")
_LIKE = 0.5
Thing = PlanObjective | PlanTask


def load(folder: Path) -> dict[str, Mapping[str, Any]]:
    """The readings of a folder by the names of their files."""
    readings: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        readings |= read_labels(path)
    return readings


def read_labels(path: Path) -> Any:
    """What a file of labels holds. By libyaml where it is built in: these files are large, and Python alone takes ten times as long."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def score_plans(folder: Path, readings: Mapping[str, Mapping[str, Any]]) -> Score:
    """The score of these files; `by_kind` is by field, a miss names the file and what in it."""
    whole = Score(by_kind=defaultdict(Score))
    for name, reading in readings.items():
        try:
            plan = read_plan(folder / name)
        except errors.Refused as refusal:
            plan = Plan(kind=f"refused: {refusal.code}")
        _Sheet(whole, name).plan(reading, plan)
    return whole


class _Sheet:
    """The counting of one file."""

    def __init__(self, whole: Score, name: str) -> None:
        self._whole, self._name = whole, name

    def plan(self, reading: Mapping[str, Any], plan: Plan) -> None:
        self._front(reading, plan)
        said = list(reading.get("objectives") or reading.get("tasks") or ())
        read: list[Thing] = [*plan.objectives, *plan.tasks]
        for at, (label, thing) in enumerate(_pairs(said, read), start=1):
            self._thing(f"{at}", label, thing)

    def _front(self, reading: Mapping[str, Any], plan: Plan) -> None:
        said = [f"{name}: {reading[name]}" for name in ("kind", "unit", "school_year") if reading.get(name)]
        read = [f"{name}: {getattr(plan, name)}" for name in ("kind", "unit", "school_year") if getattr(plan, name)]
        issued = plan.issued_with.to_json() if plan.issued_with else {}
        said += [f"{name}: {value}" for name, value in (reading.get("issued_with") or {}).items()]
        read += [f"{name}: {value}" for name, value in issued.items() if value]
        self._count("front", "", said, read)
        codes = {remark.code for remark in plan.remarks}
        wanted = list(reading.get("remarks", ()))
        self._count("remarks", "", wanted, [code for code in wanted if code in codes])

    def _thing(self, where: str, label: Mapping[str, Any] | None, thing: Thing | None) -> None:
        said, read = _said(label), _read(thing, _told_by_tasks(label))
        for name in FIELDS[1:-1]:
            if name != "targets":
                self._count(name, where, said.get(name, []), read.get(name, []))
        targets = thing.targets if isinstance(thing, PlanObjective) else ()
        if label is None or not label.get("loose"):
            self._targets(where, label or {}, list(targets))

    def _targets(self, where: str, label: Mapping[str, Any], targets: list[Any]) -> None:
        labels = list(label.get("targets", ()))
        if label.get("either"):
            labels = [next((line for line in labels if any(scoring.agrees(line, t) for t in targets)), labels[0])]
        missing, extra = scoring.unmatched(labels, targets)
        self._add(
            "targets", where, len(labels), len(targets), missing, [scoring.target_line(target) for target in extra]
        )

    def _count(self, field: str, where: str, said: Sequence[str], read: Sequence[str]) -> None:
        rest = [(_words(item), item) for item in read]
        missing = []
        for item in said:
            hit = next((pair for pair in rest if pair[0] == _words(item)), None)
            if hit is None:
                missing.append(item)
            else:
                rest.remove(hit)
        self._add(field, where, len(said), len(read), missing, [item for _, item in rest])

    def _add(self, field: str, where: str, expected: int, found: int, missing: list[str], extra: list[str]) -> None:
        for score in (self._whole, self._whole.by_kind[field]):
            score.count(expected, found, expected - len(missing))
        if missing or extra:
            self._whole.misses.append(Miss(f"{self._name} {where} {field}", tuple(missing), tuple(extra)))


def _pairs(said: list[Mapping[str, Any]], read: list[Thing]) -> Iterable[tuple[Mapping[str, Any] | None, Thing | None]]:
    """Each labelled thing with the read one that says most nearly the same; what is left over stands alone."""
    rest = list(read)
    for label in said:
        near = max(rest, key=lambda thing: _likeness(_about(label), _text(thing)), default=None)
        if near is not None and _likeness(_about(label), _text(near)) >= _LIKE:
            rest.remove(near)
            yield label, near
        else:
            yield label, None
    yield from ((None, thing) for thing in rest)


def _about(label: Mapping[str, Any]) -> str:
    return str(label.get("statement") or label.get("text") or "")


def _text(thing: Thing) -> str:
    return thing.statement if isinstance(thing, PlanObjective) else thing.text


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(_words(one).split()), set(_words(other).split())
    return len(ours & theirs) / max(1, len(ours | theirs))


def _said(label: Mapping[str, Any] | None) -> dict[str, list[str]]:
    if label is None:
        return {}
    tasks = [task if isinstance(task, Mapping) else {"text": task} for task in label.get("tasks", ())]
    found = {name: list(label.get(name, ())) for name in ("lead", "supporting", "evidence")}
    found |= {"number": _some(label.get("number")), "statement": [_about(label)], "note": _some(label.get("note"))}
    found |= {"tasks": [task["text"] for task in tasks], "time": _times(label)}
    for task in tasks:
        for name in ("lead", "supporting"):
            found[name] += [f"{task['text']}: {who}" for who in task.get(name, ())]
        found["time"] += [f"{task['text']}: {time}" for time in _times(task)]
    return found


def _times(label: Mapping[str, Any]) -> list[str]:
    return [" ".join(str(label["time"]).split("=>")[1].split())] if label.get("time") else []


def _some(value: object) -> list[str]:
    return [str(value)] if value else []


def _told_by_tasks(label: Mapping[str, Any] | None) -> set[str]:
    """What a label tells of tasks alone: that the objective has it too, because they have it, is then neither right nor wrong."""
    tasks = [task for task in (label or {}).get("tasks", ()) if isinstance(task, Mapping)]
    return {name for name in ("lead", "supporting", "time") if any(task.get(name) for task in tasks)} - set(label or ())


def _read(thing: Thing | None, untold: set[str]) -> dict[str, list[str]]:
    if thing is None:
        return {}
    names = ("lead", "supporting", "evidence")
    found: dict[str, list[str]] = {name: [] if name in untold else list(getattr(thing, name)) for name in names}
    found |= {"number": _some(thing.number), "statement": _some(_text(thing)), "note": _some(thing.note)}
    tasks = thing.tasks if isinstance(thing, PlanObjective) else ()
    found |= {"tasks": [task.text for task in tasks], "time": [] if "time" in untold else _spans(thing)}
    for task in tasks if not all(task.is_plain for task in tasks) else ():
        for name in ("lead", "supporting"):
            found[name] += [f"{task.text}: {who}" for who in getattr(task, name)]
        found["time"] += [f"{task.text}: {time}" for time in _spans(task)]
    return found


def _spans(thing: Thing) -> list[str]:
    return [scoring.span_line(thing.time)] if thing.time else []


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold())) or text.strip()
