"""Gemini CLI's policy engine alone, from npm's `@google/gemini-cli-core`: no model and no server is needed.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.engines import installed
from tests.engines.case import Seen, Setup

NAME = "Gemini CLI core"
SCRIPT = Path(__file__).parent / "mock" / "gemini_policy.mjs"
NAME_LIMIT = 63
"""Characters of a tool's name; the middle of a longer one becomes three dots."""


def package() -> Path:
    return installed.in_npm("@google/gemini-cli-core")


def version() -> str:
    """What the package says of itself."""
    return installed.version_in(package())


def run(setup: Setup) -> Seen:
    """The decisions over the setup's policies (files ending in .toml). A call counts as reached if it is allowed.

    What the loader found wrong is in `log`, and makes `exit_code` 1.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="engine-") as folder:
        paths = []
        for number, text in enumerate(text for name, text in setup.files.items() if name.endswith(".toml")):
            paths.append(Path(folder) / f"{number}.toml")
            paths[-1].write_text(text, encoding="utf-8")
        answer = ask(setup, paths)
    calls = list(zip(setup.script(), answer["decisions"], strict=True))
    return Seen(
        visible=frozenset(tool["name"] for tool in setup.tools) - set(answer["hidden"]),
        reached=tuple(call for call, said in calls if said["headless"] == "allow"),
        refusals=tuple(
            (tool, f"{said['decision']} {said['message']}".strip())
            for (tool, _), said in calls
            if said["headless"] != "allow"
        ),
        addressed=answer["shown"],
        log=json.dumps(answer["errors"], indent=2),
        exit_code=int(any(each.get("severity") != "warning" for each in answer["errors"])),
        seconds=round(time.monotonic() - started, 2),
    )


def ask(setup: Setup, policies: list[Path]) -> dict[str, Any]:
    """The engine's answer: `errors`, `hidden`, `shown`, and `decisions` in the order of the calls."""
    question = {
        "core": str(package()),
        "policies": [str(path) for path in policies],
        "server": setup.server_key,
        "tools": [{"name": tool["name"], "annotations": tool.get("annotations") or {}} for tool in setup.tools],
        "calls": setup.script(),
    }
    done = subprocess.run(
        [installed.node(), SCRIPT],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        timeout=setup.seconds,
        check=False,
        env={"HOME": "/nonexistent", "PATH": "/usr/bin:/bin"},
    )
    if done.returncode:
        raise RuntimeError(f"the policy engine ended with {done.returncode}:\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
