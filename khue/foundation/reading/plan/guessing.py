"""Columns without a known name: placed by what they hold, or told in the note."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from typing import TypeAlias

from khue.foundation.kernel import text
from khue.foundation.reading.lexicon import plans as plan_words
from khue.foundation.reading.plan import contents
from khue.foundation.reading.plan.columns import STATE, Field
from khue.foundation.reading.plan.contents import Kind
from khue.foundation.reading.plan.grid import Grid

# A field's columns, each with how sure it is.
Claims: TypeAlias = dict[Field, list[tuple[int, int]]]

_WEAK = 3
_SURE = 1
_SENTENCES = frozenset({Field.TASK, Field.OBJECTIVE})
_TIMES = (Field.TIME, Field.START, Field.END)
_BESIDE = frozenset({Field.MEANS, Field.PROBLEM})
_CODED = re.compile(r"(?:ma|ma so|ky hieu|so hieu)\b(?! (?:minh chung|ho so|tai lieu))")
_CODE = re.compile(r"(?=\S*[\dA-Z])[\w./-]{1,12}")
# Fewer words than these say how much, not of what.
_WHOLE = 6


def placed(grid: Grid, headers: Sequence[str], named: Claims, last: int, apart: Collection[int]) -> dict[int, Field]:
    """The fields of columns that no header names, by their cells, where those fields are still free."""
    known = {at: (field, weight) for field, claims in named.items() for at, weight in claims}
    if not known.keys() - set(apart) or contents.names_a_roll(headers):
        return {}
    free = [at for at in range(grid.width) if at not in apart and (at not in known or _is_doubtful(*known[at]))]
    kinds = {at: contents.kind(grid, at, last) for at in free}
    taken = {field for at, (field, _) in known.items() if at not in kinds or not _differs(field, kinds[at])}
    found = _aims(grid, last, named, kinds)
    taken -= {Field.TARGET} if found else set()
    for at, holds in kinds.items():
        field = _short_field(grid, at, last, holds, taken) if at not in known or _differs(known[at][0], holds) else None
        if field is not None:
            found[at] = field
            taken.add(field)
    return found | _sentences(grid, last, named, kinds, found)


def _aims(grid: Grid, last: int, named: Claims, kinds: Mapping[int, Kind | None]) -> dict[int, Field]:
    """“Yêu cầu” beside a column of amounts says what is aimed at; the amounts are the targets."""
    claims = named.get(Field.TARGET, [])
    if Field.OBJECTIVE in named or len(claims) != 1 or Kind.AMOUNT not in kinds.values():
        return {}
    at = claims[0][0]
    return {at: Field.OBJECTIVE} if contents.kind(grid, at, last) is Kind.SENTENCE else {}


def _is_doubtful(field: Field, weight: int) -> bool:
    return weight <= _WEAK and field in {Field.TASK, Field.LEAD}


def _differs(field: Field, holds: Kind | None) -> bool:
    """Whether the cells are plainly not what a weak header says."""
    if field is Field.LEAD:
        return holds is Kind.TIME
    return holds in {Kind.TIME, Kind.PEOPLE}


def _short_field(grid: Grid, at: int, last: int, holds: Kind | None, taken: Set[Field]) -> Field | None:
    """The field of a column of numbers, times, names, amounts or papers."""
    if holds is Kind.ORDINAL:
        return Field.NUMBER if Field.NUMBER not in taken and contents.counts(grid, at, last) else None
    if holds is Kind.TIME:
        return None if taken & set(_TIMES) else Field.TIME
    if holds is Kind.PEOPLE:
        return (
            next((field for field in (Field.LEAD, Field.SUPPORTING) if field not in taken), None)
            if Field.PEOPLE not in taken
            else None
        )
    if holds is Kind.AMOUNT:
        return Field.TARGET if Field.TARGET not in taken and contents.holds_numbers(grid, at, last) else None
    return Field.EVIDENCE if holds is Kind.PAPER and Field.EVIDENCE not in taken else None


def _sentences(
    grid: Grid, last: int, named: Claims, kinds: Mapping[int, Kind | None], found: Mapping[int, Field]
) -> dict[int, Field]:
    """Of columns of sentences: what is aimed at and what is done for it."""
    used = {at for claims in named.values() for at, _ in claims} | found.keys()
    open_ = [at for at, holds in kinds.items() if at not in used and holds in {Kind.SENTENCE, Kind.PAPER}]
    has_task, has_objective = Field.TASK in named, Field.OBJECTIVE in named
    if not open_ or (has_task and has_objective) or (Field.TARGET in named and has_task and not has_objective):
        return {}
    if has_objective:
        return {_most(grid, last, open_): Field.TASK}
    if has_task:
        task = named[Field.TASK][0][0]
        behind = behind_problems(named)
        aims = [at for at in open_ if behind <= at < task or contents.holds_numbers(grid, at, last)]
        return {aims[0]: Field.OBJECTIVE} if len(named[Field.TASK]) == 1 and aims else {}
    if len(named.keys() & {Field.LEAD, Field.SUPPORTING, Field.PEOPLE, Field.EVIDENCE, *_TIMES}) < 2:
        return {}
    if len(open_) == 1:
        return {open_[0]: Field.TASK}
    done = _most(grid, last, open_[1:]) if not contents.has_lists(grid, open_[0], last) else open_[0]
    return {next(at for at in open_ if at != done): Field.OBJECTIVE, done: Field.TASK}


def _most(grid: Grid, last: int, columns: Sequence[int]) -> int:
    """The column that lists what is to be done: with dashes, else the one that says most."""
    return max(
        columns,
        key=lambda at: (
            contents.has_lists(grid, at, last),
            sum(len(cell.text) for cell in contents.cells(grid, at, last)),
        ),
    )


def put(named: Claims, guessed: Mapping[int, Field]) -> Claims:
    """The claims with the guesses in them; what cells say of a column takes the place of a weak header."""
    found = {field: [claim for claim in claims if claim[0] not in guessed] for field, claims in named.items()}
    for at, field in guessed.items():
        found.setdefault(field, []).append((at, _SURE))
    return {field: claims for field, claims in found.items() if claims}


def behind_problems(named: Claims) -> int:
    """The first column behind those that say what is wrong: a goal under no known name stands there, its group before."""
    return max((at + 1 for at, weight in named.get(Field.PROBLEM, []) if weight < STATE), default=0)


def aimed(grid: Grid, headers: Sequence[str], found: Claims, last: int) -> Claims:
    """The claims with an objective: what is wrong is the statement where no column tells what is aimed at."""
    faults = [claim for claim in found.get(Field.PROBLEM, []) if claim[1] < STATE]
    if Field.OBJECTIVE in found or not faults:
        return found
    first = max(faults, key=lambda claim: (claim[1], -claim[0]))
    whole = any(_is_whole(grid, at, last) for at, _ in found.get(Field.TARGET, []))
    topic = any("noi dung" in text.fold(headers[at]) and at < first[0] for at, _ in found.get(Field.TASK, [])[:-1])
    if whole or topic:
        return found
    others = [claim for claim in found[Field.PROBLEM] if claim != first]
    rest = {field: claims for field, claims in found.items() if field is not Field.PROBLEM}
    return rest | {Field.OBJECTIVE: [first]} | ({Field.PROBLEM: others} if others else {})


def _is_whole(grid: Grid, at: int, last: int) -> bool:
    """Whether the targets are whole sentences, which need no statement beside them."""
    below = contents.cells(grid, at, last)
    return bool(below) and sum(len(cell.text.split()) for cell in below) >= _WHOLE * len(below)


def is_code(grid: Grid, header: str, at: int, last: int) -> bool:
    """“Mã tiêu chí” over A1.2, C4.3: a mark of a catalogue, which says nothing to a reader of the plan."""
    below = contents.cells(grid, at, last)
    return bool(_CODED.match(text.fold(header)) and below) and all(_CODE.fullmatch(cell.text.strip()) for cell in below)


def noted(
    grid: Grid,
    headers: Sequence[str],
    columns: Mapping[Field, Sequence[int]],
    last: int,
    apart: Collection[int],
) -> Mapping[int, str]:
    """Columns that have no place of their own but say something, with the label that the note gives them."""
    used = {at for field, ats in columns.items() if field not in _BESIDE for at in ats} | set(apart)
    said = [at for at in range(grid.width) if at not in used and _says(grid, at, last)]
    told = {cell for at in used for cell in contents.cells(grid, at, last)}  # a merged cell lies in several columns
    left = [
        at
        for at in said
        if not told.issuperset(contents.cells(grid, at, last)) and not is_code(grid, headers[at], at, last)
    ]
    alone = len(left) == 1 and Field.NOTE not in columns
    return {
        at: "" if alone and _is_prose(grid, at, last) and at in columns.get(Field.MEANS, ()) else headers[at]
        for at in left
    }


def _says(grid: Grid, at: int, last: int) -> bool:
    return any(text.fold(cell.text).strip(" .") not in plan_words.NOTHING for cell in contents.cells(grid, at, last))


def _is_prose(grid: Grid, at: int, last: int) -> bool:
    return contents.kind(grid, at, last) in {Kind.SENTENCE, Kind.PAPER, Kind.PEOPLE, None}
