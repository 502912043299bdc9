"""A request that is too large is refused before it is read into anything."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings


@pytest.mark.django_db
@override_settings(MAX_REQUEST_BYTES=100 * 1024)
def test_a_huge_request_is_refused_with_its_size_and_the_limit() -> None:
    answer = Client().post("/tai-khoan/login/", data=b"x" * 300 * 1024, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    said = answer.content.decode()
    assert "300 KB" in said
    assert "100 KB" in said
