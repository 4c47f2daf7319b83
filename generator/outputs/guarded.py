"""Plain values as bytes that tell when they are damaged, for notes of this program and this version of Python alone.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import marshal
from typing import Any, Final

_DIGEST: Final = 8
"""Bytes in front of each value."""


def guarded(body: bytes) -> bytes:
    """A value that was marshalled, with its digest."""
    return hashlib.blake2b(body, digest_size=_DIGEST).digest() + body


def value_of(record: bytes | None) -> Any:
    """The value that a record holds, None when it is damaged. Python's own compiled modules have the same format and standing."""
    try:
        if record is None or hashlib.blake2b(record[_DIGEST:], digest_size=_DIGEST).digest() != record[:_DIGEST]:
            return None
        return marshal.loads(record[_DIGEST:])  # noqa: S302 - see above
    except (ValueError, EOFError, TypeError):
        return None
