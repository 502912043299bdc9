"""Whether a file is another one with signatures added and nothing else: what an outside signing program gives back.

pyHanko judges what came after a signature; what came between our file and the first signature is judged here, object by object.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

OF_SIGNING = {"/AcroForm", "/Perms", "/DSS", "/Extensions", "/Metadata", "/Version"}
"""Entries of the catalogue that signing may add or change; none of them draws on a page."""
OF_FORM = {"/Fields", "/SigFlags", "/DR", "/DA"}
LARGEST = 0.25
"""The part of a page that the mark of a signature may take: a larger one could stand over the text."""


def only_signed_since(original: bytes, content: bytes) -> bool:
    """`content` begins with the very bytes of `original`, shows the same pages, and adds nothing but signatures with their marks.

    False too for what cannot be read: what was not understood is not vouched for.
    """
    if not content.startswith(original) or len(content) == len(original):
        return False
    try:
        old, new = PdfFileReader(io.BytesIO(original)), PdfFileReader(io.BytesIO(content))
        return _catalogue(old.root, new.root) and _form(old.root, new.root)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _catalogue(old: Any, new: Any) -> bool:
    """The same entries with the same content, those of signing apart."""
    if set(old) - OF_SIGNING != set(new) - OF_SIGNING:
        return False
    return _same((old.raw_get(key), new.raw_get(key)) for key in set(old) - OF_SIGNING)


def _form(old: Any, new: Any) -> bool:
    """Every field that was there is as it was; new ones are signatures."""
    before, after = _entry(old, "/AcroForm", {}), _entry(new, "/AcroForm", {})
    if not set(after) <= set(before) | OF_FORM:
        return False
    kept = set(before) - OF_FORM
    return (
        kept <= set(after)
        and _same((before.raw_get(key), after.raw_get(key)) for key in kept)
        and _same_then(_rows(before, "/Fields"), _rows(after, "/Fields"), _is_signature)
    )


def _same(pairs: Iterable[tuple[Any, Any]]) -> bool:
    """Both trees say the same, wherever their objects lie in the file. A page may have marks of signatures more."""
    waiting, seen = list(pairs), set()
    while waiting:
        old, new = waiting.pop()
        key = _reference(old), _reference(new)
        if None not in key:
            if key in seen:
                continue
            seen.add(key)
        old, new = _told(old), _told(new)
        if type(old) is not type(new):
            return False
        below = _below(old, new)
        if below is None:
            return False
        waiting += below
    return True


def _below(old: Any, new: Any) -> list[tuple[Any, Any]] | None:
    """What is still to be compared inside a pair; None when they differ already."""
    if isinstance(old, generic.DictionaryObject):
        marks = {"/Annots"} if _entry(old, "/Type") == "/Page" else set()
        keys = set(old) - marks
        if keys != set(new) - marks or (marks and not _marks(old, new)):
            return None
        if isinstance(old, generic.StreamObject) and old.encoded_data != new.encoded_data:
            return None
        return [(old.raw_get(key), new.raw_get(key)) for key in keys]
    if isinstance(old, generic.ArrayObject):
        pairs = [(old.raw_get(n), new.raw_get(n)) for n in range(min(len(old), len(new)))]
        return pairs if len(old) == len(new) else None
    if isinstance(old, generic.BooleanObject):
        return [] if old.value == new.value else None
    return [] if isinstance(old, generic.NullObject) or old == new else None


def _marks(old: Any, new: Any) -> bool:
    """The page's annotations: those that were there, then marks of signatures that leave the page readable."""
    left, bottom, right, top = (float(one) for one in _inherited(new, "/MediaBox"))
    room = LARGEST * abs((right - left) * (top - bottom))

    def fits(mark: Any) -> bool:
        x0, y0, x1, y1 = (float(one) for one in mark["/Rect"])
        return _entry(mark, "/Subtype") == "/Widget" and _is_signature(mark) and abs((x1 - x0) * (y1 - y0)) <= room

    return _same_then(_rows(old, "/Annots"), _rows(new, "/Annots"), fits)


def _same_then(old: list[Any], new: list[Any], may_follow: Any) -> bool:
    """The rows begin alike; each that follows may. Pages and parents are compared where they stand, so they are left out here."""
    if len(new) < len(old):
        return False
    pairs = []
    for before, after in zip(old, new, strict=False):
        if set(before) != set(after):
            return False
        pairs += [(before.raw_get(key), after.raw_get(key)) for key in set(before) - {"/P", "/Parent"}]
    return _same(pairs) and all(may_follow(one) for one in new[len(old) :])


def _is_signature(field: Any) -> bool:
    """A signature field that runs no script."""
    return _inherited(field, "/FT") == "/Sig" and not {"/A", "/AA", "/Kids"} & set(field)


def _inherited(thing: Any, key: str) -> Any:
    """An entry of a page or field, or of what it hangs from; None when nobody says."""
    for _step in range(20):
        if key in thing or "/Parent" not in thing:
            return _entry(thing, key)
        thing = thing["/Parent"]
    return None


def _entry(thing: Any, key: str, otherwise: Any = None) -> Any:
    """What a dictionary holds, followed to where it lies (pyHanko's own `get` gives the reference)."""
    return thing[key] if key in thing else otherwise  # noqa: SIM401


def _rows(thing: Any, key: str) -> list[Any]:
    return [_told(one) for one in _entry(thing, key, ())]


def _reference(thing: Any) -> tuple[int, int] | None:
    return (thing.idnum, thing.generation) if isinstance(thing, generic.IndirectObject) else None


def _told(thing: Any) -> Any:
    return thing.get_object() if isinstance(thing, generic.IndirectObject) else thing
