"""`serve` shows the site, rebuilds at a save, tells open pages, and survives a broken entry."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.support.builders import registry_server, write_registry
from tests.support.project import make_project


@pytest.fixture
def served(tmp_path):
    project = make_project(tmp_path / "project")
    write_registry(project.root / "catalog", registry_server())
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "generator.faces.cli", "serve", "--port", "0"],
        cwd=project.root,
        env={**os.environ, "CATALOG_SITE_URL": "https://a.example/sub/"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = process.stdout.readline()
    address = re.search(r"http://\S+", line)
    assert address, line + process.stderr.read()
    yield project.root, address[0], process
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    process.stdout.close()
    process.stderr.close()


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(address: str, text: str) -> None:
    deadline = time.monotonic() + 60
    while text not in fetch(address)[1]:
        assert time.monotonic() < deadline, f"no {text!r} at {address}"
        time.sleep(0.1)


def test_a_save_is_shown_and_open_pages_are_told(served):
    root, address, _ = served
    assert address.endswith("/sub/")
    page = address + "tools/github/create-issue/"
    status, html = fetch(page)
    assert status == 200
    assert "Opens an issue" in html
    assert '<script src="/.reload.js"></script></body>' in html, (
        "the policy of a page forbids a script that stands in it"
    )
    assert "EventSource" in fetch(address.replace("/sub/", "/.reload.js"))[1]
    assert fetch(address + "tools/github/nothing/")[0] == 404
    assert fetch(address + "..%2f..%2f..%2fetc/passwd")[0] == 404

    entry = root / "catalog" / "servers" / "github.yaml"
    with urllib.request.urlopen(address.replace("/sub/", "/.reload"), timeout=60) as events:
        entry.write_text(entry.read_text().replace("Opens an issue", "Files an issue"))
        assert events.readline() == b"event: reload\n"
    wait_for(page, "Files an issue")

    entry.write_text(entry.read_text().replace("category: Write", "category: Wrote"))
    template = root / "templates" / "pages" / "tool.html.jinja"
    time.sleep(1)
    assert "Files an issue" in fetch(page)[1]
    entry.write_text(entry.read_text().replace("category: Wrote", "category: Write").replace("Files", "Makes"))
    wait_for(page, "Makes an issue")
    template.write_text(template.read_text() + "<p>template saved</p>")
    wait_for(page, "template saved")
    handbook = root / "site_src" / "handbook" / "method.md"
    handbook.write_text(handbook.read_text() + "\n\nhandbook saved\n")
    wait_for(address + "handbook/method/", "handbook saved")


def test_settings_saved_by_renaming_are_noticed_every_time(served):
    root, address, _ = served
    settings = root / "mkdocs.yml"
    text = settings.read_text()
    for name in ("First name", "Second name"):
        scratch = root / "mkdocs.yml~"
        scratch.write_text(re.sub("(?m)^site_name:.*", f"site_name: {name}", text))
        scratch.replace(settings)
        wait_for(address, name)
