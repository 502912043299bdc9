"""Word files of before 2007 (.doc) and .rtf: converted by an office suite of the machine, else read as text, else refused."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from khue.foundation.office import refusals
from khue.foundation.office.readers import docx, txt
from khue.foundation.office.source import Document, Limits, Remark

_OLE = b"\xd0\xcf\x11\xe0"
# The file information block opens the main stream; bit 8 of its flags says that the text is encrypted ([MS-DOC] 2.5.1).
_FIB = b"\xec\xa5"
_ENCRYPTED = 0x01
_SECTOR = 512
_AS_TEXT = Remark(
    "tables_as_text", "document", "Tệp Word đời cũ được đọc dưới dạng chữ; bảng có thể lệch cột. Nên lưu thành .docx."
)


def read(data: bytes, limits: Limits) -> Document:
    """A .doc or .rtf. Raises `Unreadable` ("old_word", "encrypted", "slow")."""
    if _is_encrypted(data):
        raise refusals.refused("encrypted")
    format = "doc" if data.startswith(_OLE) else "rtf"
    with tempfile.TemporaryDirectory(prefix="khue-") as folder:
        source = Path(folder) / f"source.{format}"
        source.write_bytes(data)
        converted = _by_office(source, limits)
        found = replace(docx.read(converted, limits), format=format) if converted is not None else None
        # Some builds of the office suite drop every table of an old file: then the plainer converter is asked too.
        if found is None or not found.tables:
            found = _from_text(source, limits) or found
    if found is None:
        raise refusals.refused("old_word")
    return found


def _from_text(source: Path, limits: Limits) -> Document | None:
    text = _by_antiword(source, limits)
    if text is None:
        return None
    document = txt.from_text(text, limits, "doc")
    return replace(document, remarks=(*document.remarks, _AS_TEXT))


def _is_encrypted(data: bytes) -> bool:
    for at in range(_SECTOR, min(len(data), 64 * _SECTOR), _SECTOR):
        if data.startswith(_FIB, at):
            return bool(data[at + 11] & _ENCRYPTED) if len(data) > at + 11 else False
    return False


def _by_office(source: Path, limits: Limits) -> bytes | None:
    """Convert with LibreOffice in a profile of its own, so that two conversions do not meet."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    folder = source.parent
    command = [
        office,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    _run(command, limits)
    made = folder / "out" / "source.docx"
    if not made.is_file():
        return None
    if made.stat().st_size > limits.bytes:
        raise refusals.refused("bomb")
    return made.read_bytes()


def _by_antiword(source: Path, limits: Limits) -> str | None:
    antiword = shutil.which("antiword")
    if antiword is None or source.suffix != ".doc":
        return None
    code, printed = _run([antiword, "-m", "UTF-8.txt", "-w", "0", str(source)], limits)
    text = printed.decode("utf-8", "replace")
    return text if code == 0 and text.strip() else None


def _run(command: list[str], limits: Limits) -> tuple[int, bytes]:
    """Run a converter and its children; past the time limit all of them are ended. Raises `Unreadable` ("slow")."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        printed, _ = process.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise refusals.refused("slow") from None
    return process.returncode, printed
