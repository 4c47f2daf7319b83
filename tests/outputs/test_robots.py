"""Crawlers may read everything and find the sitemap."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from generator.outputs.robots import robots_file


def test_everything_may_be_read_and_the_sitemap_is_named_by_its_whole_address():
    path, content = robots_file("https://a.example/catalog/")
    assert path == "robots.txt"
    parser = RobotFileParser()
    parser.parse(content.decode().splitlines())
    assert parser.can_fetch("Anybot", "https://a.example/catalog/tools/x/")
    assert parser.site_maps() == ["https://a.example/catalog/sitemap.xml"]
