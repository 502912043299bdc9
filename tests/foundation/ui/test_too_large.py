"""A request that is too large is refused before it is read into anything."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_a_huge_request_is_refused_with_its_size_and_the_limit() -> None:
    answer = Client().post(
        "/tai-khoan/login/", data=b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(300 * 2**20)
    )
    assert answer.status_code == 413
    said = answer.content.decode()
    assert "300 MB" in said
    assert "64 MB" in said
