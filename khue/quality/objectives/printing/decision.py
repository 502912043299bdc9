"""The decision by which sets are issued: its words (a pack, frozen when it is issued) and the bundle of papers made from them.

words(facts) → the frozen text        pieces(paper, sets) → decision with annexes, then each form as a paper of its own
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml
from django.conf import settings

from khue.engine.papers import terms as paper_terms
from khue.engine.papers.hooks import Piece
from khue.engine.papers.models import Paper
from khue.engine.records import documents
from khue.engine.records.models import FormDefinition
from khue.foundation.kernel import numbers
from khue.people.organisation.models import InstitutionProfile, Unit
from khue.quality.objectives.models import ObjectiveSet
from khue.quality.objectives.printing import forms

CODE = "objectives.decision"
PLANS = ("unit_plan", "school_plan", "unit_plan_annex")
MOST_NAMED = 8
"""More units than these are named together under nơi nhận."""
FORMS_EACH = 10
"""Places kept for the forms of one set, so that a later annex does not move the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What fills the text."""

    institution: Unit
    units: Sequence[Unit]
    period: str
    head: str
    office: Unit | None = None
    procedure: str = ""
    school_decision: str = ""
    replaces: str = ""

    @property
    def whose(self) -> str:
        if len(self.units) > 1:
            return str(_pack()["whose"]["many"])
        return self.units[0].name

    def words(self) -> dict[str, str]:
        office = self.office
        many = len(self.units) > 1
        return {
            "institution": self.institution.name, "whose": self.whose, "period": self.period, "head": self.head,
            "procedure": self.procedure, "school_decision": self.school_decision, "replaces": self.replaces,
            "office": office.name if office else "", "office_short": (office.short_name or office.code) if office else "",
            "responsible": _responsible(self), "annexes": " theo các phụ lục sau:" if many else " (các phụ lục kèm theo).",
        }  # fmt: skip


def _responsible(facts: Facts) -> str:
    if any(unit.is_institution for unit in facts.units):
        return "Các đơn vị thuộc Trường"
    return "Các đơn vị nêu tại Điều 1" if len(facts.units) > 1 else facts.units[0].name


@cache
def _pack() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        (settings.PACKS / "papers" / "ban-hanh-mtcl.yaml").read_text(encoding="utf-8")
    )
    return found


def kind() -> str:
    return str(_pack()["kind"])


def purpose(code: str) -> str:
    """“để thực hiện”."""
    return str(_pack()["recipients"][code])


def abstract(facts: Facts) -> str:
    return str(_pack()["abstract"]).format(**facts.words())


def bases(facts: Facts) -> list[str]:
    """The bases that apply, one a line; a person may change them before the decision is issued."""
    return list(_said(_pack()["bases"], facts.words()))


def _said(lines: Sequence[Mapping[str, str]], words: Mapping[str, str]) -> Iterator[str]:
    for line in lines:
        if (not line.get("needs") or words[line["needs"]]) and not (line.get("unless") and words[line["unless"]]):
            yield line["text"].format(**words)


def text(
    facts: Facts, *, own_bases: Sequence[str], recipients: Sequence[tuple[str, str]], signed: Mapping[str, Any]
) -> dict[str, Any]:
    """The decision as it is frozen with the paper. `recipients` are name and purpose; `signed` the capacity of the signer."""
    words, pack = facts.words(), _pack()
    articles = [*_said(pack["articles"], words)]
    return {
        "type_name": pack["type_name"],
        "abstract": abstract(facts),
        "authority": f"{signed.get('whom') or signed.get('position', '')} {facts.institution.name}".strip().upper(),
        "bases": list(own_bases) or bases(facts),
        "articles": [*articles[:-1], f"{articles[-1]} {pack['closing']}"],
        "listed": len(facts.units) > 1,
        "recipients": _distribution(recipients, len(articles)),
        "archive": str(pack["recipients"]["archive"]).format(**words).rstrip(", "),
        "signed": dict(signed),
    }


def _distribution(recipients: Sequence[tuple[str, str]], articles: int) -> list[str]:
    """“Như Điều 3”, then who else; many that receive it for the same reason stand in one line."""
    by_purpose: dict[str, list[str]] = {}
    for name, why in recipients:
        by_purpose.setdefault(why, []).append(name)
    found = [f"Như Điều {articles}"]
    for why, names in by_purpose.items():
        mark = f" ({why})" if why else ""
        if len(names) > MOST_NAMED:
            found.append(f"{len(names)} đơn vị, cá nhân theo danh sách{mark}")
        else:
            found += [f"{name}{mark}" for name in names]
    return found


# ---- the papers ----


def pieces(paper: Paper, sets: Sequence[ObjectiveSet]) -> list[Piece]:
    """The decision with an annex for each form, then each form by itself. A decision written elsewhere leaves only the forms."""
    found: list[tuple[int, ObjectiveSet, FormDefinition, documents.AdministrativeDocument]] = []
    for place, one in enumerate(sets):
        for number, form in enumerate(forms_of(one, paper.issued_on)):
            document = forms.document_for(one, form.code, at=paper.registered_at, as_issued=True)
            found.append((place * FORMS_EACH + number + 1, one, form, document))
    made = [
        Piece(
            paper_terms.ANNEX, f"{form.title}: {one.unit.name}", f"{form.code} {one.unit.name} {one.period.code}", order, document
        )
        for order, one, form, document in found
    ]  # fmt: skip
    if paper.content.get("text"):
        document = _decision(paper, [(one, document) for _order, one, _form, document in found])
        name = f"Quyết định {paper.code.replace('/', '-')}"
        made.insert(0, Piece(paper_terms.MAIN, f"Quyết định số {paper.code}", name, 0, document))
    return made


def forms_of(objective_set: ObjectiveSet, on: date) -> list[FormDefinition]:
    """The forms that a decision issues: the objectives and one plan, on the institution's own forms."""
    found = [one for one in forms.forms_for(objective_set, on) if one.kind not in forms.REPORTS]
    plan = next((one for kind in PLANS for one in found if one.kind == kind), None)
    return [one for one in found if one.kind not in PLANS or one is plan]


def _decision(
    paper: Paper, annexes: Sequence[tuple[ObjectiveSet, documents.AdministrativeDocument]]
) -> documents.AdministrativeDocument:
    said = paper.content["text"]
    profile = InstitutionProfile.objects.get(institution=paper.institution)
    labels = [
        f"Phụ lục {numbers.roman(number)}" if len(annexes) > 1 else "Phụ lục" for number in range(1, len(annexes) + 1)
    ]
    return documents.AdministrativeDocument(
        letterhead=documents.Letterhead(issuer=paper.institution.name.upper(), superior=profile.superior_name.upper()),
        number=paper.code,
        place=profile.place,
        on=paper.issued_on,
        type_name=said["type_name"],
        abstract=said["abstract"],
        authority=said["authority"],
        legal_bases=tuple(said["bases"]),
        body=tuple(_body(said, _listed(annexes, labels) if said["listed"] else ())),
        signatures=(_signature(said["signed"]),),
        recipients=documents.Recipients(tuple(said["recipients"]), said["archive"]),
        annexes=tuple(_annex(document, label) for (_set, document), label in zip(annexes, labels, strict=True)),
        profile=profile.format_profile,
        prepared_at=paper.registered_at,
    )


def _body(said: Mapping[str, Any], listed: Sequence[str]) -> Iterator[documents.Block]:
    yield documents.Heading("QUYẾT ĐỊNH:", 0)
    for number, article in enumerate(said["articles"], start=1):
        yield documents.Paragraph((documents.Span(f"Điều {number}. ", bold=True), documents.Span(article)))
        if number == 1 and listed:
            yield documents.ItemList(tuple(documents.Item(line, f"{place}.") for place, line in enumerate(listed, 1)))


def _listed(
    annexes: Sequence[tuple[ObjectiveSet, documents.AdministrativeDocument]], labels: Sequence[str]
) -> list[str]:
    """“Khoa Cơ khí (Phụ lục I, II)”, a line for each unit."""
    of_units: dict[int, tuple[str, list[str]]] = {}
    for (one, _document), label in zip(annexes, labels, strict=True):
        of_units.setdefault(one.pk, (one.unit.name, []))[1].append(label.removeprefix("Phụ lục "))
    last = len(of_units)
    lines = [f"{name} (Phụ lục {', '.join(numbers)})" for name, numbers in of_units.values()]
    return [f"{line}{'.' if place == last else ';'}" for place, line in enumerate(lines, start=1)]


def _annex(document: documents.AdministrativeDocument, label: str) -> documents.Annex:
    name = document.type_name
    words = document.abstract[:1].lower() + document.abstract[1:] if name == "KẾ HOẠCH" else document.abstract
    return documents.Annex(
        label=label, title=f"{name} {words}", issued_with=document.issued_with, body=document.body,
        orientation=document.orientation, boxes=document.boxes,
    )  # fmt: skip


def _signature(signed: Mapping[str, Any]) -> documents.Signature:
    return documents.Signature(
        position=signed.get("position", ""), name=signed.get("name", ""), capacity=signed.get("code", ""),
        whom=signed.get("whom", ""),
    )  # fmt: skip
