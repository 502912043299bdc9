"""The school with its procedure and forms, and one call sent to its units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from khue.engine.calls import actions, hooks
from khue.engine.calls.models import Call
from khue.engine.records.actions import forms as record_forms
from khue.people.organisation.models import Unit
from tests.cast import PACKS, Cast
from tests.quality.objectives import stage

DUE = date(2026, 10, 30)


@pytest.fixture
def play(cast: Cast) -> Cast:
    stage.install(cast)
    text = (PACKS / "forms" / "qt-dbcl-04.yaml").read_text(encoding="utf-8")
    record_forms.install_forms(institution=cast.school, text=text, by=None, at=cast.at)
    return cast


def notice(cast: Cast, **more: Any) -> actions.Notice:
    told = {
        "title": "Xây dựng mục tiêu chất lượng cấp đơn vị", "number": "412/TB-CĐKTKV", "issued_on": cast.today,
        "due_on": DUE, "text": "1. Yêu cầu\n- Cụ thể, đo được.", "form_code": "BM.ĐBCL-04.04",
    }  # fmt: skip
    return actions.Notice(**told | more)


def call_units(cast: Cast, *units: Unit, by: Any = None, **more: Any) -> Call:
    return actions.open_call(
        kind="objectives", period=cast.period, notice=notice(cast, **more), focal_unit=cast.office,
        units=units or hooks.kind("objectives").units(cast.period), by=by or cast.quality_head, at=cast.at,
    )  # fmt: skip


@pytest.fixture
def call(play: Cast) -> Call:
    return call_units(play)
