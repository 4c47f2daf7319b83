"""The runs of every contender into plain figures: what the JSON file holds, and all that any table is made from.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from contenders import Contender, Sample
from latencies import Latencies
from measuring.weight import Weight


@dataclass(slots=True)
class Result:
    """All runs of one contender on one catalog."""

    contender: Contender
    samples: list[Sample] = field(default_factory=list)
    weight: Weight | None = None
    failure: str | None = None
    skipped: str | None = None


@dataclass(slots=True)
class Measured:
    """Everything about one catalog."""

    tools: int
    servers: int
    registry_bytes: int
    results: Sequence[Result] = ()
    latencies: Latencies = field(default_factory=dict)
    failure: str | None = None
    """Why there are no latencies."""

    @property
    def has_failed(self) -> bool:
        """Whether anything did."""
        return self.failure is not None or any(each.failure for each in self.results)

    def figures(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "tools": self.tools,
            "servers": self.servers,
            "registry_bytes": self.registry_bytes,
            "contenders": [_figures_of(each) for each in self.results],
            "latencies": self.latencies,
            "failure": self.failure,
        }


def _figures_of(result: Result) -> dict[str, Any]:
    return {
        "name": result.contender.name,
        "what": result.contender.what,
        "skipped": result.skipped,
        "failure": result.failure,
        "weight": asdict(result.weight) if result.weight else None,
        "runs": [{key: value for key, value in asdict(each).items() if key != "site"} for each in result.samples],
    }
