"""What `policy-catalog export` prints, in the real client: exactly the allowed calls reach the server.

The sample below runs always; all servers of the catalog with CATALOG_ENGINES_ALL=1.
"""

from __future__ import annotations

import os
from importlib.metadata import version

import pytest

from generator.rules.assess import EFFECTS
from tests.engines import gemini_cli, gemini_core
from tests.engines.exported import CLIENTS, effects, key_in, plan_for, setup_for
from tests.engines.verdict import mismatches
from tests.exporters import test_cedar, test_rego
from tests.support.plans import POSTURES, SLUGS, catalog_plan, made_server, made_tool

pytestmark = pytest.mark.engines
SMALL = ("markitdown-mcp", "mcp-shell-server", "context7", "mcp-server-sqlite", "awslabs-mysql-mcp-server", "ssh-mcp")
"""One tool and few; a hyphen; limits on arguments and on calls; all three effects."""
LARGE = (
    ("filesystem", "argocd", "stripe", "notion", "mongodb"),
    ("memory", "xero", "gitlab"),
    ("mcp-server-code-runner", "resend"),
)
"""The most tools, the longest names, the most hyphens."""
MOST = 120
"""Tools in one run when all servers are asked for: a client sends all of them with every turn."""


def chunks():
    """Servers that share one document and one run."""
    if not os.environ.get("CATALOG_ENGINES_ALL"):
        return [SMALL, *LARGE]
    made, size = [[]], 0
    for slug in SLUGS:
        count = len(plan_for([slug])["servers"][0]["tools"])
        if size + count > MOST and made[-1]:
            made.append([])
            size = 0
        made[-1].append(slug)
        size += count
    return made


def name_of(value):
    if hasattr(value, "NAME"):
        return value.NAME.replace(" ", "-")
    return value if isinstance(value, str) else f"{value[0]}-and-{len(value) - 1}-more"


def check(verdicts, target, client, plan):
    """Run it and note it; the core of Gemini CLI is asked about one server after the other."""
    servers = plan["servers"]
    sizes = {server["slug"]: len(server["tools"]) for server in servers}
    if client is gemini_core:
        for server in servers:
            setup = setup_for(target, client, {**plan, "servers": [server]})
            document = setup_for(target, client, plan).files
            setup = type(setup)(server_key=server["key"], tools=setup.tools, files=document, calls=setup.calls)
            wanted = effects(target, server, client)
            verdicts.enforced(
                target, client, setup, wanted, servers={server["slug"]: sizes[server["slug"]]}, hides_denied=False
            )
        return
    wanted = effects(target, servers[0], client)
    for server in servers[1:]:
        wanted |= effects(target, server, client, f"{key_in(client, server)}/")
    setup = setup_for(target, client, plan)
    verdicts.enforced(target, client, setup, wanted, servers=sizes, hides_denied=target not in {"hook", "gemini"})


def runs():
    for target, client in CLIENTS:
        for chunk in chunks():
            is_cheap = client is gemini_core or (chunk is SMALL and target != "hook")
            for posture in POSTURES if is_cheap else POSTURES[:1]:
                yield target, client, chunk, posture


@pytest.mark.parametrize(("target", "client", "chunk", "posture"), list(runs()), ids=name_of)
def test_what_reaches_the_servers_is_what_the_document_allows(verdicts, target, client, chunk, posture):
    check(verdicts, target, client, plan_for(chunk, posture))


def made(effects_by_name, key):
    """A server whose names are as hard as this client's own limits allow."""
    tools = [made_tool(name, effect) for name, effect in effects_by_name.items()]
    return {**made_server(*tools, key=key, unlisted="deny"), "slug": "made"}


HARD = {
    **{f"{effect}.with-a.dot": effect for effect in EFFECTS},
    **{f"{effect}_{'every_job_of_' * 5}{effect}": effect for effect in EFFECTS},
}
"""Dots and hyphens; names that Gemini CLI and Copilot CLI shorten."""


@pytest.mark.parametrize("key", ["valkey", "awslabs.valkey-mcp-server", "mcp_valkey"])
@pytest.mark.parametrize(("target", "client"), [*CLIENTS, ("gemini", gemini_cli)], ids=name_of)
def test_names_that_clients_replace_and_shorten_keep_their_effects(target, client, key):
    server = made(HARD, key)
    seen = client.run(setup_for(target, client, {"posture": "strict", "servers": [server]}))
    assert not mismatches(seen, effects(target, server, client), hides_denied=target not in {"hook", "gemini"}), (
        seen.log
    )


@pytest.mark.parametrize("posture", POSTURES)
def test_the_whole_gemini_cli_does_what_its_core_decided(posture):
    plan = plan_for(SMALL, posture)
    wanted = effects("gemini", plan["servers"][0], gemini_cli)
    for server in plan["servers"][1:]:
        wanted |= effects("gemini", server, gemini_cli, f"{server['key']}/")
    seen = gemini_cli.run(setup_for("gemini", gemini_cli, plan))
    assert not mismatches(seen, wanted, hides_denied=False), seen.log


@pytest.mark.parametrize("slug", SLUGS)
def test_cedar_and_rego_are_noted_when_their_engines_decide_as_planned_over_the_whole_catalog(verdicts, slug):
    tools = len(catalog_plan(slug)["servers"][0]["tools"])
    for target, module, package in (("cedar", test_cedar, "cedarpy"), ("rego", test_rego, "regopy")):
        module.test_the_engines_decision_is_the_neutral_effect_for_every_tool_of_the_catalog(slug)
        asked = tools - (test_rego.not_asked(slug) if target == "rego" else 0)
        verdicts.record(target, engine=package, version=version(package), server=slug, tools=asked)
