"""A package is read from the command that runs it, or from what a person states."""

from __future__ import annotations

import pytest

from generator.model.problem import CatalogError
from generator.rules.package_spec import NamedPackage, package_of_command, stated_package


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("uvx mcp-server-time==2026.10.19", ("pypi", "mcp-server-time", "2026.10.19")),
        ("uvx mcp-server-time@2026.10.19 --x", ("pypi", "mcp-server-time", "2026.10.19")),
        ("uvx mcp-server-time", ("pypi", "mcp-server-time", None)),
        ("uvx mcp-server-time@latest", ("pypi", "mcp-server-time", None)),
        ("uvx mcp-server-time==2026.*", ("pypi", "mcp-server-time", None)),
        ("uvx awslabs.valkey-mcp-server[all]==1.1.1", ("pypi", "awslabs.valkey-mcp-server", "1.1.1")),
        ("uvx --from serena-agent==1.0.0 serena start", ("pypi", "serena-agent", "1.0.0")),
        ("uvx --from=serena-agent==1.0.0 serena", ("pypi", "serena-agent", "1.0.0")),
        ("uvx --python 3.13 --with mcp<2 ha-mcp==8.7.0", ("pypi", "ha-mcp", "8.7.0")),
        ("uvx -q --python=3.13 ha-mcp==8.7.0", ("pypi", "ha-mcp", "8.7.0")),
        ("/usr/bin/uv tool run mcp-server-git==1", ("pypi", "mcp-server-git", "1")),
        ("pipx run mcp-server-git==1", ("pypi", "mcp-server-git", "1")),
        ("pipx run --spec mcp-server-git==1 mcp-server-git", ("pypi", "mcp-server-git", "1")),
        ("npx -y @scope/name@1.2.3 --full", ("npm", "@scope/name", "1.2.3")),
        ("npx -y @scope/name", ("npm", "@scope/name", None)),
        ("npx name@^1.2.3", ("npm", "name", None)),
        ("npx --yes --package=@scope/name@1.2.3-beta.1 -- bin", ("npm", "@scope/name", "1.2.3-beta.1")),
        ("npx -p @scope/name@1.2.3 bin", ("npm", "@scope/name", "1.2.3")),
        ("npm exec -y name@1.2.3", ("npm", "name", "1.2.3")),
        ("pnpm dlx name@1.2.3", ("npm", "name", "1.2.3")),
        ("bunx name@1.2.3", ("npm", "name", "1.2.3")),
    ],
)
def test_a_runner_names_its_package(command, expected):
    registry, name, version = expected
    assert package_of_command(command.split()) == NamedPackage(registry=registry, name=name, version=version)


@pytest.mark.parametrize(
    "command",
    ["", "python server.py", "uv run server.py", "node index.js", "uvx", "uvx --from git+https://h/r x", "npx -y",
     "npx ./local", "docker run image", "npm run start", "uvx .", "pipx list"],
)  # fmt: skip
def test_any_other_command_names_none(command):
    assert package_of_command(command.split()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pypi:mcp-server-git@2026.10.19", ("pypi", "mcp-server-git", "2026.10.19")),
        ("pypi:mcp-server-git==2026.10.19", ("pypi", "mcp-server-git", "2026.10.19")),
        ("npm:@scope/name@1.2.3", ("npm", "@scope/name", "1.2.3")),
        ("npm:@scope/name", ("npm", "@scope/name", None)),
        ("oci:host/image@sha256:abc", ("oci", "host/image", "sha256:abc")),
        ("none:hosted", ("none", "hosted", None)),
    ],
)
def test_a_package_is_stated_by_registry_name_and_version(text, expected):
    registry, name, version = expected
    assert stated_package(text) == NamedPackage(registry=registry, name=name, version=version)


@pytest.mark.parametrize("text", ["", "name@1", "gem:name@1", "pypi:", "pypi:a b@1", "npm:@scope/name@"])
def test_another_form_is_an_error_with_an_example(text):
    with pytest.raises(CatalogError, match=r"expected registry:name@version .* e\.g\. pypi:"):
        stated_package(text)
