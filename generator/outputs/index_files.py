"""The rows of the catalog into what the site's own scripts search, filter and compare: columns, not rows, so that they stay small.

`assets/data/names.js` is what a search needs at once; the others are loaded where a page asks for more. Tools are numbered from 0 in
the order of `Catalog.tools`; every column has one value for each. Its reader is `front/src/data/`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary, ToolHead
from generator.outputs.data_script import data_of, data_script
from generator.rules.addresses import plain_slug
from generator.rules.signals import PARAMETER_SIGNALS, SIGNALS
from generator.rules.traits import LEGS
from generator.views.urls import data_path

_NONE: Final = "-"
"""Stands in a column of letters for a tool that has no such word: not reviewed."""
SUMMARIES_A_FILE: Final = 1000
"""Tools whose summaries share a file. Chosen: about 90 kB, 25 kB compressed, for two screens of rows."""
_SENSITIVITIES: Final = ("ordinary", "private", "personal", "guard", "secret")
_EFFECTS: Final = ("allow", "ask", "deny")
_STATUSES: Final = ("verified", "listed-elsewhere", "withdrawn")


def index_files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file: names, facets, hosted endpoints, parameters, their uses, and the summaries of every thousand tools."""
    yield data_path("names.js"), data_script("data/names", _names(catalog, tuple(catalog.heads())))
    columns = _Columns(catalog)
    yield data_path("facets.js"), data_script("data/facets", _facets(catalog, columns))
    yield (
        data_path("endpoints.js"),
        data_script("data/endpoints", {each.slug: each.url for each in catalog.servers if each.url}),
    )
    names = _parameter_names(columns.parameters)
    yield data_path("parameters.js"), data_script("data/parameters", _parameters(names, columns.parameters))
    place = {name: position for position, name in enumerate(names)}
    uses = [None if each is None else [place[name] for name in each] for each in columns.parameters]
    yield data_path("parameter-uses.js"), data_script("data/parameter-uses", uses)
    del columns, uses
    texts = _texts(catalog.servers)
    for part in range(-(-sum(len(server.tools) for server in catalog.servers) // SUMMARIES_A_FILE)):
        yield _summaries(part, islice(texts, SUMMARIES_A_FILE))


def text_files(
    catalog: Catalog, servers: Collection[str], tools: Collection[str], known: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Path and content of the files with the texts of these servers, and with those of the tools of these: nothing else changed.

    `known` gives the file of a path as the last build wrote it: a quarter of a million rows need not be written anew for one.
    """
    if servers:
        facets = data_of("data/facets", known(data_path("facets.js")))
        for place, server in enumerate(catalog.servers):
            if server.slug in servers:
                facets["servers"][place] = _server(server)
        yield data_path("facets.js"), data_script("data/facets", facets)
    parts: set[int] = set()
    start = 0
    for server in catalog.servers:
        end = start + len(server.tools)
        if server.slug in tools and end > start:
            parts.update(range(start // SUMMARIES_A_FILE, (end - 1) // SUMMARIES_A_FILE + 1))
        start = end
    for part in sorted(parts):
        yield _summaries(part, _texts_from(catalog.servers, part * SUMMARIES_A_FILE))


def _summaries(part: int, texts: Iterable[str]) -> tuple[str, bytes]:
    return data_path(f"summaries-{part}.js"), data_script(f"data/summaries-{part}", [*islice(texts, SUMMARIES_A_FILE)])


def _texts(servers: Iterable[ServerSummary]) -> Iterator[str]:
    return (text or "" for server in servers for text in server.tools.summaries())


def _texts_from(servers: Sequence[ServerSummary], start: int) -> Iterator[str]:
    """From that tool on; servers before it are counted, not opened."""
    for place, server in enumerate(servers):
        if start < len(server.tools):
            return islice(_texts(servers[place:]), start, None)
        start -= len(server.tools)
    return iter(())


class _Columns:
    """What is told of every tool beside its head, in one walk over the rows, of which none is kept."""

    def __init__(self, catalog: Catalog) -> None:
        self.sensitivity: list[str] = []
        self.signals: list[tuple[str, ...]] = []
        self.hint: list[int | None] = []
        self.leg: list[int] = []
        self.tokens: list[int | None] = []
        self.required: list[int | None] = []
        self.count: list[int | None] = []
        self.parameters: list[tuple[str, ...] | None] = []
        """Names are interned, see `rules.summarize`."""
        for each in catalog.tools():
            self.sensitivity.append(each.sensitivity)
            self.signals.append(each.signals)
            self.hint.append(_hints(each.hints))
            self.leg.append(sum(1 << LEGS.index(leg) for leg in each.legs))
            self.tokens.append(each.tokens)
            self.required.append(each.required_count)
            self.count.append(each.parameter_count)
            self.parameters.append(each.parameters)


def _names(catalog: Catalog, tools: Sequence[ToolHead]) -> dict[str, Any]:
    vocabulary = catalog.vocabulary
    categories = [each.name for each in vocabulary.categories]
    risks = [each.name for each in vocabulary.risk_classes]
    return {
        "servers": [[each.slug, each.name, each.package or ""] for each in catalog.servers],
        "tools": "\n".join(" ".join(tool.name for tool in server.heads) for server in catalog.servers),
        "slugs": {number: each.slug for number, each in enumerate(tools) if each.slug != plain_slug(each.name)},
        "categories": [[each.name, each.slug] for each in vocabulary.categories],
        "risks": [[each.name, each.slug] for each in vocabulary.risk_classes],
        "unreviewed": vocabulary.not_reviewed.name,
        "category": _letters((each.category for each in tools), categories),
        "risk": _letters((each.risk for each in tools), risks),
    }


def _facets(catalog: Catalog, columns: _Columns) -> dict[str, Any]:
    sets: dict[tuple[str, ...], int] = {}
    kinds = list(SIGNALS)
    return {
        "servers": [_server(each) for each in catalog.servers],
        "sensitivities": _SENSITIVITIES,
        "sensitivity": _letters(columns.sensitivity, _SENSITIVITIES),
        "effects": _EFFECTS,
        "effect": _letters((each.effect for each in catalog.heads()), _EFFECTS),
        "statuses": _STATUSES,
        "status": _letters((each.status for each in catalog.heads()), _STATUSES),
        "signals": [[kind, meaning, kind in PARAMETER_SIGNALS] for kind, meaning in SIGNALS.items()],
        "signal": [sets.setdefault(each, len(sets)) for each in columns.signals],
        "signalSets": [[kinds.index(kind) for kind in each] for each in sets],
        "hint": columns.hint,
        "confirmed": "".join("y" if each.is_confirmed else "n" for each in catalog.heads()),
        "leg": columns.leg,
        "tokens": columns.tokens,
        "required": columns.required,
        "count": columns.count,
    }


def _server(server: ServerSummary) -> list[str | None]:
    return [server.publisher, server.package_registry, server.version, server.captured, server.summary]


def _letters(values: Iterable[str | None], words: Sequence[str]) -> str:
    """One letter for each value, by its place among the words: `A` for the first."""
    letters = {word: chr(ord("A") + place) for place, word in enumerate(words)}
    return "".join(_NONE if value is None else letters[value] for value in values)


def _hints(hints: tuple[bool | None, ...] | None) -> int | None:
    """The four hints as a number of base three, the first lowest: 0 not stated, 1 false, 2 true. None: they are unknown."""
    if hints is None:
        return None
    digits = [0 if hint is None else 1 + hint for hint in hints]
    return digits[0] + 3 * digits[1] + 9 * digits[2] + 27 * digits[3]


def _parameter_names(taken: Iterable[tuple[str, ...] | None]) -> list[str]:
    """Every name once, most used first, then by the alphabet."""
    counts: dict[str, int] = {}
    for names in taken:
        for name in names or ():
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def _parameters(names: Sequence[str], taken: Iterable[tuple[str, ...] | None]) -> dict[str, Any]:
    """The names, how many tools take each, and the first tool that does."""
    counts = dict.fromkeys(names, 0)
    first: dict[str, int] = {}
    for number, each in enumerate(taken):
        for name in each or ():
            counts[name] += 1
            first.setdefault(name, number)
    return {"names": list(names), "counts": list(counts.values()), "first": [first[name] for name in names]}
