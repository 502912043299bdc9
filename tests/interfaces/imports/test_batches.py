"""Files of many units at once: each read by itself, put into the right pile, confirmed by itself; every deed with its trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.interfaces.imports import adapter, jobs, terms
from khue.interfaces.imports.actions import batches as actions
from khue.interfaces.imports.actions import confirming, plans
from khue.interfaces.imports.models import ImportBatch, StagedPlan
from khue.interfaces.imports.queries import batches as queries
from khue.people.notifications.models import Notice
from khue.quality.objectives.models import ObjectiveSet
from tests.cast import Cast
from tests.interfaces.imports import forty
from tests.quality.objectives import stage

GOOD = ("Khoa-Co-khi.html", "Khoa Cơ khí")


def send(cast: Cast, *files: tuple[str, bytes], read: bool = True, by: Any = None) -> ImportBatch:
    who = by or cast.quality_officer
    sending = actions.send(institution=cast.school, period=cast.period, files=files, by=who, at=cast.at)
    if read:
        read_all(sending.batch)
    return sending.batch


def read_all(batch: ImportBatch) -> list[str]:
    return [adapter.read_file.call(key) for key in batch.files.filter(state=terms.WAITING).values_list("pk", flat=True)]


def confirm_clean(cast: Cast, batch: ImportBatch, by: Any = None) -> int:
    """The clean pile is asked for and written by the worker; how many files it took."""
    confirming.ask(batch=batch, by=by or cast.quality_head, at=cast.at)
    return confirming.enter_all(batch.pk, lambda: cast.at)


def piles(cast: Cast, batch: ImportBatch) -> dict[str, str]:
    return {card.file.file_name: card.pile for card in queries.board(batch, cast.at).board.cards}


def asks(cast: Cast, batch: ImportBatch, name: str) -> str:
    cards = queries.board(batch, cast.at).board.cards
    return "; ".join(next(card for card in cards if card.file.file_name == name).asks)


def one(batch: ImportBatch, name: str) -> StagedPlan:
    return StagedPlan.objects.get(batch=batch, file_name=name)


def verbs(batch: ImportBatch) -> list[str]:
    rows = AuditEvent.objects.filter(about_type="imports.importbatch", about_id=batch.pk).order_by("seq")
    return [verb.rpartition(".")[2] for verb in rows.values_list("verb", flat=True)]


@pytest.fixture
def mixed(school: Cast) -> ImportBatch:
    return send(
        school,
        ("a.html", forty.plan("Khoa Cơ khí")),
        ("b.html", forty.plan("Khoa Điện", more=(forty.NUMBERLESS,))),
        ("c.html", forty.plan("")),
        ("anh.pdf", forty.PNG),
    )


def test_each_file_comes_into_its_pile(school: Cast, mixed: ImportBatch) -> None:
    assert piles(school, mixed) == {"a.html": "clean", "b.html": "eyes", "c.html": "eyes", "anh.pdf": "bad"}
    assert asks(school, mixed, "b.html") == "Mục tiêu 3: câu không có con số"
    assert asks(school, mixed, "c.html") == "Trong tệp không ghi tên đơn vị"


def test_a_refused_file_says_why_and_what_to_do(mixed: ImportBatch) -> None:
    bad = one(mixed, "anh.pdf")
    assert bad.why == "Tệp là ảnh, không có chữ để đọc."
    assert bad.remedy == "gửi bản Word, Excel hoặc PDF có lớp chữ."


def test_nothing_reaches_the_objectives_before_somebody_confirms(mixed: ImportBatch) -> None:
    assert not ObjectiveSet.objects.exists()


def test_sending_and_reading_leave_their_trail(mixed: ImportBatch) -> None:
    assert verbs(mixed) == ["sent", "read", "read", "read", "refused"]


def test_the_sender_is_told_once_when_all_are_read(school: Cast, mixed: ImportBatch) -> None:
    told = Notice.objects.filter(person=school.quality_officer, text__startswith="Đã đọc xong 4 tệp")
    assert told.count() == 1


def test_a_file_that_two_workers_were_told_of_is_read_once(school: Cast) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), read=False)
    key = batch.files.get().pk
    assert [adapter.read_file.call(key), adapter.read_file.call(key)] == ["staged", ""]
    assert (verbs(batch), batch.files.get().attempts) == (["sent", "read"], 1)


def breaks(*_file: Any, **_more: Any) -> None:
    """A fault of the program itself."""
    raise RuntimeError


def test_a_reader_that_breaks_stops_no_other(school: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), ("b.html", forty.plan("Khoa Điện")), read=False)
    first, second = batch.files.order_by("pk").values_list("pk", flat=True)
    with monkeypatch.context() as patch:
        patch.setattr(adapter.reading, "read_plan", breaks)
        assert adapter.read_file.call(first) == "refused"
    assert adapter.read_file.call(second) == "staged"


def test_what_a_killed_worker_held_goes_back_to_the_queue(
    school: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), read=False)
    batch.files.update(state=terms.READING, claimed_at=school.at, attempts=1)
    assert jobs.read_left_over(school.at + timedelta(minutes=1)) == 0
    assert jobs.read_left_over(school.at + timedelta(minutes=5)) == 1
    assert batch.files.get().state == terms.STAGED


def test_a_file_that_kills_the_worker_again_and_again_is_refused(school: Cast) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), read=False)
    batch.files.update(state=terms.READING, claimed_at=school.at, attempts=jobs.MOST_ATTEMPTS)
    jobs.read_left_over(school.at + timedelta(minutes=5))
    assert (batch.files.get().state, batch.files.get().why) == (terms.REFUSED, jobs.STUCK)


def test_a_late_answer_overwrites_nothing(school: Cast) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")))
    staged = batch.files.get()
    staged.state, staged.why = terms.REFUSED, "muộn"
    assert adapter._keep(staged, school.at, school.at) == ""
    assert batch.files.get().state == terms.STAGED


def test_the_same_file_twice_is_kept_once_and_told(school: Cast) -> None:
    same = forty.plan("Khoa Cơ khí")
    sending = actions.send(
        institution=school.school, period=school.period, files=[("a.html", same), ("b.html", same), ("c.html", b"")],
        by=school.quality_head, at=school.at,
    )  # fmt: skip
    assert sending.left == [("b.html", "giống hệt tệp “a.html”"), ("c.html", "tệp rỗng")]
    assert sending.batch.files.count() == 1


def test_too_many_files_are_refused_with_the_limit(school: Cast) -> None:
    many = [(f"{n}.txt", b"x") for n in range(terms.BATCH_LIMITS.files + 1)]
    with pytest.raises(errors.Invalid, match="nhiều nhất 120 tệp"):
        send(school, *many)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("part", ["head", "teacher", "rector", "admin", "stranger", "auditor"])
def test_only_who_collects_the_plans_sends_many(school: Cast, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        send(school, ("a.html", forty.plan("Khoa Cơ khí")), by=getattr(school, part))
    assert not ImportBatch.objects.exists()


def test_a_person_says_whose_file_it_is(school: Cast, mixed: ImportBatch) -> None:
    file = one(mixed, "c.html")
    placed = actions.place(
        batch=mixed, file=file, unit=school.office, period=school.period, by=school.quality_head, at=school.at
    )
    assert (placed.unit, piles(school, mixed)["c.html"], verbs(mixed)[-1]) == (school.office, "clean", "placed")


def test_another_year_has_the_file_read_again_and_keeps_the_choice(school: Cast, mixed: ImportBatch) -> None:
    file = one(mixed, "c.html")
    actions.place(
        batch=mixed, file=file, unit=school.office, period=school.last_period, by=school.quality_head, at=school.at
    )
    assert read_all(mixed) == ["staged"]
    fresh = one(mixed, "c.html")
    assert (fresh.unit, fresh.period) == (school.office, school.last_period)


def test_two_files_for_one_unit_are_asked_and_one_is_chosen(school: Cast) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), ("b.html", forty.plan("Khoa Cơ khí", seed=1)))
    assert asks(school, batch, "a.html") == "Cùng đơn vị và năm học với “b.html”: chọn một tệp để dùng"
    actions.choose_one(batch=batch, file=one(batch, "b.html"), by=school.quality_head, at=school.at)
    assert piles(school, batch) == {"a.html": "left", "b.html": "clean"}


def test_a_unit_with_a_draft_is_asked_what_becomes_of_it(school: Cast) -> None:
    stage.draft(school)
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")))
    staged = one(batch, "a.html")
    assert asks(school, batch, "a.html") == "Đơn vị đã có bản dự thảo 1 mục tiêu: thay hay thêm vào"
    with pytest.raises(errors.Conflict, match="thay toàn bộ hay thêm vào"):
        plans.confirm(staged=staged, revision=staged.revision, by=school.quality_head, at=school.at)
    chosen = plans.choose_way(staged=staged, way="add", revision=staged.revision, by=school.quality_head, at=school.at)
    made = plans.confirm(staged=chosen, revision=chosen.revision, by=school.quality_head, at=school.at)
    assert list(made.objectives.order_by("order").values_list("number", flat=True)) == ["1", "2", "3"]


def test_a_unit_whose_set_is_handed_in_takes_no_file(school: Cast) -> None:
    stage.walk(school, stage.draft(school), "submit")
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")))
    assert asks(school, batch, "a.html").startswith("Bộ mục tiêu đã trình")


def test_a_file_that_was_confirmed_before_is_asked(school: Cast) -> None:
    same = forty.plan("Khoa Cơ khí")
    first = send(school, ("a.html", same))
    confirm_clean(school, first)
    again = send(school, ("a.html", same))
    assert "đã được xác nhận lúc 09:00 ngày 07/09/2026" in asks(school, again, "a.html")


def test_reading_is_stopped_and_goes_on(school: Cast) -> None:
    batch = send(school, ("a.html", forty.plan("Khoa Cơ khí")), read=False)
    actions.stop(batch=batch, by=school.quality_head, at=school.at)
    assert read_all(batch) == [""]
    actions.resume(batch=batch, by=school.quality_head, at=school.at)
    assert (read_all(batch), verbs(batch)) == (["staged"], ["sent", "stopped", "resumed", "read"])


def test_a_batch_of_which_nothing_waits_is_closed_and_more_files_open_it(school: Cast, mixed: ImportBatch) -> None:
    for name in ("b.html", "c.html"):
        actions.leave_out(batch=mixed, file=one(mixed, name), by=school.quality_head, at=school.at)
    confirm_clean(school, mixed)
    mixed.refresh_from_db()
    assert mixed.closed_at == school.at
    more = [("d.html", forty.plan("Ban Giám hiệu"))]
    actions.extend(batch=mixed, files=more, by=school.quality_head, at=school.at)
    mixed.refresh_from_db()
    assert mixed.closed_at is None


def test_a_refused_file_is_tried_once_more(school: Cast, mixed: ImportBatch) -> None:
    actions.read_again(batch=mixed, file=one(mixed, "anh.pdf"), by=school.quality_head, at=school.at)
    assert read_all(mixed) == ["refused"]


def test_a_broken_journal_keeps_no_file(school: Cast, break_journal: Any) -> None:
    with pytest.raises(break_journal()):
        send(school, ("a.html", forty.plan("Khoa Cơ khí")))
    assert not ImportBatch.objects.exists()
    assert not StagedPlan.objects.exists()


def test_the_board_costs_the_same_for_one_file_and_for_many(school: Cast, django_assert_num_queries: Any) -> None:
    for count in (1, 12):
        files = [(f"{n}.html", forty.plan("Khoa Cơ khí", seed=n)) for n in range(count)]
        batch = queries.batch_for(school.quality_head, send(school, *files).public_id)
        with django_assert_num_queries(3):  # files, what their units have, what was confirmed before
            assert queries.board(batch, school.at).total == count
