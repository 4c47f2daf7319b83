"""`import` as a person meets it: entries appear, keep what was written by hand, and never hold a secret."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.faces.cli import cli
from generator.model.problem import CatalogError
from generator.readers import importers
from generator.readers.observation import Importer, Source
from generator.readers.registry_file import read_entry
from tests.support.fake_http_server import serving
from tests.support.fake_mcp_server import tool
from tests.support.importing import fake_command


def run(*arguments, code=0):
    """The finished command; an expected failure is a CatalogError, which `main` prints."""
    done = CliRunner().invoke(cli, ["import", *map(str, arguments)])
    if code == 1:
        assert isinstance(done.exception, CatalogError), (done.output, done.exception)
        return str(done.exception)
    assert done.exit_code == code, (done.output, done.exception)
    return done


def saved(folder, *tools, **answer):
    path = folder / "tools.json"
    path.write_text(json.dumps({"tools": tools, **answer}))
    return path


def import_json(catalog, *tools, options=(), **expected):
    return run(
        "shop",
        "--catalog",
        catalog,
        "--date",
        "2026-11-22",
        *options,
        "--from-json",
        saved(catalog.parent, *tools),
        **expected,
    )


def entry_of(catalog, slug="shop"):
    return read_entry(catalog / "servers" / f"{slug}.yaml")


@pytest.fixture
def catalog(tmp_path):
    """A catalog folder that does not exist yet."""
    return tmp_path / "catalog"


def test_a_saved_answer_becomes_an_entry_that_is_a_draft(catalog):
    done = import_json(catalog, tool(1), tool(2), options=["--package", "npm:@acme/shop-mcp@1.2.3"])
    entry = entry_of(catalog)
    assert entry["package"] == {"registry": "npm", "name": "@acme/shop-mcp", "version": "1.2.3"}
    assert entry["capture"] == {"date": "2026-11-22", "method": "file", "file": "tools.json"}
    assert (entry["name"], "transport" in entry) == ("Acme Shop", False)
    assert done.stdout.splitlines()[:2] == ["added tool tool_1", "added tool tool_2"]
    assert f"wrote {catalog}/servers/shop.yaml: new entry (2 tools)" in done.stdout
    assert re.search(
        r"left for a person: 9 drafts \(2 category, .*`policy-catalog check` shows each place", done.stdout
    )


def test_a_json_rpc_response_is_accepted(catalog):
    path = catalog.parent / "response.json"
    path.write_text(
        "\ufeff" + json.dumps({"jsonrpc": "2.0", "id": 1, "result": {"tools": [tool(1)], "nextCursor": ""}})
    )
    run("shop", "--catalog", catalog, "--from-json", path)
    assert len(entry_of(catalog)["tools"]) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "found a bare list, expected"),
        ("5", "found no JSON object, expected"),
        ("{}", "found no keys, expected"),
        ('{"resources": []}', "found resources, expected"),
        ('{"tools": {}}', "found tools, expected"),
        ('{"jsonrpc": "2.0", "id": 1, "error": {"code": 1, "message": "x"}}', "found a JSON-RPC error"),
        ('{"tools": [], "nextCursor": "2"}', "one page of several"),
        ('{"tools": [}', ":1:12: not JSON"),
        ("", ":1:1: not JSON"),
        ('{"tools": ' + "[" * 100_000 + "]" * 100_000 + "}", "nests too deep"),
        ('{"tools": [' + "9" * 5000 + "]}", "a number that is too long"),
    ],
)
def test_any_other_file_is_refused_with_what_was_expected(catalog, text, words):
    path = catalog.parent / "answer.json"
    path.write_text(text)
    assert words in run("shop", "--catalog", catalog, "--from-json", path, code=1)
    assert not catalog.exists()


def test_a_file_that_cannot_be_read_is_named(catalog, tmp_path):
    assert "cannot be read" in run("shop", "--catalog", catalog, "--from-json", tmp_path / "absent.json", code=1)
    (tmp_path / "latin.json").write_bytes(b'{"tools": ["\xe9"]}')
    assert "byte 0xe9 that is not UTF-8" in run(
        "shop", "--catalog", catalog, "--from-json", tmp_path / "latin.json", code=1
    )
    path = saved(tmp_path, tool(1))
    assert "more than 10 bytes" in run("shop", "--catalog", catalog, "--max-bytes", 10, "--from-json", path, code=1)


def test_a_command_becomes_an_entry(catalog):
    done = run(
        "fake", "--catalog", catalog, "--env", "API_KEY=dummy-not-real", "--", *fake_command(catalog.parent, tools=3)
    )
    entry = entry_of(catalog, "fake")
    assert entry["transport"] == ["stdio"]
    assert entry["capture"]["method"] == "stdio"
    assert entry["capture"]["protocol"] == "2025-11-25"
    assert entry["capture"]["environment"] == ["API_KEY"]
    assert entry["capture"]["command"][1].endswith("fake_mcp_server.py")
    assert "package" not in entry
    assert len(entry["tools"]) == 3
    assert "dummy-not-real" not in (catalog / "servers" / "fake.yaml").read_text()
    assert "reading" in done.stderr


def test_an_address_becomes_an_entry(catalog):
    with serving(needs=("Authorization", "Bearer t0ken-value")) as (url, _):
        arguments = ("hosted", "--catalog", catalog, "--url", url)
        run(*arguments, "--header", "Authorization=Bearer t0ken-value")
        assert "401" in run(*arguments, code=1)
    assert entry_of(catalog, "hosted")["capture"] | {"date": ""} == {
        "date": "", "method": "streamable-http", "url": url, "protocol": "2025-11-25",
    }  # fmt: skip
    assert entry_of(catalog, "hosted")["transport"] == ["streamable-http"]


def test_importing_again_changes_no_byte(catalog):
    command = fake_command(catalog.parent, tools=30, page_size=7, machine=True)
    arguments = ("fake", "--catalog", catalog, "--date", "2026-11-22", "--", *command)
    run(*arguments)
    path = catalog / "servers" / "fake.yaml"
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    done = run(*arguments)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert f"nothing changed in {path} (31 tools)" in done.stdout


def test_what_a_person_wrote_survives_with_comments_and_order(catalog):
    import_json(catalog, tool(1), tool(2))
    path = catalog / "servers" / "shop.yaml"
    text = path.read_text()
    text = text.replace("name: Shop\n", "name: The Shop  # our name\nsummary: Sells things.\n")
    text = text.replace(
        "  - name: tool_1\n", "  # the first\n  - name: tool_1\n    category: Read\n    summary: Ours.\n"
    )
    path.write_text(text)
    done = import_json(catalog, {**tool(1), "description": "Does something else."}, tool(2), tool(3))
    after = path.read_text()
    assert all(
        line in after.splitlines() for line in ["name: The Shop  # our name", "  # the first", "    category: Read"]
    )
    removed = [line for line in text.splitlines() if line not in after.splitlines()]
    assert all(re.match(r" +(?:digest|bytes|tokens|quote):", line) for line in removed), removed
    assert "added tool tool_3" in done.stdout
    assert re.search(r"changed definition tool_1: digest sha256:\w{12}\.\.\. -> sha256:\w{12}\.\.\.", done.stdout)
    assert "review again: tool_1" in done.stdout


def test_a_tool_that_is_gone_is_withdrawn_and_comes_back(catalog):
    version = ["--package", "npm:shop@1.0.0"]
    import_json(catalog, tool(1), tool(2), options=version)
    done = import_json(catalog, tool(1), options=["--package", "npm:shop@2.0.0"])
    assert "withdrawn tool tool_2 (1.0.0)" in done.stdout
    assert {key: entry_of(catalog)["tools"][1][key] for key in ("status", "last_seen")} == {
        "status": "withdrawn",
        "last_seen": "1.0.0",
    }
    done = import_json(catalog, tool(1), tool(2), options=["--package", "npm:shop@2.0.0"])
    assert "offered again tool_2" in done.stdout
    assert "status" not in entry_of(catalog)["tools"][1]


def test_an_empty_list_withdraws_nothing_unless_accepted(catalog):
    import_json(catalog, tool(1))
    assert "--accept-empty" in import_json(catalog, code=1)
    assert "status" not in entry_of(catalog)["tools"][0]
    import_json(catalog, options=["--accept-empty"])
    assert entry_of(catalog)["tools"][0]["status"] == "withdrawn"


def test_a_dry_run_writes_nothing(catalog):
    done = import_json(catalog, tool(1), options=["--dry-run"])
    assert "added tool tool_1" in done.stdout
    assert "dry run" in done.stdout
    assert "1 category" in done.stdout
    assert not catalog.exists()


@pytest.mark.parametrize(
    ("texts", "quote"), [("full", "Does thing 1. And more."), ("excerpt", "Does thing 1."), ("none", None)]
)
def test_texts_are_kept_as_asked_and_as_the_entry_says_next_time(catalog, texts, quote):
    import_json(catalog, tool(1), options=["--texts", texts])
    for _ in range(2):
        entry = entry_of(catalog)
        assert entry["tools"][0]["definition"].get("quote") == quote
        assert entry["capture"].get("texts", "excerpt") == texts
        import_json(catalog, tool(1))


def test_values_of_the_environment_never_reach_the_registry(catalog):
    secrets = {"PRIVATE_KEY": "0xabc-dummy-key", "DATABASE": "postgres://me:pa55word@h/db", "SHORT": "k3y9"}
    command = fake_command(catalog.parent, echo=list(secrets), stderr=["started"])
    options = [word for name, value in secrets.items() for word in ("--env", f"{name}={value}")]
    done = run("fake", "--catalog", catalog, "--texts", "full", *options, "--", *command, "--key", "0xabc-dummy-key")
    text = (catalog / "servers" / "fake.yaml").read_text()
    for value in [*secrets.values(), "pa55word"]:
        assert value not in text + done.output
    assert "[redacted]" in text
    assert "warning: the server repeats the value of PRIVATE_KEY (4x); [redacted] stands in its place" in done.stderr
    assert entry_of(catalog, "fake")["capture"]["command"][-2:] == ["--key", "[redacted]"]


def test_a_failure_does_not_repeat_a_secret(catalog):
    command = fake_command(catalog.parent, exits={"initialize": 1}, stderr=["cannot log in with s3cr3t-value"])
    message = run("fake", "--catalog", catalog, "--env", "KEY=s3cr3t-value", "--", *command, code=1)
    assert "cannot log in with [redacted]" in message
    assert "s3cr3t" not in message


def test_a_value_that_is_no_secret_may_stay(catalog):
    command = fake_command(catalog.parent, echo=["AWS_REGION"])
    options = ["--env", "AWS_REGION=us-east-1"]
    run("fake", "--catalog", catalog, *options, "--not-secret", "AWS_REGION", "--", *command)
    assert entry_of(catalog, "fake")["tools"][-1]["parameters"][0]["default"] == "us-east-1"
    run("fake", "--catalog", catalog, *options, "--", *command)
    assert entry_of(catalog, "fake")["tools"][-1]["parameters"][0]["default"] == "[redacted]"


def test_machine_details_never_reach_the_registry(catalog, tmp_path):
    run("fake", "--catalog", catalog, "--texts", "full", "--", *fake_command(tmp_path, machine=True))
    text = (catalog / "servers" / "fake.yaml").read_text()
    assert "mcp-import-" not in text
    assert "[redacted]" in text


@pytest.mark.parametrize(
    "slug", ["../x", "a/b", "/etc/passwd", "A", "", ".", "a..", "..", "a\n", "x" * 101, "a.yaml/", "é"]
)
def test_a_slug_that_is_none_is_a_usage_error(catalog, slug):
    assert "Usage:" in run(slug, "--catalog", catalog, "--from-json", "x", code=2).stderr
    assert not catalog.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["shop"],
        ["shop", "--from-json", "x", "--url", "http://h"],
        ["shop", "--from-json", "x", "--", "cmd"],
        ["shop", "--url", "ftp://h"],
        ["shop", "--url", "http://a b"],
        ["shop", "--env", "5=x", "--", "cmd"],
        ["shop", "--env", "NAME", "--", "cmd"],
        ["shop", "--not-secret", "X", "--", "cmd"],
        ["shop", "--header", "a=b", "--", "cmd"],
        ["shop", "--header", "a=b\r\nc: d", "--url", "http://h"],
        ["shop", "--package", "x", "--", "cmd"],
        ["shop", "--timeout", "0", "--", "cmd"],
        ["shop", "--texts", "some", "--", "cmd"],
        ["shop", "--date", "2026-02-30", "--", "cmd"],
        ["shop", "--workdir", "/no/such/folder", "--", "cmd"],
    ],
)
def test_a_wrong_call_is_a_usage_error(arguments):
    assert "Error:" in run(*arguments, code=2).stderr


def test_a_usage_error_does_not_repeat_a_value():
    assert "s3cr3t" not in run("shop", "--env", "1KEY=s3cr3t", "--", "cmd", code=2).output


def test_an_entry_with_errors_is_left_alone(catalog):
    path = catalog / "servers" / "shop.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("slug: shop\nname: Shop\nlicens: MIT\ntools: []\n")
    assert "shop.yaml:3:1: entry/unknown-key" in import_json(catalog, tool(1), code=1)
    assert path.read_text().endswith("tools: []\n")


def test_hostile_names_and_texts_cannot_forge_a_line_of_the_report(catalog):
    hostile = "x\nwrote /etc/passwd\x1b[2J\u202e"
    schema = {"properties": {hostile: {"description": hostile}}}
    import_json(catalog, {**tool(1), "inputSchema": {"properties": {}}})
    done = import_json(catalog, {**tool(1), "title": hostile, "inputSchema": schema}, {"name": hostile})
    assert "\x1b" not in done.output
    assert not any(line.startswith("wrote /etc") for line in done.output.splitlines())
    assert entry_of(catalog)["tools"][0]["parameters"][0]["name"] == hostile


def test_a_definition_that_differs_in_every_run_is_flagged(catalog):
    command = fake_command(catalog.parent, random=True)
    assert "differs from one run" not in run("fake", "--catalog", catalog, "--", *command).stderr
    done = run("fake", "--catalog", catalog, "--", *command)
    assert "warning: the definition of random differs from one run to the next" in done.stderr


def test_a_real_change_is_not_flagged_as_chance(catalog):
    run("fake", "--catalog", catalog, "--", *fake_command(catalog.parent))
    done = run(
        "fake", "--catalog", catalog, "--", *fake_command(catalog.parent, tools=[{**tool(0), "description": "New."}])
    )
    assert "changed definition tool_0" in done.stdout
    assert "differs from one run" not in done.stderr


def test_another_version_than_the_one_asked_for_is_told(catalog, tmp_path, monkeypatch):
    home = tmp_path / "node_modules" / "@acme" / "mcp"
    home.mkdir(parents=True)
    (home / "package.json").write_text(json.dumps({"name": "@acme/mcp", "version": "1.2.3", "license": "MIT"}))
    (home / "cli.js").write_text("")
    (tmp_path / "bin").mkdir()
    command = " ".join([*fake_command(tmp_path), str(home / "cli.js")])
    (tmp_path / "bin" / "npx").write_text(f"#!/bin/sh\nexec {command}\n")
    (tmp_path / "bin" / "npx").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    done = run("acme", "--catalog", catalog, "--", "npx", "-y", "@acme/mcp@9.9.9")
    assert "warning: @acme/mcp 9.9.9 was asked for, but 1.2.3 is installed and ran" in done.stderr
    assert entry_of(catalog, "acme")["package"]["version"] == "1.2.3"
    assert entry_of(catalog, "acme")["licence"] == "MIT"


def test_an_edit_made_during_the_import_is_not_overwritten(catalog, monkeypatch):
    import_json(catalog, tool(1))
    path = catalog / "servers" / "shop.yaml"

    def observe_and_edit(source):
        path.write_text(path.read_text() + "summary: New.\n")
        return importers.saved_json.observe_file(source)

    changed = Importer(name="x", accepts=lambda _: True, observe=observe_and_edit)
    monkeypatch.setattr("generator.faces.import_run.IMPORTERS", (changed,))
    assert "was changed while the server was read" in import_json(catalog, tool(2), code=1)
    assert path.read_text().endswith("summary: New.\n")


def test_every_importer_is_registered_once_and_one_accepts_each_source():
    names = {path.stem for path in Path(importers.__file__).parent.glob("*.py")} - {"__init__"}
    registered = [vars(importers)[name].IMPORTER for name in sorted(names)]
    assert sorted(map(id, registered)) == sorted(map(id, importers.IMPORTERS))
    for source in (Source(command=("x",)), Source(url="http://h"), Source(file=Path("x"))):
        assert sum(each.accepts(source) for each in importers.IMPORTERS) == 1


def test_a_failure_comes_with_advice(catalog):
    command = fake_command(catalog.parent, exits={"initialize": 1}, stderr=["No module named 'mcp.server.fastmcp'"])
    assert "hint: it was written for version 1" in run("fake", "--catalog", catalog, "--", *command, code=1)


def test_a_module_of_the_callers_folder_can_be_started(catalog):
    scenario = fake_command(catalog.parent)[-1]
    command = [sys.executable, "-m", "tests.support.fake_mcp_server", scenario]
    run("fake", "--catalog", catalog, "--workdir", ".", "--", *command)
    assert len(entry_of(catalog, "fake")["tools"]) == 2


def test_help_teaches_with_examples():
    done = run("--help")
    for words in ("-- uvx mcp-server-time==", "npx -y", "--from-json", "--url", "Exit codes"):
        assert words in done.stdout
