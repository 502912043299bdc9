"""Names of WordprocessingML elements and attributes that the reader looks at (ECMA-376, part 1, chapter 17)."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Files saved as “Strict Open XML” use another namespace for the same elements.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

P, R, T, TAB, BR, CR = W + "p", W + "r", W + "t", W + "tab", W + "br", W + "cr"
PPR, PSTYLE, NUMPR, NUMID, ILVL = W + "pPr", W + "pStyle", W + "numPr", W + "numId", W + "ilvl"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
TRPR, TCPR, TBLHEADER, GRIDBEFORE = W + "trPr", W + "tcPr", W + "tblHeader", W + "gridBefore"
GRIDSPAN, VMERGE, HMERGE = W + "gridSpan", W + "vMerge", W + "hMerge"
DEL, MOVEFROM, B, RPR = W + "del", W + "moveFrom", W + "b", W + "rPr"
NOBREAKHYPHEN, SYM = W + "noBreakHyphen", W + "sym"
VAL, TYPE, ASCII, CHAR = W + "val", W + "type", W + "ascii", W + "char"
RFONTS, VANISH = W + "rFonts", W + "vanish"
TXBX, BODY = W + "txbxContent", W + "body"
# What only wraps paragraphs, rows and cells: content controls, custom XML, smart tags, tracked insertions.
WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent", "subDoc")
)
OFF = frozenset({"0", "false", "off", "none"})
