"""A server is recognised by what it starts, not by what somebody calls it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalog_head import ServerHead
from generator.model.client_config import ConfiguredServer, Place
from generator.rules.audit.matching import Matcher
from generator.rules.audit.started import started_package, unwrapped

HEADS = (
    ServerHead(slug="github", name="GitHub", registry="npm", package="@acme/server-github", version="1.0.0", url=None),
    ServerHead(slug="mcp-server-git", name="Git", registry="pypi", package="mcp-server-git", version="2.0.0", url=None),
    ServerHead(slug="play", name="Play", registry="npm", package="@a/play-mcp", version="1.0.0", url=None),
    ServerHead(slug="play-other", name="Play other", registry="npm", package="@b/play-mcp", version="1.0.0", url=None),
    ServerHead(slug="one", name="One", registry="none", package=None, version=None, url="https://mcp.x.example/one"),
    ServerHead(slug="two", name="Two", registry="none", package=None, version=None, url="https://mcp.x.example/two/"),
)


def match(*command: str, key: str = "k", url: str | None = None, **told: str):
    server = ConfiguredServer(key=key, client=None, place=Place(file="f", line=1, column=1), command=command, url=url)
    found = Matcher(HEADS, told).match(server)
    return found.head.slug if found.head else None, found.how


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("npx -y @acme/server-github@1.0.0", ("npm", "@acme/server-github", "1.0.0")),
        ("npx --yes --package @acme/server-github@1 run", ("npm", "@acme/server-github", None)),
        (r"C:\nodejs\NPX.CMD -y @acme/server-github", ("npm", "@acme/server-github", None)),
        ("cmd /c npx -y a@1.2.3", ("npm", "a", "1.2.3")),
        ("env -i TOKEN=x uvx mcp_server_git==2.0.0", ("pypi", "mcp_server_git", "2.0.0")),
        ("uvx --from mcp-server-git[all]>=2 mcp", ("pypi", "mcp-server-git", None)),
        ("uvx --python 3.12 mcp-server-git@latest", ("pypi", "mcp-server-git", None)),
        ("uv tool run mcp-server-git", ("pypi", "mcp-server-git", None)),
        ("docker run -i --rm -e A -v /x:/y ghcr.io/a/b:1.2 --flag", ("oci", "ghcr.io/a/b", "1.2")),
        ("podman run localhost:5000/a/b", ("oci", "localhost:5000/a/b", None)),
        ("node index.js", None),
        ("", None),
    ],
)
def test_the_package_of_a_command(command, package):
    found = started_package(command.split())
    assert (found and (found.registry, found.name, found.version)) == package


def test_a_shell_line_is_taken_apart():
    assert unwrapped(["bash", "-lc", "env A=b npx -y 'a@1.0.0'"]) == ("npx", "-y", "a@1.0.0")
    assert unwrapped(["sh", "-c", "unbalanced 'quote"]) == ("sh", "-c", "unbalanced 'quote")


def test_the_package_counts_and_the_key_does_not():
    assert match("npx", "@acme/server-github@1.0.0", key="git") == ("github", "package")
    assert match("uvx", "MCP.Server_Git", key="x") == ("mcp-server-git", "package")
    assert match("npx", "evil-github", key="github") == (None, "none")


def test_an_address_is_told_by_its_host_and_where_that_is_shared_by_its_path():
    assert match(url="https://mcp.x.example/two?key=1") == ("two", "address")
    assert match(url="https://mcp.x.example/three") == (None, "none")
    assert match("npx", "mcp-remote", "https://mcp.x.example/one") == ("one", "address")
    assert match(url="https://[broken", key="k") == (None, "none")


def test_a_name_is_a_weak_sign_and_an_ambiguous_one_is_none():
    assert match("python", "-m", "mcp_server_git") == ("mcp-server-git", "name")
    assert match("/usr/local/bin/mcp-server-git") == ("mcp-server-git", "name")
    assert match("node", "x.js", key="GitHub") == ("github", "name")
    assert match("docker", "run", "mcp/github") == ("github", "name")
    assert match("node", "x.js", key="play") == ("play", "name")
    assert match("node", "x.js", key="play-mcp") == (None, "none")


def test_what_a_person_says_counts_above_all():
    assert match("npx", "evil-github", key="k", k="github") == ("github", "told")


@given(st.lists(st.text(max_size=12), max_size=5), st.none() | st.text(max_size=30), st.text(max_size=8))
def test_any_command_and_address_is_matched_without_a_traceback(command, url, key):
    match(*command, key=key, url=url)
