"""Every page is in the sitemap, in files no larger than the protocol allows."""

from __future__ import annotations

from xml.etree import ElementTree

from generator.outputs.sitemap import PART_SIZE, sitemap_files

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
