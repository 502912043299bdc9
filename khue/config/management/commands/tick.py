"""The clock: one beat, or a beat every so many seconds. A fault in one job is written to the log and does not stop the others."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from khue.engine.papers import jobs as papers
from khue.engine.procedures import jobs as procedures
from khue.interfaces.imports import jobs as imports
from khue.people.notifications import jobs as notifications
from khue.quality.objectives import jobs as objectives

LOG = logging.getLogger("khue.tick")
STUCK = timedelta(hours=1)


def reap_stuck(now: datetime) -> int:
    """Background work that a killed worker left behind is put back in the queue (stack.md, trap 21)."""
    rows = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now - STUCK)
    return rows.update(status="READY", started_at=None)


def look_at_rows(now: datetime) -> int:
    """SQLite picks indexes by statistics that it never gathers by itself; without them a page of one set reads every set's rows."""
    if connection.vendor != "sqlite" or now.minute % 15:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit=400")  # some milliseconds, however large the tables
        cursor.execute("ANALYZE")
    return 1


JOBS: dict[str, Callable[[datetime], int]] = {
    "nhắc hạn": procedures.remind,
    "thư đến giờ gửi": notifications.send_waiting,
    "việc nền bị bỏ dở": reap_stuck,
    "tệp văn bản chưa tạo": papers.build_left_over,
    "tệp đọc dở": imports.read_left_over,
    "tệp xác nhận dở": imports.enter_left_over,
    "số liệu bảng tổng hợp": objectives.count_anew,
    "thống kê cơ sở dữ liệu": look_at_rows,
}


def beat(now: datetime) -> dict[str, int]:
    """Run every job once; how much each did."""
    done: dict[str, int] = {}
    for name, job in JOBS.items():
        try:
            done[name] = job(now)
        except Exception:  # the loop must go on; the log says what happened
            LOG.exception("nhịp đồng hồ: %s", name)
    return done


class Command(BaseCommand):
    help = "Một nhịp đồng hồ: nhắc hạn, gửi thư; --every GIÂY: lặp lại"

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, default=0, help="lặp lại sau mỗi số giây này")

    def handle(self, *args, **options):
        while True:
            done = beat(timezone.now())
            if not options["every"]:
                self.stdout.write("; ".join(f"{name}: {count}" for name, count in done.items()))
                return
            close_old_connections()
            time.sleep(options["every"])
