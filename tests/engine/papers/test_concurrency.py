"""Many ask for a number at one moment, on real connections: all get one, none twice, none is left out. Two sign: one wins."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from khue.engine.papers import adapter, queries, terms
from khue.engine.papers.actions import register, signing
from khue.engine.papers.models import NumberSeries, Paper, PaperFile, PaperSignature
from khue.foundation.audit_trail.models import AuditEvent
from khue.foundation.kernel import errors
from tests import cast as stage
from tests.engine.papers import signed
from tests.engine.papers.conftest import about
from tests.engine.papers.signed import no_token
from tests.engine.procedures.test_concurrency import apart, cast, real_connections, together

__all__ = ["cast", "no_token", "real_connections"]
pytestmark = pytest.mark.django_db(transaction=True)


def ask(cast: stage.Cast, at: datetime) -> Any:
    told = {"institution": cast.school, "kind": terms.DECISION, "issued_on": cast.today, "about": about(cast)}
    return lambda: register.give(by=cast.quality_officer, at=at, **told)


def test_six_who_ask_at_once_get_six_numbers(cast: stage.Cast, real_connections: Any) -> None:
    real_connections()
    results = together(*[ask(cast, cast.at)] * 6)
    assert sorted(one.number for one in results) == [1, 2, 3, 4, 5, 6]
    assert apart(lambda: NumberSeries.objects.get().last) == 6


def test_of_two_who_enter_one_number_one_is_refused(cast: stage.Cast, real_connections: Any) -> None:
    real_connections()
    told = {"institution": cast.school, "kind": terms.DECISION, "issued_on": cast.today, "about": about(cast)}

    def enter() -> Paper:
        return register.enter(number="318/QĐ-CĐKTKV", by=cast.quality_officer, at=cast.at, **told)

    results = together(enter, enter, ask(cast, cast.at))
    assert sum(isinstance(one, errors.Invalid) for one in results) == 1
    numbers = apart(lambda: sorted(Paper.objects.values_list("number", flat=True)))
    assert numbers in ([1, 318], [318, 319])


@pytest.fixture
def paper(cast: stage.Cast, settings: Any, tmp_path: Path) -> Paper:
    """A decision to be signed, and an authority that is trusted."""
    settings.MEDIA_ROOT = tmp_path / "kho"
    signed.trust(cast)
    return signed.make(cast)


def test_of_two_who_sign_at_once_one_wins(cast: stage.Cast, paper: Paper, real_connections: Any) -> None:
    """The rector here, and the clerk who hands in what the rector signed elsewhere."""
    pdf = queries.main_pdf(paper)
    assert pdf is not None
    content = signed.elsewhere(cast, adapter.read(pdf))
    real_connections()
    results = together(
        lambda: signed.sign(cast, paper),
        lambda: signing.take_back(paper=paper, content=content, by=cast.deputy, at=cast.at),
    )
    lost = [one for one in results if isinstance(one, errors.Refused)]
    assert [type(one) for one in lost] == [errors.Conflict]
    assert "vừa ký văn bản này trước" in lost[0].message
    counted = apart(lambda: (PaperSignature.objects.count(), PaperFile.objects.count()))
    assert counted == (1, 2)


def test_a_refused_file_is_written_down_on_a_connection_of_its_own(cast: stage.Cast, paper: Paper) -> None:
    """Outside the transaction that other tests run in: the refusal opens one itself."""
    with pytest.raises(errors.Invalid, match="không phải tệp PDF mà Khuê giữ"):
        signing.take_back(paper=paper, content=signed.pdf("Khác"), by=cast.deputy, at=cast.at)
    assert AuditEvent.objects.latest("pk").verb == "papers.paper.refused"
