"""The sentences about tools into files of some servers each, which stay the same when other servers come, go or grow.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary
from generator.model.runs import runs
from generator.outputs.data_script import data_script
from generator.views.urls import data_path

_LEAST: Final = 500
_MOST: Final = 2000
"""Tools whose summaries share a file: a thousand on average. Chosen: about 90 kB, 25 kB compressed, for two screens of rows. The most are
also the most that a server can have."""


def firsts(catalog: Catalog) -> list[str]:
    """Slugs of the servers with which files of summaries begin."""
    counted = [(each.slug, len(each.tools)) for each in catalog.servers if each.tools]
    return [counted[run.first][0] for run in runs(counted, _LEAST, _MOST) if not run.part]


def summary_path(first: str) -> str:
    """Where the file stands that begins with that server."""
    return data_path(f"summaries/{first}.js")


def summary_files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file."""
    for first, behind in _extents(firsts(catalog)):
        yield _file(catalog, first, behind)


def changed_summary_files(
    catalog: Catalog, begins: Sequence[str], before: Sequence[str], changed: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Path and content of those that may differ when these servers changed (sorted), and files begin with `begins`, where they began with `before`."""
    known = {*_extents(before)}
    for first, behind in _extents(begins):
        touched = bisect_left(changed, first)
        is_touched = touched < len(changed) and (behind is None or changed[touched] < behind)
        if is_touched or (first, behind) not in known:
            yield _file(catalog, first, behind)


def _extents(begins: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """The first server of each file, and the first of the next."""
    return zip(begins, [*begins[1:], None], strict=False)


def _file(catalog: Catalog, first: str, behind: str | None) -> tuple[str, bytes]:
    servers = _between(catalog.servers, first, behind)
    texts = [text or "" for server in servers for text in server.tools.summaries()]
    return summary_path(first), data_script(f"data/summaries/{first}", texts)


def _between(servers: Sequence[ServerSummary], first: str, behind: str | None) -> Sequence[ServerSummary]:
    start = bisect_left(servers, first, key=_slug)
    return servers[start : None if behind is None else bisect_left(servers, behind, key=_slug)]


def _slug(server: ServerSummary) -> str:
    return server.slug
