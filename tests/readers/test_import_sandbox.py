"""A server starts with nothing of the person's own, save what its package manager needs."""

from __future__ import annotations

import json
import os
import sys

from generator.readers.mcp_transports import observe_command
from generator.readers.observation import Source
from generator.readers.sandbox import sandbox

PRINTING = """
import json, os, sys
out = json.dumps({"env": dict(os.environ), "cwd": os.getcwd(), "argv": sys.argv})
for line in sys.stdin:
    message = json.loads(line)
    if message.get("method") == "initialize":
        answer = {"protocolVersion": "2025-11-25", "capabilities": {}, "serverInfo": {"name": "x", "version": "1"}}
    else:
        answer = {"tools": [{"name": "x", "description": out}]}
    if "id" in message:
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": answer}), flush=True)
"""


def started(tmp_path, *arguments, **source):
    """What a server sees of its surroundings."""
    script = tmp_path / "printing.py"
    script.write_text(PRINTING)
    observation = observe_command(Source(command=(sys.executable, str(script), *arguments), **source))
    return json.loads(observation.tools[0]["description"])


def test_only_what_is_documented_is_in_the_environment(tmp_path, monkeypatch):
    for name in list(os.environ):
        if name not in {"PATH", "HOME", "TMPDIR"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "never")
    monkeypatch.setenv("UV_PUBLISH_TOKEN", "never")
    monkeypatch.setenv("npm_config__authToken", "never")
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.example")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("SSL_CERT_FILE", "/certificates.pem")
    seen = started(tmp_path, environment=(("MINE", "1"), ("LANG", "fr")))["env"]
    expected = {"PATH", "HOME", "TMPDIR", "TZ", "LANG", "PYTHONHASHSEED", "PYTHONUNBUFFERED", "UV_CACHE_DIR",
                "npm_config_cache", "PIP_INDEX_URL", "HTTPS_PROXY", "SSL_CERT_FILE", "MINE", "POLICY_CATALOG_IMPORT"}  # fmt: skip
    assert set(seen) - {"LC_CTYPE", "UV_PYTHON_INSTALL_DIR"} == expected
    assert (seen["TZ"], seen["PYTHONHASHSEED"], seen["LANG"]) == ("UTC", "0", "fr")
    assert seen["HOME"] != os.environ["HOME"]


def test_home_and_folder_are_fresh_and_removed(tmp_path):
    seen = started(tmp_path)
    assert not os.path.exists(seen["env"]["HOME"])  # noqa: PTH110
    assert not os.path.exists(seen["cwd"])  # noqa: PTH110
    assert started(tmp_path)["env"]["HOME"] != seen["env"]["HOME"]


def test_a_folder_can_be_named(tmp_path):
    assert started(tmp_path, folder=tmp_path)["cwd"] == str(tmp_path)


def test_the_name_of_a_file_becomes_its_whole_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "settings.toml").write_text("")
    (tmp_path / "data").mkdir()
    argv = started(tmp_path, "settings.toml", "data", "--config=settings.toml", "absent")["argv"]
    assert argv[1:] == [str(tmp_path / "settings.toml"), "data", "--config=settings.toml", "absent"]


def test_the_caches_of_the_package_managers_are_the_callers(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    for name in ("UV_CACHE_DIR", "XDG_CACHE_HOME", "npm_config_cache", "NPM_CONFIG_CACHE"):
        monkeypatch.delenv(name, raising=False)
    with sandbox({}, None) as room:
        assert room.environment["UV_CACHE_DIR"] == str(tmp_path / "me" / ".cache" / "uv")
        assert room.environment["npm_config_cache"] == str(tmp_path / "me" / ".npm")
    monkeypatch.setenv("UV_CACHE_DIR", "/elsewhere/uv")
    monkeypatch.setenv("NPM_CONFIG_CACHE", "/elsewhere/npm")
    with sandbox({}, None) as room:
        assert room.environment["UV_CACHE_DIR"] == "/elsewhere/uv"
        assert room.environment["NPM_CONFIG_CACHE"] == "/elsewhere/npm"
        assert "npm_config_cache" not in room.environment


def test_a_one_word_host_name_is_too_ordinary_to_look_for(monkeypatch):
    monkeypatch.setattr("socket.gethostname", lambda: "server")
    with sandbox({}, None) as room:
        assert "server" not in [secret.value for secret in room.machine]
    monkeypatch.setattr("socket.gethostname", lambda: "desk-42")
    with sandbox({}, None) as room:
        assert "desk-42" in [secret.value for secret in room.machine]
