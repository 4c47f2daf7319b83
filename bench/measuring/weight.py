"""A built site into what it weighs: tool pages raw and gzipped, and everything together.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

_SAMPLE: Final = 500
"""Tool pages looked at: every n-th by path, so that two sites are compared by the same pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one site weighs."""

    page_count: int
    """HTML files."""
    tool_count: int
    """Those of them that are a tool's page."""
    total_bytes: int
    """All files."""
    raw_bytes: int | None
    """Median tool page; None when the site has none."""
    gzip_bytes: int | None
    """Median tool page at level 6, what most servers send."""


def weigh(site: Path) -> Weight:
    """The weight of the site; a tool page is `tools/<server>/<tool>/index.html`."""
    page_count = total_bytes = 0
    tools: list[Path] = []
    for folder, _, names in os.walk(site):
        for name in names:
            path = Path(folder, name)
            total_bytes += path.stat().st_size
            page_count += name.endswith(".html")
            parts = path.relative_to(site).parts
            if len(parts) == 4 and parts[0] == "tools" and parts[1] != "page" and name == "index.html":
                tools.append(path)
    sample = [path.read_bytes() for path in sorted(tools)[:: max(1, len(tools) // _SAMPLE)]]
    return Weight(
        page_count=page_count,
        tool_count=len(tools),
        total_bytes=total_bytes,
        raw_bytes=round(median(map(len, sample))) if sample else None,
        gzip_bytes=round(median(len(gzip.compress(each, 6)) for each in sample)) if sample else None,
    )
