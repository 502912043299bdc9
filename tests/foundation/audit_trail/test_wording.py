"""Verbs become sentences."""

from __future__ import annotations

import pytest

from khue.foundation.audit_trail import wording
from khue.foundation.audit_trail.models import AuditEvent


@pytest.fixture
def registered(monkeypatch):
    monkeypatch.setattr(wording, "_sentences", {})
    monkeypatch.setattr(wording, "_areas", {})
    wording.register(
        {
            "sets.issued": "Ban hành {thing} theo quyết định {number} ngày {on}",
            "sets.counted": lambda event: f"Đếm được {event.data['count']}",
            "sets.told": "Nói về {missing} của {actor}",
        },
        area="sets",
        label="Bộ mục tiêu",
    )


def event(verb: str, **data) -> AuditEvent:
    return AuditEvent(verb=verb, data=data, object_label="MTCL Khoa Cơ khí", actor_name="Đặng Thu Hà")


def test_a_sentence_is_filled_from_the_data_with_vietnamese_dates(registered):
    told = wording.sentence(event("sets.issued", number="318/QĐ-CĐKTKV", on="2026-09-07"))
    assert told == "Ban hành MTCL Khoa Cơ khí theo quyết định 318/QĐ-CĐKTKV ngày 07/09/2026"


def test_a_sentence_may_be_a_function(registered):
    assert wording.sentence(event("sets.counted", count=3)) == "Đếm được 3"


@pytest.mark.parametrize(
    ("number", "told"), [("12/QĐ", "Đổi tên, theo quyết định 12/QĐ"), ("", "Đổi tên"), (None, "Đổi tên")]
)
def test_brackets_go_when_a_fact_in_them_is_missing(registered, number, told):
    wording.register({"units.renamed": "Đổi tên[, theo quyết định {number}]"})
    assert wording.sentence(event("units.renamed", number=number)) == told


def test_a_missing_fact_leaves_no_hole(registered):
    assert wording.sentence(event("sets.told")) == "Nói về của Đặng Thu Hà"


def test_a_verb_without_a_sentence_is_shown_as_it_is(registered):
    assert wording.sentence(event("sets.lost")) == "sets.lost: MTCL Khoa Cơ khí"


def test_braces_in_data_are_only_text(registered):
    told = wording.sentence(event("sets.issued", number="{0.__class__}", on=None))
    assert told == "Ban hành MTCL Khoa Cơ khí theo quyết định {0.__class__} ngày"


def test_areas_stand_in_vietnamese_order(registered):
    wording.register({}, area="tasks", label="Ấn phẩm")
    wording.register({}, area="files", label="Đơn thư")
    assert wording.areas() == [("tasks", "Ấn phẩm"), ("sets", "Bộ mục tiêu"), ("files", "Đơn thư")]


def test_changes_are_told_from_before_to_after():
    changed = event("x", before={"code": "CK", "aliases": []}, after={"code": "CKCT", "aliases": ["a", "b"]})
    assert wording.changes(changed, {"code": "mã"}) == "mã: CK → CKCT; aliases: (trống) → a, b"


def test_every_verb_of_the_people_has_a_sentence():
    from khue.people.access.wording import SENTENCES as access
    from khue.people.accounts.wording import SENTENCES as accounts
    from khue.people.organisation.wording import SENTENCES as organisation

    assert {*access, *accounts, *organisation} <= wording.known()
