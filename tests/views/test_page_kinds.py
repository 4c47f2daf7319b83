"""Each kind of page is registered once, has its templates, and a template says what it prints."""

import re

import pytest

from generator.views import PAGE_KINDS
from generator.views.page import PageKind
from tests.support.builders import (
    ROOT,
    TEMPLATES,
    make_attack,
    make_context,
    make_judged,
    make_tool,
    make_unreviewed_tool,
)
from tests.support.pages import all_pages

VIEWS = ROOT / "generator" / "views"
ALL_TEMPLATES = sorted(TEMPLATES.glob("pa*/*.jinja"))
FRAGMENTS = {
    "home",
    "tools",
    "servers",
    "categories",
    "risk",
    "vocabulary",
    "attacks",
    "lists",
    "overview",
    "not-found",
}


def test_every_module_that_makes_a_page_kind_is_registered_once():
    made = [
        path.stem
        for path in VIEWS.glob("*.py")
        if re.search(r"^[A-Z_]+: Final = PageKind\(", path.read_text(), re.MULTILINE)
    ]
    assert len(PAGE_KINDS) == len({kind.name for kind in PAGE_KINDS}) == len(made)
    assert all(isinstance(kind, PageKind) for kind in PAGE_KINDS)


def test_every_page_has_its_template_and_every_fragment_its_name():
    judged = make_judged(make_tool(), make_unreviewed_tool())
    pages = list(all_pages((judged,), make_context(judged, attacks=(make_attack(),))))
    for page in pages:
        assert (TEMPLATES / "pages" / f"{page.kind}.html.jinja").is_file()
    printed = {path.name.removesuffix(".html.jinja") for path in (TEMPLATES / "pages").iterdir()}
    assert {page.kind for page in pages} == printed
    assert {page.name for page in pages if hasattr(page, "name")} == FRAGMENTS


def test_slots_of_hand_written_pages_are_fragments():
    slots = {
        name
        for path in [*(ROOT / "site_src").rglob("*.md"), TEMPLATES / "404.html"]
        for name in re.findall(r"<!--\s*catalog:slot\s+([a-z0-9-]+)\s*-->", path.read_text())
    }
    assert slots <= FRAGMENTS


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_short_says_its_fields_and_trusts_nothing(path):
    text = path.read_text()
    assert text.startswith("{#")
    assert len(text.splitlines()) < 80
    assert "|safe" not in text.replace(" ", "")
    assert " style=" not in text


def test_every_partial_is_used():
    used = {name for path in ALL_TEMPLATES for name in re.findall(r'include "(partials/[^"]+)"', path.read_text())}
    assert used == {f"partials/{path.name}" for path in (TEMPLATES / "partials").iterdir()}


def test_a_kind_says_where_its_pages_are_and_which_slots_it_fills():
    judged = make_judged(make_tool(), make_unreviewed_tool())
    context = make_context(judged, attacks=(make_attack(),))
    for kind in PAGE_KINDS:
        if kind.catalog_pages is not None:
            assert kind.folder
            assert all(page.path.startswith(kind.folder) for page in kind.catalog_pages(context))
        assert kind.slots == tuple(each.name for each in (kind.fragments(context) if kind.fragments else ()))
    folders = [kind.folder for kind in PAGE_KINDS if kind.folder]
    assert len(folders) == len(set(folders))
