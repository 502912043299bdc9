"""Says what this machine has and what it still lacks, in plain words."""

from __future__ import annotations

import shutil
import sys
from smtplib import SMTPException

from django.conf import settings
from django.core import mail
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from khue.config import databases, env


class Command(BaseCommand):
    help = "Kiểm tra cấu hình, nói rõ còn thiếu gì"
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, *args, **options):
        faults = 0
        for good, what in _findings():
            mark = {True: "ĐỦ   ", False: "THIẾU", None: "NÊN  "}[good]
            faults += good is False
            self.stdout.write(f"{mark} {what}")
        sys.exit(1 if faults else 0)


def _findings():
    mode = "vận hành" if settings.PRODUCTION else "dùng thử"
    yield True, f"Chế độ: {mode} (KHUE_ENV={settings.ENV.name})"
    yield from _database()
    free = shutil.disk_usage(settings.DATA).free // 2**30
    yield free >= 1, f"Ổ đĩa của {settings.DATA}: còn {free} GB (cần từ 1 GB)"
    yield (
        settings.STATIC_ROOT.exists(),
        "Tệp tĩnh: " + ("đã gom" if settings.STATIC_ROOT.exists() else "chạy `khue prepare`"),
    )
    office = shutil.which("soffice") or shutil.which("antiword")
    yield (
        (True if office else None),
        "Đọc tệp .doc cũ: " + (office or "cài LibreOffice hoặc antiword; chưa có thì lưu lại thành .docx"),
    )
    yield from _token()
    if settings.PRODUCTION:
        yield _mail()
        origins = bool(settings.CSRF_TRUSTED_ORIGINS) or None
        yield origins, "KHUE_ORIGINS: địa chỉ đầy đủ, ghi trong thư mời, ví dụ https://chatluong.truong.edu.vn"
    else:
        would = env.read({"KHUE_ENV": "production"}).missing()
        given = env.Env(**{**settings.ENV.__dict__, "name": "production"}).missing()
        for line in would:
            yield (None if line in given else True), f"Trước khi vận hành: {line}"


def _token():
    """The token that signs, where one was set up."""
    given = settings.PKCS11
    if not any(given.values()):
        return
    lacking = [f"KHUE_PKCS11_{name.upper()}" for name, value in given.items() if not value]
    if lacking:
        yield False, f"Thiết bị ký số: thiếu {', '.join(lacking)}"
        return
    from khue.foundation.office import signatures  # a second of importing, only when there is a token

    fault = signatures.fault_of(signatures.TokenKey(**given))
    yield not fault, f"Thiết bị ký số: {fault or 'thấy ' + given['token']}"


def _mail():
    """Whether the mail server lets us in, asked now."""
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        connection_ = mail.get_connection()
        connection_.open()
        connection_.close()
    except (SMTPException, OSError) as problem:
        return False, f"Máy chủ thư {server}: không vào được ({problem})"
    return True, f"Máy chủ thư {server}: vào được"


def _database():
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as problem:
        yield False, f"Cơ sở dữ liệu {engine}: không mở được ({problem})"
        return
    if statement := databases.uncompiling(connection):
        yield (
            None,
            f"PostgreSQL đang biên dịch câu lệnh (JIT), các trang mở chậm hơn: `khue prepare`, hoặc chạy {statement}",
        )
    yield (
        not behind,
        f"Cơ sở dữ liệu {engine}: " + (f"còn {len(behind)} bước, chạy `khue prepare`" if behind else "đã cập nhật"),
    )
