"""The sentences of the seeds: what people read in seed 003, and that plain prose of the others holds no targets."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from khue.foundation.reading.scoring import agrees
from khue.foundation.reading.targets import read_targets

GOLDEN = "fixtures/golden/khoa-co-khi-2021-2022.json"
SEED = "seeds/003_QD-554_MTCL-va-KHTH-Khoa-Co-khi.txt"


def statements(shared: Path) -> dict[str, str]:
    """The ten objectives of seed 003, by number."""
    head = (shared / SEED).read_text(encoding="utf-8").split("KẾ HOẠCH THỰC HIỆN")[0]
    return dict(re.findall(r"^(\d+)\. (.+)$", head, re.MULTILINE))


@pytest.mark.parametrize("number", [str(n) for n in range(1, 11)])
def test_seed_003_is_read_as_people_read_it(shared: Path, number: str) -> None:
    objectives = json.loads((shared / GOLDEN).read_text(encoding="utf-8"))["objectives"]
    expected = next(o["targets"] for o in objectives if o["number"] == number)
    read = read_targets(statements(shared)[number])
    labels = [f"{t['subject']} | {t['comparator']} | {t['value']} | {t['unit']}" for t in expected]
    assert len(read) == len(labels)
    assert all(agrees(label, target) for label, target in zip(labels, read, strict=True))


def test_spans_of_seed_003_hold_the_numbers(shared: Path) -> None:
    for statement in statements(shared).values():
        for target in read_targets(statement):
            words = statement[slice(*target.span)]
            assert str(target.to_json()["value"]) in words


@pytest.mark.parametrize(
    "name", ["001_TB-4275_xay-dung-MTCL-cap-don-vi.txt", "004_CV-1581_quan-ly-chat-luong-TPHCM.txt"]
)
def test_letters_and_notices_hold_no_targets(shared: Path, name: str) -> None:
    assert read_targets((shared / "seeds" / name).read_text(encoding="utf-8")) == []
