"""Forms and retention come from packs; an issue that is installed never changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from khue.engine.records import actions, documents, importing, queries
from khue.engine.records.models import FormDefinition, RetentionRule
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests.cast import PACKS, Cast

TEXT = (PACKS / "forms" / "qt-dbcl-04.yaml").read_text(encoding="utf-8")
CODES = [f"BM.ĐBCL-04.0{number}" for number in range(1, 7)]


def _install(cast: Cast, text: str = TEXT) -> list[FormDefinition]:
    return actions.install_forms(institution=cast.school, text=text, by=None, at=cast.at)


@pytest.mark.parametrize("path", sorted((PACKS / "forms").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_pack_of_forms_is_valid(path: Path) -> None:
    assert importing.read_forms(path.read_text(encoding="utf-8")).forms


def test_the_six_forms_are_installed_with_five_years(cast: Cast) -> None:
    assert [form.code for form in _install(cast)] == CODES
    rules = [queries.retention(cast.school, code) for code in CODES]
    assert {rule.keep_years for rule in rules if rule} == {5}
    assert all(rule is not None and rule.places == ["Phòng KT-ĐBCL", "Các đơn vị"] for rule in rules)


def test_installing_twice_changes_nothing(cast: Cast) -> None:
    first = _install(cast)
    events = AuditEvent.objects.count()
    assert _install(cast) == first
    assert (FormDefinition.objects.count(), RetentionRule.objects.count()) == (6, 6)
    assert AuditEvent.objects.count() == events


def test_an_installed_issue_is_not_changed(cast: Cast) -> None:
    _install(cast)
    with pytest.raises(errors.Conflict, match="tăng lần ban hành"):
        _install(cast, TEXT.replace("Hồ sơ minh chứng", "Minh chứng"))


def test_the_issue_in_force_on_a_day(cast: Cast) -> None:
    _install(cast)
    newer = TEXT.replace('"03"', '"04"', 1).replace("2018-09-01", "2026-09-01", 1)
    _install(cast, newer)
    assert queries.form(cast.school, CODES[0], date(2025, 9, 1)).issue_number == "03"
    assert queries.form(cast.school, CODES[0], date(2026, 9, 1)).issue_number == "04"
    assert queries.form(cast.school, CODES[0], date(2000, 1, 1)).issue_number == "03"
    with pytest.raises(errors.NotFound):
        queries.form(cast.other_school, CODES[0], date(2026, 9, 1))


def test_a_change_of_retention_leaves_a_trail(cast: Cast) -> None:
    _install(cast)
    _install(cast, TEXT.replace("years: 5", "years: 10"))
    rule = queries.retention(cast.school, CODES[0])
    assert rule is not None
    assert rule.keep_years == 10
    event = AuditEvent.objects.filter(verb="records.retention.set").order_by("-pk")[0]
    assert event.data["before"] == {"keep_years": 5}


def test_records_are_kept_from_the_end_of_the_year_in_which_they_closed(cast: Cast) -> None:
    _install(cast)
    rule = queries.retention(cast.school, CODES[0])
    assert rule is not None
    assert queries.keep_until(rule, date(2027, 6, 15)) == date(2032, 12, 31)
    rule.keep_years = None
    assert queries.keep_until(rule, date(2027, 6, 15)) is None


def test_columns_of_a_form_become_columns_of_a_table() -> None:
    pack = importing.read_forms((PACKS / "forms" / "phu-luc-khth.yaml").read_text(encoding="utf-8"))
    columns = documents.columns(pack.forms[0].definition["columns"])
    assert [column.title for column in columns if column.group] == ["Bắt đầu", "Kết thúc"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pack: pack.update(kind="roles"), "không phải gói biểu mẫu"),
        (lambda pack: pack["forms"][0].pop("code"), "biểu mẫu thứ 1: thiếu mã"),
        (lambda pack: pack["forms"][0].pop("columns"), "BM.ĐBCL-04.01: thiếu cột"),
        (lambda pack: pack["forms"][0]["columns"].append({"key": "number"}), "cột thiếu khóa hoặc tên"),
        (lambda pack: pack["forms"][1].update(orientation="ngang"), "BM.ĐBCL-04.02: khổ giấy"),
        (lambda pack: pack["forms"][1].update(code="BM.ĐBCL-04.01"), "trùng mã"),
        (lambda pack: pack["forms"][0]["retention"].update(years="năm"), "số năm lưu"),
        (lambda pack: pack.update(effective_on="tháng 9"), "ngày hiệu lực"),
    ],
)
def test_a_faulty_pack_says_where_and_what(change, said: str) -> None:
    pack = yaml.safe_load(TEXT)
    pack["forms"] = [dict(one, columns=list(one["columns"]), retention=dict(one["retention"])) for one in pack["forms"]]
    change(pack)
    with pytest.raises(errors.Invalid, match=said):
        importing.read_forms(yaml.safe_dump(pack, allow_unicode=True))


def test_a_pack_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(errors.Invalid):
        importing.read_forms("forms: [")
