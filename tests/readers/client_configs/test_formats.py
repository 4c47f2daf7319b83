"""Each format is told by its name and its content, and reads any shape without a traceback."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator.readers.client_configs as package
from generator.model.client_config import ConfigFile
from generator.readers.client_configs import FORMATS
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.file_place import scope_of
from generator.readers.config_files import read_configs
from generator.readers.json_text import read_json
from generator.readers.placed_text import PlacedText
from generator.readers.yaml_text import Positions
from tests.support.auditing import BOARD, PAY, servers, write_files
from tests.support.builders import ROOT

BESIDE = {"__init__", "document", "server_entry", "hook_entry", "file_place"}
WORDS = st.sampled_from(
    "mcpServers servers permissions allow deny ask defaultMode hooks PreToolUse BeforeTool preToolUse beforeMCPExecution"
    " command args env headers url tools permission mcp mcp_servers enabled_tools disabled_tools allowed_tools"
    " disallowed_tools includeTools excludeTools trust rule mcpName toolName decision priority mcpAllowlist projects"
    " allowedMcpServers serverName approval_mode chat.tools.eligibleForAutoApproval bash type $schema x".split()
)
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | WORDS | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)
DETECTED = [
    (".mcp.json", servers(pay=PAY), "mcp-servers", "claude-code"),
    ("claude_desktop_config.json", servers(pay=PAY), "mcp-servers", "claude-desktop"),
    ("anything.json", servers(pay=PAY), "mcp-servers", None),
    (".claude/settings.local.json", {}, "claude-settings", "claude-code"),
    ("x.json", {"permissions": {"deny": []}}, "claude-settings", "claude-code"),
    ("managed-settings.json", {"allowedMcpServers": []}, "claude-settings", "claude-code"),
    (".codex/config.toml", "", "codex-config", "codex"),
    ("a.toml", "[mcp_servers.x]\nurl = 'https://x.example'\n", "codex-config", "codex"),
    ("requirements.toml", "[mcp_servers.x.identity]\ncommand = 'x'\n", "codex-requirements", "codex"),
    (".vscode/mcp.json", {"servers": {"board": BOARD}}, "vscode-mcp", "vscode"),
    ("user-settings.json", {"chat.tools.global.autoApprove": True}, "vscode-settings", "vscode"),
    (".vscode/settings.json", "{\n  // c\n}", "vscode-settings", "vscode"),
    (".cursor/mcp.json", servers(board=BOARD), "cursor-mcp", "cursor"),
    ("permissions.json", {"mcpAllowlist": ["board:*"]}, "cursor-permissions", "cursor"),
    (".cursor/cli.json", {"permissions": {"allow": []}}, "cursor-cli", "cursor-cli"),
    ("p.json", {"permissions": {"deny": ["Mcp(a:b)"]}}, "cursor-cli", "cursor-cli"),
    ("hooks.json", {"hooks": {"beforeMCPExecution": []}}, "cursor-hooks", "cursor"),
    (".gemini/settings.json", servers(board=BOARD), "gemini-settings", "gemini-cli"),
    ("g.json", servers(board={**BOARD, "excludeTools": []}), "gemini-settings", "gemini-cli"),
    ("p.toml", "[[rule]]\ntoolName = 'x'\ndecision = 'deny'\n", "gemini-policy", "gemini-cli"),
    ("mcp-config.json", servers(board=BOARD), "copilot-mcp", "copilot-cli"),
    ("cloud.json", servers(board={**BOARD, "tools": ["*"]}), "copilot-mcp", "copilot-cli"),
    ("h.json", {"hooks": {"preToolUse": []}}, "copilot-hooks", "copilot-cli"),
    ("run.sh", "copilot --deny-tool='a(b)'\n", "copilot-command", "copilot-cli"),
    ("ci.yml", "steps:\n  - run: copilot -p x --allow-tool=a\n", "copilot-command", "copilot-cli"),
    ("opencode.jsonc", "{}", "opencode-config", "opencode"),
    ("o.json", {"permission": {"a_*": "ask"}}, "opencode-config", "opencode"),
    ("config.yaml", "mcp_servers:\n  a: {url: 'https://a.example'}\n", "litellm-config", "litellm"),
    ("agent.py", "x = 1\n", "agents-python", "openai-agents"),
]


def modules():
    return {path.stem for path in Path(package.__file__).parent.glob("*.py")} - BESIDE


def test_every_format_is_registered_once_and_in_the_handbook():
    assert sorted(each.__name__.rsplit(".", 1)[1] for each in FORMATS) == sorted(modules())
    assert len({each.NAME for each in FORMATS}) == len(FORMATS)
    assert {name for *_, name, _ in DETECTED} == {each.NAME for each in FORMATS}
    handbook = (ROOT / "site_src/handbook/audit.md").read_text(encoding="utf-8")
    assert all(f"| `{each.NAME}` | {each.LABEL} |" in handbook for each in FORMATS)


@pytest.mark.parametrize(("name", "content", "form", "client"), DETECTED, ids=[row[0] for row in DETECTED])
def test_a_file_is_told_by_name_and_content(name, content, form, client, tmp_path):
    write_files(tmp_path, {name: content})
    read = read_configs([tmp_path / name], home=tmp_path / "home")
    assert read.unreadable == ()
    (file,) = read.files
    assert (file.format, file.client) == (form, client)


@pytest.mark.parametrize(
    "form", [each for each in FORMATS if each.SYNTAX in {"json", "toml", "yaml"}], ids=lambda m: m.NAME
)
@given(data=st.dictionaries(WORDS, SHAPES, max_size=5))
def test_any_shape_is_read_without_a_traceback(form, data):
    text = read_json(json.dumps(data).encode())
    document = Document(path=Path("x.json"), file="x.json", text=text)
    form.recognises(Path("x.json"), data)
    assert isinstance(form.read(document), ConfigFile)


@given(st.text(alphabet="copilt --denyw-tool='\"()=\\\n ,a", max_size=200))
def test_any_script_is_read_without_a_traceback(text):
    form = next(each for each in FORMATS if each.NAME == "copilot-command")
    form.recognises(Path("x"), text)
    assert form.read(Document(path=Path("x"), file="x", text=PlacedText(text, Positions(1, 1)))).format == form.NAME


def test_what_each_part_of_a_server_says_is_kept_with_its_place(tmp_path):
    entry = {**PAY, "env": {"A": "1"}, "headers": {"H": "2"}, "url": "https://u.example"}
    write_files(tmp_path, {"a.json": json.dumps(servers(pay=entry))})
    (server,) = read_configs([tmp_path / "a.json"], home=tmp_path).files[0].servers
    assert server.command == ("npx", "-y", "@acme/pay-mcp@1.4.0")
    assert [(each.kind, each.name) for each in server.values] == [
        ("variable", "A"),
        ("header", "H"),
        ("address", "url"),
        ("argument", "argument 0"),
        ("argument", "argument 1"),
        ("argument", "argument 2"),
    ]
    assert "https://u.example" not in repr(server.values)


def test_flags_of_a_script_are_read_over_several_lines_and_never_from_other_programs(tmp_path):
    script = "echo --deny-tool=no\ncopilot -p x \\\n  --allow-tool 'a(b)' --deny-tool=\"c\" \\\n  --excluded-tools=a-d,e-f --deny-tool='shell(rm)'\n"
    write_files(tmp_path, {"run.sh": script})
    (file,) = read_configs([tmp_path / "run.sh"], home=tmp_path).files
    assert [(rule.effect, rule.text, rule.place.line) for rule in file.rules] == [
        ("allow", "a(b)", 3),
        ("deny", "c", 3),
        ("deny", "a-d", 4),
        ("deny", "e-f", 4),
    ]
    assert [setting.name for setting in file.settings] == ["prompt"]


def test_a_program_is_parsed_and_not_run(tmp_path):
    write_files(tmp_path, {"a.py": f"open({str(tmp_path / 'ran')!r}, 'w')\nf(tool_filter=g)\nf(tool_filter=None)\n"})
    (file,) = read_configs([tmp_path / "a.py"], home=tmp_path).files
    assert [(each.place.line, each.place.column) for each in file.settings] == [(2, 3)]
    assert not (tmp_path / "ran").exists()
    assert ast.parse("x")


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("/etc/claude-code/managed-settings.json", "managed"),
        ("/etc/codex/requirements.toml", "managed"),
        ("/home/ada/.claude/settings.json", "user"),
        ("/home/ada/shop/.claude/settings.json", "project"),
        ("/home/ada/.gemini/policies/a.toml", "user"),
        ("/home/ada/shop/.gemini/policies/a.toml", "project"),
        ("/home/ada/shop/.mcp.json", "project"),
        ("/home/ada/shop/settings.json", "unknown"),
    ],
)
def test_the_place_of_a_file_tells_who_it_speaks_for(path, scope):
    assert scope_of(Path(path), Path("/home/ada")) == scope
