"""Two school years at the demo school: one behind, whole; one under way, every unit at another step of the procedure.

Nothing happens after `now`: what would lie ahead is left out, so the demo is true on whatever day it is started.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from khue.config.demo import calling, deeds, following, material
from khue.config.demo.school import Stage, moment
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
    following.measure(stage, school, _objectives(told["school"], stage, 0), QUALITY, moment(date(first + 1, 6, 18), 10))
    reports = moment(date(first + 1, 6, 22), 9)
    for place, plan in enumerate(told["units"]):
        unit = plan["unit"]
        made = _issued(stage, plan, 0, moment(date(first, 9, 8) + timedelta(days=place % 3), 9), number=21 + place)
        objectives = _objectives(plan, stage, 0)
        following.measure(stage, made, objectives, HEADS[unit], reports - timedelta(days=4))
        following.finish_tasks(stage, made, HEADS[unit], reports - timedelta(days=3))
        following.evaluate(stage, made, objectives, HEADS[unit], reports + timedelta(hours=place))
    following.evaluate(stage, school, _objectives(told["school"], stage, 0), QUALITY, reports + timedelta(days=3))


def _school_set(stage: Stage, told: dict[str, Any], year: int, begins: date) -> ObjectiveSet:
    objectives = _objectives(told["school"], stage, year)
    at = moment(begins, 8, 30)
    made = deeds.from_file(stage, stage.school, year, objectives, QUALITY, at)
    week = timedelta(days=7)
    deeds.decide(stage, made, "open", QUALITY, at + timedelta(days=2))
    deeds.comment(
        stage,
        made,
        HEADS["CK"],
        "Đề nghị tính hiệu suất đào tạo theo khóa tuyển sinh để các khoa tính giống nhau.",
        at + week,
    )
    deeds.answer(stage, made, QUALITY, at + week + timedelta(hours=3))
    deeds.decide(stage, made, "close", QUALITY, at + 2 * week, gates=("minutes",))
    deeds.decide(stage, made, "submit", QUALITY, at + 2 * week + timedelta(days=2))
    deeds.decide(stage, made, "approve", RECTOR, at + 2 * week + timedelta(days=3))
    issued = at + 2 * week + timedelta(days=4)
    deeds.issue(stage, made, OFFICER, issued, number=f"{310 + 8 * year}/QĐ-CĐKTKV")
    return made


def _issued(
    stage: Stage, plan: dict[str, Any], year: int, at: datetime, *, number: int, by_hand: bool = False
) -> ObjectiveSet:
    """A unit's set carried through the whole of 5.3."""
    unit, objectives = plan["unit"], _objectives(plan, stage, year)
    make = deeds.by_hand if by_hand else deeds.from_file
    made = make(stage, stage.units[unit], year, objectives, HEADS[unit], at)
    _consult(stage, made, unit, at + timedelta(days=6))
    deeds.decide(stage, made, "submit", HEADS[unit], at + timedelta(days=14))
    deeds.decide(stage, made, "pass", QUALITY if unit != "KT" else OFFICER, at + timedelta(days=18))
    deeds.decide(stage, made, "approve", APPROVERS.get(unit, RECTOR), at + timedelta(days=21))
    issued = at + timedelta(days=22, hours=1)
    deeds.issue(stage, made, OFFICER, issued, number=f"{300 + 20 * year + number}/QĐ-CĐKTKV")
    return made


def _consult(stage: Stage, made: ObjectiveSet, unit: str, at: datetime, *, close: bool = True) -> None:
    deeds.decide(stage, made, "open", HEADS[unit], at)
    if unit in STAFF:
        deeds.comment(
            stage,
            made,
            STAFF[unit],
            "Đề nghị ghi rõ nguồn số liệu của chỉ tiêu để cuối năm đối chiếu.",
            at + timedelta(hours=5),
        )
    if close:
        deeds.answer(stage, made, HEADS[unit], at + timedelta(days=3))
        deeds.decide(stage, made, "close", HEADS[unit], at + timedelta(days=6))


def _year_under_way(stage: Stage, told: dict[str, Any], now: datetime) -> None:
    year = stage.first_year + 1
    begins = date(year, 8, 3)
    _school_set(stage, told, 1, begins)
    plans = {plan["unit"]: plan for plan in told["units"]}
    opening = moment(date(year, 9, 8), 9)
    call = calling.open_year(stage, opening - timedelta(days=1), QUALITY, now)
    for place, (unit, story) in enumerate(told["this_year"].items()):
        plan = plans[unit]
        if story["ends"] == "issued":
            if opening + timedelta(days=25) < now:
                made = _issued(stage, plan, 1, opening, number=41 + place, by_hand=story["from"] == "editor")
                following.under_way(stage, made, HEADS[unit], STAFF[unit], now)
        elif now - timedelta(days=20) > opening:
            _unfinished(stage, plan, story, now)
    if call is not None:
        calling.follow(stage, call, QUALITY, now)


def _unfinished(stage: Stage, plan: dict[str, Any], story: dict[str, Any], now: datetime) -> None:
    """A unit that is still on its way; the days are counted back from now."""
    unit, ends = plan["unit"], story["ends"]
    if ends == "nothing":
        return
    objectives = _objectives(plan, stage, 1)
    begins = now - timedelta(days=18)
    if ends == "staged":
        unclear = [material.dated(one, 1, stage.first_year) for one in story.get("unclear", [])]
        deeds.stage_file(stage, stage.units[unit], 1, [*objectives, *unclear], HEADS[unit], now - timedelta(hours=20))
        return
    make = deeds.by_hand if story["from"] == "editor" else deeds.from_file
    made = make(stage, stage.units[unit], 1, objectives, HEADS[unit], begins)
    if ends == "draft":
        return
    _consult(stage, made, unit, begins + timedelta(days=1), close=ends != "consultation")
    if ends == "consultation":
        return
    deeds.decide(stage, made, "submit", HEADS[unit], begins + timedelta(days=9))
    if ends == "approval":
        deeds.decide(stage, made, "pass", OFFICER, begins + timedelta(days=14))
    if ends == "returned":
        deeds.decide(stage, made, "return", QUALITY, begins + timedelta(days=15), reason=story["reason"])
