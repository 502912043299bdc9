"""What no machine changes: SQL statements a page, and the longest list of values in one of them."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import web
from bench.measures import Found
from bench.stage import Stage
from khue.people.accounts.models import Person

_MARKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")
_LIST = re.compile(r"\bIN \(([^()]*)\)")


def statements(person: Person, address: str, form: dict[str, str] | None = None) -> list[str]:
    """The SQL of one request, session and person included, marks of transactions apart; a first request warms up."""
    client = Client()
    client.force_login(person, backend="khue.people.access.backend.GrantBackend")
    ask = (lambda: client.post(address, form)) if form else (lambda: client.get(address))
    ask()
    with CaptureQueriesContext(connection) as caught:
        answer = ask()
    assert answer.status_code == (303 if form else 200), (address, answer.status_code)
    return [one["sql"] for one in caught if not one["sql"].startswith(_MARKS)]


def longest_list(found: list[str]) -> int:
    """The most values that one `IN (…)` names."""
    lists = (inner for sql in found for inner in _LIST.findall(sql) if not inner.lstrip().startswith("SELECT"))
    return max((inner.count(",") + 1 for inner in lists), default=0)


def measure(stage: Stage) -> Found:
    """`sql.<workload>`, `sql.spread`, `sql.longest_list`."""
    drives = web.drives(stage)
    asked = {
        name: statements(drives[name].person, drives[name].addresses[0], drives[name].form)
        for name in ("page", "list", "target", "roll_up", "record")
    }
    sizes = [len(statements(stage.school.rector, web.url("set", one.public_id))) for one in stage.sets(4)]
    found = {f"sql.{name}": float(len(sql)) for name, sql in asked.items()}
    found["sql.spread"] = float(max(sizes) - min(sizes))
    found["sql.longest_list"] = float(max(map(longest_list, asked.values())))
    return found
