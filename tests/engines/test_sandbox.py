"""A client in the sandbox reaches nothing but loopback, knows nothing of the machine's user, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import sandbox
from tests.engines.by_hand import CHARGE, make_setup

needs_root = pytest.mark.skipif(not sandbox.can_isolate(), reason="namespaces need root")


def run(code, **fields):
    def command(place):
        files = {"client.py": code, **fields.get("files", {})}
        variables = {"MODEL": "@MODEL@", "SERVER": str(place.server)}
        return sandbox.Command(argv=("python3", "client.py"), dialect="chat", files=files, variables=variables)

    return sandbox.run(make_setup(**fields), command, lambda _, tool: (None, tool))


@needs_root
def test_only_loopback_can_be_reached():
    code = (
        "import os, socket, urllib.request\n"
        "for host in ('192.0.2.1', '8.8.8.8'):\n"
        "    try: socket.create_connection((host, 80), 5)\n"
        "    except OSError as error: print(host, error)\n"
        "print(urllib.request.urlopen(os.environ['MODEL'] + '/v1/models').status)\n"
    )
    log = run(code).log
    assert log.count("Network is unreachable") == 2
    assert "\n200" in log


@needs_root
def test_files_for_etc_are_seen_by_the_client_alone():
    seen = run("print(open('/etc/catalog-test/policy').read())", files={"/etc/catalog-test/policy": "deny all"})
    assert "deny all" in seen.log
    assert not Path("/etc/catalog-test").exists()


def test_the_environment_is_bare_and_the_home_is_new(monkeypatch):
    monkeypatch.setenv("SOME_API_KEY", "secret")
    log = run("import os; print(dict(os.environ), os.listdir(os.path.expanduser('~')))").log
    assert "SOME_API_KEY" not in log
    assert "[]" in log


@needs_root
def test_a_client_that_does_not_end_is_ended_with_all_it_started():
    marker = "catalog-sandbox-sleeper"
    code = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', '{marker}'], start_new_session=True)\n"
        "time.sleep(600)\n"
    )
    seen = run(code, seconds=2)
    assert seen.exit_code is None
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not any(marker.encode() in each for each in running)


def test_a_client_that_does_as_the_model_says_reaches_the_server_under_the_name_it_was_shown():
    code = (
        "import json, os, subprocess, urllib.request\n"
        "tools = [{'type': 'function', 'function': {'name': 'shown', 'description': 'Stands in for [[create_charge]].'}}]\n"
        "body = {'messages': [{'role': 'user', 'content': 'go'}], 'tools': tools}\n"
        "asked = urllib.request.Request(os.environ['MODEL'] + '/v1/chat/completions', json.dumps(body).encode())\n"
        "call = json.load(urllib.request.urlopen(asked))['choices'][0]['message']['tool_calls'][0]\n"
        "print('asked for', call['function']['name'])\n"
        "message = {'id': 1, 'method': 'tools/call', 'params': {'name': 'create_charge', 'arguments': {'amount': 5}}}\n"
        "done = subprocess.run([os.environ['SERVER']], input=json.dumps(message), capture_output=True, text=True)\n"
        "result = json.loads(done.stdout)['result']['content'][0]['text']\n"
        "body['messages'] += [{'role': 'assistant', 'tool_calls': [call]},\n"
        "                     {'role': 'tool', 'tool_call_id': call['id'], 'content': result}]\n"
        "asked = urllib.request.Request(os.environ['MODEL'] + '/v1/chat/completions', json.dumps(body).encode())\n"
        "print(json.load(urllib.request.urlopen(asked))['choices'][0]['message']['content'])\n"
    )
    seen = run(code, calls=((CHARGE, {"amount": 5}),))
    assert "asked for shown" in seen.log
    assert "done" in seen.log
    assert seen.visible == {CHARGE}
    assert seen.addressed == {CHARGE: "shown"}
    assert seen.reached == ((CHARGE, {"amount": 5}),)
    assert not seen.refusals
