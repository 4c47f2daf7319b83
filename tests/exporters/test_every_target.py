"""Every document of the whole catalog is one of its format, and means to its client what was planned."""

from __future__ import annotations

import fnmatch
import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from anthropic.types.beta import BetaMCPToolsetParam, BetaRequestMCPServerURLDefinitionParam
from openai.types.responses import tool_param
from pydantic import TypeAdapter

from generator.exporters import TARGETS
from generator.exporters.target import read_target
from generator.rules.assess import EFFECTS
from tests.exporters.clients import ASKED_THEMSELVES, CLIENTS
from tests.support.plans import POSTURES, SLUGS, catalog_plan, exported, made_plan, made_server, made_tool

SHAPES = {
    name: jsonschema.Draft202012Validator(shape)
    for name, shape in yaml.safe_load(Path(__file__).with_name("shapes.yaml").read_text()).items()
}
PARSERS = {"json": json.loads, "toml": tomllib.loads, "yaml": yaml.safe_load}


OPENAI, ANTHROPIC, ANTHROPIC_SERVER = map(
    TypeAdapter, (tool_param.Mcp, BetaMCPToolsetParam, BetaRequestMCPServerURLDefinitionParam)
)


def check_official(kind, adapter, value):
    """The official type takes it, and names each of its keys."""
    adapter.validate_python(value)
    assert set(value) <= set(kind.__annotations__), value


def check_shape(target, file):
    """The file parses in its format, and is accepted by our schema or by the vendor's own types."""
    if file.language not in PARSERS:
        return
    data = PARSERS[file.language](file.text)
    for name, shape in SHAPES.items():
        if fnmatch.fnmatchcase(f"{target}/{file.name}", name):
            shape.validate(data)
    if target == "openai-responses":
        for each in data["tools"]:
            check_official(tool_param.Mcp, OPENAI, each)
    if target == "anthropic-toolset":
        for each in data["tools"]:
            check_official(BetaMCPToolsetParam, ANTHROPIC, each)
        for each in data["mcp_servers"]:
            check_official(BetaRequestMCPServerURLDefinitionParam, ANTHROPIC_SERVER, each)


def expected(target, tool):
    """What the target's own statement about itself says of the tool."""
    said = read_target(target).recipe.expresses
    effect = tool["effect"]
    if target == "copilot-cli" and effect == "ask" and tool["claims_read_only"]:
        return "deny"
    if effect == "ask" and said.ask == "denies":
        return "deny"
    return "ask" if effect == "deny" and said.deny == "asks" else effect


def expected_unlisted(target, unlisted):
    said = read_target(target).recipe.expresses.unlisted
    return {"as chosen": unlisted, "asks": "ask", "denies": "deny", "open": "ask"}[said]


@pytest.mark.parametrize("target", CLIENTS)
def test_the_decision_is_the_neutral_effect_for_every_tool_of_the_catalog(target):
    for slug in SLUGS:
        for posture in POSTURES:
            plan = catalog_plan(slug, posture)
            (server,) = plan["servers"]
            made = exported(target, plan)
            files = {file.name: file.text for file in made.files}
            effect = CLIENTS[target](files, server["key"])
            lost = {tool for each in made.lost for tool in each.tools}
            for tool in server["tools"]:
                found, wanted = effect(tool["name"]), expected(target, tool)
                if target == "gemini" and tool["constraints"]:
                    continue  # decided by its arguments; see the test below
                assert found == wanted, (slug, posture, tool["name"])
                if found != tool["effect"]:
                    assert tool["name"] in lost | {name for each in made.warnings for name in each.tools}
                if EFFECTS.index(found) < EFFECTS.index(tool["effect"]):
                    assert target == "cursor" and tool["name"] in lost
            assert effect("no_such_tool_anywhere") == expected_unlisted(target, server["unlisted"])
            if expected_unlisted(target, server["unlisted"]) != server["unlisted"]:
                assert "unlisted" in {each.what for each in made.lost}


@pytest.mark.parametrize("target", TARGETS)
def test_every_document_of_the_catalog_has_the_shape_of_its_format(target):
    for slug in SLUGS:
        for posture in POSTURES:
            for file in exported(target, catalog_plan(slug, posture)).files:
                assert file.text.endswith("\n") and (file.is_the_same_for_all or file.text.isascii())
                check_shape(target, file)


@pytest.mark.parametrize("target", TARGETS)
def test_several_servers_are_one_valid_document_and_a_single_tool_a_valid_part(target):
    plans = [catalog_plan(slug) for slug in SLUGS]
    together = made_plan(*(server for plan in plans for server in plan["servers"]))
    for index, server in enumerate(together["servers"]):
        together["servers"][index] = {**server, "key": server["slug"][:20].strip("-.") + str(index)}
    for file in exported(target, together).files:
        check_shape(target, file)
    for effect in EFFECTS:
        part = made_plan(made_server(made_tool("do_it", effect), unlisted=None))
        for file in exported(target, part).files:
            check_shape(target, file)


@pytest.mark.parametrize("target", CLIENTS)
def test_each_server_of_a_merged_document_keeps_its_own_rules(target):
    names = ["get", "do", "drop"]
    one = made_server(*map(made_tool, names, EFFECTS), key="one.shop", unlisted="deny")
    two = made_server(*map(made_tool, names, reversed(EFFECTS)), key="two shops", unlisted="deny")
    files = {file.name: file.text for file in exported(target, made_plan(one, two)).files}
    for server in (one, two):
        effect = CLIENTS[target](files, server["key"])
        for tool in server["tools"]:
            assert effect(tool["name"]) == expected(target, tool)


@pytest.mark.parametrize("target", ["codex", "copilot-cloud-agent", "copilot-cli", "litellm", "openai-responses"])
def test_a_list_of_allowed_tools_is_never_empty(target):
    plan = made_plan(made_server(made_tool("drop", "deny"), unlisted="deny"))
    files = {file.name: file.text for file in exported(target, plan).files}
    assert CLIENTS[target](files, "valkey")("drop") == "deny"
    assert "no_tool_is_allowed" in "".join(files.values())


@pytest.mark.parametrize("key", ["a-rather-long-key-with.a-dot", "mcp_shop", "k" * 40])
@pytest.mark.parametrize("target", ["gemini", "copilot-cli", "claude-code", "codex", "opencode", "litellm"])
def test_a_name_that_a_client_replaces_or_shortens_has_its_own_effect(target, key):
    tools = [made_tool(f"{effect}.{'x' * 50}-{effect}", effect) for effect in EFFECTS]
    made = exported(target, made_plan(made_server(*tools, key=key, unlisted="deny")))
    effect = CLIENTS[target]({file.name: file.text for file in made.files}, key)
    assert [effect(tool["name"]) for tool in tools] == [expected(target, tool) for tool in tools]


@pytest.mark.parametrize("target", ["gemini", "copilot-cli"])
def test_two_tools_with_one_shortened_name_are_refused(target):
    from generator.exporters.clash import SameKey

    name = {"gemini": "{}" + "x" * 70, "copilot-cli": "x" * 70 + "{}"}[target]
    name = "x" * 35 + name if target == "gemini" else name
    tools = [made_tool(name.format(end), effect) for end, effect in (("a", "allow"), ("b", "deny"))]
    with pytest.raises(SameKey, match="choose other keys"):
        exported(target, made_plan(made_server(*tools)))


def test_gemini_is_told_of_a_key_for_which_no_rule_for_the_whole_server_matches():
    for key, is_told in (("mcp_shop", True), ("my shop", True), ("mcp-shop", False), ("shop.mcp_", False)):
        made = exported("gemini", made_plan(made_server(made_tool(), key=key, unlisted="deny")))
        assert ("key" in {each.what for each in made.warnings}) == is_told, key
        effect = CLIENTS["gemini"]({file.name: file.text for file in made.files}, key)
        assert (effect("do_it"), effect("new")) == ("allow", "ask" if is_told else "deny")


def test_a_tool_that_claude_code_leaves_out_is_told_with_the_longest_key_that_would_fit():
    made = exported("claude-code", made_plan(made_server(made_tool("x" * 110), key="a-rather-long-key")))
    (said,) = [each.say for each in made.warnings]
    assert "at most 11 characters" in said
    fits = exported("claude-code", made_plan(made_server(made_tool("x" * 110), key="k" * 11)))
    assert not fits.warnings


def test_a_reader_of_codexs_policy_is_told_what_runs_unasked():
    (warning,) = exported("codex", made_plan(made_server(made_tool("do_it", "ask")))).warnings
    assert 'approval_policy "never"' in warning.say and 'sandbox_mode "danger-full-access"' in warning.say
    assert "--dangerously-bypass-approvals-and-sandbox" in warning.say


def test_litellm_gets_no_key_with_a_hyphen_and_the_reader_is_told_the_other():
    made = exported("litellm", made_plan(made_server(made_tool(), key="my-own.shop")))
    assert list(yaml.safe_load(made.files[0].text)["mcp_servers"]) == ["my_own.shop"]
    assert "my_own.shop" in made.warnings[0].say


def test_the_types_of_an_argument_are_those_of_json_schema():
    kinds = {"string", "integer", "number", "boolean", "object", "array"}
    for slug in SLUGS:
        (server,) = catalog_plan(slug)["servers"]
        for tool in server["tools"]:
            for each in tool["parameters"] or ():
                assert set(each["types"]) <= kinds, (slug, tool["name"], each)


def test_gemini_decides_by_arguments_as_planned():
    from generator.model.vocabulary import Constraint
    from generator.rules.args_pattern import args_pattern

    def constraint(**fields):
        made = Constraint(reason="So", **fields)
        return {**made.model_dump(mode="json"), "kind": "integer", "args_pattern": args_pattern(made)}

    both = [
        constraint(arg="amount", op="lte", value=1000, required=True),
        constraint(arg="currency", op="in", value=("usd", "eur"), required=False),
    ]
    plan = made_plan(made_server(made_tool("pay", "ask", constraints=both), unlisted="deny"))
    effect = CLIENTS["gemini"]({file.name: file.text for file in exported("gemini", plan).files}, "valkey")
    assert effect("pay", '{\0"amount":1000\0}') == "ask"
    assert effect("pay", '{\0"amount":5\0,\0"currency":"eur"\0}') == "ask"
    assert effect("pay", '{\0"amount":5\0,\0"currency":"gbp"\0}') == "deny"
    assert effect("pay", '{\0"amount":1001\0}') == "deny"
    assert effect("pay", "{}") == "deny"
    assert effect("drop", "{}") == "deny"


def test_two_names_that_a_client_cannot_tell_apart_are_refused():
    from generator.exporters.clash import SameKey

    one = made_server(made_tool("b_c", "deny"), key="a")
    two = made_server(made_tool("c", "allow"), key="a_b")
    with pytest.raises(SameKey, match="a_b_c"):
        exported("opencode", made_plan(one, two))
    assert exported("codex", made_plan(one, two)).files


def test_every_target_is_read_by_a_model_of_its_client_or_by_the_engine_itself():
    assert set(CLIENTS) | ASKED_THEMSELVES == set(TARGETS)
    assert not set(CLIENTS) & ASKED_THEMSELVES


def test_official_types_refuse_what_is_wrong():
    import pydantic

    for wrong in (
        {"type": "mcp", "server_label": "x", "require_approval": "sometimes"},
        {"type": "mcp", "server_label": "x", "allowed_tools": {"tool_names": "do_it"}},
    ):
        with pytest.raises(pydantic.ValidationError):
            OPENAI.validate_python(wrong)
    with pytest.raises(pydantic.ValidationError):
        ANTHROPIC.validate_python(
            {"type": "mcp_toolset", "mcp_server_name": "x", "configs": {"a": {"enabled": "maybe"}}}
        )
