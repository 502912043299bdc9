"""A procedure as the controlled document that it is: the same paper as a Word file and as PDF/A."""

from __future__ import annotations

from khue.engine.procedures.printing import paper
from khue.engine.procedures.printing.paper import Facts
from khue.foundation.office import docx_out, typst_out

__all__ = ["Facts", "to_docx", "to_pdf"]


def to_docx(facts: Facts) -> bytes:
    """The procedure as a .docx file, its flow charts as pictures."""
    return docx_out.write(paper.compose(facts))


def to_pdf(facts: Facts) -> bytes:
    """The procedure as a PDF/A-2b file, its flow charts as drawings."""
    return typst_out.write(paper.compose(facts))
