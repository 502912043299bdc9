"""The pages of a PDF as paragraphs and tables in reading order."""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer import pdfdocument, pdfexceptions, pdftypes, psexceptions
from pdfplumber.utils import exceptions as pdfplumber_exceptions

from khue.foundation.office import refusals
from khue.foundation.office.readers.pdf import flow, tables
from khue.foundation.office.source import Block, Document, Limits, Paragraph, Table

# What the parser has to say about broken files goes into our refusals, not to whoever runs the program.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–]?", re.IGNORECASE)
_MOST_DRAWN = 600_000
# The parser trusts the file's own structure, so a broken one surfaces as any of these.
_BROKEN = (
    psexceptions.PSException,
    pdfexceptions.PDFException,
    pdfplumber_exceptions.PdfminerException,
    pdfplumber_exceptions.MalformedPDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read(data: bytes, limits: Limits) -> Document:
    """A .pdf. Raises `Unreadable` ("scan", "encrypted", "damaged", "bomb", "slow") and `TooLarge`."""
    _refuse_bombs(data, limits)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            blocks = _blocks(pdf, limits)
    except _BROKEN as problem:
        raise refusals.refused("encrypted" if _is_password(problem) else "damaged") from None
    if not blocks:
        raise refusals.refused("scan")
    return Document("pdf", tuple(blocks))


def _refuse_bombs(data: bytes, limits: Limits) -> None:
    """Unpack every packed stream in pieces and count, because the parser would unpack it at once."""
    if _TWICE.search(data):
        raise refusals.refused("bomb")
    left = limits.unzipped
    for found in _STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        left -= _unpacked(data[found.end() : end if end >= 0 else None], left + 1)
        if left < 0:
            raise refusals.refused("bomb")


def _unpacked(stream: bytes, most: int) -> int:
    try:
        return len(zlib.decompressobj().decompress(stream, most))
    except zlib.error:
        return 0


def _is_password(problem: BaseException) -> bool:
    causes = (problem, problem.__cause__, problem.__context__, *problem.args)
    return any(isinstance(cause, pdfdocument.PDFPasswordIncorrect | pdfdocument.PDFEncryptionError) for cause in causes)


def _blocks(pdf: Any, limits: Limits) -> list[Block]:
    if len(pdf.pages) > limits.pages:
        raise refusals.too_large(f"{len(pdf.pages)} trang", f"{limits.pages} trang")
    started = time.monotonic()
    blocks: list[Block] = []
    count = 0
    for page in pdf.pages:
        if time.monotonic() - started > limits.seconds:
            raise refusals.refused("slow")
        _check_page(page)
        found = list(_page(page, count))
        count += sum(isinstance(block, Table) for block in found)
        blocks += found
        page.close()
    return blocks


def _check_page(page: Any) -> None:
    """A page of text is some ten thousand bytes of drawing; one of a million is a map or means harm, and both take minutes."""
    streams = (pdftypes.resolve1(item) for item in page.page_obj.contents)
    drawn = sum(len(stream.get_data()) for stream in streams if isinstance(stream, pdftypes.PDFStream))
    if drawn > _MOST_DRAWN:
        raise refusals.refused("slow")


def _page(page: Any, tables_before: int) -> Iterator[Block]:
    words = [_word(item) for item in page.extract_words(extra_attrs=["fontname"], x_tolerance_ratio=0.15)]
    ruled = [found for found in page.find_tables() if len(found.cells) > 1]
    outside = [word for word in words if not any(_holds(found.bbox, word) for found in ruled)]
    placed: list[tuple[float, Block]] = [
        (top, Paragraph(text, page=page.page_number)) for text, top in _paragraphs(outside, page)
    ]
    for number, found in enumerate(sorted(ruled, key=lambda item: item.bbox[1]), start=tables_before + 1):
        own = [word for word in words if _holds(found.bbox, word)]
        placed.append((found.bbox[1], Table(tables.rows_of(found.cells, own), number, page.page_number)))
    yield from (block for _, block in sorted(placed, key=lambda item: item[0]))


def _paragraphs(words: list[flow.Word], page: Any) -> list[tuple[str, float]]:
    right = max((word.x1 for word in words), default=0.0)
    lines = flow.lines_of(words)
    edge = 0.1 * float(page.height)
    kept = [line for line in lines if not _is_page_number(line, edge, float(page.height) - edge)]
    return flow.paragraphs_of(kept, right)


def _is_page_number(line: flow.Line, upper: float, lower: float) -> bool:
    if upper < line[0].top < lower:
        return False
    return bool(_PAGE_NUMBER.fullmatch(" ".join(word.text for word in line)))


def _word(item: dict[str, Any]) -> flow.Word:
    bold = "bold" in str(item.get("fontname", "")).lower()
    return flow.Word(item["text"], item["x0"], item["x1"], item["top"], item["bottom"], bold)


def _holds(box: tables.Box, word: flow.Word) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
