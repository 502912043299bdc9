"""Who has the next step is told, once, after the deed is saved."""

from __future__ import annotations

import pytest

from khue.engine.procedures import adapter
from khue.foundation.kernel import errors
from khue.people.notifications.models import Notice


def told(cast) -> list[tuple[str, str]]:
    return [(notice.person.full_name, notice.text) for notice in Notice.objects.order_by("pk").select_related("person")]


@pytest.fixture
def submitted(begin, cast):
    play = begin()
    for outcome in ("open", "close", "submit"):
        play(outcome, cast.head)
    return play


def test_deciders_of_the_next_step_are_told_with_the_deadline(
    cast, submitted, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submitted("pass", cast.quality_head)
    text = "Việc mới: 4b. Phê duyệt, MTCL Khoa Cơ khí. Hạn 14/09/2026."
    assert sorted(told(cast)) == sorted([(cast.rector.full_name, text), (cast.vice_rector.full_name, text)])


def test_return_is_told_with_its_reason(cast, submitted, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submitted("return", cast.quality_head, "Mục tiêu 7 chưa có con số.")
    assert told(cast) == [
        (
            cast.head.full_name,
            "Bị trả lại: 3. Hoàn chỉnh MTCL và KHTHMTCL, MTCL Khoa Cơ khí. Lý do: Mục tiêu 7 chưa có con số.",
        )
    ]


def test_nobody_is_told_of_their_own_deed_or_of_a_closed_task(cast, begin, django_capture_on_commit_callbacks) -> None:
    play = begin()
    task = play.task
    with django_capture_on_commit_callbacks(execute=True):
        play("open", cast.head)
    assert adapter.tell_holders.call([task.pk], cast.at.isoformat(), None) == 0
    assert told(cast) == []


def test_refused_deed_tells_nobody(cast, submitted, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(errors.NotAllowed):
        submitted("pass", cast.teacher)
    assert told(cast) == []
