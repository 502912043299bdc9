"""Accounts are opened, invited, corrected and closed."""

from __future__ import annotations

import re

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django_tasks.backends.immediate import ImmediateBackend

from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.people.accounts import actions
from khue.people.accounts.models import Person
from tests import cast as stage
from tests.cast import PASSWORD


@pytest.fixture
def by(cast) -> dict:
    cast.admin.as_of = cast.today
    return {"institution": cast.school, "by": cast.admin, "at": cast.at}


def add(by, **more) -> Person:
    return actions.add_person(**{"full_name": " Bùi  Thị Ân", "email": "An@Khuevan.example", **more}, **by)


def code_of(deed) -> str:
    with pytest.raises(errors.Refused) as refused:
        deed()
    return refused.value.code


def test_a_new_account_is_clean_without_a_password_and_in_the_trail(by):
    person = add(by)
    assert (person.full_name, person.email, person.has_usable_password()) == ("Bùi Thị Ân", "an@khuevan.example", False)
    assert AuditEvent.objects.latest("pk").verb == "accounts.person.added"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "HEAD@khuevan.example "}, "email"),
        ({"email": "không phải thư"}, "email"),
        ({"email": ""}, "email"),
        ({"full_name": "  "}, "full_name"),
    ],
)
def test_what_is_no_account_is_refused_at_its_field(by, facts, field):
    with pytest.raises(errors.Invalid) as refused:
        add(by, **facts)
    assert list(refused.value.fields) == [field]


def test_only_who_manages_the_organisation_opens_and_changes_accounts(cast, by):
    others = {**by, "by": cast.head}
    cast.head.as_of = cast.today
    assert code_of(lambda: add(others)) == "accounts.add"
    for deed in (actions.change_person, actions.invite, actions.deactivate):
        assert code_of(lambda deed=deed: deed(person=cast.teacher, **others)) == "accounts.manage"


def test_a_school_does_not_touch_the_accounts_of_another(cast, by):
    for deed in (actions.change_person, actions.invite, actions.deactivate):
        assert code_of(lambda deed=deed: deed(person=cast.stranger, **by)) == "accounts.manage"
    stage.appoint(cast.teacher, "Giảng viên", cast.other_school)
    assert (
        code_of(lambda: actions.change_person(person=cast.teacher, email="ke@gian.example", **by)) == "accounts.manage"
    )


def test_a_correction_is_told_from_to_and_none_is_no_row(cast, by):
    before = AuditEvent.objects.count()
    actions.change_person(person=cast.teacher, full_name="Mai Xuân Lộc", **by)
    assert AuditEvent.objects.count() == before
    actions.change_person(person=cast.teacher, full_name="Mai Xuân  Lộc Em", title="ThS.", **by)
    assert AuditEvent.objects.latest("pk").data["after"] == {"full_name": "Mai Xuân Lộc Em", "title": "ThS."}
    assert Person.objects.get(pk=cast.teacher.pk).search_key.startswith("mai xuan loc em")


def test_a_closed_account_loses_its_open_session(cast, by, client_of):
    client = client_of(cast.teacher)
    assert client.get(reverse("accounts:profile")).status_code == 200
    actions.deactivate(person=cast.teacher, **by)
    assert client.get(reverse("accounts:profile")).status_code == 302
    actions.reactivate(person=cast.teacher, **by)
    assert client_of(cast.teacher).get(reverse("accounts:profile")).status_code == 200


def test_closing_twice_opening_an_open_one_and_closing_oneself_are_refused(cast, by):
    assert code_of(lambda: actions.deactivate(person=cast.admin, **by)) == "person.self"
    assert code_of(lambda: actions.reactivate(person=cast.teacher, **by)) == "person.active"
    actions.deactivate(person=cast.teacher, **by)
    assert code_of(lambda: actions.deactivate(person=cast.teacher, **by)) == "person.inactive"
    assert code_of(lambda: actions.invite(person=cast.teacher, **by)) == "person.inactive"


def test_the_invitation_leads_to_a_password_once(cast, by, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(person=cast.teacher, origin="http://testserver/", **by)
    (letter,) = mailoutbox
    assert letter.to == ["teacher@khuevan.example"]
    assert "Đỗ Quản Trị mời thầy, cô" in letter.body
    assert "Trường Cao đẳng Kỹ thuật Khuê Văn" in letter.body
    link = re.search(r"http://testserver(\S+)", letter.body)[1]
    client = Client()
    form = client.get(link, follow=True)
    secret = "một-mật-khẩu-đủ-dài"
    done = client.post(form.request["PATH_INFO"], {"password1": secret, "password2": secret})
    assert done.status_code == 302
    assert Person.objects.get(pk=cast.teacher.pk).check_password(secret)
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_a_letter_goes_out_only_when_the_deed_is_saved(
    cast, by, mailoutbox, break_journal, django_capture_on_commit_callbacks
):
    broken = break_journal()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(broken):
        actions.invite(person=cast.teacher, **by)
    assert mailoutbox == []
    assert Person.objects.get(pk=cast.teacher.pk).invited_at is None


def test_who_invites_is_told_that_the_queue_did_not_take_the_letter(
    cast, by, monkeypatch, django_capture_on_commit_callbacks
):
    """No clock sends it later."""

    def full(*_told, **_named):
        raise OperationalError("database is locked")

    monkeypatch.setattr(ImmediateBackend, "enqueue", full)
    with pytest.raises(OperationalError), django_capture_on_commit_callbacks(execute=True):
        actions.invite(person=cast.teacher, **by)


def test_one_changes_title_and_language_of_oneself_only(cast):
    actions.change_profile(person=cast.teacher, title=" ThS. ", language="en", by=cast.teacher, at=cast.at)
    assert (cast.teacher.title, cast.teacher.language) == ("ThS.", "en")
    assert (
        code_of(
            lambda: actions.change_profile(person=cast.teacher, title="TS.", language="vi", by=cast.admin, at=cast.at)
        )
        == "profile.other"
    )


def test_the_profile_on_the_screen(cast, client_of):
    client = client_of(cast.teacher)
    assert client.post(reverse("accounts:profile"), {"title": "ThS.", "language": "vi"}).status_code == 303
    assert client.post(reverse("accounts:profile"), {"title": "ThS.", "language": "xx"}).status_code == 422
    assert Person.objects.get(pk=cast.teacher.pk).title == "ThS."


def test_signing_in_takes_the_address_in_any_case_and_nobody_signs_up(cast):
    client = Client()
    assert (
        client.post(reverse("account_login"), {"login": "HEAD@khuevan.example", "password": "sai"}).status_code == 200
    )
    done = client.post(reverse("account_login"), {"login": "HEAD@khuevan.example", "password": PASSWORD})
    assert done.status_code == 302
    assert "password1" not in Client().get(reverse("account_signup")).content.decode()


def test_nobody_changes_the_address_they_sign_in_with(cast, client_of):
    """The sign-in library has a page for it, without a trail and without a proof that the address is one's own."""
    client = client_of(cast.teacher)
    for answer in (
        client.get("/tai-khoan/email/"),
        client.post("/tai-khoan/email/", {"email": "x@xa.example", "action_add": ""}),
    ):
        assert answer.status_code == 403
    assert client.get("/tai-khoan/confirm-email/").status_code == 200
    assert Person.objects.get(pk=cast.teacher.pk).email == "teacher@khuevan.example"


def test_a_changed_password_is_in_the_trail(cast, client_of):
    words = {"oldpassword": PASSWORD, "password1": "con-duong-lang-2026", "password2": "con-duong-lang-2026"}
    assert client_of(cast.teacher).post("/tai-khoan/password/change/", words).status_code == 302
    event = AuditEvent.objects.get(verb="accounts.password.set")
    assert (event.actor_id, event.object_id, event.data) == (
        cast.teacher.pk,
        cast.teacher.pk,
        {"person": "Mai Xuân Lộc"},
    )


def test_what_no_column_holds_is_refused_in_words(by):
    long = "a" * 50 + "@" + ".".join(["b" * 60] * 4) + ".example.vn"
    with pytest.raises(errors.Invalid) as refusal:
        add(by, email=long)
    assert list(refusal.value.fields) == ["email"]


def test_a_deed_on_somebody_fetched_before_undoes_no_other(cast, by):
    person, stale = (Person.objects.get(pk=cast.teacher.pk) for _time in range(2))
    actions.change_person(person=person, title="ThS.", **by)

    actions.change_person(person=stale, staff_code="GV-07", **by)

    now = Person.objects.get(pk=person.pk)
    assert (now.title, now.staff_code, "gv-07" in now.search_key) == ("ThS.", "GV-07", True)


def test_a_profile_fetched_before_brings_no_old_password_back(by):
    person = add(by)
    stale = Person.objects.get(pk=person.pk)
    person.set_password("khue-van-moi-2026")
    person.save(update_fields=["password"])

    actions.change_profile(person=stale, title="TS.", language="vi", by=stale, at=by["at"])

    now = Person.objects.get(pk=person.pk)
    assert now.check_password("khue-van-moi-2026")
    assert now.title == "TS."
