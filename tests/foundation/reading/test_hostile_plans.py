"""Whole files made to be slow: each is read or refused in a moment, whatever it holds."""

from __future__ import annotations

import time
import zlib

import pytest

from khue.foundation.kernel import errors
from khue.foundation.reading import read_plan
from tests.foundation import papers
from tests.foundation.papers import p, tbl, tc, tr

LONGEST = 5.0
HEAD = tr("TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Thời gian")
END = "\nMỤC TIÊU\n1. a\n2. b"


def _row(**cells: str) -> bytes:
    plain = {"statement": "Đạt 85%", "task": "Làm", "lead": "A", "time": "Tháng 9"} | cells
    return papers.raw_word(papers.tbl(HEAD, tr("1", *plain.values())))


def _pdf(drawn: bytes) -> bytes:
    stream = zlib.compress(drawn)
    font = b"<</Font<</F1 5 0 R>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources%s>>" % font]
    objects += [b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream)]
    objects += [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, one) for at, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def _merged(ranges: int) -> bytes:
    parts = papers.parts_of(papers.excel([["TT", "Mục tiêu", "Chủ trì"], *[["1", "Đạt 85%", "A"]] * 5_000]))
    merges = b"".join(b'<mergeCell ref="A%d:IV5000"/>' % at for at in range(3, ranges))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>")
    return papers.package(parts)


SPANS = (
    'table:number-rows-spanned="99999999" table:number-columns-spanned="99999999" table:number-columns-repeated="1000"'
)
CELL = f"<table:table-cell {SPANS}><text:p>Mục tiêu</text:p></table:table-cell>"
READ = {
    "very long statement": _row(statement="đạt 85% " * 60_000),
    "spaces behind a label": _row(lead="Chủ trì" + " " * 60_000 + "x"),
    "no-break spaces": _row(statement="\u00a0" * 300_000 + "Đạt 85%", lead="A" + "\u00a0" * 100_000),
    "many names": _row(lead=", ".join(f"Phòng {n}" for n in range(20_000))),
    "many tasks": papers.raw_word(tbl(HEAD, tr("1", "Đạt 85%", tc(*[p("- việc")] * 20_000), "A", "Tháng 9"))),
    "commas behind a unit": ("Đơn vị: A" + ",(-" * 60_000 + END).encode(),
    "a ruler that ends otherwise": ("a\tb\tc\n" + "-" * 100_000 + "x" + END).encode(),
    "leaders that end otherwise": ("ĐƠN VỊ" + "." * 100_000 + "x" + END).encode(),
    "tags that never end": ("<b " * 100_000 + END).encode(),
}
REFUSED = {
    "a page of a million signs": (_pdf(b"q " * 2_000_000), "slow"),
    "spans beyond the sheet": (papers.sheet(f"<table:table><table:table-row>{CELL}</table:table-row></table:table>"), "too_large"),
    "merges over one another": (_merged(3_000), "damaged"),
    "a plan of too many rows": (papers.raw_word(tbl(HEAD, *[tr("1", "Đạt 5%", "b", "c", "d")] * 4_000)), "too_large"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_slow_words_are_read_in_a_moment(name):
    started = time.process_time()
    plan = read_plan(READ[name])

    assert (bool(plan.objectives), time.process_time() - started < LONGEST) == (True, True)


@pytest.mark.parametrize(
    "line", ["Minh chứng: " + "sổ; " * 30_000, "Chủ trì: toàn thể " + "giáo viên, " * 10_000], ids=["papers", "people"]
)
def test_long_lists_in_running_text_are_read_in_a_moment(line):
    started = time.process_time()
    plan = read_plan(f"Mục tiêu 1: Đạt 80%\nBiện pháp: Ôn tập\n{line}\nThời gian: 10/2023".encode())

    assert (len(plan.objectives), time.process_time() - started < LONGEST) == (1, True)


@pytest.mark.parametrize("name", REFUSED)
def test_slow_structures_are_refused_in_a_moment(name):
    data, code = REFUSED[name]
    started = time.process_time()

    with pytest.raises(errors.Refused) as refusal:
        read_plan(data)
    assert (refusal.value.code, time.process_time() - started < LONGEST) == (code, True)


def test_wide_csv_is_refused():
    with pytest.raises(errors.TooLarge):
        read_plan(b"a," * 100_000, filename="x.csv")


def test_statement_that_is_too_long_is_told():
    plan = read_plan(READ["very long statement"])

    assert "statement_too_long" in {remark.code for remark in plan.remarks}
