"""Every address of Khuê, asked with nonsense: a clear refusal each time, never a broken page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from khue.engine.procedures import queries as procedures
from khue.engine.procedures.models import ProcedureVersion
from khue.engine.records import actions as records
from khue.interfaces.imports.actions import plans as imports
from khue.people.access.models import Grant
from khue.people.organisation.models import Appointment, Charge, Position
from khue.quality.objectives import actions
from tests.cast import Cast
from tests.interfaces.imports.conftest import GOOD, LEADERLESS, NUMBERLESS, paper
from tests.quality.objectives import stage

ODD = ("\x00", "9" * 5000, "99999999999999999999", "1e400", "31/12/9999", "ă" * 10000)
_INPUT = re.compile(r'name="([^"]+)"')
ASKED = ("trang", "nam", "tim", "xep", "loc", "xem", "don-vi", "khoang", "mang", "co-so", "vai-tro", "hieu-luc", "con",
         "bao-mat", "loai", "sua", "muc-tieu", "hien-co", "time_text", "zzz")  # fmt: skip
IN_ADDRESSES = ODD[:2]
SENT = {"revision", "op", "row", "doubt", "choice", "typed", "outcome", "lam", "next", "theme", "co-so", "objective", "huong",
        "invite", "chi-tieu-TOTAL_FORMS"}  # fmt: skip
PEOPLE = ("head", "quality_head", "admin", "rector")
BEYOND = ("/tinh/", "password/reset/key", "login/code")


def addresses(found: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in (found or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, route)
        else:
            yield route, one


@pytest.fixture
def world(cast: Cast) -> dict[str, Any]:
    """One of everything, and for each name of an address what stands for it."""
    stage.install(cast)
    drafted = stage.draft(cast, by=cast.quality_head, unit=cast.school)
    consulted = stage.walk(
        cast, stage.draft(cast, by=cast.other_head, unit=cast.other_faculty), "open", (("open", "other_head"),)
    )
    remark = actions.add_comment(objective_set=consulted, text="Xem lại", by=cast.other_head, at=cast.at)
    issued = stage.issued(cast)
    target = issued.objectives.get().targets.get()
    stage.measure(cast, issued, 81)
    piece = records.add_evidence(
        institution=cast.school, unit=cast.faculty, title="Biên bản", effective_on=cast.today, confidentiality="internal",
        by=cast.head, at=cast.at, url="https://khuevan.example/bien-ban",
    )  # fmt: skip
    use = records.attach(evidence=piece, subject_type="objectives.plannedtask", subject_id=1, by=cast.head, at=cast.at)
    plan = imports.stage(
        unit=cast.school, period=cast.last_period, name="ke-hoach.docx", by=cast.quality_head, at=cast.at,
        content=paper(GOOD, NUMBERLESS, LEADERLESS),
    )  # fmt: skip
    position = Position.objects.filter(institution=cast.school).first()
    charge = Charge.objects.get()
    sets = [
        {"public_id": drafted.public_id, "objective": drafted.objectives.get().public_id,
         "task": procedures.open_task(drafted.case).public_id},
        {"public_id": consulted.public_id, "comment": remark.pk, "objective": consulted.objectives.get().public_id,
         "task": procedures.open_task(consulted.case).public_id},
        {"public_id": issued.public_id, "target": target.public_id, "objective": target.objective.public_id,
         "form": "BM.ĐBCL-04.03", "kind": "docx", "task": issued.objectives.get().tasks.get().public_id},
    ]  # fmt: skip
    return {
        "muc-tieu/": sets,
        "minh-chung/": [{"public_id": piece.public_id, "key": use.pk}],
        "quy-trinh/": [{"version_id": ProcedureVersion.objects.get().pk}],
        "dua-vao/": [{"public_id": plan.public_id, "index": 0}],
        "phan-quyen/": [{"public_id": Grant.objects.filter(person=cast.auditor).get().public_id}],
        "to-chuc/nhan-su": [{"public_id": cast.teacher.public_id}],
        "to-chuc/bo-nhiem": [{"public_id": Appointment.objects.filter(person=cast.teacher).get().public_id}],
        "to-chuc/phu-trach": [{"key": charge.pk}],
        "to-chuc/chuc-vu": [{"key": position.pk if position else 0}],
        "to-chuc/": [{"public_id": cast.faculty.public_id, "key": 1}],
        "": [{"public_id": "aaaaaaaaaaaa", "key": 1}],
    }


def _paths(world: dict[str, Any]) -> Iterator[str]:
    """Each address with the things of the world in it."""
    for route, pattern in addresses():
        if any(part in route for part in BEYOND) or "^" in route:
            continue
        kinds = next(rows for start, rows in world.items() if route.startswith(start))
        for names in kinds:
            given = {name: names.get(name, 1) for name in pattern.pattern.converters}
            path = route
            for name, value in given.items():
                for kind in ("slug", "int", "str"):
                    path = path.replace(f"<{kind}:{name}>", str(value))
            yield "/" + path


def _sign_in(person: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="khue.people.access.backend.GrantBackend")
    return client


class Undone(Exception):
    pass


def _odd() -> tuple[str, ...]:
    """All of it on SQLite; on PostgreSQL what a column may be too small for, which SQLite takes."""
    return ODD if connection.vendor == "sqlite" else (ODD[2], ODD[5])


def _asked(client: Client, path: str, method: str, data: dict[str, str]) -> int:
    """The status of the answer; whatever the deed did is undone."""
    status = 0
    try:
        with transaction.atomic():
            status = getattr(client, method)(path, data).status_code
            raise Undone
    except Undone:
        return status


def _plain(clients: list[Client], path: str) -> tuple[Client, set[str]]:
    """Who may open the page (the first person, if nobody may), and the names of its inputs."""
    for client in clients:
        answer = client.get(path)
        if answer.status_code < 400:
            words = "" if answer.streaming else answer.content.decode(errors="replace")
            return client, set(_INPUT.findall(words)) - {"csrfmiddlewaretoken", "viewport"}
    return clients[0], set()


@pytest.mark.parametrize("part", ["muc-tieu/", "to-chuc/", "dua-vao/", ""])
def test_no_nonsense_breaks_a_page(world: dict[str, Any], cast: Cast, part: str) -> None:
    clients = [_sign_in(getattr(cast, who)) for who in PEOPLE]
    others = tuple(f"/{one}" for one in ("muc-tieu/", "to-chuc/", "dua-vao/"))
    broken = []
    for path in dict.fromkeys(_paths(world)):
        if not (path.startswith(f"/{part}") if part else not path.startswith(others)):
            continue
        client, inputs = _plain(clients, path)
        for odd in _odd():
            for method, names in (("get", ASKED), ("post", SENT | inputs)):
                if method == "get" and odd not in (IN_ADDRESSES if connection.vendor == "sqlite" else ODD[2:3]):
                    continue
                status = _asked(client, path, method, dict.fromkeys(names, odd))
                if status >= 500:
                    broken.append(f"{method} {path} {odd[:12]!r}")
    assert broken == []
