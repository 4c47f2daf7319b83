"""Runs one client beside its mock model, as the first process of its own little world, and writes down what was seen.

Run as `python inside.py PLAN.json`, inside `unshare` where that is allowed. The plan holds `argv`, `environment`,
`folder`, `seconds`, `dialect`, `calls`, `files` (path -> text), `etc` (a folder to lie over /etc, or null), `out`.
`@MODEL@` in files, words and variables becomes the mock model's address.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from model import Script, serve

SIOCSIFFLAGS, IFF_UP_RUNNING = 0x8914, 0x41


def raise_loopback() -> None:
    """Bring up the only interface of a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP_RUNNING))


def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Run the client to its end or its time limit; returns what the model saw of it."""
    if plan["isolated"]:
        raise_loopback()
        if plan["etc"]:
            subprocess.run(["mount", "--bind", plan["etc"], "/etc"], check=True)
    script = Script(plan["dialect"], plan["calls"])
    server = serve(script)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"

    def filled(text: str) -> str:
        return text.replace("@MODEL@", address)

    for path, text in plan["files"].items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(filled(text), encoding="utf-8")
        Path(path).chmod(0o755 if text.startswith("#!") else 0o644)
    started = time.monotonic()
    out = Path(plan["out"])
    with (out / "stdout").open("wb") as stdout, (out / "stderr").open("wb") as stderr:
        client = subprocess.Popen(
            [filled(word) for word in plan["argv"]],
            env={name: filled(value) for name, value in plan["environment"].items()},
            cwd=plan["folder"],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        try:
            exit_code: int | None = client.wait(plan["seconds"])
        except subprocess.TimeoutExpired:
            exit_code = None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(client.pid, signal.SIGKILL)
    server.shutdown()
    return {
        "exit_code": exit_code,
        "seconds": round(time.monotonic() - started, 2),
        "addressed": script.addressed,
        "shown": sorted(script.shown),
        "answers": script.answers,
        "requests": script.requests,
    }


if __name__ == "__main__":
    the_plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    outcome = run(the_plan)
    (Path(the_plan["out"]) / "outcome.json").write_text(json.dumps(outcome), encoding="utf-8")
