"""The worker of a journey: the real one with its real queue, at work when the journey says so.

On SQLite the pages share one connection with the test, so while the worker writes no page is served, and the other way round.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


class Worker:
    """Beside the pages; `work` does everything that lies in the queue."""

    def __init__(self) -> None:
        self.turn = threading.Lock()

    def work(self) -> int:
        """How many tasks were done; all of them well."""
        with self.turn:
            before = DBTaskResult.objects.finished().count()
            QueueWorker(
                queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
                worker_id="journey", excluded_queue_names=[],
            ).run()  # fmt: skip
            assert list(DBTaskResult.objects.failed().values_list("task_path", "traceback")) == []
            return DBTaskResult.objects.finished().count() - before


def install(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Worker:
    """From now on what a page hands to the worker waits for it."""
    settings.TASKS = QUEUE
    worker, answer = Worker(), BaseHandler.get_response

    def in_turn(handler: BaseHandler, request: Any) -> Any:
        with worker.turn:
            return answer(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", in_turn)
    return worker
