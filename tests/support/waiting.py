"""Waiting for something that another process does, with a limit.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_for(is_done: Callable[[], bool], limit_seconds: float = 60) -> None:
    """Return as soon as it is done.

    Raises:
        AssertionError: It is not done within the limit.
    """
    end = time.monotonic() + limit_seconds
    while not is_done():
        assert time.monotonic() < end, "still not done"
        time.sleep(0.02)
