"""The number of a notice (TB): a line in the register of outgoing papers, which has one series for each kind and year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from khue.engine.calls import queries
from khue.engine.calls.models import Call
from khue.engine.papers import queries as papers
from khue.engine.papers import terms
from khue.engine.papers.actions import register
from khue.foundation.kernel import errors

KIND = terms.NOTICE


def number(call: Call, written: str, issued_on: date, by: Any, at: datetime) -> Call:
    """Sets `number` and `paper` of a call that has none, unsaved: the next of the series, or with `written` the one of the clerk,
    who may have entered it already. Inside the transaction of the deed. Raises `Invalid` at `number` or `issued_on`."""
    told: dict[str, Any] = {"institution": call.institution, "kind": KIND, "issued_on": issued_on}
    if not written.strip():
        paper = register.give(**told, about=_about(call), by=by, at=at)
    else:
        _check_free(call, written, issued_on)
        there = papers.entered_elsewhere(call.institution, KIND, written, issued_on)
        free = there is not None and not there.content_kind and not Call.objects.filter(paper=there).exists()
        paper = there if there is not None and free else register.enter(
            **told, number=written, about=_about(call), by=by, at=at
        )  # fmt: skip
    call.number, call.paper = paper.code, paper
    return call


def _about(call: Call) -> register.About:
    abstract = _("Về việc %s") % (call.title[:1].lower() + call.title[1:])
    return register.About(
        abstract=abstract, unit=call.focal_unit, signer=call.signer, signer_name=str(call.signed_as.get("name", "")),
        signed_as=call.signed_as,
    )  # fmt: skip


def _check_free(call: Call, written: str, issued_on: date) -> None:
    """No other notice of the year has it, those before the register included."""
    taken = queries.numbers_of_year(call.institution_id, issued_on).filter(number=written.strip()).exclude(pk=call.pk)
    if taken.exists():
        said = _("Số %(number)s năm %(year)s đã dùng cho một thông báo khác.")
        said %= {"number": written.strip(), "year": issued_on.year}
        raise errors.Invalid("call.number", said, {"number": [said]})
