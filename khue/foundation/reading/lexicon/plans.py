"""What cells of plans say without saying anything, and how lines begin that stand below a plan; on folded text."""

from __future__ import annotations

# "As above": the cell says what the one above it says.
DITTO = frozenset({"nt", "nhu tren", "n.t", "//", '"', "''", "″", "”"})
NOTHING = frozenset({"", "0", "khong", "khong co", "-", "—", "x"}) | DITTO

# Who signs, who gets it, what closes it: patterns of alternatives for the beginning of a line.
SIGNERS = r"hieu truong|giam doc|truong (?:khoa|phong|don vi|bo mon|ban)|nguoi lap"
CLOSINGS = r"noi nhan|tren day la|to chuc thuc hien"

# Days of the week and parts of a day, as calendars name them.
WEEKDAYS = r"thu ?(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn"
PARTS_OF_DAY = r"(?:buoi )?(?:sang|trua|chieu|toi)"
