"""A built catalog into what an author waits for: a build after an edit, the first page of `serve`, and an edit until it is seen.

Everything is measured from outside, by the command line and by HTTP, so that a change of how it is done changes nothing here.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from measuring.server import NotServed, serving
from our_build import ROOT, Failed, Job, build, copied_project

_SETTLE_SECONDS: Final = 0.5
"""For whatever a server does behind its first answer."""
_STILL_READING: Final = "Still reading"
"""Stands above each page that is not made of the whole catalog yet."""
_SUMMARY: Final = '\n    summary: "'
_FIRST_TOOL: Final = re.compile(r'^  - name: "([^"]+)"\n(?:    .*\n)+', re.MULTILINE)

Latencies = dict[str, list[float]]
"""Seconds of every round, by what was waited for."""


def warm_builds(job: Job, settings: Path, site: Path, rounds: int) -> Latencies:
    """Complete commands on a site that is there; the registry is as before afterwards.

    Raises:
        Failed: a build ended with an error.
    """
    entry = Entry(job.catalog)
    nothing, edited, added = (f"build, {what}" for what in ("nothing edited", "one tool edited", "one tool added"))
    found: Latencies = {nothing: [], edited: [], added: []}
    build(job, settings, site)
    for number in range(rounds):
        found[nothing].append(build(job, settings, site).wall_seconds)
        with entry.edited(f"Round {number}: "):
            found[edited].append(build(job, settings, site).wall_seconds)
        build(job, settings, site)
        with entry.with_another_tool():
            found[added].append(build(job, settings, site).wall_seconds)
        build(job, settings, site)
    return found


def served(job: Job, rounds: int) -> Latencies:
    """`serve` from its start to the first page, without and with what an earlier one left, and from a save to the page that shows it.

    Raises:
        Failed: the program ended, or a page did not come.
    """
    entry, settings = Entry(job.catalog), copied_project(job.folder)
    command: list[str | Path] = [sys.executable, "-m", "generator.faces.cli", "serve", "--catalog", job.catalog]
    command += ["--config-file", settings, "--workers", str(job.workers), "--port"]
    fresh, whole, again, edit = (
        "serve, first page, nothing made before",
        "serve, all servers read, nothing made before",
        "serve, first page, started again",
        "serve, from a save to the page",
    )
    found: Latencies = {fresh: [], whole: [], again: [], edit: []}
    try:
        for number in range(rounds):
            with serving(command, ROOT) as server:
                first = server.when(entry.path, entry.tool) - server.started
                found[again if number else fresh].append(first)
                read = server.when(entry.path, _STILL_READING, is_there=False, pause=_SETTLE_SECONDS) - server.started
                if not number:
                    found[whole].append(read)
                time.sleep(_SETTLE_SECONDS)
                mark = f"Round {number}: "
                with entry.edited(mark):
                    saved = time.perf_counter()
                    found[edit].append(server.when(entry.path, mark) - saved)
                server.when(entry.path, mark, is_there=False)
    except NotServed as error:
        raise Failed(str(error)) from error
    return found


class Entry:
    """The first registry file of a synthetic catalog, and ways to change it for a while."""

    def __init__(self, catalog: Path) -> None:
        """Read it; the catalog has at least one tool."""
        self._file = next(
            file for file in sorted((catalog / "servers").glob("*.yaml")) if _SUMMARY in file.read_text("utf-8")
        )
        self._text = self._file.read_text("utf-8")
        found = _FIRST_TOOL.search(self._text)
        assert found is not None
        self._block, self.tool = found[0], found[1]
        slug = re.sub(r"[^a-z0-9.-]", "-", self.tool.lower()).strip(".-")
        self.path = f"/tools/{self._file.stem}/{slug}/"

    @contextmanager
    def edited(self, mark: str) -> Iterator[None]:
        """With other words before the summary of its first tool."""
        with self._as(self._text.replace(_SUMMARY, _SUMMARY + mark, 1)):
            yield

    @contextmanager
    def with_another_tool(self) -> Iterator[None]:
        """With its first tool a second time, under a new name and with words of its own."""
        other = self._block.replace(f'"{self.tool}"', '"zz_added_by_the_bench"', 1)
        other = re.sub(r"sha256:[0-9a-f]{64}", f"sha256:{'0' * 64}", other)
        with self._as(self._text + other.replace(_SUMMARY, _SUMMARY + "Added: ", 1)):
            yield

    @contextmanager
    def _as(self, text: str) -> Iterator[None]:
        self._file.write_text(text, "utf-8")
        try:
            yield
        finally:
            self._file.write_text(self._text, "utf-8")
