"""What is clean already is taken as it is, and gives what looking at every letter gives."""

from hypothesis import example, given
from hypothesis import strategies as st

from khue.foundation.reading.targets import canvas

SIGNS = "aăâđêôơưÀỆữớ 0159%.,;&<>/pbr\n\t\u00a0\u00ad\u200b\u0301\u0323\u030c\u0489ƣ％\u2028Å"


@given(st.text(st.sampled_from(SIGNS) | st.characters(), max_size=40))
@example("Đạt từ 85% trở lên")
@example("e\u0323\u0302")
@example("5 &lt; 6")
def test_clean_text_is_taken_as_it_is(text: str) -> None:
    letter_by_letter = canvas.Canvas("", (), ())
    index = 0
    while index < len(text):
        end, seen = canvas._piece(text, index)
        letter_by_letter = canvas.Canvas(
            letter_by_letter.text + seen,
            letter_by_letter.starts + (index,) * len(seen),
            letter_by_letter.ends + (end,) * len(seen),
        )
        index = end
    found = canvas.clean(text)

    assert found.text == letter_by_letter.text
    places = range(len(found.text))
    assert [found.span(i, i + 1) for i in places] == [letter_by_letter.span(i, i + 1) for i in places]
