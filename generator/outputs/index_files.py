"""The rows of the catalog into what the site's own scripts search, filter and compare: columns, not rows, so that they stay small.

`assets/data/names.js` is what a search needs at once; the others are loaded where a page asks for more. Tools are numbered from 0 in
the order of `Catalog.tools`; every column has one value for each, servers one after the other. Nothing in a server's piece of a column
counts what stands elsewhere, so `index_edit` can replace it. The reader is `front/src/data/`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary
from generator.outputs.columns import Kind, columns_script
from generator.outputs.data_script import compact, data_script
from generator.outputs.parameter_table import ParameterTable
from generator.outputs.server_columns import (
    EFFECTS,
    FACETS,
    NAMES,
    SENSITIVITIES,
    STATUSES,
    Taken,
    alone_piece,
    facet_pieces,
    name_pieces,
    names_in,
    uses_piece,
)
from generator.outputs.summary_files import firsts, summary_files
from generator.rules.signal_kinds import PARAMETER_SIGNALS, SIGNALS
from generator.views.urls import data_path

NAMES_DATA: Final = "data/names"
FACETS_DATA: Final = "data/facets"
ENDPOINTS_DATA: Final = "data/endpoints"
PARAMETERS_DATA: Final = "data/parameters"
USES_DATA: Final = "data/parameter-uses"


def index_files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file: names, facets, hosted endpoints, parameters, their uses, and the summaries of some servers each."""
    servers = catalog.servers
    names = name_pieces(catalog.vocabulary)
    yield index_file(NAMES_DATA, fixed_names(catalog) | _columns(NAMES, map(names, servers)))
    taken: list[Taken] = []
    yield index_file(FACETS_DATA, fixed_facets(catalog) | _columns(FACETS, _facets(servers, taken)))
    yield endpoints_file({each.slug: each.url for each in servers if each.url})
    counts = Counter(name for own in taken for name in names_in(own))
    table = ParameterTable.of(counts)
    codes = table.codes
    single = {name: codes[name] for name, count in counts.items() if count == 1}
    alone = Kind.WORDS.together([alone_piece(own, single) for own in taken])
    yield index_file(PARAMETERS_DATA, table.columns | {"alone": alone})
    yield index_file(USES_DATA, {"uses": Kind.WORDS.together([uses_piece(own, codes) for own in taken])})
    del taken, counts, table, codes, single, alone
    yield from summary_files(catalog)


def index_path(data: str) -> str:
    """Where the file with the data stands."""
    return data_path(f"{data.rpartition('/')[2]}.js")


def index_file(data: str, columns: Mapping[str, str]) -> tuple[str, bytes]:
    """Path and content of a file of columns."""
    return index_path(data), columns_script(data, columns)


def endpoints_file(endpoints: Mapping[str, str]) -> tuple[str, bytes]:
    """Path and content of the file of hosted endpoints by the slugs of their servers."""
    return index_path(ENDPOINTS_DATA), data_script(
        ENDPOINTS_DATA, {slug: endpoints[slug] for slug in sorted(endpoints)}
    )


def fixed_names(catalog: Catalog) -> dict[str, str]:
    """What the file of names says that no server has a piece of."""
    vocabulary = catalog.vocabulary
    return {
        "categories": plain([[each.name, each.slug] for each in vocabulary.categories]),
        "risks": plain([[each.name, each.slug] for each in vocabulary.risk_classes]),
        "unreviewed": plain(vocabulary.not_reviewed.name),
    }


def fixed_facets(catalog: Catalog) -> dict[str, str]:
    """The same for the file of facets; `summaries` are the servers with which files of summaries begin."""
    return {
        "sensitivities": plain(SENSITIVITIES),
        "effects": plain(EFFECTS),
        "statuses": plain(STATUSES),
        "signals": plain([[kind, meaning, kind in PARAMETER_SIGNALS] for kind, meaning in SIGNALS.items()]),
        "summaries": plain(firsts(catalog)),
    }


def plain(data: Any) -> str:
    """Compact JSON."""
    return compact(data)[:-1].decode("ascii")


def _facets(servers: Iterable[ServerSummary], taken: list[Taken]) -> Iterator[dict[str, str]]:
    """The pieces of each server; what its tools take is added to `taken`, so that rows are opened once."""
    for server in servers:
        rows = tuple(server.tools)
        taken.append([each.parameters for each in rows])
        yield facet_pieces(server, rows)


def _columns(kinds: Mapping[str, Kind], servers: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The columns of the pieces of all servers, in order."""
    pieces: dict[str, list[str]] = {key: [] for key in kinds}
    for own in servers:
        for key, piece in own.items():
            pieces[key].append(piece)
    return {key: kind.together(pieces.pop(key)) for key, kind in kinds.items()}
