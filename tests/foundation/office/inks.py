"""Images of a seal and of a signature, drawn for tests."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

RED, BLUE, BLACK = (205, 20, 30, 230), (20, 50, 160, 255), (10, 10, 10, 255)


def seal(colour: tuple[int, int, int, int] = RED, size: int = 400) -> Image.Image:
    """A ring and a bar on nothing."""
    made = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(made)
    pen.ellipse((size // 20, size // 20, size - size // 20, size - size // 20), outline=colour, width=12)
    pen.rectangle((size // 3, size // 2 - 20, size - size // 3, size // 2 + 20), fill=colour)
    return made


def signature(colour: tuple[int, int, int, int] = BLUE) -> Image.Image:
    made = Image.new("RGBA", (900, 400), (0, 0, 0, 0))
    ImageDraw.Draw(made).line([(40, 300), (200, 60), (300, 330), (640, 150), (860, 260)], fill=colour, width=14)
    return made


def png(image: Image.Image, form: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()
