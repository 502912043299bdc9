"""A mail server that does not answer is no error of the page."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


def test_forgotten_password_answers_though_mail_fails(cast: Cast, settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    answer = Client().post("/tai-khoan/password/reset/", {"email": cast.head.email})
    assert answer.status_code == 302
    assert "chưa gửi được" in caplog.text
