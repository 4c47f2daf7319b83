"""Every check has its cases: a test file of its own, in which each of its codes occurs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import generator.rules.checks as package
from generator.model.server import Capture
from generator.model.tool import Hints, SignalChoice
from generator.rules.checks import CHECKS
from tests.support.builders import make_parameter, make_tool
from tests.support.checking import findings, found

CODE = re.compile(r'"([a-z]+/[a-z-]+)"')
FOLDER = Path(package.__file__).parent
HERE = Path(__file__).parent
BESIDE = {"across", "attacks", "excuses", "vocabulary"}
"""Modules that look at something else than one server."""


def modules():
    names = {each.__name__.rsplit(".", 1)[1] for each in CHECKS}
    return sorted(names | BESIDE)


@pytest.mark.parametrize("name", modules())
def test_every_check_has_a_test_file_with_each_of_its_codes(name):
    cases = HERE / f"test_{name}.py"
    assert cases.is_file()
    text = cases.read_text(encoding="utf-8")
    codes = set(CODE.findall((FOLDER / f"{name}.py").read_text(encoding="utf-8")))
    if name == "excuses":
        codes = {code for code in codes if code.startswith("excuses/")}
    assert codes
    assert {code for code in codes if f'"{code}"' not in text} == set()


def test_every_module_of_the_folder_is_a_check_or_known_to_be_none():
    assert {path.stem for path in FOLDER.glob("*.py")} == {*modules(), "subject", "__init__"}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.rsplit(".", 1)[1])
def test_every_check_says_in_one_sentence_what_it_holds_and_passes_a_finished_entry(check):
    assert check.SENTENCE.endswith(".") and check.SENTENCE[0] in "“ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert found(check, make_tool(parameters=(make_parameter(description="Who owns it."),))) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.rsplit(".", 1)[1])
def test_every_finding_says_what_was_found_what_was_expected_and_what_to_do(check):
    bad = [
        make_tool("a", summary="A tool", evidence="none", rationale="is safe.. a item the the (", category="Reed"),
        make_tool("a", category=None, summary="1 tools", risk="Huge", reviewed=None, evidence=None, definition=None),
        make_tool(
            "get_key", category="Read", hints=Hints(destructiveHint=True), evidence="`b`", rationale="[x](file:y)"
        ),
        make_tool("get_secret", category="Read", risk="Low", risk_reason="No."),
        make_tool("set_thing", signals=(SignalChoice(kind="guards", holds=False, reason="It sets none."),)),
    ]
    command = Capture(date="2026-11-20", method="stdio", command=("npx", "-y", "other@1.0.0"))
    for each in findings(check, *bad, name="MCP server", slug="page", capture=command):
        assert each.message.startswith("found ") and ", expected " in each.message
        assert each.hint and each.hint[0].islower() and not each.hint.endswith(".")
        assert CODE.fullmatch(f'"{each.code}"')
    assert findings(check, *bad, name="MCP server", slug="page", capture=command)
