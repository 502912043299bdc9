"""Every address of Khuê, and the references that pass through the very same middleware.

`/bench/hello/`    a signed-in person is told hello: session, person and grants are fetched, nothing else.
`/bench/pauses/`   the longest full garbage collection of this worker since the last time it was asked, in ms of processor time.
`/bench/grouped/`  the plain group-by that a dashboard cannot do without, as JSON: sets by state, objectives by unit, tasks by progress.
"""

from __future__ import annotations

import gc
import time

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from khue.config import urls
from khue.config.urls import handler400, handler403, handler404, handler500  # noqa: F401  (Django looks for them here)
from khue.people.organisation.models import Period
from khue.quality.objectives.models import Objective, ObjectiveSet, PlannedTask

_pauses: list[float] = []
_begun = [0.0]


def _watch(phase: str, info: dict[str, int]) -> None:
    if info["generation"] == 2 and phase == "start":
        _begun[0] = time.thread_time()
    elif info["generation"] == 2:
        _pauses.append(1000 * (time.thread_time() - _begun[0]))


gc.callbacks.append(_watch)


def pauses(request: HttpRequest) -> HttpResponse:
    longest = max(_pauses, default=0.0)
    _pauses.clear()
    return HttpResponse(f"{longest:.3f}")


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


def grouped(request: HttpRequest) -> JsonResponse:
    period = Period.objects.get(code=request.GET["nam"])
    tasks = PlannedTask.objects.filter(objective__set__period=period)
    found = {
        "sets": ObjectiveSet.objects.filter(period=period).order_by().values("state").annotate(n=Count("pk")),
        "objectives": Objective.objects.filter(set__period=period)
        .order_by()
        .values("set__unit")
        .annotate(n=Count("pk")),
        "tasks": tasks.order_by().values("objective__set__unit", "progress").annotate(n=Count("pk")),
    }
    return JsonResponse({name: list(rows) for name, rows in found.items()})


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/grouped/", grouped),
    path("bench/pauses/", pauses),
    *urls.urlpatterns,
]
