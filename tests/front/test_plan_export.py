"""The planner writes what `policy-catalog export` writes for the call that it shows, byte for byte."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.exporters import TARGETS
from generator.exporters.server_policies import ServerPolicies
from generator.faces.cli import cli
from generator.outputs.policies import policy_files, shared_files
from generator.rules.by_hand import ALL_TOOLS, CHOICES
from generator.rules.server_key import server_keys
from tests.support.builders import ROOT, make_vocabulary
from tests.support.front import Front
from tests.support.plans import POSTURES, SLUGS, judged_of

SOURCE = """
import { exportCommand } from "./plan/command";
import { stackOf } from "./plan/stack";
import { keysOf, readState, writeState } from "./plan/state";
import { print } from "./policies/print";
import { serverKeys } from "./policies/server-keys";
const plans = new Map();
let targets, known;
const functions = {
  data: (data, slugs) => {
    targets = data;
    known = { isServer: (slug) => slugs.includes(slug), postures: data.postures.map((each) => each.name), targets: data.targets.map((each) => each.target) };
  },
  plan: (plan) => { plans.set(plan.servers[0].slug, plan); },
  keys: serverKeys,
  read: (search) => {
    const { state, notes } = readState(search, known);
    return { notes, again: writeState(state, known), servers: [...state.servers.keys()], keys: keysOf(state) };
  },
  write: (servers, posture, target, choices) => {
    const state = { servers: new Map(servers.map(([slug, key]) => [slug, key ?? undefined])), posture, target,
      choices: new Map(Object.entries(choices).map(([slug, own]) => [slug, new Map(Object.entries(own))])) };
    return writeState(state, known);
  },
  files: (search) => {
    const { state } = readState(search, known);
    const { plan } = stackOf(state, [...state.servers.keys()].map((slug) => plans.get(slug)), targets.postures, targets.read_only_categories);
    const { files } = print(targets.targets.find((each) => each.target === state.target), plan);
    return { files, command: exportCommand(state, files.map((each) => each.name)) };
  },
};
"""
CHEAP = tuple(slug for slug in SLUGS if 0 < len(judged_of(slug).server.tools) <= 40)
RELAXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    front = Front(SOURCE, tmp_path_factory.mktemp("front"))
    data = json.loads(dict(shared_files(make_vocabulary()))["assets/targets.json"])
    front.ask("data", data, list(SLUGS))
    printed = ServerPolicies(make_vocabulary())
    for slug in CHEAP:
        files = dict(policy_files(judged_of(slug), printed, make_vocabulary()))
        script = files[f"tools/{slug}/policies/plan.js"].decode()
        front.ask("plan", json.loads(script[script.index("{") : script.rindex("}") + 1]))
    yield front
    front.close()


def exported(command: str, folder: Path) -> dict[str, str]:
    """The files that the command writes."""
    program, *words = shlex.split(command)
    assert program == "policy-catalog"
    folder.mkdir()
    before = Path.cwd()
    os.chdir(folder)
    try:
        done = CliRunner().invoke(cli, [*words, "--catalog", str(ROOT / "catalog")])
    finally:
        os.chdir(before)
    assert done.exit_code == 0, (command, done.output)
    output = words[words.index("-o") + 1]
    root = folder / output if (folder / output).is_dir() else folder
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


KEYS = st.none() | st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"], exclude_characters="*?") | st.just(" "),
    min_size=1,
    max_size=12,
).filter(lambda key: key.strip() != "")


@st.composite
def choices_of_a_reader(draw):
    slugs = draw(st.lists(st.sampled_from(CHEAP), min_size=1, max_size=3, unique=True))
    keys = [draw(KEYS) for _ in slugs]
    given = [key for key in keys if key]
    if len(set(given)) < len(given):
        keys = [None for _ in slugs]
    choices = {}
    for slug in slugs:
        names = [tool.name for tool in judged_of(slug).server.tools if tool.status == "verified"]
        own = st.dictionaries(st.sampled_from([*names, ALL_TOOLS]), st.sampled_from(CHOICES), max_size=4)
        if chosen := draw(own):
            choices[slug] = chosen
    return list(zip(slugs, keys, strict=True)), draw(st.sampled_from(POSTURES)), draw(st.sampled_from(TARGETS)), choices


@RELAXED
@given(choice=choices_of_a_reader())
def test_the_command_shown_writes_the_files_shown(front, tmp_path_factory, choice):
    search = front.ask("write", *choice)
    read = front.ask("read", search)
    assert (read["notes"], read["again"], read["servers"]) == ([], search, [slug for slug, _ in choice[0]])
    made = front.ask("files", search)
    if "error" in made:
        assert "choose other keys" in made["error"]
        return
    written = exported(made["command"], tmp_path_factory.mktemp("run") / "here")
    assert written == {each["name"]: each["text"] for each in made["files"]}


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_written_alike(front, tmp_path, target):
    names = [tool.name for tool in judged_of(CHEAP[0]).server.tools if tool.status == "verified"]
    choices = {CHEAP[0]: dict(zip(names, CHOICES * len(names), strict=False)), CHEAP[1]: {ALL_TOOLS: "ask"}}
    made = front.ask("files", front.ask("write", [[CHEAP[0], "mine"], [CHEAP[1], None]], "strict", target, choices))
    assert exported(made["command"], tmp_path / "here") == {each["name"]: each["text"] for each in made["files"]}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    slugs=st.lists(st.from_regex(r"[a-z0-9.-]{1,30}", fullmatch=True) | st.sampled_from(SLUGS), max_size=6),
    taken=st.lists(st.sampled_from(["github", "slack", "git", "server"]), max_size=3),
)
def test_servers_get_the_same_short_names(front, slugs, taken):
    assert front.ask("keys", slugs, taken) == list(server_keys(slugs, taken))


@pytest.mark.parametrize(
    ("search", "notes"),
    [
        ("?server=nothing-like-it", ["found server nothing-like-it, which the catalog does not have"]),
        ("?server=github&server=github:x", ["found server github again"]),
        ("?server=github:a*b", ["found a name for github that no configuration can hold"]),
        ("?posture=wild", ["found posture wild, expected one of balanced, strict, read-only"]),
        ("?set=github/x:deny", ["found set github/x:deny, expected SERVER/TOOL:EFFECT of a server chosen"]),
        (
            "?server=github&set=github/x:maybe",
            ["found set github/x:maybe, expected SERVER/TOOL:EFFECT of a server chosen"],
        ),
        ("?server=%E0%A4%A&utm_source=x", None),
    ],
)
def test_what_an_address_says_wrongly_is_ignored_and_said(front, search, notes):
    read = front.ask("read", search)
    assert read["again"] in {"", "?server=github"}
    assert notes is None or read["notes"] == notes


@given(search=st.text(max_size=80).map(lambda text: "?server=github&" + text))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_is_read(front, search):
    again = front.ask("read", search)["again"]
    assert front.ask("read", again)["again"] == again
