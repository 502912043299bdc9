"""Which objective of the school each row serves: a confident match is taken and says so, the others are proposed, nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khue.quality.objectives import checks, contents

OWN, NONE = "own", "none"


@dataclass(frozen=True)
class Tie:
    """What a row is tied to, in words; `reason` when the program proposes it (empty: a person said so); the ranked proposals."""

    serves: str = ""
    label: str = ""
    reason: str = ""
    is_own: bool = False
    proposals: tuple[checks.Proposal, ...] = ()


class Ties:
    """The objectives of the school's issued set of one year. Empty for the school's own plan, or before they are issued."""

    def __init__(self, school: contents.SetContent) -> None:
        self.names = {one.key: f"Mục tiêu {one.number} của Trường: {one.statement}" for one in school.objectives}
        self._matcher = checks.Matcher(school.objectives)

    def of(self, content: dict[str, Any], *, said: bool) -> Tie:
        """The tie of a row (contents as JSON). `said`: a person has chosen, so nothing is proposed over their head."""
        serves, own = content.get("serves") or "", bool(content.get("is_own"))
        if not self.names:
            return Tie()
        found = tuple(self._matcher.proposals(contents.ObjectiveContent.from_json(content)))
        if said or serves or own:
            return Tie(serves, self.names.get(serves, ""), "", own, found)
        if found and found[0].is_sure:
            return Tie(found[0].key, self.names[found[0].key], found[0].reason, False, found)
        return Tie(proposals=found)


def value_of(choice: str, names: Mapping[str, str]) -> dict[str, Any] | None:
    """What an answer on the page means; None for an objective that is not the school's."""
    if choice in {OWN, NONE}:
        return {"serves": None, "is_own": choice == OWN}
    return {"serves": choice, "is_own": False} if choice in names else None
