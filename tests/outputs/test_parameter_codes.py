"""Codes tell names apart, and those of other names stay when one comes or goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.parameter_codes import changed_codes, codes_in, codes_of, recode

_NAMES = st.sets(st.text(max_size=3), max_size=40)
_MANY = [f"name_{number}" for number in range(5000)]


@given(_NAMES)
def test_no_code_begins_with_another_and_a_text_of_codes_comes_apart(names: set[str]):
    codes = codes_of(names)
    assert codes.keys() == names
    found = sorted(codes.values())
    assert all(not other.startswith(one) for one in found for other in found if one is not other)
    assert codes_in("".join(codes[name] for name in sorted(names))) == [codes[name] for name in sorted(names)]
    assert all(code.isascii() and code.isprintable() and not set(code) & set('"\\ ,-.') for code in found)


@given(_NAMES, _NAMES)
def test_changes_give_the_codes_that_all_names_would_get(before: set[str], after: set[str]):
    codes = codes_of(before)
    assert changed_codes(codes, after - before, before - after) == codes_of(after)


@given(_NAMES, st.text(max_size=3), st.data())
def test_uses_are_rewritten_where_a_code_changed(names: set[str], new: str, data: st.DataObject):
    before, after = codes_of(names), codes_of({*names, new})
    uses = data.draw(st.lists(st.sampled_from(sorted(names)), max_size=8)) if names else []
    text = ",".join(before[name] for name in uses)
    assert recode(text, before, after) == ",".join(after[name] for name in uses)


def test_codes_are_short_and_a_new_name_changes_one_other_at_most():
    codes = codes_of(_MANY)
    assert sum(map(len, codes.values())) < 3.2 * len(codes)
    for number in range(300):
        after = changed_codes(codes, [f"new_{number}"], ())
        assert sum(after[name] != code for name, code in codes.items()) <= 1
