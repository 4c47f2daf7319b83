"""The recorded command runs the recorded package, from its own registry."""

from __future__ import annotations

import pytest

from generator.model.server import Capture, Package
from generator.rules.checks import ecosystem
from tests.support.builders import make_tool
from tests.support.checking import findings, found


def check(package, *command):
    capture = Capture(date="2026-11-20", method="stdio", command=command or None)
    return found(ecosystem, make_tool(), package=package, capture=capture)


PYPI = Package(registry="pypi", name="awslabs.valkey-mcp-server", version="1.0.5")
NPM = Package(registry="npm", name="@scope/server", version="2.0.0")
WRONG = [(("capture", "command"), "capture/package")]


@pytest.mark.parametrize(
    ("package", "command"),
    [
        (PYPI, ("npx", "-y", "awslabs.valkey-mcp-server@1.0.5")),
        (PYPI, ("uvx", "awslabs.memcached-mcp-server==1.0.5")),
        (PYPI, ("uvx", "awslabs.valkey-mcp-server==1.0.4")),
        (NPM, ("npx", "-y", "server@2.0.0")),
        (NPM, ("uvx", "server==2.0.0")),
        (Package(registry="npm", name="@scope/server"), ("npx", "-y", "@scope/server@2.0.0")),
    ],
)
def test_a_command_of_another_registry_package_or_version_is_told(package, command):
    assert check(package, *command) == WRONG


@pytest.mark.parametrize(
    ("package", "command"),
    [
        (PYPI, ("uvx", "awslabs.valkey-mcp-server==1.0.5")),
        (PYPI, ("uvx", "awslabs-valkey_mcp_server@1.0.5")),
        (PYPI, ("uvx", "awslabs.valkey-mcp-server")),
        (NPM, ("npx", "-y", "@scope/server@2.0.0")),
        (NPM, ("npx", "-y", "@scope/server", "--stdio")),
        (NPM, ("/opt/server/run",)),
        (NPM, ()),
    ],
)
def test_the_package_itself_and_a_command_of_no_package_are_not(package, command):
    assert check(package, *command) == []


def test_without_a_capture_or_a_package_there_is_nothing_to_compare():
    assert found(ecosystem, make_tool(), capture=None) == []
    assert found(ecosystem, make_tool(), package=None) == []


def test_both_packages_are_named():
    capture = Capture(date="2026-11-20", method="stdio", command=("npx", "-y", "other@1.0.0"))
    message = findings(ecosystem, make_tool(), package=PYPI, capture=capture)[0].message
    assert message == "found a command that runs npm other 1.0.0, expected pypi awslabs.valkey-mcp-server 1.0.5"
