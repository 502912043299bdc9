"""What confirming a workbook of units and people would do: compared with what is there, row by row. Nothing is written here.

The same comparison runs when the file is staged and again when it is confirmed; if the two differ, somebody changed the
organisation in between and the person looks again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from khue.foundation.kernel import text
from khue.interfaces.imports import terms
from khue.interfaces.imports.importing.people import Fault, Row, Sheets, heading, repeated
from khue.people.accounts.models import Person
from khue.people.organisation import queries as organisation
from khue.people.organisation import terms as organisation_terms
from khue.people.organisation.models import Appointment, Position, Unit

NAMED_AFTER = (
    ("khoa", "faculty"), ("phong", "room"), ("van phong", "room"), ("trung tam", "centre"), ("bo mon", "department"),
    ("to", "department"), ("ban giam hieu", "leadership"), ("hoi dong", "council"), ("cong doan", "union"),
    ("doan", "youth"), ("hoi sinh vien", "youth"), ("chi bo", "party"), ("dang", "party"), ("ban", "council"),
)  # fmt: skip


@dataclass(frozen=True)
class Snapshot:
    """What is there now. `people` by address holds everybody whose address stands in the file, also of other institutions."""

    institution: Unit
    units: tuple[Unit, ...]
    positions: tuple[Position, ...]
    people: dict[str, Person]
    posts: dict[str, tuple[Appointment, ...]]
    on: date


@dataclass(frozen=True)
class Change:
    """What one row would do: a kind of `terms.CHANGES`, the thing, the details in words, and the deed with its facts."""

    sheet: str
    row: int
    kind: str
    what: str
    details: tuple[str, ...] = ()
    deeds: tuple[dict[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "kind": self.kind,
            "what": self.what,
            "details": list(self.details),
            "deeds": [dict(deed) for deed in self.deeds],
        }


@dataclass
class Comparison:
    """The comparison under way: the snapshot, changes and faults so far, and the units as they will be."""

    snapshot: Snapshot
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)

    def fault(self, sheet: str, row: Row, key: str, message: str) -> None:
        self.faults.append(Fault(sheet, row.row, heading(sheet, key), message))


def compare(sheets: Sheets, snapshot: Snapshot) -> Comparison:
    """Every row's change, and every fault that only shows against what is there."""
    told = Comparison(snapshot, faults=list(sheets.faults), units={text.fold(u.code): u for u in snapshot.units})
    for row, earlier in repeated(sheets.units, "code"):
        told.fault(terms.UNITS_SHEET, row, "code", f"Mã “{row['code']}” đã có ở dòng {earlier}. Mỗi đơn vị một dòng.")
    there = dict(told.units)
    for row in sheets.units:
        told.units.setdefault(text.fold(row["code"]), _unit_to_be(row, snapshot))
    for row in sheets.units:
        if row["code"] and row["name"]:
            _unit(row, there.get(text.fold(row["code"])), told)
    _check_circles(sheets, told)
    _check_names(sheets, told)
    for row in sheets.people:
        if row["full_name"] and row["email"]:
            _person(row, told, already={text.fold(one["email"]) for one in sheets.people if one.row < row.row})
    return told


def _unit_to_be(row: Row, snapshot: Snapshot) -> Unit:
    """A unit of the file that is not there yet, so that other rows can name it."""
    aliases = _aliases(row["aliases"])
    return Unit(code=row["code"], name=row["name"], short_name=row["short_name"], aliases=aliases, path="~")


def _aliases(written: str) -> list[str]:
    return list(dict.fromkeys(name for part in written.split(";") if (name := text.squash(part))))


# ---- units ----


def _unit(row: Row, unit: Unit | None, told: Comparison) -> None:
    parent = _parent(row, told)
    kind = _kind(row, told, known=unit is not None)
    if parent is None:
        return
    if unit is None:
        _new_unit(row, parent, kind, told)
    else:
        _known_unit(row, unit, parent, kind, told)


def _new_unit(row: Row, parent: Unit, kind: str, told: Comparison) -> None:
    if not row["valid_from"]:
        told.fault(terms.UNITS_SHEET, row, "valid_from", "Đơn vị mới cần ngày bắt đầu hoạt động, ví dụ 01/09/2026.")
    facts = {
        "do": "add_unit", "code": row["code"], "name": row["name"], "kind": kind, "parent": parent.code,
        "short_name": row["short_name"], "aliases": _aliases(row["aliases"]), "valid_from": row["valid_from"],
    }  # fmt: skip
    deeds = [facts, *_closing(row, None)]
    details = (f"trực thuộc {parent.name}",)
    told.changes.append(Change(terms.UNITS_SHEET, row.row, terms.ADDED, row["name"], details, tuple(deeds)))


def _known_unit(row: Row, unit: Unit, parent: Unit, kind: str, told: Comparison) -> None:
    facts = _corrections(row, unit, kind)
    details = [f"{_LABELS[key]}: {_said(getattr(unit, key))} → {_said(value)}" for key, value in facts.items()]
    deeds: list[dict[str, Any]] = [{"do": "change_unit", "code": unit.code, "facts": facts}] if facts else []
    if row["parent"] and not unit.is_institution and parent.pk != unit.parent_id:
        deeds.append({"do": "move_unit", "code": unit.code, "parent": parent.code})
        details.append(f"chuyển sang {parent.name}")
    closing = _closing(row, unit)
    details += [f"hoạt động đến hết {row.day('valid_to'):%d/%m/%Y}" for _one in closing]
    kind_of_change = terms.ENDED if closing else terms.CHANGED if deeds else terms.UNCHANGED
    change = Change(terms.UNITS_SHEET, row.row, kind_of_change, unit.name, tuple(details), (*deeds, *closing))
    told.changes.append(change)


_LABELS = {"name": "sửa tên", "short_name": "tên viết tắt", "aliases": "tên gọi khác", "kind": "loại"}


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value) or "(trống)"
    return str(dict(organisation_terms.UNIT_KINDS).get(value, value)) or "(trống)"


def _corrections(row: Row, unit: Unit, kind: str) -> dict[str, Any]:
    """What the row says differently; an empty cell says nothing, and other names are only added."""
    aliases = [*unit.aliases, *(name for name in _aliases(row["aliases"]) if name not in unit.aliases)]
    wanted = {
        "name": row["name"],
        "short_name": row["short_name"],
        "aliases": aliases,
        "kind": kind if row["kind"] else "",
    }
    return {key: value for key, value in wanted.items() if value and value != getattr(unit, key)}


def _closing(row: Row, unit: Unit | None) -> list[dict[str, Any]]:
    if not row["valid_to"] or (unit is not None and unit.valid_to is not None):
        return []
    return [{"do": "close_unit", "code": row["code"], "on": row["valid_to"]}]


def _kind(row: Row, told: Comparison, *, known: bool) -> str:
    """The kind in the cell, else the one the name begins with."""
    written = text.fold(row["kind"])
    if not written:
        name = text.fold(row["name"])
        guessed = next((kind for word, kind in NAMED_AFTER if name == word or name.startswith(word + " ")), "")
        if not guessed and not known:
            told.fault(
                terms.UNITS_SHEET, row, "kind", "Không đoán được loại đơn vị theo tên. Chọn loại trong danh sách."
            )
        return guessed
    for kind, label in organisation_terms.UNIT_KINDS:
        if written in {kind, text.fold(str(label)), *map(text.fold, str(label).split(", "))}:
            return kind
    told.fault(terms.UNITS_SHEET, row, "kind", f"Không có loại “{row['kind']}”. Chọn một loại trong danh sách của mẫu.")
    return ""


def _parent(row: Row, told: Comparison) -> Unit | None:
    if not row["parent"]:
        return told.snapshot.institution
    return _find_unit(row, "parent", terms.UNITS_SHEET, told)


def _find_unit(row: Row, key: str, sheet: str, told: Comparison) -> Unit | None:
    """The unit that a cell names, there or in the file; a name that is only like one is a fault that says which."""
    by_code = told.units.get(text.fold(row[key]))
    if by_code is not None:
        return by_code
    matches = organisation.match_units(told.units.values(), row[key])
    sure = [match for match in matches if match.sure]
    if len(sure) == 1:
        return sure[0].unit
    near = "; ".join(f"{match.unit.name} ({match.unit.code})" for match in (sure or matches)[:3])
    hint = f" Có phải: {near}? Hãy ghi mã." if near else " Hãy ghi mã có trong tờ Đơn vị hoặc cây đơn vị."
    told.fault(sheet, row, key, f"Không rõ đơn vị “{row[key]}”.{hint}")
    return None


def _check_circles(sheets: Sheets, told: Comparison) -> None:
    """No unit of the file hangs below itself."""
    above = {unit.code: unit.parent.code for unit in told.snapshot.units if unit.parent is not None}
    rows = {}
    for change in told.changes:
        for deed in change.deeds:
            if "parent" in deed:
                above[deed["code"]] = deed["parent"]
                rows[deed["code"]] = change.row
    for code, number in rows.items():
        seen, place = {code}, above.get(code)
        while place is not None and place not in seen:
            seen.add(place)
            place = above.get(place)
        if place == code:
            message = "Đơn vị nằm dưới chính nó. Hãy sửa cột đơn vị cấp trên."
            told.faults.append(Fault(terms.UNITS_SHEET, number, heading(terms.UNITS_SHEET, "parent"), message))


# ---- people ----


def _check_names(sheets: Sheets, told: Comparison) -> None:
    """One address, one name."""
    names: dict[str, Row] = {}
    for row in sheets.people:
        first = names.setdefault(row["email"].lower(), row)
        if row["email"] and text.fold(first["full_name"]) != text.fold(row["full_name"]):
            message = f"Thư này đã ghi cho {first['full_name']} ở dòng {first.row}. Mỗi người một địa chỉ."
            told.fault(terms.PEOPLE_SHEET, row, "email", message)


def _person(row: Row, told: Comparison, already: set[str]) -> None:
    email = row["email"].lower()
    unit = _find_unit(row, "unit", terms.PEOPLE_SHEET, told) if row["unit"] else None
    position = _position(row, told)
    if not _is_address(email):
        told.fault(
            terms.PEOPLE_SHEET, row, "email", f"“{row['email']}” không phải thư điện tử. Ghi như ten@truong.edu.vn."
        )
    person = told.snapshot.people.get(email)
    if (
        person is not None
        and not told.snapshot.posts.get(email)
        and text.fold(person.full_name) != text.fold(row["full_name"])
    ):
        told.fault(terms.PEOPLE_SHEET, row, "email", "Thư này đã dùng cho người khác. Hãy kiểm tra lại địa chỉ.")
        return
    if unit is None or position is None:
        return
    deeds, details = _account(row, person) if text.fold(email) not in already else ([], [])
    posts, said, kind = _post(row, email, unit, position, told)
    if person is None and deeds:
        kind = terms.ADDED
    elif kind == terms.UNCHANGED and deeds:
        kind = terms.CHANGED
    changes = Change(terms.PEOPLE_SHEET, row.row, kind, row["full_name"], (*details, *said), (*deeds, *posts))
    told.changes.append(changes)


def _account(row: Row, person: Person | None) -> tuple[list[dict[str, Any]], list[str]]:
    """A new account, or what is written differently about a known one."""
    facts = {key: row[key] for key in ("full_name", "title", "staff_code") if row[key]}
    if person is None:
        return [{"do": "add_person", "email": row["email"].lower(), "facts": facts}], [row["email"].lower()]
    changed = {key: value for key, value in facts.items() if getattr(person, key) != value}
    details = [
        f"{heading(terms.PEOPLE_SHEET, key).lower()}: {getattr(person, key) or '(trống)'} → {value}"
        for key, value in changed.items()
    ]
    return ([{"do": "change_person", "email": person.email, "facts": changed}] if changed else []), details


def _post(
    row: Row, email: str, unit: Unit, position: Position, told: Comparison
) -> tuple[list[dict[str, Any]], list[str], str]:
    """The post of the row: new, ended, or as it is."""
    said = f"{position.name}, {unit.name}"
    held = [
        post
        for post in told.snapshot.posts.get(email, ())
        if post.position_id == position.pk and post.unit_id == unit.pk
    ]
    running = next((post for post in held if post.valid_to is None or post.valid_to >= told.snapshot.on), None)
    if running is not None:
        if row["valid_to"] and row.day("valid_to") != running.valid_to:
            deed = {
                "do": "end_post",
                "email": email,
                "position": position.code,
                "unit": unit.code,
                "on": row["valid_to"],
            }
            return [deed], [f"thôi {said} từ sau {row.day('valid_to'):%d/%m/%Y}"], terms.ENDED
        return [], [], terms.UNCHANGED
    if any(post.valid_from == row.day("valid_from") for post in held):
        return [], [], terms.UNCHANGED
    if not row["valid_from"]:
        told.fault(terms.PEOPLE_SHEET, row, "valid_from", "Lần bổ nhiệm mới cần ngày bắt đầu, ví dụ 01/09/2026.")
        return [], [], terms.UNCHANGED
    deed = {
        "do": "appoint", "email": email, "position": position.code, "unit": unit.code,
        "valid_from": row["valid_from"], "valid_to": row["valid_to"], "decision_number": row["decision_number"],
    }  # fmt: skip
    return [deed], [f"{said}, từ {row.day('valid_from'):%d/%m/%Y}"], terms.CHANGED


def _position(row: Row, told: Comparison) -> Position | None:
    wanted = text.fold(row["position"])
    if not wanted:
        return None
    for position in told.snapshot.positions:
        if wanted in {text.fold(position.name), text.fold(position.code)}:
            return position
    known = ", ".join(position.name for position in told.snapshot.positions[:12])
    hint = f"Chọn một trong: {known}; hoặc thêm ở trang Chức vụ trước." if known else "Hãy thêm ở trang Chức vụ trước."
    told.fault(terms.PEOPLE_SHEET, row, "position", f"Chưa có chức vụ “{row['position']}”. {hint}")
    return None


def _is_address(email: str) -> bool:
    name, at, host = email.partition("@")
    return bool(name and at and "." in host.strip(".") and " " not in email and host.count("@") == 0)
