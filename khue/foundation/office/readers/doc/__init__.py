"""Word files of 1997 to 2003 (.doc), read from their binary structure: text, cells, rows, merged cells, list marks.

No other program is needed, and none that is there is trusted to keep tables: of two converters that were tried one dropped
every table. What this reader does not understand is left to them (`legacy`). Source of the structure: [MS-CFB], [MS-DOC].
"""

from khue.foundation.office.readers.doc import document
from khue.foundation.office.readers.doc.document import read

__all__ = ["document", "read"]
