"""The build publishes what `export` prints, the plan it is printed from, and every recipe for the page's script."""

from __future__ import annotations

import json

import pytest

from generator.exporters import TARGETS
from generator.exporters.target import read_target
from generator.outputs.policies import policy_files, shared_files
from tests.support.builders import ROOT, make_judged, make_tool, make_vocabulary
from tests.support.plans import SLUGS, catalog_plan, exported, judged_of


@pytest.mark.parametrize("slug", SLUGS[:3])
def test_a_servers_files_are_what_export_prints(slug):
    files = dict(policy_files(judged_of(slug), make_vocabulary()))
    plan = catalog_plan(slug)
    assert json.loads(files.pop(f"tools/{slug}/policies/plan.json")) == plan
    wanted = {
        f"tools/{slug}/policies/{target}/{file.name}": file.text.encode()
        for target in TARGETS
        for file in exported(target, plan).files
        if not file.is_the_same_for_all
    }
    assert files == wanted


def test_a_server_without_tools_has_no_policy():
    judged = judged_of(SLUGS[0])
    empty = judged.model_copy(update={"server": judged.server.model_copy(update={"tools": ()}), "assessments": ()})
    assert list(policy_files(empty, make_vocabulary())) == []


def test_a_target_that_cannot_tell_two_tools_apart_has_no_file_for_them():
    files = dict(
        policy_files(make_judged(make_tool("a.b", slug="one"), make_tool("a_b", slug="two")), make_vocabulary())
    )
    targets = {path.split("/")[3] for path in files}
    assert "codex" in targets and "opencode" not in targets and "claude-code" not in targets


def test_the_scripts_file_holds_every_recipe_and_posture_and_the_hook_is_there_once():
    files = dict(shared_files(make_vocabulary()))
    data = json.loads(files["assets/targets.json"])
    assert data["targets"] == [read_target(name).data for name in TARGETS]
    assert [each["name"] for each in data["postures"]] == ["balanced", "strict", "read-only"]
    assert data["read_only_categories"] == ["Read"]
    hook = ROOT / "generator" / "exporters" / "hook" / "policy_hook.py"
    assert files["assets/policy_hook.py"] == hook.read_bytes()
