"""Database and static files made ready. What is ready already is not done again, so a second start is quick."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from khue.config import databases
from khue.people.access import actions as access


class Command(BaseCommand):
    help = "Chuẩn bị cơ sở dữ liệu và tệp tĩnh; chạy lại nhiều lần không hại gì"
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, *args, **options):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        access.update_roles(at=timezone.now())
        if refused := databases.leave_uncompiled(connection):
            self.stderr.write(f"Nên nhờ người quản trị PostgreSQL chạy, để các trang mở nhanh hơn: {refused}")
        stamp, present = settings.STATIC_ROOT / ".gathered", static_fingerprint()
        if not stamp.exists() or stamp.read_text(encoding="ascii") != present:
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(present, encoding="ascii")


def static_fingerprint() -> str:
    """Names, sizes and times of every static file there is to gather."""
    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.update(f"{path}:{storage.size(path)}:{storage.get_modified_time(path).timestamp()}\n".encode())
    return found.hexdigest()
