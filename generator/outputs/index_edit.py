"""The site's own data files into those after some servers changed, came or went: their pieces of each column, and nothing else, are made again.

The same bytes as `index_files` makes of the whole catalog, in a tenth of the time.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary, ToolSummary
from generator.outputs.columns import Kind, Splice, Splices, columns_of
from generator.outputs.data_script import data_of
from generator.outputs.index_files import (
    ENDPOINTS_DATA,
    FACETS_DATA,
    NAMES_DATA,
    PARAMETERS_DATA,
    USES_DATA,
    endpoints_file,
    fixed_facets,
    fixed_names,
    index_file,
    index_path,
)
from generator.outputs.parameter_codes import codes_in, recode
from generator.outputs.parameter_table import ParameterTable
from generator.outputs.server_columns import (
    FACETS,
    NAMES,
    Taken,
    alone_piece,
    facet_pieces,
    name_pieces,
    names_in,
    uses_piece,
)
from generator.outputs.summary_files import changed_summary_files, firsts, summary_path

_REWRITTEN: Final = (NAMES_DATA, FACETS_DATA, ENDPOINTS_DATA, PARAMETERS_DATA, USES_DATA)


class ChangedFiles(NamedTuple):
    """What comes of a change."""

    files: tuple[tuple[str, bytes], ...]
    """Path and content of those that differ, new ones among them."""
    gone: tuple[str, ...]
    """Paths of those that are no more."""


def changed_index_files(catalog: Catalog, changed: Collection[str], known: Callable[[str], bytes]) -> ChangedFiles:
    """The files of `index_files` that differ from the known ones.

    `changed` are the slugs of all servers of which anything differs from what those were made from: changed, new and gone ones. `known` gives
    the present file of a path; the catalog's vocabulary is the one that it was made with.

    Raises:
        ValueError, LookupError, OSError: the known files are not those of such a catalog; make all.
    """
    old = {data: known(index_path(data)) for data in _REWRITTEN}
    names, facets = columns_of(NAMES_DATA, old[NAMES_DATA]), columns_of(FACETS_DATA, old[FACETS_DATA])
    edit = _Edit(catalog, sorted(set(changed)), names)
    begun: list[str] = json.loads(facets["summaries"])
    begins = firsts(catalog)
    made = [
        index_file(NAMES_DATA, fixed_names(catalog) | edit.spliced(NAMES, names, name_pieces(catalog.vocabulary))),
        index_file(FACETS_DATA, fixed_facets(catalog) | edit.spliced(FACETS, facets, edit.facets)),
        endpoints_file(edit.endpoints(data_of(ENDPOINTS_DATA, old[ENDPOINTS_DATA]))),
        *edit.parameters(
            columns_of(PARAMETERS_DATA, old[PARAMETERS_DATA]), columns_of(USES_DATA, old[USES_DATA])["uses"]
        ),
    ]
    differing = [each for each, before in zip(made, old.values(), strict=True) if each[1] != before]
    left = {summary_path(first) for first in begun}
    for path, content in changed_summary_files(catalog, begins, begun, edit.changed):
        if path not in left or known(path) != content:
            differing.append((path, content))
    return ChangedFiles(tuple(differing), tuple(sorted(left.difference(map(summary_path, begins)))))


class _Edit:
    """A change of some servers of a catalog."""

    def __init__(self, catalog: Catalog, changed: Sequence[str], names: Mapping[str, str]) -> None:
        """`names` are the columns of names before it; errors as `changed_index_files`."""
        rows = names["servers"].split(",\n")
        slugs = [row[row.index('"') + 1 : row.index('",')] for row in rows]
        self.changed = changed
        self._servers = catalog.servers
        self._now = [catalog.server_by_slug[slug] for slug in changed if slug in catalog.server_by_slug]
        self._rows = {server.slug: tuple(server.tools) for server in self._now}
        self._gone: list[int] = []
        """Places of the pieces that go."""
        splices = []
        for slug in changed:
            place = bisect_left(slugs, slug)
            was = slugs[place : place + 1] == [slug]
            self._gone += [place] if was else []
            if was or slug in self._rows:
                splices.append(Splice(place, place + was, slug if slug in self._rows else None))
        tools = Kind.WORDS.apart(names["tools"], len(slugs))
        self._splices = Splices(splices, [each.count(",") + 1 if each else 0 for each in tools])
        for place, behind, came in sorted(splices, reverse=True):
            slugs[place:behind] = () if came is None else (came,)
        if slugs != [server.slug for server in catalog.servers]:
            message = "found other servers in the known files, expected those of the catalog but for the changed ones"
            raise ValueError(message)

    def spliced(
        self,
        kinds: Mapping[str, Kind],
        columns: Mapping[str, str],
        pieces: Callable[[ServerSummary], Mapping[str, str]],
    ) -> dict[str, str]:
        """The columns of these kinds after the change."""
        own = {server.slug: pieces(server) for server in self._now}
        return {
            key: self._splices.splice(kind, columns[key], {slug: each[key] for slug, each in own.items()})
            for key, kind in kinds.items()
        }

    def facets(self, server: ServerSummary) -> dict[str, str]:
        """The pieces of a changed server."""
        return facet_pieces(server, self._rows[server.slug])

    def endpoints(self, before: Mapping[str, str]) -> dict[str, str]:
        """The hosted endpoints after the change."""
        left = {slug: url for slug, url in before.items() if slug not in self.changed}
        return left | {server.slug: server.url for server in self._now if server.url}

    def parameters(self, columns: Mapping[str, str], uses: str) -> Iterator[tuple[str, bytes]]:
        """The file of the names of parameters and that of their uses after the change."""
        table = ParameterTable.read(columns)
        pieces = uses[1:-1].split(" ")
        before = table.named(code for place in self._gone for code in codes_in(pieces[place]))
        taken = {server.slug: _taken(self._rows[server.slug]) for server in self._now}
        more = Counter(name for own in taken.values() for name in names_in(own))
        more.subtract(before)
        was = {name: table.count(name) for name in more}
        recoded = table.change(more)
        now = {name: table.count(name) for name in more}
        codes = {name: table.code(name) for name, count in now.items() if count}

        own_uses = {slug: uses_piece(own, codes) for slug, own in taken.items()}
        uses = self._splices.splice(Kind.WORDS, recode(uses, recoded), own_uses)
        alone = self._splices.splice(Kind.WORDS, recode(columns["alone"], recoded), dict.fromkeys(taken, ""))
        # Of servers that did not change, one may have had alone what others take now too, or may be left alone with it.
        places = {bisect_left(self._servers, slug, key=_slug) for slug in taken}
        places.update(
            place
            for name, code in codes.items()
            for place in (
                [_place(alone, f"{code}.")] if was[name] == 1 else [_place(uses, code)] if now[name] == 1 else ()
            )
            if place is not None
        )
        apart = Kind.WORDS.apart(alone, len(self._servers))
        for place in places:
            server = self._servers[place]
            own = taken.get(server.slug) or _taken(server.tools)
            single = {name: table.code(name) for name in names_in(own) if table.count(name) == 1}
            apart[place] = alone_piece(own, single)
        yield index_file(PARAMETERS_DATA, table.columns | {"alone": Kind.WORDS.together(apart)})
        yield index_file(USES_DATA, {"uses": uses})


def _place(column: str, code: str) -> int | None:
    """Which server's piece of the column holds the code first; None: none does."""
    at = column.find(code)
    return None if at < 0 else column.count(" ", 0, at)


def _taken(rows: Iterable[ToolSummary]) -> Taken:
    return [each.parameters for each in rows]


def _slug(server: ServerSummary) -> str:
    return server.slug
