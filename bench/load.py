"""The load: a process of its own that keeps N connections open and sends ready-made requests over them, one after another.

Reads one JSON plan from standard input and writes one JSON answer: requests, seconds, errors, and latencies in milliseconds.
Plain sockets, because the clients share the two cores with the server and must cost as little as they can.
"""

from __future__ import annotations

import json
import socket
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

CHUNK = 1 << 18


@dataclass
class Connection:
    """One keep-alive connection; opens itself again when the server has closed it."""

    port: int
    stream: socket.socket | None = None

    def ask(self, request: bytes) -> int:
        """Sends, reads the whole answer, gives its status."""
        if self.stream is None:
            self.stream = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self.stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream.sendall(request)
        head, _blank, body = self._head().partition(b"\r\n\r\n")
        lower = head.lower()
        self._rest(_length(lower) - len(body))
        if b"connection: close" in lower:
            self.stream.close()
            self.stream = None
        return int(head.split(b" ", 2)[1])

    def _head(self) -> bytes:
        got = b""
        while b"\r\n\r\n" not in got:
            piece = self.stream.recv(CHUNK)
            if not piece:
                raise ConnectionError("closed before an answer")
            got += piece
        return got

    def _rest(self, missing: int) -> None:
        while missing > 0:
            piece = self.stream.recv(min(CHUNK, missing))
            if not piece:
                raise ConnectionError("closed within an answer")
            missing -= len(piece)


def _length(head: bytes) -> int:
    found = head.partition(b"content-length:")[2].partition(b"\r\n")[0].strip()
    return int(found) if found else 0


@dataclass
class Tally:
    latencies: list[float] = field(default_factory=list)
    errors: int = 0


def _drive(plan: dict[str, Any], place: int, until: float, tally: Tally) -> None:
    connection, requests = Connection(plan["port"]), [one.encode() for one in plan["requests"]]
    for number in count(place * 7):
        begun = time.perf_counter()
        if begun >= until:
            return
        try:
            status = connection.ask(requests[number % len(requests)])
        except (OSError, ValueError, IndexError):
            status, connection = 0, Connection(plan["port"])
        tally.latencies.append(1000 * (time.perf_counter() - begun))
        tally.errors += status != plan["status"]


def run(plan: dict[str, Any]) -> dict[str, float]:
    """`plan`: port, connections, seconds, requests (raw HTTP), status (the one that is right)."""
    begun = time.perf_counter()
    tallies = [Tally() for _one in range(plan["connections"])]
    threads = [
        threading.Thread(target=_drive, args=(plan, place, begun + plan["seconds"], tally))
        for place, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    latencies = sorted(one for tally in tallies for one in tally.latencies)
    return {
        "requests": len(latencies),
        "rps": len(latencies) / spent,
        "errors": sum(tally.errors for tally in tallies),
        "p50": statistics.median(latencies),
        "p99": latencies[min(len(latencies) - 1, int(len(latencies) * 0.99))],
    }


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)
