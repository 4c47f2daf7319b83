#!/usr/bin/env python3
"""A catalog's published data into what a reader waits for in Chromium: the first result, and each keystroke after it.

A page with the real header is served from 127.0.0.1, compressed as static hosts do; queries of `search/queries.py` are typed letter by
letter. A keystroke ends when its results are in the page, before they are painted. Needs the test requirements and a Chromium
(`CATALOG_BROWSER`).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import synthesize
from measuring.table import table
from playwright.sync_api import Browser, Page, sync_playwright
from search.asking import SEARCHED, read_names, write_data
from search.queries import make_queries

_ROOT: Final = Path(__file__).resolve().parents[1]
_WATCH: Final = """() => {
  addEventListener('keydown', (event) => { window.pressed = event.timeStamp; }, true);
  window.first = new Promise((done) => new MutationObserver(() => {
    if (document.querySelector('#find-list a')) done(performance.now() - window.pressed);
  }).observe(document.querySelector('#find-list'), { childList: true }));
}"""
_TAKEN: Final = """(query) => {
  const [measured] = performance.getEntriesByName('catalog-search');
  return measured?.detail === query.trim() ? measured.startTime + measured.duration - window.pressed : null;
}"""
_EXAMPLES: Final = """\
  python bench/search_queries.py --catalog /tmp/big --keep /tmp/big-data   makes the data of a large catalog
  python bench/search_latency.py --data /tmp/big-data                      looks at it in the browser

Exit codes: 0 measured, 2 called wrongly.
"""


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for and print it; the exit code."""
    asked = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="catalog-search-") as name:
        folder = Path(name)
        site = _site(folder)
        if asked.data:
            for file in SEARCHED:
                shutil.copy(asked.data / file, site / "assets" / "data" / file)
        else:
            write_data(asked.catalog, site / "assets" / "data", folder / "work")
        queries = make_queries(read_names(site / "assets" / "data"), asked.seed)
        typed = [each.text for each in Random(asked.seed).sample(queries, min(asked.queries, len(queries)))]
        with _served(site) as (url, sent), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CATALOG_BROWSER"), args=["--no-sandbox"]
            )
            firsts = [_first_result(browser, url, typed[0], sent) for _ in range(asked.runs)]
            page = browser.new_page()
            page.goto(url)
            page.evaluate(_WATCH)
            page.keyboard.press("/")
            page.keyboard.type(typed[0][:1])
            page.evaluate("() => window.first")
            keystrokes = [taken for text in typed for taken in _typed(page, text)]
            browser.close()
    print(_report([ms for ms, _ in firsts], firsts[0][1], keystrokes))
    return 0


def _first_result(browser: Browser, url: str, text: str, sent: dict[str, int]) -> tuple[float, int]:
    """Milliseconds from the first keystroke to the first result with nothing loaded before, and the bytes that it took."""
    page = browser.new_context().new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    sent.clear()
    page.evaluate(_WATCH)
    page.keyboard.press("/")
    page.keyboard.type(text[:3])
    taken = float(page.evaluate("() => window.first"))
    page.context.close()
    return taken, sum(sent.values())


def _typed(page: Page, text: str) -> Iterator[float]:
    """Milliseconds of each keystroke."""
    field = page.get_by_role("combobox")
    field.fill("")
    field.focus()
    for at, letter in enumerate(text, 1):
        page.keyboard.type(letter)
        taken: Any = None
        while taken is None:
            taken = page.evaluate(_TAKEN, text[:at])
        yield float(taken)


def _report(firsts: Sequence[float], sent: int, keystrokes: Sequence[float]) -> str:
    rows = []
    for name, those in (("first result, nothing loaded before", firsts), ("keystroke to results", keystrokes)):
        in_order = sorted(those)
        at = [in_order[round((len(in_order) - 1) * share)] for share in (0.5, 0.95, 1)]
        rows.append([name, str(len(in_order)), *(f"{each:.1f}" for each in at)])
    return f"{table(['milliseconds', 'times', 'median', '95 %', 'most'], rows)}\n{sent:,} bytes sent before the first result"


def _site(folder: Path) -> Path:
    """A small site, for its header and its scripts."""
    synthesize.main([str(folder / "catalog"), "--tools", "5"])
    command = [sys.executable, "-m", "generator.faces.cli", "build", "--workers", "1"]
    subprocess.run(
        [*command, "--catalog", folder / "catalog", "--site-dir", folder / "site"],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder / "site"


@contextmanager
def _served(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Address of the site, and the bytes of each answer since somebody emptied that."""
    sent: dict[str, int] = {}
    packed: dict[str, bytes] = {}

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            if path.suffix not in {".js", ".css"} or not path.is_file():
                super().do_GET()
                return
            if self.path not in packed:
                packed[self.path] = gzip.compress(path.read_bytes(), 6)
            sent[self.path] = len(packed[self.path])
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed[self.path])))
            self.end_headers()
            self.wfile.write(packed[self.path])

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    for file in ("app.js", *(f"data/{each}" for each in SEARCHED)):
        packed[f"/assets/{file}"] = gzip.compress((site / "assets" / file).read_bytes(), 6)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Type into the site's search in Chromium, and say how long results took.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--catalog", type=Path, default=Path("catalog"), help="catalog folder (default: catalog)")
    parser.add_argument("--data", metavar="DIR", type=Path, help="use data files that search_queries.py kept")
    parser.add_argument("--queries", type=int, default=60, help="queries that are typed (default: 60)")
    parser.add_argument("--runs", type=int, default=5, help="first results, each in a new context (default: 5)")
    parser.add_argument("--seed", type=int, default=5, help="seed of the queries (default: 5)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
