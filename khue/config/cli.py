"""`khue`: one command for everything. Its own verbs first; any other word is one of Django's management commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module

PURE = {
    "read": "khue.foundation.reading.command",
    "check": "khue.quality.objectives.checks.command",
    "score-reading": "khue.foundation.reading.score_command",
}
"""Verbs that need no database and no Django."""

ALIASES = {"verify-trail": "verify_trail", "check-packs": "check_packs", "run": "run_khue"}

HELP = """khue VIỆC [tùy chọn]

  run [--demo]        chạy Khuê: máy chủ web, việc nền, đồng hồ (Ctrl-C để dừng)
  demo [--reset]      nạp trường mẫu; --reset: làm lại từ đầu
  found --name …      lập cơ sở đầu tiên và người quản trị (khue found --help)
  prepare             chuẩn bị cơ sở dữ liệu và tệp tĩnh
  doctor              kiểm tra cấu hình, nói rõ còn thiếu gì
  read TỆP            đọc một kế hoạch (Word, Excel, PDF, văn bản) và in ra; --json, --school-year 2021-2022
  check TỆP           kiểm tra một kế hoạch: SMART, hình thức, nhất quán; --school TỆP, --json
  score-reading       chấm độ đúng của bộ đọc trên các câu mẫu
  verify-trail        kiểm tra chuỗi nhật ký
  check-packs         kiểm tra các gói quy trình, biểu mẫu, vai trò, quy tắc
  docs [--check]      viết lại các trang tài liệu sinh từ mã nguồn
  tick                một nhịp đồng hồ: nhắc hạn, gửi thư
  secret              in một chuỗi bí mật mới cho KHUE_SECRET
"""


def main(argv: list[str] | None = None) -> int:
    """Run one verb; the return value is the exit status."""
    arguments = sys.argv[1:] if argv is None else argv
    verb = arguments[0] if arguments else "help"
    if verb in {"help", "-h", "--help"}:
        print(HELP)
        return 0
    if verb in PURE:
        run: Callable[[list[str]], int] = import_module(PURE[verb]).main
        try:
            return run(arguments[1:])
        except BrokenPipeError:  # whoever read our output has seen enough (`khue read … | head`)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
    return _django(["khue", ALIASES.get(verb, verb), *arguments[1:]])


def _django(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khue.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from khue.foundation.kernel import errors

    try:
        execute_from_command_line(arguments)
    except (ImproperlyConfigured, errors.Refused) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0
