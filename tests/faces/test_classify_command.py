"""`classify` judges any list of tools: in its order, one object each, and what cannot be read is denied."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from generator.faces.cli import cli
from generator.model.problem import CatalogError
from tests.rules.classify.test_properties import HOSTILE, nested
from tests.support.builders import ROOT, write_registry
from tests.support.definitions import choice, judged, tool_object

KEYS = ["name", "category", "risk", "sensitivity", "signals", "rules", "recommendation"]
READ = tool_object("get_thing", "Get a thing.")
DELETE = tool_object("delete_thing", "Delete a thing.")
MAIL = tool_object("send_email", "Send an email.", to="string")
MALFORMED = [None, 5, "get_thing", [], {}, {"name": 5}, {"name": None, "description": "Get a thing."}]


def run(*arguments, given=None):
    text = json.dumps(given) if given is not None and not isinstance(given, str | bytes) else given
    return CliRunner().invoke(cli, ["classify", *map(str, arguments)], input=text)


def objects(*tools, catalog=ROOT / "catalog"):
    done = run("--json", "--catalog", catalog, given={"tools": tools})
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def command(*arguments, given=b"", **environment):
    """The real command line, with what it reads on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "generator.faces.cli", "classify", *arguments],
        cwd=ROOT, input=given, capture_output=True, timeout=300, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def test_the_answer_is_an_array_with_one_object_for_each_tool_in_the_order_given():
    assert [each["name"] for each in objects(MAIL, READ, DELETE, READ)] == [
        "send_email", "get_thing", "delete_thing", "get_thing",
    ]  # fmt: skip
    assert objects() == []


def test_each_object_has_exactly_these_keys_in_this_order():
    for each in objects(READ, DELETE, None, tool_object("xyzzy")):
        assert list(each) == KEYS


def test_an_object_says_what_the_judgement_says():
    (shown,) = objects(MAIL)
    assert shown == {
        "name": "send_email",
        "category": "Write",
        "risk": "High",
        "sensitivity": "ordinary",
        "signals": ["recipient", "sends-out"],
        "rules": [{"id": "name/write", "quote": "send"}, {"id": "text/write", "quote": "Send"}],
        "recommendation": {
            "effect": "ask",
            "visibility": "visible",
            "limit": {"max": 30, "per": "minute"},
            "reason": "It carries what the agent writes to a recipient the agent chooses, and a message cannot be called back.",
            "constraints": [],
        },
    }


def test_the_recommendation_holds_the_constraints_and_leaves_out_what_it_does_not_say():
    (shown,) = objects(tool_object("manage_file", action=choice("read", "delete"), path="string"))
    assert [(each["arg"], each["op"]) for each in shown["recommendation"]["constraints"]] == []
    (shown,) = objects(tool_object("run", action=choice("list", "start")))
    assert shown["recommendation"]["constraints"] == [
        {"arg": "action", "op": "in", "value": ["list"], "required": False, "reason": "action is not a lookup"}
    ]
    assert "visibility" in shown["recommendation"] and len(shown["recommendation"]["reason"]) <= 200


def test_each_signal_is_named_once():
    (shown,) = objects(tool_object("copy_file", source_path="string", target_path="string"))
    assert shown["signals"] == ["path"]


@pytest.mark.parametrize("tool", MALFORMED, ids=repr)
def test_what_is_no_tool_has_no_category_and_is_denied(tool):
    first, shown, last = objects(READ, tool, DELETE)
    assert (first["name"], last["name"]) == ("get_thing", "delete_thing")
    assert (shown["name"], shown["category"], shown["risk"]) == (None, None, None)
    assert (shown["recommendation"]["effect"], shown["recommendation"]["visibility"]) == ("deny", "hidden")


def test_a_tool_that_no_rule_understands_is_denied_under_its_name():
    (shown,) = objects(tool_object("xyzzy", "Plugh."))
    assert (shown["name"], shown["category"], shown["rules"]) == ("xyzzy", None, [])
    assert shown["recommendation"]["effect"] == "deny"


def test_a_tool_that_nests_beyond_reading_is_denied():
    (shown,) = objects({**nested(80), "name": "get_thing", "description": "Get a thing."})
    assert shown["category"] == "Read"
    (shown,) = objects({**nested(200), "name": "get_thing", "description": "Get a thing."})
    assert (shown["name"], shown["category"], shown["recommendation"]["effect"]) == ("get_thing", None, "deny")


def test_hostile_definitions_are_judged_and_the_answer_stays_plain_text():
    done = run("--json", given={"tools": list(HOSTILE.values())})
    assert done.exit_code == 0
    assert done.stdout.isascii()
    shown = json.loads(done.stdout)
    assert len(shown) == len(HOSTILE)
    for each, tool in zip(shown, HOSTILE.values(), strict=True):
        if isinstance(tool.get("name"), str):
            assert each["category"] == judged(tool).category


def test_hostile_names_forge_no_line_of_the_table():
    tools = [
        tool_object("get_thing\ndelete_thing  Read  Low  allow"),
        tool_object("get_\x1b[2Jthing"),
        tool_object("a\ud800"),
    ]
    done = command(given=json.dumps({"tools": tools}).encode())
    lines = done.stdout.decode("utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert len(lines) == len(tools)
    assert "\x1b" not in done.stdout.decode()


def test_the_words_are_those_of_the_catalog_s_vocabulary(tmp_path):
    catalog = write_registry(tmp_path / "c")
    words = (
        (catalog / "vocabulary.yaml").read_text().replace("name: Read\n", "name: Lookup\n").replace("[Read", "[Lookup")
    )
    (catalog / "vocabulary.yaml").write_text(words)
    (shown,) = objects(READ, catalog=catalog)
    assert shown["category"] == "Lookup"


def test_without_a_catalog_the_shipped_words_are_used(tmp_path):
    assert objects(READ, catalog=tmp_path)[0]["category"] == "Read"


def test_standard_input_and_a_file_give_the_same_answer(tmp_path):
    text = json.dumps({"tools": [READ, DELETE]})
    (tmp_path / "tools.json").write_text(text)
    (tmp_path / "marked.json").write_bytes(b"\xef\xbb\xbf" + text.encode())
    piped = command("--json", given=text.encode())
    assert piped.returncode == 0 and piped.stderr == b""
    for name in ("tools.json", "marked.json"):
        assert command("--json", str(tmp_path / name)).stdout == piped.stdout
    assert command("--json", "-", given=text.encode()).stdout == piped.stdout


def test_a_whole_answer_of_the_protocol_is_taken_too():
    result = {"jsonrpc": "2.0", "id": 1, "result": {"tools": [READ], "nextCursor": "x"}}
    assert [each["name"] for each in json.loads(run("--json", given=result).stdout)] == ["get_thing"]


def test_the_table_has_one_line_for_each_tool_with_class_effect_and_rules():
    lines = run(given={"tools": [READ, DELETE, tool_object("xyzzy"), None]}).stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["get_thing", "Read", "Low", "allow", "name/read,", "text/read"],
        ["delete_thing", "Destructive", "Critical", "deny", "name/destructive,", "text/destructive"],
        ["xyzzy", "Not", "reviewed", "deny", "no", "rule", "understood", "it"],
        ["(no", "name)", "Not", "reviewed", "deny", "no", "rule", "understood", "it"],
    ]
    assert run(given={"tools": []}).stdout == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "found list"),
        ("5", "found int"),
        ('{"tools": {}}', "found dict without `tools`"),
        ('{"tool": []}', "found dict without `tools`"),
        ('{"result": {"resources": []}}', "found dict without `tools`"),
    ],
)
def test_what_is_no_list_of_tools_is_one_message(text, found):
    done = run("--json", given=text)
    assert isinstance(done.exception, CatalogError)
    assert found in str(done.exception) and '{"tools": [...]}' in str(done.exception)
    assert done.stdout == ""


def test_exit_codes_are_one_for_the_input_and_two_for_the_call():
    broken = command("--json", given=b"not JSON")
    assert (broken.returncode, broken.stdout) == (1, b"")
    assert broken.stderr.startswith(b"error: found text that is not JSON")
    for arguments in (["--yaml"], ["no-such-file.json"], ["a", "b"]):
        called = command(*arguments)
        assert (called.returncode, called.stdout) == (2, b"")
    assert command("--json", given=json.dumps({"tools": [None]}).encode()).returncode == 0


def test_the_answer_does_not_depend_on_the_order_of_sets():
    tools = [
        READ,
        MAIL,
        tool_object("read_secret_messages", "Reads e-mails, customers and comments."),
        *HOSTILE.values(),
    ]
    given = json.dumps({"tools": tools}).encode()
    answers = {command("--json", given=given, PYTHONHASHSEED=seed).stdout for seed in ("1", "2", "3")}
    assert len(answers) == 1
    assert json.loads(answers.pop())
