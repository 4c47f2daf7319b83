"""The site's scripts search and filter the rows that the pages were made from."""

from __future__ import annotations

import json
from collections import Counter

from generator.model.catalog import gather
from generator.outputs.columns import Kind
from generator.outputs.data_script import data_script
from generator.outputs.index_files import index_files
from generator.outputs.page_index import page_index
from generator.outputs.parameter_codes import codes_in
from generator.outputs.server_columns import FACETS, NAMES
from generator.readers.headings import headings
from generator.rules.summarize import summarize
from tests.support.builders import make_vocabulary
from tests.support.plans import SLUGS, judged_of


def catalog():
    return gather(make_vocabulary(), [summarize(judged_of(slug)) for slug in SLUGS])


def data_of(script: bytes):
    text = script.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def files():
    return {path.rsplit("/", 1)[1]: data_of(content) for path, content in index_files(catalog())}


def values(column: str) -> list[str]:
    """Of a column of words, one for each tool."""
    return [each for server in column.split(" ") for each in server.split(",")]


def test_every_column_has_one_value_for_each_tool():
    tools = list(catalog().tools())
    made = files()
    names, facets = made["names.js"], made["facets.js"]
    assert values(names["tools"]) == [tool.name for tool in tools]
    assert len(names["slugs"].split(" ")) == len(facets["servers"]) == len(names["servers"]) == len(SLUGS)
    for column in (names[key] for key, kind in NAMES.items() if kind is Kind.LETTERS):
        assert len(column) == len(tools)
    for key, kind in FACETS.items():
        if kind is not Kind.ROWS:
            assert len(facets[key] if kind is Kind.LETTERS else values(facets[key])) == len(tools), key
    assert len(values(made["parameter-uses.js"]["uses"])) == len(tools)


def test_each_parameter_stands_once_with_its_count_and_the_tool_that_alone_takes_it():
    made, servers = files(), catalog().servers
    parameters, uses = made["parameters.js"], values(made["parameter-uses.js"]["uses"])
    takers_of: dict[str, list[tuple[str, str]]] = {}
    for tool in catalog().tools():
        for name in tool.parameters or ():
            takers_of.setdefault(name, []).append((tool.server, tool.slug))
    names, codes = parameters["names"], parameters["codes"]
    uses_of = dict(zip(names, parameters["counts"], strict=True))
    assert names == sorted(uses_of, key=lambda name: (-uses_of[name], name))
    alone = [
        (code, server, int(place))
        for server, own in zip(servers, parameters["alone"].split(" "), strict=True)
        for code, place in (each.split(".") for each in own.split(",") if each)
    ]
    coded = Counter(code for own in uses for code in codes_in(own))
    for name, code, count in zip(names, codes, parameters["counts"], strict=True):
        takers = takers_of[name]
        assert len(takers) == coded[code] == count
        taker = [(server.slug, server.tools[place].slug) for each, server, place in alone if each == code]
        assert taker == (takers if count == 1 else [])


def test_summaries_stand_in_files_of_whole_servers():
    tools = {each.slug: each.tools.summaries() for each in catalog().servers}
    made = {path: data_of(content) for path, content in index_files(catalog()) if "/summaries/" in path}
    firsts = files()["facets.js"]["summaries"]
    assert [*made] == [f"assets/data/summaries/{first}.js" for first in firsts]
    for first, behind, texts in zip(firsts, [*firsts[1:], "~"], made.values(), strict=True):
        assert texts == [text or "" for slug in SLUGS if first <= slug < behind for text in tools[slug]]


def test_hosted_endpoints_stand_by_the_slugs_of_their_servers():
    endpoints = files()["endpoints.js"]
    assert endpoints == {each.slug: each.url for each in catalog().servers if each.url}


def test_a_hostile_word_stays_text_in_a_script():
    script = data_script("data/x", {"</script>": "\u2028é"})
    assert script.isascii()
    assert data_of(script) == {"</script>": "\u2028é"}


def test_headings_are_those_of_the_article_without_the_sign_that_links_to_them():
    html = (
        '<h1>Theme</h1><article><h1 id="a">One <code>two</code><a class="headerlink" href="#a">¶</a></h1>'
        '<h2 id="b">Three &amp; four</h2><h4 id="c">deep</h4><h2></h2></article><h2 id="d">after</h2>'
    )
    found = [(each.level, each.text, each.anchor) for each in headings(html)]
    assert found == [(1, "One two", "a"), (2, "Three & four", "b")]


def test_a_page_and_its_sections_can_be_found():
    page = '<article><h1 id="m">Method</h1><h2 id="r">Rules</h2></article>'
    path, content = page_index(catalog(), [("handbook/method/", page), ("", page)])
    assert path == "assets/data/pages.js"
    found = data_of(content)
    assert ["page", "Method", "handbook/method/", ""] in found
    assert ["section", "Rules", "handbook/method/#r", "Method"] in found
    assert ["section", "Rules", "#r", "Method"] not in found, "the home page is one thing"
    assert ["category", "Read", "categories/read/", ""] in found
