"""Files as old fonts, other machines and scanners left them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from viparse.normalize import tcvn3, vni

from tests.specimens.making import golden as g
from tests.specimens.making import word as w

_HEADS = ["TT", "Mục tiêu", "Biện pháp", "Chủ trì", "Thời gian", "Minh chứng"]
_FIELDS = ("number", "statement", "tasks", "lead", "time", "evidence")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _text(reading: g.Reading) -> str:
    rows = [_HEADS, *g.body(reading, *_FIELDS)]
    return "\n".join([*g.title(reading), "", *("\t".join(row) for row in rows)])


def decomposed(reading: g.Reading) -> bytes:
    return unicodedata.normalize("NFD", _text(reading)).encode()


def half_composed(reading: g.Reading) -> bytes:
    """Letters are composed, tones stand behind them, as cp1258 and some keyboards write."""
    return half(_text(reading)).encode()


def half(text: str) -> str:
    """Each letter with its own mark (ê, ơ), its tone behind it."""
    made = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in _TONES)
        made.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tone)
    return "".join(made)


def windows_1258(reading: g.Reading) -> bytes:
    return half(_text(reading)).encode("cp1258")


def _old(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The text as typed for an old font."""
    signs = {new: old for old, new in reversed(pairs)}
    return "".join(signs.get(letter, letter) for letter in text)


def vntime(reading: g.Reading) -> bytes:
    """Runs in .VnTime; the title in .VnTimeH, whose small letters look like capitals."""

    def typed(words: str, font: str) -> str:
        old = _old(words.lower() if font.endswith("H") else words, tcvn3.TCVN3.pairs)
        return w.p(more=w.run(old, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))

    rows = [_HEADS, *g.body(reading, *_FIELDS)]
    made = [w.row(*(w.cell([typed(line, ".VnTime") for line in cell.split("\n")]) for cell in row)) for row in rows]
    return w.paper(*(typed(line, ".VnTimeH") for line in g.title(reading)), w.table(*made))


def vni_page(reading: g.Reading) -> bytes:
    """A web page typed in VNI-Times."""

    def line(tag: str, words: str) -> str:
        return f"<{tag}><font face='VNI-Times'>{_old(words, vni.VNI.pairs)}</font></{tag}>"

    rows = "".join(
        f"<tr>{''.join(line('td', cell) for cell in row)}</tr>" for row in [_HEADS, *g.body(reading, *_FIELDS)]
    )
    above = "".join(line("p", words) for words in g.title(reading))
    return f"<html><body>{above}<table border=1>{rows}</table></body></html>".encode()


_SLIPS = [
    ("Trưởng khoa", "Trường khoa"),
    ("Trưởng phòng", "Trường phòng"),
    ("tối thiểu", "tối thiếu"),
    ("Tối thiểu", "Tối thiếu"),
]
_SLIPS += [("Giảm thiểu", "Giảm thiếu"), ("Thống kê", "Thông kê"), ("Đôn đốc", "Đơn đốc"), ("Mục tiêu", "Mức tiêu")]


def _slipped(words: str) -> str:
    for right, wrong in _SLIPS:
        words = words.replace(right, wrong)
    return words


def scanned(reading: g.Reading) -> bytes:
    """The scanner read ở as ờ, ể as ế, ư as ƣ."""
    heads = ["TT", "Mục tiêu", "Biện pháp", "Chủ trì", "Phối hợp", "Thời gian", "Minh chứng"]
    rows = [heads, *g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")]
    rows = [
        [re.sub("ư", "ƣ", _slipped(cell)) if "sinh" in cell or "được" in cell else _slipped(cell) for cell in row]
        for row in rows
    ]
    return w.paper(*map(w.p, g.title(reading)), w.grid(rows))


def scanned_with_tags(reading: g.Reading) -> bytes:
    """What a recogniser writes: a table by tabs, cells with HTML in them."""
    rows = [f"<b>{head}</b>" for head in ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì và phối hợp", "Thời gian", "Hồ sơ"]]
    lines = ["\t".join(rows)]
    for o in reading["objectives"]:
        tasks = (
            f"<ul>{''.join(f'<li>- {task}</li>' for task in o['tasks'])}</ul>" if len(o["tasks"]) > 1 else o["tasks"][0]
        )
        names = f"<p><b>Chủ trì:</b> {g.joined(o['lead'])}</p><p><b>Phối hợp:</b> {g.joined(o['supporting'])}</p>"
        lines.append("\t".join([o["number"], o["statement"], tasks, names, g.when(o), g.joined(o["evidence"])]))
    above = [f"**{line}**" for line in g.title(reading)]
    return _slipped("\n".join([*above, "", *lines])).encode()


def soft(reading: g.Reading) -> bytes:
    """Soft hyphens and no-break spaces inside words and dates."""
    heads = [
        "TT",
        "Mục\u00a0tiêu",
        "Biện\u00a0pháp",
        "Chủ\u00adtrì".replace("\u00ad", "\u00a0"),
        "Phối hợp",
        "Thời\u00a0gian",
        "Minh\u200b chứng",
    ]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    rows = [
        [
            cell.replace("sinh viên", "sinh\u00a0viên")
            .replace("kịch bản", "kịch\u00a0bản")
            .replace("Viết", "Vi\u00adết")
            .replace("/20", "/\u200b20")
            for cell in row
        ]
        for row in rows
    ]
    return w.paper(*map(w.p, g.title(reading)), w.grid([heads, *rows]))


def abbreviated(reading: g.Reading) -> bytes:
    heads = [
        "STT",
        "Nội dung mục tiêu",
        "Biện pháp thực hiện",
        "Người phụ trách",
        "Người phối hợp",
        "Thời gian",
        "Minh chứng",
    ]
    rows = g.body(reading, "number", "statement", "tasks", "lead", "supporting", "time", "evidence")
    return w.paper(*map(w.p, g.title(reading)), w.grid([heads, *rows]))


MAKERS = {
    "dau-roi-nfd.txt": decomposed,
    "nua-to-hop.txt": half_composed,
    "phong-vntime.docx": vntime,
    "phong-vni.html": vni_page,
    "bang-ma-1258.txt": windows_1258,
    "loi-nhan-dang.docx": scanned,
    "quet-con-ma-html.txt": scanned_with_tags,
    "gach-mem-va-ngoac-cong.docx": soft,
    "hieu-truong-viet-tat.docx": abbreviated,
}
