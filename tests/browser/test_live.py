"""What `serve` shows works in a browser as the built site does, and an open page shows a save by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from generator.faces.live_server import live_server
from generator.faces.showing import Showing
from generator.live import LiveSite
from generator.progress import Silence
from tests.browser.registries import rich_attacks, rich_registry
from tests.support.builders import write_registry

pytestmark = pytest.mark.browser


@pytest.fixture
def live(browser_project, tmp_path) -> Iterator[SimpleNamespace]:
    catalog = write_registry(tmp_path / "catalog", *rich_registry(), attacks=rich_attacks())
    site = LiveSite(catalog, browser_project.config_file, engine="mkdocs", workers=1, day=lambda: "2026-11-22")
    showing, said = Showing(), []
    server = live_server("127.0.0.1", 0, "/", showing, said.append)
    origin = f"http://127.0.0.1:{server.server_port}"
    showing.show(site.after((), Silence()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield SimpleNamespace(
        origin=origin, url=f"{origin}/", catalog=catalog, save=lambda path: showing.show(site.after((path,), Silence()))
    )
    server.shutdown()
    server.server_close()
    assert said == []


def test_an_open_page_shows_a_save_by_itself_and_its_scripts_run(live, visitor_of):
    entry = min((live.catalog / "servers").iterdir())
    page = visitor_of(live).open(f"tools/{entry.stem}/")
    page.keyboard.press("/")
    page.keyboard.type("a")
    page.get_by_role("option").first.wait_for()
    page.reload()
    entry.write_text(entry.read_text().replace("\nname: ", "\nname: Renamed ", 1))
    live.save(entry)
    page.get_by_role("heading", level=1).get_by_text("Renamed").wait_for()
