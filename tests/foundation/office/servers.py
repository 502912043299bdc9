"""Servers of an authority on this machine: time stamps (RFC 3161) and lists of revoked certificates."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps import DummyTimeStamper

from tests.foundation.office import certificates

Answer = Callable[[bytes], bytes]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers every question so, for as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            self.send_response(200 if said else 503)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def time_stamps(at: datetime, authority: str = "CA thử nghiệm") -> Answer:
    """Stamps with that moment."""
    who = certificates.time_stamper(authority)
    key = who.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(
        x509.Certificate.load(who.public), keys.PrivateKeyInfo.load(key), fixed_dt=at,
        certs_to_embed=[x509.Certificate.load(who.public)],
    )  # fmt: skip

    def answer(question: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(question)
        made: bytes = asyncio.run(stamper.async_request_tsa_response(asked)).dump()
        return made

    return answer
