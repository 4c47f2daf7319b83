"""The harness without any client: what it fills in, how it judges, and when it writes a verdict down."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import tomllib

import pytest

from tests.engines.case import Seen, Setup, sample
from tests.engines.codex import with_server
from tests.engines.sandbox import MOCK
from tests.engines.verdict import mismatches
from tests.engines.verified import Verdicts
from tests.support.builders import ROOT


def test_a_sample_is_the_least_that_the_schema_demands():
    schema = {
        "type": "object",
        "required": ["id", "mode", "ids", "where"],
        "properties": {
            "id": {"type": "integer", "minimum": 5},
            "mode": {"enum": ["fast", "slow"]},
            "ids": {"type": "array", "minItems": 2, "items": {"type": ["string", "null"]}},
            "where": {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
            "note": {"type": "string"},
        },
    }
    assert sample(schema) == {"id": 5, "mode": "fast", "ids": ["x", "x"], "where": False}
    assert Setup(server_key="a", tools=({"name": "t", "inputSchema": schema}, {"name": "u"})).script()[1] == ("u", {})


@pytest.mark.parametrize(
    "text",
    [
        "",
        '[mcp_servers.valkey]\ndisabled_tools = ["a"]\n[mcp_servers.valkey.tools.b]\napproval_mode = "approve"\n',
        '[mcp_servers."valkey"] # by hand\ndisabled_tools = ["a"]\n',
        '[mcp_servers.valkey.tools.b]\napproval_mode = "approve"\n',
    ],
)
def test_a_codex_configuration_gets_a_command_and_keeps_the_rest(text):
    filled = tomllib.loads(with_server(text, "valkey", "/bin/server"))
    assert filled["mcp_servers"]["valkey"].pop("command") == "/bin/server"
    before = tomllib.loads(text).get("mcp_servers", {"valkey": {}})
    assert filled["mcp_servers"] == before


def test_a_codex_configuration_with_a_command_stays_as_it_is():
    text = '[mcp_servers.valkey]\ncommand = "uvx"\n'
    assert with_server(text, "valkey", "/bin/server") == text


SEEN = Seen(
    visible=frozenset({"read", "charge", "erase"}),
    reached=(("read", {}), ("erase", {})),
    refusals=(("charge", "needs approval"), ("drop", "no such tool")),
)


def test_a_run_that_does_what_is_meant_has_no_mismatch():
    assert mismatches(SEEN, {"read": "allow", "charge": "ask", "drop": "deny", "erase": "allow"}) == []


def test_every_way_to_differ_is_a_mismatch():
    effects = {"read": "deny", "charge": "allow", "drop": "ask", "never": "deny"}
    said = mismatches(SEEN, effects)
    assert said == [
        "charge is allowed, but was refused: needs approval",
        "drop is to be asked about, but the model was not shown it",
        "erase reached the server, but has no effect here",
        "never was never asked for",
        "read is denied, but the model was shown it",
        "read reached the server, but is deny",
    ]
    assert "read is denied, but the model was shown it" not in mismatches(SEEN, effects, hides_denied=False)


def test_verdicts_of_a_target_add_up_and_carry_the_engine_and_the_day(tmp_path):
    verdicts = Verdicts()
    for server, tools in (("shop", 3), ("post", 4), ("shop", 3)):
        verdicts.record("codex", engine="Codex", version="0.169.0", server=server, tools=tools)
        verdicts.record("hook", engine="Codex", version="0.169.0", server=server, tools=tools)
    verdicts.record("hook", engine="Claude Code", version="2.1.330", server="shop", tools=3)
    whole = Verdicts()
    whole.add(json.loads(json.dumps(verdicts.plain())))
    whole.write(tmp_path / "verified.json", datetime.date(2026, 11, 25))
    assert json.loads((tmp_path / "verified.json").read_text()) == {
        "codex": {
            "engine": "Codex",
            "version": "0.169.0",
            "date": "2026-11-25",
            "servers": 2,
            "tools": 7,
            "mismatches": 0,
        },
        "hook": {
            "engine": "Claude Code 2.1.330, Codex",
            "version": "0.169.0",
            "date": "2026-11-25",
            "servers": 1,
            "tools": 3,
            "mismatches": 0,
        },
    }
    with pytest.raises(ValueError, match=r"found Codex 0\.170\.0 for codex"):
        verdicts.record("codex", engine="Codex", version="0.170.0", server="shop", tools=3)


SUITE = """
import pytest
pytestmark = pytest.mark.{mark}
@pytest.mark.parametrize("number", [0, 1])
def test_it(number, verdicts):
    verdicts.record("codex", engine="Codex", version="1", server="shop", tools=1)
    {body}
"""


@pytest.mark.parametrize(
    ("body", "words", "is_written"),
    [
        ("pass", (), True),
        ("pass", ("-n", "2"), True),
        ("assert not number", ("-n", "2"), False),
        ("assert not number", (), False),
        ("number and pytest.skip('no engine')", (), False),
        ("pass", ("-k", "0"), False),
        ("pass", ("test_one.py",), False),
    ],
)
def test_only_a_whole_green_run_writes_verdicts(tmp_path, body, words, is_written):
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "engines" / "conftest.py").read_text())
    (tmp_path / "test_two.py").write_text(SUITE.format(body="pass", mark="engines"))
    (tmp_path / "test_one.py").write_text(SUITE.format(body=body, mark="engines"))
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = engines\n")
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "engines", "--verified", "out.json", *words],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert (tmp_path / "out.json").exists() == is_written


def test_the_logging_server_lists_true_names_and_logs_what_reached_it(tmp_path):
    (tmp_path / "tools.json").write_text(json.dumps([{"name": "read", "annotations": {"readOnlyHint": True}}]))
    asked = [
        {"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25"}},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/list"},
        {"id": 3, "method": "tools/call", "params": {"name": "read", "arguments": {"id": 1}}},
        {"id": 4, "method": "prompts/list"},
    ]
    done = subprocess.run(
        [sys.executable, MOCK / "mcp_server.py", tmp_path / "tools.json", tmp_path / "log.jsonl"],
        input="".join(json.dumps(each) + "\n" for each in asked),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = {each["id"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert answers[1]["result"]["protocolVersion"] == "2025-11-25"
    assert "[[read]]" in answers[2]["result"]["tools"][0]["description"]
    assert answers[4]["error"]["code"] == -32601
    assert json.loads((tmp_path / "log.jsonl").read_text()) == {"tool": "read", "arguments": {"id": 1}}
