"""What a hook is told by each client, and which of its answers each client heeds."""

from __future__ import annotations

import json
import re

import pytest

from tests.engines import claude_code, codex, copilot_cli, gemini_cli
from tests.engines.by_hand import CHARGE, DOTTED, HARD_KEY, SHORT_KEY, TOOLS, make_setup
from tests.engines.test_fail_opens import claude_files, codex_files, copilot_hook, gemini_files

pytestmark = pytest.mark.engines
COMMAND = "python3 @HOME@/hook.py"
HEARD = "~/heard.jsonl"
HOOK = """import sys
open("@HOME@/heard.jsonl", "a").write(sys.stdin.read().strip() + "\\n")
print('''{answer}''')
"""
ARGUMENTS = {"amount": 1, "currency": "eur"}


def claude_answer(decision):
    said = {"hookEventName": "PreToolUse", "permissionDecision": decision, "permissionDecisionReason": "by policy"}
    return json.dumps({"hookSpecificOutput": said})


def copilot_answer(decision):
    return json.dumps({"permissionDecision": decision, "permissionDecisionReason": "by policy"})


def gemini_answer(decision):
    return json.dumps({"decision": decision, "reason": "by policy"})


def run(client, answer="", key=SHORT_KEY, tool=CHARGE, *, allowed=True, tools=TOOLS):
    """One call with a hook before it that writes down what it is told, and answers."""
    match client.NAME:
        case "Claude Code":
            server = claude_code.name_of(key, "")[1].removesuffix("__")
            given = {"files": claude_files(hook=COMMAND, **({"allow": [server]} if allowed else {}))}
        case "Codex":
            text = codex_files(hook=COMMAND)[codex.CONFIG].replace("mcp_servers.valkey", f'mcp_servers."{key}"')
            text = text if allowed else text.replace('"approve"', '"prompt"')
            given = {"files": {codex.CONFIG: text}, "words": codex.HOOKS_TRUSTED}
        case "GitHub Copilot CLI":
            given = {"files": copilot_hook(COMMAND), "words": ("--allow-all-tools",) if allowed else ()}
        case _:
            given = {"files": gemini_files(server_key=key, hook=COMMAND)}
    files = {**given.pop("files"), "~/hook.py": HOOK.replace("{answer}", answer)}
    return client.run(make_setup(key, tools=tools, files=files, calls=((tool, ARGUMENTS),), keep=(HEARD,), **given))


def heard(seen):
    (line,) = seen.kept[HEARD].splitlines()
    return json.loads(line)


def test_claude_code_tells_a_hook_the_normalised_name_and_the_true_server_key():
    told = heard(run(claude_code, key=HARD_KEY, tool=DOTTED))
    assert told["hook_event_name"] == "PreToolUse"
    assert told["tool_name"] == "mcp__awslabs_valkey-mcp-server__list-all_jobs"
    assert told["tool_input"] == ARGUMENTS
    assert told["mcp_server"]["name"] == HARD_KEY


def test_codex_tells_a_hook_a_name_of_letters_digits_and_underscores():
    told = heard(run(codex, key=HARD_KEY, tool=DOTTED))
    assert told["hook_event_name"] == "PreToolUse"
    assert told["tool_name"] == "mcp__awslabs_valkey_mcp_server__list_all_jobs"
    assert told["tool_input"] == ARGUMENTS
    assert "mcp_server" not in told


def test_copilot_tells_a_hook_the_tool_id_and_arguments_as_an_object():
    told = heard(run(copilot_cli, key=HARD_KEY, tool=DOTTED))
    assert told["toolName"] == "awslabs-valkey-mcp-server-list-all-jobs"
    assert told["toolArgs"] == ARGUMENTS
    assert told.keys() == {"sessionId", "timestamp", "cwd", "toolName", "toolArgs"}


def test_gemini_tells_a_hook_the_shown_name_and_both_true_names():
    told = heard(run(gemini_cli, key=HARD_KEY, tool=DOTTED))
    assert told["hook_event_name"] == "BeforeTool"
    assert told["tool_name"] == "mcp_awslabs.valkey-mcp-server_list-all.jobs"
    assert told["tool_input"] == ARGUMENTS
    assert told["mcp_context"]["server_name"] == HARD_KEY
    assert told["mcp_context"]["tool_name"] == DOTTED


@pytest.mark.parametrize(
    ("client", "answer"),
    [
        (claude_code, claude_answer("deny")),
        (codex, claude_answer("deny")),
        (copilot_cli, copilot_answer("deny")),
        (gemini_cli, gemini_answer("deny")),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_deny_in_the_clients_own_dialect_refuses_and_gives_the_reason(client, answer):
    seen = run(client, answer)
    assert not seen.reached
    assert "by policy" in seen.refusals[0][1]


@pytest.mark.parametrize("client", [copilot_cli, gemini_cli], ids=lambda client: client.NAME)
def test_a_deny_in_the_dialect_of_claude_code_is_not_heeded_by(client):
    assert run(client, claude_answer("deny")).reached


@pytest.mark.parametrize(
    ("client", "answer"),
    [(claude_code, claude_answer("ask")), (copilot_cli, copilot_answer("ask"))],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_hook_can_ask_about_an_allowed_call_in(client, answer):
    assert not run(client, answer).reached


def test_codex_lets_a_call_through_when_the_hook_wants_it_asked_about():
    assert run(codex, claude_answer("ask")).reached


@pytest.mark.parametrize(
    ("client", "answer", "is_heeded"),
    [
        (claude_code, claude_answer("allow"), True),
        (copilot_cli, copilot_answer("allow"), True),
        (codex, claude_answer("allow"), False),
    ],
    ids=lambda value: getattr(value, "NAME", ""),
)
def test_a_hook_that_allows_takes_the_place_of_asking_in_some_clients(client, answer, is_heeded):
    assert bool(run(client, answer, allowed=False).reached) == is_heeded


def with_timeout(client):
    """A hook that takes longer than it may."""
    match client.NAME:
        case "Claude Code":
            hook = {"type": "command", "command": "sleep 30", "timeout": 1}
            settings = {
                "permissions": {"allow": ["mcp__valkey"]},
                "hooks": {"PreToolUse": [{"matcher": "mcp__.*", "hooks": [hook]}]},
            }
            return {"files": {"~/.claude/settings.json": json.dumps(settings)}}
        case "Codex":
            text = codex_files(hook="sleep 30")[codex.CONFIG] + "timeout = 1\n"
            return {"files": {codex.CONFIG: text}, "words": codex.HOOKS_TRUSTED}
        case "GitHub Copilot CLI":
            hook = {"type": "command", "bash": "sleep 30", "timeoutSec": 1}
            files = {".github/hooks/policy.json": json.dumps({"version": 1, "hooks": {"preToolUse": [hook]}})}
            return {"files": files, "words": ("--allow-all-tools",)}
        case _:
            files = gemini_files(hook="sleep 30")
            settings = files[gemini_cli.SETTINGS].replace('"sleep 30"', '"sleep 30", "timeout": 1000')
            return {"files": {**files, gemini_cli.SETTINGS: settings}}


@pytest.mark.parametrize("client", [claude_code, codex, copilot_cli, gemini_cli], ids=lambda client: client.NAME)
def test_a_hook_that_takes_too_long_lets_the_call_through_in(client):
    seen = client.run(make_setup(calls=((CHARGE, ARGUMENTS),), **with_timeout(client)))
    assert seen.reached == ((CHARGE, ARGUMENTS),)
    assert seen.seconds < 25, "the hook was not waited for"


def test_gemini_without_a_person_waits_when_a_hook_asks_and_makes_no_call():
    files = gemini_files(hook=f"echo '{gemini_answer('ask')}'")
    seen = gemini_cli.run(make_setup(files=files, calls=((CHARGE, ARGUMENTS),), seconds=25))
    assert seen.exit_code is None, "it waited until it was ended"
    assert not seen.reached


def test_codex_tells_a_hook_a_name_of_more_than_128_characters_in_its_shortened_form():
    name = "d" * 120
    told = heard(run(codex, tool=name, tools=({"name": name},)))
    assert re.fullmatch(r"mcp__valkey__d+_[0-9a-f]{12}", told["tool_name"]), told["tool_name"]
