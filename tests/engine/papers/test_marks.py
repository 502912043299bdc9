"""Images of the seal and of signatures: who keeps them, what is written down, and what a paper that is signed then shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from khue.engine.papers import adapter, queries, terms
from khue.engine.papers.actions import marking
from khue.engine.papers.models import MarkImage, Paper
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from khue.foundation.office import signatures
from tests.cast import Cast
from tests.engine.papers import signed
from tests.engine.papers.signed import no_token
from tests.foundation.office import inks
from tests.quality.objectives.screens import said, sign_in

__all__ = ["no_token"]
SEAL, SIGNATURE = inks.png(inks.seal()), inks.png(inks.signature())


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, cast: Cast, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.at)
    settings.MEDIA_ROOT = tmp_path / "kho"


@pytest.fixture
def paper(cast: Cast) -> Paper:
    made = signed.make(cast)
    signed.trust(cast)
    return made


def put(cast: Cast, kind: str, by: Any, content: bytes, **more: Any) -> MarkImage:
    told = {"institution": cast.school, "width_mm": terms.WIDTHS_MM[kind][2], "at": cast.at}
    return marking.put(kind=kind, content=content, by=by, **(told | more))


def send(content: bytes, width: int = 36) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("hinh.png", content), "width_mm": str(width)}


def address(name: str, *args: Any) -> str:
    return reverse(f"papers:{name}", args=args)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("deputy", [200, 200, 200, 404, 200]),
        ("rector", [200, 403, 200, 404, 403]),
        ("teacher", [200, 403, 200, 404, 403]),
        ("stranger", [200, 403, 200, 404, 403]),
    ],
)
def test_roles_and_screens(cast: Cast, paper: Paper, part: str, expected: list[int]) -> None:
    """The deputy is the clerk of this play; a stranger keeps only what is theirs."""
    put(cast, terms.SEAL, cast.deputy, SEAL)
    places = [("marks",), ("mark-put", "dau"), ("mark-put", "chu-ky"), ("mark-put", "khac"), ("mark-image", "dau")]
    client = sign_in(getattr(cast, part))
    assert [client.get(address(*one)).status_code for one in places] == expected


def test_the_clerk_puts_the_seal_in_and_takes_it_out(cast: Cast, paper: Paper) -> None:
    client = sign_in(cast.deputy)
    assert client.post(address("mark-put", "dau"), send(SEAL)).status_code == 303
    assert client.get(address("mark-image", "dau"))["Content-Type"] == "image/png"
    assert client.post(address("mark-put", "dau"), send(SEAL, 40)).status_code == 303
    assert (MarkImage.objects.count(), queries.marks(cast.school.pk, "dau", None).get().width_mm) == (2, 40)
    assert client.post(address("mark-remove", "dau")).status_code == 303
    assert client.post(address("mark-remove", "dau")).status_code == 409
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))[-3:]
    assert verbs == ["papers.mark.put", "papers.mark.put", "papers.mark.removed"]


def test_what_is_no_seal_is_told_at_the_file(cast: Cast, paper: Paper) -> None:
    client = sign_in(cast.deputy)
    black = client.post(address("mark-put", "dau"), send(inks.png(inks.seal(inks.BLACK))))
    assert (black.status_code, "Hình dấu phải màu đỏ" in said(black)) == (422, True)
    wide = client.post(address("mark-put", "dau"), send(SEAL, 90))
    assert (wide.status_code, "từ 20 đến 50 mm" in said(wide)) == (422, True)
    assert not MarkImage.objects.exists()


def test_somebody_s_signature_is_nobody_else_s(cast: Cast, paper: Paper) -> None:
    put(cast, terms.SIGNATURE, cast.rector, SIGNATURE)
    mine, theirs = (sign_in(one).get(address("mark-image", "chu-ky")) for one in (cast.rector, cast.deputy))
    assert (mine.status_code, theirs.status_code) == (200, 404)
    with pytest.raises(errors.NotAllowed):
        put(cast, terms.SEAL, cast.rector, SEAL)
    with pytest.raises(errors.NotAllowed):
        put(cast, terms.SIGNATURE, cast.stranger, SIGNATURE)


def test_what_is_not_written_down_is_not_kept(cast: Cast, paper: Paper, broken_journal: Any) -> None:
    with pytest.raises(broken_journal):
        put(cast, terms.SEAL, cast.deputy, SEAL)
    assert not MarkImage.objects.exists()


def test_a_signed_paper_shows_both_images(cast: Cast, paper: Paper) -> None:
    put(cast, terms.SIGNATURE, cast.rector, SIGNATURE, width_mm=40)
    put(cast, terms.SEAL, cast.deputy, SEAL, width_mm=36)
    signed.sign(cast, paper)
    signed.sign(cast, paper, cast.school.name, by=cast.deputy)
    pdf = queries.main_pdf(paper)
    assert pdf is not None
    mine, seal = (signatures.mark_of(adapter.read(pdf), number) for number in (0, 1))
    assert mine is not None
    assert seal is not None
    assert seal.page == mine.page
    assert seal.right == pytest.approx(mine.left + (mine.right - mine.left) / 3, abs=1)
    assert seal.right - seal.left == pytest.approx(36 / 25.4 * 72, abs=1)
    assert [one.is_good for one in queries.signatures_of(paper)] == [True, True]


def test_another_s_image_never_stands_under_a_signature(cast: Cast, paper: Paper) -> None:
    put(cast, terms.SIGNATURE, cast.deputy, SIGNATURE)
    made = signed.sign(cast, paper)
    stood = signatures.mark_of(adapter.read(made.file))
    assert stood is not None
    assert stood.right - stood.left == pytest.approx(62 / 25.4 * 72, abs=1)  # the mark of words
