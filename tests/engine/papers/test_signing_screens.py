"""Roles and screens of signing: who may, who may not, the stranger; every deed by a form without script."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khue.engine.papers import adapter, queries, urls
from khue.engine.papers.actions import issuing
from khue.engine.papers.models import Paper, PaperSignature, RegisteredCertificate, TrustedAuthority
from khue.foundation.audit_trail.models import AuditEvent
from khue.people.access.models import Grant
from tests.cast import Cast
from tests.engine.papers import signed
from tests.engine.papers.signed import no_token
from tests.foundation.office import certificates
from tests.foundation.office.certificates import PASSPHRASE
from tests.quality.objectives import stage
from tests.quality.objectives.screens import said, sign_in

__all__ = ["no_token"]
LISTS = ("certificates", "authority-trust", "certificate-register")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, cast: Cast, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)
    settings.MEDIA_ROOT = tmp_path / "kho"


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A decision that was sent to the faculty."""
    made = signed.make(cast, kind="")
    signed.trust(cast)
    to = [issuing.To(unit=cast.faculty)]
    return issuing.send(paper=made, recipients=to, by=cast.quality_officer, at=cast.at)


def address(name: str, paper: Paper) -> str:
    return reverse(f"papers:{name}", args=[paper.public_id])


def upload(name: str, content: bytes) -> Any:
    return SimpleUploadedFile(name, content)


def key(name: str = signed.RECTOR, **more: Any) -> dict[str, Any]:
    return {"key": upload("khoa.p12", certificates.holder(name).file), "passphrase": PASSPHRASE} | more


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("rector", [200, 200, 409, 404, 404, 404]),
        ("deputy", [403, 200, 409, 404, 404, 404]),
        ("quality_officer", [403, 403, 409, 404, 404, 404]),
        ("head", [403, 403, 403, 404, 404, 404]),
        ("teacher", [403, 403, 403, 404, 404, 404]),
        ("other_head", [404, 404, 404, 404, 404, 404]),
        ("admin", [404, 404, 404, 200, 200, 200]),
        ("stranger", [404, 404, 404, 404, 404, 404]),
    ],
)
def test_roles_and_screens(cast: Cast, paper: Paper, part: str, expected: list[int]) -> None:
    client = sign_in(getattr(cast, part))
    told = [
        client.get(address("sign", paper)),
        client.get(address("receive", paper)),
        client.post(address("look-again", paper)),
    ]
    told += [client.get(reverse(f"papers:{name}")) for name in LISTS]
    assert [one.status_code for one in told] == expected


def test_every_address_is_tried_by_roles() -> None:
    """A new address of papers has to be placed here or in test_screens."""
    elsewhere = {"issued", "register", "enter", "excel", "paper", "file", "bundle", "acknowledge", "remind", "recall"}
    here = {"sign", "receive", "look-again", *LISTS, "authority-distrust", "certificate-release"}
    marks = {"marks", "mark-put", "mark-image", "mark-remove"}  # test_marks
    asked = {"policy", "list-add", "list-remove"}  # test_vouching
    assert {one.name for one in urls.urlpatterns} == elsewhere | here | marks | asked


def test_the_signer_signs_then_the_clerk(cast: Cast, paper: Paper) -> None:
    rector, clerk = sign_in(cast.rector), sign_in(cast.deputy)
    assert "Chưa ký số" in said(clerk.get(address("paper", paper)))
    assert rector.post(address("sign", paper), key()).status_code == 303
    assert clerk.post(address("sign", paper), key(cast.school.name)).status_code == 303
    shown = said(sign_in(cast.teacher).get(address("paper", paper)))
    told = [
        word in shown
        for word in (
            signed.RECTOR,
            "Bao trùm cả văn bản",
            "Chứng thư của nơi cấp tin cậy",
            "Kiểm tra lúc",
            "Nhận bản đã ký",
        )
    ]
    assert (told, PaperSignature.objects.count()) == ([True, True, True, True, False], 2)
    assert clerk.post(address("look-again", paper)).status_code == 303


def test_a_wrong_passphrase_is_said_at_the_file_and_not_repeated(cast: Cast, paper: Paper) -> None:
    client = sign_in(cast.rector)
    refused = client.post(address("sign", paper), key(passphrase="mat-khau-sai"))
    shown = said(refused)
    assert (refused.status_code, "kiểm tra mật khẩu của tệp" in shown, "mat-khau-sai" in shown) == (422, True, False)
    empty = client.post(address("sign", paper), {})
    assert (empty.status_code, "Chọn tệp chứng thư" in said(empty)) == (422, True)
    assert not PaperSignature.objects.exists()


def test_the_pin_is_asked_for_where_there_is_a_token(cast: Cast, paper: Paper, settings: Any) -> None:
    client = sign_in(cast.rector)
    assert "Mã PIN" not in said(client.get(address("sign", paper)))
    settings.PKCS11 = {"library": "/khong/co.so", "token": "Khuê", "certificate": "khue"}
    assert "Mã PIN" in said(client.get(address("sign", paper)))
    asked = client.post(address("sign", paper), {"way": "token"})
    assert (asked.status_code, "Nhập mã PIN" in said(asked)) == (422, True)
    assert client.post(address("sign", paper), {"way": "token", "pin": "1234"}).status_code == 409


def test_a_file_signed_elsewhere_comes_back(cast: Cast, paper: Paper) -> None:
    client, pdf = sign_in(cast.deputy), queries.main_pdf(paper)
    assert pdf is not None
    ours = client.get(reverse("papers:file", args=[paper.public_id, pdf.public_id])).content
    refused = client.post(address("receive", paper), {"file": upload("a.pdf", ours)})
    assert (refused.status_code, "chưa có chữ ký số mới" in said(refused)) == (422, True)
    whole = signed.elsewhere(cast, ours)
    assert client.post(address("receive", paper), {"file": upload("a.pdf", whole)}).status_code == 303
    newest = queries.main_pdf(paper)
    assert newest is not None
    assert adapter.read(newest) == whole


def test_the_administrator_keeps_both_lists(cast: Cast) -> None:
    client, home = sign_in(cast.admin), reverse("papers:certificates")
    assert "Chưa tin cậy nơi cấp nào" in said(client.get(home))
    sent = {"certificate": upload("goc.pem", certificates.holder().root)}
    assert client.post(reverse("papers:authority-trust"), sent).status_code == 303
    mine = {"person": cast.rector.public_id, "certificate": upload("toi.cer", certificates.holder("DANG HA").public)}
    assert client.post(reverse("papers:certificate-register"), mine).status_code == 303
    shown = said(client.get(home))
    assert ["CA thử nghiệm" in shown, "DANG HA" in shown, signed.RECTOR in shown] == [True, True, True]
    ended = TrustedAuthority.objects.get(), RegisteredCertificate.objects.get()
    names = ("authority-distrust", "certificate-release")
    places = [reverse(f"papers:{name}", args=[one.public_id]) for name, one in zip(names, ended, strict=True)]
    assert [sign_in(cast.rector).post(one).status_code for one in places] == [404, 404]
    assert [client.post(one).status_code for one in places] == [303, 303]
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[-4:]
    assert verbs == [
        f"papers.{one}"
        for one in ("authority.trusted", "certificate.registered", "authority.removed", "certificate.removed")
    ]


def test_whoever_lost_the_post_yesterday_signs_nothing(cast: Cast, paper: Paper) -> None:
    Grant.objects.filter(person__in=[cast.rector, cast.deputy]).update(valid_to=cast.today - timedelta(days=1))
    told = [sign_in(one).post(address("sign", paper), key()).status_code for one in (cast.rector, cast.deputy)]
    assert (told, PaperSignature.objects.exists()) == ([404, 404], False)


def test_the_page_costs_the_same_with_and_without_signatures(cast: Cast, paper: Paper) -> None:
    client, counts = sign_in(cast.quality_officer), []
    for make in (lambda: None, lambda: signed.sign(cast, paper)):
        make()
        client.get(address("paper", paper))
        with stage.statements() as found:
            client.get(address("paper", paper))
        counts.append(len(found))
    assert counts[0] == counts[1] <= 8, counts
