"""Data files changed for some servers are, byte for byte, those that the whole catalog gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalog import Catalog, gather
from generator.model.rows import ServerSummary, Tools, ToolSummary
from generator.outputs import summary_files
from generator.outputs.index_edit import changed_index_files
from generator.outputs.index_files import index_files
from generator.rules.addresses import slug_of
from generator.rules.signal_kinds import SIGNALS
from generator.rules.traits import LEGS
from tests.support.builders import make_vocabulary
from tests.support.plans import HOSTILE

VOCABULARY = make_vocabulary()
SERVER_SLUGS = ["a", "a.1", "b-mcp", "constructor", "m", "z", *(f"s-{number}" for number in range(8))]
_WORDS = [
    "path",
    "id",
    "q",
    "</script>",
    '"\\',
    "a\nb",
    "a,\nb",
    '\n,"x":',
    "\u2028",
    " ",
    ".",
    "-",
    "__proto__",
    "é\U0001f600",
]
_PARAMETERS = st.sampled_from(_WORDS) | HOSTILE
_TOOL_NAMES = st.sampled_from(["get", "Get", "a.b", "x/y", "_", "--"]) | st.from_regex(
    r"[A-Za-z0-9_.\-/]{1,12}", fullmatch=True
)
_SOME = st.integers(0, 3000) | st.none()


def _maybe(*words: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from([*words, None])


@st.composite
def tools(draw: st.DrawFn, server: str) -> ToolSummary:
    """The row of a tool with any words that a registry may hold."""
    name = draw(_TOOL_NAMES)
    return ToolSummary(
        server=server,
        name=name,
        slug=slug_of(name),
        category=draw(_maybe(*(each.name for each in VOCABULARY.categories))),
        risk=draw(_maybe(*(each.name for each in VOCABULARY.risk_classes))),
        effect=draw(st.sampled_from(["allow", "ask", "deny"])),
        status=draw(st.sampled_from(["verified", "listed-elsewhere", "withdrawn"])),
        is_confirmed=draw(st.booleans()),
        summary=draw(st.none() | HOSTILE),
        parameter_count=draw(_SOME),
        required_count=draw(_SOME),
        tokens=draw(_SOME),
        sensitivity=draw(st.sampled_from(["ordinary", "private", "personal", "guard", "secret"])),
        signals=tuple(draw(st.lists(st.sampled_from([*SIGNALS]), max_size=3, unique=True))),
        legs=tuple(each for each in LEGS if draw(st.booleans())),
        hints=draw(st.none() | st.tuples(*[st.sampled_from([None, False, True])] * 4)),
        parameters=draw(st.none() | st.lists(_PARAMETERS, max_size=4, unique=True).map(tuple)),
    )


@st.composite
def servers(draw: st.DrawFn, slug: str) -> ServerSummary:
    """The row of a server of that slug, with at most four tools."""
    rows = {each.slug: each for each in draw(st.lists(tools(slug), max_size=4))}
    text = st.none() | HOSTILE
    return ServerSummary(
        slug=slug,
        name=draw(HOSTILE),
        summary=draw(text),
        publisher=draw(text),
        package=draw(text),
        package_registry=draw(_maybe("npm", "none")),
        version=draw(text),
        captured=draw(_maybe("2026-11-20")),
        tools=Tools.of([rows[each] for each in sorted(rows)]),
        url=draw(_maybe("https://a.example/?q=é")),
    )


_SETS = st.sets(st.sampled_from(SERVER_SLUGS), min_size=1, max_size=10)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Catalog, Catalog, set[str]]:
    """Two catalogs, and the servers of which something may differ."""
    slugs = draw(_SETS)
    before = {slug: draw(servers(slug)) for slug in sorted(slugs)}
    changed = draw(st.sets(st.sampled_from(SERVER_SLUGS), max_size=3))
    after = {slug: row for slug, row in before.items() if slug not in changed}
    for slug in sorted(changed):
        what = draw(st.sampled_from(["gone", "other", "as it was"]))
        if what == "other" or not after:
            after[slug] = draw(servers(slug))
        elif what == "as it was" and slug in before:
            after[slug] = before[slug]
    return gather(VOCABULARY, [*before.values()]), gather(VOCABULARY, [*after.values()]), changed


@contextmanager
def small_runs() -> Iterator[None]:
    """Few tools share a file of summaries, so that some servers make several."""
    with mock.patch.multiple(summary_files, _LEAST=2, _MOST=5):
        yield


@given(edits())
def test_changed_files_are_those_of_the_whole_catalog(edit: tuple[Catalog, Catalog, set[str]]):
    before, after, changed = edit
    with small_runs():
        site = dict(index_files(before))
        files, gone = changed_index_files(after, changed, site.__getitem__)
        assert all(site.get(path) != content for path, content in files), "a file that stays is not among them"
        now = {path: content for path, content in site.items() if path not in gone} | dict(files)
        assert now == dict(index_files(after))
        assert set(gone) <= site.keys()


@given(st.data())
def test_edit_after_edit_the_files_stay_those_of_the_whole_catalog(data: st.DataObject):
    rows = {slug: data.draw(servers(slug)) for slug in sorted(data.draw(_SETS))}
    with small_runs():
        site = dict(index_files(gather(VOCABULARY, [*rows.values()])))
        for _ in range(data.draw(st.integers(1, 4))):
            slug = data.draw(st.sampled_from(SERVER_SLUGS))
            if len(rows) > 1 and data.draw(st.booleans()):
                rows.pop(slug, None)
            else:
                rows[slug] = data.draw(servers(slug))
            catalog = gather(VOCABULARY, [*rows.values()])
            files, gone = changed_index_files(catalog, [slug], site.__getitem__)
            site = {path: content for path, content in site.items() if path not in gone} | dict(files)
        assert site == dict(index_files(catalog))


@pytest.mark.parametrize("name", ["names.js", "facets.js", "endpoints.js", "parameters.js", "parameter-uses.js"])
@pytest.mark.parametrize(
    "damage", [lambda _: b"", lambda script: script[:-9] + b");\n", lambda script: script.replace(b"\n", b" ")]
)
def test_files_that_are_not_as_a_build_leaves_them_are_refused(name, damage):
    catalog = gather(VOCABULARY, [_server("a", "path"), _server("b", "path"), _server("c", "q")])
    site = dict(index_files(catalog))
    site[f"assets/data/{name}"] = damage(site[f"assets/data/{name}"])
    with pytest.raises((ValueError, LookupError)):
        changed_index_files(catalog, ["b"], site.__getitem__)


def test_other_servers_than_were_told_of_are_refused():
    before = gather(VOCABULARY, [_server("a"), _server("b")])
    site = dict(index_files(before))
    for now in ([_server("a")], [_server("a"), _server("b"), _server("c")], [_server("a"), _server("c")]):
        with pytest.raises(ValueError, match="found other servers"):
            changed_index_files(gather(VOCABULARY, now), ["a"], site.__getitem__)
    with pytest.raises(KeyError):
        changed_index_files(before, ["a"], {}.__getitem__)


def test_a_catalog_without_servers_is_left_to_a_whole_build():
    empty, one = gather(VOCABULARY, []), gather(VOCABULARY, [_server("a", "path")])
    for before, after in ((empty, one), (one, empty)):
        with pytest.raises(ValueError, match="found"):
            changed_index_files(after, ["a"], dict(index_files(before)).__getitem__)


def test_a_change_of_words_alone_writes_two_files():
    before = gather(VOCABULARY, [_server("a", "path"), _server("b", "path")])
    row = before.servers[1].tools[0]
    other = before.servers[1]._replace(version="2", tools=Tools.of([row._replace(summary="Other words.")]))
    after = gather(VOCABULARY, [before.servers[0], other])
    files, gone = changed_index_files(after, ["b"], dict(index_files(before)).__getitem__)
    assert [path for path, _ in files] == ["assets/data/facets.js", "assets/data/summaries/a.js"]
    assert not gone


def _server(slug: str, *parameters: str) -> ServerSummary:
    row = ToolSummary(slug, "get", "get", None, None, "ask", "verified", parameters=parameters)
    return ServerSummary(slug, slug, None, None, None, None, None, None, Tools.of([row]))
