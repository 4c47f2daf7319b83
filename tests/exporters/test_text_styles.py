"""A document written as its recipe is walked through has the bytes of one that is written from data."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exporters.clash import SameKey
from generator.exporters.formats import to_json, to_toml, to_yaml
from generator.exporters.names import rows_source
from generator.exporters.program import WHAT_PROGRAMS_CALL, files_program, remarks_program
from generator.exporters.scope import expression
from generator.exporters.styles import DATA
from generator.exporters.text_styles import STYLES
from generator.exporters.tree import made_of
from generator.model.problem import CatalogError
from tests.support.plans import HOSTILE, hostile_plans, made_plan, made_server, made_tool

TEMPLATES = st.sampled_from(
    [
        "{plan.posture}",
        "{server.key}",
        "{server.url}",
        "{tool.name}",
        "{tool.limit}",
        "{tool.limit.max}",
        "{tool.limit.per} and {tool.limit.max}",
        "{tool.constraints}",
        "{tool.reason|json}: {tool.claims_read_only}",
        "100 % {tool.name}\n",
        "{tool.name|shell}",
        "{tool.category}",
        "{tool.parameters}",
    ]
)
CONDITIONS = st.sampled_from(
    [
        {},
        {"tool.effect": "allow"},
        {"tool.effect": ["ask", "deny"], "tool.claims_read_only": True},
        {"tool.limit?": True},
        {"$not": {"tool.constraints?": False}},
        {"$any": [{"tool.visibility": "hidden"}, {"server.unlisted?": False}]},
        {"$some": {"each": "constraints", "if": {"constraint.required": True, "constraint.op": ["eq", "in"]}}},
    ]
)
LEAVES = TEMPLATES | HOSTILE.filter(lambda text: "{" not in text) | st.integers() | st.booleans() | st.none()
KEYS = st.sampled_from(["a", "b c", "yes", "1", "%", "{tool.name}", "x {tool.effect}", "{server.key}"])


def mappings(inner):
    return st.dictionaries(KEYS, inner, max_size=3)


def directives(inner):
    each = st.sampled_from(["tools", "constraints", "parameters", "arguments"])
    maps = mappings(inner)
    return st.one_of(
        st.fixed_dictionaries({"$each": each, "$do": inner}, optional={"$if": CONDITIONS}),
        st.fixed_dictionaries({"$if": CONDITIONS}, optional={"$then": inner, "$else": inner}),
        st.fixed_dictionaries(
            {"$switch": st.just("tool.effect"), "$cases": st.fixed_dictionaries({"allow": inner, "ask": inner})},
            optional={"$default": inner},
        ),
        st.fixed_dictionaries({"$all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"$filled": inner}, optional={"$else": inner}),
        st.fixed_dictionaries({"$join": st.lists(HOSTILE | st.just("{tool.name}"), max_size=3), "$by": HOSTILE}),
        st.fixed_dictionaries(
            {
                "$merge": st.lists(
                    maps
                    | st.fixed_dictionaries({"$each": each, "$do": maps}, optional={"$if": CONDITIONS})
                    | st.fixed_dictionaries({"$if": CONDITIONS, "$then": maps}, optional={"$else": maps})
                    | st.fixed_dictionaries({"$merge": st.lists(maps, min_size=1, max_size=2)})
                    | st.fixed_dictionaries({"$filled": maps}, optional={"$else": maps}),
                    min_size=1,
                    max_size=3,
                )
            }
        ),
    )


NODES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | mappings(inner) | directives(inner), max_leaves=8
)


def made(node, style, plan):
    """What a document of that style holds for each tool, or that two rules have the same name."""
    rows, scope = rows_source({}, ())
    root = {"tools": [{"$each": "servers", "$do": {"$all": [{"$each": "tools", "$do": node}]}}]}
    whole = made_of(root, scope, style)
    code = expression(whole.one if style is DATA else style.whole(whole))
    namespace = dict(WHAT_PROGRAMS_CALL)
    exec(f"{rows}\ndef program(plan):\n servers = rows(plan)\n return {code}\n", namespace)
    try:
        return namespace["program"](plan)
    except SameKey:
        return None


def is_toml(data, *, in_a_list=False):
    """Whether each of its lists holds mappings alone, or neither they nor its lists do."""
    if isinstance(data, dict):
        return not in_a_list and all(map(is_toml, data.values()))
    if not isinstance(data, list):
        return True
    if not in_a_list and data and all(isinstance(each, dict) for each in data):
        return all(map(is_toml, data))
    return all(is_toml(each, in_a_list=True) for each in data)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(node=NODES, plan=hostile_plans())
def test_text_is_what_the_writers_make_of_data(node, plan):
    data = made(node, DATA, plan)
    for name, write in (("json", to_json), ("yaml", to_yaml), ("toml", to_toml)):
        if data is None:
            assert made(node, STYLES[name], plan) is None
        elif name != "toml" or is_toml(data):
            assert made(node, STYLES[name], plan) == write(data)


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ({"a": "{tool.name}"}, "expected something in scope"),
        ({"a": "{plan.posturr}"}, "it has no 'posturr'"),
        ({"a": "{plan.posture|jsn}"}, "found the filter 'jsn'"),
        ({"a": "{plan.posture.name}"}, "it has no 'name'"),
        ({"$merge": ["a"]}, "expected mappings"),
        ({"$merge": [["a"]]}, "expected mappings"),
        ({"$merge": [1]}, "expected mappings"),
        ({"$each": "servers", "$do": "a"}, "expected one"),
    ],
)
def test_a_mistake_of_a_recipe_is_told_before_any_plan_is_printed(root, expected):
    with pytest.raises(CatalogError, match=expected):
        files_program({"target": "mine", "documents": [{"file": "a.json", "format": "json", "root": root}]})


@pytest.mark.parametrize(
    "names", [{"server": {"a b": {"of": "x"}}}, {"server": {"a": {"of": "x"}}, "tool": {"a": {"of": "x"}}}]
)
def test_a_name_that_cannot_be_one_is_told(names):
    with pytest.raises(CatalogError, match="expected letters a to z"):
        files_program({"target": "mine", "names": names, "documents": []})


def test_a_remark_about_a_name_that_is_not_there_is_told():
    rule = {"what": "x", "say": "At most {least}.", "if": {"tool.effect": "ask"}, "least": "id_room"}
    with pytest.raises(CatalogError, match="found 'id_room'"):
        remarks_program({"target": "mine", "lost": [rule]})


def test_what_a_plan_holds_is_never_code():
    hostile = "x' + __import__('os').getcwd() + '{tool.name} %s %(a)s"
    root = {"{server.key}": [{"$each": "servers", "$do": {"$all": [{"$each": "tools", "$do": "{tool.name}"}]}}]}
    document = {"file": "{server.key}.json", "per": "server", "format": "json", "root": root}
    plan = made_plan(made_server(made_tool(hostile), key=hostile))
    ((_, name, text),) = files_program({"target": "mine", "documents": [document]})(plan)
    assert (name, text) == (f"{hostile}.json", to_json({hostile: [hostile]}))
