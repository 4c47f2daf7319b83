"""The planner reads a configuration as the audit does, keeps no secret of it, and finds the same servers."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.catalog_head import ServerHead
from generator.model.client_config import ConfiguredServer, Place
from generator.readers.catalog_index import catalog_heads
from generator.rules.audit.matching import Matcher
from generator.rules.audit.started import bridged_address, program_of, started_package, unwrapped
from tests.support.builders import ROOT
from tests.support.front import Front

SOURCE = """
import { readConfig } from "./plan/config";
import { Matcher } from "./plan/match";
import * as started from "./plan/started";
let matcher;
const functions = {
  heads: (heads) => { matcher = new Matcher(heads); return heads.length; },
  match: (each) => matcher.match(each),
  read: readConfig,
  started: (command) => [started.unwrapped(command), started.programOf(command), started.startedPackage(command) ?? null,
    started.bridgedAddress(command) ?? null],
};
"""
RELAXED = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ENDPOINTS = {
    "one-hosted": "https://mcp.one.example/v1/",
    "first-of-two": "https://two.example/first",
    "second-of-two": "https://Two.example:443/second?x=1",
}
HEADS = (
    *catalog_heads(ROOT / "catalog"),
    *(
        ServerHead(slug=slug, name=slug, registry=None, package=None, version=None, url=url)
        for slug, url in ENDPOINTS.items()
    ),
)
PACKAGES = [head.package for head in HEADS if head.package]
LINES = ("npx -y @modelcontextprotocol/server-filesystem@1.0.0 'a b'", 'uvx "x y" z', "echo 'open", "")
WORDS = st.sampled_from(
    "npx uvx uv tool run pipx docker podman -i --rm -e TOKEN=x -y --from --package --with -m python python3 node env A=b"
    " sh -c cmd /c --yes -- -p dlx pnpm exec bunx mcp-remote https://mcp.example.com/sse server.js C:\\bin\\npx.cmd /usr/bin/uvx"
    " ghcr.io/github/github-mcp-server:v1 mcp/fetch mcp-server-git==2025.1.1 mcp-server-git>=1 foo[cli] .exe".split()
) | st.sampled_from(LINES)
COMMANDS = st.lists(WORDS | st.sampled_from(PACKAGES), max_size=6)
KEYS = st.sampled_from([head.slug for head in HEADS] + [head.name for head in HEADS]) | st.text(max_size=12)
URLS = st.none() | st.sampled_from(
    [head.url for head in HEADS if head.url]
    + [
        "https://mcp.one.example",
        "https://mcp.one.example/other?y#z",
        "http://TWO.example/first/",
        "https://two.example:8443/second",
        "https://two.example/third",
        "https://user:pw@two.example/first",
        "//two.example/first",
        "https://mcp.example.com",
        "http://user:pw@api.githubcopilot.com/mcp/",
        "nothing",
        "https://[::1",
        "HTTPS://API.githubcopilot.com:443/x",
    ]
)


@pytest.fixture(scope="module")
def front(tmp_path_factory):
    front = Front(SOURCE, tmp_path_factory.mktemp("front"))
    front.ask("heads", [head_data(head) for head in HEADS])
    yield front
    front.close()


def head_data(head):
    data = {"slug": head.slug, "name": head.name, "registry": head.registry, "packageName": head.package or ""}
    return {**data, "url": head.url} if head.url else data


def configured(key, command=(), url=None):
    return ConfiguredServer(
        key=key, client=None, place=Place(file="x", line=1, column=1), command=tuple(command), url=url
    )


@RELAXED
@given(command=COMMANDS)
def test_a_command_starts_the_same_package(front, command):
    package = started_package(command)
    named = {"registry": package.registry, "name": package.name} if package else None
    ours = [list(unwrapped(command)), program_of(command), named, bridged_address(command)]
    assert front.ask("started", command) == ours


@RELAXED
@given(key=KEYS, command=COMMANDS, url=URLS)
def test_a_configured_server_is_the_same_one_of_the_catalog(front, key, command, url):
    match = Matcher(HEADS, {}).match(configured(key, command, url))
    theirs = front.ask("match", {"key": key, "command": command, **({"url": url} if url else {})})
    assert (theirs.get("slug"), theirs["how"]) == (match.head.slug if match.head else None, match.how)


def test_every_package_and_endpoint_of_the_catalog_is_found(front):
    for head in HEADS:
        if head.url:
            assert front.ask("match", {"key": "x", "command": [], "url": head.url})["slug"] == head.slug
        runner = {"npm": ["npx", "-y"], "pypi": ["uvx"], "oci": ["docker", "run", "-i", "--rm"]}.get(
            head.registry or ""
        )
        if runner and head.package:
            assert front.ask("match", {"key": "x", "command": [*runner, head.package]}) == {
                "slug": head.slug,
                "how": "package",
            }


SECRET = "sk-live-0123456789"
ENTRY = {
    "command": "npx",
    "args": ["-y", "some-package"],
    "env": {"TOKEN": SECRET},
    "headers": {"Authorization": SECRET},
}
TOML = f"""
model = "o3"
[mcp_servers.plain]
command = "npx"
args = ["-y", "some-package"]  # a comment
env = {{ TOKEN = "{SECRET}" }}
[mcp_servers."with space"]
command = 'C:\\bin\\npx.cmd'
args = [
  "-y", # yes
  "some\\"package",
]
[mcp_servers.plain.env]
command = "{SECRET}"
[mcp_servers.hosted]
url = "https://mcp.example.com/"
bearer_token = "{SECRET}"
[other]
command = "no"
"""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (json.dumps({"mcpServers": {"a": ENTRY, "b": {"url": "https://x.example"}}}), ["a", "b"]),
        (json.dumps({"servers": {"a": ENTRY}, "inputs": []}), ["a"]),
        (json.dumps({"mcp": {"a": {**ENTRY, "command": ["npx", "some-package"]}}}), ["a"]),
        (json.dumps({"mcp": {"servers": {"a": ENTRY}}}), ["a"]),
        (json.dumps({"projects": {"/x": {"mcpServers": {"a": ENTRY}}, "/y": 1}}), ["a"]),
        (json.dumps({"a": ENTRY}), ["a"]),
        ('\ufeff// mine\n{"mcpServers": {/* "x": 1 */ "a//b": {"command": "npx", "args": ["/*", ], }, }}', ["a//b"]),
        (
            '{"mcpServers": {"__proto__": {"command": "x"}, "constructor": {"command": "y"}}}',
            ["__proto__", "constructor"],
        ),
        (TOML, ["plain", "with space", "hosted"]),
    ],
    ids=["shared", "vscode", "opencode", "vscode settings", "projects", "bare", "comments", "odd names", "codex"],
)
def test_each_form_of_configuration_gives_its_servers_and_no_secret(front, text, keys):
    read = front.ask("read", text)
    assert [each["key"] for each in read["servers"]] == keys, read
    assert read["notes"] == []
    assert SECRET not in json.dumps(read)


def test_a_list_over_lines_and_escapes_of_toml_are_read(front):
    servers = {each["key"]: each for each in front.ask("read", TOML)["servers"]}
    assert servers["plain"]["command"] == ["npx", "-y", "some-package"]
    assert servers["with space"]["command"] == ["C:\\bin\\npx.cmd", "-y", 'some"package']
    assert servers["hosted"]["url"] == "https://mcp.example.com/"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "found no servers"),
        ("{", "not JSON"),
        ("[1]", "found no servers"),
        ('{"mcpServers": {}}', "found no servers"),
        ('{"mcpServers": ' + "[" * 100_000, "not JSON"),
        ("x" * 1_000_001, "more than 1 MB"),
        ('[mcp_servers.a]\ncommand = """npx"""', "command of a in a form that is not read here"),
        ("[mcp_servers.a]\nargs = [1, 2]", "args of a in a form"),
        ('mcp_servers = { a = { command = "x" } }', "without a table"),
        (json.dumps({"mcpServers": {f"s{n}": ENTRY for n in range(201)}}), "found 201 servers"),
    ],
)
def test_what_cannot_be_read_is_said(front, text, note):
    assert any(note in each for each in front.ask("read", text)["notes"])


@pytest.mark.parametrize(
    "text",
    [
        '{"' + '\\"' * 400_000,
        "{" + "/*" * 400_000,
        "{" + "," * 900_000,
        "{" + '"' * 900_001,
        "[mcp_servers.a]\nargs = [\n" + "'a',\n" * 150_000,
    ],
)
def test_a_hostile_file_is_refused_at_once(front, text):
    assert isinstance(front.ask("read", text)["servers"], list)


@RELAXED
@given(
    text=st.text(max_size=300)
    | st.lists(
        st.sampled_from("[mcp_servers. a ] \n command args url = \" ' { } , \\ # mcpServers :".split(" ")), max_size=40
    ).map("".join)
)
def test_any_text_gives_an_answer(front, text):
    read = front.ask("read", text)
    assert set(read) == {"servers", "notes"}
    assert all(re.fullmatch(r"(line \d+: )?found .*", each, re.DOTALL) for each in read["notes"])
