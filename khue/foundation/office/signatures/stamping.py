"""A time stamp by a third party (RFC 3161): proof that the signature was there at that moment, whatever the signer's clock said."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.parse
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from khue.foundation.kernel import errors

PATIENCE_S = 10
LARGEST = 200 * 1024
"""Bytes of an answer; a real one has some six thousand."""


class Stamper(TimeStamper):
    """Asks one server over HTTP."""

    def __init__(self, address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library says no types here
        self._address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        content = await asyncio.to_thread(self._ask, req.dump())
        try:
            answer = tsp.TimeStampResp.load(content)
            answer["status"].native  # noqa: B018  (parsed lazily)
        except (ValueError, TypeError) as told:
            raise TimestampRequestError("no answer of a time stamp") from told
        return answer

    def _ask(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = urllib.request.Request(self._address, question, headers)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                content: bytes = answer.read(LARGEST)
                return content
        except (urllib.error.URLError, ValueError) as told:
            raise TimestampRequestError(str(told)) from told


def address(written: str) -> str:
    """The address of a server of time stamps. Raises `Invalid` at `tsa_url` for what is none."""
    parts = urllib.parse.urlsplit(written.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.password:
        said = "Ghi địa chỉ bắt đầu bằng http:// hoặc https://, ví dụ http://tsa.ca.gov.vn."
        raise errors.Invalid("tsa_url", said, {"tsa_url": [said]})
    return written.strip()
