"""The theme's frame is cut at its slots, and a theme that moved one is refused by name."""

from __future__ import annotations

import pytest

from generator.model.problem import CatalogError
from generator.model.site import Contact, Site
from generator.renderers.shell import SHELL_PAGES, read_shells
from generator.renderers.slots import fill_slots

SITE = Site(name="Catalog", url="https://a.example/", source_url=None, contact=Contact(), built="2026-11-22")
FRAME = """<title>CATALOG-SLOT-TITLE - Catalog</title><meta property="og:title" content="CATALOG-SLOT-TITLE">
<meta name="description" content="CATALOG-SLOT-DESCRIPTION"><meta property="og:description" content="CATALOG-SLOT-DESCRIPTION">
<link rel="canonical" href="{address}"><meta property="og:url" content="{address}">
<meta charset="utf-8"><nav class="md-header__inner md-grid"><span>CATALOG-SLOT-TITLE</span></nav>
<article><h1 class="catalog-slot">CATALOG-SLOT-BODY</h1></article>"""


@pytest.fixture
def frames(tmp_path):
    for page in SHELL_PAGES.values():
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        (tmp_path / page / "index.html").write_text(FRAME.format(address=SITE.url + page))
    return tmp_path


def test_a_page_is_the_frame_with_every_slot_filled(frames):
    shell = read_shells(frames, "engine 1", SITE)[3]
    page = shell.splice(title="T <b>", description='D "q"', address="https://a.example/x/", body="<p>body</p>").decode()
    assert "CATALOG-SLOT" not in page
    assert page.count("T &lt;b&gt;") == 3
    assert page.count("D &quot;q&quot;") == 2
    assert page.count("https://a.example/x/") == 2
    hidden = shell.splice(title="a\u202eb", description="\u200b", address="https://a.example/x/", body="")
    assert hidden.decode().count("a[U+202E]b") == 3
    assert "<article><p>body</p></article>" in page


@pytest.mark.parametrize("slot", ["CATALOG-SLOT-TITLE", "CATALOG-SLOT-DESCRIPTION", "CATALOG-SLOT-BODY", "canonical"])
def test_a_theme_that_dropped_a_slot_is_refused_by_name_and_version(slot, frames):
    path = frames / SHELL_PAGES[2] / "index.html"
    html = path.read_text()
    gone = (
        html.replace(f'<link rel="canonical" href="{SITE.url}{SHELL_PAGES[2]}">', "")
        if slot == "canonical"
        else html.replace(slot, "", 1)
    )
    path.write_text(gone)
    with pytest.raises(CatalogError, match="built by engine 1, expected"):
        read_shells(frames, "engine 1", SITE)


def test_a_slot_of_a_hand_written_page_is_filled_and_an_unknown_one_is_an_error():
    assert fill_slots("a <!-- catalog:slot home --> b", "index.html", {"home": "<p>1</p>"}.get) == "a <p>1</p> b"
    with pytest.raises(CatalogError, match=r"index.html: found slot 'hom'"):
        fill_slots("<!--catalog:slot hom-->", "index.html", {"home": ""}.get)
