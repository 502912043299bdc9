"""Whatever comes in, a `Refused` comes out or a plan, and soon."""

import contextlib
import time
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khue.foundation.kernel import errors
from khue.foundation.office.readers import doc
from khue.foundation.office.source import Limits
from khue.foundation.reading import read_plan, slips
from khue.foundation.reading.plan import items, people
from tests.foundation import papers

ROWS = [
    ["TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì và phối hợp", "Thời gian", "Minh chứng"],
    ["1", "Đạt từ 85% trở lên", "- Một\n- Hai", "Chủ trì: A\nPhối hợp: B", "Tháng 9/2023", "Báo cáo"],
    ["2", "Có tối thiểu 05 lớp", "Ba", "C, D", "Suốt năm học", ""],
]
KINDS = {
    "docx": papers.word("KẾ HOẠCH NĂM HỌC 2023-2024", ROWS),
    "xlsx": papers.excel(ROWS),
    "csv": "\n".join(";".join(row).replace("\n", " ") for row in ROWS).encode(),
    "txt": "\n".join("\t".join(row).replace("\n", " ") for row in ROWS).encode("utf-16"),
    "html": b"<table>" + b"".join(b"<tr>%s</tr>" % b"".join(b"<td>%s" % c.encode() for c in row) for row in ROWS),
}
LONGEST = 5.0
SETTINGS = settings(
    max_examples=60, deadline=timedelta(seconds=LONGEST), suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
XML_WORDS = st.sampled_from(
    [
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:p",
        "w:r",
        "w:t",
        "w:sdt",
        "w:sdtContent",
        "w:ins",
        "w:del",
        "w:vMerge",
        "w:tcPr",
        "w:trPr",
    ]
)


def _reads_or_refuses(data, **options):
    started = time.monotonic()
    with contextlib.suppress(errors.Refused):  # a refusal is as good an answer as a plan
        read_plan(data, **options).to_json(with_sources=True)
    assert time.monotonic() - started < LONGEST


@SETTINGS
@given(st.binary(max_size=2_000))
def test_any_bytes(data):
    _reads_or_refuses(data)


@SETTINGS
@given(st.text(max_size=2_000))
def test_any_text(text):
    _reads_or_refuses(text.encode("utf-8", "surrogatepass"))


@SETTINGS
@given(
    st.sampled_from(sorted(KINDS)),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=30),
    st.integers(0, 10**6),
)
def test_changed_and_cut_files(kind, changes, cut):
    data = bytearray(KINDS[kind])
    for place, value in changes:
        data[place % len(data)] = value
    _reads_or_refuses(bytes(data[: cut % len(data)] if cut % 3 == 0 else data), filename=f"x.{kind}")


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 10**6), XML_WORDS, st.booleans()), min_size=1, max_size=6))
def test_word_with_elements_put_in_and_taken_out(changes):
    parts = papers.parts_of(KINDS["docx"])
    xml = parts["word/document.xml"].decode()
    for place, name, taken in changes:
        spots = [at for at in range(len(xml)) if xml.startswith(f"<{name}>" if taken else "<w:p>", at)]
        if spots:
            at = spots[place % len(spots)]
            end = xml.find(f"</{name}>", at)
            xml = xml[:at] + xml[end + len(name) + 3 :] if taken and end > 0 else f"{xml[:at]}<{name}/>{xml[at:]}"
    _reads_or_refuses(papers.package(parts | {"word/document.xml": xml}))


CELL = st.sampled_from(
    ["", "1", "2.1", "I", "Mục tiêu", "Chủ trì", "Thời gian", "Đạt 85%", "- a\n- b", "tổng", "Người lập", "tiếp theo"]
)


@SETTINGS
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=12))
def test_any_grid(rows):
    _reads_or_refuses("\n".join("\t".join(row).replace("\n", " ") for row in [ROWS[0], *rows]).encode())


@SETTINGS
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=200), st.booleans())
def test_old_word_with_anything_in_it(shared, changes, cut):
    data = bytearray((shared / "fixtures/khoa-co-khi-2021-2022.doc").read_bytes())
    for place, value in changes:
        data[place % len(data)] = value
    try:
        doc.document.blocks_of(bytes(data[: changes[0][0] % len(data)] if cut else data), Limits())
    except (errors.Refused, *doc.document.BROKEN):
        return  # the reader of this structure gives up, and the converters are asked


@SETTINGS
@given(st.lists(st.text(alphabet="aĐáạ -–+.;:,()và1\n", max_size=30), max_size=5))
def test_lists_and_names_take_anything(lines):
    items.split(lines)
    people.read(lines)
    slips.repaired(" ".join(lines), lambda wrong, right: None)
