"""The tables of a set's life cover every state and every transition."""

from __future__ import annotations

from khue.foundation.audit_trail import wording
from khue.quality.objectives import contents, terms
from khue.quality.objectives import wording as own

STATES = [code for code, _label in terms.SET_STATES]


def test_every_state_has_a_label_an_owner_and_its_ways_out() -> None:
    assert set(terms.TRANSITIONS) == set(terms.OWNERS) == set(STATES)
    assert all(str(label) for _code, label in terms.SET_STATES)
    assert all(str(owner) for owner in terms.OWNERS.values())


def test_every_transition_has_a_verb_with_a_sentence() -> None:
    transitions = {(state, to) for state, ways in terms.TRANSITIONS.items() for to in ways}
    assert set(terms.VERBS) == transitions
    assert set(terms.VERBS.values()) <= wording.known()


def test_transitions_lead_to_states_and_every_state_is_reached() -> None:
    reached = {to for ways in terms.TRANSITIONS.values() for to in ways}
    assert reached | {terms.DRAFT} == set(STATES)


def test_what_is_issued_never_becomes_a_draft_again() -> None:
    assert terms.TRANSITIONS[terms.ISSUED] == {terms.SUPERSEDED, terms.RECALLED}
    assert terms.TRANSITIONS[terms.RECALLED] == frozenset()
    assert terms.TRANSITIONS[terms.SUPERSEDED] == terms.TRANSITIONS[terms.WITHDRAWN] == frozenset()


def test_every_verb_of_this_app_has_a_sentence() -> None:
    assert set(own.SENTENCES) <= wording.known()


def test_contents_and_terms_speak_of_the_same_things() -> None:
    assert set(contents.COMPARATORS) == {code for code, _label in terms.COMPARATORS}
    assert set(contents.RECURRENCES) == {code for code, _label in terms.RECURRING}
    assert set(contents.PARTS) == {code for code, _label in terms.PARTS}
