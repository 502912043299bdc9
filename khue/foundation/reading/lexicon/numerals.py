"""Number words, and the letters that may be glued to digits."""

from __future__ import annotations

from .phrases import words

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
TENS = words("mươi mười chục")
SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
LINKS = words("linh lẻ")
# A number in words may begin with these; "năm" (also: year), "không" (not), "tư" and "lăm" begin none.
OPENERS = words("một hai ba bốn sáu bảy bẩy tám chín mười")
# "năm" is five only before one of these, after a comparator, or before a counted noun that is no name.
MONEY = words("đồng vnđ vnd usd đ")
