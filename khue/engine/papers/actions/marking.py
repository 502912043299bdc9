"""The images that stand on signed papers: the agency's seal, kept by the clerk; a person's signature, kept by that very person."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khue.engine.papers import queries, rules, terms
from khue.engine.papers.actions import keeping
from khue.engine.papers.models import MarkImage
from khue.foundation.audit_trail import actions as trail
from khue.foundation.kernel import errors
from khue.people.organisation.models import Unit


@transaction.atomic
def put(*, institution: Unit, kind: str, content: bytes, width_mm: int, by: Any, at: datetime) -> MarkImage:
    """The image of `kind` (seal, signature) from now on; one that was there before is taken out.

    Raises `NotAllowed`, `Invalid` at `file` or `width_mm`, `Conflict` when somebody else put one in the same moment.
    """
    from khue.foundation.office import signatures  # pyHanko takes a second to import: not when Khuê starts

    trail.take_turn(institution.pk)

    rules.check_mark(by, institution, kind)
    width = rules.check_width(kind, width_mm)
    image = signatures.ink_image(content, "red" if kind == terms.SEAL else "blue")
    queries.marks(institution.pk, kind, by).update(removed_at=at)
    row = MarkImage(
        institution=institution, person=None if kind == terms.SEAL else by, image=image, width_mm=width,
        sha256=hashlib.sha256(image).hexdigest(), added_at=at, added_by=by,
    )  # fmt: skip
    there = errors.Conflict("mark_meanwhile", _("Người khác vừa đưa hình vào. Tải lại trang để xem."))
    keeping.insert(row, "papers.mark.put", _told(row), there=there)
    return row


@transaction.atomic
def take_out(*, institution: Unit, kind: str, by: Any, at: datetime) -> None:
    """Papers signed from now on show words instead. Raises `NotAllowed`, `Conflict` when there is none."""
    trail.take_turn(institution.pk)
    rules.check_mark(by, institution, kind)
    row, gone = queries.marks(institution.pk, kind, by).first(), errors.Conflict("no_mark", _("Hình này đã được bỏ."))
    if row is None:
        raise gone
    keeping.end(row, "papers.mark.removed", _told(row), by=by, at=at, gone=gone)


def _told(row: MarkImage) -> dict[str, Any]:
    kind = terms.SEAL if row.person_id is None else terms.SIGNATURE
    return {"kind": str(terms.MARK_NAMES[kind]).lower(), "width": row.width_mm, "sha256": row.sha256}
