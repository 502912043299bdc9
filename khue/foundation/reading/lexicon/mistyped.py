"""Words of time as they are mistyped: a tone mark lost or on the wrong letter, or a whole cell typed without any.

Only what is no word of its own, or none that a time could hold: "đâu năm" is "đầu năm".
"""

from __future__ import annotations

from collections.abc import Iterable

SLIPS = {
    "trươc": "trước", "truớc": "trước", "trứơc": "trước", "trưóc": "trước", "truơc": "trước", "đên": "đến", "dến": "đến",
    "đén": "đến", "hêt": "hết", "hét": "hết", "nhât": "nhất", "thág": "tháng", "thang": "tháng", "thàng": "tháng",
    "ngàỳ": "ngày", "ngaỳ": "ngày", "quí": "quý", "qúy": "quý",
    "cuôi": "cuối", "cuói": "cuối", "đâu": "đầu", "tuân": "tuần", "tuàn": "tuần", "thuờng": "thường", "thừơng": "thường",
    "xuyen": "xuyên", "suôt": "suốt", "hăng": "hằng", "hằg": "hằng",
    "kêt": "kết", "thuc": "thúc", "giưa": "giữa", "khoang": "khoảng",
}  # fmt: skip
# What the words are in a cell that was typed without any mark.
BARE = {
    "truoc": "trước", "ngay": "ngày", "thang": "tháng", "nam": "năm", "hoc": "học", "tu": "từ", "den": "đến", "toi": "tới",
    "het": "hết", "quy": "quý", "cuoi": "cuối", "dau": "đầu", "giua": "giữa", "tuan": "tuần", "ky": "kỳ", "suot": "suốt",
    "thuong": "thường", "xuyen": "xuyên", "hang": "hằng", "cham": "chậm", "nhat": "nhất", "vao": "vào", "ket": "kết",
    "thuc": "thúc", "va": "và", "gio": "giờ", "lan": "lần", "moi": "mỗi", "ke": "kể", "khong": "không", "qua": "quá",
}  # fmt: skip
# "Trước ngay 15/01": between these and a number "ngay" is "ngày".
BEFORE_DAYS = frozenset({"trước", "đến", "hết", "từ", "vào", "nhất", "kể", "tới", "cuối"})


def put_right(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a time as they are meant; as many as were given."""
    given = tuple(words)
    if all(word.isascii() for word in given):
        return tuple(BARE.get(word, word) for word in given)
    meant = [SLIPS.get(word, word) for word in given]
    for index in range(1, len(meant) - 1):
        if meant[index] == "ngay" and meant[index - 1] in BEFORE_DAYS and meant[index + 1][:1].isdigit():
            meant[index] = "ngày"
    return tuple(meant)
