"""A zero byte in an address or a form is refused in words: PostgreSQL cannot keep or look for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize(
    "address", ["/to-chuc/nhan-su/?tim=%00", "/minh-chung/?tim=a%00b", "/muc-tieu/lap/?don-vi=%00"]
)
def test_a_zero_byte_in_an_address_is_refused(cast: Cast, client_of: Callable[..., Client], address: str) -> None:
    answer = client_of(cast.head).get(address)
    assert answer.status_code == 400
    assert "ký tự không dùng được" in answer.content.decode()


def test_a_zero_byte_in_a_form_is_refused(cast: Cast, client_of: Callable[..., Client]) -> None:
    assert client_of(cast.head).post("/thong-bao/da-doc-het/", {"x": "\x00"}).status_code == 400
