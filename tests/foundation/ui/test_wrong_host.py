"""A request for another host is refused with its own page, not with an error of ours."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize("path", ["/", "/tai-khoan/login/", "/khong-co/"])
def test_a_wrong_host_is_a_bad_request_in_words(path: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"host": "la.example"})
    assert answer.status_code == 400
    assert "Sai địa chỉ" in answer.content.decode()
