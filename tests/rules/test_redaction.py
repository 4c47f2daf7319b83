"""A value that was passed in never comes out again, and ordinary words are left alone."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.rules.redaction import REDACTED, Redaction, Secret, is_sought


def redaction(*values):
    return Redaction(Secret(label=f"value {number}", value=value) for number, value in enumerate(values))


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("sk_live_12345678", "key sk_live_12345678!", "key [redacted]!"),
        ("sk_live_12345678", "prefix-sk_live_12345678suffix", "prefix-[redacted]suffix"),
        ("sk_live_12345678", "KEY SK_LIVE_12345678", "KEY [redacted]"),
        ("dummy", "a dummy value", "a [redacted] value"),
        ("dummy", "read_dummy_value", "read_[redacted]_value"),
        ("test", "the latest tests", "the latest tests"),
        ("p@ss w/rd+1", "u:p%40ss%20w%2Frd%2B1@h", "u:[redacted]@h"),
        ("p@ss w/rd+1", "q=p%40ss+w%2Frd%2B1", "q=[redacted]"),
        ("long\n  folded value", "has long folded value in it", "has [redacted] in it"),
        ("a.c*e(1)[2]", "axcxe a.c*e(1)[2]", "axcxe [redacted]"),
        (" padded-value ", "x padded-value y", "x[redacted]y"),
        ("us-east-1", "in us-east-1a", "in [redacted]a"),
    ],
)
def test_a_value_is_replaced_in_the_ways_a_server_writes_it(value, text, expected):
    assert redaction(value).text(text) == expected


def test_a_value_is_found_in_base64():
    value = "an unlikely value"
    encoded = base64.b64encode(value.encode()).decode()
    assert redaction(value).text(f"Basic {encoded}") == "Basic [redacted]"
    assert redaction(value).text(f"Basic {encoded.rstrip('=')}") == "Basic [redacted]"


def test_each_line_of_a_key_is_replaced():
    key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nsecondlineofthiskey123\n-----END KEY-----"
    assert "MIIE" not in redaction(key).text("starts MIIEvQIBADANBgkqhkiG9w0 here")


@pytest.mark.parametrize("value", ["", "1", "on", "443", "true", "False", "NONE", "localhost", "   a   "])
def test_settings_that_are_no_secrets_are_not_looked_for(value):
    assert not is_sought(value)
    assert redaction(value).text("true 1 on 443 none localhost a") == "true 1 on 443 none localhost a"


def test_every_text_key_and_long_number_of_json_is_cleaned():
    cleaner = redaction("hunter22", "83920174")
    data = {"hunter22": ["x hunter22", {"default": 83920174, "b": 8392017.4, "c": True, "d": None}], "n": 839201740}
    assert cleaner.json(data) == {
        REDACTED: [f"x {REDACTED}", {"default": REDACTED, "b": 8392017.4, "c": True, "d": None}],
        "n": 839201740,
    }
    assert cleaner.counts == {"value 0": 2, "value 1": 1}


def test_the_longest_value_is_replaced_first():
    cleaner = redaction("/tmp/x-12345678", "/tmp/x-12345678/home")
    assert cleaner.text("in /tmp/x-12345678/home/a and /tmp/x-12345678") == "in [redacted]/a and [redacted]"


def test_without_secrets_nothing_changes():
    data = {"a": [1, "b"]}
    assert redaction().json(data) is data
    assert redaction().is_clean("anything")


@given(st.text(min_size=8), st.text(), st.text())
def test_no_long_value_survives_in_text(value, before, after):
    assume(is_sought(value) and len(value.strip()) >= 8)
    assume(value.strip().lower() not in REDACTED)
    assert value not in redaction(value).text(before + value + after)


@given(
    st.text(min_size=8),
    st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)),
)
def test_no_long_value_survives_in_json(value, data):
    assume(is_sought(value) and len(value.strip()) >= 8)
    assume(value.strip().lower() not in REDACTED)
    cleaned = redaction(value).json([data, {value: value}])
    assert json.dumps(value)[1:-1] not in json.dumps(cleaned)


def test_a_percent_encoded_value_of_another_case_is_replaced():
    assert redaction("p@ss:word/1").text(quote("p@ss:word/1", safe="").lower()) == REDACTED
