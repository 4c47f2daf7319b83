"""A client's command into what was seen of it: no network but loopback, an own home, a bare environment, a time limit.

As root each run gets its own network, process and mount namespace: nothing leaves, and nothing outlives it. Elsewhere
the client runs with dead proxies, and its process group is killed at the end.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.engines.case import Seen, Setup

MOCK: Final = Path(__file__).parent / "mock"
NAMESPACES: Final = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")
LAUNCHERS: Final = ("uvx", "uv", "npx", "docker", "mcp-server")
"""Programs that policy documents start servers with. In a run each of them is the logging server."""
DEAD_PROXY: Final = "http://127.0.0.1:9"
PYTHON: Final = str(Path(sys.base_prefix) / "bin" / "python3")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The folders of one run."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def project(self) -> Path:
        return self.root / "project"

    @property
    def bin(self) -> Path:
        return self.root / "bin"

    @property
    def server(self) -> Path:
        """The command that starts the logging server."""
        return self.bin / "mcp-server"

    def commands(self, setup: Setup) -> dict[str, str]:
        """The command of each server, by its key."""
        others = {key: str(self.bin / f"mcp-server-{number}") for number, key in enumerate(setup.others)}
        return {setup.server_key: str(self.server), **others}

    def path(self, name: str) -> Path:
        """Where a file of a setup goes."""
        if name.startswith("~/"):
            return self.home / name[2:]
        if name.startswith("/etc/"):
            return self.root / name[1:]
        if name.startswith("/"):
            raise ValueError(f"found {name}, expected a path in ~, /etc or the project")
        return self.project / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """How a client is started in its place."""

    argv: tuple[str | Path, ...]
    dialect: str
    """Key of `mock.dialects.DIALECTS`."""
    files: Mapping[str, str]
    """All files, the setup's included; names as in `Setup.files`."""
    variables: Mapping[str, str]
    links: Mapping[str, Path] = field(default_factory=dict)
    """Names as in `Setup.files` -> what they lead to."""


@cache
def can_isolate() -> bool:
    """Whether this machine lets us make namespaces."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*NAMESPACES, "true"], capture_output=True, check=False).returncode == 0


def run(
    setup: Setup, command: Callable[[Place], Command], hidden_name: Callable[[str, str], tuple[str | None, str]]
) -> Seen:
    """Run the client in a fresh place.

    Args:
        setup: what is tested.
        command: how the client is started there.
        hidden_name: from server key and tool, the name that the model asks for while it is not shown the tool.
    """
    with tempfile.TemporaryDirectory(prefix="engine-", ignore_cleanup_errors=True) as folder:
        place = Place(root=Path(folder))
        for each in (place.home, place.project, place.bin, place.root / "out", place.root / "tmp"):
            each.mkdir()
        _write_programs(place, setup)
        made = command(place)
        for name, target in made.links.items():
            place.path(name).parent.mkdir(parents=True, exist_ok=True)
            place.path(name).symlink_to(target)
        plan = _plan(setup, place, made, hidden_name)
        (place.root / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
        harness = _start(place, setup.seconds)
        kept = {name: place.path(name) for name in setup.keep if place.path(name).is_file()}
        seen = _seen(setup, place.root / "out", harness)
        return replace(seen, kept={name: path.read_text(encoding="utf-8") for name, path in kept.items()})


def _write_programs(place: Place, setup: Setup) -> None:
    """The logging server under every launcher's name, one more for each further server, and a python3 for hooks."""

    def serving(number: int | str, tools: tuple[dict[str, Any], ...], prefix: str) -> str:
        path = place.root / f"tools{number}.json"
        path.write_text(json.dumps(tools), encoding="utf-8")
        words = (PYTHON, MOCK / "mcp_server.py", path, place.root / "out" / "reached.jsonl", prefix)
        return f"#!/bin/sh\nexec {shlex.join(map(str, words))}\n"

    first = serving("", setup.tools, "")
    chosen = f'case "$1" in {place.bin}/mcp-server-*) exec "$1" ;; esac\n'  # LiteLLM starts launchers only
    programs = dict.fromkeys(LAUNCHERS, first.replace("\n", f"\n{chosen}", 1))
    for number, (key, tools) in enumerate(setup.others.items()):
        programs[f"mcp-server-{number}"] = serving(number, tools, f"{key}/")
    programs["python3"] = f'#!/bin/sh\nexec {shlex.quote(PYTHON)} "$@"\n'
    for name, text in programs.items():
        (place.bin / name).write_text(text, encoding="utf-8")
        (place.bin / name).chmod(0o755)


def _plan(setup: Setup, place: Place, command: Command, hidden_name: Any) -> dict[str, Any]:
    """What `mock/inside.py` is told."""
    is_machine_wide = any(name.startswith("/etc/") for name in command.files)
    if is_machine_wide:
        if not can_isolate():
            raise PermissionError(f"found no root, expected it for {sorted(command.files)}")
        shutil.copytree("/etc", place.root / "etc", symlinks=True, ignore_dangling_symlinks=True)
    folders = {"@HOME@": str(place.home), "@PROJECT@": str(place.project)}

    def filled(text: str) -> str:
        for name, folder in folders.items():
            text = text.replace(name, folder)
        return text

    environment = {
        "HOME": str(place.home),
        "PATH": f"{place.bin}:/usr/local/bin:/usr/bin:/bin",
        "TMPDIR": str(place.root / "tmp"),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), DEAD_PROXY),
        **dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost"),
        **command.variables,
        **setup.variables,
    }
    return {
        "argv": [filled(str(word)) for word in command.argv],
        "environment": {name: filled(value) for name, value in environment.items()},
        "folder": str(place.project),
        "seconds": setup.seconds,
        "dialect": command.dialect,
        "calls": [[tool, arguments, hidden_name(*setup.owner(tool))] for tool, arguments in setup.script()],
        "files": {str(place.path(name)): filled(text) for name, text in command.files.items()},
        "isolated": can_isolate(),
        "etc": str(place.root / "etc") if is_machine_wide else None,
        "out": str(place.root / "out"),
    }


def _start(place: Place, seconds: int) -> str:
    """Run the plan; returns what the harness itself printed. Whatever happens, no process is left."""
    argv = [*(NAMESPACES if can_isolate() else ()), PYTHON, str(MOCK / "inside.py"), str(place.root / "plan.json")]
    process = subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds + 30)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return said


def _seen(setup: Setup, out: Path, harness: str) -> Seen:
    """What was written down, in the tools' true names."""
    if not (out / "outcome.json").exists():
        raise RuntimeError(f"the harness ended without an outcome:\n{harness}")
    outcome = json.loads((out / "outcome.json").read_text(encoding="utf-8"))
    if (out / "client.json").exists():  # a client that needs no model wrote down itself what it saw
        outcome |= json.loads((out / "client.json").read_text(encoding="utf-8"))
    lines = (out / "reached.jsonl").read_text(encoding="utf-8").splitlines() if (out / "reached.jsonl").exists() else []
    reached = tuple((call["tool"], call["arguments"]) for call in map(json.loads, lines))
    refusals = []
    for place, (tool, _) in enumerate(setup.script()):
        text = outcome["answers"].get(str(place), "(no answer)")
        if f"served [[{tool}]]" not in text:
            refusals.append((tool, text))
    printed = [(out / name).read_text(encoding="utf-8", errors="replace") for name in ("stdout", "stderr")]
    return Seen(
        visible=frozenset(outcome["addressed"]),
        reached=reached,
        refusals=tuple(refusals),
        addressed={tool: ".".join(filter(None, name)) for tool, name in outcome["addressed"].items()},
        log="\n".join(
            [harness, f"exit code {outcome['exit_code']}", *outcome["requests"], f"shown {outcome['shown']}", *printed]
        ),
        exit_code=outcome["exit_code"],
        seconds=outcome["seconds"],
    )
