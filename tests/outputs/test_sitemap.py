"""Every page is in the sitemap, in files no larger than the protocol allows."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.sitemap import PART_SIZE, changed_sitemap, sitemap_files

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(content):
    return [each.text for each in ElementTree.fromstring(content).iter(f"{SPACE}loc")]


def test_a_small_site_has_one_file_in_order():
    files = dict(sitemap_files("https://a.example/", ["tools/b/", "", "tools/a/"]))
    assert list(files) == ["sitemap.xml"]
    assert addresses(files["sitemap.xml"]) == [f"https://a.example/{page}" for page in ("", "tools/a/", "tools/b/")]


def test_a_large_site_has_an_index_and_parts():
    pages = [f"tools/s/{number:06}/" for number in range(PART_SIZE + 1)]
    files = dict(sitemap_files("https://a.example/", pages))
    assert addresses(files["sitemap.xml"]) == ["https://a.example/sitemap-1.xml", "https://a.example/sitemap-2.xml"]
    assert len(addresses(files["sitemap-1.xml"])) == PART_SIZE
    assert len(addresses(files["sitemap-2.xml"])) == 1


PAGES = st.sets(st.text(st.sampled_from("ab&-/\u00e9"), max_size=4), max_size=12)


@given(PAGES, PAGES, st.sampled_from(["https://a.example/", "https://a.example/x&y/"]))
def test_a_changed_one_is_what_would_be_made_of_all_pages(before, after, site):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.outputs.sitemap.PART_SIZE", 3)
        old, new = dict(sitemap_files(site, before)), dict(sitemap_files(site, after))
        try:
            changed = dict(changed_sitemap(site, after - before, before - after, old.__getitem__))
        except LookupError:
            assert len(old) != len(new)
        else:
            assert changed == new


def test_a_page_that_is_not_in_it_cannot_go():
    files = dict(sitemap_files("https://a.example/", ["a/"]))
    with pytest.raises(LookupError):
        changed_sitemap("https://a.example/", [], ["b/"], files.__getitem__)


def test_a_site_without_an_address_has_none():
    assert list(sitemap_files("", ["a/"])) == list(changed_sitemap("", ["a/"], ["b/"], {}.__getitem__)) == []
