import pytest

from khue.foundation.kernel import errors
from khue.foundation.kernel.codes import DocumentNumber


@pytest.mark.parametrize(
    ("written", "number", "year", "sign", "kind"),
    [
        ("554/QĐ-TCABC-TTĐBCL", "554", None, "QĐ-TCABC-TTĐBCL", "QĐ"),
        ("36/2017/TT-BGDĐT", "36", 2017, "TT-BGDĐT", "TT"),
        ("2617-QĐ/HVABC", "2617", None, "QĐ/HVABC", "QĐ"),
        ("4275 -TB/HVABC", "4275", None, "TB/HVABC", "TB"),
        ("/KH-SGDĐT", "", None, "KH-SGDĐT", "KH"),
        ("05/QĐ - THPT", "05", None, "QĐ-THPT", "QĐ"),
    ],
)
def test_document_number_is_taken_apart(written, number, year, sign, kind):
    parsed = DocumentNumber.parse(written)

    assert (parsed.number, parsed.year, parsed.sign, parsed.kind) == (
        number,
        year,
        sign,
        kind,
    )


@pytest.mark.parametrize("written", ["554/QĐ-TCABC-TTĐBCL", "36/2017/TT-BGDĐT", "2617-QĐ/HVABC", "/KH-SGDĐT"])
def test_document_number_is_written_as_it_was(written):
    assert str(DocumentNumber.parse(written)) == written


@pytest.mark.parametrize("written", ["", "554", "QĐ", "01/12/2021", "xin chào"])
def test_what_is_no_document_number_is_refused(written):
    with pytest.raises(errors.Invalid):
        DocumentNumber.parse(written)


def test_document_number_is_found_in_a_sentence():
    sentence = "(Kèm theo Quyết định số 12/QĐ-TCABC ngày 01 tháng 12 năm 2021 của Trường A)"

    assert DocumentNumber.find(sentence) == DocumentNumber("12", "QĐ-TCABC")
    assert DocumentNumber.find("Số:     /KH-SGDĐT, ngày 01/12/2021") is None
