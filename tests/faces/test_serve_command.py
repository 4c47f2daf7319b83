"""`serve` shows the site as it is after each save, tells open pages, and survives broken entries and templates and hostile requests."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.builders import registry_server, write_registry
from tests.support.project import make_project


@contextmanager
def serving(root: Path, *arguments: str, said_in: Path | None = None) -> Iterator[str]:
    """The address that `serve` says in that project; what it says on standard error goes to `said` there, or in another folder."""
    with ((said_in or root) / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "generator.faces.cli", "serve", "--port", "0", *arguments],
            cwd=root,
            env={**os.environ, "CATALOG_SITE_URL": "https://a.example/sub/"},
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        line = process.stdout.readline()
        address = re.search(r"http://\S+", line)
        assert address, line
        fetch(address[0])  # a signal ends it in order once it is ready
        try:
            yield address[0]
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(20)
            process.stdout.close()
        assert status == 0


@pytest.fixture
def served(tmp_path):
    project = make_project(tmp_path / "project")
    write_registry(project.root / "catalog", registry_server())
    with serving(project.root) as address:
        yield project.root, address


def fetch(address: str, method: str = "GET") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def ask(address: str, path: str, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], bytes]:
    """The answer to a request whose path is sent as it is, and whose host is that of the address unless it is given."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.putrequest(method, path, skip_host=bool(host))
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, {name: value for name, value in answer.getheaders() if name != "Date"}, answer.read()
    connection.close()
    return found


def wait_for(address: str, text: str) -> None:
    deadline = time.monotonic() + 60
    while text not in fetch(address)[1]:
        assert time.monotonic() < deadline, f"no {text!r} at {address}"
        time.sleep(0.1)


def test_a_save_is_shown_and_open_pages_are_told(served):
    root, address = served
    assert address.endswith("/sub/")
    page = address + "tools/github/create-issue/"
    status, html = fetch(page)
    assert status == 200
    assert "Opens an issue" in html
    assert '<script src="/.reload.js?1"></script></body>' in html, (
        "the policy of a page forbids a script that stands in it"
    )
    assert "EventSource" in fetch(address.replace("/sub/", "/.reload.js"))[1]
    assert fetch(address + "tools/github/nothing/")[0] == 404
    assert fetch(address + "..%2f..%2f..%2fetc/passwd")[0] == 404

    entry = root / "catalog" / "servers" / "github.yaml"
    with urllib.request.urlopen(address.replace("/sub/", "/.reload"), timeout=60) as events:
        entry.write_text(entry.read_text().replace("Opens an issue", "Files an issue"))
        assert events.readline() == b"event: reload\n"
    with urllib.request.urlopen(address.replace("/sub/", "/.reload?1"), timeout=60) as events:
        assert events.readline() == b"event: reload\n", "a page made before the save is told, however late it asks"
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
    root, address = served
    settings = root / "mkdocs.yml"
    text = settings.read_text()
    for name in ("First name", "Second name"):
        scratch = root / "mkdocs.yml~"
        scratch.write_text(re.sub("(?m)^site_name:.*", f"site_name: {name}", text))
        scratch.replace(settings)
        wait_for(address, name)


def test_a_request_is_answered_as_by_a_host_and_nothing_outside_the_site_is(served):
    root, address = served
    page = "/sub/tools/github/create-issue/"
    status, headers, body = ask(address, page)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert ask(address, page, "HEAD") == (200, ask(address, page)[1], b"")
    assert headers["Content-Length"] == str(len(body))
    assert ask(address, page + "?a=/../b#c")[0] == 200
    assert ask(address, page[:-1])[:2][0] == 302
    assert ask(address, page[:-1])[1]["Location"] == page
    assert ask(address, "/")[1]["Location"] == "/sub/"
    assert ask(address, "//evil.example/")[1]["Location"] == "/sub/"
    status, headers, body = ask(address, "/sub/assets/data/names.js")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b".reload" not in body
    for path in (
        "/sub/../mkdocs.yml",
        "/sub/%2e%2e/mkdocs.yml",
        "/sub/%2e%2e%2fmkdocs.yml",
        "/sub/tools%2fgithub/",
        "/sub/tools//github/",
        "/sub//evil.example",
        "/sub/%00",
        "/sub/tools/github/%00/",
        "/sub/%ff/",
        "/sub/" + "a" * 60_000,
        "/sub/tools/github/policies",
        "/sub/assets",
        "/sub/_shell/",
        "/sub/.catalog-manifest",
        "/sub/tools/",
        "/sub/tools/../../catalog/vocabulary.yaml",
    ):
        status, headers, body = ask(address, path)
        assert status == (200 if path == "/sub/tools/" else 404), path
        assert b'class="md-content"' in body or status == 200, "the site's own page says so"
    assert ask(address, "/sub/" + "a" * 70_000)[0] == 414
    assert ask(address, "/sub/", "POST")[0] == 501
    assert not (root / "build" / "served").exists()
    assert "Ready in" in (root / "said").read_text()
    assert "Traceback" not in (root / "said").read_text()


def test_a_broken_template_is_said_in_the_browser_and_in_the_terminal(served):
    root, address = served
    page = address + "tools/github/create-issue/"
    template = root / "templates" / "pages" / "tool.html.jinja"
    good = template.read_text()
    for broken, said in (("{% if %}", "Expected an expression"), ("{{ 1 / 0 }}", "division by zero")):
        template.write_text(good + broken)
        wait_for(page, said)
        status, html = fetch(page)
        assert status == 500
        assert ".reload.js" in html
        assert fetch(address + "tools/github/")[0] == 200
        assert said in (root / "said").read_text()
    assert "Traceback" not in (root / "said").read_text()
    template.write_text(good)
    wait_for(page, "Opens an issue")


@pytest.mark.parametrize("catalog", ["catalog", "../project/catalog", "link"])
def test_a_registry_with_errors_at_the_start_is_waited_for(catalog, tmp_path):
    project = make_project(tmp_path / "project")
    entry = write_registry(project.root / "catalog", registry_server()) / "servers" / "github.yaml"
    good = entry.read_text()
    entry.write_text(good.replace("category: Write", "category: <Wrote>"))
    (project.root / "link").symlink_to(project.root / "catalog")
    with serving(project.root, "--catalog", catalog) as address:
        status, html = fetch(address)
        assert status == 503
        assert "&lt;Wrote&gt;" in html
        assert ".reload.js" in html
        entry.write_text(good)
        wait_for(address + "tools/github/create-issue/", "Opens an issue")
        entry.write_text(good.replace("Opens an issue", "Files an issue"))
        wait_for(address + "tools/github/create-issue/", "Files an issue")


def test_a_browser_that_goes_away_is_no_news(served):
    root, address = served
    place = urlsplit(address)
    for _ in range(5):
        with socket.create_connection((place.hostname, place.port)) as browser:
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing resets
            browser.sendall(b"GET /sub/assets/targets.js HTTP/1.1\r\n\r\n" * 20)
    assert fetch(address)[0] == 200
    said = (root / "said").read_text()
    assert "Error" not in said and "Traceback" not in said


def test_only_a_request_for_this_machine_is_answered(served):
    _, address = served
    own = urlsplit(address).netloc
    for host in (own, "localhost", "LOCALHOST:9000", "[::1]:8000", "127.0.0.1:1"):
        assert ask(address, "/sub/", host=host)[0] == 200
    for host in (
        "evil.example",
        "localhost.evil.example",
        f"evil.example:{urlsplit(address).port}",
        "127.0.0.1@evil.example",
    ):
        status, _, content = ask(address, "/sub/tools/github/create-issue/", host=host)
        assert status == 421 and b"issue" not in content.partition(b"<pre>")[0]


def test_an_address_of_a_folder_keeps_its_query(served):
    _, address = served
    status, headers, _ = ask(address, "/sub/tools/github/create-issue?q=1&r=%3C")
    assert (status, headers["Location"]) == (302, "/sub/tools/github/create-issue/?q=1&r=%3C")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("wait_s", [0.0, 0.5, 3.0])
def test_a_signal_ends_it_in_order_whatever_it_is_doing(stop, wait_s, tmp_path):
    project = make_project(tmp_path / "project")
    write_registry(project.root / "catalog", registry_server())
    command = [sys.executable, "-u", "-m", "generator.faces.cli", "serve", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout.readline().startswith("Serving ")
    time.sleep(wait_s)
    os.killpg(process.pid, stop)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "Traceback" not in said and "failing" not in said


@pytest.mark.parametrize(
    "slip",
    [
        "released: 2026-02-30",
        "1: x",
        "2026-01-01: x",
        "loop: &a [*a]",
        "i: !!int foo",
        "i: !!timestamp foo",
        "deep: " + "[" * 5000,
    ],
)
def test_a_slip_in_the_settings_is_said_and_the_site_stays(slip, served):
    root, address = served
    settings = root / "mkdocs.yml"
    good = settings.read_text()
    settings.write_text(good.replace("extra:\n", f"extra:\n  {slip}\n", 1) + "\n# seen\n")
    deadline = time.monotonic() + 20
    while not re.search("last good site|Read again", (root / "said").read_text()):
        assert time.monotonic() < deadline, (root / "said").read_text()
        time.sleep(0.1)
    assert fetch(address)[0] == 200
    settings.write_text(good.replace("site_name: ", "site_name: Mended "))
    wait_for(address, "Mended ")
    assert "Traceback" not in (root / "said").read_text()


@pytest.mark.parametrize("setting", ["plugins: 5", "hooks: 5", "hooks: [5]"])
def test_plugins_and_hooks_that_are_no_lists_are_said(setting, tmp_path):
    project = make_project(tmp_path / "project")
    write_registry(project.root / "catalog", registry_server())
    settings = project.root / "mkdocs.yml"
    name = setting.partition(":")[0]
    text = re.sub(rf"(?m)^{name}:.*\n(?:[ -].*\n)*", "", settings.read_text())
    settings.write_text(f"{text}\n{setting}\n")
    command = [sys.executable, "-m", "generator.faces.cli", "build", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and f"{name}: found" in done.stderr and "Traceback" not in done.stderr


def test_a_hook_that_is_saved_makes_the_handbook_again(served):
    root, address = served
    (root / "hook.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nby the hook'\n")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "\nhooks: [hook.py]\n")
    wait_for(f"{address}handbook/", "by the hook")


def test_a_registry_whose_servers_are_elsewhere_and_a_project_below_a_folder_of_tools_are_watched(tmp_path):
    project = make_project(tmp_path / ".tox" / "project")
    write_registry(tmp_path / "data", registry_server())
    (project.root / "links").mkdir()
    (project.root / "links" / "servers").symlink_to(tmp_path / "data" / "servers")
    entry = tmp_path / "data" / "servers" / "github.yaml"
    template = project.root / "templates" / "pages" / "tool.html.jinja"
    with serving(project.root, "--catalog", "links") as address:
        page = address + "tools/github/create-issue/"
        entry.write_text(entry.read_text().replace("Opens an issue", "Files an issue"))
        wait_for(page, "Files an issue")
        template.write_text(template.read_text() + "<p>and this</p>")
        wait_for(page, "<p>and this</p>")


def test_a_project_in_the_folder_of_its_catalog_reads_each_save_once_and_as_what_it_is(tmp_path):
    project = make_project(tmp_path / "project")
    write_registry(project.root, registry_server())
    template = project.root / "templates" / "pages" / "tool.html.jinja"
    with serving(project.root, "--catalog", ".", said_in=tmp_path) as address:
        template.write_text(template.read_text() + "<p>and this</p>")
        wait_for(address + "tools/github/create-issue/", "<p>and this</p>")
        time.sleep(1.5)
        assert (tmp_path / "said").read_text().count("Read again") <= 3, "the build's own notes are no saves"


def test_a_name_that_is_not_utf8_does_not_end_the_watch(served):
    root, address = served
    (root / "catalog" / "servers" / os.fsdecode(b".caf\xe9.yaml")).touch()
    time.sleep(0.5)
    entry = root / "catalog" / "servers" / "github.yaml"
    for word in ("Files", "Makes"):
        entry.write_text(re.sub(r"(Opens|Files) an issue", f"{word} an issue", entry.read_text()))
        wait_for(address + "tools/github/create-issue/", f"{word} an issue")


def test_folders_that_come_or_take_the_place_of_others_are_watched(tmp_path):
    project = make_project(tmp_path / "project")
    root = project.root
    with serving(root, "--catalog", "later") as address:
        page = address + "tools/github/create-issue/"
        assert fetch(page)[0] == 503
        write_registry(tmp_path / "one", registry_server())
        (root / "later").symlink_to(tmp_path / "one")
        wait_for(page, "Opens an issue")
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        entry = tmp_path / "two" / "servers" / "github.yaml"
        entry.write_text(entry.read_text().replace("Opens an issue", "Files an issue"))
        (root / "new").symlink_to(tmp_path / "two")
        (root / "new").rename(root / "later")
        wait_for(page, "Files an issue")
        entry.write_text(entry.read_text().replace("Files an issue", "Makes an issue"))
        wait_for(page, "Makes an issue")
        shutil.copytree(root / "site_src", root / "other")
        settings = root / "mkdocs.yml"
        settings.write_text(
            settings.read_text()
            .replace("docs_dir: site_src", "docs_dir: other")
            .replace("site_name: ", "site_name: Other ")
        )
        wait_for(address, "Other ")
        time.sleep(2.5)
        guide = next((root / "other" / "handbook").glob("*.md"))
        guide.write_text(guide.read_text() + "\n\nin the other folder\n")
        name = "" if guide.stem == "index" else f"{guide.stem}/"
        wait_for(f"{address}handbook/{name}", "in the other folder")


def test_a_port_that_is_taken_is_named(served):
    root, address = served
    port = urlsplit(address).port
    command = [sys.executable, "-m", "generator.faces.cli", "serve", "--port", str(port)]
    refused = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert refused.returncode == 1
    assert f"127.0.0.1:{port}" in refused.stderr and "--port" in refused.stderr
