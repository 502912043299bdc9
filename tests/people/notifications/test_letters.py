"""When letters go: at once, as a digest, or not; once only, again after a failure; and who sees what failed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.foundation.kernel.calendars import Calendar
from khue.people.notifications import actions, adapter, importing, jobs, rules
from khue.people.notifications.models import Notice, Preference
from khue.people.organisation import actions as organisation
from tests.cast import LOCAL

PLAN = rules.Plan(before=(3, 1), late_every=5, escalate_after=3)


def moment(day: int, hour: int = 9, minute: int = 0, month: int = 9) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL)


def tell(cast: Any, key: str, at: datetime, kind: str = "reminder", person: Any = None) -> Notice:
    return actions.notify(
        institution=cast.school, person=person or cast.head, key=key, kind=kind, text=f"Tin {key}", url="/", at=at
    )


def choose(cast: Any, **more: Any) -> Preference:
    wishes = {"reminders": "digest", "others": "now", "digest_hour": 7, **more}
    return actions.choose_letters(person=cast.head, by=cast.head, at=cast.at, **wishes)


# ---- when a deadline is worth a reminder ----


@pytest.mark.parametrize(
    ("left", "stage"),
    [(4, ""), (3, "con-3"), (2, "con-3"), (1, "con-1"), (0, "con-0"), (-1, "tre-1"), (-5, "tre-1"), (-6, "tre-6"),
     (-11, "tre-11"), (-13, "tre-11")],
)  # fmt: skip
def test_a_stage_goes_on_until_the_next(left: int, stage: str) -> None:
    assert rules.stage(PLAN, left) == stage


@pytest.mark.parametrize(("opened", "stage"), [(9, "con-3"), (4, "con-3"), (3, ""), (2, "")])
def test_who_has_just_been_told_needs_no_reminder(opened: int, stage: str) -> None:
    assert rules.stage(PLAN, 2, opened) == stage
    assert rules.stage(PLAN, 0, opened) == "con-0"


def test_superiors_are_told_after_some_days() -> None:
    assert [rules.is_escalated(PLAN, left) for left in (0, -2, -3, -9)] == [False, False, True, True]


def test_the_pack_is_the_plan_and_a_broken_one_is_named() -> None:
    assert importing.plan() == rules.Plan(
        before=(3, 1), late_every=5, escalate_after=3, escalate_to=("vice_rector", "rector")
    )
    for broken in ({}, {"before": [0], "late_every": 5}, {"before": [3], "late_every": 5, "digest_hour": 24}):
        with pytest.raises(errors.Invalid):
            importing.read(broken)


# ---- digests ----


def test_a_digest_goes_at_the_hour_of_the_next_working_day() -> None:
    calendar = Calendar(holidays=frozenset({date(2026, 9, 14)}))
    assert rules.next_digest(7, moment(10, 6), calendar) == moment(10, 7)
    assert rules.next_digest(7, moment(10, 7), calendar) == moment(11, 7)
    assert rules.next_digest(7, moment(11, 9), calendar) == moment(15, 7)  # over a weekend and a day off


def test_reminders_of_a_day_come_as_one_letter(cast: Any, mailoutbox: Any, settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://khue.example"]
    for key in ("a", "b", "c"):
        tell(cast, key, moment(10))
    assert jobs.send_waiting(moment(10, 18)) == 0
    assert jobs.send_waiting(moment(11, 7)) == 1
    (letter,) = mailoutbox
    assert letter.subject == "3 tin từ hệ thống quản lý chất lượng"
    assert [f"- Tin {key}" in letter.body for key in ("a", "b", "c")] == [True] * 3
    assert "https://khue.example/thong-bao/nhan-thu/" in letter.body


def test_after_three_days_without_a_clock_one_letter_goes(cast: Any, mailoutbox: Any) -> None:
    for day in (7, 8, 9):
        tell(cast, f"ngay-{day}", moment(day, 6))
    assert jobs.send_waiting(moment(10, 10)) == 1
    assert jobs.send_waiting(moment(10, 10, 1)) == 0
    assert len(mailoutbox) == 1


def test_what_was_read_meanwhile_is_not_mailed(cast: Any, mailoutbox: Any) -> None:
    read, _unread = tell(cast, "a", moment(10)), tell(cast, "b", moment(10))
    actions.mark_read(person=cast.head, notice=read, at=moment(10, 10))
    jobs.send_waiting(moment(11, 7))
    assert [letter.subject for letter in mailoutbox] == ["Tin b"]
    assert Notice.objects.get(pk=read.pk).mailed_at is None


def test_each_person_wishes_for_themselves(cast: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any) -> None:
    choose(cast, reminders="now", others="off")
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast, "nhac", moment(10))
        tell(cast, "viec", moment(10), kind="task")
        tell(cast, "khac", moment(10), person=cast.deputy)
    assert [(letter.to, letter.subject) for letter in mailoutbox] == [(["head@khuevan.example"], "Tin nhac")]
    assert Notice.objects.get(key="viec").mail_due_at is None


def test_the_hour_is_ones_own(cast: Any) -> None:
    choose(cast, digest_hour=16)
    assert tell(cast, "a", moment(10)).mail_due_at == moment(10, 16)


# ---- never twice, and again after a failure ----


def test_of_two_workers_one_sends(cast: Any, mailoutbox: Any) -> None:
    notice = tell(cast, "a", moment(10))
    first, second = (list(Notice.objects.select_related("person", "institution")) for _n in range(2))
    assert adapter.send(first, moment(11, 7)) is True
    assert adapter.send(second, moment(11, 7)) is False
    assert (len(mailoutbox), Notice.objects.get(pk=notice.pk).mail_tries) == (1, 1)


@pytest.fixture
def broken_post(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_told: Any, **_more: Any) -> None:
        raise SMTPServerDisconnected("máy chủ thư đã đóng kết nối")

    monkeypatch.setattr(adapter, "send_mail", refuse)


def test_a_failure_is_tried_again_later_and_given_up_at_last(cast: Any, broken_post: None) -> None:
    notice, at, waits = tell(cast, "a", moment(10)), moment(11, 7), []
    for _try in range(5):
        jobs.send_waiting(at)
        notice = Notice.objects.get(pk=notice.pk)
        if notice.mail_due_at is None:
            break
        waits.append(notice.mail_due_at - at)
        at = notice.mail_due_at
    assert waits == [timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24)]
    assert (notice.mail_tries, notice.mailed_at) == (5, None)
    assert notice.mail_error == "SMTPServerDisconnected: máy chủ thư đã đóng kết nối"


def test_a_server_that_answers_again_gets_the_letter(cast: Any, mailoutbox: Any) -> None:
    notice = tell(cast, "a", moment(10))
    Notice.objects.update(mail_error="Connection refused", mail_tries=2, mail_due_at=moment(11, 8))
    assert jobs.send_waiting(moment(11, 8)) == 1
    notice.refresh_from_db()
    assert (len(mailoutbox), notice.mail_error, notice.mail_due_at) == (1, "", None)


# ---- screens ----


def test_the_screen_keeps_the_wish_and_leaves_a_trail(cast: Any, client_of: Any) -> None:
    client, sent = client_of(cast.head), {"reminders": "now", "others": "digest", "digest_hour": "6"}
    assert client.post(reverse("notifications:preferences"), sent).status_code == 303
    kept = Preference.objects.get(person=cast.head)
    assert (kept.reminders, kept.others, kept.digest_hour) == ("now", "digest", 6)
    assert AuditEvent.objects.latest("pk").verb == "notifications.letters.chosen"
    refused = client.post(reverse("notifications:preferences"), sent | {"digest_hour": "25"})
    assert (refused.status_code, "Ghi số không quá 23" in refused.content.decode()) == (422, True)


def test_nobody_chooses_for_another(cast: Any) -> None:
    with pytest.raises(errors.NotAllowed):
        actions.choose_letters(
            person=cast.head, reminders="off", others="off", digest_hour=7, by=cast.rector, at=cast.at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Preference.objects.create(person=cast.head, digest_hour=24)


def test_administrators_see_failures_without_the_words_and_send_again(
    cast: Any, client_of: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    notice = tell(cast, "bi-mat", moment(10))
    Notice.objects.update(mail_error="Connection refused", mail_tries=5, mail_due_at=None)
    client = client_of(cast.admin)
    page = client.get(reverse("notifications:letters")).content.decode()
    assert ("Connection refused" in page, "Thôi không thử nữa" in page, "bi-mat" in page) == (True, True, False)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("notifications:letter-again", args=[notice.pk])).status_code == 303
    assert len(mailoutbox) == 1
    assert client.post(reverse("notifications:letter-again", args=[notice.pk])).status_code == 404


@pytest.mark.parametrize(("part", "status"), [("head", 403), ("rector", 403), ("admin", 200)])
def test_only_administrators_see_letters(cast: Any, client_of: Any, part: str, status: int) -> None:
    assert client_of(getattr(cast, part)).get(reverse("notifications:letters")).status_code == status


def test_the_calendar_page_says_which_days_no_notice_has_confirmed(cast: Any, client_of: Any) -> None:
    organisation.install_calendar(at=cast.at)
    page = client_of(cast.admin).get(reverse("organisation:calendar"), {"nam": "2027"}).content.decode()
    assert "ngày của năm 2027 chưa có thông báo lịch nghỉ chính thức" in page
    other = client_of(cast.head).get(reverse("organisation:calendar"), {"nam": "2027"}).content.decode()
    assert "chưa có thông báo lịch nghỉ chính thức. Khi" not in other
