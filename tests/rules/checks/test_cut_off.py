"""Every text of ours is whole."""

from __future__ import annotations

import pytest

from generator.rules.checks import cut_off
from tests.support.builders import make_tool
from tests.support.checking import found


@pytest.mark.parametrize(
    "text",
    [
        "Deletes a role (e.g.", "If you don", "It says “yes.", "Uses `x.", "Options:", "Reads the", "One of two,", "Give it a",
        "Reads a file (of the folder.", "Takes a list [of names.", "Removes it and", "Examples i.e.", "It is done with", "First -",
    ],
)  # fmt: skip
def test_a_text_that_stops_in_the_middle_is_told(text):
    assert found(cut_off, make_tool(rationale=text)) == [(("tools", 0, "rationale"), "wording/cut-off")]


@pytest.mark.parametrize(
    "text",
    [
        "Reads a file.", "It says “yes”.", "Uses `x`.", "Ends in “the”.", "Say “a” and “b”.", "It's done.", "Don't.",
        "It ends…", "Reads it (of the folder).", "Opens with `(` and nothing else.", "It quotes “(e.g.” only.",
        "1) first 2) second", "Is it whole?", "Reads a file",
    ],
)  # fmt: skip
def test_a_whole_text_is_not(text):
    assert found(cut_off, make_tool(rationale=text)) == []


def test_the_server_s_own_sentence_is_read_too():
    assert found(cut_off, make_tool(), summary="Issues and") == [(("summary",), "wording/cut-off")]
