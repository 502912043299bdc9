"""Numbers and signs of documents (số và ký hiệu), Decree 30/2020, appendix I: “554/QĐ-TCKTKTNHC-TTĐBCL”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khue.foundation.kernel import errors, text

_LETTERS = r"[A-ZĐĂÂÊÔƠƯÀ-Ỹ]"
_PART = rf"(?:{_LETTERS}[\wÀ-ỹ.]*|\d{{4}})"
_SIGN = rf"{_LETTERS}[\wÀ-ỹ.]*(?:\s?[-–&/]\s?{_PART})*"
_NUMBER = rf"(?P<number>\d{{1,6}}[a-zA-Z]?)?\s*(?:/(?P<year>(?:19|20)\d\d))?\s*[-/]\s*(?P<sign>{_SIGN})"
_DOCUMENT = re.compile(_NUMBER)
_DASHES = re.compile(r"\s?([-–&/])\s?")


@dataclass(frozen=True)
class DocumentNumber:
    """`number` as written (“05” stays “05”; empty before it is given), `year` only if written, `sign` after the slash."""

    number: str
    sign: str
    year: int | None = None
    separator: str = "/"

    @classmethod
    def parse(cls, written: str) -> DocumentNumber:
        """“554/QĐ-TCKTKTNHC-TTĐBCL”, “36/2017/TT-BGDĐT”, “2617-QĐ/HVBCTT”, “/KH-SGDĐT” (not numbered yet).

        Raises `Invalid` when the text is not a document number.
        """
        bare = text.squash(written)
        found = _DOCUMENT.fullmatch(bare)
        if not found:
            raise errors.Invalid(
                "document_number",
                f"“{bare}” không phải là số, ký hiệu văn bản. Hãy ghi như 554/QĐ-ABC.",
            )
        return cls._from(found)

    @classmethod
    def find(cls, sentence: str) -> DocumentNumber | None:
        """The first document number in a sentence that begins with a digit, or None."""
        for found in _DOCUMENT.finditer(text.squash(sentence)):
            if found["number"]:
                return cls._from(found)
        return None

    @classmethod
    def _from(cls, found: re.Match[str]) -> DocumentNumber:
        sign = _DASHES.sub(r"\1", found["sign"]).rstrip(".")
        year = int(found["year"]) if found["year"] else None
        before_sign = found[0][: found.start("sign") - found.start()].rstrip()
        return cls(
            number=found["number"] or "",
            sign=sign,
            year=year,
            separator=before_sign[-1],
        )

    @property
    def kind(self) -> str:
        """The sign of the kind of document: “QĐ”, “TB”, “KH”, “TT”."""
        return re.split(r"[-/]", self.sign)[0]

    def __str__(self) -> str:
        year = f"/{self.year}" if self.year else ""
        return f"{self.number}{year}{self.separator}{self.sign}"
