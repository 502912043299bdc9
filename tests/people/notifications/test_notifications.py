"""Telling people: once, in the inbox and by mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.urls import reverse
from django_tasks.backends.immediate import ImmediateBackend

from khue.people.accounts.models import Person
from khue.people.notifications import actions, jobs, rules
from khue.people.notifications.models import Notice


def tell(cast, key: str = "set-1:submitted", person: Person | None = None, **more) -> Notice:
    facts = {"kind": "task", "text": "Khoa Cơ khí đã trình mục tiêu.", "url": "/muc-tieu/abc/", "at": cast.at, **more}
    return actions.notify(institution=cast.school, person=person or cast.rector, key=key, **facts)


def unread(person: Person) -> int:
    return Person.objects.get(pk=person.pk).unread_count


def test_a_thing_is_told_once(cast, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(cast) == tell(cast)
    assert (Notice.objects.count(), unread(cast.rector), len(mailoutbox)) == (1, 1, 1)


def test_the_letter_says_what_and_where(cast, mailoutbox, settings, django_capture_on_commit_callbacks):
    settings.CSRF_TRUSTED_ORIGINS = ["https://khue.example"]
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(cast)
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == (["rector@khuevan.example"], "Khoa Cơ khí đã trình mục tiêu.")
    assert "https://khue.example/muc-tieu/abc/" in letter.body
    assert Notice.objects.get(pk=notice.pk).mailed_at is not None


def test_nothing_is_told_when_the_deed_is_undone(cast, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        tell(cast)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), unread(cast.rector), mailoutbox) == (0, 0, [])


def test_a_queue_that_fails_undoes_no_deed_and_loses_no_letter(
    cast, mailoutbox, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def full(*_told, **_named):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(ImmediateBackend, "enqueue", full)
        tell(cast)
        tell(cast, person=cast.head)
    assert (Notice.objects.count(), mailoutbox) == (2, [])
    assert [one.levelname for one in caplog.records if "on_commit" in one.getMessage()] == ["ERROR", "ERROR"]
    jobs.send_waiting(cast.at + rules.PATIENCE)
    assert len(mailoutbox) == 2


def test_nobody_writes_to_a_closed_account_or_when_told_not_to(cast, mailoutbox, django_capture_on_commit_callbacks):
    cast.rector.is_active = False
    cast.rector.save()
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast)
        tell(cast, person=cast.head, by_mail=False)
    assert mailoutbox == []


@pytest.mark.parametrize("url", ["https://ke-gian.example/", "//ke-gian.example", "javascript:alert(1)", "/\\ke-gian"])
def test_a_notice_leads_to_our_own_pages_only(cast, url):
    assert tell(cast, url=url).url == ""


def test_the_number_in_the_bell_follows_reading(cast):
    first, _second = tell(cast), tell(cast, "other")
    person = Person.objects.get(pk=cast.rector.pk)
    assert actions.mark_read(person=person, notice=first, at=cast.at) == 1
    assert actions.mark_read(person=person, notice=first, at=cast.at) == 0
    assert (unread(person), person.unread_count) == (1, 1)
    assert actions.mark_read(person=person, at=cast.at) == 1
    assert unread(person) == 0


def test_one_does_not_read_for_another(cast):
    notice = tell(cast)
    assert actions.mark_read(person=cast.head, notice=notice, at=cast.at) == 0
    assert unread(cast.rector) == 1


def test_the_same_notice_cannot_exist_twice(cast):
    notice = tell(cast)
    notice.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save(force_insert=True)


def test_letters_left_behind_go_out_later(cast, mailoutbox):
    tell(cast)
    assert jobs.send_waiting(cast.at + timedelta(minutes=5)) == 0
    assert jobs.send_waiting(cast.at + timedelta(minutes=11)) == 1
    assert jobs.send_waiting(cast.at + timedelta(minutes=12)) == 0
    assert len(mailoutbox) == 1


def test_many_are_told_in_a_bounded_number_of_statements(cast, django_assert_max_num_queries):
    people = [cast.rector, cast.head, cast.teacher]
    messages = [actions.Message(person, f"k{n}", "Tin", "/") for person in people for n in range(40)]
    with django_assert_max_num_queries(10):  # savepoints, and inserts in batches, included
        made = actions.notify_all(institution=cast.school, kind="task", messages=messages, at=cast.at)
    assert (len(made), unread(cast.head)) == (120, 40)
    assert actions.notify_all(institution=cast.school, kind="task", messages=messages, at=cast.at) == []


def test_the_inbox_shows_ones_own_newest_first_and_opening_reads(cast, client_of):
    notice = tell(cast)
    tell(cast, "b", text="Tin mới hơn", at=cast.at + timedelta(hours=1))
    tell(cast, person=cast.head, text="Tin của người khác")
    client = client_of(cast.rector)
    page = client.get(reverse("notifications:inbox")).content.decode()
    assert page.index("Tin mới hơn") < page.index("Khoa Cơ khí đã trình")
    assert "Tin của người khác" not in page
    response = client.post(reverse("notifications:open", args=[notice.pk]))
    assert (response.status_code, response.headers["Location"]) == (303, "/muc-tieu/abc/")
    rest = client.get(reverse("notifications:inbox"), {"loc": "moi"}).content.decode()
    assert "Khoa Cơ khí đã trình" not in rest


def test_a_notice_of_another_is_not_there(cast, client_of):
    notice = tell(cast)
    assert client_of(cast.head).post(reverse("notifications:open", args=[notice.pk])).status_code == 404
    assert unread(cast.rector) == 1


def test_all_are_read_at_once(cast, client_of):
    tell(cast)
    tell(cast, "b")
    assert client_of(cast.rector).post(reverse("notifications:read-all")).status_code == 303
    assert unread(cast.rector) == 0


@pytest.mark.parametrize("count", [1, 10, 200])
def test_the_inbox_costs_the_same_for_any_length(cast, client_of, django_assert_num_queries, count):
    for n in range(count):
        tell(cast, f"k{n}", by_mail=False)
    client = client_of(cast.rector)
    with django_assert_num_queries(4):
        client.get(reverse("notifications:inbox"))


def test_a_reason_of_several_lines_makes_one_subject(cast, mailoutbox, django_capture_on_commit_callbacks):
    """A line break in a subject is refused by the mail library: the letter would never go, and be tried again for ever."""
    with django_capture_on_commit_callbacks(execute=True):
        actions.notify(
            institution=cast.school, person=cast.head, key="k", kind="decision", url="/", at=cast.at,
            text="Bị trả lại. Lý do: thiếu\r\nBcc: ai@xa.example",
        )  # fmt: skip
    assert [letter.subject for letter in mailoutbox] == ["Bị trả lại. Lý do: thiếu Bcc: ai@xa.example"]
