import unicodedata

import pytest

from khue.foundation.office import repairs
from khue.foundation.office.source import Document, Paragraph

GOOD = "Đảm bảo chất lượng đào tạo, tối thiểu 85% học sinh"


def _document(text):
    return Document("txt", (Paragraph(text),))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (unicodedata.normalize("NFD", GOOD), "letters_recomposed"),
        (GOOD.replace("ế", "ê\u0301").replace("ả", "a\u0309"), "letters_recomposed"),
        (GOOD.replace("ư", "ƣ"), "letters_replaced"),
        (GOOD.replace("đ", "ð").replace("Đ", "Ð"), "letters_replaced"),
    ],
    ids=["decomposed", "half composed", "wrong u", "wrong d"],
)
def test_text_is_repaired_with_a_remark(written, code):
    repaired = repairs.repaired(_document(written))

    assert [paragraph.text for paragraph in repaired.paragraphs] == [GOOD]
    assert [remark.code for remark in repaired.remarks] == [code]


def test_spaces_and_hyphens_nobody_sees_are_plain():
    assert repairs.plain("Tr\u00adưởng\u00a0khoa\u200b\nb") == "Trưởng khoa\nb"


def test_good_text_is_left_alone():
    document = _document(GOOD)

    assert repairs.repaired(document) is document


@pytest.mark.parametrize(
    "text",
    [
        "El niño comió muchísimo jamón en la montaña y después durmió la siesta más larga del año",
        "Öffentliche Schulen müssen größere Räume für Schülerinnen und Schüler schaffen, natürlich günstig",
        GOOD + " à la carte, naïve, façade, déjà vu, São Paulo, Zürich",
    ],
)
def test_other_languages_are_no_old_fonts(text):
    assert repairs.legacy_encoding(text) is None


def test_runs_in_fonts_of_today_are_left_alone():
    assert repairs.from_font("Trường", "Times New Roman") is None
