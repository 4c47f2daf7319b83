"""The plan that a page makes of chosen servers and tools is the one that `policy-catalog export` prints from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exporters.server_policies import ServerPolicies
from generator.faces.export_choice import chosen_plan
from generator.outputs.policies import policy_files
from generator.rules.plan import make_plan
from generator.rules.server_key import server_keys
from tests.front.bundled import NODE, bundled
from tests.support.builders import ROOT, make_judged, make_parameter, make_tool, make_vocabulary
from tests.support.plans import SLUGS, judged_of


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    script = bundled(Path(__file__).parent / "choice_probe.ts", tmp_path_factory.mktemp("probe"))
    process = subprocess.Popen([*NODE, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(**question):
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(30)
    process.stdout.close()


def published(judged):
    """What the server's plan.js holds."""
    files = dict(policy_files(judged, ServerPolicies(make_vocabulary()), make_vocabulary()))
    script = files[f"tools/{judged.server.slug}/policies/plan.js"].decode()
    return json.loads(script[script.index("{") : script.rindex("}") + 1])


def test_whole_servers_give_the_plan_of_the_command_line(ask):
    slugs = SLUGS[:12]
    chosen = [{"server": slug, "tools": None} for slug in slugs]
    made = ask(chosen=chosen, plans=[published(judged_of(slug)) for slug in slugs])
    assert made == chosen_plan(ROOT / "catalog", slugs, (), None, ())


@pytest.mark.parametrize("start", range(3))
def test_single_tools_give_the_plan_of_the_command_line(ask, start):
    slugs = SLUGS[start::15]
    names = {slug: [tool["name"] for tool in published(judged_of(slug))["servers"][0]["tools"]][::3] for slug in slugs}
    chosen = [{"server": slug, "tools": names[slug]} for slug in slugs]
    tools = tuple(f"{slug}/{name}" for slug in slugs for name in names[slug])
    made = ask(chosen=chosen, plans=[published(judged_of(slug)) for slug in slugs])
    assert made == chosen_plan(ROOT / "catalog", (), (), None, tools)


def test_arguments_of_chosen_tools_are_sorted_and_joined_alike(ask):
    names = ["\U0001f600", "\uff5e", "b", "a"]
    tools = [
        make_tool("one", parameters=tuple(make_parameter(name) for name in names)),
        make_tool("two", parameters=(make_parameter("b", type="integer | null"), make_parameter("a", type=None))),
        make_tool("three", parameters="unknown"),
        make_tool("four"),
    ]
    judged = make_judged(*tools)
    slug = judged.server.slug
    only = ["one", "two", "three"]
    wanted = make_plan([judged], make_vocabulary().postures[0], make_vocabulary(), only=[(slug, name) for name in only])
    assert ask(chosen=[{"server": slug, "tools": only}], plans=[published(judged)]) == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.from_regex(r"[a-z0-9]+(?:[-.](?:mcp|server|[a-z0-9]+)){0,4}", fullmatch=True), max_size=8))
def test_servers_get_the_same_short_names(ask, slugs):
    assert ask(slugs=slugs) == list(server_keys(slugs))


def test_every_server_of_the_catalog_gets_the_same_short_name(ask):
    slugs = [*SLUGS, *SLUGS, "mcp", "server", "mcp-server", "a" * 40]
    assert ask(slugs=slugs) == list(server_keys(slugs))
