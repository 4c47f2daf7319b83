"""The exported hook, registered as its file says, in each client: what it lets through, and that it blocks when it is broken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.engines import claude_code, codex, copilot_cli, gemini_cli
from tests.engines.exported import setup_for
from tests.exporters.test_hook import LIMITS
from tests.support.plans import made_server, made_tool

pytestmark = pytest.mark.engines
CLIENTS = (claude_code, codex, gemini_cli, copilot_cli)
SCRIPT = "~/.mcp-policy/policy_hook.py"
POLICY = "~/.mcp-policy/policy.json"
STATE = "~/.mcp-policy/policy_state.json"
LOOK, PAY, TRADE = "look.around", "pay-out", "trade"


def parameter(name, kind, *, required):
    return {"name": name, "types": [kind], "kind": kind, "required": required}


ARGUMENTS = [parameter("amount", "number", required=False), parameter("kind", "string", required=False)]
SERVER = {
    **made_server(
        made_tool(LOOK, parameters=ARGUMENTS),
        made_tool(PAY, constraints=LIMITS, parameters=ARGUMENTS),
        made_tool(TRADE, limit={"max": 2, "per": "hour", "seconds": 3600}, parameters=ARGUMENTS),
        key="my.own-shop",
        unlisted="deny",
    ),
    "slug": "made",
}
PLAN = {"posture": "balanced", "servers": [SERVER]}
each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.NAME.replace(" ", "-"))


def run(client, *calls, change=dict, **fields):
    """The calls, with the exported files changed."""
    setup = setup_for("hook", client, PLAN, calls=calls, **fields)
    return client.run(replace(setup, files=change(dict(setup.files))))


@each_client
def test_an_argument_has_to_keep_to_its_limit(client):
    good = ((PAY, {"amount": 100}), (PAY, {"amount": 5, "kind": "b"}))
    bad = ((PAY, {"amount": 100.5}), (PAY, {"amount": 5, "kind": "c"}), (PAY, {}))
    seen = run(client, good[0], *bad, good[1])
    assert seen.reached == good
    said = [text for _, text in seen.refusals]
    assert ["above the cap" in said[0], "kind is another" in said[1], "amount is missing" in said[2]] == [True] * 3


@each_client
def test_calls_beyond_the_limit_are_refused(client):
    seen = run(client, *[(TRADE, {"amount": number}) for number in range(4)], keep=(STATE,))
    assert seen.reached == ((TRADE, {"amount": 0}), (TRADE, {"amount": 1}))
    assert len(json.loads(seen.kept[STATE])["my.own-shop/trade"]) == 2


def test_a_name_that_codex_shortens_has_its_own_effect():
    names = {f"{effect}_{'x' * 120}": effect for effect in ("allow", "deny")}
    server = {
        **made_server(*(made_tool(*each) for each in names.items()), key="shop", unlisted="allow"),
        "slug": "made",
    }
    seen = codex.run(setup_for("hook", codex, {"posture": "balanced", "servers": [server]}))
    assert {name[:5] for name in seen.names_reached()} == {"allow", "a_too"}


BROKEN = {
    "no script": lambda files: {name: text for name, text in files.items() if name != SCRIPT},
    "no policy": lambda files: {name: text for name, text in files.items() if name != POLICY},
    "half a policy": lambda files: files | {POLICY: files[POLICY][:200]},
    "a script that ends with 1": lambda files: files | {SCRIPT: "import sys\nsys.exit(1)\n"},
    "a script that never answers": lambda files: files
    | {SCRIPT: files[SCRIPT].replace("LONGEST_SECONDS = 10.0", "LONGEST_SECONDS = 1.0").replace(
        "    return answer(client, effect, reason)", "    time.sleep(300)"
    )},
}  # fmt: skip
"""What can be wrong with the hook's files."""


@pytest.mark.parametrize("what", BROKEN)
@each_client
def test_a_broken_hook_blocks_every_call(client, what):
    seen = run(client, (LOOK, {}), (PAY, {"amount": 5}), change=BROKEN[what])
    assert not seen.reached
    assert seen.names_refused() == {LOOK, PAY}


@each_client
def test_a_count_that_is_broken_blocks_what_is_counted_and_nothing_else(client):
    seen = run(client, (LOOK, {}), (TRADE, {}), change=lambda files: files | {STATE: "{"})
    assert seen.names_reached() == {LOOK}
