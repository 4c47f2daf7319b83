"""A site with a hole in it is not published: each kind of hole is found and named."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.catalog import gather
from generator.model.problem import CatalogError
from generator.outputs.soundness import Soundness, assert_sound, references
from generator.rules.summarize import summarize
from tests.support.builders import make_vocabulary
from tests.support.plans import SLUGS, judged_of

CATALOG = gather(make_vocabulary(), [summarize(judged_of(SLUGS[0]))])
PATHS = {
    "index.html",
    "assets/a.css",
    f"tools/{SLUGS[0]}/index.html",
    *(f"tools/{tool.server}/{tool.slug}/index.html" for tool in CATALOG.tools()),
}
BODY = '<h1>Name</h1><a href="../../">Home</a> <img src="../../assets/a.css?v=1#x"> <a href="#part">x</a><p id="part">'


def seen_of(body: str, folder: str = "tools/x/", title: str = "T", root: str = "") -> Soundness:
    seen = Soundness()
    seen.look(folder, body, title=title, root=root)
    return seen


def test_a_whole_site_passes():
    assert_sound(seen_of(BODY), PATHS, CATALOG)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<h1>N</h1><a href="../nothing/">', r"tools/x/: found a link to tools/nothing/index.html, expected a file"),
        (
            '<h1>N</h1><a href="../../../../etc/">',
            r"found the link \.\./\.\./\.\./\.\./etc/, expected one inside the site",
        ),
        ('<h1>N</h1><a href="/root/">', "found the link /root/, expected one inside"),
        ('<h1>N</h1><a href="#gone">', "found a link to #gone, expected a part of the page"),
        ('<h1>N</h1><a href="../a&amp;b">', "found a link to tools/a&b, expected"),
        ("<h1> </h1>", "a page without a heading"),
        ('<h1><a href="#x"></a></h1><b id="x">', "a page without a heading"),
        ("", "a page without a heading"),
        ('<h1>N</h1><script src="../../assets/catalog.js">', "expected a file of the site; `scripts/front` makes it"),
        ('<h1 class="catalog-slot">CATALOG-SLOT-BODY</h1>', "a slot that was not filled"),
        ("<h1>N</h1><!-- catalog:slot home -->", "a slot that was not filled"),
    ],
)
def test_a_hole_in_a_page_is_named(body, words):
    with pytest.raises(CatalogError, match=words):
        assert_sound(seen_of(body), PATHS, CATALOG)


def test_a_heading_may_begin_with_a_mark():
    assert_sound(seen_of('<h1 id="a"><code>name</code></h1>'), PATHS, CATALOG)


def test_an_entry_may_hold_the_words_of_a_slot():
    assert_sound(seen_of("<h1>CATALOG-SLOT-BODY</h1><p>&lt;!-- catalog:slot home --&gt;</p>"), PATHS, CATALOG)


def test_links_to_elsewhere_and_to_the_page_itself_are_no_links_of_the_site():
    body = '<h1>N</h1><a href="https://a.example/x"><a href="mailto:a@b"><a href="//c"><a href=""><a href="#"><a href="#__skip">'
    assert_sound(seen_of(body), PATHS, CATALOG)


def test_absolute_addresses_count_from_the_sites_own_root():
    assert_sound(seen_of('<h1>N</h1><a href="/sub/assets/a.css"><a href="/sub/">', root="/sub/"), PATHS, CATALOG)
    with pytest.raises(CatalogError, match="found a link to gone, expected"):
        assert_sound(seen_of('<h1>N</h1><a href="/sub/gone">', root="/sub/"), PATHS, CATALOG)


def test_two_pages_with_one_title_are_both_named():
    seen = seen_of(BODY)
    seen.add(seen_of(BODY, folder="tools/y/"))
    with pytest.raises(CatalogError, match=r"tools/x/: found the title 'T' on 2 pages[\s\S]*tools/y/: found the title"):
        assert_sound(seen, PATHS, CATALOG)


def test_a_page_that_is_missing_and_one_too_many_are_found():
    first = next(CATALOG.tools())
    path = f"tools/{first.server}/{first.slug}/index.html"
    with pytest.raises(CatalogError, match=f"{path}: found no page"):
        assert_sound(seen_of(BODY), PATHS - {path}, CATALOG)
    with pytest.raises(CatalogError, match="pages of tools, expected"):
        assert_sound(seen_of(BODY), PATHS | {f"tools/{first.server}/ghost/index.html"}, CATALOG)


def test_many_problems_are_counted_after_the_first_twenty():
    body = "<h1>N</h1>" + "".join(f'<a href="x{number}">' for number in range(50))
    with pytest.raises(CatalogError, match="and 30 more"):
        assert_sound(seen_of(body), PATHS, CATALOG)


ADDRESS = st.sampled_from(["../", "../a/", "#x", "https://a.example/?q=1", ""])
WORDS = st.sampled_from(
    [' href="../text/"', 'src="b"', '"', "=", " action=", "a", "\n", "&lt;a href=&#34;x&#34;", ' href="']
)
TAG = st.builds(
    "<{}{}{}{}{}>".format,
    st.sampled_from(["a", "img", "form", "svg"]),
    st.sampled_from(["", ' class="a b"', " data-x", ' data-href="../no/"', ' title="href=&quot;x&quot;"']),
    st.sampled_from([" ", "\n"]),
    st.builds('{}="{}"'.format, st.sampled_from(["href", "src", "action", "data-src", "id"]), ADDRESS),
    st.sampled_from(["", ' rel="nofollow"', "/", " src", ' width="1"']),
)


@given(st.lists(TAG | WORDS, max_size=8).map("".join))
def test_references_are_those_of_tags_and_never_of_text(html):
    assert references(html) == referred(html)


def referred(html):
    """The same as a parser of HTML finds them."""
    found = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda _, attributes: found.update(
        value for name, value in attributes if name in {"href", "src", "action"} and value is not None
    )
    parser.handle_startendtag = parser.handle_starttag
    parser.feed(html)
    parser.close()
    return found


def test_an_entry_may_hold_the_words_of_a_link():
    assert_sound(
        seen_of('<h1>N</h1><p>Pass <code>x href="nowhere"</code> or src="nothing" &lt;a href="no"&gt;'), PATHS, CATALOG
    )


def test_a_reference_that_was_followed_from_another_folder_is_followed_again():
    body = '<h1>N</h1><a href="../b/">'
    seen = seen_of(body, folder="tools/x/")
    seen.look("tools/y/", body)
    seen.look("tools/y/z/", body)
    seen.look("", body)
    assert dict(seen.links) == {"tools/b/index.html": "tools/x/", "tools/y/b/index.html": "tools/y/z/"}
    assert seen.problems == [": found the link ../b/, expected one inside the site"]


@given(
    st.sampled_from(["", "a/", "tools/x/", "lists/a/page/3/"]),
    st.integers(0, 4),
    st.lists(st.sampled_from(["a", "b-c", "x.js", ".", "..", "%20", "é", "&amp;", "#p", "?q"]), max_size=4),
    st.sampled_from(["", "/"]),
)
def test_a_reference_spelt_plainly_leads_where_any_other_does(folder, ups, parts, end):
    reference = "../" * ups + "/".join(parts) + (end if parts else "")
    seen = Soundness()
    seen.look_at_links(folder, f'<p id="p"><a href="{reference}">')
    wanted = urlsplit(urljoin(f"https://x/{folder}", unescape(reference))).path.removeprefix("/")
    if seen.links:
        assert [*seen.links] == [f"{wanted}index.html" if wanted.endswith("/") or not wanted else wanted]
