"""Who wrote a value: what a person changed is theirs."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz import provenance

VALUES = st.one_of(st.text(), st.lists(st.text()), st.none(), st.booleans())


@settings(deadline=None)
@given(VALUES)
def test_what_the_machine_signed_it_may_write_again(value: object) -> None:
    signed = provenance.sign({"summary": value})
    assert provenance.free("summary", value, signed)
    assert set(signed) == ({"summary"} if value else set())


@settings(deadline=None)
@given(VALUES, VALUES)
def test_what_a_person_changed_is_never_overwritten(ours: object, theirs: object) -> None:
    signed = provenance.sign({"summary": ours})
    if signed and json.dumps(ours) != json.dumps(theirs):
        assert not provenance.free("summary", theirs, signed)


@settings(deadline=None)
@given(VALUES)
def test_what_nobody_signed_is_free_only_while_it_says_nothing(value: object) -> None:
    assert provenance.free("kicker", value, {}) == (not value)


def test_what_a_person_took_out_stays_out() -> None:
    signed = provenance.sign({"tags": ["المياه"]})
    assert not provenance.free("tags", [], signed)
    assert not provenance.free("tags", None, signed)


def test_a_fingerprint_is_the_same_on_every_machine() -> None:
    assert provenance.fingerprint("المياه") == "c987808f"
    assert provenance.fingerprint(["المياه", "السنديان"]) == "fd4ac3c0"
    assert provenance.fingerprint(["السنديان", "المياه"]) != "fd4ac3c0"
    assert provenance.fingerprint("1") != provenance.fingerprint(1)
