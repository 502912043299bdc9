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
    MEANS = "means"
    PROBLEM = "problem"
    OTHER = "other"


_DOERS = (
    "nguoi|don vi|bo phan|ca nhan|can bo|to chuc|giao vien|giang vien|nhan (?:su|vien|luc)|noi(?! dung)|phong|khoa|to|nhom|luc luong"
    "|doi tuong|thanh phan"
)
_FAULTS = "ton tai|han che|van de|bat cap|vuong mac|yeu kem|khuyet diem|(?:diem|mat|van de) (?:con )?(?:yeu|han che|ton tai|bat cap)"
# How sure it is that a column tells the state of things or its causes, which are never aimed at.
STATE = 10
# (what it means, how sure, pattern on the folded header)
_TERMS: tuple[tuple[Field, int, str], ...] = (
    (
        Field.NUMBER,
        9,
        r"^(?:s?tt|so tt|so thu tu|thu tu|nos?|#|so|ma|ma so|ma mt|mt so|mt|muc so|so muc|so hieu|ma hieu|ky hieu)$",
    ),
    (Field.NUMBER, 9, r"^(?:ma|so|stt|so thu tu) (?:cua )?(?:muc tieu|mtcl|mt|chi tieu)$|^(?:muc tieu|mtcl) so$"),
    (
        Field.NUMBER,
        9,
        r"^(?:thuoc|ung voi|gan voi|theo|phuc vu|cho) (?:muc tieu|mtcl|mt)(?: so| nao)?$|^(?:muc tieu|mtcl|mt) lien quan$",
    ),
    (Field.OBJECTIVE, 3, r"\bmuc tieu\b|\bmtcl\b|\bmuc dich\b|\bobjectives?\b|\bgoals?\b|^dich (?:den|can den)$"),
    (Field.OBJECTIVE, 6, r"\bnoi dung (?:cua )?(?:muc tieu|mtcl|chi tieu)\b|\bmuc tieu (?:chat luong )?cu the\b"),
    (Field.OBJECTIVE, 6, r"\bmuc tieu\b.*\b(?:cua|cap) (?:don vi|khoa|phong|trung tam|to|bo mon)\b"),
    (Field.OBJECTIVE, 5, r"^hang muc\b"),
    (Field.OBJECTIVE, 2, r"\bnoi dung (?:can |uu tien )?(?:cai tien|khac phuc|uu tien)\b"),
    # What is wrong is told beside the goal; it is the statement only where no column holds the goal.
    (Field.PROBLEM, 5, r"\bvan de (?:can |uu tien )?(?:cai tien|khac phuc|uu tien)\b"),
    (
        Field.OBJECTIVE,
        5,
        r"\bcam ket\b|\bdinh huong chat luong\b|^noi dung (?:dang ky|phan dau)\b|^(?:dang ky|phan dau) (?:chat luong|thi dua)$",
    ),
    (
        Field.PROBLEM,
        4,
        r"\b(?:diem|mat|ton tai|han che)(?: yeu| ton tai)? (?:can |phai )?(?:cai tien|khac phuc|cai thien)\b",
    ),
    (
        Field.PROBLEM,
        7,
        rf"^(?:cac |nhung |mot so )?(?:{_FAULTS})(?!.*\b(?:bien phap|giai phap|hanh dong|ke hoach|muc tieu)\b)\b",
    ),
    (Field.PROBLEM, STATE, r"^(?:phan tich )?nguyen nhan\b(?!.*\b(?:bien|giai) phap\b)|\b(?:hien|thuc) trang\b"),
    (
        Field.TARGET,
        5,
        r"\bchi tieu\b|\bchi so\b|\bkpis?\b|\bthuoc do\b|\bmuc (?:can |phai |phan dau )?dat\b|\btargets?\b",
    ),
    (Field.TARGET, 5, r"\bmuc phan dau\b|\bnguong (?:can )?dat\b|\bdinh luong\b|\bdinh muc\b"),
    (
        Field.TARGET,
        6,
        r"\b(?:ket qua|dau ra) (?:can |phai )?(?:dat|mong doi|mong muon|du kien|phai dat|huong toi|ky vong)(?! duoc)\b",
    ),
    (Field.TARGET, 6, r"\btieu chi (?:danh gia|do)\b|\btieu chuan (?:danh gia|can dat)\b"),
    (Field.TARGET, 4, r"^yeu cau(?: (?:can dat|ve ket qua|ket qua|chat luong))?$|^ke hoach (?:dat|nam)\b"),
    (Field.MEASURE, 8, r"^(?:don vi tinh|dvt|don vi do)$"),
    (Field.TASK, 4, r"\bnhiem vu\b|\bbien phap\b|\bgiai phap\b|\bcong viec\b|\bhoat dong\b|\btasks?\b|\bactivit"),
    (
        Field.TASK,
        4,
        r"\bke hoach (?:thuc hien|hanh dong|trien khai)\b|\bcach (?:thuc|lam|tien hanh|trien khai)\b|\bphuong (?:phap|an|thuc)\b",
    ),
    (
        Field.TASK,
        4,
        r"\bviec (?:phai|can|se|duoc) (?:lam|thuc hien|trien khai|giao)\b|^viec$|\bhanh dong\b|^lam gi$|\bcan thiep\b",
    ),
    (
        Field.TASK,
        4,
        r"\b(?:cac |nhung |dau |phan )viec\b|\b(?:cac )?buoc (?:thuc hien|trien khai|tien hanh|lam)\b|\bcac buoc\b",
    ),
    (
        Field.TASK,
        3,
        r"\btrien khai\b|\btien hanh\b|^(?:cac )?buoc$|^to chuc thuc hien$|^lam the nao$|^thuc hien nhu the nao$",
    ),
    # Headers that ask.
    (Field.OBJECTIVE, 4, r"^(?:why|vi sao|de lam gi|muon gi|chat luong (?:nao|gi))$"),
    (Field.TASK, 4, r"^(?:what|how|how to|lam gi|lam (?:bang )?cach nao|lam nhu the nao|bang cach nao)$"),
    (Field.LEAD, 5, r"^(?:who|(?:do|boi|giao) ai|ai (?:lam|lo|phu trach|chiu trach nhiem)|nguoi nao)$"),
    (Field.TIME, 6, r"^when$|\b(?:khi|luc|ngay|thang) nao\b|\bbao gio\b"),
    (Field.EVIDENCE, 5, r"\b(?:de|lam sao) biet\b|^lay gi chung minh$"),
    (Field.OTHER, 10, r"^where$|^(?:o|tai) dau$"),
    (Field.LEAD, 5, r"\bdam (?:nhan|nhiem|trach)\b"),
    (Field.MEANS, 10, r"\b(?:lanh dao|nguoi|cap) chi dao\b"),
    (
        Field.OTHER,
        10,
        r"^(?:kiem tra|giam sat|theo doi|kiem soat|nam (?:hoc )?(?:truoc|qua|ngoai|cu)|da dat(?: duoc)?|ky truoc)\b",
    ),
    (Field.TASK, 2, r"\bnoi dung\b|^ke hoach$|\btrinh tu\b"),
    (Field.LEAD, 6, r"\bchu tri\b|\bchiu trach nhiem\b|\bphu trach\b|\bdau moi\b|\bphan cong\b|\btrach nhiem\b"),
    (
        Field.LEAD,
        5,
        rf"\b(?:{_DOERS}) (?:\w+ ){{0,3}}(?:thuc hien|trien khai|dam nhan|dam nhiem)\b",
    ),
    (
        Field.LEAD,
        5,
        r"^(?:ai|nguoi|don vi) (?:lam|thuc hien|lo|dam nhan)(?: chinh)?$|\bgiao (?:cho|ai|nguoi|don vi)\b|\bnguoi chiu tn\b",
    ),
    (
        Field.LEAD,
        5,
        r"^chinh$|^(?:nguoi |don vi )?(?:lam |thuc hien )chinh$|\bchu cong\b|^(?:nguoi|don vi) duoc (?:giao|phan cong)$",
    ),
    (Field.LEAD, 2, r"^thuc hien$"),
    (Field.LEAD, 3, r"^(?:cac )?(?:don vi|nguoi|bo phan|ca nhan|can bo|nhan su|nhan luc|to|luc luong)\b|^ai$"),
    (
        Field.SUPPORTING,
        7,
        r"\bphoi hop\b|\bho tro\b|\bcung (?:thuc hien|lam|tham gia)\b|\btham (?:gia|du)\b|\bcong tac vien\b|^thanh phan$",
    ),
    (
        Field.SUPPORTING,
        7,
        r"\b(?:don vi|bo phan|ca nhan|ben|nguoi|phong) (?:co )?lien quan\b|^(?:phu|phu giup|nguoi phu)$",
    ),
    (
        Field.PEOPLE,
        9,
        r"\b(?:chu tri|phu trach|dau moi|thuc hien)\b.*\b(?:phoi hop|ho tro)\b|\bphoi hop\b.*\bchu tri\b",
    ),
    (
        Field.TIME,
        6,
        r"\bthoi gian\b|\bthoi han\b|\btien do\b|\blo trinh\b|\bthoi diem\b|\bky han\b|\bdeadline\b|\btime\b",
    ),
    (
        Field.TIME,
        6,
        r"^(?:khi nao|bao gio|tg|t\.? ?gian|lich|tuan|quy(?! (?:trinh|dinh|che|mo|khen|hoc)))\b|\bmoc (?:thoi|hoan|tg)\b|^moc$",
    ),
    (
        Field.TIME,
        6,
        r"^(?:thang|han|ngay)\b|\bhan (?:hoan (?:thanh|tat)|cuoi|chot|nop|xong|thuc hien)\b|\bthoi ky\b|\btimeline\b",
    ),
    (Field.TIME, 6, r"^thu(?: ?[/,-]? ?ngay)?$|^buoi$|^gio(?: (?:hop|lam viec|bat dau))?$"),
    (Field.TIME, 7, r"^(?:hoan (?:thanh|tat)|xong|ket thuc) (?:vao|truoc|trong)(?: ngay| thang)?$|^xong$"),
    (Field.START, 8, r"\bbat dau\b|\bkhoi dau\b|^tu(?: ngay| thang)?$|^(?:ngay|thoi gian) trien khai$"),
    (Field.END, 7, r"\bket thuc\b|\bhoan (?:thanh|tat)\b|^den(?: het)?(?: ngay| thang)?$"),
    (Field.TIME, 9, r"\bthuc hien (?:va|den|-) ?(?:hoan|ket thuc)|\bbat dau\b.*\b(?:ket thuc|hoan thanh)\b"),
    (
        Field.EVIDENCE,
        8,
        r"\bminh chung\b|\bbang chung\b|\bho so\b|\bsan pham\b|\btai lieu\b|\bevidence\b|\bchung minh\b|\bchung cu\b",
    ),
    (
        Field.EVIDENCE,
        5,
        r"\bdau ra\b|\bluu (?:tru|giu)\b|\bket qua (?:ban giao|the hien|de lai)\b|\bvan ban (?:kem|luu|the hien)\b",
    ),
    (Field.NOTE, 9, r"\bghi chu\b|\bchu thich\b|\bchu y\b|\bluu y\b|\bnotes?\b|\bremarks?\b"),
    # What it takes: told beside the objective, in the note.
    (
        Field.MEANS,
        10,
        r"\bkinh phi\b|\bnguon luc\b|\bngan sach\b|\bdu toan\b|\bnguon (?:tien|von|chi)\b|\bchi phi\b|\bso tien\b",
    ),
    (
        Field.MEANS,
        10,
        r"\bdieu kien\b|\bphuong tien\b|\bco so vat chat\b|\bcsvc\b|\btrang thiet bi\b|\brui ro\b|\bkho khan\b",
    ),
    (
        Field.OTHER,
        10,
        r"^dia diem$|\bnguoi (?:kiem tra|giam sat|theo doi|duyet)\b|\bky ten\b|\bchu ky\b|\bky nhan\b",
    ),
    (
        Field.OTHER,
        10,
        r"\bket qua (?:thuc hien|dat duoc|nam|hoan thanh|danh gia)\b|\bdanh gia\b(?!.*\b(?:tieu chi|can cu)\b)|\bmuc do hoan",
    ),
    # How it is measured, and what was reached before, are no part of what is planned.
    (
        Field.OTHER,
        10,
        r"\bphuong phap (?:do|tinh|danh gia|xac dinh)\b|\bcach (?:tinh|do|thuc do)\b|\btan suat\b|\bcong thuc\b(?! hien)",
    ),
    (Field.OTHER, 10, r"\bhien tai\b|\bnam truoc\b|\b(?:thuc hien|dat duoc) nam\b"),
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
    bare = text.squash(_BRACKETS.sub(" ", header))
    return _told(bare or header) or (_told(header) if bare != header else None)


def _told(header: str) -> tuple[Field, int] | None:
    folded = _EDGES.sub("", text.fold(header).replace("/", " / ").replace("(", " ").replace(")", " "))
    folded = " ".join(folded.split()) or text.fold(header)
    found = [(weight, field) for field, weight, pattern in _PATTERNS if pattern.search(folded)]
    if not found:
        return None
    weight, field = max(found, key=lambda item: item[0])
    return field, weight
