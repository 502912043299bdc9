"""The layouts of papers, read from `packs/formats/*.yaml`: a profile is data, never a constant in code."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from khue.foundation.kernel import errors

_CODE = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Sizes of type in points, by the part of the paper."""

    motto_upper: float
    motto_lower: float
    superior: float
    issuer: float
    number: float
    date: float
    abstract_of_letter: float
    type: float
    abstract: float
    body: float
    table: float
    addressee: float
    capacity: float
    signer: float
    recipients_heading: float
    recipients: float
    annex: float
    page_number: float
    form: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A layout: page and margins in millimetres, sizes in points, rules as a share of the text above them."""

    code: str
    title: str
    source: str
    verified: bool
    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    head_mm: float
    word_font: str
    sizes: Sizes
    first_line_mm: float
    between_pt: float
    spacing: float
    bases_italic: bool
    motto_upper: str
    motto_lower: str
    motto_rule: float
    issuer_rule: float
    issuer_star: bool
    abstract_rule: float
    number: str


@cache
def profile(code: str) -> Profile:
    """The profile of that code. Raises `NotFound` when no pack has it, `Invalid` when its pack is faulty."""
    path = Path(settings.PACKS) / "formats" / f"{code}.yaml"
    if not _CODE.fullmatch(code) or not path.is_file():
        raise errors.NotFound("document_format", f"Không có thể thức văn bản “{code}”. Hãy kiểm tra gói dữ liệu.")
    return read(path.read_text(encoding="utf-8"))


def read(text: str) -> Profile:
    """A profile from the text of its pack. Raises `Invalid` naming the part that is missing or unknown."""
    pack = yaml.safe_load(text)
    try:
        return _read(pack)
    except KeyError as missing:
        reason = f"thiếu mục {missing}"
    except TypeError as wrong:
        reason = str(wrong)
    raise errors.Invalid("document_format", f"Gói thể thức văn bản chưa đúng: {reason}.")


def _read(pack: dict[str, Any]) -> Profile:
    page, body, head = pack["page"], pack["body"], pack["letterhead"]
    known = {field.name for field in fields(Sizes)}
    if unknown := set(pack["sizes_pt"]) - known:
        raise TypeError(f"cỡ chữ không biết: {', '.join(sorted(unknown))}")
    return Profile(
        code=pack["code"],
        title=pack["title"],
        source=pack["source"],
        verified=pack["verified"],
        width_mm=page["width_mm"],
        height_mm=page["height_mm"],
        top_mm=page["margins_mm"]["top"],
        bottom_mm=page["margins_mm"]["bottom"],
        left_mm=page["margins_mm"]["left"],
        right_mm=page["margins_mm"]["right"],
        head_mm=page["number_from_edge_mm"],
        word_font=pack["word_font"],
        sizes=Sizes(**pack["sizes_pt"]),
        first_line_mm=body["first_line_mm"],
        between_pt=body["between_pt"],
        spacing=body["spacing"],
        bases_italic=body["bases_italic"],
        motto_upper=head["motto"]["upper"],
        motto_lower=head["motto"]["lower"],
        motto_rule=head["motto"]["lower_rule"],
        issuer_rule=head["issuer_rule"],
        issuer_star=head["issuer_star"],
        abstract_rule=head["abstract_rule"],
        number=head["number"],
    )
