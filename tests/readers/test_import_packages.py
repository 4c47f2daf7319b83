"""The package that ran is the one installed beside the program, whatever was asked for."""

from __future__ import annotations

import json

import pytest

from generator.readers.installed_package import installed_package, web_address
from generator.rules.package_spec import NamedPackage


def python_environment(folder, name="acme-mcp", version="1.2.3", script="acme", module="acme_mcp", metadata=""):
    """An environment with one distribution; the path of its script."""
    site = folder / "lib" / "python3.12" / "site-packages"
    info = site / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{metadata}\n")
    (info / "entry_points.txt").write_text(f"[console_scripts]\n{script} = {module}:main\n")
    (info / "RECORD").write_text(f"{module}/__init__.py,,\n")
    (site / module).mkdir(exist_ok=True)
    (site / module / "__init__.py").touch()  # newer readers of RECORD leave out files that are gone
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin" / script).write_text("")
    return str(folder / "bin" / script)


def node_environment(folder, name="@acme/mcp", version="1.2.3", script="acme", **package):
    """A `node_modules` folder with one package; the path of its link in `.bin`."""
    home = folder / "node_modules" / name
    home.mkdir(parents=True)
    (home / "package.json").write_text(json.dumps({"name": name, "version": version, **package}))
    (home / "cli.js").write_text("")
    links = folder / "node_modules" / ".bin"
    links.mkdir(exist_ok=True)
    (links / script).symlink_to(home / "cli.js")
    return str(links / script)


def identity(found):
    return (found.registry, found.name, found.version) if found else None


def named(registry, name, version=None):
    return NamedPackage(registry=registry, name=name, version=version)


def test_a_script_of_an_environment_is_its_distribution(tmp_path):
    script = python_environment(tmp_path)
    found = installed_package([[str(tmp_path / "bin" / "python"), script]], None)
    assert identity(found) == ("pypi", "acme-mcp", "1.2.3")


def test_a_module_of_an_environment_is_its_distribution(tmp_path):
    python_environment(tmp_path)
    program = [str(tmp_path / "bin" / "python3"), "-m", "acme_mcp.server"]
    assert identity(installed_package([program], None)) == ("pypi", "acme-mcp", "1.2.3")
    assert installed_package([[*program[:2], "absent"]], None) is None


def test_a_link_to_a_node_package_is_that_package(tmp_path):
    link = node_environment(tmp_path)
    assert identity(installed_package([["node", link]], None)) == ("npm", "@acme/mcp", "1.2.3")


@pytest.mark.parametrize("asked", ["1.2.3", "9.9.9", None])
def test_the_installed_version_is_told_whatever_was_asked_for(tmp_path, asked):
    link, script = node_environment(tmp_path / "n"), python_environment(tmp_path / "p")
    programs = [["npm", "exec"], ["node", link], [str(tmp_path / "p" / "bin" / "python"), script]]
    assert identity(installed_package(programs, named("npm", "@acme/mcp", asked))) == ("npm", "@acme/mcp", "1.2.3")
    assert identity(installed_package(programs, named("pypi", "acme-mcp", asked))) == ("pypi", "acme-mcp", "1.2.3")


def test_the_environment_of_the_runner_is_not_mistaken_for_that_of_the_server(tmp_path):
    python_environment(tmp_path / "runner", version="0.1")
    script = python_environment(tmp_path / "cache", version="2.0")
    runner = [str(tmp_path / "runner" / "bin" / "uv"), "tool", "uvx", "acme-mcp"]
    assert identity(installed_package([runner, ["python", script]], named("pypi", "acme-mcp")))[2] == "2.0"
    exact = installed_package([runner, ["python", script]], named("pypi", "acme-mcp", "0.1"))
    assert identity(exact)[2] == "0.1"


def test_what_is_not_installed_is_not_told(tmp_path):
    script = python_environment(tmp_path)
    assert installed_package([["python", script]], named("pypi", "other")) is None
    assert installed_package([["python", "/no/such/bin/x"], ["node", "/x/node_modules/.bin/y"]], None) is None
    assert installed_package([["sh", "-c", "a\0b"], [""]], None) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"name": 5}', "[" * 10_000])
def test_a_broken_package_file_is_passed_over(tmp_path, text):
    link = node_environment(tmp_path)
    (tmp_path / "node_modules" / "@acme" / "mcp" / "package.json").write_text(text)
    assert installed_package([["node", link]], None) is None


def test_licence_and_addresses_are_what_the_metadata_states(tmp_path):
    metadata = (
        "License-Expression: Apache-2.0\nProject-URL: Source Code, https://example.com/source\n"
        "Project-URL: Documentation, https://example.com/docs\n"
    )
    script = python_environment(tmp_path / "p", metadata=metadata)
    assert installed_package([["python", script]], None).about == {
        "licence": "Apache-2.0",
        "repository": "https://example.com/source",
        "homepage": "https://example.com/docs",
    }
    link = node_environment(
        tmp_path / "n",
        license="MIT",
        homepage="javascript:alert(1)",
        repository={"url": "git+https://example.com/r.git"},
    )
    assert installed_package([["node", link]], None).about == {"licence": "MIT", "repository": "https://example.com/r"}


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("Classifier: License :: OSI Approved :: MIT License", "MIT"),
        ("Classifier: License :: OSI Approved :: BSD License\nLicense: BSD-3-Clause", "BSD-3-Clause"),
        ("License: MIT", "MIT"),
        ("License: UNKNOWN", None),
        ("License: Long\n        text of a licence", None),
        ("", None),
    ],
)
def test_a_licence_is_kept_only_when_it_is_one_short_line(tmp_path, metadata, licence):
    script = python_environment(tmp_path, metadata=metadata)
    assert installed_package([["python", script]], None).about.get("licence") == licence


@pytest.mark.parametrize("stated", ["SEE LICENSE IN LICENSE", "UNLICENSED", {"type": "MIT"}, None])
def test_an_npm_licence_that_names_none_is_left_out(tmp_path, stated):
    link = node_environment(tmp_path, license=stated)
    assert "licence" not in installed_package([["node", link]], None).about


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("git+https://example.com/a/b.git", "https://example.com/a/b"),
        ("git@example.com:a/b.git", "https://example.com/a/b"),
        ("git://example.com/a/b.git", "https://example.com/a/b"),
        ("https://user:token@example.com/a", "https://example.com/a"),
        ("gitlab:a/b", "https://gitlab.com/a/b"),
        ("http://example.com", "http://example.com"),
        ("not an address", "not an address"),
    ],
)
def test_a_repository_is_an_address_that_a_browser_opens(text, expected):
    assert web_address(text) == expected
