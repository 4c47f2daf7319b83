"""Whether a build may write where it has to, asked before it publishes: afterwards it would end half done.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.model.problem import CatalogError


def demand_writable(*folders: Path) -> None:
    """Demand that this user may write into those of the folders that are there.

    Raises:
        CatalogError: that is not so; all such folders are named.
    """
    barred = [str(each) for each in folders if each.is_dir() and not os.access(each, os.W_OK | os.X_OK)]
    if barred:
        message = f"found no right to write into {' and '.join(barred)}, expected what builds write to be this user's; change the mode or the owner"
        raise CatalogError(message)
