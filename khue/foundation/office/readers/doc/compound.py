"""Streams of a compound file ([MS-CFB]): chains of sectors, small streams inside the root's own stream."""

from __future__ import annotations

import struct

from khue.foundation.office import refusals

_END = 0xFFFFFFF0  # this and above are marks, not sectors
_HEADER, _ENTRY = 512, 128
_SMALL = 4096


class Compound:
    """The streams of a file by name. Broken chains end where they break; loops are cut."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER:
            raise refusals.refused("damaged")
        self._data = data
        sector, small = struct.unpack_from("<HH", data, 30)
        if sector not in {9, 12} or small != 6:
            raise refusals.refused("damaged")
        self._sector, self._small = 1 << sector, 1 << small
        self._fat = self._table()
        (directory,) = struct.unpack_from("<I", data, 48)
        (small_fat,) = struct.unpack_from("<I", data, 60)
        self._small_fat = _numbers(self._chain(small_fat, None))
        self._entries = self._directory(self._chain(directory, None))
        root = self._entries.get("Root Entry", (_END, 0))
        self._small_stream = self._chain(*root)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream, empty when there is none."""
        start, size = self._entries.get(name, (_END, 0))
        if size >= _SMALL:
            return self._chain(start, size)
        return self._small_chain(start, size)

    def _table(self) -> list[int]:
        """The table of chains, itself spread over sectors that the header and its continuations list."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        (following,) = struct.unpack_from("<I", self._data, 68)
        seen: set[int] = set()
        while following < _END and following not in seen:
            seen.add(following)
            numbers = _numbers(self._at(following))
            if not numbers:
                break
            places += numbers[:-1]
            following = numbers[-1]
        return [number for place in places if place < _END for number in _numbers(self._at(place))]

    def _at(self, place: int) -> bytes:
        start = (place + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, start: int, size: int | None) -> bytes:
        parts: list[bytes] = []
        left = len(self._data) // self._sector + 1
        while start < len(self._fat) and left > 0:
            parts.append(self._at(start))
            start = self._fat[start]
            left -= 1
        whole = b"".join(parts)
        return whole if size is None else whole[:size]

    def _small_chain(self, start: int, size: int) -> bytes:
        parts: list[bytes] = []
        left = len(self._small_fat)
        while start < len(self._small_fat) and left > 0:
            parts.append(self._small_stream[start * self._small : (start + 1) * self._small])
            start = self._small_fat[start]
            left -= 1
        return b"".join(parts)[:size]

    def _directory(self, listing: bytes) -> dict[str, tuple[int, int]]:
        entries: dict[str, tuple[int, int]] = {}
        for at in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", listing, at + 64)
            name = listing[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", listing, at + 116)
            if name:
                entries.setdefault(name, (start, size))
        return entries


def _numbers(part: bytes) -> list[int]:
    count = len(part) // 4
    return list(struct.unpack_from(f"<{count}I", part)) if count else []
