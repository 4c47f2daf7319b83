"""The site's scripts read from the data files what the rows say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.catalog import Catalog, gather
from generator.outputs.index_files import index_files
from generator.rules.traits import LEGS
from tests.outputs.test_index_edit import SERVER_SLUGS, VOCABULARY, servers, small_runs
from tests.support.front import Front

SOURCE = """
import { Facets, HINTS } from "./data/facets";
import { Names } from "./data/names";
import { takerOf, takersOf } from "./data/parameters";
import { summaryFile } from "./data/summaries";
const functions = {
  read: (rawNames, rawFacets, parameters, { uses }, summaries) => {
    const names = new Names(rawNames);
    const facets = new Facets(rawFacets);
    return {
      servers: names.servers.map(({ slug, name, packageName }, at) => [slug, name, packageName, ...Object.values(facets.servers[at])]),
      tools: names.tools.map((name, tool) => {
        const file = summaryFile(tool, names, facets);
        const from = names.servers.find(({ slug }) => slug === file).from;
        return [
          name, names.path(tool), names.category(tool).name, names.risk(tool).name, facets.sensitivity(tool), facets.effect(tool),
          facets.status(tool), facets.isConfirmed(tool), facets.legs(tool), facets.tokens(tool), facets.requiredCount(tool),
          facets.parameterCount(tool), facets.signalsOf(tool).map((place) => facets.signals[place].kind),
          HINTS.map((_, which) => facets.hint(tool, which)), summaries[file][tool - from],
        ];
      }),
      parameters: parameters.names.map((name, at) => [
        name, parameters.counts[at], takerOf(parameters.codes[at], parameters, names) ?? null,
        [...takersOf(uses, [parameters.codes[at]]).entries()].filter(([, takes]) => takes).map(([tool]) => tool),
      ]),
    };
  },
};
"""
STATED = {None: "not stated", False: "no", True: "yes"}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    made = Front(SOURCE, tmp_path_factory.mktemp("front"))
    yield made
    made.close()


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    slugs = draw(st.sets(st.sampled_from(SERVER_SLUGS), max_size=8))
    return gather(VOCABULARY, [draw(servers(slug)) for slug in sorted(slugs)])


def data_of(script: bytes) -> Any:
    text = script.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def expected(catalog: Catalog) -> dict[str, Any]:
    """What the rows say."""
    unknown = VOCABULARY.not_reviewed.name
    rows = [*catalog.tools()]
    takers: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name in row.parameters or ():
            takers.setdefault(name, []).append(number)
    return {
        "servers": [
            [
                each.slug,
                each.name,
                each.package or "",
                each.publisher,
                each.package_registry,
                each.version,
                each.captured,
                each.summary,
            ]
            for each in catalog.servers
        ],
        "tools": [
            [
                row.name,
                f"tools/{row.server}/{row.slug}/",
                row.category or unknown,
                row.risk or unknown,
                row.sensitivity,
                row.effect,
                row.status,
                row.is_confirmed,
                sum(1 << LEGS.index(leg) for leg in row.legs),
                row.tokens,
                row.required_count,
                row.parameter_count,
                list(row.signals),
                ["unknown"] * 4 if row.hints is None else [STATED[each] for each in row.hints],
                row.summary or "",
            ]
            for row in rows
        ],
        "parameters": [
            [name, len(own), own[0] if len(own) == 1 else None, own]
            for name, own in sorted(takers.items(), key=lambda each: (-len(each[1]), each[0]))
        ],
    }


@given(catalog=catalogs())
@settings(max_examples=60)
def test_scripts_read_what_the_rows_say(front: Front, catalog: Catalog):
    with small_runs():
        files = {path.removeprefix("assets/data/"): data_of(content) for path, content in index_files(catalog)}
    summaries = {path[10:-3]: each for path, each in files.items() if path.startswith("summaries/")}
    columns = [files[f"{name}.js"] for name in ("names", "facets", "parameters", "parameter-uses")]
    assert front.ask("read", *columns, summaries) == expected(catalog)
