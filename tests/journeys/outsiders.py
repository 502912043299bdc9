"""Who must see nothing of it: the head of another faculty, and the rector of another school."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from khue.engine.records.models import Evidence
from khue.interfaces.imports.models import StagedPlan
from khue.quality.objectives.models import Objective, ObjectiveSet, PlannedTask, Target
from tests.journeys.walk import Year


def see_nothing(year: Year) -> None:
    """Every page and paper answers as if it were not there; lists do not name it."""
    places = {
        "other_head": [*_places(year.unit_set), *_files(year), *_reports(year)],
        "stranger": [*_places(year.unit_set), *_places(year.school_set), *_files(year)],
    }
    for part, addresses in places.items():
        walk = year.enter(part)
        assert {one: walk.status_of(one) for one in addresses} == dict.fromkeys(addresses, 404)
        for listed in ("/", f"/muc-tieu/?nam={year.code}", "/minh-chung/", "/dua-vao/ke-hoach/"):
            if walk.status_of(listed) == 200:
                walk.go(listed).does_not_read("Kế hoạch Khoa Cơ khí", "Báo cáo hiệu suất", "455/QĐ-CĐKTKV")
    year.enter("stranger").go("/").does_not_read("Khuê Văn", "401/QĐ-CĐKTKV")


def _places(address: str) -> Iterator[str]:
    """Every page of a set that can be looked at."""
    found = ObjectiveSet.objects.get(public_id=address.strip("/").rpartition("/")[2])
    key = found.public_id
    yield address
    for name in ("results", "evaluation", "prints", "swot", "objective-add", "comment", "new-version", "withdraw"):
        yield reverse(f"objectives:{name}", args=[key])
    objective = Objective.objects.filter(set=found).first()
    yield reverse("objectives:objective-edit", args=[key, objective.public_id])
    yield reverse("objectives:measure", args=[key, Target.objects.filter(objective__set=found).first().public_id])
    yield reverse("objectives:task", args=[key, PlannedTask.objects.filter(objective__set=found).first().public_id])
    yield reverse("objectives:deed", args=[key, found.case.tasks.latest("pk").public_id])
    for kind in ("docx", "pdf"):
        yield reverse("objectives:print", args=[key, "BM.ĐBCL-04.04", kind])


def _reports(year: Year) -> Iterator[str]:
    """What tells of every unit."""
    yield f"/muc-tieu/tong-hop/?nam={year.code}"
    for kind in ("docx", "pdf"):
        yield f"{year.school_set}in/BM.ĐBCL-04.06.{kind}"


def _files(year: Year) -> Iterator[str]:
    """Evidence of the faculty, and the file that its plan came from."""
    for one in Evidence.objects.filter(unit=year.cast.faculty):
        yield reverse("records:evidence-download", args=[one.public_id])
    for staged in StagedPlan.objects.filter(unit=year.cast.faculty):
        yield reverse("imports:plan-source", args=[staged.public_id])
