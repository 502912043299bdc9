"""What a file really is, told from its first bytes and its inside; a name is believed only between kinds of plain text."""

from __future__ import annotations

import re
from pathlib import PurePath

from khue.foundation.office import refusals
from khue.foundation.office.package import Package
from khue.foundation.office.source import Limits

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"\x00\x00\x01\x00",
    b"8BPS",
)
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>]", re.IGNORECASE)
_OTHER_STREAMS = ("PowerPoint Document", "VisioDocument", "__substg1.0", "__properties_version", "Quill", "MSProject")
_HEAD = 65536


def kind_of(data: bytes, filename: str | None, limits: Limits) -> str:
    """docx, xlsx, ods, doc, xls, rtf, pdf, html, csv or txt. Raises `Unreadable` for everything else."""
    head = data[:_HEAD]
    if not data.strip(b"\x00\t\r\n\x0c \xef\xbb\xbf\xff\xfe"):
        raise refusals.refused("empty")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_kind(Package(data, limits))
    if head.startswith(_OLE):
        return _ole_kind(data)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    _refuse_pictures_and_archives(head)
    return _text_kind(head, filename)


def _zip_kind(package: Package) -> str:
    names = package.names
    if any(name.startswith("word/") for name in names) and package.find(".xml"):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        if b"opendocument.spreadsheet" in package.read("mimetype"):
            return "ods"
        raise refusals.refused("other_office")
    if any(name.startswith(("ppt/", "xl/", "Index/")) for name in names) or "META-INF/manifest.xml" in names:
        raise refusals.refused("other_office")
    raise refusals.refused("archive")


def _ole_kind(data: bytes) -> str:
    """The streams of a compound file are named in UTF-16 in its directory."""
    if _stream("EncryptedPackage") in data or _stream("EncryptionInfo") in data:
        raise refusals.refused("encrypted")
    if _stream("WordDocument") in data:
        return "doc"
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    # A cut file has lost the part of its directory that names its main stream.
    is_other = any(name.encode("utf-16-le") in data for name in _OTHER_STREAMS)
    raise refusals.refused("other_office" if is_other else "damaged")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def _refuse_pictures_and_archives(head: bytes) -> None:
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_heic = head[4:8] == b"ftyp"
    if is_webp or is_heic or (head.startswith(_PICTURES) and (b"\x00" in head or not head.startswith(b"BM"))):
        raise refusals.refused("picture")
    if head.startswith(_ARCHIVES):
        raise refusals.refused("archive")


def _text_kind(head: bytes, filename: str | None) -> str:
    if _HTML.search(head.replace(b"\x00", b"")):
        return "html"
    ending = PurePath(filename).suffix.lower() if filename else ""
    return "csv" if ending in {".csv", ".tsv"} else "txt"
