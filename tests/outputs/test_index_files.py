"""The site's scripts search and filter the rows that the pages were made from."""

from __future__ import annotations

import json

from generator.model.catalog import gather
from generator.outputs.data_script import data_script
from generator.outputs.index_files import index_files
from generator.outputs.page_index import page_index
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


def test_every_column_has_one_value_for_each_tool():
    tools = list(catalog().tools())
    made = files()
    names = made["names.js"]
    assert [name for line in names["tools"].split("\n") for name in line.split()] == [tool.name for tool in tools]
    for column in ("category", "risk"):
        assert len(names[column]) == len(tools)
    facets = made["facets.js"]
    columns = "sensitivity effect status signal hint confirmed leg tokens required count".split()
    for column in columns:
        assert len(facets[column]) == len(tools), column
    assert len(made["parameter-uses.js"]) == len(tools)


def test_the_columns_say_what_the_rows_say():
    made = files()
    names, facets, parameters, uses = (
        made[f"{name}.js"] for name in ("names", "facets", "parameters", "parameter-uses")
    )
    for number, tool in enumerate(catalog().tools()):
        risk = names["risk"][number]
        assert (None if risk == "-" else names["risks"][ord(risk) - 65][0]) == tool.risk
        kinds = [facets["signals"][place][0] for place in facets["signalSets"][facets["signal"][number]]]
        assert tuple(kinds) == tool.signals
        stated = facets["hint"][number]
        assert (stated is None) == (tool.hints is None)
        if tool.hints is not None:
            assert [(None, False, True)[stated // 3**place % 3] for place in range(4)] == list(tool.hints)
        taken = uses[number]
        assert (None if taken is None else tuple(parameters["names"][each] for each in taken)) == tool.parameters
        assert facets["tokens"][number] == tool.tokens


def test_each_parameter_stands_once_with_its_count_and_its_first_tool():
    made = files()
    parameters, uses = made["parameters.js"], made["parameter-uses.js"]
    assert len(set(parameters["names"])) == len(parameters["names"])
    assert parameters["counts"] == sorted(parameters["counts"], reverse=True)
    for place, (count, first) in enumerate(zip(parameters["counts"], parameters["first"], strict=True)):
        takers = [number for number, taken in enumerate(uses) if taken and place in taken]
        assert (len(takers), takers[0]) == (count, first)


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
