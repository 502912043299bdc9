"""The fixed words of records, and the kinds of files that evidence may be."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PUBLIC, INTERNAL, RESTRICTED = "public", "internal", "restricted"
CONFIDENTIALITY = [
    (PUBLIC, _("Công khai")),
    (INTERNAL, _("Nội bộ")),
    (RESTRICTED, _("Hạn chế, chỉ đơn vị giữ và phòng KT-ĐBCL")),
]

MAX_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, its type on the web, how its bytes begin (`at` bytes into the file; () for plain text), and for a
    zip package the beginning of a name that must be inside."""

    ending: str
    mime: str
    begins: tuple[bytes, ...]
    inside: str = ""
    at: int = 0


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_ZIP = (b"PK\x03\x04",)
_COMPOUND = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)

# No macros, no programs, no pages of the web: evidence is read by other people.
KINDS = {
    kind.ending: kind
    for kind in (
        Kind(".pdf", "application/pdf", (b"%PDF-",)),
        Kind(".docx", _OPEN_XML + "wordprocessingml.document", _ZIP, "word/"),
        Kind(".xlsx", _OPEN_XML + "spreadsheetml.sheet", _ZIP, "xl/"),
        Kind(".pptx", _OPEN_XML + "presentationml.presentation", _ZIP, "ppt/"),
        Kind(".doc", "application/msword", _COMPOUND),
        Kind(".xls", "application/vnd.ms-excel", _COMPOUND),
        Kind(".ppt", "application/vnd.ms-powerpoint", _COMPOUND),
        Kind(".odt", _OPEN_DOCUMENT + "text", _ZIP, "content.xml"),
        Kind(".ods", _OPEN_DOCUMENT + "spreadsheet", _ZIP, "content.xml"),
        Kind(".jpg", "image/jpeg", (b"\xff\xd8\xff",)),
        Kind(".jpeg", "image/jpeg", (b"\xff\xd8\xff",)),
        Kind(".png", "image/png", (b"\x89PNG\r\n\x1a\n",)),
        Kind(".heic", "image/heic", (b"ftyp",), at=4),
        Kind(".webp", "image/webp", (b"WEBP",), at=8),
        Kind(".zip", "application/zip", _ZIP),
        Kind(".txt", "text/plain", ()),
        Kind(".csv", "text/csv", ()),
    )
}
