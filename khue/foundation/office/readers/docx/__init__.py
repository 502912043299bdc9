"""Word files (.docx), read straight from WordprocessingML.

A library of documents builds an object for each thing it touches; a plan needs only text and the grid of its tables, so
the XML is walked once. Tracked insertions are kept and deletions left out, content controls are looked into, automatic
numbers and bullets are written out, tables inside cells are read too.
"""

from khue.foundation.office.readers.docx.document import read

__all__ = ["read"]
