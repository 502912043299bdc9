"""Turns of phrase that a check looks for, folded: slogans, awards, keeping a level, daily work, money."""

from __future__ import annotations

import re

from khue.foundation.kernel import text
from khue.quality.objectives import contents

SLOGAN = re.compile(
    r"^(?:tiep tuc |tich cuc |khong ngung |chu dong )*"
    r"(?:tang cuong|day manh|nang cao|phat huy|quan tam|chu trong|coi trong|phan dau|co gang|no luc|cai thien|cung co|tao dieu kien"
    r"|lam tot|thuc hien tot|phat trien|thuc day|khuyen khich|dong vien|doi moi|mo rong|xay dung|dam bao|hoan thien)\b"
)
AWARD = re.compile(
    r"\b(?:danh hieu|bang khen|giay khen|huan chuong|co thi dua|cong nhan|chung nhan|chung chi|kiem dinh|xep loai|xep hang"
    r"|hoan thanh (?:tot|xuat sac)|vung manh|xuat sac|tien tien|dat chuan|dat giai|giai (?:nhat|nhi|ba)|duoc khen|dat tieu chuan"
    r"|phe duyet|ban hanh|nghiem thu|dua vao su dung|cap phep|gap)\b"
)
PROOF = re.compile(
    r"\b(?:quyet dinh|chung nhan|chung chi|bang khen|giay khen|cong nhan|bien ban nghiem thu|thong bao|giay phep|van ban"
    r"|to trinh|nghi quyet|ket luan)\b"
)
KEEPING = re.compile(r"\b(?:duy tri|giu vung|giu nguyen|on dinh|bao dam duy tri|khong giam)\b")
DAILY = re.compile(
    r"\b(?:thuc hien|chap hanh|hoan thanh)\b.{0,24}\b(?:chuc nang|nhiem vu duoc giao|nhiem vu duoc phan cong|cong viec hang ngay"
    r"|quy dinh cua (?:nha )?truong|noi quy|gio giac|cong viec thuong xuyen|nhiem vu thuong xuyen|nhiem vu chuyen mon)\b"
)
COSTLY = re.compile(
    r"\b(?:mua sam|trang bi|dau tu|sua chua|cai tao|nang cap|lap dat|thue (?:chuyen gia|don vi|ngoai)|xay moi|bo sung thiet bi)\b"
)
MONEY = re.compile(
    r"\b(?:kinh phi|du toan|ngan sach|nguon thu|tai chinh|quy phat trien|von|xa hoi hoa|tai tro|trieu dong|ty dong)\b"
)
ABOVE_WHOLE = re.compile(r"\b(?:so voi|tang|vuot|hoan thanh|dat ke hoach|tong|tang truong|gap)\b")


def folded(one: contents.ObjectiveContent) -> str:
    """The statement, folded."""
    return text.fold(one.statement)


def everything(one: contents.ObjectiveContent) -> str:
    """All that is said about an objective, folded."""
    parts = [one.statement, one.note, *one.evidence_expected, *(task.text for task in one.tasks)]
    return text.fold(" ".join(parts))


def is_award(one: contents.ObjectiveContent) -> bool:
    """Reached or not: a title, a certificate, an accreditation, something that is issued or accepted."""
    return any(target.comparator == contents.ACHIEVED for target in one.targets) or bool(AWARD.search(folded(one)))
