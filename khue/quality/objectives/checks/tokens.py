"""The words of an objective that tell what it is about: one form for the many names of the same thing, everyday words left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khue.foundation.kernel import text

_WORD = re.compile(r"[^\W\d_]+(?:\d+)?")
_SAME: dict[str, tuple[str, ...]] = {
    "nguoihoc": ("hoc sinh sinh vien", "hssv", "hoc sinh", "sinh vien", "hoc vien", "nguoi hoc", "hs", "sv", "hv", "tre em", "tre"),
    "nhagiao": ("giao vien", "giang vien", "nha giao", "can bo giang day", "gv", "giao vien giang vien"),
    "vienchuc": ("can bo vien chuc", "cbvc", "vien chuc", "can bo", "nguoi lao dong", "cbgv", "cb gv nv", "nhan vien", "cong chuc"),
    "vieclam": ("viec lam", "co viec", "tuyen dung"),
    "dungnganh": ("dung nganh", "dung chuyen nganh", "dung nghe", "phu hop nganh", "dung chuyen mon", "dung trinh do"),
    "ctdt": ("chuong trinh dao tao", "ctdt"),
    "nckh": ("nghien cuu khoa hoc", "nckh", "de tai", "sang kien", "khoa hoc cong nghe", "de tai khoa hoc", "sang kien kinh nghiem"),
    "cntt": ("cong nghe thong tin", "cntt", "chuyen doi so", "so hoa", "truc tuyen", "dien tu"),
    "ngoaingu": ("ngoai ngu", "tieng anh", "toeic", "ielts", "tieng nhat", "tieng han"),
    "tinhoc": ("tin hoc", "ic3", "mos"),
    "doanhnghiep": ("doanh nghiep", "cong ty", "don vi su dung lao dong", "nha tuyen dung", "co so san xuat", "quan he doanh nghiep"),
    "hoptac": ("hop tac", "lien ket", "ky ket", "thoa thuan", "ghi nho", "bien ban ghi nho"),
    "hailong": ("hai long", "muc do hai long", "danh gia tot"),
    "kiemdinh": ("kiem dinh", "danh gia ngoai", "kiem dinh chat luong"),
    "tudanhgia": ("tu danh gia",),
    "tuyensinh": ("tuyen sinh", "nhap hoc", "tuyen moi", "chi tieu tuyen sinh"),
    "totnghiep": ("tot nghiep", "ra truong"),
    "lenlop": ("len lop thang", "len lop"),
    "bohoc": ("bo hoc", "thoi hoc", "nghi hoc"),
    "hieusuat": ("hieu suat dao tao", "hieu suat"),
    "giaotrinh": ("giao trinh", "tai lieu giang day", "bai giang", "hoc lieu"),
    "thietbi": ("thiet bi", "co so vat chat", "may moc", "phong hoc", "phong may", "phong thuc hanh"),
    "thidua": ("danh hieu", "thi dua", "khen thuong", "tap the lao dong", "xuat sac", "tien tien", "vung manh", "bang khen"),
    "kynangnghe": ("ky nang nghe", "tay nghe"),
    "hoithi": ("hoi thi", "hoi giang", "ky thi", "cuoc thi", "hoi thao tay nghe", "olympic"),
    "thuctap": ("thuc tap", "thuc te", "thuc hanh tai doanh nghiep"),
    "hoso": ("ho so", "thu tuc", "van bang", "giay to", "thu tuc hanh chinh"),
    "dunghan": ("dung han", "dung thoi gian", "kip thoi", "dung quy dinh thoi gian"),
    "trehan": ("tre han", "qua han", "cham"),
    "boiduong": ("boi duong", "tap huan", "dao tao lai", "nang cao trinh do", "hoc tap nang cao"),
    "chuannghe": ("dat chuan", "chuan chuyen mon", "chuan nghe nghiep", "chuan nghiep vu", "chuan"),
    "khaosat": ("khao sat", "lay y kien", "phan hoi"),
    "antoan": ("an toan", "an ninh", "trat tu", "phong chay", "pccc", "tai nan"),
    "nganhang": ("ngan hang cau hoi", "ngan hang de", "cau hoi thi", "de thi"),
    "quytrinh": ("quy trinh", "iso", "he thong quan ly chat luong", "danh gia noi bo"),
    "cosokhac": ("ban tru", "noi tru", "ky tuc xa"),
    "khagioi": ("kha gioi", "kha va gioi", "gioi kha", "kha tro len"),
    "yeukem": ("yeu kem", "yeu", "kem", "chua dat"),
    "renluyen": ("ren luyen", "hanh kiem", "dao duc"),
}  # fmt: skip
"""The field's own synonyms: what people call by several names, folded. A longer name is taken before a shorter."""
_EVERYDAY = """
ty le so dat cac cua va duoc tu tro len co trong theo toan truong khoa don vi dam bao phan dau moi cho voi ve it nhat toi thieu
muc tieu chat luong nam hoc nham la tai cap den khong qua duoi tren thang diem tong ca mot nhung cung de do thuc hien hoan thanh
to chuc tang cuong nang cao day manh tiep tuc phong luong trung binh tinh lan hang hoac bang dot xay dung duy tri phat huy phat
trien quy dinh ke hoach hoat dong cong tac rieng chung so voi quan ly chi viec lam trung tam cong nghe ki ky dau cuoi sau truoc
khi thi tham gia gia phuc vu doi ngu giao
"""
_STOP = frozenset(_EVERYDAY.split())
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Token:
    """A word that counts, and how it stood in the text."""

    code: str
    said: str


def _phrases() -> dict[tuple[str, ...], str]:
    return {tuple(one.split()): code for code, many in _SAME.items() for one in many}


_PHRASES = _phrases()


@lru_cache(maxsize=8192)
def tokens(words: str) -> tuple[Token, ...]:
    """The words of a text that tell what it is about, in order."""
    said = _WORD.findall(text.nfc(words))
    folded = [text.fold(one) for one in said]
    found, at = [], 0
    while at < len(folded):
        length, code = _named(folded, at)
        found.append(Token(code, " ".join(said[at : at + length])))
        at += length
    return tuple(one for one in found if one.code and one.code not in _STOP)


def _named(folded: list[str], at: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(folded) - at), 0, -1):
        code = _PHRASES.get(tuple(folded[at : at + length]))
        if code:
            return length, code
    word = folded[at]
    return 1, word if len(word) > 1 else ""


def codes(words: str) -> frozenset[str]:
    """The same without order."""
    return frozenset(one.code for one in tokens(words))
