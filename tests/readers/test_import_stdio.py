"""A stdio server is read whole, whatever else it says, and a failure says why."""

from __future__ import annotations

import json

import pytest

from generator.readers.observation import ImportFailedError
from tests.support.fake_mcp_server import tool
from tests.support.importing import observe_fake


def names(observation):
    return [each["name"] for each in observation.tools]


def test_every_page_is_read_in_order(tmp_path):
    observation = observe_fake(tmp_path, tools=1200, page_size=100)
    assert names(observation) == [f"tool_{number}" for number in range(1200)]
    assert (observation.method, observation.protocol) == ("stdio", "2025-11-25")


def test_an_empty_cursor_ends_the_list(tmp_path):
    assert len(observe_fake(tmp_path, tools=6, page_size=3, cursor="empty").tools) == 6


@pytest.mark.parametrize(
    ("fault", "words"),
    [("loop", "repeats the cursor '0'"), ("endless", "more than 500 pages"), ("number", "nextCursor is int")],
)
def test_a_cursor_that_never_ends_is_an_error(tmp_path, fault, words):
    with pytest.raises(ImportFailedError, match=words):
        observe_fake(tmp_path, tools=6, page_size=3, cursor=fault)


@pytest.mark.parametrize("version", ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])
def test_every_handshake_version_is_accepted(tmp_path, version):
    assert observe_fake(tmp_path, protocol=version).protocol == version


def test_an_unknown_protocol_version_is_named(tmp_path):
    with pytest.raises(ImportFailedError, match=r"another protocol.*2099-01-01"):
        observe_fake(tmp_path, protocol="2099-01-01")


def test_a_server_without_capabilities_is_listed(tmp_path):
    assert len(observe_fake(tmp_path, capabilities={}).tools) == 2


def test_noise_on_stdout_is_survived(tmp_path):
    noise = ["Starting up...", '{"level":"info","msg":"a JSON log line"}', "", "{broken", "[1, 2]", "\x1b[31mred"]
    assert len(observe_fake(tmp_path, stdout=noise, stderr=["warning: x"] * 500).tools) == 2


def test_pings_unknown_requests_and_notifications_are_survived(tmp_path):
    assert len(observe_fake(tmp_path, chatter=True, tools=4, page_size=2).tools) == 4


def test_a_changed_list_is_read_once_more(tmp_path):
    assert names(observe_fake(tmp_path, changed=True)) == ["tool_0", "tool_1", "tool_1000"]


def test_a_line_of_four_mebibytes_passes(tmp_path):
    tools = [{**tool(number), "description": "x" * 200_000} for number in range(21)]
    observation = observe_fake(tmp_path, tools=tools)
    assert sum(len(json.dumps(each)) for each in observation.tools) > 4 * 1024 * 1024


def test_unknown_keys_and_odd_tools_come_through_untouched(tmp_path):
    tools = [
        {"name": "a", "id": 7, "examples": [1], "annotations": {"category": "x"}, "inputSchema": {"type": "object"}},
        {"name": "no type", "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#"}},
        {"name": "bad output", "inputSchema": {"type": "object"}, "outputSchema": {"type": "array"}},
        {"name": "no schema"},
        "not a tool",
        None,
    ]
    assert list(observe_fake(tmp_path, tools=tools).tools) == tools


def test_no_tools_is_an_answer(tmp_path):
    assert observe_fake(tmp_path, tools=[]).tools == ()


def test_lone_surrogates_do_not_cost_the_answer(tmp_path):
    text = '{"tools":[{"name":"a","description":"half \\ud83d of a pair","inputSchema":{"type":"object"}}]}'
    assert observe_fake(tmp_path, raw={"tools/list": text}).tools[0]["description"] == "half \ud83d of a pair"


def test_bytes_that_are_not_utf_8_do_not_cost_the_answer(tmp_path):
    assert len(observe_fake(tmp_path, stdout=["caf\udce9"]).tools) == 2


def test_an_answer_above_the_limit_is_refused_by_name(tmp_path):
    with pytest.raises(ImportFailedError, match=r"more than 1,000 bytes \(--max-bytes\)"):
        observe_fake(tmp_path, tools=50, limits={"answer_bytes": 1000})


def test_output_without_end_or_line_break_is_stopped(tmp_path):
    with pytest.raises(ImportFailedError, match="more than 1,000,000 bytes"):
        observe_fake(tmp_path, endless=True, limits={"answer_bytes": 1_000_000})


def test_more_tools_than_an_entry_holds_are_refused(tmp_path):
    with pytest.raises(ImportFailedError, match="more than 2,000 tools"):
        observe_fake(tmp_path, tools=2001)


def test_an_answer_nested_beyond_reading_is_refused(tmp_path):
    deep = '{"tools":[{"name":"a","inputSchema":' + '{"items":' * 50_000 + "1" + "}" * 50_000 + "}]}"
    with pytest.raises(ImportFailedError, match="nests too deep"):
        observe_fake(tmp_path, raw={"tools/list": deep})


@pytest.mark.parametrize("method", ["initialize", "tools/list"])
def test_a_server_that_dies_leaves_its_exit_code_and_last_words(tmp_path, method):
    with pytest.raises(ImportFailedError) as caught:
        observe_fake(tmp_path, exits={method: 3}, stderr=["Traceback: no API key\x1b[0m"], stdout=["starting"])
    message = str(caught.value)
    assert f"the server went away before it answered {method}" in message
    assert "exit code 3" in message
    assert "on stdout, instead of messages:\nstarting" in message
    assert "on stderr, at the end:\nTraceback: no API key?[0m" in message


def test_only_the_end_of_a_long_stderr_is_shown(tmp_path):
    with pytest.raises(ImportFailedError) as caught:
        observe_fake(tmp_path, exits={"initialize": 1}, stderr=["x" * 1000] * 300 + ["the reason"])
    assert "the reason" in str(caught.value)
    assert len(str(caught.value)) < 6000


def test_an_error_answer_is_quoted_with_its_code(tmp_path):
    with pytest.raises(ImportFailedError, match=r"refused tools/list: need a login \(code -32001\)"):
        observe_fake(tmp_path, error={"tools/list": {"code": -32001, "message": "need a login"}})


@pytest.mark.parametrize("text", ["{}", '{"tools": {}}', '{"tools": null}'])
def test_an_answer_without_a_list_is_refused(tmp_path, text):
    with pytest.raises(ImportFailedError, match="no list `tools`"):
        observe_fake(tmp_path, raw={"tools/list": text})


def test_a_malformed_answer_to_initialize_is_located(tmp_path):
    with pytest.raises(ImportFailedError, match="malformed at serverInfo"):
        observe_fake(tmp_path, raw={"initialize": '{"protocolVersion":"2025-11-25","capabilities":{}}'})


def test_a_server_that_never_answers_initialize_meets_the_start_up_limit(tmp_path):
    with pytest.raises(ImportFailedError, match=r"initialize within 0\.5 seconds \(--startup-timeout"):
        observe_fake(tmp_path, silent=["initialize"], limits={"startup_seconds": 0.5})


def test_a_server_that_never_lists_meets_the_total_limit(tmp_path):
    with pytest.raises(ImportFailedError, match=r"tools within 1.5 seconds \(--timeout\)"):
        observe_fake(tmp_path, silent=["tools/list"], limits={"total_seconds": 1.5})


def test_a_slow_start_within_the_limit_is_waited_for(tmp_path):
    assert len(observe_fake(tmp_path, delay={"initialize": 1}).tools) == 2


def test_a_program_that_does_not_exist_is_named(tmp_path):
    from generator.readers.mcp_transports import observe_command
    from generator.readers.observation import Source

    with pytest.raises(ImportFailedError, match="no-such-program was not found on PATH"):
        observe_command(Source(command=("no-such-program",)))
    with pytest.raises(ImportFailedError, match="could not be started"):
        observe_command(Source(command=(str(tmp_path / "absent"),)))
