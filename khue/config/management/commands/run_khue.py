"""Web, worker and clock as one group of processes: started together, stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand

from khue.config import demo
from khue.foundation.kernel import errors

TICK_SECONDS = 60


class Command(BaseCommand):
    help = "Chạy Khuê: máy chủ web, việc nền, đồng hồ"
    requires_system_checks: list[str] = []  # noqa: RUF012 - the server's own start would show every fault they show

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="nạp trường mẫu nếu cơ sở dữ liệu còn trống")
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--bind", default=os.environ.get("KHUE_BIND", "127.0.0.1"))

    def handle(self, *args, **options):
        _stop_by_signal()
        _refuse_taken_port(options["bind"], int(options["port"]))
        call_command("prepare")
        if options["demo"]:
            demo.load_if_empty(say=self.stdout.write)
        address = f"{options['bind']}:{options['port']}"
        group: list[subprocess.Popen[bytes]] = []
        try:
            web, *others = _commands(address)
            group.append(_start(web))
            _wait_until_it_answers(group[0], options["bind"], int(options["port"]))
            self.stdout.write(demo.welcome(f"http://{address}") if options["demo"] else f"Khuê: http://{address}")
            self.stdout.flush()
            group += [_start(command) for command in others]
            sys.exit(_watch(group))
        except KeyboardInterrupt:
            return
        finally:
            _stop(group)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, start_new_session=True)


def _wait_until_it_answers(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    """The worker and the clock start after the first page can be served: nobody waits for them."""
    while web.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.05)


def _commands(address: str) -> list[list[str]]:
    python = sys.executable
    web = [
        python,
        "-m",
        "gunicorn",
        "khue.config.wsgi",
        "-k",
        "gthread",
        "-w",
        "2",
        "--threads",
        "4",
        "-b",
        address,
        "--preload",
    ]
    web += ["--no-control-socket", "--log-level", "warning", "--max-requests", "5000", "--max-requests-jitter", "500"]
    khue = [python, "-m", "khue.config"]
    return [web, [*khue, "work", "--no-reload"], [*khue, "tick", "--every", str(TICK_SECONDS)]]


def _stop_by_signal() -> None:
    """Ctrl-C and a service manager's stop are one: everything started here stops."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex((host, port)) == 0:
            said = f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác, ví dụ: make run PORT={port + 1}"
            raise errors.Conflict("port", said)


def _watch(group: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one of them ends by itself, which none should."""
    while all(process.poll() is None for process in group):
        time.sleep(0.3)
    return 1


def _stop(group: list[subprocess.Popen[bytes]]) -> None:
    """All of them, in peace: who asks to stop once more while they are stopping is not heard."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    for process in group:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
    for process in group:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
