"""The workloads as data: what is set beside what, and the goal. Names point at what `python -m bench` has measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Found = dict[str, float]


@dataclass(frozen=True)
class Measure:
    """One line of the table. `ours` and `reference` are names of measured values; without a reference `ours` itself is judged.

    `bound` is what the ratio (or the value) must be: ("<=", 3) or (">=", 0.35); None for a figure that has no goal.
    """

    workload: str
    title: str
    unit: str
    ours: str
    reference: str = ""
    against: str = ""
    bound: tuple[Literal["<=", ">="], float] | None = None

    def ratio(self, found: Found) -> float | None:
        if self.ours not in found or not found.get(self.reference):
            return None
        return found[self.ours] / found[self.reference]

    def holds(self, found: Found) -> bool | None:
        """None when there is no goal, or nothing was measured."""
        judged = self.ratio(found) if self.reference else found.get(self.ours)
        if self.bound is None or judged is None:
            return None
        sign, limit = self.bound
        return judged <= limit if sign == "<=" else judged >= limit

    def to_json(self, found: Found) -> dict[str, Any]:
        return {
            "workload": self.workload, "title": self.title, "unit": self.unit, "ours": found.get(self.ours),
            "against": self.against, "reference": found.get(self.reference), "ratio": self.ratio(found),
            "goal": goal(self), "holds": self.holds(found),
        }  # fmt: skip


def goal(measure: Measure) -> str:
    if measure.bound is None:
        return ""
    sign, limit = measure.bound
    return f"{sign} {limit:g}{' ×' if measure.reference else ''}"


HELLO = "hello, same middleware, signed in"
SHARE = (">=", 0.35)

ALL = (
    Measure(
        "W1", "a unit's 50 objectives, units in turn, 8 connections", "req/s", "page.8.rps", "hello.8.rps", HELLO, SHARE
    ),
    Measure("W1", "the same, 1 connection", "req/s", "page.1.rps", "hello.1.rps", HELLO, SHARE),
    Measure(
        "W1", "list of the sets of 61 units, admin, 8 connections", "req/s", "list.8.rps", "hello.8.rps", HELLO, SHARE
    ),
    Measure("W1", "list of sets, unit head, 8 connections", "req/s", "list_unit.8.rps", "hello.8.rps", HELLO, SHARE),
    Measure("W1", "processor time of the 50 rows", "ms", "page.8.cpu", "hello.8.cpu", HELLO),
    Measure(
        "W1",
        "admin's latency on the same page",
        "ms",
        "page_admin.1.p50",
        "page_same.1.p50",
        "unit head's",
        ("<=", 1.2),
    ),
    Measure(
        "W1", "admin's processor time on the same page", "ms", "page_admin.1.cpu", "page_same.1.cpu", "unit head's"
    ),
    Measure("W1", "statements, 50 objectives", "SQL", "sql.page", bound=("<=", 6)),
    Measure("W1", "statements, list of 61 units", "SQL", "sql.list", bound=("<=", 6)),
    Measure("W1", "statements at 1, 10, 200 rows, spread", "SQL", "sql.spread", bound=("<=", 0)),
    Measure("W2", "one target with results, evidence, history, 8 conn.", "req/s", "target.8.rps", "hello.8.rps", HELLO),
    Measure("W2", "statements", "SQL", "sql.target", bound=("<=", 8)),
    Measure(
        "W2", "admin's latency on the same page", "ms", "target_admin.1.p50", "target.1.p50", "unit head's", ("<=", 1.2)
    ),
    Measure("W3", "record a measurement, 8 connections", "req/s", "record.8.rps", "hello.8.rps", HELLO),
    Measure("W3", "record a measurement, 1 connection", "req/s", "record.1.rps", "hello.1.rps", HELLO),
    Measure("W3", "statements", "SQL", "sql.record", bound=("<=", 10)),
    Measure(
        "W4",
        "dashboard of 10,000 objectives, latency",
        "ms",
        "roll_up.1.p50",
        "grouped.1.p50",
        "plain group-by",
        ("<=", 1),
    ),
    Measure(
        "W4",
        "the same page with 10 × the objectives",
        "ms",
        "roll_up.1.p50",
        "roll_up_tenth.1.p50",
        "a tenth of them",
        ("<=", 1.5),
    ),
    Measure("W4", "statements", "SQL", "sql.roll_up", bound=("<=", 6)),
    Measure("W1–4", "longest list of values in one statement", "values", "sql.longest_list", bound=("<=", 20)),
    Measure("W1–4", "longest full garbage collection, W1 to W3", "ms", "gc.full", bound=("<=", 20)),
    Measure("W1–4", "wrong answers", "answers", "errors", bound=("<=", 0)),
    Measure("W5", "XLSX of 10,000 rows × 14 columns", "s", "xlsx.ours", "xlsx.bare", "bare xlsxwriter", ("<=", 1.5)),
    Measure("W6", "year-end report, 140 objectives: Word", "s", "report.docx", bound=("<=", 0.2)),
    Measure("W6", "the same as PDF/A", "s", "report.pdf", "report.bare", "bare typst, same words", ("<=", 3)),
    Measure("W6", "statements", "SQL", "sql.report", bound=("<=", 12)),
    Measure("W8", "read 50,000 × 8 of xlsx, guarded", "s", "sheet.ours", "sheet.bare", "bare calamine", ("<=", 4)),
    Measure("W8", "read and check people, 19,000 × 8", "s", "people.ours", "people.bare", "bare calamine", ("<=", 4)),
    Measure("W9", "migrate from empty", "s", "migrate", bound=("<=", 10)),
    Measure("W9", "memory of a worker after W1–W4", "MB", "memory", bound=("<=", 120)),
    Measure("W9", "bytes of a first visit, sign-in page", "KB", "visit.first", bound=("<=", 150)),
    Measure("W9", "the first page after it", "KB", "visit.next"),
    Measure("W10", "read a plan, 40 rows × 6 columns", "ms", "plan.ours", "plan.lxml", "bare lxml parse", ("<=", 3)),
    Measure("W10", "the same", "ms", "plan.ours", "plan.docx", "python-docx, text of cells"),
)

ELSEWHERE = {
    "W1": "CISO Assistant 25.6 req/s as unit user, 7.7 as admin (66–79 SQL); Odoo + OCA 240 req/s (9 SQL); both JSON",
    "W2": "CISO 61.7 and 15.1 req/s (29–51 SQL); Odoo 349 (11 SQL)",
    "W3": "CISO 12.6 req/s (80 SQL); Odoo 288 (13 SQL)",
    "W4": "CISO 1.3 req/s as admin (41 SQL); Odoo group-by 297 req/s (5 SQL)",
    "W5": "Odoo 0.46 s on 7 columns; CISO 9.5 s",
    "W6": "CISO docx 1.53 s, 582 SQL; LibreOffice 0.95 s a document; typst 88 ms for 13 pages",
    "W8": "openpyxl alone 4.1 s; calamine alone 0.26 s",
    "W9": "CISO 183 s, 456–606 MB; Odoo 7.3 MB a first visit",
    "W10": "python-docx cells 44 ms for 10 tables × 23 rows; lxml on the same XML 3 ms",
}
"""Measured elsewhere on two cores, for the order of magnitude only: never judged."""
LEFT_OUT = {
    "W5 CSV": "no CSV is written yet, nor is there a screen of exports",
    "W7": "public look-up is not built yet",
}
