"""W1 to W4 over HTTP: every page beside `hello`, at one and eight connections, in three rounds that take turns; medians."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from bench import server
from bench.measures import Found
from bench.stage import Stage
from khue.foundation.ui import wording
from khue.people.accounts.models import Person
from khue.quality.objectives.models import Target

CSRF = "k" * 32
PAGES = frozenset({"page", "list", "target", "record"})
REFERENCES = frozenset({"hello", "grouped"})
KEPT = ("rps", "p50", "p99", "cpu")


@dataclass(frozen=True)
class Drive:
    """One kind of request: who asks, for which addresses in turn; `form` makes it a POST that answers 303."""

    person: Person
    addresses: list[str]
    form: dict[str, str] | None = None
    connections: tuple[int, ...] = (1, 8)

    @property
    def status(self) -> int:
        return 303 if self.form else 200

    def requests(self) -> list[str]:
        session = session_of(self.person)
        return [_request(address, session, self.form) for address in self.addresses]


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="khue.people.access.backend.GrantBackend")
    return client.cookies["sessionid"].value


def _request(address: str, session: str, form: dict[str, str] | None) -> str:
    body = urlencode(form | {"csrfmiddlewaretoken": CSRF}) if form else ""
    lines = [f"{'POST' if form else 'GET'} {address} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
    lines += [f"Cookie: sessionid={session}; csrftoken={CSRF}", "Accept-Language: vi"]
    if form:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body])


def url(name: str, *args: str) -> str:
    return reverse(f"objectives:{name}", args=args, urlconf="bench.urls")


def drives(stage: Stage) -> dict[str, Drive]:
    """The web workloads by name. The head of the first leaf is the unit user; W1 turns over all units as the person of each."""
    school, years = stage.school, [period.code for period in stage.school.periods]
    pages = [url("set", one.public_id) for one in stage.sets(1, school.leaves)]
    own = url("set", stage.sets(1, school.leaves[:1])[0].public_id)
    targets = addresses_of_targets(stage)
    form = {"value": "71", "as_of": wording.day(stage.now), "note": "đo lại"}
    return {
        "hello": Drive(school.unit, ["/bench/hello/"]),
        "page": Drive(_over(stage), pages),
        "page_same": Drive(school.unit, [own], connections=(1,)),
        "page_admin": Drive(school.admin, [own], connections=(1,)),
        "list": Drive(school.admin, [f"{url('sets')}?nam={years[0]}"]),
        "list_unit": Drive(school.unit, [f"{url('sets')}?nam={years[0]}"]),
        "target": Drive(school.unit, targets),
        "target_admin": Drive(school.admin, targets, connections=(1,)),
        "record": Drive(school.unit, targets, form),
        "grouped": Drive(school.admin, [f"/bench/grouped/?nam={years[0]}"], connections=(1,)),
        "roll_up": Drive(school.admin, [f"{url('roll-up')}?nam={years[0]}"], connections=(1,)),
        "roll_up_tenth": Drive(school.admin, [f"{url('roll-up')}?nam={years[2]}"], connections=(1,)),
    }


def _over(stage: Stage) -> Person:
    """One person for pages of all fifty units: their head is another for each, and a session more costs the server the same."""
    return stage.school.rector


def addresses_of_targets(stage: Stage) -> list[str]:
    made = stage.sets(0, stage.school.leaves[:1])[0]
    rows = Target.objects.filter(objective__set=made).order_by("pk").values_list("public_id", flat=True)
    return [url("measure", made.public_id, key) for key in rows]


def _pauses(web: server.Server, stage: Stage) -> list[float]:
    """The longest full collections of the workers since the last question; asked often enough to meet both."""
    session = session_of(stage.school.unit)
    return [float(web.ask("/bench/pauses/", session)) for _time in range(8)]


def measure(stage: Stage, wanted: set[str], *, seconds: float, rounds: int = 3) -> Found:
    """`<drive>.<connections>.<rps|p50|p99|cpu>`, `errors` in all, and the memory of a worker at the end."""
    chosen = {name: drive for name, drive in drives(stage).items() if name in wanted}
    ready = {name: drive.requests() for name, drive in chosen.items()}
    runs: dict[str, list[dict[str, Any]]] = {}
    pauses: list[float] = []
    with server.running() as web:
        for round_ in range(rounds + 1):
            for name, drive in chosen.items():
                for connections in drive.connections:
                    span = seconds if round_ else seconds / 4  # the first round only warms up
                    run = web.load(ready[name], connections=connections, seconds=span, status=drive.status)
                    runs.setdefault(f"{name}.{connections}", []).append(run)
                if name in PAGES and round_:
                    pauses += _pauses(web, stage)
                elif name not in REFERENCES:
                    _pauses(web, stage)
        memory = web.memory()
    found = {
        f"{key}.{what}": statistics.median(one[what] for one in all_[1:]) for key, all_ in runs.items() for what in KEPT
    }
    return found | {
        "errors": sum(one["errors"] for all_ in runs.values() for one in all_),
        "memory": memory,
        "gc.full": max(pauses, default=0.0),
    }
