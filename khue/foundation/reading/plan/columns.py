"""What the columns of plans are called: the synonyms as one table, matched on text without marks.

A header is matched with every pattern; the heaviest wins, so “Đơn vị chủ trì” is a lead and not a unit, and “Biện pháp thực
hiện mục tiêu” a task and not an objective. To teach the reader a new name, add a line.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from khue.foundation.kernel import text


class Field(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    OBJECTIVE = "statement"
    TARGET = "targets"
    MEASURE = "unit_of_measure"
    TASK = "tasks"
    LEAD = "lead"
    SUPPORTING = "supporting"
    PEOPLE = "people"
    TIME = "time"
    PERIOD = "period"
    START = "start"
    END = "end"
    EVIDENCE = "evidence"
    NOTE = "note"
    OTHER = "other"


# (what it means, how sure, pattern on the folded header)
_TERMS: tuple[tuple[Field, int, str], ...] = (
    (Field.NUMBER, 9, r"^(?:s?tt|so tt|so thu tu|thu tu|no|#|ma|ma so|ma mt|ma muc tieu|muc tieu so|mt so|mt|muc so)$"),
    (Field.OBJECTIVE, 3, r"\bmuc tieu\b|\bmtcl\b|\bmuc dich\b|\bobjectives?\b"),
    (Field.OBJECTIVE, 6, r"\bnoi dung (?:cua )?(?:muc tieu|mtcl|chi tieu)\b|\bmuc tieu (?:chat luong )?cu the\b"),
    (Field.OBJECTIVE, 6, r"\bmuc tieu\b.*\b(?:cua|cap) (?:don vi|khoa|phong|trung tam|to|bo mon)\b"),
    (Field.OBJECTIVE, 5, r"\b(?:van de|noi dung) (?:can |uu tien )?(?:cai tien|khac phuc|uu tien)\b|^hang muc\b"),
    (Field.TARGET, 5, r"\bchi tieu\b|\bchi so\b|\bkpis?\b|\bthuoc do\b|\bmuc (?:can )?dat\b|\btargets?\b"),
    (
        Field.TARGET,
        6,
        r"\b(?:ket qua|dau ra) (?:can dat|mong doi|mong muon|du kien|phai dat)\b|\btieu chi (?:danh gia|do)\b",
    ),
    (Field.MEASURE, 8, r"^(?:don vi tinh|dvt|don vi do)$"),
    (Field.TASK, 4, r"\bnhiem vu\b|\bbien phap\b|\bgiai phap\b|\bcong viec\b|\bhoat dong\b|\btasks?\b|\bactivit"),
    (
        Field.TASK,
        4,
        r"\bke hoach (?:thuc hien|hanh dong|trien khai)\b|\bcach (?:thuc|lam|tien hanh)\b|\bphuong phap\b|\bcac buoc\b",
    ),
    (Field.TASK, 4, r"\bviec (?:phai|can|se) (?:lam|thuc hien)\b|^(?:cac )?viec$|\bhanh dong\b|^lam gi$"),
    (Field.TASK, 2, r"\bnoi dung\b|^ke hoach$|\btrinh tu\b"),
    (Field.LEAD, 6, r"\bchu tri\b|\bchiu trach nhiem\b|\bphu trach\b|\bdau moi\b|\bphan cong\b|\btrach nhiem\b"),
    (
        Field.LEAD,
        5,
        r"\b(?:nguoi|don vi|bo phan|ca nhan|to chuc|noi(?! dung)|phong|khoa|luc luong) (?:\w+ ){0,3}thuc hien\b",
    ),
    (Field.LEAD, 5, r"^(?:ai|nguoi|don vi) (?:lam|thuc hien)$|^giao cho$|\bnguoi chiu tn\b"),
    (Field.LEAD, 2, r"^thuc hien$"),
    (Field.LEAD, 3, r"^(?:cac )?(?:don vi|nguoi|bo phan|ca nhan)\b"),
    (Field.SUPPORTING, 7, r"\bphoi hop\b|\bho tro\b|\bcung thuc hien\b|\btham (?:gia|du)\b|^thanh phan$"),
    (Field.SUPPORTING, 7, r"\b(?:don vi|bo phan|ca nhan|ben) (?:co )?lien quan\b"),
    (Field.PEOPLE, 9, r"\bchu tri\b.*\bphoi hop\b|\bphoi hop\b.*\bchu tri\b|\bphu trach\b.*\bphoi hop\b"),
    (
        Field.TIME,
        6,
        r"\bthoi gian\b|\bthoi han\b|\btien do\b|\blo trinh\b|\bthoi diem\b|\bky han\b|\bdeadline\b|\btime\b",
    ),
    (Field.TIME, 6, r"^(?:khi nao|bao gio|tg|t\.? ?gian|lich|tuan|quy(?! (?:trinh|dinh|che|mo)))\b"),
    (Field.TIME, 6, r"^(?:thang|han|ngay)\b|\bhan (?:hoan thanh|cuoi|chot|nop)\b"),
    (Field.TIME, 6, r"^thu(?: ?[/,-]? ?ngay)?$|^buoi$|^gio(?: (?:hop|lam viec|bat dau))?$"),
    (Field.START, 8, r"\bbat dau\b|\bkhoi dau\b|^tu(?: ngay| thang)?$|^(?:ngay|thoi gian) trien khai$"),
    (Field.END, 7, r"\bket thuc\b|\bhoan (?:thanh|tat)\b|^den(?: ngay| thang)?$"),
    (Field.TIME, 9, r"\bthuc hien (?:va|den|-) ?(?:hoan|ket thuc)|\bbat dau\b.*\b(?:ket thuc|hoan thanh)\b"),
    (Field.EVIDENCE, 8, r"\bminh chung\b|\bbang chung\b|\bho so\b|\bsan pham\b|\btai lieu\b|\bevidence\b"),
    (Field.EVIDENCE, 5, r"\bdau ra\b"),
    (Field.NOTE, 9, r"\bghi chu\b|\bluu y\b|\bnotes?\b"),
    (
        Field.OTHER,
        10,
        r"^dia diem$|\bkinh phi\b|\bnguon luc\b|\bngan sach\b|\bnguoi (?:kiem tra|giam sat|theo doi|duyet)\b|\bky ten\b",
    ),
    (
        Field.OTHER,
        10,
        r"\bket qua (?:thuc hien|dat duoc|nam|hoan thanh|danh gia)\b|\bdanh gia\b(?!.*\btieu chi\b)|\bmuc do hoan",
    ),
    # How it is measured, and what was reached before, are no part of what is planned.
    (
        Field.OTHER,
        10,
        r"\bphuong phap (?:do|tinh|danh gia|xac dinh)\b|\bcach (?:tinh|do|thuc do)\b|\btan suat\b|\bcong thuc\b",
    ),
    (Field.OTHER, 10, r"\bhien trang\b|\bthuc trang\b|\bhien tai\b|\bnam truoc\b|\b(?:thuc hien|dat duoc) nam\b"),
    (Field.OTHER, 10, r"\b(?:don vi|nguoi|bo phan) (?:kiem tra|giam sat|theo doi)\b|\bxep loai\b|\btinh trang\b"),
)
_PATTERNS = tuple((field, weight, re.compile(pattern)) for field, weight, pattern in _TERMS)
_LONGEST = 90
_BRACKETS = re.compile(r"\([^()]*\)")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@lru_cache(maxsize=4096)
def meaning(header: str) -> tuple[Field, int] | None:
    """What a header of that text means and how sure that is, or None for what is no header of a plan."""
    if not header or len(header) > _LONGEST:
        return None
    folded = _EDGES.sub("", text.fold(_BRACKETS.sub(" ", header)).replace("/", " / "))
    folded = " ".join(folded.split()) or text.fold(header)
    found = [(weight, field) for field, weight, pattern in _PATTERNS if pattern.search(folded)]
    if not found:
        return None
    weight, field = max(found, key=lambda item: item[0])
    return field, weight
