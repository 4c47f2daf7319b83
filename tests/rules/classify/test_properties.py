"""Whatever a server sends: the judgement is a pure function of it, never fails, and hints never weaken it."""

from __future__ import annotations

import copy
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.assessment import Assessment
from generator.rules.assess import EFFECTS
from generator.rules.classify import RULES
from generator.rules.classify.lexicon import KINDS, NOUNS_TOO, PLAIN
from generator.rules.signal_kinds import SIGNALS
from tests.support.builders import make_vocabulary
from tests.support.definitions import classified, judged, kind_of, texts_in, tool_object

VOCABULARY = make_vocabulary()

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "properties", "enum", "anyOf", "$ref", "items", "required", "description", "command"]
            )
            | st.text(max_size=10),
            inside,
            max_size=5,
        )
    ),
    max_leaves=20,
)
"""Any JSON value, and many that look like a schema."""
HINTS = st.dictionaries(
    st.sampled_from(["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"]),
    st.booleans() | st.none() | st.just("true"),
)
WORDS = st.sampled_from([
    *sorted(PLAIN), *sorted(NOUNS_TOO), "order", "secret", "policy", "customer", "status", "and", "thing", "Ω", "🔥", "\x00",
])  # fmt: skip
NAMES = st.builds(
    lambda words, mark: mark.join(words), st.lists(WORDS, max_size=5), st.sampled_from(["_", "-", ".", ""])
)
SENTENCES = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(
        WORDS | st.sampled_from(["a", "the", "of", ",", "read-only", "SQL", "cannot be undone", "**Purpose:**"]),
        max_size=12,
    ),
    st.sampled_from([".", "", ": ", "!\n\n", "\n```\n"]),
)
ARGUMENTS = st.dictionaries(
    st.sampled_from(["action", "command", "code", "sql", "query", "output_path", "url", "method", "amount", "to", "mode"]) | NAMES,
    st.sampled_from([
        "string", "integer", "boolean", "array", {}, True, {"type": ["string", "null"]}, {"anyOf": [{"type": "string"}]},
        {"type": "string", "enum": ["get", "delete"]}, {"enum": ["GET", "POST"]}, {"type": "string", "description": "SQL to run"},
    ]),
    max_size=4,
)  # fmt: skip
DEFINITIONS = st.builds(
    lambda name, text, arguments, hints: tool_object(
        name, text, hints=hints, **{key: each for key, each in arguments.items() if key != "hints"}
    ),
    NAMES,
    st.lists(SENTENCES, max_size=3).map(" ".join),
    ARGUMENTS,
    HINTS,
)
"""Definitions made of the words that the rules look for."""
HOSTILE = {
    "nothing": {},
    "wrong types": {"name": 1, "description": [], "inputSchema": 5, "annotations": "x"},
    "empty name": tool_object("", ""),
    "long name": tool_object("get_" * 25_000),
    "one long word": tool_object("a" * 100_000, "e-mail " * 15_000),
    "capitals": tool_object("A" * 100_000, "A" * 100_000),
    "blanks": tool_object(" " * 100_000, "\t\n " * 33_000),
    "brackets": tool_object("x", "(" * 100_000, path={"type": "string", "description": "'\"`|" * 25_000}),
    "commas": tool_object("x", "Creates " + "a, " * 33_000),
    "half a claim": tool_object("x", "does not " * 11_000 + "provides " * 11_000),
    "control characters": tool_object("\x00\x1b[31m", "\x00" * 9_000, **{"\x07": "string"}),
    "lone surrogates": tool_object("pay_\ud800", "Pay \udfff", **{"command\ud800": "string", "url": "string"}),
    "emoji": tool_object("🔥", "💸 pays 💸", **{"👍": "string"}),
    "right to left": tool_object("\u202egnp.exe", "\u202eteG"),
    "many arguments": tool_object("x", **{f"argument{number}": "string" for number in range(5_000)}),
    "many values": tool_object("x", action={"enum": [f"delete_{number}" for number in range(5_000)]}),
    "odd values": tool_object("x", action={"enum": [None, 1, True, [], {}]}, method={"enum": ["get", 1]}),
    "itself": {"name": "x", "inputSchema": {"$ref": "#", "properties": {"command": {"$ref": "#"}}}},
}


def nested(depth: int) -> dict:
    """A tool whose argument nests that deep."""
    schema: dict = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "object", "properties": {"command": schema}}
    return {"name": "x", "inputSchema": schema}


def shuffled(value, seed: random.Random):
    """The same JSON value with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        seed.shuffle(keys)
        return {key: shuffled(value[key], seed) for key in keys}
    return [shuffled(each, seed) for each in value] if isinstance(value, list) else value


def is_sound(assessment: Assessment) -> bool:
    """Every word in the judgement is one of the vocabulary or of the lists of rules and signals."""
    return (
        (assessment.category is None) == (assessment.risk is None)
        and assessment.category in {None, *(each.name for each in VOCABULARY.categories)}
        and assessment.risk in {None, *(each.name for each in VOCABULARY.risk_classes)}
        and {each.rule for each in assessment.fired} <= set(RULES)
        and {each.kind for each in assessment.signals} <= set(SIGNALS)
        and (assessment.category is not None or assessment.recommendation.effect == "deny")
    )


@given(st.dictionaries(st.sampled_from(["name", "description", "inputSchema", "annotations"]), JSON))
def test_any_json_object_is_judged(tool):
    assert is_sound(judged(tool))


@given(DEFINITIONS)
def test_the_same_definition_gives_the_same_judgement_and_is_left_as_it_was(tool):
    before = copy.deepcopy(tool)
    assert judged(tool) == judged(copy.deepcopy(tool))
    assert tool == before


@pytest.mark.parametrize("tool", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_definitions_are_judged_the_same_twice(tool):
    first = judged(tool)
    assert is_sound(first)
    assert judged(copy.deepcopy(tool)) == first


@pytest.mark.parametrize("depth", [4, 50, 199, 400])
def test_deep_schemas_are_judged(depth):
    assert is_sound(judged(nested(depth)))


@given(DEFINITIONS, HINTS)
def test_hints_never_give_a_weaker_kind_or_a_lower_risk(tool, hints):
    plain = tool | {"annotations": {}}
    hinted = tool | {"annotations": hints}
    kind = kind_of(plain)
    if kind is not None:
        assert KINDS.index(kind_of(hinted)) >= KINDS.index(kind)
        before, after = judged(plain), judged(hinted)
        assert VOCABULARY.rank(after.risk) >= VOCABULARY.rank(before.risk)
        order = EFFECTS.index
        assert order(after.recommendation.effect) >= order(before.recommendation.effect)


@given(DEFINITIONS)
def test_a_read_only_hint_changes_nothing(tool):
    assert judged(tool | {"annotations": {"readOnlyHint": True}}).model_copy(update={"contradictions": ()}) == judged(
        tool | {"annotations": {}}
    ).model_copy(update={"contradictions": ()})


@given(DEFINITIONS)
def test_every_word_of_a_quote_stands_in_the_definition(tool):
    said = "\n".join(texts_in(tool)).lower()
    for each in classified(tool).found:
        assert each.quote
        for word in each.quote.lower().replace(":", ": ").split():
            assert word.rstrip(":") in said, each


@given(DEFINITIONS)
def test_every_signal_quotes_the_definition_or_names_its_parameter(tool):
    said = "\n".join(texts_in(tool)).lower()
    for each in judged(tool).signals:
        assert each.quote or not tool["name"]
        if each.kind == "hidden-text":
            continue  # quoted by its code points
        assert all(word in said for word in each.quote.lower().replace("[].", " ").replace(".", " ").split()), each


@given(DEFINITIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_keys_does_not_matter_for_the_kind(tool, seed):
    assert kind_of(shuffled(tool, seed)) == kind_of(tool)


@given(DEFINITIONS)
def test_what_is_not_understood_is_denied_and_what_is_more_than_a_lookup_is_never_allowed(tool):
    assessment = judged(tool)
    if assessment.category != "Read":
        assert assessment.recommendation.effect != "allow"
    if assessment.category is None:
        assert (assessment.recommendation.effect, assessment.recommendation.visibility) == ("deny", "hidden")
