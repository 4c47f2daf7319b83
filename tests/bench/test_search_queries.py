"""The bundled search finds what is asked for, in Node, with the data that a build publishes."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from search.asking import Run, ask, read_names, sizes, write_catalog
from search.queries import SHARES, Query, make_queries
from synthetic.words import ADJECTIVES, NOUNS, VERBS

from generator.model.catalog import Catalog, gather
from generator.model.rows import ServerSummary, Tools, ToolSummary
from generator.readers.attacks import read_attacks
from generator.rules.summarize import summarize
from tests.support.builders import ROOT, make_vocabulary
from tests.support.plans import SLUGS, judged_of

MOST_BYTES = 150_000
MOST_BYTES_AT_SCALE = 2_500_000 / 220_125
"""For each tool."""
REFUNDS = {"tools/stripe/create-refund/", "tools/paddle/createrefund/"}


def row(server: str, name: str, parameters: tuple[str, ...] = (), **fields: str) -> ToolSummary:
    """A tool of that name."""
    return ToolSummary(
        server=server,
        name=name,
        slug=name.lower().replace("_", "-"),
        category=fields.get("category"),
        risk=fields.get("risk"),
        effect="ask",
        status="verified",
        summary=None,
        parameter_count=len(parameters),
        required_count=0,
        tokens=None,
        parameters=parameters,
    )


def host(slug: str, name: str, *tools: ToolSummary, package: str | None = None) -> ServerSummary:
    """A server of that name."""
    ordered = Tools.of(sorted(tools, key=lambda tool: tool.slug))
    return ServerSummary(
        slug=slug, name=name, summary=None, publisher=None, package=package, package_registry=None, version=None,
        captured=None, tools=ordered,
    )  # fmt: skip


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> Path:
    """Data of the shipped catalog."""
    folder = tmp_path_factory.mktemp("shipped")
    vocabulary = make_vocabulary()
    attacks, _ = read_attacks(ROOT / "catalog", vocabulary)
    write_catalog(gather(vocabulary, [summarize(judged_of(slug), attacks) for slug in SLUGS], attacks), folder)
    return folder


def synthetic(tools: int, a_server: int = 25) -> Catalog:
    """Rows of made-up tools, without a registry."""
    random = Random(3)
    verbs = [verb for kind in VERBS.values() for verb, _ in kind]
    servers = []
    for number in range(tools // a_server):
        slug = f"{random.choice(ADJECTIVES)}-{random.choice(NOUNS)}-{number}"
        names: dict[str, None] = {}
        while len(names) < a_server:
            names[f"{random.choice(verbs)}_{random.choice(ADJECTIVES)}_{random.choice(NOUNS)}"] = None
        rows = [row(slug, name, (f"{random.choice(NOUNS)}_id", "limit"), category="Read", risk="Low") for name in names]
        servers.append(host(slug, slug.replace("-", " ").title(), *rows, package=f"@{slug}/mcp-server"))
    return gather(make_vocabulary(), servers)


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """Data of a catalog in which every kind of thing shares its name with another."""
    folder = tmp_path_factory.mktemp("small")
    servers = [
        host("stripe", "Stripe", row("stripe", "create_refund", ("charge_id", "path")), row("stripe", "list_refunds"),
             row("stripe", "status", ("path",)), package="@stripe/mcp"),
        host("paddle", "Paddle", row("paddle", "createRefund"), row("paddle", "refund_policy"), package="paddle-mcp-server"),
        host("github", "GitHub", row("github", "create_issue", ("status", "repo")), row("github", "git"),
             package="@modelcontextprotocol/server-github"),
        host("odd", "Odd", row("odd", "ÄnderungLesen"), row("odd", "a"), row("odd", "x" * 128), row("odd", "XMLHttpRequest2")),
    ]  # fmt: skip
    write_catalog(gather(make_vocabulary(), servers), folder)
    return folder


def first(folder: Path, *texts: str) -> list[str]:
    """The first path for each text; empty for none."""
    run = ask(folder, [Query("", text, frozenset()) for text in texts])
    return [answer.paths[0] if answer.paths else "" for answer in run.answers]


@pytest.mark.parametrize("seed", [5, 6])
def test_what_is_wanted_comes_first_in_95_of_100_queries_and_among_five_in_99(shipped: Path, seed: int):
    queries = make_queries(read_names(shipped), seed)
    assert len(queries) == sum(SHARES.values()) == 200
    run: Run = ask(shipped, queries)
    missed = [(each.query.text, each.names[:3]) for each in run.answers if not each.is_first]
    assert sum(each.is_first for each in run.answers) >= 190, missed
    assert sum(each.is_in_five for each in run.answers) >= 198, missed


def test_the_shipped_catalog_is_searched_for_150_kilobytes(shipped: Path):
    assert sum(compressed for _, compressed in sizes(shipped).values()) <= MOST_BYTES


def test_a_catalog_of_20_000_tools_keeps_its_share_of_the_bytes_and_is_searched_as_well(tmp_path: Path):
    write_catalog(synthetic(20_000), tmp_path)
    assert sum(compressed for _, compressed in sizes(tmp_path).values()) <= 20_000 * MOST_BYTES_AT_SCALE
    run = ask(tmp_path, make_queries(read_names(tmp_path)))
    assert sum(each.is_first for each in run.answers) >= 0.95 * len(run.answers)
    assert sum(each.is_in_five for each in run.answers) >= 0.99 * len(run.answers)


def test_a_tool_is_found_in_every_spelling_and_order(small: Path):
    texts = ("create_refund", "create refund", "refund create", "create-refund", "CREATE REFUND")
    assert set(first(small, *texts)) <= REFUNDS


@pytest.mark.parametrize("text", ["stripe refund create", "create_refund stripe", "Refund STRIPE creat"])
def test_words_may_name_the_server(small: Path, text: str):
    assert first(small, text) == ["tools/stripe/create-refund/"]


def test_the_same_spelling_comes_before_the_same_letters(small: Path):
    assert first(small, "createRefund", "create_refund") == [
        "tools/paddle/createrefund/",
        "tools/stripe/create-refund/",
    ]


@pytest.mark.parametrize(
    "text", ["craete_refund", "create_refnd", "create_reffund", "create_retund", "refund strpie", "createxrefund"]
)
def test_one_typing_error_is_forgiven(small: Path, text: str):
    assert first(small, text)[0] in REFUNDS


def test_a_server_is_found_by_all_that_it_is_called(small: Path):
    texts = ("GitHub", "github mcp server", "mcp github", "@modelcontextprotocol/server-github", "server-github")
    assert first(small, *texts) == ["tools/github/"] * len(texts)
    assert first(small, "paddle-mcp-server", "paddle") == ["tools/paddle/"] * 2


def test_a_tool_comes_before_a_server_and_a_parameter_of_its_name(small: Path):
    assert first(small, "git", "status") == ["tools/github/git/", "tools/stripe/status/"]


def test_a_parameter_leads_to_its_only_tool_or_to_all_that_take_it(small: Path):
    assert first(small, "charge_id", "chargeId") == ["tools/stripe/create-refund/#parameters"] * 2
    assert first(small, "path") == ["browse/?parameter=path"]


def test_categories_are_found_and_pages_do_not_hide_tools(small: Path):
    assert first(small, "Destructive") == ["categories/destructive/"]


def test_odd_names_are_found_and_odd_queries_find_nothing(small: Path):
    paths = first(small, "änderung", "ANDERUNG", "x" * 128, "http request", "a")
    assert [path.startswith("tools/odd/") for path in paths] == [True, True, True, True, True]
    assert paths[2] == f"tools/odd/{'x' * 128}/"
    assert paths[3] == "tools/odd/xmlhttprequest2/"
    assert paths[4] == "tools/odd/a/"
    assert first(small, "", "  ", "__", "\\", ".*", "(", "\n", "\0", "\ud83d\ude00", "zzqqxxkk") == [""] * 10


def test_the_queries_of_a_catalog_are_always_the_same(small: Path):
    assert make_queries(read_names(small)) == make_queries(read_names(small))


def test_an_empty_catalog_can_be_searched(tmp_path: Path):
    write_catalog(gather(make_vocabulary(), []), tmp_path)
    assert first(tmp_path, "read", "anything") == ["categories/read/", ""]
