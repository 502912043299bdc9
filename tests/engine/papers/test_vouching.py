"""What the institution asks of others: time stamps, revocation; who says so, what a signature then shows, what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khue.engine.papers.actions import issuing, signing, vouching
from khue.engine.papers.models import Paper, PaperSignature, RevocationList, SigningPolicy
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests.cast import Cast
from tests.engine.papers import signed
from tests.engine.papers.signed import no_token
from tests.foundation.office import certificates, servers
from tests.quality.objectives.screens import said, sign_in

__all__ = ["no_token"]
DAY = timedelta(days=1)
PLACES = ("policy", "list-add")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, cast: Cast, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)
    settings.MEDIA_ROOT = tmp_path / "kho"


@pytest.fixture
def paper(cast: Cast) -> Paper:
    made = signed.make(cast, kind="")
    signed.trust(cast)
    to = [issuing.To(unit=cast.faculty)]
    return issuing.send(paper=made, recipients=to, by=cast.quality_officer, at=cast.at)


def listed(cast: Cast, *names: str, made: timedelta = -DAY, since: timedelta = -DAY) -> bytes:
    who = [certificates.holder(name) for name in names]
    return certificates.revoked(*who, since=cast.at + since, made=cast.at + made, until=cast.at + 9 * DAY)


def send(name: str, content: bytes) -> dict[str, Any]:
    return {"list": SimpleUploadedFile(name, content)}


def add(cast: Cast, content: bytes, at: timedelta = timedelta()) -> RevocationList:
    return vouching.add_list(institution=cast.school, content=content, by=cast.admin, at=cast.at + at)


def ask(cast: Cast, tsa_url: str = "", *, network: bool = False) -> SigningPolicy:
    told = {"institution": cast.school, "asks_network": network, "by": cast.admin, "at": cast.at}
    return vouching.set_policy(tsa_url=tsa_url, **told)


@pytest.mark.parametrize(
    ("part", "expected"), [("admin", 200), ("rector", 404), ("quality_head", 404), ("teacher", 404), ("stranger", 404)]
)
def test_only_the_administrator_keeps_them(cast: Cast, paper: Paper, part: str, expected: int) -> None:
    kept, client = add(cast, listed(cast)), sign_in(getattr(cast, part))
    assert [client.get(reverse(f"papers:{one}")).status_code for one in PLACES] == [expected] * 2
    gone = client.post(reverse("papers:list-remove", args=[kept.public_id]))
    assert gone.status_code == (303 if expected == 200 else 404)


def test_the_administrator_says_what_is_asked(cast: Cast, paper: Paper) -> None:
    client, home = sign_in(cast.admin), reverse("papers:certificates")
    assert "Không hỏi qua mạng" in said(client.get(home))
    refused = client.post(reverse("papers:policy"), {"tsa_url": "tsa.ca.gov.vn"})
    assert (refused.status_code, "bắt đầu bằng http://" in said(refused)) == (422, True)
    sent = {"tsa_url": "http://tsa.ca.gov.vn", "asks_network": "on"}
    assert client.post(reverse("papers:policy"), sent).status_code == 303
    assert client.post(reverse("papers:list-add"), send("ca.crl", listed(cast))).status_code == 303
    shown = said(client.get(home))
    told = ("http://tsa.ca.gov.vn", "Hỏi nơi cấp qua mạng", "Danh sách thu hồi của")
    assert [one in shown for one in told] == [True] * 3
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[-2:]
    assert verbs == ["papers.policy.set", "papers.list.added"]


def test_a_newer_list_takes_the_place_of_an_older_one(cast: Cast, paper: Paper) -> None:
    older, newer = listed(cast, made=-3 * DAY), listed(cast, made=-DAY)
    add(cast, older)
    add(cast, newer)
    with pytest.raises(errors.Conflict, match="không cũ hơn tệp này"):
        add(cast, older)
    assert list(RevocationList.objects.values_list("removed_at", flat=True).order_by("pk")) == [cast.at, None]


def test_a_list_of_nobody_trusted_and_rubbish_are_told_at_the_file(cast: Cast, paper: Paper) -> None:
    other = certificates.revoked(since=cast.at, made=cast.at, until=cast.at + DAY, authority="CA không quen")
    for content, told in ((other, "không thuộc nơi cấp tin cậy"), (b"rac", "không phải danh sách")):
        refused = sign_in(cast.admin).post(reverse("papers:list-add"), send("ca.crl", content))
        assert (refused.status_code, told in said(refused)) == (422, True)
    assert not RevocationList.objects.exists()


def test_what_was_not_asked_is_said_and_not_called_good(cast: Cast, paper: Paper) -> None:
    made = signed.sign(cast, paper)
    shown = said(sign_in(cast.teacher).get(reverse("papers:paper", args=[paper.public_id])))
    assert (made.revocation, made.is_good) == ("unknown", True)
    assert "Không kiểm tra được chứng thư có bị thu hồi không" in shown
    assert "Không có dấu thời gian" in shown


def test_a_revoked_certificate_signs_nothing(cast: Cast, paper: Paper) -> None:
    add(cast, listed(cast, signed.RECTOR))
    with pytest.raises(errors.Invalid, match="Chứng thư đã bị thu hồi ngày"):
        signed.sign(cast, paper)
    assert not PaperSignature.objects.exists()


def test_a_revocation_is_found_when_looking_again(cast: Cast, paper: Paper) -> None:
    add(cast, listed(cast))
    assert signed.sign(cast, paper).revocation == "good"
    add(cast, listed(cast, signed.RECTOR, made=3 * DAY, since=2 * DAY), at=4 * DAY)
    (found,) = signing.look_again(paper=paper, by=cast.rector, at=cast.at + 4 * DAY)
    assert (found.revocation, found.is_good, found.is_intact) == ("revoked", False, True)
    shown = said(sign_in(cast.teacher).get(reverse("papers:paper", args=[paper.public_id])))
    assert "Chứng thư đã bị thu hồi ngày" in shown


def test_with_a_time_stamp_what_was_signed_before_stays_good(cast: Cast, paper: Paper) -> None:
    with servers.serving(servers.time_stamps(cast.at)) as address:
        ask(cast, address)
        made = signed.sign(cast, paper)
    assert (made.stamped_at, made.stamped_by) == (cast.at, "TSA thử nghiệm")
    add(cast, listed(cast, signed.RECTOR, made=3 * DAY, since=2 * DAY), at=4 * DAY)
    (found,) = signing.look_again(paper=paper, by=cast.rector, at=cast.at + 4 * DAY)
    assert (found.revocation, found.is_good) == ("revoked", True)
    shown = said(sign_in(cast.teacher).get(reverse("papers:paper", args=[paper.public_id])))
    assert ("sau giờ ký có dấu thời gian" in shown, "của TSA thử nghiệm" in shown) == (True, True)


def test_a_silent_server_stops_the_signing_and_keeps_nothing(cast: Cast, paper: Paper) -> None:
    ask(cast, "http://127.0.0.1:9/")
    with pytest.raises(errors.Conflict, match="Máy chủ dấu thời gian không trả lời"):
        signed.sign(cast, paper)
    assert not PaperSignature.objects.exists()
