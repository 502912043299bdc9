"""The packs of rules: what they must hold, what an institution makes of them."""

from __future__ import annotations

import pytest
import yaml

from khue.foundation.kernel import errors
from khue.quality.objectives import checks
from khue.quality.objectives.checks import pack, registry

GOOD = {
    "code": "m.no_unit", "group": "smart", "letter": "M", "severity": "doubtful", "title": "Thiếu đơn vị tính",
    "text": "Chỉ tiêu {subject} không có đơn vị tính.", "advice": "Ghi đơn vị tính.", "passed": "Đủ đơn vị tính", "source": "mục 5.1",
}  # fmt: skip


def text(*rules: dict, form: str = pack.FORMAT) -> str:
    return yaml.safe_dump({"format": form, "rules": list(rules)}, allow_unicode=True)


def test_the_packs_of_khue_are_whole() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(pack.FOLDER.glob("*.yaml"))]
    assert pack.faults(texts, complete=True) == []


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    assert sorted(one.code for one in checks.standard()) == sorted(registry.codes())


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ({"code": "m.khong_co"}, "quy tắc “m.khong_co”: chưa có hàm kiểm tra nào mang mã này"),
        ({"severity": "gay"}, "quy tắc “m.no_unit”: “severity: gay” không có; chỉ dùng failed, doubtful, note"),
        ({"source": ""}, "quy tắc “m.no_unit”: thiếu “source”"),
        ({"letter": ""}, "quy tắc “m.no_unit”: quy tắc SMART phải ghi “letter”"),
        ({"text": "Của {ai}"}, "quy tắc “m.no_unit”: “text” dùng {ai} mà hàm kiểm tra không cho biết"),
        ({"limits": {"points": 3}}, "quy tắc “m.no_unit”: “limits” phải có đúng: (không có gì)"),
        ({"mau": "đỏ"}, "quy tắc “m.no_unit”: không có ô “mau”"),
    ],
)
def test_a_faulty_rule_is_named(spoilt: dict, fault: str) -> None:
    assert pack.faults([text({**GOOD, **spoilt})]) == [fault]


def test_a_limit_must_be_a_number() -> None:
    leap = {**GOOD, "code": "a.leap", "text": "x", "limits": {"points": "nhiều", "times": 2, "least": 3}}
    assert pack.faults([text(leap)]) == ["quy tắc “a.leap”: ngưỡng “points” phải là một số"]


def test_a_rule_that_stands_twice_is_a_fault() -> None:
    assert pack.faults([text(GOOD, GOOD)]) == ["quy tắc “m.no_unit” có hai lần"]


def test_a_function_without_a_rule_is_a_fault_of_the_whole() -> None:
    assert f"hàm kiểm tra “{registry.codes()[0]}” không có quy tắc nào trong gói" in pack.faults(
        [text(GOOD)], complete=True
    )


@pytest.mark.parametrize("broken", ["a: [", "- 1", text(GOOD, form="khac/1")])
def test_what_is_no_pack_is_refused(broken: str) -> None:
    with pytest.raises(errors.Invalid):
        pack.read(broken)


def test_an_institution_switches_a_rule_off_or_changes_its_severity() -> None:
    found = checks.in_force(
        [checks.Setting("m.no_unit", is_on=False), checks.Setting("r.money", severity=checks.FAILED)]
    )
    by_code = {one.code: one.severity for one in found}
    assert ("m.no_unit" in by_code, by_code["r.money"], len(found)) == (False, "failed", len(checks.standard()) - 1)
