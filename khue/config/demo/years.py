"""Two school years at the demo school: one behind, whole; one under way, every unit at another step of the procedure.

Nothing happens after `now`: what would lie ahead is left out, so the demo is true on whatever day it is started.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from khue.config.demo import calling, deeds, following, issuing, material, papers, strategies
from khue.config.demo.school import Stage
from khue.foundation.kernel import clock
from khue.quality.objectives.models import ObjectiveSet

HEADS = {"CK": "son.td", "DDT": "diep.hb", "CNTT": "bao.dg", "KTE": "lananh.kt", "DT": "phuoc.qh", "TCHC": "chau.ttm"}
HEADS |= {"CTSV": "danh.kc", "KT": "tram.lb", "TTTS": "nghia.dt", "DTN": "manh.sd"}
APPROVERS = {"CK": "khoi.vm", "DDT": "khoi.vm", "CNTT": "khoi.vm", "KTE": "khoi.vm", "DT": "khoi.vm"}
APPROVERS |= {"CTSV": "ha.ltn", "TTTS": "ha.ltn", "DTN": "ha.ltn"}
STAFF = {"CK": "loc.mx", "DDT": "anh.cd", "CNTT": "nguyen.hs", "KTE": "kien.tc", "DT": "bach.nx", "TCHC": "yen.bt"}
STAFF |= {"CTSV": "tuyet.mta", "TTTS": "tu.vtc"}
QUALITY, OFFICER, RECTOR = "tram.lb", "ich.av", "hieutruong"


def play(stage: Stage, told: dict[str, Any], now: datetime) -> None:
    """Both years, up to `now`."""
    _year_behind(stage, told)
    _year_under_way(stage, told, now)


def _objectives(plan: dict[str, Any], stage: Stage, year: int) -> list[dict[str, Any]]:
    return [material.filled(one, year, stage.first_year) for one in plan["objectives"]]


def _year_behind(stage: Stage, told: dict[str, Any]) -> None:
    first = stage.first_year
    school = _school_set(stage, told, 0, date(first, 8, 3))
    reports = date(first + 1, 6, 22)
    following.measure(stage, school, _objectives(told["school"], stage, 0), QUALITY, stage.at(reports, -2, 10, 20))
    for place, plan in enumerate(told["units"]):
        unit = plan["unit"]
        made = _issued(stage, plan, 0, stage.at(date(first, 9, 8), place % 3, 8, 10 + 5 * place), number=21 + place)
        objectives = _objectives(plan, stage, 0)
        following.measure(stage, made, objectives, HEADS[unit], stage.at(reports, -4, 14, 5 * place))
        following.finish_tasks(stage, made, HEADS[unit], stage.at(reports, -3, 9, 5 * place))
        following.evaluate(stage, made, objectives, HEADS[unit], stage.at(reports, place // 4, 8 + 2 * (place % 4), 25))
    following.evaluate(stage, school, _objectives(told["school"], stage, 0), QUALITY, stage.at(reports, 4, 10, 40))


def _school_set(stage: Stage, told: dict[str, Any], year: int, begins: date) -> ObjectiveSet:
    objectives = _objectives(told["school"], stage, year)
    at = stage.at(begins, 0, 8, 30)
    made = deeds.from_file(stage, stage.school, year, objectives, QUALITY, at)
    deeds.decide(stage, made, "open", QUALITY, stage.at(at, 2, 9, 15))
    deeds.comment(
        stage,
        made,
        HEADS["CK"],
        "Đề nghị tính hiệu suất đào tạo theo khóa tuyển sinh để các khoa tính giống nhau.",
        stage.at(at, 5, 8, 50),
    )
    deeds.answer(stage, made, QUALITY, stage.at(at, 5, 14, 20))
    deeds.decide(stage, made, "close", QUALITY, stage.at(at, 10, 16, 5), gates=("minutes",))
    deeds.decide(stage, made, "submit", QUALITY, stage.at(at, 12, 10, 10))
    deeds.decide(stage, made, "approve", RECTOR, stage.at(at, 13, 15, 30))
    issued = stage.at(at, 14, 8, 45)
    deeds.issue(stage, made, OFFICER, issued, number="310/QĐ-CĐKTKV" if year == 0 else "")
    return made


def _issued(
    stage: Stage, plan: dict[str, Any], year: int, at: datetime, *, number: int, by_hand: bool = False
) -> ObjectiveSet:
    """A unit's set carried through the whole of 5.3."""
    unit, objectives = plan["unit"], _objectives(plan, stage, year)
    make = deeds.by_hand if by_hand else deeds.from_file
    made = make(stage, stage.units[unit], year, objectives, HEADS[unit], at)
    _consult(stage, made, unit, stage.at(at, 4, 8, 40))
    deeds.decide(stage, made, "submit", HEADS[unit], stage.at(at, 10, 10, 25))
    deeds.decide(stage, made, "pass", QUALITY if unit != "KT" else OFFICER, stage.at(at, 12, 14, 35))
    deeds.decide(stage, made, "approve", APPROVERS.get(unit, RECTOR), stage.at(at, 15, 8, 50))
    issued = stage.at(at, 16, 15, 20)
    deeds.issue(stage, made, OFFICER, issued, number=f"{300 + number}/QĐ-CĐKTKV" if year == 0 else "")
    return made


def _consult(stage: Stage, made: ObjectiveSet, unit: str, at: datetime) -> None:
    deeds.decide(stage, made, "open", HEADS[unit], at)
    if unit in STAFF:
        deeds.comment(
            stage,
            made,
            STAFF[unit],
            "Đề nghị ghi rõ nguồn số liệu của chỉ tiêu để cuối năm đối chiếu.",
            stage.at(at, 0, 14, 10),
        )
    deeds.answer(stage, made, HEADS[unit], stage.at(at, 3, 9, 40))
    deeds.decide(stage, made, "close", HEADS[unit], stage.at(at, 4, 16, 10))


def _year_under_way(stage: Stage, told: dict[str, Any], now: datetime) -> None:
    year = stage.first_year + 1
    begins = date(year, 8, 3)
    strategies.found(stage, QUALITY, now)
    issuing.clerks_line(stage, stage.at(begins, 3, 14, 15))
    school = _school_set(stage, told, 1, begins)
    issuing.confirm(stage, deeds.fresh(school).decision_number, stage.at(begins, 14), now)
    plans = {plan["unit"]: plan for plan in told["units"]}
    opening = stage.at(date(year, 9, 8))
    call = calling.open_year(stage, stage.at(opening, -1, 15, 30), QUALITY, now)
    for place, (unit, story) in enumerate(told["this_year"].items()):
        plan = plans[unit]
        if story["ends"] == "issued":
            if stage.at(opening, 24) < now:
                made = _issued(stage, plan, 1, opening, number=41 + place, by_hand=story["from"] == "editor")
                issuing.confirm(stage, deeds.fresh(made).decision_number, stage.at(opening, 16), now)
                following.under_way(stage, made, HEADS[unit], STAFF[unit], now)
        elif stage.at(now, -15) > opening:
            _unfinished(stage, plan, story, now)
    if stage.at(now, -15) > opening:
        _sent_together(stage, told, plans, now)
    if call is not None:
        calling.follow(stage, call, QUALITY, now)
        strategies.align(stage, QUALITY, now)


def _sent_together(stage: Stage, told: dict[str, Any], plans: dict[str, Any], now: datetime) -> None:
    """Files that units mailed to the quality office, which sent them in yesterday; nobody has looked at them yet."""
    files = []
    for one in told["sent_together"]:
        objectives = _objectives(plans[one["plan"]], stage, 1) if "plan" in one else []
        objectives += [material.dated(each, 1, stage.first_year) for each in one.get("objectives", ())]
        name = stage.units[one["unit"]].name if one.get("unit") else ""
        content = papers.PICTURE if "picture" in one else papers.plan(name, stage.periods[1].code, objectives)
        files.append((one["file"], content))
    deeds.send_many(stage, 1, files, QUALITY, stage.at(now, -1, 16, 20))


def _unfinished(stage: Stage, plan: dict[str, Any], story: dict[str, Any], now: datetime) -> None:
    """A unit that is still on its way; the working days are counted back from now."""
    unit, ends = plan["unit"], story["ends"]
    if ends == "nothing":
        return
    objectives = _objectives(plan, stage, 1)
    begins = stage.at(now, -13, 8, 20)
    if ends == "staged":
        unclear = [material.dated(one, 1, stage.first_year) for one in story.get("unclear", [])]
        deeds.stage_file(stage, stage.units[unit], 1, [*objectives, *unclear], HEADS[unit], stage.at(now, -1, 15, 10))
        return
    make = deeds.by_hand if story["from"] == "editor" else deeds.from_file
    made = make(stage, stage.units[unit], 1, objectives, HEADS[unit], begins)
    if ends == "draft":
        return
    if ends == "consultation":
        facts = {"comments_until": clock.today(now + timedelta(days=4))}
        deeds.decide(stage, made, "open", HEADS[unit], stage.at(begins, 1, 8, 40), facts=facts)
        deeds.talk(stage, made, story["talk"], HEADS[unit], stage.at(now, -2, 9, 5))
        return
    _consult(stage, made, unit, stage.at(begins, 1, 8, 40))
    deeds.decide(stage, made, "submit", HEADS[unit], stage.at(begins, 7, 10, 25))
    if ends == "approval":
        deeds.decide(stage, made, "pass", OFFICER, stage.at(begins, 10, 14, 35))
    if ends == "returned":
        deeds.decide(stage, made, "return", QUALITY, stage.at(begins, 11, 9, 30), reason=story["reason"])
