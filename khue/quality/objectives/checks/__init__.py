"""Checks of a set: SMART, form, consistency with the school's set. Pure: values in, findings out. Knows no Django.

    case = checks.Case(content=…, school=…, past=…, units=…)
    findings = checks.run(case)                      the rules of packs/checks, or those an institution has set
    checks.smart(case, place, findings)              the five letters of one objective
    checks.Matcher(school).proposals(objective)      which objective of the school it serves

`values` what is checked and found · `registry` functions by code · `pack` rules as data · `specific`, `ambition`, `form`,
`consistency` the rules · `tokens`, `measures`, `matching` likeness · `coverage` the matrix · `command` khue check.
"""

from khue.quality.objectives.checks import ambition, consistency, form, specific  # noqa: F401  (their rules register)
from khue.quality.objectives.checks.matching import Matcher, Proposal
from khue.quality.objectives.checks.pack import Rule, Setting, in_force, standard
from khue.quality.objectives.checks.running import OPEN, PASSED, Letter, RuleResult, by_rule, run, smart
from khue.quality.objectives.checks.values import (
    DOUBTFUL,
    FAILED,
    GROUPS,
    LETTERS,
    NOTE,
    SEVERITIES,
    Case,
    Finding,
    Past,
    Place,
    gravest,
    of_objective,
)

__all__ = [
    "DOUBTFUL",
    "FAILED",
    "GROUPS",
    "LETTERS",
    "NOTE",
    "OPEN",
    "PASSED",
    "SEVERITIES",
    "Case",
    "Finding",
    "Letter",
    "Matcher",
    "Past",
    "Place",
    "Proposal",
    "Rule",
    "RuleResult",
    "Setting",
    "by_rule",
    "gravest",
    "in_force",
    "of_objective",
    "run",
    "smart",
    "standard",
]
