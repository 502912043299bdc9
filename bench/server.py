"""A real web server on loopback: the command of `khue run`, two workers, its memory and its processor time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running one. `workers()` are its children."""

    process: subprocess.Popen[bytes]
    port: int

    def workers(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in path.read_text().split()]

    def cpu(self) -> float:
        """Seconds of processor time the workers have used so far."""
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.workers()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / _TICK

    def memory(self) -> float:
        """Resident memory of the largest worker, in MB (2^20)."""
        return max(_resident(pid) for pid in self.workers()) / 1024

    def ask(self, path: str, session: str) -> str:
        """One page over a connection of its own."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as stream:
            head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}\r\nConnection: close\r\n\r\n"
            stream.sendall(head.encode())
            return b"".join(iter(lambda: stream.recv(1 << 16), b"")).decode().rpartition("\r\n\r\n")[2]

    def load(self, requests: list[str], *, connections: int, seconds: float, status: int = 200) -> dict[str, Any]:
        """What `bench.load` measured in a process of its own, with `cpu`: milliseconds of the workers a request."""
        plan = {
            "port": self.port,
            "requests": requests,
            "connections": connections,
            "seconds": seconds,
            "status": status,
        }
        before = self.cpu()
        done = subprocess.run(
            [sys.executable, "-m", "bench.load"],
            input=json.dumps(plan).encode(),
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        found = json.loads(done.stdout)
        return found | {"cpu": 1000 * (self.cpu() - before) / max(1, found["requests"])}


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


@contextmanager
def running() -> Iterator[Server]:
    """The server from here to the end of the block; the environment says which data and settings."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "khue.config.wsgi", "-k", "gthread", "-w", "2", "--threads", "4"]
    command += ["--no-control-socket", "--log-level", "warning", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    server = Server(process, port)
    try:
        _wait(server)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(server: Server) -> None:
    for _try in range(150):
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the web server did not start")
