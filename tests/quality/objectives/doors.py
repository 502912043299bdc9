"""Scenes for the table of doors: a set at a moment of its life, and who of the cast gets in where."""

from __future__ import annotations

from dataclasses import dataclass

from khue.engine.records.actions import forms as record_forms
from khue.quality.objectives import actions, contents
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import PACKS, PARTS, Cast
from tests.quality.objectives import stage
from tests.quality.objectives.screens import deed_url, url
from tests.quality.objectives.stage import objective

Who = frozenset[str]
LEADERS = frozenset({"rector", "quality_head", "quality_officer"})
UNIT = LEADERS | {"vice_rector", "head", "deputy", "teacher", "authority_officer"}
SCHOOL = frozenset(PARTS) - {"stranger"}
UNIT_WRITES, SCHOOL_WRITES = frozenset({"head", "deputy"}), frozenset({"quality_head", "quality_officer"})
UNIT_REPORT = UNIT - {"teacher", "authority_officer"}
CALLED = frozenset({"other_head"})
NEAR = ("head", "teacher", "other_head", "auditor")
"""Those between whom being named in a plan makes a difference."""


@dataclass(frozen=True)
class Scene:
    """Who sees the set, reads its report, writes its words and its report, records results, works on its tasks, decides, comments."""

    sees: Who
    report: Who
    writes: Who
    measures: Who
    works: Who
    decides: Who
    comments: Who
    paper: Who | None = None
    """Who may have the report on paper, where that is not all who may read it."""

    def gets_in(self, door: str, method: str) -> Who:
        """Who may pass: everybody else is refused."""
        if door in {"measure", "task"} and method == "post":
            return self.measures if door == "measure" else self.works
        if (door, method) == ("evaluation", "get") or door == "print-report":
            return self.report if self.paper is None or door == "evaluation" else self.paper
        special = {"comment": self.comments, "deed": self.decides, "check-set-aside": SCHOOL_WRITES}
        return special.get(door, self.sees if door in READ else self.writes)


ABOUT_REPORT = frozenset({"set", "prints", "evaluation", "print-report"})
"""What a report that is handed in changes."""
READ = frozenset({"set", "results", "prints", "print", "measure", "task", "checks", "checks-print", "consultation",
                  "consultation-print"})  # fmt: skip
POSTED = frozenset({"objective-move", "check-typing", "check-set-aside", "suggestion-take", "suggestion-undo",
                    "consultation-extend", "minutes-attach"})  # fmt: skip
"""Only ever posted; what is only ever read is the rest of `READ`."""
_TEACHER = frozenset({"teacher"})
SCENES = {
    "consultation": Scene(UNIT, UNIT_REPORT, UNIT_WRITES, UNIT_WRITES, UNIT_WRITES | _TEACHER, UNIT_WRITES | _TEACHER,
                          UNIT - {"authority_officer"}),
    "issued": Scene(UNIT, UNIT_REPORT, UNIT_WRITES, UNIT_WRITES, UNIT_WRITES | _TEACHER,
                    frozenset({"quality_officer", "head"}), UNIT),
    "reported": Scene(UNIT, UNIT, UNIT_WRITES, UNIT_WRITES, UNIT_WRITES | _TEACHER,
                      frozenset({"quality_officer", "head"}), UNIT),
    "called": Scene(UNIT | CALLED, UNIT_REPORT, UNIT_WRITES, UNIT_WRITES | CALLED, UNIT_WRITES | _TEACHER | CALLED,
                    frozenset({"quality_officer", "head"}), UNIT | CALLED),
    "school draft": Scene(UNIT - _TEACHER | CALLED, LEADERS, SCHOOL_WRITES, SCHOOL_WRITES, SCHOOL_WRITES,
                          SCHOOL_WRITES | {"head", "other_head"}, LEADERS | {"head", "other_head"}),
    "school issued": Scene(SCHOOL, LEADERS, SCHOOL_WRITES, SCHOOL_WRITES, SCHOOL_WRITES, LEADERS, SCHOOL),
    "school reported": Scene(SCHOOL, SCHOOL, SCHOOL_WRITES, SCHOOL_WRITES, SCHOOL_WRITES, LEADERS, SCHOOL,
                             LEADERS | {"authority_officer"}),
}  # fmt: skip


def install_forms(cast: Cast) -> None:
    for pack in ("qt-dbcl-04", "phu-luc-khth"):
        text = (PACKS / "forms" / f"{pack}.yaml").read_text(encoding="utf-8")
        record_forms.install_forms(institution=cast.school, text=text, by=None, at=cast.at)


def make(cast: Cast, scene: str) -> ObjectiveSet:
    """The set of a scene, with a result for its one target once it is issued."""
    is_school = scene.startswith("school")
    writer = cast.quality_head if is_school else cast.head
    named = contents.ResponsibilityContent("supporting", "Hứa Bích Diệp", person_id=cast.other_head.pk)
    lead = contents.ResponsibilityContent("lead", "Trưởng khoa")
    people = (lead, named) if scene == "called" else (lead,)
    made = stage.draft(
        cast, objective(responsibilities=people), by=writer, unit=cast.school if is_school else cast.faculty
    )
    is_draft = scene in {"consultation", "school draft"}
    made = stage.walk(cast, made, "open" if is_draft else "issue", stage.SCHOOL_WAY if is_school else stage.UNIT_WAY)
    if is_draft:
        actions.add_comment(objective_set=made, text="Đề nghị ghi rõ nguồn.", by=writer, at=cast.at)
        return stage.fresh(made)
    stage.measure(cast, made, 85, by=writer)
    report = actions.open_evaluation(objective_set=made, by=writer, at=cast.at)
    if scene.endswith("reported"):
        actions.submit_evaluation(evaluation=report, by=writer, at=cast.at)
    return stage.fresh(made)


def addresses(made: ObjectiveSet) -> dict[str, str]:
    """Every door of a set by the name of its url; “print-report” is the year-end report on paper."""
    one, own = made.objectives.get(), made.public_id
    names = ("set", "swot", "objective-add", "comment", "results", "evaluation", "prints", "new-version", "withdraw", "checks",
             "check-typing", "check-set-aside", "suggestion-take", "suggestion-undo",
             "ties", "consultation", "consultation-extend", "minutes", "minutes-attach")  # fmt: skip
    found = {name: url(name, own) for name in names}
    found |= {name: url(name, own, one.public_id) for name in ("objective-edit", "objective-remove", "objective-move")}
    found |= {"measure": url("measure", own, one.targets.get().public_id)}
    found |= {"task": url("task", own, one.tasks.get().public_id), "deed": deed_url(made)}
    found["checks-print"] = url("checks-print", own, "docx")
    found["consultation-print"] = url("consultation-print", own, "tong-hop", "docx")
    number = "01" if made.is_school_level else "03"
    found["print"] = url("print", own, f"BM.ĐBCL-04.{number}", "docx")
    if comment := made.comments.first():
        found["comment-answer"] = url("comment-answer", own, comment.pk)
    else:
        found["print-report"] = url("print", own, f"BM.ĐBCL-04.{'06' if made.is_school_level else '05'}", "docx")
    return found
