"""A tool call that an agent is about to make into a yes, a question or a no, by the policy.json beside this file.

For the hooks of Claude Code, OpenAI Codex, Qwen Code, Gemini CLI and GitHub Copilot CLI, named as the only argument. The call
comes on standard input, the answer goes to standard output. Nothing but Python 3.8 is needed. Whatever is odd is refused, with
exit code 2 and a word on standard error: a policy that cannot be read, a call that is not understood, a state that cannot be locked,
a clock that was set back, an answer that takes too long: clients let a call through when its hook is slower than they wait. Calls are counted in policy_state.json beside this file: on one machine, for one copy of the policy.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

HERE = Path(__file__).resolve().parent
LONGEST_SECONDS = 10.0
LOCK_SECONDS = 5.0
CLOCK_STEP_SECONDS = 1.0
EFFECTS = ("allow", "ask", "deny")
HAS_ALARM = hasattr(signal, "setitimer")
"""False on Windows. Python holds its lock while it matches a pattern, so a timer of another thread would not end that."""
MATCHER = """
import faulthandler, json, re, sys
pattern, text, seconds = json.loads(sys.stdin.buffer.read())
faulthandler.dump_traceback_later(seconds, exit=True)
print(re.search(pattern, text, re.ASCII) is not None)
"""
"""Run in a process of its own, which ends itself when it takes too long, also when nobody waits for it any more."""


class Client(NamedTuple):
    """How one client speaks to its hooks."""

    ids: str
    """Whose names for tools it uses."""
    name: str
    arguments: str
    can_ask: bool


CLIENTS = {
    "claude-code": Client("claude-code", "tool_name", "tool_input", can_ask=True),
    "qwen-code": Client("claude-code", "tool_name", "tool_input", can_ask=True),
    "codex": Client("codex", "tool_name", "tool_input", can_ask=False),
    "gemini-cli": Client("gemini-cli", "tool_name", "tool_input", can_ask=False),
    "copilot-cli": Client("copilot-cli", "toolName", "toolArgs", can_ask=True),
}


class RefusedError(Exception):
    """The call must not be made; the text says why."""


def main(arguments: list[str]) -> int:
    """Answer one call; the exit code is 0 or 2."""
    client = arguments[0] if len(arguments) == 1 else ""
    limit_time()
    try:
        effect, reason = decide(client, sys.stdin.buffer.read(), HERE)
    except RefusedError as refused:
        effect, reason = "deny", str(refused)
    except Exception as error:  # noqa: BLE001 - an error nobody thought of must not open the door
        effect, reason = "deny", f"The policy could not be applied: {type(error).__name__}."
    return answer(client, effect, reason)


def limit_time() -> None:
    """Refuse when no answer was given in time, whether this process waits then or matches a pattern."""
    if HAS_ALARM:
        signal.signal(signal.SIGALRM, _too_slow)
        signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    else:  # patterns are matched in another process, see _matches
        timer = threading.Timer(LONGEST_SECONDS, _too_slow)
        timer.daemon = True
        timer.start()


def _too_slow(*_: object) -> None:
    os.write(2, b"The policy hook found no answer in time.\n")
    os._exit(2)


def answer(client: str, effect: str | None, reason: str) -> int:
    """Tell the client, in its own words; without an opinion nothing is said and the client's own rules decide."""
    if effect is None:
        return 0
    if client == "copilot-cli":
        reply: dict[str, Any] = {"permissionDecision": effect, "permissionDecisionReason": reason}
    elif client == "gemini-cli":
        reply = {"decision": effect, "reason": reason}
    else:
        said = {"permissionDecision": effect, "permissionDecisionReason": reason}
        reply = {"hookSpecificOutput": {"hookEventName": "PreToolUse", **said}}
    can_say = effect == "deny" or (client in CLIENTS and CLIENTS[client].can_ask)
    if can_say:
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()
    if effect != "deny":
        return 0
    sys.stderr.write(reason + "\n")
    return 2


def decide(client: str, raw: bytes, folder: Path) -> tuple[str | None, str]:
    """Effect and reason for the call; no effect for tools that the policy does not speak of.

    Raises:
        RefusedError: the call is denied, or nobody can tell what it is.
    """
    if client not in CLIENTS:
        refuse(f"Unknown client {client!r}; the policy hook was registered wrongly.")
    speaks = CLIENTS[client]
    policy = _mapping(_json((folder / "policy.json"), "policy.json"), "the policy")
    if policy.get("version") != 1 or policy.get("where_asking_is_impossible") not in {"deny", "leave"}:
        refuse("policy.json is of a version that this hook does not know.")
    call = _mapping(_parsed(raw, "The call"), "the call")
    name = call.get(speaks.name)
    if not isinstance(name, str) or not name:
        refuse("The call names no tool.")
    server, tools = _find(policy, speaks.ids, name)
    if server is None:
        return None, ""
    effect, reason = _effect(tools[0][1], "effect") if tools else _effect(server, "unlisted")
    if effect == "deny":
        refuse(reason)
    for _, each in tools:
        _check_arguments(each, _arguments(call.get(speaks.arguments)))
    if effect == "ask" and not speaks.can_ask:
        if policy["where_asking_is_impossible"] == "deny":
            refuse(f"It needs a person's yes, and a hook of this client cannot ask for one. {reason}")
        effect = None
    for key, each in [pair for pair in tools if pair[1].get("limit") is not None]:
        _count(f"{key}/{each['name']}", _mapping(each["limit"], "a limit"), folder)
    return effect, reason


def _find(
    policy: dict[str, Any], ids: str, name: str
) -> tuple[dict[str, Any] | None, list[tuple[str, dict[str, Any]]]]:
    """The server, and the tools that may be meant, strictest first, each with its server's key.

    Names are compared loosely, because versions of clients differ in which characters they replace, and some shorten names.
    """
    head, dots, tail = map(_loose, _shortened(name, ids))
    found: list[tuple[int, dict[str, Any], dict[str, Any]]] = []
    nearest: tuple[int, dict[str, Any]] | None = None
    for server in _list(policy, "servers"):
        prefix = _loose(_text(server.get("prefixes"), ids))
        for tool in _list(server, "tools"):
            one = _loose(_text(tool.get("ids"), ids))
            if one == head if not dots else one.startswith(head) and one.endswith(tail):
                found.append((EFFECTS.index(tool["effect"]), server, tool))
        if head.startswith(prefix) and (nearest is None or len(prefix) > nearest[0]):
            nearest = (len(prefix), server)
        elif dots and prefix.startswith(head):
            nearest = nearest or (0, server)
    if found:
        found.sort(key=lambda each: -each[0])
        return found[0][1], [(_text(server, "key"), tool) for _, server, tool in found]
    if dots and nearest is not None:
        refuse("The client shortened the tool's name, and the policy cannot tell which tool is meant.")
    return nearest[1] if nearest is not None else None, []


def _shortened(name: str, ids: str) -> tuple[str, str, str]:
    """What is left of the name at both ends of the place where the client shortened it; in the middle nothing: it is whole."""
    cut = re.fullmatch(r"(.{64,})(_[0-9a-f]{12})", name) if ids == "codex" else None
    return (cut.group(1), cut.group(2), "") if cut else name.partition("..." if ids == "gemini-cli" else "\0")


def _loose(name: str) -> str:
    """Two for a character outside the BMP: ids are made in UTF-16 units, and prefixes hold the server's key as it is."""
    return re.sub(r"[^A-Za-z0-9]", lambda found: "__" if found.group() > "\uffff" else "_", name)


def _effect(rule: dict[str, Any], key: str) -> tuple[str | None, str]:
    effect = rule.get(key)
    if effect is not None and effect not in EFFECTS:
        refuse(f"policy.json holds an effect that this hook does not know: {effect!r}.")
    unlisted = "The policy does not list this tool."
    return effect, _text(rule, "reason") if key == "effect" else unlisted


def _check_arguments(tool: dict[str, Any], arguments: dict[str, Any]) -> None:
    for each in _list(tool, "constraints"):
        arg, reason = _text(each, "arg"), _text(each, "reason")
        if each.get("required") not in {True, False}:
            refuse("policy.json holds a constraint that this hook does not know.")
        if arg not in arguments:
            if each["required"] or each["op"] == "exists":
                refuse(f"{arg} is missing. {reason}.")
        elif not _holds(_text(each, "op"), arguments[arg], each.get("value")):
            refuse(f"{reason}.")


def _holds(op: str, found: Any, wanted: Any) -> bool:
    """Whether the argument is as demanded; one of another type never is."""
    if op == "exists":
        return True
    if op in {"in", "not_in"} and isinstance(wanted, list):
        return isinstance(found, str) and (found in wanted) is (op == "in")
    if op == "matches" and isinstance(wanted, str):
        return isinstance(found, str) and _matches(_python_pattern(wanted), found)
    if op in {"eq", "neq"} and isinstance(wanted, str):
        return isinstance(found, str) and (found == wanted) is (op == "eq")
    if op in {"eq", "neq", "lt", "lte", "gt", "gte"} and _is_number(wanted):
        if not _is_number(found):
            return False
        sides = {"eq": found == wanted, "neq": found != wanted, "lt": found < wanted, "lte": found <= wanted}
        return bool({**sides, "gt": found > wanted, "gte": found >= wanted}[op])
    return refuse(f"policy.json demands {op!r} of an argument, which this hook does not know.")


def _matches(pattern: str, text: str) -> bool:
    if HAS_ALARM:
        return re.search(pattern, text, re.ASCII) is not None
    import subprocess  # noqa: PLC0415 - only needed here, and slow to load

    done = subprocess.run(  # noqa: S603 - Python itself, and a program that stands above
        [sys.executable, "-I", "-c", MATCHER],
        input=json.dumps([pattern, text, LONGEST_SECONDS]).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    said = done.stdout.strip()
    if done.returncode != 0 or said not in {b"True", b"False"}:
        refuse("A pattern of the policy gave no answer.")
    return said == b"True"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _python_pattern(pattern: str) -> str:
    r"""RE2's `$` is the end of the text; Python's also stands before a last line break, its `\Z` does not."""
    return re.sub(
        r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$", lambda part: r"\Z" if part.group() == "$" else part.group(), pattern
    )


def _count(name: str, limit: dict[str, Any], folder: Path) -> None:
    """Count the call, or refuse it when as many were let through within the span."""
    most, seconds = limit.get("max"), limit.get("seconds")
    if not isinstance(most, int) or not isinstance(seconds, int):
        refuse("policy.json holds a limit that this hook does not know.")
    state_path = folder / "policy_state.json"
    with (folder / "policy_state.lock").open("a+b") as lock:
        _lock(lock.fileno())
        state = _mapping(_json(state_path, "policy_state.json"), "the count") if state_path.exists() else {}
        now = time.time()
        times = state.get(name, [])
        if not isinstance(times, list) or not all(map(_is_number, times)):
            refuse("policy_state.json holds no counts; remove it to start counting anew.")
        if any(each > now + CLOCK_STEP_SECONDS for each in times):
            refuse(
                "The clock was set back, so calls cannot be counted; remove policy_state.json to start counting anew."
            )
        recent = [each for each in times if each > now - seconds]
        if len(recent) >= most:
            refuse(f"At most {most} calls in {seconds} seconds; {len(recent)} were made.")
        state[name] = [*recent, now]
        fresh = folder / f"policy_state.{os.getpid()}.new"
        fresh.write_text(json.dumps(state), encoding="utf-8")
        fresh.replace(state_path)


def _lock(handle: int) -> None:
    """Hold the file for this process alone; it is let go when the process ends."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            if os.name == "nt":
                import msvcrt  # noqa: PLC0415 - only Windows has it

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl  # noqa: PLC0415 - Windows does not have it

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > end:
                refuse("Another call holds the count, so this one cannot be counted.")
            time.sleep(0.02)
        else:
            return


def _arguments(value: Any) -> dict[str, Any]:
    return _mapping(_parsed(value.encode(), "The call") if isinstance(value, str) else value, "the arguments")


def _json(path: Path, what: str) -> Any:
    try:
        return _parsed(path.read_bytes(), what)
    except OSError as error:
        refuse(f"{what} cannot be read: {error.strerror}.")


def _parsed(raw: bytes, what: str) -> Any:
    """JSON read strictly: a name twice, or a number that is none, is refused, because two readers would see two calls."""
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        refuse(f"{what} is not plain JSON.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _mapping(value: Any, what: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else refuse(f"Found something else where {what} should be.")


def _list(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = holder.get(key)
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        refuse(f"policy.json holds no list {key!r}.")
    return value


def _text(holder: Any, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else refuse(f"policy.json holds no text {key!r}.")


def refuse(reason: str) -> NoReturn:
    """Deny the call."""
    raise RefusedError(reason)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
