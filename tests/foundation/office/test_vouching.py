"""What others say of a signature: a time stamp, and whether the certificate was revoked. What was not answered is unknown, never good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from khue.foundation.kernel import errors
from khue.foundation.office import layout, signatures, typst_out
from tests.foundation.office import certificates, servers
from tests.foundation.office.certificates import SIGNER
from tests.foundation.office.test_signatures import AT, roots, signed

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def paper() -> bytes:
    parts = (layout.Line((layout.Run(SIGNER),), layout.Look()),)
    return typst_out.write(layout.Layout(title="Quyết định", sheets=(layout.Sheet(parts=parts),)))


def listed(*who: certificates.Holder, since: timedelta = -DAY, made: timedelta = -DAY, until: timedelta = DAY) -> bytes:
    return certificates.revoked(*who, since=AT + since, made=AT + made, until=AT + until)


def judged(content: bytes, *lists: bytes, network: bool = False, after: timedelta = timedelta()) -> signatures.Signed:
    sources = signatures.Sources(lists, network)
    (found,) = signatures.check(content, trusted=roots(), at=AT + after, sources=sources)
    return found


def test_without_a_list_nobody_says_good(paper: bytes) -> None:
    found = judged(signed(paper))
    assert (found.revocation, found.is_good) == ("unknown", True)


def test_a_list_that_does_not_name_the_certificate_says_good(paper: bytes) -> None:
    assert judged(signed(paper), listed(certificates.holder("Người khác"))).revocation == "good"


def test_a_revoked_certificate_is_no_good(paper: bytes) -> None:
    found = judged(signed(paper), listed(certificates.holder()))
    assert (found.revocation, found.revoked_at, found.is_good) == ("revoked", AT - DAY, False)
    assert found.faults == (
        "Chứng thư đã bị thu hồi ngày 19/11/2026, không có dấu thời gian chứng minh đã ký trước đó.",
    )


@pytest.mark.parametrize("made", [{"until": timedelta(hours=-1)}, {"made": -9 * DAY, "until": -8 * DAY}])
def test_a_list_that_is_out_of_date_says_nothing(paper: bytes, made: dict[str, timedelta]) -> None:
    assert judged(signed(paper), listed(**made)).revocation == "unknown"


def test_another_authority_s_list_says_nothing(paper: bytes) -> None:
    other = certificates.revoked(since=AT, made=AT - DAY, until=AT + DAY, authority="CA không quen")
    assert judged(signed(paper), other).revocation == "unknown"


def test_a_time_stamp_says_when_and_by_whom(paper: bytes) -> None:
    with servers.serving(servers.time_stamps(AT + timedelta(minutes=1))) as address:
        found = judged(signed(paper, tsa=address))
    assert (found.stamped_at, found.stamped_by, found.is_good) == (
        AT + timedelta(minutes=1),
        "TSA thử nghiệm",
        True,
    )


def test_what_was_stamped_before_the_revocation_stays_good(paper: bytes) -> None:
    with servers.serving(servers.time_stamps(AT)) as address:
        content = signed(paper, tsa=address)
    later = listed(certificates.holder(), since=3 * DAY, made=4 * DAY, until=9 * DAY)
    found = judged(content, later, after=5 * DAY)
    assert (found.revocation, found.revoked_at, found.is_good) == ("revoked", AT + 3 * DAY, True)
    unstamped = judged(signed(paper), later, after=5 * DAY)
    assert (unstamped.revocation, unstamped.is_good) == ("revoked", False)


def test_a_stamp_of_nobody_trusted_counts_for_nothing(paper: bytes) -> None:
    with servers.serving(servers.time_stamps(AT, "CA không quen")) as address:
        found = judged(signed(paper, tsa=address))
    assert (found.stamped_at, found.stamped_by, found.is_good) == (None, "", True)


@pytest.mark.parametrize("answer", [b"", b"khong phai dau thoi gian"])
def test_a_server_that_gives_no_stamp_stops_the_signing(paper: bytes, answer: bytes) -> None:
    with (
        servers.serving(lambda _question: answer) as address,
        pytest.raises(errors.Conflict, match="Máy chủ dấu thời gian không trả lời"),
    ):
        signed(paper, tsa=address)


def test_the_network_is_asked_where_it_may(paper: bytes) -> None:
    answers: list[bytes] = []

    def answer(_question: bytes) -> bytes:
        answers.append(b"asked")
        return listed(holder) if answers else b""

    with servers.serving(answer) as address:
        holder = certificates.holder(asked_at=f"{address}ca.crl")
        content = signed(paper, holder)
        silent = judged(content)
        assert (silent.revocation, answers) == ("unknown", [])
        assert judged(content, network=True).revocation == "revoked"
    assert judged(content, network=True).revocation == "unknown"  # nobody answers any more


def test_only_a_trusted_authority_s_list_is_taken() -> None:
    issuers = [certificates.holder().issuer.public_bytes(certificates.serialization.Encoding.DER)]
    found = signatures.revocation_list(listed(), issuers=issuers)
    assert (found.issuer, found.issued_at, found.next_at) == ("CA thử nghiệm", AT - DAY, AT + DAY)
    with pytest.raises(errors.Invalid, match="không thuộc nơi cấp tin cậy"):
        signatures.revocation_list(listed(), issuers=[])
    for rubbish in (b"rac", certificates.holder().public):
        with pytest.raises(errors.Invalid, match=r"không phải danh sách"):
            signatures.revocation_list(rubbish, issuers=issuers)


@pytest.mark.parametrize("written", ["", "tsa.ca.gov.vn", "ftp://tsa.vn", "file:///etc/passwd", "http://ten:mk@tsa.vn"])
def test_an_address_of_stamps_is_one_of_the_web(written: str) -> None:
    with pytest.raises(errors.Invalid, match="Ghi địa chỉ bắt đầu bằng"):
        signatures.address(written)
