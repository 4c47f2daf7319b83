"""An attack's page says how it works and names each tool it concerns, every one with the reason that matched."""

from hypothesis import given
from msgspec.structs import replace

from generator.model.attack import Incident, Reference, Trigger
from generator.views.attack import attack_pages, attack_parts, attacks_fragment
from tests.support.builders import (
    make_attack,
    make_context,
    make_judged,
    make_parameter,
    make_tool,
    make_unreviewed_tool,
)
from tests.support.pages import body_of, links_of, text_of
from tests.support.rows import ATTACKS, SERVERS, VOCABULARY, catalog_of, opened


def pages(attack, *servers):
    return list(attack_pages(make_context(*servers, attacks=(attack,))))


def test_every_tool_that_a_trigger_matches_is_listed_with_its_reason_the_most_dangerous_first():
    attack = make_attack(
        triggers=(
            Trigger(signals=("command",), because="{tool} takes a command ({signals})."),
            Trigger(categories=("Write", "Execute"), because="{tool} changes {server}."),
        )
    )
    server = make_judged(
        make_tool("a"),
        make_tool("b", category="Execute", parameters=(make_parameter("command"),)),
        make_tool("c", category="Read"),
        make_unreviewed_tool(),
    )
    (page,) = pages(attack, server)
    assert page.path == "attacks/tool-poisoning/"
    assert [(row.name, row.risk.text, row.reason) for row in page.view.rows] == [
        ("b", "High", "`b` takes a command (`command`)."),
        ("a", "Medium", "`a` changes GitHub."),
    ]
    assert "2 tools" in text_of(body_of(page))
    assert {"../../tools/github/a/", "../../tools/github/b/", "../../tools/github/"} <= set(links_of(body_of(page)))


def test_a_trigger_on_the_whole_server_holds_only_where_its_other_tools_make_it_true():
    attack = make_attack(
        triggers=(Trigger(signals=("sends-out",), server=("reads-private",), because="{tool} leaks."),)
    )
    send = make_tool("send_sms")
    with_reads = make_judged(send, make_tool("get_message", category="Read"), slug="both")
    alone = make_judged(send, slug="alone")
    (page,) = pages(attack, with_reads, alone)
    assert [(row.name, row.server_href) for row in page.view.rows] == [("send_sms", "tools/both/")]


def test_an_attack_that_concerns_no_tool_still_has_its_page():
    attack = make_attack(triggers=(Trigger(categories=("Financial",), because="x"),))
    (page,) = pages(attack, make_judged(make_tool()))
    text = text_of(body_of(page))
    assert "0 tools" in text
    assert "No incident with a public source is known" in text


def test_what_happened_stands_newest_first_with_its_source_and_ids_lead_to_their_lists():
    attack = make_attack(
        incidents=(
            Incident(date="2025-01", title="First", what="Used `x`.", source="https://news.example/1"),
            Incident(date="2026-02-03", title="Second", what="Again.", source="https://news.example/2"),
        ),
        owasp=("LLM01:2025", "ASI01:2026", "MCP03:2025"),
        cwe=("CWE-829",),
        how_it_works=("It calls `tools/list`.",),
        sources=(Reference(title="A paper", url="https://papers.example/1"),),
    )
    (page,) = pages(attack, make_judged(make_tool()))
    assert [each.date for each in page.view.incidents] == ["2026-02-03", "2025-01"]
    body = body_of(page)
    assert "<li>It calls <code>tools/list</code>." in body
    assert "Used <code>x</code>." in body
    links = links_of(body)
    assert {"https://news.example/1", "https://news.example/2", "https://papers.example/1"} <= set(links)
    assert "https://cwe.mitre.org/data/definitions/829.html" in links
    for id_ in ("OWASP LLM01:2025", "OWASP ASI01:2026", "OWASP MCP03:2025", "CWE-829"):
        assert id_ in text_of(body)


@given(SERVERS)
def test_the_parts_of_an_attack_are_its_tools_the_most_dangerous_first_and_counted_unopened(servers):
    catalog = catalog_of(servers)
    parts = {attack: attack_parts(attack, catalog) for attack in (*ATTACKS, "none")}
    counts = {attack: [len(tools) for _, tools in each] for attack, each in parts.items()}
    assert opened(catalog) == []
    rows = sorted(catalog.tools(), key=lambda row: -VOCABULARY.rank(row.risk))
    for attack, found in parts.items():
        wanted = [row for row in rows if attack in {each.attack for each in row.concerns}]
        assert [(risk, tool.server, tool.slug) for risk, tools in found for tool in tools] == [
            (row.risk, row.server, row.slug) for row in wanted
        ]
        assert sum(counts[attack]) == len(wanted)
        assert all(counts[attack])


@given(SERVERS)
def test_each_row_of_an_attack_has_the_reason_of_its_own_tool(servers):
    triggers = tuple(Trigger(because=f"{number} {{signals}} {{tool}}.") for number in range(2))
    attack = make_attack("leak", triggers=triggers)
    catalog = catalog_of(servers, attacks=(attack,))
    (page,) = attack_pages(replace(make_context(), catalog=catalog))
    reasons = {
        (f"tools/{row.server}/{row.slug}/", f"{each.trigger} {each.words} `{row.name}`.")
        for row in catalog.tools()
        for each in row.concerns
        if each.attack == "leak"
    }
    assert {(row.href, row.reason) for row in page.view.rows} == reasons
    assert len(page.view.rows) == len(reasons)


def test_a_long_list_goes_on_over_pages_that_do_not_repeat_the_attack():
    server = make_judged(*(make_tool(f"tool_{number}") for number in range(250)))
    found = pages(make_attack(), server)
    assert [(page.path, len(page.view.rows)) for page in found] == [
        ("attacks/tool-poisoning/", 200),
        ("attacks/tool-poisoning/page/medium_github_2/", 50),
    ]
    assert found[1].title == "Tool poisoning, Medium risk, from github, part 2"
    assert "How it works" in text_of(body_of(found[0]))
    assert "How it works" not in text_of(body_of(found[1]))
    assert all(len(page.description) <= 160 for page in found)
    assert found[1].view.trail[-1].href == "attacks/tool-poisoning/"


def test_the_list_of_attacks_counts_the_tools_of_each():
    attacks = (
        make_attack("zeta", group="Data flow"),
        make_attack("alpha"),
        make_attack("beta", triggers=(Trigger(categories=("Financial",), because="x"),)),
    )
    fragment = next(attacks_fragment(make_context(make_judged(make_tool("a"), make_tool("b")), attacks=attacks)))
    assert [(row.href, row.group, row.tools) for row in fragment.view.rows] == [
        ("attacks/zeta/", "Data flow", "2"),
        ("attacks/alpha/", "Tool definitions", "2"),
        ("attacks/beta/", "Tool definitions", "0"),
    ]


def test_a_catalog_without_attacks_has_an_empty_list_and_no_page():
    context = make_context(make_judged(make_tool()))
    assert list(attack_pages(context)) == []
    assert text_of(body_of(next(attacks_fragment(context)))) == "This catalog describes no attacks."
