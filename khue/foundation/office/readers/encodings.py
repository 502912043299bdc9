"""Which bytes are which letters: UTF-8, UTF-16, Windows Vietnamese (1258), or the Latin bytes of TCVN3 and VNI."""

from __future__ import annotations

import codecs
import re
import unicodedata

from khue.foundation.office import refusals, repairs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăâđêôơưàáèéìíòóùúý]", re.IGNORECASE)
_MOST_CONTROLS = 0.01


def text_of(data: bytes) -> str:
    """The bytes as composed text. Raises `Unreadable` ("unknown") when they are no text."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    sample = text[:100_000]
    if len(_CONTROLS.findall(sample)) > max(2, len(sample) * _MOST_CONTROLS):
        raise refusals.refused("unknown")
    return _CONTROLS.sub("", text)


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _wide(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8" or _is_cut_utf8(data):
            return data.decode(encoding, "replace")
    return _from_windows(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of ordinary letters is zero."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_cut_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken places (a cut file) is still UTF-8, not another encoding."""
    text = data[:100_000].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 20 <= len(_VIETNAMESE.findall(text))


def _from_windows(data: bytes) -> str:
    latin = data.decode("cp1252", "replace")
    if repairs.legacy_encoding(latin):
        return latin  # the letters of TCVN3 and VNI are repaired with the whole document
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
