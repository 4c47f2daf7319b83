"""Imports for tests: a fake server's command, facts without a server, and who is still alive.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, Final

from generator.readers.mcp_transports import observe_command
from generator.readers.observation import Limits, Observation, Source

FAKE_SERVER: Final = Path(__file__).with_name("fake_mcp_server.py")


def fake_command(folder: Path, **scenario: Any) -> tuple[str, ...]:
    """The command of a server that behaves as the scenario says."""
    path = folder / f"scenario-{len(list(folder.glob('scenario-*')))}.json"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    return sys.executable, str(FAKE_SERVER), str(path)


def observe_fake(folder: Path, environment: dict[str, str] | None = None, **scenario: Any) -> Observation:
    """What the importer sees of a server that behaves as the scenario says."""
    limits = Limits(**scenario.pop("limits", {}))
    source = Source(
        command=fake_command(folder, **scenario), environment=tuple((environment or {}).items()), limits=limits
    )
    return observe_command(source)


def alive(pid_file: Path) -> list[int]:
    """The ids in the file whose processes still run, zombies not counted."""
    return [pid for pid in map(int, pid_file.read_text().split()) if is_alive(pid)]


def is_alive(pid: int) -> bool:
    """True when the process runs and is no zombie."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state not in {"Z", "X"}
