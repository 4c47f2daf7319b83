"""Every page gets the way to the search and a policy that allows exactly its own scripts."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode

import pytest
from msgspec.structs import replace

from generator.model.problem import CatalogError
from generator.model.site import Contact, Site
from generator.renderers.frame import finish_frame

SITE = Site(name="Catalog", url="https://a.example/", source_url=None, contact=Contact(), built="2026-11-22")
PAGE = (
    '<head><meta charset="utf-8"><script>one()</script><script src="x.js"></script></head>'
    '<nav class="md-header__inner md-grid">title</nav><script type="application/ld+json">{}</script><script>one()</script>'
)


def policy(html: str) -> dict[str, str]:
    content = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)[1]
    return dict(each.split(" ", 1) for each in content.split("; "))


def test_the_header_ends_with_the_way_to_the_search():
    html = finish_frame(PAGE, "../../", SITE, "page")
    assert 'title<div class="find"><a href="../../browse/">Search</a></div></nav>' in html


def test_the_policy_allows_scripts_of_the_site_and_the_inline_ones_of_the_page_and_nothing_else():
    allowed = policy(finish_frame(PAGE, "", SITE, "page"))
    digest = b64encode(hashlib.sha256(b"one()").digest()).decode()
    assert allowed["script-src"] == f"'self' 'sha256-{digest}'"
    assert allowed["default-src"] == "'self'"
    assert allowed["object-src"] == allowed["base-uri"] == "'none'"
    assert allowed["connect-src"] == allowed["form-action"] == "'self'"


def test_only_the_publishers_own_form_endpoint_may_be_posted_to():
    site = replace(SITE, contact=Contact(endpoint="https://forms.example:8443/f/1?x=1"), asks_github=True)
    allowed = policy(finish_frame(PAGE, "", site, "page"))
    assert allowed["form-action"] == "'self' https://forms.example:8443"
    assert allowed["connect-src"] == "'self' https://forms.example:8443 https://api.github.com"


def test_the_search_of_a_theme_gives_way():
    own = '<label class="i" for="__search"><svg/></label><div class="md-search" role="dialog"><button>Search</button></div>'
    assert finish_frame(PAGE.replace("title", "title" + own), "", SITE, "p") == finish_frame(PAGE, "", SITE, "p")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('<nav class="md-header__inner md-grid">', "<nav>", "found 0 headers"),
        ("title", '<div class="md-search"><div></div></div>', "with its own search"),
        ('<meta charset="utf-8">', "", "found no <meta charset"),
    ],
)
def test_a_theme_that_changed_is_refused_by_name(old, new, words):
    with pytest.raises(CatalogError, match=rf"page built by x 1: .*{words}"):
        finish_frame(PAGE.replace(old, new), "", SITE, "page built by x 1")


def test_a_page_that_an_engine_serves_with_its_own_script_has_no_policy():
    assert "Content-Security-Policy" not in finish_frame(PAGE, "", replace(SITE, is_preview=True), "page")
