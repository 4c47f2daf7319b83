"""A sentence ends in one full stop."""

from __future__ import annotations

import pytest

from generator.rules.checks import full_stops
from tests.support.builders import make_tool
from tests.support.checking import found


@pytest.mark.parametrize("text", ["Deletes a role..", "It ends.. And goes on.", "So, files., folders."])
def test_a_doubled_stop_is_told(text):
    assert found(full_stops, make_tool(summary=text)) == [(("tools", 0, "summary"), "wording/full-stop")]


@pytest.mark.parametrize(
    "text",
    [
        "Deletes a role.", "And so on...", "And so on….", "Names, dates, etc., are kept.", "Some, e.g., names.", "See ../path.",
        "A range `a..b`, then.", "The range a..b.", "From 1..5.", "A folder ~/.. or dir/.. of it.", "Use `..`.",
    ],
)  # fmt: skip
def test_an_ellipsis_a_path_and_code_are_not(text):
    assert found(full_stops, make_tool(summary=text)) == []
