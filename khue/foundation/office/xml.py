"""XML that came from outside: no entities, no network, no document type, no giant nodes."""

from __future__ import annotations

import re

from lxml import etree

from khue.foundation.office import refusals

# Neither Word nor Excel nor LibreOffice writes a document type into its parts; whoever does wants entities.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PROLOGUE = 4096


def has_entities(data: bytes) -> bool:
    """Whether the part declares a document type or hides it in another encoding."""
    return bool(_DOCTYPE.search(data, 0, _PROLOGUE)) or data[:2] in {b"\xff\xfe", b"\xfe\xff"}


def parse(data: bytes) -> etree._Element:
    """The root of the XML. Raises `Unreadable` ("unsafe", "damaged")."""
    if has_entities(data):
        raise refusals.refused("unsafe")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise refusals.refused("damaged") from None
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise refusals.refused("unsafe")
    return root
