"""Images of seals and signatures: what is taken, what is refused, and where they stand on the page (NĐ 30/2020, appendix I, II 7đ, 8a)."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Literal

import pytest
from PIL import Image, PngImagePlugin

from khue.foundation.kernel import errors
from khue.foundation.office import layout, signatures, typst_out
from tests.foundation.office import certificates, inks
from tests.foundation.office.certificates import PASSPHRASE, SIGNER
from tests.foundation.office.test_signatures import AT


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("drawn", "ink"), [(inks.seal(), "red"), (inks.signature(), "blue")])
def test_an_image_is_cut_to_its_ink(drawn: Image.Image, ink: Literal["red", "blue"]) -> None:
    made = pixels(signatures.ink_image(inks.png(drawn), ink))
    assert (made.mode, made.format) == ("RGBA", "PNG")
    assert made.size[0] < drawn.size[0]
    assert made.size[1] < drawn.size[1]


def test_nothing_but_pixels_is_kept() -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "<script>bí mật</script>")
    kept = signatures.ink_image(inks.png(inks.seal(), pnginfo=told), "red")
    assert (b"script" in kept, pixels(kept).info) == (False, {})


def test_a_large_image_is_made_smaller() -> None:
    assert max(pixels(signatures.ink_image(inks.png(inks.seal(size=3000)), "red")).size) == 1200


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG file: length, kind, body, check sum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def bomb() -> bytes:
    """A head that promises 60,000 × 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"0" * 99)) + chunk(b"IEND", b"")


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "no-png": (lambda: b"MZ khong phai anh", "không phải ảnh PNG"),
    "jpeg-in-disguise": (lambda: inks.png(inks.seal().convert("RGB"), "JPEG"), "không phải ảnh PNG"),
    "cut-off": (lambda: inks.png(inks.seal())[:400], "không phải ảnh PNG"),
    "bomb": (bomb, "không phải ảnh PNG"),
    "too-wide": (lambda: inks.png(Image.new("RGBA", (4001, 10))), "lớn quá"),
    "tiny": (lambda: inks.png(inks.seal(size=80)), "quá nhỏ"),
    "empty": (lambda: inks.png(Image.new("RGBA", (400, 400))), "Ảnh trống"),
    "white-behind": (lambda: inks.png(inks.seal().convert("RGB")), "còn nền"),
    "black": (lambda: inks.png(inks.seal(inks.BLACK)), "phải màu đỏ"),
    "blue": (lambda: inks.png(inks.seal(inks.BLUE)), "phải màu đỏ"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_no_seal_is_refused_in_words(case: str) -> None:
    make, said = CASES[case]
    with pytest.raises(errors.Invalid, match=said) as refused:
        signatures.ink_image(make(), "red")
    assert list(refused.value.fields) == ["file"]


def test_a_signature_is_blue() -> None:
    with pytest.raises(errors.Invalid, match="phải màu xanh"):
        signatures.ink_image(inks.png(inks.signature(inks.RED)), "blue")


def test_the_seal_stands_over_a_third_of_the_signature() -> None:
    lines = ("QUYẾT ĐỊNH", "", "HIỆU TRƯỞNG", "", "", "", "", "", SIGNER)
    parts = tuple(layout.Line((layout.Run(line),), layout.Look(align="center")) for line in lines)
    paper = typst_out.write(layout.Layout(title="Quyết định", sheets=(layout.Sheet(parts=parts),)))
    mine = signatures.ink_image(inks.png(inks.signature()), "blue")
    place = signatures.between(paper, SIGNER, under="HIỆU TRƯỞNG", width_mm=40, proportion=signatures.proportion(mine))
    once = signed(paper, SIGNER, mine, place)
    stood = signatures.mark_of(once)
    assert stood is not None
    assert stood.right - stood.left == pytest.approx(40 / 25.4 * 72, abs=1)
    red = signatures.ink_image(inks.png(inks.seal()), "red")
    over = signatures.beside(stood, width_mm=36)
    twice = signed(once, "Trường", red, over)
    assert over.right - stood.left == pytest.approx((stood.right - stood.left) / 3)
    assert (over.bottom + over.top) / 2 == pytest.approx((stood.bottom + stood.top) / 2)
    assert over.right - over.left == pytest.approx(36 / 25.4 * 72)
    found = signatures.check(twice, trusted=[certificates.holder().root], at=AT)
    assert ([one.is_good for one in found], signatures.only_signed_since(once, twice)) == ([True, True], True)


def signed(content: bytes, name: str, image: bytes, place: signatures.Place | None) -> bytes:
    with signatures.file_key(certificates.holder(name).file, PASSPHRASE) as signer:
        return signatures.sign(content, signer, at=AT, mark=signatures.Mark(name, image=image), place=place)
