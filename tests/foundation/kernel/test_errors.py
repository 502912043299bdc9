import pytest

from khue.foundation.kernel import errors


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.NotAllowed, 403),
        (errors.NotFound, 404),
        (errors.Conflict, 409),
        (errors.TooLarge, 413),
        (errors.Unreadable, 422),
        (errors.Invalid, 422),
    ],
)
def test_refusal_carries_code_sentence_and_status(kind, status):
    refusal = kind("why", "Không làm được.")

    assert isinstance(refusal, errors.Refused)
    assert (refusal.code, refusal.message, refusal.status, str(refusal)) == (
        "why",
        "Không làm được.",
        status,
        "Không làm được.",
    )


def test_invalid_names_its_fields():
    refusal = errors.Invalid("form", "Có ô chưa đúng.", {"name": ("Chưa ghi tên.",)})

    assert refusal.fields == {"name": ["Chưa ghi tên."]}
    assert errors.Invalid("form", "Có ô chưa đúng.").fields == {}


def refuse_all_but(person, *, wanted):
    if person != wanted:
        raise errors.NotAllowed("no", "Không được.")


def test_a_rule_is_asked_as_a_yes_or_no():
    assert errors.allows(refuse_all_but, "Hạnh", wanted="Hạnh")
    assert not errors.allows(refuse_all_but, "Trâm", wanted="Hạnh")


def test_a_fault_of_the_program_is_no_answer_of_a_rule():
    with pytest.raises(ZeroDivisionError):
        errors.allows(divmod, 1, 0)
