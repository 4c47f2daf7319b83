"""A pattern for Gemini CLI is found in exactly those calls that satisfy the constraint."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.model.vocabulary import Constraint
from generator.rules.args_pattern import args_pattern

TEXTS = st.text(st.sampled_from('ab"\\/.*\n\u2028\U0001f600,:0\0'), max_size=6)
NUMBERS = st.integers(-1200, 1200) | st.integers(-(2**53) + 1, 2**53 - 1)
OTHERS = st.one_of(st.none(), st.booleans(), TEXTS, NUMBERS, st.lists(TEXTS, max_size=2))
LOADER_REFUSES = re.compile(r"\([^)]*[*+?{].*\)[*+?{]")
"""A repeated group with a repetition inside. Source: gemini-cli-core, policy/utils, isSafeRegExp."""


def as_gemini_writes(arguments):
    pairs = (
        f"{json.dumps(key)}:{json.dumps(arguments[key], ensure_ascii=False, separators=(',', ':'))}"
        for key in sorted(arguments)
    )
    return "{" + ",".join(f"\0{pair}\0" for pair in pairs) + "}"


def is_satisfied(op, value, required, arguments):
    if "x" not in arguments:
        return op != "exists" and not required
    found = arguments["x"]
    if op in {"neq", "not_in"}:
        return found not in (value if op == "not_in" else (value,)) or isinstance(found, bool)
    if op in {"eq", "in"}:
        return found in (value if op == "in" else (value,)) and not isinstance(found, bool)
    if op == "exists":
        return True
    if isinstance(found, bool) or not isinstance(found, int):
        return False
    return {"lt": found < value, "lte": found <= value, "gt": found > value, "gte": found >= value}[op]


def check(op, value, required, arguments):
    pattern = args_pattern(Constraint(arg="x", op=op, value=value, required=required, reason="So"))
    assert pattern is not None
    assert not LOADER_REFUSES.search(pattern), pattern
    is_found = re.search(pattern, as_gemini_writes(arguments)) is not None
    assert is_found is is_satisfied(op, value, required, arguments), (pattern, arguments)


ARGUMENTS = st.fixed_dictionaries({"a": OTHERS, "y": OTHERS}, optional={"x": OTHERS})


@given(st.sampled_from(["lt", "lte", "gt", "gte"]), NUMBERS, st.booleans(), ARGUMENTS, st.integers(-12, 12))
def test_numbers(op, value, required, arguments, step):
    check(op, value, required, arguments)
    check(op, value, required, {**arguments, "x": value + step})


@given(st.sampled_from(["eq", "neq"]), TEXTS | NUMBERS, st.booleans(), ARGUMENTS)
def test_one_value(op, value, required, arguments):
    check(op, value, required, arguments)
    check(op, value, required, {**arguments, "x": value})


@given(st.sampled_from(["in", "not_in"]), st.lists(TEXTS, min_size=1, max_size=3).map(tuple), st.booleans(), ARGUMENTS)
def test_one_of_several(op, value, required, arguments):
    check(op, value, required, arguments)
    check(op, value, required, {**arguments, "x": value[0]})


@given(ARGUMENTS)
def test_only_whether_it_is_there(arguments):
    check("exists", 1, True, arguments)


def test_a_text_that_looks_like_the_argument_is_not_taken_for_it():
    check("lte", 5, True, {"a": '\0"x":3\0', "x": 7})
    check("lte", 5, True, {"a": {"x": 3}, "x": 7})


def test_a_pattern_of_another_kind_is_not_translated():
    assert args_pattern(Constraint(arg="x", op="matches", value="^a$", required=True, reason="So")) is None
