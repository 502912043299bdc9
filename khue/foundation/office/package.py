"""Zip packages (docx, xlsx, ods): opened only after they have shown that they are no bomb."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from khue.foundation.office import refusals
from khue.foundation.office.source import Limits

_ENCRYPTED = 0x1
# Small files of styles compress a hundredfold and harm nobody; a ratio tells only when the sum is large.
_HARMLESS = 16 * 2**20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    OSError,
    RuntimeError,
    IndexError,
    OverflowError,
)


class Package:
    """A zip that passed the limits. Reading an entry never gives more bytes than the entry declared."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise refusals.refused("damaged") from None
        self.names = frozenset(entry.filename for entry in entries)
        self._refuse_bombs(entries, limits)

    def _refuse_bombs(self, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
        unzipped = sum(entry.file_size for entry in entries)
        ratio = unzipped / max(1, len(self._data))
        if len(entries) > limits.entries or unzipped > limits.unzipped:
            raise refusals.refused("bomb")
        if unzipped > _HARMLESS and ratio > limits.ratio:
            raise refusals.refused("bomb")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise refusals.refused("encrypted")

    def read(self, name: str) -> bytes:
        """The bytes of an entry. Raises `Unreadable` ("damaged") if it is missing, broken or lied about its size."""
        try:
            return self._zip.read(name)
        except _BROKEN:
            raise refusals.refused("damaged") from None

    def find(self, *endings: str) -> str | None:
        """The first entry, by name, that ends so."""
        return next((name for name in sorted(self.names) if name.endswith(endings)), None)
