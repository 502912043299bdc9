"""One model, two printers: an `AdministrativeDocument` as a Word file or as PDF/A-2b, in the layout of its profile.

The document is composed once into plain lines and grids (`composition`), which both printers set as they are; so the two files say
the same words in the same sizes. Both functions are pure in their arguments and can move to a worker unchanged.
"""

from __future__ import annotations

from khue.engine.records import documents
from khue.engine.records.printing import composition, profiles
from khue.foundation.office import docx_out, typst_out

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def to_docx(document: documents.AdministrativeDocument) -> bytes:
    """The document as a .docx file."""
    return docx_out.write(composition.compose(document, profiles.profile(document.profile)))


def to_pdf(document: documents.AdministrativeDocument) -> bytes:
    """The document as a PDF/A-2b file, every font embedded."""
    return typst_out.write(composition.compose(document, profiles.profile(document.profile)))
