"""Signing a decision here and elsewhere: the deed, the trail, the refusal, the rollback, the order, two at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from khue.engine.papers import adapter, queries, terms
from khue.engine.papers.actions import ending, signing, trusting
from khue.engine.papers.models import Paper, PaperFile, PaperSignature, RegisteredCertificate, TrustedAuthority
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests.cast import Cast
from tests.engine.papers import signed
from tests.engine.papers.signed import no_token
from tests.foundation.office import certificates
from tests.foundation.office.certificates import PASSPHRASE, PIN, TOKEN
from tests.foundation.office.test_comparing import add_words, alter_text, changed

__all__ = ["no_token"]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kho"


@pytest.fixture
def paper(cast: Cast) -> Paper:
    made = signed.make(cast)
    signed.trust(cast)
    return made


def newest(paper: Paper) -> bytes:
    found = queries.main_pdf(paper)
    assert found is not None
    return adapter.read(found)


def test_the_signer_signs_with_a_file(cast: Cast, paper: Paper) -> None:
    before = newest(paper)
    made = signed.sign(cast, paper)
    assert (made.capacity, made.way, made.holder, made.is_good, made.faults) == (
        "signer",
        "file",
        signed.RECTOR,
        True,
        [],
    )
    assert (newest(paper).startswith(before), made.file.name, PaperFile.objects.count()) == (
        True,
        "QĐ (đã ký số).pdf",
        2,
    )
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.data["holder"], event.data["sha256"]) == (
        "papers.paper.signed",
        signed.RECTOR,
        made.file.sha256,
    )
    assert PASSPHRASE not in str(list(AuditEvent.objects.values("data")))


def test_the_agency_signs_after_the_signer(cast: Cast, paper: Paper) -> None:
    with pytest.raises(errors.NotAllowed, match="ký trước"):
        signed.sign(cast, paper, cast.school.name, by=cast.deputy)
    signed.sign(cast, paper)
    with pytest.raises(errors.NotAllowed, match="văn thư"):
        signed.sign(cast, paper)
    signed.sign(cast, paper, cast.school.name, by=cast.deputy, at=cast.at + timedelta(hours=1))
    told = [(one.order, one.capacity, one.is_good) for one in queries.signatures_of(paper)]
    assert told == [(0, terms.SIGNER, True), (1, terms.AGENCY, True)]
    assert [one.is_good for one in signing.look_again(paper=paper, by=cast.deputy, at=cast.at)] == [True, True]
    with pytest.raises(errors.Conflict, match="đủ chữ ký"):
        signed.sign(cast, paper)


@pytest.mark.parametrize("part", ["vice_rector", "quality_head", "head", "admin", "stranger"])
def test_nobody_else_signs(cast: Cast, paper: Paper, part: str) -> None:
    with pytest.raises(errors.NotAllowed):
        signed.sign(cast, paper, by=getattr(cast, part))
    assert not PaperSignature.objects.exists()


def test_another_s_certificate_is_refused_unless_it_is_registered(cast: Cast, paper: Paper) -> None:
    with pytest.raises(errors.Invalid, match="mang tên “DANG THU HA, CN”, không phải của Đặng Thu Hà"):
        signed.sign(cast, paper, "DANG THU HA, CN")
    der = certificates.holder("DANG THU HA, CN").public
    trusting.register(institution=cast.school, person=cast.rector, certificate=der, by=cast.admin, at=cast.at)
    assert signed.sign(cast, paper, "DANG THU HA, CN").is_good


def test_the_title_before_a_printed_name_is_not_asked_of_the_certificate(cast: Cast, paper: Paper) -> None:
    Paper.objects.update(signer_name="TS. Đặng Thu Hà", signed_as={"name": "TS. Đặng Thu Hà"})
    assert signed.sign(cast, Paper.objects.get(), "DANG THU HA").is_good


def test_a_certificate_registered_to_another_is_refused_whatever_its_name(cast: Cast, paper: Paper) -> None:
    der = certificates.holder(signed.RECTOR).public
    trusting.register(institution=cast.school, person=cast.vice_rector, certificate=der, by=cast.admin, at=cast.at)
    with pytest.raises(errors.Invalid, match="không phải của Đặng Thu Hà"):
        signed.sign(cast, paper)


def test_an_authority_nobody_trusts_is_refused_with_what_to_do(cast: Cast, paper: Paper) -> None:
    trusting.distrust(authority=TrustedAuthority.objects.get(), by=cast.admin, at=cast.at)
    with pytest.raises(errors.Invalid, match=r"không thuộc danh sách tin cậy.* Nhờ quản trị thêm"):
        signed.sign(cast, paper)
    assert (PaperFile.objects.count(), PaperSignature.objects.count()) == (1, 0)


def test_a_recalled_paper_is_not_signed(cast: Cast, paper: Paper) -> None:
    ending.recall(paper=paper, reason="Sai", by=cast.rector, at=cast.at)
    with pytest.raises(errors.Conflict, match="đã thu hồi"):
        signed.sign(cast, Paper.objects.get())


def test_what_is_not_written_down_is_not_signed(cast: Cast, paper: Paper, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        signed.sign(cast, paper)
    assert (PaperFile.objects.count(), PaperSignature.objects.count()) == (1, 0)


def test_of_two_who_sign_the_same_file_one_wins(cast: Cast, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second began with the file that the first had not signed yet."""
    stale = queries.main_pdf(paper)
    judged = signing._judged(paper, stale, signed.elsewhere(cast, newest(paper)), terms.SIGNER, terms.RETURNED, cast.at)
    signed.sign(cast, paper)
    with pytest.raises(errors.Conflict, match="Đặng Thu Hà vừa ký văn bản này trước"):
        signing._keep(paper, judged, cast.deputy, cast.at)
    assert PaperSignature.objects.count() == 1


def test_a_token_signs(cast: Cast, paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tokens").mkdir()
    (tmp_path / "conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "conf"))
    library = certificates.fill_token(tmp_path, certificates.holder(signed.RECTOR), "khue")
    monkeypatch.setattr(settings, "PKCS11", {"library": library, "token": TOKEN, "certificate": "khue"})
    with pytest.raises(errors.Invalid, match="PIN"):
        signing.sign_by_token(paper=paper, pin="000000", by=cast.rector, at=cast.at)
    made = signing.sign_by_token(paper=paper, pin=PIN, by=cast.rector, at=cast.at)
    assert (made.way, made.is_good) == ("token", True)


def test_without_a_token_the_file_is_offered(cast: Cast, paper: Paper) -> None:
    with pytest.raises(errors.Conflict, match="chưa có thiết bị ký"):
        signing.sign_by_token(paper=paper, pin=PIN, by=cast.rector, at=cast.at)


# ---- signed elsewhere


def bring(cast: Cast, paper: Paper, content: bytes, **more: Any) -> PaperSignature:
    return signing.take_back(paper=paper, content=content, **({"by": cast.rector, "at": cast.at} | more))


def test_a_file_signed_elsewhere_is_taken_back(cast: Cast, paper: Paper) -> None:
    content = signed.elsewhere(cast, newest(paper))
    made = bring(cast, paper, content, by=cast.deputy)
    assert (made.way, made.capacity, made.by, made.is_good) == ("returned", "signer", cast.deputy, True)
    assert newest(paper) == content


def forged(change: Any) -> Any:
    return lambda cast, ours: signed.elsewhere(cast, changed(ours, change))


def resaved(cast: Cast, ours: bytes) -> bytes:
    return signed.elsewhere(cast, ours.replace(b"%PDF-1.7", b"%PDF-1.6"))


def added_after(cast: Cast, ours: bytes) -> bytes:
    return changed(signed.elsewhere(cast, ours), add_words)


def twice(cast: Cast, ours: bytes) -> bytes:
    return signed.elsewhere(cast, signed.elsewhere(cast, ours), "Người khác")


CASES = {
    "not-signed": (lambda cast, ours: ours, "chưa có chữ ký số mới"),
    "another-file": (lambda cast, ours: signed.elsewhere(cast, signed.pdf("Khác")), "không phải tệp PDF mà Khuê giữ"),
    "resaved": (resaved, "không phải tệp PDF mà Khuê giữ"),
    "words-added": (forged(add_words), "bị sửa hoặc thêm nội dung"),
    "text-altered": (forged(alter_text), "bị sửa hoặc thêm nội dung"),
    "added-after": (added_after, "bị sửa hoặc thêm nội dung"),
    "another-s": (lambda cast, ours: signed.elsewhere(cast, ours, "Người Lạ"), "mang tên “Người Lạ”"),
    "dated-back": (
        lambda cast, ours: signed.elsewhere(cast, ours, at=cast.at - timedelta(days=9)),
        "Giờ ký ghi trong tệp",
    ),
    "two-at-once": (twice, "chỉ nhận một chữ ký"),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_stand_the_check_is_refused_and_written_down(cast: Cast, paper: Paper, case: str) -> None:
    make, said = CASES[case]
    with pytest.raises(errors.Invalid, match=said) as refused:
        bring(cast, paper, make(cast, newest(paper)))
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.data["reason"]) == ("papers.paper.refused", refused.value.message)
    assert (PaperFile.objects.count(), PaperSignature.objects.count()) == (1, 0)


def test_a_stranger_brings_nothing(cast: Cast, paper: Paper) -> None:
    for person in (cast.head, cast.stranger):
        with pytest.raises(errors.NotAllowed):
            bring(cast, paper, signed.elsewhere(cast, newest(paper)), by=person)


def test_looking_again_says_when_the_chain_is_no_longer_trusted(cast: Cast, paper: Paper) -> None:
    signed.sign(cast, paper)
    trusting.distrust(authority=TrustedAuthority.objects.get(), by=cast.admin, at=cast.at)
    (found,) = signing.look_again(paper=paper, by=cast.quality_officer, at=cast.at + timedelta(days=1))
    assert (found.is_intact, found.is_trusted, found.checked_at) == (True, False, cast.at + timedelta(days=1))
    assert "không thuộc danh sách tin cậy" in AuditEvent.objects.latest("pk").data["result"]
    with pytest.raises(errors.NotAllowed):
        signing.look_again(paper=paper, by=cast.head, at=cast.at)


# ---- whom signatures rest on


def test_only_the_administrator_says_whom_to_trust(cast: Cast) -> None:
    for person in (cast.rector, cast.quality_head, cast.stranger):
        with pytest.raises(errors.NotAllowed):
            trusting.trust(institution=cast.school, certificate=certificates.holder().root, by=person, at=cast.at)
    signed.trust(cast)
    with pytest.raises(errors.Conflict, match="đã có trong danh sách"):
        signed.trust(cast)
    assert AuditEvent.objects.filter(verb="papers.authority.trusted").count() == 1


def test_a_person_s_certificate_is_no_authority_and_an_authority_is_nobody_s(cast: Cast) -> None:
    holder = certificates.holder()
    with pytest.raises(errors.Invalid, match="không phải của nơi cấp"):
        trusting.trust(institution=cast.school, certificate=holder.public, by=cast.admin, at=cast.at)
    with pytest.raises(errors.Invalid, match="danh sách tin cậy"):
        trusting.register(institution=cast.school, person=None, certificate=holder.root, by=cast.admin, at=cast.at)
    with pytest.raises(errors.Invalid, match="không phải chứng thư"):
        trusting.trust(institution=cast.school, certificate=b"rac", by=cast.admin, at=cast.at)


def test_a_certificate_is_released_once(cast: Cast) -> None:
    told = {"institution": cast.school, "certificate": certificates.holder().public, "by": cast.admin, "at": cast.at}
    made = trusting.register(person=cast.rector, **told)
    with pytest.raises(errors.Conflict, match="đã được ghi"):
        trusting.register(person=None, **told)
    trusting.release(certificate=made, by=cast.admin, at=cast.at)
    with pytest.raises(errors.Conflict, match="đã được bỏ"):
        trusting.release(certificate=made, by=cast.admin, at=cast.at)
    trusting.register(person=None, **told)
    assert RegisteredCertificate.objects.count() == 2
