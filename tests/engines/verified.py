"""What tests saw of exported policies into the file that the pages' "verified" lines are read from.

The file is written by one whole green run and by nothing less: no failure, no skip, nothing left out by `-k` or by a
path. So an entry means that every document of that target that the tests hold was enforced by that engine that day.
Where a target was run in several engines, servers and tools are those that each of them was asked about.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.engines import Client
from tests.engines.case import Seen, Setup
from tests.engines.verdict import Effect, mismatches


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What one engine did with the documents of one target."""

    version: str
    tools: dict[str, int] = field(default_factory=dict)
    """Server -> how many of its tools were asked for."""
    mismatches: int = 0


@dataclass(slots=True)
class Verdicts:
    """What the run has shown so far: target -> name of the engine -> verdict."""

    by_target: dict[str, dict[str, Verdict]] = field(default_factory=dict)

    def enforced(
        self,
        target: str,
        client: Client,
        setup: Setup,
        effects: dict[str, Effect],
        *,
        servers: Mapping[str, int],
        hides_denied: bool = True,
    ) -> Seen:
        """Run the client with an exporter's document, note the verdict, and demand that there is no mismatch.

        Args:
            target: the target whose document it is.
            client: the client.
            setup: the client with the document in its place.
            effects: what is meant, by tool.
            servers: the catalog's servers that it is about, and how many tools each has.
            hides_denied: as in `mismatches`.
        """
        seen = client.run(setup)
        found = mismatches(seen, effects, hides_denied=hides_denied)
        for server, tools in servers.items():
            self.record(target, engine=client.NAME, version=client.version(), server=server, tools=tools)
        self.by_target[target][client.NAME].mismatches += len(found)
        assert not found, "\n".join([*found, seen.log[-4000:]])
        return seen

    def record(self, target: str, *, engine: str, version: str, server: str, tools: int, mismatches: int = 0) -> None:
        """Note a server. Two versions of one engine in one run are an error."""
        verdict = self.by_target.setdefault(target, {}).setdefault(engine, Verdict(version=version))
        if verdict.version != version:
            raise ValueError(f"found {engine} {version} for {target}, expected {verdict.version}")
        verdict.tools[server] = tools
        verdict.mismatches += mismatches

    def plain(self) -> dict[str, dict[str, dict[str, Any]]]:
        """All of it as JSON holds it."""
        return {target: {name: asdict(each) for name, each in of.items()} for target, of in self.by_target.items()}

    def add(self, plain: dict[str, dict[str, dict[str, Any]]]) -> None:
        """What another process has noted, as its `plain` gave it."""
        for target, engines in plain.items():
            for engine, seen in engines.items():
                for server, tools in seen["tools"].items():
                    self.record(target, engine=engine, version=seen["version"], server=server, tools=tools)
                self.by_target[target][engine].mismatches += seen["mismatches"]

    def write(self, path: Path, today: datetime.date) -> None:
        """Write the file anew: target -> engine, version, date, servers, tools, mismatches; sorted."""
        document = {target: _entry(engines, today) for target, engines in sorted(self.by_target.items())}
        path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


def _entry(engines: dict[str, Verdict], today: datetime.date) -> dict[str, Any]:
    """One entry; of several engines all but the last are named with their versions in `engine`."""
    *others, (last, verdict) = sorted(engines.items())
    shared = set.intersection(*(set(each.tools) for each in engines.values()))
    return {
        "engine": ", ".join([*(f"{name} {each.version}" for name, each in others), last]),
        "version": verdict.version,
        "date": today.isoformat(),
        "servers": len(shared),
        "tools": sum(verdict.tools[server] for server in shared),
        "mismatches": sum(each.mismatches for each in engines.values()),
    }
