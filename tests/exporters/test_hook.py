"""The hook lets through what the policy allows, asks where it can, and refuses everything else and everything odd."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.builders import ROOT
from tests.support.plans import POSTURES, SLUGS, catalog_plan, exported, made_plan, made_server, made_tool

SCRIPT = ROOT / "generator" / "exporters" / "hook" / "policy_hook.py"
CLIENTS = ("claude-code", "qwen-code", "codex", "gemini-cli", "copilot-cli")
CAN_ASK = {"claude-code", "qwen-code", "copilot-cli"}


def installed(folder: Path, plan) -> Path:
    for file in exported("hook", plan).files[:2]:
        (folder / file.name).write_text(file.text)
    return folder


def loaded():
    spec = importlib.util.spec_from_file_location("policy_hook", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOOK = loaded()


def id_of(folder, client, name="do_it"):
    policy = json.loads((folder / "policy.json").read_text())
    ids = "claude-code" if client == "qwen-code" else client
    return next(tool["ids"][ids] for server in policy["servers"] for tool in server["tools"] if tool["name"] == name)


def payload(client, name, arguments):
    if client == "copilot-cli":
        return json.dumps({"toolName": name, "toolArgs": json.dumps(arguments)})
    return json.dumps({"hook_event_name": "PreToolUse", "tool_name": name, "tool_input": arguments})


def run(folder, client, raw):
    """The hook as its client starts it: what it said, and the exit code."""
    return subprocess.run(
        [sys.executable, folder / "policy_hook.py", client],
        input=raw.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )


def effect_of(done, client):
    if done.returncode == 2:
        assert done.stderr.strip(), "the agent is told why"
        if done.stdout and client in CLIENTS:
            assert said(done, client) == "deny"
        return "deny"
    assert done.returncode == 0, done.stderr
    return said(done, client) if done.stdout else None


def said(done, client):
    reply = json.loads(done.stdout)
    if client == "copilot-cli":
        return reply["permissionDecision"]
    if client == "gemini-cli":
        return reply["decision"]
    assert reply["hookSpecificOutput"]["hookEventName"] == "PreToolUse"
    return reply["hookSpecificOutput"]["permissionDecision"]


LIMITS = [
    {
        "arg": "amount",
        "op": "lte",
        "value": 100,
        "required": True,
        "reason": "amount is above the cap",
        "kind": "number",
        "args_pattern": None,
    },
    {
        "arg": "kind",
        "op": "in",
        "value": ["a", "b"],
        "required": False,
        "reason": "kind is another",
        "kind": "string",
        "args_pattern": None,
    },
]
PLAN = made_plan(
    made_server(
        made_tool("look", "allow"),
        made_tool("do_it", "ask", constraints=LIMITS),
        made_tool("pay", "allow", limit={"max": 2, "per": "minute", "seconds": 60}),
        made_tool("drop", "deny"),
        key="my.shop",
        unlisted="deny",
    )
)


@pytest.mark.parametrize("client", CLIENTS)
def test_each_effect_reaches_each_client(tmp_path, client):
    folder = installed(tmp_path, PLAN)

    def asked(name, arguments):
        return effect_of(run(folder, client, payload(client, id_of(folder, client, name), arguments)), client)

    assert asked("look", {}) == ("allow" if client in CAN_ASK else None)
    assert asked("do_it", {"amount": 5}) == ("ask" if client in CAN_ASK else "deny")
    assert asked("do_it", {"amount": 101}) == "deny"
    assert asked("drop", {}) == "deny"
    unlisted = id_of(folder, client, "look").replace("look", "new_tool")
    assert effect_of(run(folder, client, payload(client, unlisted, {})), client) == "deny"
    assert effect_of(run(folder, client, payload(client, "Bash", {"command": "ls"})), client) is None


def decided(folder, client, raw):
    try:
        return HOOK.decide(client, raw if isinstance(raw, bytes) else raw.encode(), folder)[0]
    except HOOK.RefusedError:
        return "deny"


@pytest.mark.parametrize(
    ("arguments", "effect"),
    [
        ({"amount": 100}, "ask"),
        ({"amount": 0.5, "kind": "a"}, "ask"),
        ({"amount": 100.01}, "deny"),
        ({}, "deny"),
        ({"kind": "a"}, "deny"),
        ({"amount": "5"}, "deny"),
        ({"amount": True}, "deny"),
        ({"amount": None}, "deny"),
        ({"amount": [5]}, "deny"),
        ({"amount": 5, "kind": "c"}, "deny"),
        ({"amount": 5, "kind": None}, "deny"),
        ({"amount": 5, "kind": ["a"]}, "deny"),
    ],
)
def test_arguments_have_to_be_as_demanded(tmp_path, arguments, effect):
    folder = installed(tmp_path, PLAN)
    assert decided(folder, "claude-code", payload("claude-code", "mcp__my_shop__do_it", arguments)) == effect


def one(op, value, found):
    return HOOK._holds(op, found, value)


def test_every_operator_is_understood_and_an_unknown_one_refused():
    assert one("eq", 5, 5.0) and not one("eq", 5, 6) and not one("eq", 1, True) and not one("eq", "5", 5)
    assert one("neq", 5, 6) and not one("neq", 5, 5) and not one("neq", 5, "x")
    assert one("lt", 5, 4) and not one("lt", 5, 5) and one("gte", 5, 5) and one("gt", 5, 6) and not one("gt", 5, 5)
    assert (
        one("in", ["a"], "a")
        and not one("in", ["a"], "b")
        and one("not_in", ["a"], "b")
        and not one("not_in", ["a"], 1)
    )
    assert one("exists", 1, None)
    with pytest.raises(HOOK.RefusedError):
        one("about", 5, 5)
    with pytest.raises(HOOK.RefusedError):
        one("lte", "5", 5)


def test_the_end_of_a_pattern_is_the_end_of_the_text():
    assert one("matches", "^/w$", "/w")
    assert not one("matches", "^/w$", "/w\n")
    assert not one("matches", "^/w$", "/w\n/etc")
    assert one("matches", r"^\$[$]$", "$$")
    assert one("matches", r"^[^\]$]$", "a") and not one("matches", r"^[^\]$]$", "$")


ODD = {
    "no JSON": b"{",
    "no object": b"[]",
    "nothing": b"",
    "no text": b"\xff\xfe",
    "a name twice": b'{"tool_name": "Bash", "tool_name": "mcp__my_shop__drop"}',
    "no tool": b"{}",
    "a tool that is no text": b'{"tool_name": 1}',
    "an argument twice": b'{"tool_name": "mcp__my_shop__do_it", "tool_input": {"amount": 5, "amount": 500}}',
    "a number that is none": b'{"tool_name": "mcp__my_shop__do_it", "tool_input": {"amount": NaN}}',
    "arguments that are a list": b'{"tool_name": "mcp__my_shop__do_it", "tool_input": [5]}',
    "no arguments": b'{"tool_name": "mcp__my_shop__do_it"}',
    "too deep": b'{"a":' * 100_000,
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_call_is_refused(tmp_path, what):
    assert decided(installed(tmp_path, PLAN), "claude-code", ODD[what]) == "deny"


POLICIES = {
    "missing": None,
    "empty": "",
    "of another version": '{"version": 2, "where_asking_is_impossible": "deny", "servers": []}',
    "without servers": '{"version": 1, "where_asking_is_impossible": "deny"}',
    "with an unknown word": '{"version": 1, "where_asking_is_impossible": "allow", "servers": []}',
    "with a text for a server": '{"version": 1, "where_asking_is_impossible": "deny", "servers": ["x"]}',
}


@pytest.mark.parametrize("what", POLICIES)
def test_a_policy_that_cannot_be_read_refuses_every_call(tmp_path, what):
    folder = installed(tmp_path, PLAN)
    (folder / "policy.json").unlink()
    if POLICIES[what] is not None:
        (folder / "policy.json").write_text(POLICIES[what])
    done = run(folder, "claude-code", payload("claude-code", "mcp__my_shop__look", {}))
    assert effect_of(done, "claude-code") == "deny"


def broken(change):
    policy = json.loads(exported("hook", PLAN).files[1].text)
    change(policy["servers"][0])
    return json.dumps(policy)


@pytest.mark.parametrize(
    "change",
    [
        lambda server: server["tools"][0].update(effect="maybe"),
        lambda server: server["tools"][1]["constraints"][0].update(op="about"),
        lambda server: server["tools"][1]["constraints"][0].update(required="yes"),
        lambda server: server["tools"][1].update(constraints=None),
        lambda server: server["tools"][2].update(limit={"max": "2", "seconds": 60}),
        lambda server: server["tools"][2].update(limit=5),
        lambda server: server.pop("prefixes"),
    ],
)
def test_a_rule_that_is_not_understood_refuses_its_tool(tmp_path, change):
    folder = installed(tmp_path, PLAN)
    (folder / "policy.json").write_text(broken(change))
    calls = [("look", {}), ("do_it", {"amount": 5}), ("pay", {})]
    done = [run(folder, "claude-code", payload("claude-code", f"mcp__my_shop__{name}", given)) for name, given in calls]
    assert "deny" in [effect_of(each, "claude-code") for each in done]


@pytest.mark.parametrize("client", ["", "vim", "Claude-Code"])
def test_a_client_it_does_not_know_is_refused(tmp_path, client):
    folder = installed(tmp_path, PLAN)
    assert run(folder, client, payload("claude-code", "mcp__my_shop__look", {})).returncode == 2


def pay(folder):
    return decided(folder, "claude-code", payload("claude-code", "mcp__my_shop__pay", {}))


def test_calls_are_counted_and_refused_beyond_the_limit(tmp_path):
    folder = installed(tmp_path, PLAN)
    assert [pay(folder) for _ in range(4)] == ["allow", "allow", "deny", "deny"]
    state = json.loads((folder / "policy_state.json").read_text())
    assert len(state["my.shop/pay"]) == 2
    (folder / "policy_state.json").write_text(json.dumps({"my.shop/pay": [time.time() - 61, time.time() - 5]}))
    assert [pay(folder) for _ in range(2)] == ["allow", "deny"]


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_tools_that_a_client_gives_one_name_the_limit_of_either_counts(tmp_path, first):
    tools = [made_tool("a.b", "allow"), made_tool("a_b", "allow", limit={"max": 1, "per": "minute", "seconds": 60})]
    folder = installed(tmp_path, made_plan(made_server(tools[first], tools[1 - first], key="shop")))
    raw = payload("claude-code", "mcp__shop__a_b", {})
    assert [decided(folder, "claude-code", raw) for _ in range(2)] == ["allow", "deny"]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{",
        "[]",
        '{"my.shop/pay": 3}',
        '{"my.shop/pay": ["x"]}',
        '{"my.shop/pay": [1e400]}',
        json.dumps({"my.shop/pay": [4e9]}),
    ],
)
def test_a_count_that_makes_no_sense_or_lies_in_the_future_refuses(tmp_path, state):
    folder = installed(tmp_path, PLAN)
    (folder / "policy_state.json").write_text(state)
    assert pay(folder) == "deny"


def test_a_count_that_another_process_holds_refuses(tmp_path, monkeypatch):
    import fcntl

    folder = installed(tmp_path, PLAN)
    monkeypatch.setattr(HOOK, "LOCK_SECONDS", 0.05)
    with (folder / "policy_state.lock").open("a+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert pay(folder) == "deny"
    assert pay(folder) == "allow"


def test_calls_at_the_same_time_never_pass_the_limit(tmp_path):
    folder = installed(tmp_path, PLAN)
    raw = payload("claude-code", "mcp__my_shop__pay", {}).encode()
    running = [
        subprocess.Popen(
            [sys.executable, folder / "policy_hook.py", "claude-code"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(6)
    ]
    for each in running:
        each.communicate(raw, 60)
    assert sorted(each.returncode for each in running) == [0, 0, 2, 2, 2, 2]


def test_a_folder_that_cannot_be_written_refuses_what_is_counted(tmp_path):
    folder = installed(tmp_path, PLAN)
    (folder / "policy_state.lock").mkdir()
    done = run(folder, "claude-code", payload("claude-code", "mcp__my_shop__pay", {}))
    assert effect_of(done, "claude-code") == "deny"


def test_the_guard_refuses_when_the_hook_cannot_run(tmp_path):
    for file in exported("hook", PLAN).files[2:]:
        (command,) = re.findall(r"python3 ~/[^\n]*?; exit 2; }", file.text)
        for program in ("exit 0", "exit 1"):
            (tmp_path / "python3").write_text(f"#!/bin/sh\n{program}\n")
            (tmp_path / "python3").chmod(0o755)
            environment = {"HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
            done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=False)
            assert (done.returncode, bool(done.stderr)) == ((2, True) if program == "exit 1" else (0, False)), file.name


@pytest.mark.parametrize("client", CLIENTS)
def test_an_answer_that_takes_too_long_is_a_refusal_before_the_client_stops_waiting(tmp_path, client):
    slow = {**LIMITS[1], "op": "matches", "value": "^(a+)+$", "required": True}
    folder = installed(tmp_path, made_plan(made_server(made_tool("do_it", "allow", constraints=[slow]), key="shop")))
    script = (folder / "policy_hook.py").read_text()
    assert "LONGEST_SECONDS = 10.0" in script
    (folder / "policy_hook.py").write_text(script.replace("LONGEST_SECONDS = 10.0", "LONGEST_SECONDS = 0.3"))
    done = run(folder, client, payload(client, id_of(folder, client), {"kind": "a" * 60 + "!"}))
    assert (done.returncode, done.stdout, done.stderr.decode()) == (
        2,
        b"",
        "The policy hook found no answer in time.\n",
    )
    command = [sys.executable, folder / "policy_hook.py", client]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        assert waiting.wait(60) == 2, "nothing came on standard input"


@pytest.mark.parametrize(
    ("found", "effect"),
    [("aaa", "allow"), ("ä", "deny"), ("a\n", "deny"), ("\ud800", "deny"), ("a" * 60 + "!", "deny")],
)
def test_without_an_alarm_a_pattern_is_matched_in_another_process_that_can_be_ended(tmp_path, found, effect):
    slow = {**LIMITS[1], "op": "matches", "value": "^(a+)+$", "required": True}
    folder = installed(tmp_path, made_plan(made_server(made_tool("do_it", "allow", constraints=[slow]), key="shop")))
    script = (folder / "policy_hook.py").read_text()
    assert 'HAS_ALARM = hasattr(signal, "setitimer")' in script
    script = script.replace('HAS_ALARM = hasattr(signal, "setitimer")', "HAS_ALARM = False")
    script = script.replace('MATCHER = """', f'MATCHER = """# {tmp_path}')
    if len(found) > 3:
        script = script.replace("LONGEST_SECONDS = 10.0", "LONGEST_SECONDS = 1.0")
    (folder / "policy_hook.py").write_text(script)
    done = run(folder, "claude-code", payload("claude-code", "mcp__shop__do_it", {"kind": found}))
    assert effect_of(done, "claude-code") == effect
    time.sleep(0.5 if len(found) > 3 else 0)
    left = [each for each in Path("/proc").glob("[0-9]*/cmdline") if f"# {tmp_path}".encode() in _bytes(each)]
    assert not left, "the other process ends itself"


def _bytes(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_the_clients_wait_longer_than_the_hook_takes():
    waits = [
        int(each) for file in exported("hook", PLAN).files[2:] for each in re.findall(r"timeout\w*\W+(\d+)", file.text)
    ]
    assert sorted(waits) == [60, 60, 60, 60_000, 60_000]
    assert HOOK.LONGEST_SECONDS + HOOK.LOCK_SECONDS < 60


def test_where_a_client_cannot_be_made_to_ask_its_own_rules_can_be_left_to_decide(tmp_path):
    folder = installed(tmp_path, PLAN)
    policy = json.loads((folder / "policy.json").read_text())
    (folder / "policy.json").write_text(json.dumps({**policy, "where_asking_is_impossible": "leave"}))
    assert decided(folder, "codex", payload("codex", "mcp__my_shop__do_it", {"amount": 5})) is None
    assert decided(folder, "codex", payload("codex", "mcp__my_shop__do_it", {"amount": 500})) == "deny"


@pytest.mark.parametrize("name", ["mcp__my_shop__drop", "mcp__my.shop__drop", "mcp__my-shop__drop"])
def test_a_character_that_a_client_replaces_otherwise_opens_no_door(tmp_path, name):
    assert decided(installed(tmp_path, PLAN), "claude-code", payload("claude-code", name, {})) == "deny"


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("key", ["a😀b", "😀", "ключ", "a b"])
def test_an_unlisted_tool_of_a_server_with_an_unusual_name_is_refused(tmp_path, client, key):
    folder = installed(tmp_path, made_plan(made_server(made_tool("look", "allow"), key=key, unlisted="deny")))
    listed = id_of(folder, client, "look")
    assert decided(folder, client, payload(client, listed, {})) in {"allow", None}
    assert decided(folder, client, payload(client, listed.replace("look", "new_tool"), {})) == "deny"


def test_a_name_that_a_client_shortened_is_never_let_through(tmp_path):
    long = "a" * 70
    plan = made_plan(made_server(made_tool(long, "deny"), made_tool(long + "b", "allow"), key="shop", unlisted="allow"))
    folder = installed(tmp_path, plan)
    codex = f"mcp__shop__{long}_0123456789ab"
    assert decided(folder, "codex", payload("codex", codex, {})) == "deny"
    assert decided(folder, "codex", payload("codex", codex.replace("aaa_", "zzz_"), {})) == "deny"
    copilot = f"shop-{long}"[:64]
    assert decided(folder, "copilot-cli", payload("copilot-cli", copilot, {})) == "deny"
    for short in ("mcp_shop_" + "a" * 10 + "..." + "a" * 10, "mcp_shop_zz...zz", "mcp_...x"):
        assert decided(folder, "gemini-cli", payload("gemini-cli", short, {})) == "deny", short


@pytest.mark.parametrize("slug", SLUGS)
def test_its_decision_is_the_neutral_effect_for_every_tool_of_the_catalog(tmp_path, slug):
    for posture in POSTURES:
        (planned,) = catalog_plan(slug, posture)["servers"]
        folder = tmp_path / posture
        folder.mkdir()
        installed(folder, catalog_plan(slug, posture))
        key = planned["key"]
        for tool in planned["tools"]:
            arguments = {each["arg"]: fitting(each) for each in tool["constraints"]}
            name = f"mcp__{key}__{tool['name']}"
            assert decided(folder, "claude-code", payload("claude-code", name, arguments)) == tool["effect"], name
            for each in tool["constraints"]:
                refused = {**arguments, each["arg"]: unfitting(each)}
                assert decided(folder, "claude-code", payload("claude-code", name, refused)) == "deny", name
        (folder / "policy_state.json").unlink(missing_ok=True)
        unlisted = payload("claude-code", f"mcp__{key}__no_such_tool", {})
        assert decided(folder, "claude-code", unlisted) == planned["unlisted"]


def fitting(constraint):
    """A value that the constraint lets through."""
    op, value = constraint["op"], constraint["value"]
    if op == "in":
        return value[0]
    if op == "matches" and "[.]" in value:
        return "99.5"
    return value if op == "lte" else "/workspace/a.txt" if "workspace" in value else "select 1"


def unfitting(constraint):
    """A value that it refuses."""
    op, value = constraint["op"], constraint["value"]
    if op == "in":
        return "drop"
    if op == "matches" and "[.]" in value:
        return "100.01"
    return value + 1 if op == "lte" else "/etc/passwd" if "workspace" in value else "drop table a"


def test_it_is_written_in_the_language_of_python_3_8_and_needs_no_package():
    import ast

    tree = ast.parse(SCRIPT.read_text(), feature_version=(3, 8))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    assert imported <= sys.stdlib_module_names
