"""What the packs say of the demo, as values."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from django.conf import settings

DOMAIN = "khuevan.example"


@cache
def school() -> dict[str, Any]:
    return _load("school.yaml")


@cache
def strategy() -> dict[str, Any]:
    return _load("strategy.yaml")


@cache
def plans() -> dict[str, Any]:
    return _load("plans.yaml")


def accounts() -> list[tuple[str, str, str]]:
    """E-mail, who, and what there is to see."""
    return [(f"{local}@{DOMAIN}", who, why) for local, who, why in school()["accounts"]]


def email(local: str) -> str:
    return f"{local}@{DOMAIN}"


def _load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((settings.PACKS / "demo" / name).read_text(encoding="utf-8"))
    return found


def filled(plan: dict[str, Any], year: int, first_year: int) -> dict[str, Any]:
    """One objective with the numbers and years of one school year: `year` 0 is the year behind, 1 the one under way."""
    statement = plan["statement"]
    for place, value in enumerate(plan["values"][year]):
        statement = statement.replace(f"{{{place}}}", str(value))
    return dated({**plan, "statement": statement}, year, first_year)


def dated(plan: dict[str, Any], year: int, first_year: int) -> dict[str, Any]:
    """The same with {Y1} and {Y2}, the two calendar years of the school year, filled in."""

    def say(text: str) -> str:
        return text.replace("{Y1}", str(first_year + year)).replace("{Y2}", str(first_year + year + 1))

    return {**plan, "time": say(plan["time"]), "tasks": [say(task) for task in plan["tasks"]]}
