"""The administrative document: what a paper says, not how it looks. Pure values; `printing` sets them as Word file and PDF.

    plan = AdministrativeDocument(
        letterhead=Letterhead(superior="UBND TỈNH GIA LAI", issuer="TRƯỜNG CAO ĐẲNG NGHỀ AN BÌNH"),
        number="12/KH-CĐAB", place="Gia Lai", on=date(2026, 9, 5),
        type_name="KẾ HOẠCH", abstract="Thực hiện mục tiêu chất lượng năm học 2026 - 2027",
        form=FormMark(code="BM.ĐBCL-04.04", issue_number="03", effective_on=date(2018, 9, 5)),
        orientation="landscape",
        body=(
            Heading("I. MỤC TIÊU"),
            Paragraph("Nhà trường phấn đấu đạt các mục tiêu sau:"),
            Table(
                columns=(Column("TT", 1, align="center"), Column("Mục tiêu", 5), Column("Bắt đầu", 2, group="Thời gian"),
                         Column("Kết thúc", 2, group="Thời gian"), Column("Chủ trì, phối hợp", 4)),
                rows=(row("1", "Hiệu suất đào tạo từ 85% trở lên", "9/2026", "6/2027",
                          (labelled("Chủ trì:", "Trưởng khoa"), *bullets("Phòng Đào tạo", "GVCN"))),),
            ),
        ),
        boxes=(SignatureBox("Người soạn thảo", position="Trưởng khoa", name="Lê Văn An"),
               SignatureBox("Người xem xét"), SignatureBox("Người phê duyệt")),
        recipients=Recipients(("Các đơn vị (để thực hiện)",), archive="VT, ĐBCL"),
    )
    printing.to_docx(plan); printing.to_pdf(plan)

Source of the parts: Decree 30/2020/NĐ-CP, appendix I; the three boxes and the form codes: seed 000; the two-storey head: seed 001.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

NATIONAL, PARTY = "nd30-2020", "hd36-2018"
Orientation = Literal["portrait", "landscape"]
CellAlign = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a cell or a list, with the sign that hangs before it ("" for none)."""

    text: Text
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, set to both margins with an indented first line."""

    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; level 0 stands in the middle ("QUYẾT ĐỊNH:"), 1 is bold and upright, 2 bold and italic."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class ItemList:
    """Lines of the body with a hanging sign."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` is a share of the table; neighbours of the same `group` get a common head above their titles."""

    title: str
    width: float = 1
    align: CellAlign = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, line by line. `align` of None follows the column."""

    lines: tuple[Item, ...] = ()
    align: CellAlign | None = None
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that is repeated on every page. `numbered` adds a row (1), (2), … under the titles.

    A cell that spans rows is left out of the rows below it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbered: bool = False
    caption: str = ""


Block = Paragraph | Heading | ItemList | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues the paper, and under whom. Written as it should be printed (in capitals)."""

    issuer: str
    superior: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMark:
    """The form that a paper fills in: stands in the head of every page."""

    code: str
    issue_number: str = ""
    effective_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signer. `capacity` is TM., Q., KT., TL., TUQ. or ""; `whom` the body or head it refers to.

    KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG is `capacity="KT.", whom="HIỆU TRƯỞNG", position="PHÓ HIỆU TRƯỞNG"`.
    """

    position: str
    name: str = ""
    capacity: str = ""
    whom: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The lines above the signature."""
        if not self.capacity:
            return (self.position,)
        first = f"{self.capacity} {self.whom or self.position}"
        return (first, self.position) if self.whom and self.position else (first,)


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """One of the boxes "Người soạn thảo", "Người xem xét", "Người phê duyệt"; `note` says how it was signed."""

    title: str
    position: str = ""
    name: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận. `archive` is what follows "Lưu:"."""

    lines: tuple[str, ...] = ()
    archive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex on pages of its own, numbered on their own. `label` is "Phụ lục" or "Phụ lục I", "" for none;
    `issued_with` is "Kèm theo Quyết định số …", printed in brackets."""

    title: str
    label: str = ""
    issued_with: str = ""
    body: tuple[Block, ...] = ()
    orientation: Orientation = "portrait"
    boxes: tuple[SignatureBox, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeDocument:
    """A whole paper. Without `type_name` it is a letter (công văn) and its abstract stands under the number after "V/v".

    `number` "12/KH-CĐAB", or "/KH-CĐAB" when the number is not given yet; `on` None leaves the day open.
    `authority` is who decides, in capitals above the bases of a decision ("HIỆU TRƯỞNG TRƯỜNG …"). `prepared_at` only dates the
    file's properties.
    """

    letterhead: Letterhead
    abstract: str
    type_name: str = ""
    number: str = ""
    place: str = ""
    on: date | None = None
    issued_with: str = ""
    form: FormMark | None = None
    addressees: tuple[str, ...] = ()
    authority: str = ""
    legal_bases: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signatures: tuple[Signature, ...] = ()
    boxes: tuple[SignatureBox, ...] = ()
    recipients: Recipients | None = None
    annexes: tuple[Annex, ...] = ()
    orientation: Orientation = "portrait"
    profile: str = NATIONAL
    prepared_at: datetime | None = None

    @property
    def title(self) -> str:
        """The name of the paper in one line, for the properties of the file."""
        return " ".join(part for part in (self.type_name.capitalize(), self.abstract) if part)


CellLike = Cell | str | tuple[Item | str, ...]


def columns(told: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns of a form as its pack tells them (`FormDefinition.definition["columns"]`)."""
    return tuple(
        Column(one["title"], one.get("width", 1), one.get("align", "left"), one.get("group", "")) for one in told
    )


def cell(said: CellLike, *, bold: bool = False) -> Cell:
    """A cell from a text, from lines, or as it is."""
    if isinstance(said, Cell):
        return said
    if isinstance(said, str):
        return Cell((Item(said),) if said else (), bold=bold)
    return Cell(tuple(line if isinstance(line, Item) else Item(line) for line in said), bold=bold)


def row(*said: CellLike, bold: bool = False) -> tuple[Cell, ...]:
    """A row of a table."""
    return tuple(cell(one, bold=bold) for one in said)


def bullets(*texts: Text) -> tuple[Item, ...]:
    """Lines with a hyphen before each; empty ones are left out."""
    return tuple(Item(text, "-") for text in texts if text)


def labelled(label: str, said: str) -> Item:
    """A line that begins with a word in bold: "Chủ trì:" …"""
    return Item((Span(label + " ", bold=True), Span(said)))
