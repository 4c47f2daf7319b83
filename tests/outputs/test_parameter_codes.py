"""Codes tell names apart, and those of other names stay when one comes or goes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.outputs.parameter_codes import changed_codes, codes_in, codes_of, recode

_NAMES = st.sets(st.text(max_size=3), max_size=40)


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
    codes, now = codes_of(before), codes_of(after)
    changed = changed_codes(codes.items(), after - before, before - after)
    assert changed == {name: code for name, code in now.items() if codes.get(name) != code}


@settings(max_examples=20)
@given(st.sets(st.integers(0, 6000), max_size=20), st.integers(30, 6000))
def test_of_many_names_only_those_near_are_looked_at(numbers: set[int], count: int):
    before = {f"name_{number}" for number in range(count)}
    after = before ^ {f"name_{number}" for number in numbers}
    codes, now = codes_of(before), codes_of(after)
    changed = changed_codes(codes.items(), after - before, before - after)
    assert changed == {name: code for name, code in now.items() if codes.get(name) != code}


@given(_NAMES, st.text(max_size=3), st.data())
def test_uses_are_rewritten_where_a_code_changed(names: set[str], new: str, data: st.DataObject):
    before, after = codes_of(names), codes_of({*names, new})
    uses = data.draw(st.lists(st.sampled_from(sorted(names)), max_size=8)) if names else []
    text = ",".join(before[name] for name in uses)
    other = {code: after[name] for name, code in before.items() if after[name] != code}
    assert recode(text, other) == ",".join(after[name] for name in uses)


def test_codes_are_short_and_a_new_name_changes_one_other_at_most():
    names = [f"name_{number}" for number in range(5000)]
    codes = codes_of(names)
    assert sum(map(len, codes.values())) < 3.2 * len(codes)
    for number in range(300):
        assert len(changed_codes(codes.items(), [f"new_{number}"], ())) <= 2, "the new one, and one other"
