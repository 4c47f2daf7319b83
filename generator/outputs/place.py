"""The name under which builds keep what they note of one site, made from one catalog.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def notes_place(work: Path, site: Path, catalog: Path) -> Path:
    """Path of the notes in the folder `work`, without an ending."""
    name = hashlib.sha256(f"{site.resolve()}\0{catalog.resolve()}".encode()).hexdigest()[:16]
    return work / "units" / name
