"""Invented papers of an invented school, made in the formats in which papers come."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
import xlsxwriter

Rows = Sequence[Sequence[str]]
Merge = tuple[tuple[int, int], tuple[int, int]]


def word(*parts: str | Rows | tuple[Rows, Sequence[Merge]]) -> bytes:
    """A .docx of paragraphs (str) and tables (rows, or rows with merged ranges from cell to cell)."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        elif isinstance(part, tuple) and part and isinstance(part[1], list) and _is_merges(part[1]):
            _table(document, part[0], part[1])
        else:
            _table(document, part, [])
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _is_merges(part) -> bool:
    return all(isinstance(merge, tuple) and isinstance(merge[0], tuple) for merge in part)


def _table(document, rows: Rows, merges: Sequence[Merge]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
    for row, words in zip(table.rows, rows, strict=True):
        for cell, written in zip(row.cells, words, strict=False):
            _fill(cell, written)
    for (top, left), (bottom, right) in merges:
        table.cell(top, left).merge(table.cell(bottom, right))


def _fill(cell, written: str) -> None:
    first, *others = written.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def excel(rows: Rows, merges: Sequence[Merge] = (), sheet: str = "KH") -> bytes:
    """An .xlsx of one sheet."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    for (top, left), (bottom, right) in merges:
        page.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return kept.getvalue()


def package(parts: dict[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return kept.getvalue()


def raw_word(body: str, **parts: str) -> bytes:
    """A .docx whose body is this XML; `numbering` gives the lists."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {names}>{content}</w:{name}>"
    return package(files)


def sheet(content: str) -> bytes:
    """An .ods whose spreadsheet is this XML."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    whole = f"<office:document-content {names}><office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>"
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": whole + "</office:document-content>",
        }
    )


def p(words: str, listed: int = 0, depth: int = 0) -> str:
    """A `w:p`, in the list of that number if one is given."""
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{listed}"/></w:numPr>' if listed else ""
    return f"<w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def tc(*paragraphs: str, properties: str = "") -> str:
    """A `w:tc` of these paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def tr(*words: str, properties: str = "") -> str:
    """A `w:tr` of cells; a text that is no XML becomes a paragraph of a cell."""
    cells = (word if word.startswith("<w:") else tc(p(word)) for word in words)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A `w:tbl` of these rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def lists(*levels: tuple[str, str]) -> str:
    """`numbering.xml` of lists 1, 2, … each of one level (format, text), as ("decimal", "%1.")."""
    abstract = (
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{how}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum>'
        for at, (how, shown) in enumerate(levels, start=1)
    )
    numbers = (f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(levels) + 1))
    return "".join(abstract) + "".join(numbers)


def parts_of(whole: bytes) -> dict[str, bytes | str]:
    """The parts of a package, to be changed and packed again."""
    with zipfile.ZipFile(io.BytesIO(whole)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}
