"""The token that signs: read from the environment, judged by the doctor."""

from __future__ import annotations

from typing import Any

from khue.config import env
from khue.config.management.commands import doctor


def found(settings: Any, library: str, token: str, certificate: str) -> list[tuple[bool, str]]:
    settings.PKCS11 = {"library": library, "token": token, "certificate": certificate}
    return list(doctor._token())


def test_the_environment_says_where_the_token_is() -> None:
    given = {"KHUE_PKCS11_LIBRARY": "/lib/a.so", "KHUE_PKCS11_TOKEN": "Khuê", "KHUE_PKCS11_CERTIFICATE": "khue"}
    assert env.read(given).pkcs11 == {"library": "/lib/a.so", "token": "Khuê", "certificate": "khue"}
    assert env.read({}).pkcs11 == {"library": "", "token": "", "certificate": ""}


def test_without_a_token_the_doctor_says_nothing(settings: Any) -> None:
    assert found(settings, "", "", "") == []


def test_a_token_set_up_by_half_is_named(settings: Any) -> None:
    said = "Thiết bị ký số: thiếu KHUE_PKCS11_TOKEN, KHUE_PKCS11_CERTIFICATE"
    assert found(settings, "/lib/a.so", "", "") == [(False, said)]


def test_a_token_that_does_not_answer_is_named(settings: Any) -> None:
    said = "Thiết bị ký số: không thấy thiết bị “Khuê” qua thư viện /khong/co.so"
    assert found(settings, "/khong/co.so", "Khuê", "khue") == [(False, said)]
