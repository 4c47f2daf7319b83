"""What a published site says of itself, for whoever watches it: when it was built, by what, and how much is in it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from generator.model.catalog import Catalog
from generator.model.site import Site

STAMP: Final = "build.json"


def stamp(catalog: Catalog, site: Site, engine: str, page_count: int) -> tuple[str, bytes]:
    """Path and content of the stamp: the day of the build, the program, the engine, and counts of servers, tools and pages."""
    try:
        program = version("mcp-policy-catalog")
    except PackageNotFoundError:  # run from a folder that nobody installed
        program = "unknown"
    data = {
        "built": site.built,
        "generator": f"mcp-policy-catalog {program}",
        "engine": engine,
        "servers": len(catalog.servers),
        "tools": sum(len(server.tools) for server in catalog.servers),
        "pages": page_count,
    }
    return STAMP, (json.dumps(data, indent=2) + "\n").encode()


def pages_in(content: bytes) -> int:
    """How many pages a stamp counts.

    Raises:
        ValueError: it is no stamp.
        LookupError: it counts none.
    """
    return int(json.loads(content)["pages"])
