"""Automatic numbers of Word are written out as its page shows them."""

from __future__ import annotations

from khue.foundation.office.opening import open_document
from tests.foundation import papers
from tests.foundation.papers import p


def _level(depth: int, shown: str, how: str = "decimal", more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{how}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def _pattern(*levels: str, name: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def _num(name: int, pattern: int = 1, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{pattern}"/>{more}</w:num>'


def _styled(words: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


def _style(name: str, numbers: str = "", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{based}<w:pPr>{numbers}</w:pPr></w:style>'


def _read(body: str, numbering: str, **parts: str) -> list[str]:
    return [block.text for block in open_document(papers.raw_word(body, numbering=numbering, **parts)).paragraphs]


def test_style_of_a_paragraph_numbers_it():
    styles = _style("So", '<w:numPr><w:numId w:val="1"/></w:numPr>') + _style("SoDam", base="So")
    body = _styled("m", "So") + p("xen") + _styled("h", "SoDam")

    assert _read(body, _pattern(_level(0, "%1.")) + _num(1), styles=styles) == ["1. m", "xen", "2. h"]


def test_list_of_nothing_takes_a_paragraph_out_of_the_list_of_its_style():
    styles = _style("So", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    out = (
        '<w:p><w:pPr><w:pStyle w:val="So"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>n</w:t></w:r></w:p>'
    )

    assert _read(_styled("m", "So") + out, _pattern(_level(0, "%1.")) + _num(1), styles=styles) == ["1. m", "n"]


def test_level_of_a_style_is_the_one_that_names_it():
    levels = _level(0, "%1.", "upperRoman", '<w:pStyle w:val="A"/>') + _level(1, "%2)", more='<w:pStyle w:val="B"/>')
    styles = "".join(_style(name, '<w:numPr><w:numId w:val="1"/></w:numPr>') for name in "AB")
    body = "".join(
        _styled(words, style) for words, style in (("m", "A"), ("n", "B"), ("h", "B"), ("k", "A"), ("l", "B"))
    )

    assert _read(body, _pattern(levels) + _num(1), styles=styles) == ["I. m", "1) n", "2) h", "II. k", "1) l"]


def test_lists_of_one_pattern_go_on_and_an_override_starts_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = p("m", 1) + p("n", 2) + p("h", 3) + p("k", 3)

    assert _read(body, _pattern(_level(0, "%1.")) + _num(1) + _num(2) + _num(3, more=anew)) == [
        "1. m",
        "2. n",
        "5. h",
        "6. k",
    ]


def test_depth_that_never_restarts_and_arabic_under_roman():
    deep = _level(1, "%2.", more='<w:lvlRestart w:val="0"/>') + _level(2, "%1.%3", more="<w:isLgl/>")
    body = p("a", 1) + p("b", 1, 1) + p("c", 1) + p("d", 1, 1) + p("e", 1, 2)

    found = _read(body, _pattern(_level(0, "%1.", "upperRoman") + deep) + _num(1))
    assert found == ["I. a", "1. b", "II. c", "2. d", "2.1 e"]


def test_number_of_the_text_is_no_repeated_mark():
    assert _read(p("1.200 lượt đọc", 1) + p("2. đã ghi", 1), _pattern(_level(0, "%1.")) + _num(1)) == [
        "1. 1.200 lượt đọc",
        "2. đã ghi",
    ]
