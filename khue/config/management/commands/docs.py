"""Pages of documentation that the code itself knows best; `--check` fails when a committed page is no longer true."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand

from khue.config import generated
from khue.config.env import ROOT

FOLDER = ROOT / "docs" / "architecture" / "generated"


class Command(BaseCommand):
    help = "Viết lại các trang tài liệu sinh từ mã nguồn"

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="chỉ so sánh, báo lỗi nếu khác")

    def handle(self, *args, **options):
        FOLDER.mkdir(parents=True, exist_ok=True)
        stale = []
        for name, text in generated.pages().items():
            path = FOLDER / name
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            stale.append(name)
            if not options["check"]:
                path.write_text(text, encoding="utf-8")
        if options["check"] and stale:
            self.stderr.write("Tài liệu sinh đã cũ, chạy `make fix`: " + ", ".join(stale))
            sys.exit(1)
