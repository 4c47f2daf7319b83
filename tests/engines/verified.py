"""What tests saw of exported policies into the file that the pages' "verified" lines are read from.

The file is written by one whole green run and by nothing less: no failure, no skip, nothing left out by `-k` or by a
path. So an entry means that every document of that target that the tests hold was enforced by that engine that day.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.engines import Client
from tests.engines.case import Seen, Setup
from tests.engines.verdict import Effect, mismatches


@dataclass(slots=True)
class Verdicts:
    """What the run has shown so far, by target."""

    by_target: dict[str, dict[str, Any]] = field(default_factory=dict)

    def enforced(
        self, target: str, client: Client, setup: Setup, effects: dict[str, Effect], *, hides_denied: bool = True
    ) -> Seen:
        """Run the client with an exporter's document, note the verdict, and demand that there is no mismatch."""
        seen = client.run(setup)
        found = mismatches(seen, effects, hides_denied=hides_denied)
        self.record(target, engine=client.NAME, version=client.version(), tools=len(effects), mismatches=len(found))
        assert not found, "\n".join([*found, seen.log[-4000:]])
        return seen

    def record(self, target: str, *, engine: str, version: str, tools: int, mismatches: int, servers: int = 1) -> None:
        """Add servers and tools to a target. Two versions of one engine in one run are an error."""
        entry = self.by_target.setdefault(
            target, {"engine": engine, "version": version, "servers": 0, "tools": 0, "mismatches": 0}
        )
        if (entry["engine"], entry["version"]) != (engine, version):
            raise ValueError(f"found {engine} {version} for {target}, expected {entry['engine']} {entry['version']}")
        for name, count in (("servers", servers), ("tools", tools), ("mismatches", mismatches)):
            entry[name] += count

    def write(self, path: Path, today: datetime.date) -> None:
        """Write the file anew: target -> engine, version, date, servers, tools, mismatches; sorted."""
        document = {
            target: {
                "engine": entry["engine"],
                "version": entry["version"],
                "date": today.isoformat(),
                **{name: entry[name] for name in ("servers", "tools", "mismatches")},
            }
            for target, entry in sorted(self.by_target.items())
        }
        path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
