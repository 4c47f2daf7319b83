"""Nothing that an import started runs on, whatever it did and however the import ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator.readers.observation import ImportFailedError
from tests.support.importing import alive, fake_command, observe_fake
from tests.support.waiting import wait_for

KINDS = ["child", "setsid", "forgetful"]
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@linux_only
def test_children_end_with_a_successful_import(tmp_path):
    pids = tmp_path / "pids"
    observe_fake(tmp_path, spawn=KINDS, pid_file=str(pids))
    assert alive(pids) == []


@linux_only
def test_a_server_that_ignores_stdin_and_sigterm_is_ended_with_its_children(tmp_path):
    pids = tmp_path / "pids"
    assert len(observe_fake(tmp_path, stubborn=True, spawn=KINDS, pid_file=str(pids)).tools) == 2
    assert alive(pids) == []


@linux_only
@pytest.mark.parametrize(
    "scenario",
    [
        {"exits": {"tools/list": 1}},
        {"silent": ["initialize"], "limits": {"startup_seconds": 1}},
        {"silent": ["tools/list"], "stubborn": True, "limits": {"total_seconds": 2}},
        {"error": {"initialize": {"code": 1, "message": "no"}}},
        {"endless": True, "limits": {"answer_bytes": 100_000}},
    ],
    ids=["dies", "no initialize", "no list", "error", "endless"],
)
def test_children_end_with_a_failed_import(tmp_path, scenario):
    pids = tmp_path / "pids"
    with pytest.raises(ImportFailedError):
        observe_fake(tmp_path, spawn=KINDS, pid_file=str(pids), **scenario)
    assert alive(pids) == []


@linux_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("stubborn", [False, True])
def test_an_interrupted_import_ends_all_and_writes_nothing(tmp_path, number, stubborn):
    pids = tmp_path / "pids"
    command = fake_command(tmp_path, silent=["tools/list"], stubborn=stubborn, spawn=KINDS, pid_file=str(pids))
    catalog = tmp_path / "catalog"
    running = subprocess.Popen(
        [sys.executable, "-m", "generator.faces.cli", "import", "x", "--catalog", str(catalog), "--", *command],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 4)
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert alive(pids) == []
    assert not catalog.exists()
    assert not list(tmp_path.glob("mcp-import-*"))


def test_the_temporary_folders_go_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "scenarios").mkdir()
    observe_fake(tmp_path / "scenarios")
    with pytest.raises(ImportFailedError):
        observe_fake(tmp_path / "scenarios", exits={"initialize": 1})
    assert [path.name for path in tmp_path.iterdir()] == ["scenarios"]


@linux_only
def test_processes_of_others_are_left_alone(tmp_path):
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    bystanders = [subprocess.Popen(sleeper), subprocess.Popen(sleeper, start_new_session=True)]
    try:
        observe_fake(tmp_path, spawn=KINDS)
        assert all(each.poll() is None for each in bystanders)
    finally:
        for each in bystanders:
            each.kill()
            each.wait()


def test_what_ran_is_told_with_its_command_line(tmp_path):
    programs = observe_fake(tmp_path).programs
    assert any("fake_mcp_server.py" in argument for program in programs for argument in program)
    assert all(Path(program[0]).is_absolute() for program in programs)
