"""Reads packs of forms: YAML in, values out, every fault named with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml
from django.utils.translation import gettext as _

from khue.foundation.kernel import errors

_COLUMN_KEYS = {"key", "title", "width", "align", "group"}
_ORIENTATIONS = ("portrait", "landscape")
_ALIGNS = ("left", "center", "right")


@dataclass(frozen=True)
class FormOfPack:
    """One issue of a form. `definition`: orientation, type_name, columns, boxes."""

    code: str
    title: str
    kind: str
    issue_number: str
    effective_on: date | None
    definition: dict[str, Any]


@dataclass(frozen=True)
class RuleOfPack:
    """How long the records of a form are kept; `keep_years` of None is for ever."""

    code: str
    title: str
    keep_years: int | None
    places: tuple[str, ...]
    source: str
    verified: bool


@dataclass(frozen=True)
class FormPack:
    """What a pack brings."""

    source: str
    forms: tuple[FormOfPack, ...]
    retention: tuple[RuleOfPack, ...]


@dataclass
class _Faults:
    found: list[str] = field(default_factory=list)

    def need(self, is_right: bool, where: str, said: str) -> bool:
        if not is_right:
            self.found.append(f"{where}: {said}")
        return is_right


def read_forms(text: str) -> FormPack:
    """The pack. Raises `Invalid` with all its faults at once."""
    try:
        pack = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        raise errors.Invalid("form_pack", _("Gói biểu mẫu không đọc được: %s") % wrong) from None
    faults = _Faults()
    if not faults.need(isinstance(pack, dict) and pack.get("kind") == "forms", "kind", _("không phải gói biểu mẫu")):
        pack = {}
    forms = tuple(_form(one, pack, number, faults) for number, one in enumerate(pack.get("forms") or [], 1))
    rules = tuple(_rule(one, pack, faults) for one in pack.get("forms") or [] if "retention" in one)
    faults.need(bool(forms), "forms", _("chưa có biểu mẫu nào"))
    codes = [one.code for one in forms]
    faults.need(len(codes) == len(set(codes)), "forms", _("hai biểu mẫu trùng mã"))
    if faults.found:
        said = _("Gói biểu mẫu chưa đúng. Hãy sửa: %s.") % "; ".join(faults.found)
        raise errors.Invalid("form_pack", said, {"pack": faults.found})
    return FormPack(str(pack.get("source", "")), forms, rules)


def _form(one: dict[str, Any], pack: dict[str, Any], number: int, faults: _Faults) -> FormOfPack:
    code = str(one.get("code", ""))
    where = code or _("biểu mẫu thứ %s") % number
    faults.need(bool(code), where, _("thiếu mã"))
    faults.need(bool(one.get("title")), where, _("thiếu tên"))
    columns = one.get("columns") or []
    faults.need(bool(columns), where, _("thiếu cột"))
    keys = [_check_column(column, where, faults) for column in columns]
    faults.need(len(keys) == len(set(keys)), where, _("hai cột trùng khóa"))
    orientation = one.get("orientation", "portrait")
    faults.need(orientation in _ORIENTATIONS, where, _("khổ giấy phải là portrait hoặc landscape"))
    effective_on = one.get("effective_on", pack.get("effective_on"))
    is_day = effective_on is None or isinstance(effective_on, date)
    faults.need(is_day, where, _("ngày hiệu lực phải ghi như 2018-09-01"))
    return FormOfPack(
        code=code,
        title=str(one.get("title", "")),
        kind=str(one.get("kind", "")),
        issue_number=str(one.get("issue_number", pack.get("issue_number", ""))),
        effective_on=effective_on if is_day else None,
        definition={
            "orientation": orientation,
            "type_name": str(one.get("type_name", "")),
            "columns": columns,
            "boxes": [str(box) for box in one.get("boxes", pack.get("boxes", []))],
        },
    )


def _check_column(column: Any, where: str, faults: _Faults) -> str:
    if not faults.need(
        isinstance(column, dict) and "key" in column and "title" in column, where, _("cột thiếu khóa hoặc tên")
    ):
        return repr(column)
    unknown = set(column) - _COLUMN_KEYS
    faults.need(not unknown, where, _("cột có mục không biết: %s") % ", ".join(sorted(unknown)))
    faults.need(column.get("align", "left") in _ALIGNS, where, _("canh cột phải là left, center hoặc right"))
    return str(column["key"])


def _rule(one: dict[str, Any], pack: dict[str, Any], faults: _Faults) -> RuleOfPack:
    told = one["retention"]
    years = told.get("years")
    is_right = years is None or (isinstance(years, int) and 0 < years <= 100)
    faults.need(is_right, str(one.get("code", "")), _("số năm lưu phải từ 1 đến 100, hoặc để trống là vĩnh viễn"))
    return RuleOfPack(
        code=str(one.get("code", "")),
        title=str(one.get("title", "")),
        keep_years=years if is_right else None,
        places=tuple(str(place) for place in told.get("places", [])),
        source=str(told.get("source", pack.get("source", "")))[:200],
        verified=bool(told.get("verified", False)),
    )
