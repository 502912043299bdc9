"""Files that mean harm or are broken: a sentence in plain Vietnamese, never a traceback, never long."""

import io
import struct
import time
import zipfile
import zlib

import pypdf
import pytest

from khue.foundation.kernel import errors
from khue.foundation.office.opening import open_document
from khue.foundation.office.source import Limits
from tests.foundation import papers
from tests.foundation.papers import p

WORD = papers.raw_word(p("chữ"))


def _refusal(data, **options):
    with pytest.raises(errors.Refused) as refusal:
        open_document(data, **options)
    assert refusal.value.message.endswith(".") or "Hãy" in refusal.value.message
    return refusal.value.code


def _ole(*streams):
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names.ljust(2048, b"\0")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\x00\x00", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "picture"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "picture"),
        (_ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (_ole("Root Entry", "PowerPoint Document"), "other_office"),
        (_ole("PowerPoint"), "damaged"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "archive"),
        (papers.package({"a.txt": "chữ"}), "archive"),
        (papers.package({"ppt/presentation.xml": "<a/>"}), "other_office"),
        (
            papers.package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "other_office",
        ),
        (bytes(range(256)) * 40, "unknown"),
        (WORD[: len(WORD) // 2], "damaged"),
        (b"PK\x03\x04" + bytes(200), "damaged"),
        (b"%PDF-1.7\n" + bytes(200), "damaged"),
        (papers.raw_word("<w:p>"), "damaged"),
        (papers.raw_word(""), "no_text"),
        (papers.package({"word/x.xml": "<a/>", "word/media/a.png": b"x"}), "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, code):
    assert _refusal(data) == code


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize(
    "declared",
    [
        LAUGHS,
        LAUGHS.replace('"ha"', 'SYSTEM "file:///etc/passwd"'),
        " " * 0 + LAUGHS.replace("<!DOCTYPE", "<!--" + "x" * 5000 + "--><!DOCTYPE"),
    ],
    ids=["laughs", "outside file", "declared late"],
)
def test_entities_are_refused(declared):
    assert _refusal(papers.package({"word/document.xml": declared})) == "unsafe"


def test_entities_in_a_sheet_are_refused():
    parts = papers.parts_of(papers.excel([["a"]]))
    parts["xl/sharedStrings.xml"] = LAUGHS

    assert _refusal(papers.package(parts)) == "unsafe"


def test_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = papers.package({"word/document.xml": b"<a>" + b" " * (24 * 2**20)})
    started = time.monotonic()

    assert _refusal(bomb) == "bomb"
    assert time.monotonic() - started < 2


def test_zip_of_very_many_parts_is_refused():
    assert _refusal(papers.package({f"word/{n}.xml": "<a/>" for n in range(5_000)})) == "bomb"


def test_part_that_lies_about_its_size_is_refused():
    parts = papers.parts_of(papers.excel([["chữ" * 50] * 30] * 30))
    whole = bytearray(papers.package(parts))
    place = whole.index(b"xl/worksheets/sheet1.xml", whole.index(b"PK\x01\x02"))
    struct.pack_into("<I", whole, place - 46 + 24, 10)

    assert _refusal(bytes(whole)) == "damaged"


def test_encrypted_zip_is_refused():
    whole = bytearray(WORD)
    for found in (whole.index(b"PK\x01\x02") + 8, whole.index(b"PK\x03\x04") + 6):
        whole[found] |= 1

    assert _refusal(bytes(whole)) == "encrypted"


def test_large_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "lon.docx"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)
    started = time.monotonic()

    with pytest.raises(errors.TooLarge) as refusal:
        open_document(path)
    assert (refusal.value.code, time.monotonic() - started < 0.1) == ("too_large", True)


def test_farthest_cell_is_refused_before_the_grid_is_made():
    """The fast reader would ask for half a terabyte here and end the process."""
    parts = papers.parts_of(papers.excel([["a"]]))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )

    assert _refusal(papers.package(parts)) == "too_large"


def test_million_rows_are_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_001))
    parts = papers.parts_of(papers.excel([["a"]]))
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"

    assert _refusal(papers.package(parts)) == "too_large"
    assert _refusal(b"a\tb\tc\n" * 1_000_000) == "too_large"
    assert _refusal(b"a,b,c\n" * 1_000_000, filename="x.csv") == "too_large"


def test_sheet_that_repeats_a_row_a_million_times_is_refused():
    row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>'

    assert _refusal(papers.sheet(f"<table:table>{row}</table:table>")) == "too_large"


def test_deep_nesting_is_refused():
    depth = 400
    body = "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth

    assert _refusal(papers.raw_word(body)) == "damaged"


def _pdf(**options):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if options.get("password"):
        writer.encrypt(options["password"], algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def test_pdf_without_text_is_a_scan():
    assert _refusal(_pdf()) == "scan"


def test_encrypted_pdf_is_refused():
    assert _refusal(_pdf(password="x")) == "encrypted"


def test_pdf_with_a_packed_bomb_is_refused():
    packed = zlib.compress(b" " * (4 * 2**20))
    data = b"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream\nendobj\n"

    assert _refusal(data, limits=Limits(unzipped=2**20)) == "bomb"
    assert _refusal(data.replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")) == "bomb"


def test_limits_can_be_narrowed():
    rows = "\n".join("a\tb\tc" for _ in range(11)).encode()

    assert _refusal(rows, limits=Limits(rows=10)) == "too_large"
    assert len(open_document(rows, limits=Limits(rows=11)).tables[0].rows) == 11


def test_zip_with_broken_sums_is_refused():
    whole = bytearray(papers.package({"word/document.xml": papers.parts_of(WORD)["word/document.xml"]}))
    place = whole.index(b"PK\x01\x02") + 16
    whole[place : place + 4] = b"\0\0\0\0"

    assert _refusal(bytes(whole)) == "damaged"
    assert zipfile.is_zipfile(io.BytesIO(bytes(whole)))


# ---- what a file brings along, or asks for, and never gets


@pytest.fixture
def no_network(monkeypatch):
    """Whoever opens a connection fails the test."""

    def refuse(*_args, **_more):
        raise AssertionError("a file made the program open a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)


OUTSIDE = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
 Target="http://192.0.2.1/mau.dotm" TargetMode="External"/>
<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
 Target="file:///etc/passwd" TargetMode="External"/></Relationships>"""


def _words(data, **options):
    return [block.text for block in open_document(data, **options).blocks if hasattr(block, "text")]


def test_links_to_the_outside_are_not_followed(no_network):
    parts = papers.parts_of(WORD)
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/settings.xml.rels"] = OUTSIDE

    assert _words(papers.package(parts)) == ["chữ"]


def test_a_page_asks_for_nothing_from_the_outside(no_network):
    page = (
        '<html><head><link rel="stylesheet" href="http://192.0.2.1/a.css"><script src="http://192.0.2.1/a.js"></script></head>'
        '<body><iframe src="file:///etc/passwd"></iframe><img src="http://192.0.2.1/a.png" onerror="alert(1)"><p>chữ</p></body></html>'
    )

    assert _words(page.encode(), filename="a.html") == ["chữ"]


@pytest.mark.parametrize("kind", ["word", "xl"])
def test_macros_are_left_alone(kind):
    whole = WORD if kind == "word" else papers.excel([["chữ", "số"]])
    plain, parts = open_document(whole), papers.parts_of(whole)
    parts[f"{kind}/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Attribute VB_Name = AutoOpen" + bytes(600)

    assert open_document(papers.package(parts)).blocks == plain.blocks


def test_names_that_climb_out_of_the_archive_write_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    parts = papers.parts_of(WORD)
    parts["../../thoat.xml"] = parts["/tmp/khue-thoat.xml"] = parts["word/../../thoat.xml"] = b"<a/>"

    assert _words(papers.package(parts)) == ["chữ"]
    assert list(tmp_path.parent.rglob("*thoat*")) == []


def test_formulas_are_read_as_what_they_last_said():
    parts = papers.parts_of(papers.excel([["a"]]))
    cell = '<row r="1"><c r="A1" t="str"><f>WEBSERVICE("http://192.0.2.1/")</f><v>chữ</v></c></row>'
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cell}</sheetData></worksheet>'
    )

    assert [[cell.text for cell in row] for row in open_document(papers.package(parts)).tables[0].rows] == [["chữ"]]
