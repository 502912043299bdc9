"""Who sees which evidence: by the unit that keeps it, by its class, never across institutions except upward."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khue.engine.records import actions, queries, rules, terms
from khue.engine.records.models import Evidence
from khue.foundation.kernel import errors
from tests.cast import PARTS, Cast
from tests.engine.records.conftest import PDF, file

Add = Callable[..., Evidence]


def _seers(cast: Cast, made: Evidence) -> set[str]:
    return {part for part in PARTS if queries.visible_to(getattr(cast, part)).filter(pk=made.pk).exists()}


OVER_FACULTY = {"rector", "vice_rector", "quality_head", "quality_officer", "head", "deputy", "teacher"}


@pytest.mark.parametrize(
    ("secrecy", "expected"),
    [
        (terms.INTERNAL, OVER_FACULTY | {"authority_officer"}),
        (terms.RESTRICTED, {"rector", "vice_rector", "quality_head", "head"}),
        (terms.PUBLIC, OVER_FACULTY | {"auditor", "authority_officer", "other_head"}),
    ],
)
def test_each_class_is_seen_by_those_it_is_for(add: Add, cast: Cast, secrecy: str, expected: set[str]) -> None:
    made = add(confidentiality=secrecy)
    assert _seers(cast, made) == expected


@pytest.mark.parametrize("secrecy", [terms.PUBLIC, terms.INTERNAL, terms.RESTRICTED])
def test_the_rule_and_the_query_agree_about_everybody(add: Add, cast: Cast, secrecy: str) -> None:
    made = add(confidentiality=secrecy, by=cast.teacher)
    assert {part for part in PARTS if rules.can_see(getattr(cast, part), made)} == _seers(cast, made)


def test_who_added_a_restricted_piece_still_sees_it(add: Add, cast: Cast) -> None:
    made = add(confidentiality=terms.RESTRICTED, by=cast.teacher)
    assert queries.evidence_for(cast.teacher, made.public_id) == made


def test_a_stranger_learns_nothing(add: Add, cast: Cast) -> None:
    made = add()
    for person in (cast.stranger, cast.other_head):
        with pytest.raises(errors.NotFound):
            queries.evidence_for(person, made.public_id)


def test_search_finds_without_marks(add: Add, cast: Cast) -> None:
    made = add(title="Biên bản ghi nhớ hợp tác đào tạo", code="H2.04.01", file=file(name="hop tac.pdf"))
    for words in ("bien ban", "ĐÀO TẠO", "dao tao hop tac", "h2.04"):
        assert list(queries.search(queries.visible_to(cast.head), words)) == [made]
    assert list(queries.search(queries.visible_to(cast.head), "bien ban thanh ly")) == []


def test_uses_are_named_by_the_app_that_owns_them(add: Add, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_subjects", {})
    queries.register_subjects("x.y", "Kết quả đo", lambda person, ids: {1: queries.Subject("Mục tiêu 3", "/a/")})
    made = add()
    for number in (1, 2):
        actions.attach(evidence=made, subject_type="x.y", subject_id=number, by=cast.head, at=cast.at)
    actions.attach(evidence=made, subject_type="z.z", subject_id=1, by=cast.head, at=cast.at)
    lines = queries.uses_of(cast.head, made)
    assert [(line.kind, line.subject and line.subject.label) for line in lines] == [
        ("Kết quả đo", "Mục tiêu 3"),
        ("Kết quả đo", None),
        ("Hồ sơ khác", None),
    ]


def test_the_evidence_of_many_things_comes_in_one_statement(add: Add, cast: Cast) -> None:
    for number in range(3):
        made = add(file=file(PDF + bytes([number])))
        actions.attach(evidence=made, subject_type="x.y", subject_id=number, by=cast.head, at=cast.at)
    cast.head.has_perm("records.view_evidence")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = queries.of_subjects(cast.head, "x.y", [0, 1, 2, 3])
    assert (len(asked), sorted(found)) == (1, [0, 1, 2])
