"""The image of a seal or of a handwritten signature as it may stand on a paper: a PNG with nothing behind the ink, of the right colour.

Source: Decree 30/2020/NĐ-CP, appendix I, part II, 7đ (the person's signature: blue, PNG, transparent) and 8a (the agency's seal: red,
PNG, transparent, as large as the real one). What a stranger sends is never kept as it came: the pixels are drawn anew.
"""

from __future__ import annotations

import io
from typing import Literal, NoReturn

from PIL import Image

from khue.foundation.kernel import errors

Ink = Literal["red", "blue"]
SMALLEST, LARGEST, KEPT = 100, 4000, 1200
"""Pixels along the longer side: at least, at most, and as it is kept (300 dots an inch at 10 cm)."""
VISIBLE, SAMPLE = 40, 200
CHANNEL = {"red": 0, "blue": 2}


def ink_image(content: bytes, ink: Ink) -> bytes:
    """The image cut to its ink, as a clean PNG without any word of the file that came.

    Raises `Invalid` at `file` for what is no PNG, is too small or too large, has a background, or is of another colour.
    """
    drawn = _opened(content)
    box = drawn.getchannel("A").point(lambda value: 255 if value >= VISIBLE else 0).getbbox()
    if box is None:
        _refuse("Ảnh trống: không có nét nào nhìn thấy được.")
    _check_background(drawn)
    cut = drawn.crop(box)
    if max(cut.size) < SMALLEST:
        _refuse(f"Ảnh quá nhỏ, in ra sẽ nhòe. Hãy quét lại, cạnh dài từ {SMALLEST} điểm ảnh trở lên.")
    _check_ink(cut, ink)
    cut.thumbnail((KEPT, KEPT))
    out = io.BytesIO()
    Image.merge("RGBA", cut.split()).save(out, "PNG", optimize=True)
    return out.getvalue()


def proportion(content: bytes) -> float:
    """Height for one of width, of an image that `ink_image` made."""
    with Image.open(io.BytesIO(content)) as image:
        return image.height / image.width


def _opened(content: bytes) -> Image.Image:
    """The pixels with their transparency. The size is read before anything is unpacked: a small file may hold a huge picture."""
    try:
        image = Image.open(io.BytesIO(content), formats=["PNG"])
        if max(image.size) > LARGEST:
            _refuse(f"Ảnh lớn quá {LARGEST} × {LARGEST} điểm ảnh. Hãy thu nhỏ rồi gửi lại.")
        return image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        _refuse("Tệp này không phải ảnh PNG, hoặc bị hỏng. Hãy lưu ảnh thành PNG nền trong suốt rồi gửi lại.")


def _check_background(drawn: Image.Image) -> None:
    """The four corners show what lies below."""
    wide, high = drawn.size
    alpha = drawn.getchannel("A")
    corners = [alpha.getpixel(at) for at in ((0, 0), (wide - 1, 0), (0, high - 1), (wide - 1, high - 1))]
    if sum(1 for value in corners if isinstance(value, int) and value < VISIBLE) < 3:
        _refuse("Ảnh còn nền. Nghị định 30/2020/NĐ-CP yêu cầu PNG nền trong suốt: hãy xóa nền rồi gửi lại.")


def _check_ink(cut: Image.Image, ink: Ink) -> None:
    """Most of what is seen is of that colour: its channel stands out from the other two."""
    small = cut.copy()
    small.thumbnail((SAMPLE, SAMPLE))
    raw = small.tobytes()
    seen = [raw[at : at + 3] for at in range(0, len(raw), 4) if raw[at + 3] >= VISIBLE]
    channel = CHANNEL[ink]
    coloured = sum(1 for one in seen if one[channel] > 10 + max(one[other] for other in {0, 1, 2} - {channel}))
    if coloured < 0.7 * len(seen):
        told = {"red": "Hình dấu phải màu đỏ", "blue": "Hình chữ ký phải màu xanh"}[ink]
        _refuse(f"{told} (Nghị định 30/2020/NĐ-CP, Phụ lục I). Hãy quét màu rồi gửi lại.")


def _refuse(said: str) -> NoReturn:
    raise errors.Invalid("mark_image", said, {"file": [said]})
