"""A catalog into a table of Lighthouse scores: `python tests/lighthouse/table.py [--catalog DIR] [--runs N]`; `make lighthouse` calls it.

Builds the site, serves it as a host does that reads `_headers` and compresses, and judges one page of each important kind
on a phone and on a desktop. Performance is the median of the runs. Exit code 1 when a page has less than it should.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.hosted import HostedSite
from tests.browser.published import build_site
from tests.lighthouse.judging import (
    CATEGORIES,
    LEAST,
    PRESETS,
    TIMELESS,
    Verdict,
    Visit,
    browser_path,
    installed,
    verdicts,
)
from tests.support.builders import ROOT
from tests.support.project import Project

PAGES: Final = {
    "home": "",
    "tool": "tools/awslabs-postgres-mcp-server/run-query/",
    "server": "tools/gitlab/",
    "all tools": "tools/",
    "browse": "browse/",
    "compare": "compare/",
    "planner": "plan/",
    "attack": "attacks/tool-poisoning/",
    "handbook": "handbook/method/",
}


def main() -> None:
    """Print the table, then what took points away; leave with 1 when a page falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalog", type=Path, default=ROOT / "catalog")
    parser.add_argument("--runs", type=int, default=3, help="of each page in each preset")
    parser.add_argument("--page", choices=PAGES, action="append", help="only this page; may be repeated")
    parser.add_argument("--verbose", action="store_true", help="also print where time or bytes could be saved")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        site = build_site(Project(ROOT), arguments.catalog.resolve(), Path(work) / "site")
        with HostedSite(site).served() as host:
            falls_short = judge(host, arguments.page or list(PAGES), arguments.runs, verbose=arguments.verbose)
    sys.exit(1 if falls_short else 0)


def judge(host: HostedSite, pages: Sequence[str], runs: int, *, verbose: bool) -> bool:
    """Print a row for each page and preset; True when one falls short."""
    print("| page | as | " + " | ".join(CATEGORIES) + " |\n|---|---|" + "---:|" * len(CATEGORIES))
    home, browser = installed(), browser_path()
    remarks: list[str] = []
    speeds: list[float] = []
    falls_short = False
    for page in pages:
        for preset in PRESETS:
            visit = Visit(host.url + PAGES[page], preset)
            again = Visit(visit.url, preset, ("performance",))
            judged = list(verdicts(home, browser, [visit, *[again] * (runs - 1)]))
            scores = scores_of(judged)
            speeds += [each.benchmark for each in judged if each.benchmark]
            print(
                f"| {page} | {preset} | " + " | ".join(str(scores.get(each, "none")) for each in CATEGORIES) + " |",
                flush=True,
            )
            short = [name for name, least in LEAST.items() if scores.get(name, 0) < least]
            falls_short |= bool(short)
            remarks += [f"{page}, {preset}: {each}" for each in remarks_of(judged[0], short, verbose=verbose)]
    print(f"\nBenchmark index of the machine, median: {median(speeds):.0f}")
    print("\n".join(remarks), file=sys.stderr)
    return falls_short


def scores_of(judged: Sequence[Verdict]) -> dict[str, int]:
    """The first run's scores, with the median for what depends on the machine."""
    scores = {name: judged[0].scores[name] for name in TIMELESS if name in judged[0].scores}
    performance = [each.scores["performance"] for each in judged if "performance" in each.scores]
    return scores | ({"performance": round(median(performance))} if performance else {})


def remarks_of(verdict: Verdict, short: Iterable[str], *, verbose: bool) -> list[str]:
    """Why the page falls short, and on request what else could be saved."""
    said = [verdict.error] if verdict.error else []
    said += [*verdict.warnings, *(each for name in short for each in verdict.lost.get(name, ()))]
    return said + (verdict.insights if verbose else [])


if __name__ == "__main__":
    main()
