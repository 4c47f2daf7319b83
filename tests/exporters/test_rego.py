"""A Rego engine decides as planned: effect, reason, arguments, tools that are not listed, other servers."""

from __future__ import annotations

import json

import pytest
import regopy

from tests.exporters.test_hook import fitting, unfitting
from tests.support.plans import POSTURES, SLUGS, catalog_plan, exported, made_plan, made_server, made_tool


class Engine:
    """One module, asked many times."""

    def __init__(self, plan):
        self.rego = regopy.Interpreter()
        self.rego.add_module("mcp_policy.rego", exported("rego", plan).files[0].text)

    def decision(self, server, tool, arguments):
        # as a term: this engine keeps escapes as they are written, and both sides write JSON's
        self.rego.set_input_term(json.dumps({"server": server, "tool": tool, "args": arguments}))
        output = json.loads(str(self.rego.query("data.mcp.policy.decision")))
        return output["result"][0]["expressions"][0] if "result" in output else output["expressions"][0]

    def effect(self, server, tool, arguments):
        return self.decision(server, tool, arguments)["effect"]


def has_flags(tool):
    """regopy 1.5.2 knows no flags in a pattern; Open Policy Agent takes them from Go, RE2 as we write."""
    return any("(?i)" in str(each["value"]) for each in tool["constraints"])


def not_asked(slug):
    """How many tools of a server the test below leaves out."""
    return sum(map(has_flags, catalog_plan(slug)["servers"][0]["tools"]))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_engines_decision_is_the_neutral_effect_for_every_tool_of_the_catalog(slug):
    posture = POSTURES[SLUGS.index(slug) % len(POSTURES)]
    plan = catalog_plan(slug, posture)
    (server,) = plan["servers"]
    engine, key = Engine(plan), server["key"]
    for tool in server["tools"]:
        if has_flags(tool):
            continue
        arguments = {each["arg"]: fitting(each) for each in tool["constraints"]}
        decision = engine.decision(key, tool["name"], arguments)
        assert decision == {"effect": tool["effect"], "reason": tool["reason"]}, tool["name"]
        for each in tool["constraints"]:
            assert engine.effect(key, tool["name"], {**arguments, each["arg"]: unfitting(each)}) == "deny"
    assert engine.effect(key, "no_such_tool", {}) == server["unlisted"]
    assert engine.effect("another", server["tools"][0]["name"], {}) == "deny"


@pytest.mark.parametrize(
    ("op", "value", "yes", "no"),
    [
        ("eq", "a", ["a"], ["b", 1, None]),
        ("eq", 5, [5], [6, "5", True]),
        ("neq", "a", ["b"], ["a", 1, None]),
        ("in", ["a", "b"], ["b"], ["c", 1]),
        ("not_in", ["a", "b"], ["c"], ["a", 1]),
        ("lt", 5, [4, 4.5], [5, "4", None]),
        ("lte", 5, [5], [5.5, "a"]),
        ("gt", -5, [-4], [-5]),
        ("gte", 5, [5, 9], [4]),
        ("exists", 1, [0, None], []),
        ("matches", "^a+$", ["aa"], ["b", 1]),
    ],
)
def test_arguments_are_compared(op, value, yes, no):
    for required in (True, False):
        constraint = {"arg": "it's", "op": op, "value": value, "required": required, "reason": "So"}
        engine = Engine(made_plan(made_server(made_tool("do_it", constraints=[constraint]))))
        assert [engine.effect("valkey", "do_it", {"it's": each}) for each in yes] == ["allow"] * len(yes)
        assert [engine.effect("valkey", "do_it", {"it's": each}) for each in no] == ["deny"] * len(no)
        assert engine.effect("valkey", "do_it", {}) == ("deny" if required else "allow")


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("op", ["lte", "exists"])
def test_arguments_that_are_no_object_are_refused_where_one_is_limited(op, required):
    constraint = {"arg": "amount", "op": op, "value": 5, "required": required, "reason": "So"}
    tools = made_tool("do_it", constraints=[constraint]), made_tool("look")
    engine = Engine(made_plan(made_server(*tools)))
    for given in ("x", ["amount"], [5], None, 5, True, False, "", []):
        assert engine.effect("valkey", "do_it", given) == "deny", given
        assert engine.effect("valkey", "look", given) == "allow", given
    engine.rego.set_input_term(json.dumps({"server": "valkey", "tool": "do_it"}))
    found = json.loads(str(engine.rego.query("data.mcp.policy.decision.effect")))
    assert ("deny" if required else "allow") in json.dumps(found)


def test_hostile_names_stay_inside_their_texts():
    names = ['a"b', "a\\b", "a\nb", "a\u2028b", "a}b", "é"]
    engine = Engine(made_plan(*(made_server(made_tool("x", reason=name), key=name) for name in names)))
    for name in names:
        assert engine.decision(name, "x", {}) == {"effect": "allow", "reason": name}
