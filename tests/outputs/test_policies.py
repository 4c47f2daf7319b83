"""The build publishes what `export` prints, the plan it is printed from, and every recipe for the page's script."""

from __future__ import annotations

import json
import re

import pytest

from generator.exporters import TARGETS
from generator.exporters.server_policies import ServerPolicies
from generator.exporters.target import read_target
from generator.outputs.policies import policy_files, shared_files
from tests.support.builders import ROOT, make_judged, make_tool, make_vocabulary
from tests.support.plans import SLUGS, catalog_plan, exported, judged_of


def files_of(judged):
    return dict(policy_files(judged, ServerPolicies(make_vocabulary()), make_vocabulary()))


def filed(script):
    """The name and the data of a script that files its data."""
    found = re.fullmatch(rb"\(globalThis\.catalogData\?\?=new Map\)\.set\((\"[^\"]*\"),(.*)\);\n", script)
    return json.loads(found[1]), json.loads(found[2])


@pytest.mark.parametrize("slug", SLUGS[:3])
def test_a_servers_files_are_what_export_prints(slug):
    files = files_of(judged_of(slug))
    plan = catalog_plan(slug)
    assert json.loads(files.pop(f"tools/{slug}/policies/plan.json")) == plan
    name, data = filed(files.pop(f"tools/{slug}/policies/plan.js"))
    assert name == slug
    assert {**plan, "others": data["others"]} == data
    wanted = {
        f"tools/{slug}/policies/{target}.{file.name}": file.text.encode()
        for target in TARGETS
        for file in exported(target, plan).files
        if not file.is_the_same_for_all
    }
    assert files == wanted
    assert len({path.rpartition("/")[0] for path in files}) == 1, (
        "a folder for each target would be a third of all folders"
    )


def test_a_server_without_tools_has_no_policy():
    judged = judged_of(SLUGS[0])
    empty = judged.model_copy(update={"server": judged.server.model_copy(update={"tools": ()}), "assessments": ()})
    assert files_of(empty) == {}


def test_a_target_that_cannot_tell_two_tools_apart_has_no_file_for_them():
    files = files_of(make_judged(make_tool("a.b", slug="one"), make_tool("a_b", slug="two")))
    targets = {path.split("/")[3].partition(".")[0] for path in files}
    assert "codex" in targets and "opencode" not in targets and "claude-code" not in targets


def test_the_page_of_a_tool_that_the_release_does_not_offer_has_its_plan_beside_those_of_the_others():
    gone = make_tool("old_tool", status="withdrawn", last_seen="1.0")
    files = files_of(make_judged(make_tool("get_x"), gone))
    _, data = filed(files["tools/github/policies/plan.js"])
    assert [each["name"] for each in data["servers"][0]["tools"]] == ["get_x"]
    assert [each["name"] for each in data["others"]] == ["old_tool"]
    assert b"old_tool" not in files["tools/github/policies/plan.json"]


def test_a_page_knows_the_formats_and_postures_before_it_loads_the_recipes():
    files = dict(shared_files(make_vocabulary()))
    name, data = filed(files["assets/formats.js"])
    assert name == "formats"
    assert [each["target"] for each in data["targets"]] == list(TARGETS)
    assert [each["name"] for each in data["postures"]] == ["balanced", "strict", "read-only"]
    assert len(files["assets/formats.js"]) < 2000
    assert filed(files["assets/targets.js"]) == ("", json.loads(files["assets/targets.json"]))


def test_the_scripts_file_holds_every_recipe_and_posture_and_the_hook_is_there_once():
    files = dict(shared_files(make_vocabulary()))
    data = json.loads(files["assets/targets.json"])
    assert data["targets"] == [read_target(name).data for name in TARGETS]
    assert [each["name"] for each in data["postures"]] == ["balanced", "strict", "read-only"]
    assert data["read_only_categories"] == ["Read"]
    hook = ROOT / "generator" / "exporters" / "hook" / "policy_hook.py"
    assert files["assets/policy_hook.py"] == hook.read_bytes()
