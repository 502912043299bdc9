"""Numbers run from 01 on 1 January without gaps or collisions; what was given elsewhere has its place among them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from khue.engine.papers import queries, terms
from khue.engine.papers.models import NumberSeries, Paper
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.audit_trail.wording import sentence
from khue.foundation.kernel import errors
from tests.cast import LOCAL, Cast
from tests.engine.papers.conftest import Give, about


def test_numbers_follow_each_other_with_the_symbol_of_the_school(give: Give, cast: Cast) -> None:
    assert [give().code for _ in range(3)] == ["01/QĐ-CĐKTKV", "02/QĐ-CĐKTKV", "03/QĐ-CĐKTKV"]
    assert give(kind=terms.NOTICE).code == "01/TB-CĐKTKV"
    assert give(kind=terms.LETTER).code == "01/CĐKTKV"
    assert give(institution=cast.other_school, about=about(cast)).code == "01/QĐ-TCBX"


def test_a_new_year_begins_with_one(give: Give, cast: Cast) -> None:
    give(issued_on=date(2026, 9, 7))
    later = datetime(2027, 1, 2, 9, 0, tzinfo=LOCAL)
    assert give(issued_on=date(2027, 1, 1), at=later).code == "01/QĐ-CĐKTKV"
    assert give(issued_on=date(2026, 12, 31), at=later).code == "02/QĐ-CĐKTKV"
    assert [(one.year, one.last) for one in NumberSeries.objects.order_by("year")] == [(2026, 2), (2027, 1)]


def test_a_number_given_leaves_its_trail(give: Give) -> None:
    made = give()
    event = AuditEvent.objects.get(verb="papers.paper.numbered")
    assert (event.object_label, sentence(event)) == (
        made.code, "Cấp số 01/QĐ-CĐKTKV ngày 07/09/2026: Ban hành mục tiêu chất lượng"
    )  # fmt: skip


def test_what_is_rolled_back_leaves_no_gap(give: Give) -> None:
    give()
    with transaction.atomic():
        assert give().code == "02/QĐ-CĐKTKV"
        transaction.set_rollback(True)
    assert give().code == "02/QĐ-CĐKTKV"
    assert queries.years_and_gaps(Paper.objects.all(), 2026, terms.DECISION) == ([2026], [])


def test_nothing_is_given_when_the_journal_breaks(give: Give, broken_journal: type[Exception]) -> None:
    with pytest.raises(broken_journal):
        give()
    assert (Paper.objects.count(), NumberSeries.objects.count()) == (0, 0)


@pytest.mark.parametrize(("day", "said"), [(None, "Ghi ngày"), (date(2026, 9, 8), "chưa tới")])
def test_a_paper_has_a_day_that_has_come(give: Give, day: date | None, said: str) -> None:
    with pytest.raises(errors.Invalid, match=said) as refused:
        give(issued_on=day)
    assert list(refused.value.fields) == ["issued_on"]


def test_the_next_number_cannot_carry_an_earlier_day(give: Give, enter: Give) -> None:
    give()
    with pytest.raises(errors.Invalid, match=r"01/QĐ-CĐKTKV ngày 07/09/2026.*01a/QĐ-CĐKTKV"):
        give(issued_on=date(2026, 9, 4))
    assert enter("01a/QĐ-CĐKTKV", issued_on=date(2026, 9, 4)).suffix == "a"
    assert give().code == "02/QĐ-CĐKTKV"


def test_a_higher_number_given_elsewhere_moves_the_series(give: Give, enter: Give, cast: Cast) -> None:
    give()
    entered = enter("317/QĐ-CĐKTKV")
    assert (entered.source, give().code) == (terms.ENTERED, "318/QĐ-CĐKTKV")
    years, gaps = queries.years_and_gaps(Paper.objects.all(), 2026, terms.DECISION)
    assert (years, [str(one) for one in gaps]) == ([2026], ["02–316"])
    assert enter("316/QĐ-CĐKTKV").number == 316
    assert give().code == "319/QĐ-CĐKTKV"


@pytest.mark.parametrize("written", ["317/QĐ-CĐKTKV", "317/QĐ-PKTĐBCL", " 317 / QĐ-CĐKTKV"])
def test_a_number_is_taken_once_a_year(enter: Give, written: str) -> None:
    enter("317/QĐ-CĐKTKV")
    with pytest.raises(errors.Invalid, match="Số 317/QĐ-CĐKTKV đã dùng cho quyết định ngày 07/09/2026") as refused:
        enter(written)
    assert list(refused.value.fields) == ["number"]
    assert enter(written, issued_on=date(2025, 9, 7)).year == 2025


@pytest.mark.parametrize("written", ["317", "/QĐ-CĐKTKV", "00/QĐ-CĐKTKV", "5/TB-CĐKTKV", "số năm"])
def test_what_is_no_number_of_the_kind_is_refused(enter: Give, written: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        enter(written)
    assert (list(refused.value.fields), Paper.objects.count()) == (["number"], 0)


def test_only_who_keeps_the_register_writes_into_it(enter: Give, cast: Cast) -> None:
    for person in (cast.head, cast.teacher, cast.stranger, cast.admin):
        with pytest.raises(errors.NotAllowed, match="văn thư"):
            enter("1/QĐ-CĐKTKV", by=person)
    with pytest.raises(errors.Invalid, match="trích yếu"):
        enter("1/QĐ-CĐKTKV", about=about(cast, "  "))
    assert enter("", by=cast.quality_head).source == terms.GIVEN


def test_the_database_refuses_a_second_paper_with_the_number(give: Give) -> None:
    made = give()
    made.pk, made.public_id = None, "khac"
    with pytest.raises(IntegrityError):
        made.save(force_insert=True)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], []), ([1, 2, 3], []), ([2], ["01"]), ([1, 4, 5, 9], ["02–03", "06–08"])],
)
def test_gaps_are_told_in_ranges(numbers: list[int], expected: list[str]) -> None:
    assert [str(one) for one in queries.gaps_between(numbers)] == expected
