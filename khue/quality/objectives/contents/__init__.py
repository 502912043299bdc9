"""The content of a set as plain values: what is edited, frozen, hashed, compared and printed. Knows no Django.

`values` are the dataclasses, `shapes` their JSON, `faults` what cannot be saved, `differences` what changed between two
contents, `plans` the way from a plan that was read out of a file.
"""

from khue.quality.objectives.contents.differences import Change, Pair, differences, pairs, strictness, target_pairs
from khue.quality.objectives.contents.faults import check, check_objective, faults, objective_faults
from khue.quality.objectives.contents.plans import from_plan, from_reading
from khue.quality.objectives.contents.shapes import decimal_text
from khue.quality.objectives.contents.values import (
    ObjectiveContent,
    ResponsibilityContent,
    ScheduleContent,
    SetContent,
    TargetContent,
    TaskContent,
    with_unit,
)
from khue.quality.objectives.contents.words import ACHIEVED, BETWEEN, COMPARATORS, LEAD, PARTS, RECURRENCES, SUPPORTING

__all__ = [
    "ACHIEVED",
    "BETWEEN",
    "COMPARATORS",
    "LEAD",
    "PARTS",
    "RECURRENCES",
    "SUPPORTING",
    "Change",
    "ObjectiveContent",
    "Pair",
    "ResponsibilityContent",
    "ScheduleContent",
    "SetContent",
    "TargetContent",
    "TaskContent",
    "check",
    "check_objective",
    "decimal_text",
    "differences",
    "faults",
    "from_plan",
    "from_reading",
    "objective_faults",
    "pairs",
    "strictness",
    "target_pairs",
    "with_unit",
]
