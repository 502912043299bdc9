"""WordprocessingML as Word writes it: runs cut anywhere, revision ids, spelling marks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.foundation.papers import package

_SPACES = " ".join(
    f'xmlns:{short}="{address}"'
    for short, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PORTRAIT = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="851"/></w:sectPr>'
LANDSCAPE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="851" w:bottom="851" w:left="1134" w:right="851"/></w:sectPr>'
)
Merge = tuple[tuple[int, int], tuple[int, int]]
Cell = str | Sequence[str]


def paper(*body: str, section: str = _PORTRAIT, **parts: str) -> bytes:
    """A .docx with this body; `numbering`, `footnotes` and `styles` are the insides of those parts."""
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}+xml"/>' for name in parts)
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_REL}/{name}" Target="{name}.xml"/>' for at, name in enumerate(parts)
    )
    whole: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_REL}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}{section}</w:body></w:document>",
    }
    for name, inside in parts.items():
        whole[f"word/{name}.xml"] = f"<w:{name} {_SPACES}>{inside}</w:{name}>"
    return package(whole)


def run(words: str, look: str = "") -> str:
    """A `w:r`; tabs and line breaks are signs of their own."""
    pieces = escape(words, quote=False).replace("\t", "</w:t><w:tab/><w:t>").replace("\v", "</w:t><w:br/><w:t>")
    marks = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00A1B2C3">{marks}<w:t xml:space="preserve">{pieces}</w:t></w:r>'


def runs(words: str, look: str = "") -> str:
    """The words as Word keeps them after some editing: cut in the middle, with marks of the spelling checker between."""
    if len(words) < 12:
        return run(words, look)
    cut = 3 + sum(map(ord, words)) % (len(words) - 6)
    return run(words[:cut], look) + '<w:proofErr w:type="spellStart"/>' + run(words[cut:], look)


def p(words: str = "", *, listed: int = 0, depth: int = 0, look: str = "", style: str = "", more: str = "") -> str:
    """A `w:p`: in list `listed`, in a style, or plain; `more` stands behind its runs."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{listed}"/></w:numPr>' if listed else ""
    return f'<w:p w:rsidR="00C3"><w:pPr>{about}</w:pPr>{runs(words, look) if words else ""}{more}</w:p>'


def paragraphs(words: Cell, look: str = "") -> str:
    """Each line a paragraph; what is XML already stays."""
    lines = words.split("\n") if isinstance(words, str) else words
    return "".join(line if line.startswith("<w:") else p(line, look=look) for line in lines)


def cell(words: Cell, *, across: int = 1, down: str = "", look: str = "") -> str:
    """A `w:tc`; `down` is "restart" or "continue" of a vertical merge."""
    merges = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    merges += f'<w:vMerge w:val="{down}"/>' if down == "restart" else "<w:vMerge/>" if down else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{1500 * across}" w:type="dxa"/>{merges}</w:tcPr>{paragraphs(words, look)}</w:tc>'


def row(*cells: str, header: bool = False, more: str = "") -> str:
    """A `w:tr`; a text that is no XML becomes a cell."""
    about = "<w:tblHeader/>" * header + more
    return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(c if c.startswith('<w:') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str, width: int = 6) -> str:
    """A `w:tbl` with borders."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = '<w:gridCol w:w="1500"/>' * width
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def grid(rows: Sequence[Sequence[Cell]], merges: Sequence[Merge] = (), *, headers: int = 1) -> str:
    """A table of rows of equal length; merged ranges are from cell to cell, both ends included."""
    made = []
    for at, words in enumerate(rows):
        cells, column = [], 0
        while column < len(words):
            across, down = _merge(merges, at, column)
            bold = "<w:b/>" if at < headers else ""
            cells.append(cell("" if down == "continue" else words[column], across=across, down=down, look=bold))
            column += across
        made.append(row(*cells, header=at < headers))
    return table(*made, width=max(map(len, rows)))


def _merge(merges: Sequence[Merge], at: int, column: int) -> tuple[int, str]:
    for (top, left), (bottom, right) in merges:
        if column == left and top <= at <= bottom:
            down = "" if top == bottom else "restart" if at == top else "continue"
            return right - left + 1, down
    return 1, ""


def lists(*kinds: Sequence[tuple[str, str]]) -> str:
    """`numbering.xml`: list 1, 2, … each with its levels (format, text)."""
    made = []
    for at, levels in enumerate(kinds, start=1):
        inside = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{shown}"/></w:lvl>'
            for depth, (how, shown) in enumerate(levels)
        )
        made.append(f'<w:abstractNum w:abstractNumId="{at}">{inside}</w:abstractNum>')
    made += [f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(1, len(kinds) + 1)]
    return "".join(made)


def box(*inside: str) -> str:
    """A run with a text box, as Word writes it: once for itself and once more for its older self."""
    text = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{text}</wps:txbx></wps:wsp>"
    drawn = (
        f"<w:drawing><wp:inline><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    older = f"<mc:Fallback><w:pict><v:textbox>{text}</v:textbox></w:pict></mc:Fallback>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>{older}</mc:AlternateContent></w:r>'


def control(inside: str) -> str:
    """A content control around blocks, rows or cells."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="ô"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def inserted(words: str) -> str:
    """A run that was inserted while changes were tracked."""
    return f'<w:ins w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z">{run(words)}</w:ins>'


def deleted(words: str) -> str:
    """A run that was deleted while changes were tracked."""
    return (
        f'<w:del w:id="2" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>{words}</w:delText></w:r></w:del>'
    )
