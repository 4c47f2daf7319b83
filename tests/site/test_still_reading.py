"""While many files are read for the first time, pages are made of what was read so far; a server is read when somebody asks for it."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from generator.faces.live_server import live_server
from generator.faces.showing import Showing
from generator.live import LiveSite
from generator.model.problem import RegistryErrors
from generator.progress import Silence
from tests.support.builders import registry_attack, registry_server, registry_tool, write_registry

FIRST, LAST = "tools/server-00/get-thing/", "tools/server-11/get-thing/"


@pytest.fixture
def catalog(tmp_path, monkeypatch):
    """Twelve servers, of which eight are read in the first task."""
    monkeypatch.setattr("generator.reading.MANY", 9)
    tool = registry_tool("get_thing", category="Read")
    servers = [registry_server(tool, slug=f"server-{number:02}", name=f"Server {number}") for number in range(12)]
    return write_registry(tmp_path / "catalog", *servers, attacks=[registry_attack()])


class Slow:
    """A live site that is read as far as the first task until it may go on."""

    def __init__(self, project, catalog) -> None:
        self.showing = Showing()
        self.errors: list[RegistryErrors] = []
        self._live = LiveSite(catalog, project.config_file, engine="mkdocs", workers=1, day=lambda: "2026-11-22")
        self._is_begun, self._may_go_on = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._read)

    @contextmanager
    def begun(self) -> Iterator[str]:
        server = live_server("127.0.0.1", 0, "/", self.showing, print)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._thread.start()
        try:
            assert self._is_begun.wait(60)
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            self.go_on()
            server.shutdown()
            server.server_close()

    def go_on(self) -> None:
        self._may_go_on.set()
        self._thread.join(60)

    def _read(self) -> None:
        try:
            self.showing.show(self._live.after((), Silence(), self._meanwhile))
        except RegistryErrors as errors:
            self.errors.append(errors)
            self.showing.show_nothing(str(errors))

    def _meanwhile(self, site) -> None:
        self.showing.show_meanwhile(site)
        self._is_begun.set()
        assert self._may_go_on.wait(60)


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_pages_are_shown_while_the_registry_is_read_and_loaded_again_when_it_is(own, catalog):
    slow = Slow(own, catalog)
    with slow.begun() as address:
        status, page = fetch(address + FIRST)
        assert status == 200
        assert "Still reading: 8 of 12 servers so far." in page
        assert page.count("Still reading") == page.count("md-banner") - page.count("md-banner__inner") == 1
        assert '<script src="/.reload.js?0"></script></body>' in page
        assert "8 servers" in fetch(address + "servers/")[1] or "8 server" in fetch(address)[1]
        status, page = fetch(address + LAST)
        assert status == 200, "it was read because somebody asked for it"
        assert "Server 11" in page
        assert fetch(address + "tools/server-11/")[0] == 200
        assert fetch(address + "tools/server-10/policies/codex.config.toml")[0] == 200
        assert [fetch(address + path)[0] for path in ("tools/server-12/", "tools/server-11/nothing/", "tools/x")] == [
            404
        ] * 3
        assert fetch(address + "assets/data/names.js")[0] == 200
        entry = catalog / "servers" / "server-11.yaml"
        with urllib.request.urlopen(address + ".reload?0", timeout=60) as events:
            entry.write_text(entry.read_text().replace("Opens an issue", "Files an issue"))
            slow.showing.show_again()
            assert events.readline() == b"event: reload\n"
        assert "Files an issue" in fetch(address + LAST)[1], "a save is seen"
        entry.write_text(entry.read_text().replace("category: Read", "category: Reads"))
        assert "Files an issue" in fetch(address + LAST)[1], "what is broken stays as it was"
        entry.write_text(entry.read_text().replace("category: Reads", "category: Read"))
        with urllib.request.urlopen(address + ".reload?1", timeout=60) as events:
            slow.go_on()
            assert events.readline() == b"event: reload\n"
        for path in (FIRST, LAST, ""):
            status, page = fetch(address + path)
            assert status == 200
            assert "Still reading" not in page
            assert "reload.js?2" in page


@pytest.mark.parametrize("name", ["server-00", "server-11"])
def test_errors_found_meanwhile_take_the_place_of_what_was_shown(name, own, catalog):
    broken = catalog / "servers" / f"{name}.yaml"
    broken.write_text(broken.read_text().replace("category: Read", "category: Reads"))
    slow = Slow(own, catalog)
    with slow.begun() as address:
        assert fetch(address + "tools/server-01/get-thing/")[0] == 200
        assert fetch(f"{address}tools/{name}/get-thing/")[0] == 404, "it cannot be shown, whoever read it"
        assert f"tools/{name}/" not in fetch(address + "tools/")[1]
        with urllib.request.urlopen(address + ".reload?0", timeout=60) as events:
            slow.go_on()
            assert events.readline() == b"event: reload\n"
        status, page = fetch(address + FIRST)
        assert status == 503
        assert "nothing to show" in page
    assert slow.errors


def test_nothing_is_shown_early_where_little_is_to_be_read_or_the_vocabulary_is_broken(own, catalog, monkeypatch):
    told = []
    monkeypatch.setattr("generator.reading.MANY", 13)
    live = LiveSite(catalog, own.config_file, engine="mkdocs", workers=1, day=lambda: "2026-11-22")
    live.after((), Silence(), told.append)
    monkeypatch.setattr("generator.reading.MANY", 9)
    vocabulary = catalog / "vocabulary.yaml"
    vocabulary.write_text(vocabulary.read_text().replace("slug: read\n", "slug: Read it\n", 1))
    live = LiveSite(catalog, own.config_file, engine="mkdocs", workers=1, day=lambda: "2026-11-22")
    with pytest.raises(RegistryErrors):
        live.after((), Silence(), told.append)
    assert told == []
