"""W9: migrating an empty database, and the bytes a browser fetches on its first visit."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import subprocess
import sys
import time
from urllib.parse import urljoin

from bench import server, web
from bench.measures import Found
from bench.stage import Stage

_LINKS = re.compile(rb"""<(?:link|script|img|use)\b[^>]*?\b(?:href|src)=["']([^"'#]+)""")
_URLS = re.compile(rb"""url\(\s*["']?([^"')]+)""")


def migrated() -> float:
    """Seconds of `khue migrate` from empty, in a process of its own (its start included). The environment says where."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "khue.config", "migrate", "-v", "0"], check=True, cwd=server.ROOT, env=os.environ
    )
    return time.perf_counter() - begun


def measure(stage: Stage) -> Found:
    """`visit.first`: the sign-in page with all it draws, as sent; `visit.next`: the first page afterwards, what is new with it."""
    with server.running() as running:
        seen: dict[str, int] = {}
        first = _visit(running.port, "/tai-khoan/login/", "", seen)
        cookie = f"sessionid={web.session_of(stage.school.unit)}"
        following = _visit(running.port, "/", cookie, seen)
    return {"visit.first": first / 1024, "visit.next": following / 1024}


def _visit(port: int, path: str, cookie: str, seen: dict[str, int]) -> int:
    """Bytes over the wire of a page and of what it names that was not fetched before (`seen`)."""
    size, page = _get(port, path, cookie)
    waiting = [urljoin(path, link.decode()) for link in _LINKS.findall(page)]
    before = sum(seen.values())
    while waiting:
        address = waiting.pop()
        if address in seen or address.endswith("/") or not address.startswith("/tinh/"):
            continue
        seen[address], content = _get(port, address, cookie)
        if address.endswith(".css"):
            links = [one.decode() for one in _URLS.findall(content) if not one.startswith(b"data:")]
            waiting += [urljoin(address, one) for one in links]
    return size + sum(seen.values()) - before


def _get(port: int, path: str, cookie: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path.partition("#")[0], headers={"Accept-Encoding": "gzip", "Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    connection.close()
    assert answer.status == 200, (path, answer.status)
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return len(body) + head, gzip.decompress(body) if packed else body
