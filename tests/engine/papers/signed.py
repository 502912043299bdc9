"""A decision that can be signed, an authority that the school trusts, and the people's certificates."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from khue.engine.papers import adapter, terms
from khue.engine.papers.actions import register, signing, trusting
from khue.engine.papers.models import Paper, PaperFile, PaperSignature
from khue.foundation.office import layout, signatures, typst_out
from tests import cast as stage
from tests.cast import Cast
from tests.foundation.office import certificates
from tests.foundation.office.certificates import PASSPHRASE

RECTOR = "Đặng Thu Hà"


def make(cast: Cast, kind: str = "thu") -> Paper:
    """A numbered decision with its PDF, the rector as signer, a clerk (the deputy), and one trusted authority."""
    stage.grant(cast.deputy, "clerk", cast.school)
    about = register.About(
        abstract="Ban hành mục tiêu", unit=cast.office, signer=cast.rector, signer_name=RECTOR, content_kind=kind
    )
    paper = register.give(
        institution=cast.school, kind=terms.DECISION, issued_on=cast.today, about=about, by=cast.quality_officer, at=cast.at
    )  # fmt: skip
    row = PaperFile(institution=cast.school, paper=paper, part=terms.MAIN, format=terms.PDF, title="QĐ", name="QĐ.pdf")
    adapter.store(row, pdf(), cast.at)
    return paper


def pdf(title: str = "Ban hành mục tiêu chất lượng") -> bytes:
    lines = ("QUYẾT ĐỊNH", title, "HIỆU TRƯỞNG", "", "", "", "", "", RECTOR)
    parts = tuple(layout.Line((layout.Run(line),), layout.Look()) for line in lines)
    return typst_out.write(layout.Layout(title="Quyết định", sheets=(layout.Sheet(parts=parts),)))


def trust(cast: Cast) -> None:
    trusting.trust(institution=cast.school, certificate=certificates.holder().root, by=cast.admin, at=cast.at)


def sign(cast: Cast, paper: Paper, name: str = RECTOR, **more: Any) -> PaperSignature:
    told = {"key": certificates.holder(name).file, "passphrase": PASSPHRASE, "by": cast.rector, "at": cast.at}
    return signing.sign_by_file(paper=paper, **(told | more))


def elsewhere(cast: Cast, content: bytes, name: str = RECTOR, **more: Any) -> bytes:
    """What an outside program makes of a file."""
    with signatures.file_key(certificates.holder(name).file, PASSPHRASE) as signer:
        told: dict[str, Any] = {"at": cast.at, "mark": signatures.Mark(name)}
        return signatures.sign(content, signer, **(told | more))


@pytest.fixture(autouse=True)
def no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """No token but the one a test sets up."""
    monkeypatch.setattr(settings, "PKCS11", {"library": "", "token": "", "certificate": ""})
