"""A copy of a PDF that says on every page that the paper is no longer in force. The file that was made is never changed."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.stamp import StaticStampStyle

from khue.foundation.kernel import errors
from khue.foundation.office import layout, metrics, typst_out

WHOLE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins())


def marked(content: bytes, *, word: str, line: str) -> bytes:
    """The same pages with `word` (“ĐÃ THU HỒI”) across each and `line` in its upper margin, as one more revision of the file: what
    was signed can still be taken out of it. Raises `Invalid` for what is no readable PDF."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        with tempfile.TemporaryDirectory() as folder:
            for place in range(int(writer.root["/Pages"]["/Count"])):
                wide, high = _size(writer, place)
                drawn = Path(folder) / f"{wide}x{high}.pdf"
                if not drawn.exists():
                    drawn.write_bytes(_drawn(word, line, wide, high))
                style = StaticStampStyle.from_pdf_file(str(drawn), border_width=0, background_layout=WHOLE)
                style.create_stamp(writer, BoxConstraints(wide, high), {}).apply(place, 0, 0)
            out = io.BytesIO()
            writer.write(out)
        return out.getvalue()
    except (PdfError, ValueError, KeyError) as told:
        said = "Không đánh dấu được bản sao của tệp PDF này. Hãy tải bản gốc."
        raise errors.Invalid("not_markable", said) from told


def _size(writer: Any, place: int) -> tuple[int, int]:
    """Width and height of a page, in whole points."""
    page = writer.find_page_for_modification(place)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(one) for one in page["/MediaBox"])
    return round(right - left), round(top - bottom)


def _drawn(word: str, line: str, wide: int, high: int) -> bytes:
    words, sentence = (metrics.printable(layout.clean(one)) for one in (word, line))
    data = {"word": words, "line": sentence, "width": wide, "height": high}
    return typst_out.compiled("void.typ", "mark", json.dumps(data, ensure_ascii=False), timestamp=0)
