"""Signing a paper and judging what comes back signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from khue.foundation.kernel import errors
from khue.foundation.office import layout, signatures, typst_out
from tests.foundation.office import certificates
from tests.foundation.office.certificates import PASSPHRASE, PIN, SIGNER, TOKEN

AT = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(hours=7)))
MARK = signatures.Mark(SIGNER, "Trường Cao đẳng Kỹ thuật Khuê Văn", "318/QĐ-CĐKTKV")


@pytest.fixture(scope="module")
def paper() -> bytes:
    lines = ("QUYẾT ĐỊNH", "HIỆU TRƯỞNG", SIGNER)
    parts = tuple(layout.Line((layout.Run(line),), layout.Look()) for line in lines)
    return typst_out.write(layout.Layout(title="Quyết định", sheets=(layout.Sheet(parts=parts),)))


def signed(paper: bytes, who: certificates.Holder | None = None, at: datetime = AT, **more: object) -> bytes:
    with signatures.file_key((who or certificates.holder()).file, PASSPHRASE) as signer:
        return signatures.sign(paper, signer, at=at, mark=MARK, **more)  # type: ignore[arg-type]


def roots() -> list[bytes]:
    return [certificates.holder().root]


def test_a_signed_paper_says_who_and_when(paper: bytes) -> None:
    (found,) = signatures.check(signed(paper), trusted=roots(), at=AT)
    assert (found.who.name, found.who.issuer, found.at, found.is_good, found.faults) == (
        SIGNER,
        "CA thử nghiệm",
        AT,
        True,
        (),
    )


def test_signing_only_adds_to_the_file(paper: bytes) -> None:
    assert signed(paper).startswith(paper)


def test_two_signatures_are_both_good(paper: bytes) -> None:
    twice = signed(signed(paper), certificates.holder("Văn thư"), AT + timedelta(hours=1))
    found = signatures.check(twice, trusted=roots(), at=AT)
    assert [(one.who.name, one.is_good) for one in found] == [(SIGNER, True), ("Văn thư", True)]


def test_the_mark_stands_over_the_name(paper: bytes) -> None:
    place = signatures.above(paper, "nguyễn thị đỗ quyên")
    assert place is not None
    assert (place.page, place.bottom > 0, place.top - place.bottom) == (0, True, pytest.approx(51.0, abs=0.1))
    (found,) = signatures.check(signed(paper, place=place), trusted=roots(), at=AT)
    assert found.is_good


def test_the_mark_stands_in_the_decision_and_not_in_its_annex() -> None:
    """Both pages print the name; the text of the first mentions it too."""
    pages = (("Giao Nguyễn Thị Đỗ Quyên.", "HIỆU TRƯỞNG", "", "", SIGNER), ("Phụ lục", "NGƯỜI LẬP", "", SIGNER))
    sheets = [
        layout.Sheet(parts=tuple(layout.Line((layout.Run(one),), layout.Look()) for one in lines)) for lines in pages
    ]
    two = typst_out.write(layout.Layout(title="Quyết định", sheets=tuple(sheets)))
    first, last = signatures.above(two, SIGNER, under="HIỆU TRƯỞNG"), signatures.above(two, SIGNER)
    assert first is not None
    assert last is not None
    assert (first.page, last.page) == (0, 1)


def test_no_place_where_the_name_does_not_stand(paper: bytes) -> None:
    assert signatures.above(paper, "Lê Văn Vắng") is None


def test_a_changed_byte_is_found(paper: bytes) -> None:
    whole = signed(paper)
    at = whole.index(b"stream") + 20
    (found,) = signatures.check(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], trusted=roots(), at=AT)
    assert (found.is_intact, found.faults[0]) == (False, "Nội dung tệp đã bị sửa sau khi ký.")


def test_a_stranger_s_certificate_is_not_trusted(paper: bytes) -> None:
    other = certificates.holder("Người lạ", authority="CA không quen")
    (found,) = signatures.check(signed(paper, other), trusted=roots(), at=AT)
    assert (found.is_intact, found.is_trusted, "CA không quen" in found.faults[0]) == (True, False, True)


def test_a_certificate_that_had_ended_is_not_trusted(paper: bytes) -> None:
    old = certificates.holder("Người cũ", since=2021, until=2023)
    (found,) = signatures.check(signed(paper, old), trusted=roots(), at=AT)
    assert (found.is_intact, found.is_trusted) == (True, False)


def test_an_unsigned_paper_has_no_signatures(paper: bytes) -> None:
    assert signatures.check(paper, trusted=roots(), at=AT) == ()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 hong", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(errors.Invalid, match="Không đọc được tệp PDF"):
        signatures.check(content, trusted=[], at=AT)
    with pytest.raises(errors.Invalid, match="Không ký được tệp PDF"):
        signed(content)


@pytest.mark.parametrize(("content", "passphrase"), [(b"rac", PASSPHRASE), (None, "sai")])
def test_a_key_file_that_does_not_open_is_refused(content: bytes | None, passphrase: str) -> None:
    with (
        pytest.raises(errors.Invalid, match="mật khẩu của tệp"),
        signatures.file_key(content or certificates.holder().file, passphrase),
    ):
        pass


def test_what_is_no_certificate_is_refused(paper: bytes) -> None:
    with pytest.raises(errors.Invalid, match="không phải chứng thư"):
        signatures.check(signed(paper), trusted=[b"rac"], at=AT)


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], signatures.TokenKey]:
    """A token of SoftHSM with the signer's key; called with the label to look for."""
    (tmp_path / "tokens").mkdir()
    (tmp_path / "conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "conf"))
    where = certificates.fill_token(tmp_path, certificates.holder(), "khue")
    return lambda label: signatures.TokenKey(where, label, "khue")


def test_a_token_signs(token: Callable[[str], signatures.TokenKey], paper: bytes) -> None:
    with pytest.raises(errors.Invalid, match="PIN"), signatures.token_key(token(TOKEN), "000000"):
        pass
    with pytest.raises(errors.Conflict, match="thiết bị ký"), signatures.token_key(token("khác"), PIN):
        pass
    with signatures.token_key(token(TOKEN), PIN) as signer:
        made = signatures.sign(paper, signer, at=AT, mark=MARK)
    (found,) = signatures.check(made, trusted=roots(), at=AT)
    assert (found.who.name, found.is_good) == (SIGNER, True)
