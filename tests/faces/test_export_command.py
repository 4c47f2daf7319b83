"""`policy-catalog export` prints one valid document, says what is lost elsewhere, and refuses what it cannot do."""

from __future__ import annotations

import json
import tomllib

import pytest

from generator.exporters import TARGETS
from generator.faces.export_choice import A_KEY
from tests.support.builders import ROOT, registry_server, registry_tool, write_registry

BOTH = ("-s", "github", "-s", "gitlab-mcp-server")


@pytest.fixture
def catalog(tmp_path):
    tools = [
        registry_tool("get_thing", category="Read", hints={"readOnlyHint": True}),
        registry_tool("create_issue"),
        registry_tool("delete_thing", category="Destructive"),
    ]
    return write_registry(
        tmp_path / "catalog", registry_server(*tools), registry_server(*tools, slug="gitlab-mcp-server", name="GitLab")
    )


@pytest.fixture
def export(policy_catalog, catalog):
    return lambda *arguments: policy_catalog("export", "--catalog", catalog, *arguments)


def test_standard_output_is_the_document_and_what_is_lost_goes_to_standard_error(export):
    done = export("--target", "claude-code", "--server", "github")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["permissions"] == {
        "allow": ["mcp__github__get_thing"],
        "ask": ["mcp__github__create_issue"],
        "deny": ["mcp__github__delete_thing"],
    }
    assert "lost: Claude Code's settings cannot count calls" in done.stderr
    assert "(1 tool: github/create_issue)" in done.stderr


def test_several_servers_merge_into_one_document_under_the_readers_keys(export):
    done = export("-t", "codex", "-s", "github", "-s", "gitlab-mcp-server", "-k", "github=my.hub", "-p", "strict")
    assert done.returncode == 0, done.stderr
    data = tomllib.loads(done.stdout)["mcp_servers"]
    assert set(data) == {"my.hub", "gitlab"}
    assert data["my.hub"]["enabled_tools"] == ["get_thing", "create_issue"]


def test_without_a_server_the_whole_catalog_is_meant(export):
    assert set(tomllib.loads(export("-t", "codex").stdout)["mcp_servers"]) == {"github", "gitlab"}


def test_single_tools_say_nothing_of_others(export):
    for arguments in (("--tool", "github/create_issue"), ("-s", "github", "--tool", "create_issue")):
        done = export("-t", "codex", *arguments)
        assert tomllib.loads(done.stdout) == {
            "mcp_servers": {"github": {"tools": {"create_issue": {"approval_mode": "prompt"}}}}
        }


def test_single_tools_of_several_servers(export):
    done = export("-t", "codex", *BOTH, "--tool", "github/create_issue", "--tool", "gitlab-mcp-server/get_thing")
    assert {name: list(each["tools"]) for name, each in tomllib.loads(done.stdout)["mcp_servers"].items()} == {
        "github": ["create_issue"],
        "gitlab": ["get_thing"],
    }


def test_several_files_need_a_folder_or_a_choice(export, tmp_path):
    done = export("-t", "hook", "-s", "github")
    assert done.returncode == 2 and "-o FOLDER" in done.stderr and done.stdout == ""
    assert json.loads(export("-t", "hook", "-s", "github", "--file", "policy.json").stdout)["version"] == 1
    done = export("-t", "hook", "-s", "github", "-o", tmp_path / "hook")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "hook" / "policy_hook.py").is_file() and "wrote" in done.stderr


def test_one_file_goes_to_the_named_file_or_into_the_named_folder(export, tmp_path):
    assert export("-t", "codex", "-s", "github", "-o", tmp_path / "new" / "a.toml").returncode == 0
    assert export("-t", "codex", "-s", "github", "-o", tmp_path).returncode == 0
    assert (tmp_path / "new" / "a.toml").read_text() == (tmp_path / "config.toml").read_text()


def test_a_file_that_holds_something_else_is_written_over_only_by_force(export, tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("model = 'mine'\n")
    (tmp_path / "link.toml").symlink_to(path)
    (tmp_path / "nowhere.toml").symlink_to(tmp_path / "gone.toml")
    for output in (path, tmp_path, tmp_path / "link.toml", tmp_path / "nowhere.toml"):
        done = export("-t", "codex", "-s", "github", "-o", output)
        assert (done.returncode, done.stdout) == (1, "") and "--force" in done.stderr and "wrote" not in done.stderr
        assert path.read_text() == "model = 'mine'\n" and not (tmp_path / "gone.toml").exists()
    assert export("-t", "codex", "-s", "github", "-o", path, "--force").returncode == 0
    assert "mcp_servers" in path.read_text()
    assert export("-t", "codex", "-s", "github", "-o", path).returncode == 0, "the same bytes are fine"
    assert export("-t", "codex", "-s", "github", "-p", "strict", "-o", path).returncode == 1


def test_of_several_files_none_is_written_when_one_is_in_the_way(export, tmp_path):
    folder = tmp_path / "hook"
    folder.mkdir()
    (folder / "policy.json").write_text("{}")
    done = export("-t", "hook", "-s", "github", "-o", folder)
    assert done.returncode == 1 and "policy.json" in done.stderr
    assert [each.name for each in folder.iterdir()] == ["policy.json"]


@pytest.mark.parametrize("below", ["", "a.toml", "b/a.toml"])
def test_a_file_where_a_folder_has_to_be_is_named(export, tmp_path, below):
    (tmp_path / "existing").write_text("x")
    done = export("-t", "codex" if below else "hook", "-s", "github", "-o", tmp_path / "existing" / below, "--force")
    assert done.returncode == 1 and "expected a folder" in done.stderr
    assert (tmp_path / "existing").read_text() == "x"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-t", "codecs"), 2, "did you mean 'codex'?"),
        (("-t", "codex", "-s", "gihub"), 1, "did you mean 'github'?"),
        (("-t", "codex", "-s", "github", "--tool", "create_isue"), 1, "did you mean 'create_issue'?"),
        (("-t", "codex", "--tool", "create_issue"), 2, "expected SERVER/TOOL"),
        (("-t", "codex", *BOTH, "--tool", "github/create_issue"), 2, "no --tool of gitlab-mcp-server"),
        (("-t", "codex", *BOTH, "--tool", "stripe/x"), 2, "stripe is not among the servers chosen"),
        (("-t", "codex", "-s", "github", "--set", "create_issue"), 2, "expected SERVER/TOOL=EFFECT"),
        (("-t", "codex", "-s", "github", "--set", "create_issue=maybe"), 2, "one of allow, ask, deny, hide"),
        (("-t", "codex", *BOTH, "--set", "create_issue=deny"), 2, "expected SERVER/TOOL=EFFECT"),
        (("-t", "codex", "-s", "github", "--set", "create_isue=deny"), 1, "did you mean 'create_issue'?"),
        (("-t", "codex", *BOTH, "--set", "stripe/x=deny"), 2, "stripe is not among the servers chosen"),
        (
            ("-t", "codex", "-s", "github", "--set", "create_issue=deny", "--set", "github/create_issue=ask"),
            2,
            "found two --set for github/create_issue",
        ),
        (("-s", "github"), 2, "missing --target, expected one of"),
        (("-t", "codex", "-s", "github", "-k", "x", "-k", "y"), 2, "found two --key for 'github'"),
        (("-t", "codex", "-k", "a"), 2, "expected SERVER=NAME"),
        (("-t", "codex", "-k", "gitea=a"), 2, "found --key for 'gitea'"),
        (("-t", "codex", "-k", "github=gitlab", "-k", "gitlab-mcp-server=gitlab"), 2, "expected two names"),
        (("-t", "codex", "-s", "github", "-k", "a\nb"), 2, "characters that can be printed"),
        (("-t", "cursor", "-s", "github", "-k", "*"), 2, "1 to 128 characters that can be printed, without * or ?"),
        (("-t", "gemini", "-s", "github", "-k", "a?b"), 2, "1 to 128 characters that can be printed, without * or ?"),
        (("-t", "claude-code", "-k", "github=a.b", "-k", "gitlab-mcp-server=a_b"), 1, "both named"),
        (("-t", "codex", "-p", "lax"), 2, "expected one of balanced, strict, read-only"),
        (("-t", "codex", "-s", "github", "--file", "x"), 2, "expected one of config.toml"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_printed(export, arguments, code, said):
    done = export(*arguments)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr


def test_a_catalog_without_servers_gives_no_policy(policy_catalog, tmp_path):
    (tmp_path / "servers").mkdir()
    for words in ((), ("-k", "x")):
        done = policy_catalog("export", "--catalog", tmp_path, "-t", "codex", *words)
        assert (done.returncode, done.stdout) == (1, "") and "found no servers in" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


def test_a_choice_of_ones_own_overrules_the_posture_and_says_so(export):
    words = ("--set", "github/*=ask", "--set", "create_issue=allow", "--posture", "strict")
    said = export("-t", "hook", "-s", "github", "--file", "policy.json", *words).stdout
    assert "Set by hand to ask; recommended: allow." in said
    assert "Set by hand to allow; recommended: ask." in said


def test_the_pages_ask_for_the_same_names():
    script = (ROOT / "site_src" / "assets" / "app.js").read_text()
    assert f"A name has {A_KEY}." in script


def test_a_file_with_errors_gives_no_policy(export, catalog):
    path = catalog / "servers" / "github.yaml"
    path.write_text(path.read_text().replace("- name: create_issue", "- name: 5"))
    done = export("-t", "codex", "-s", "github")
    assert done.returncode == 1 and "policy-catalog check" in done.stderr


def test_every_target_is_listed(export):
    listed = export("--list-targets").stdout
    for name in TARGETS:
        assert f"\n{name} " in f"\n{listed}"
