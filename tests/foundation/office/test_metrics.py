"""The font's own tables, read right; the files unmodified and with their licence."""

from __future__ import annotations

import pytest
import typst
from fontTools.ttLib import TTFont

from khue.foundation.office import metrics

FACES = ("Regular", "Bold", "Italic", "BoldItalic")
LETTERS = "".join(chr(c) for c in (*range(0x1EA0, 0x1EFA), *range(0xC0, 0x100))) + "ĂăĐđĨĩŨũƠơƯư₫≥≤→√–—“”…×"


@pytest.mark.parametrize("face", FACES)
def test_glyphs_and_widths_are_those_of_the_font(face: str) -> None:
    ours = metrics.read_face(face)
    font = TTFont(metrics.FONTS / f"Tinos-{face}.ttf")
    named, order, widths = font.getBestCmap(), font.getGlyphOrder(), font["hmtx"]
    theirs = {code: name for code, name in named.items() if 0 < code < 0xFFFF}
    assert {code: order[glyph] for code, glyph in ours.glyphs.items()} == theirs
    assert {code: ours.advance(chr(code)) for code in theirs} == {
        code: widths[name][0] for code, name in theirs.items()
    }


@pytest.mark.parametrize("face", FACES)
def test_every_vietnamese_letter_is_there(face: str) -> None:
    glyphs = metrics.read_face(face).glyphs
    assert [letter for letter in LETTERS if ord(letter) not in glyphs] == []


def test_widths_grow_with_the_size_and_are_those_of_times() -> None:
    # In Times New Roman the digit is half an em wide: ten digits at 12 pt are 60 pt.
    assert metrics.width_mm("0123456789", 12) == pytest.approx(60 * 25.4 / 72, rel=1e-3)
    assert metrics.width_mm("Độc lập", 26, bold=True) == pytest.approx(2 * metrics.width_mm("Độc lập", 13, bold=True))
    assert metrics.width_mm("", 13) == 0


def test_what_no_font_has_becomes_a_box() -> None:
    assert metrics.printable("Đạt ✓ 中 😀 ☑ ≥ 85%\n") == "Đạt ✓ □ □ ☑ ≥ 85%\n"


@pytest.mark.parametrize("sign", sorted(metrics.BORROWED))
def test_borrowed_signs_are_really_printed(sign: str) -> None:
    source = b'#set text(font: ("Tinos", "DejaVu Sans Mono"), fallback: false)\n#sys.inputs.sign'
    made = typst.compile(
        source,
        font_paths=[str(metrics.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"sign": sign},
        pdf_standards="a-2b",
    )
    assert made.startswith(b"%PDF-")


def test_only_what_is_missing_is_borrowed() -> None:
    assert [sign for sign in metrics.BORROWED if ord(sign) in metrics.read_face("Regular").glyphs] == []


def test_the_font_comes_with_its_licence() -> None:
    said = (metrics.FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in said
    assert "unmodified" in said.splitlines()[0]
