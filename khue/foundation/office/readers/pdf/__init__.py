"""PDF files with a text layer: tables by their ruled lines, paragraphs rebuilt from the places of words on the page."""

from khue.foundation.office.readers.pdf.document import read

__all__ = ["read"]
