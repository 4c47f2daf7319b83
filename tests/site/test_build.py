"""A registry becomes a complete site, the same bytes for any number of workers, or nothing changes at all."""

from __future__ import annotations

import json
import re
import shutil
from xml.etree import ElementTree

import pytest

from tests.support.builders import registry_attack, registry_server, registry_tool, write_registry
from tests.support.project import files_of, make_project

SERVERS = [
    registry_server(
        *(registry_tool(f"{verb}_thing", category=category) for verb, category in
          [("get", "Read"), ("add", "Write"), ("run", "Execute"), ("delete", "Destructive"), ("pay", "Financial")]),
        slug=f"server-{number}",
        name=f"Server {number}",
    )
    for number in range(5)
]  # fmt: skip
PAGES = [
    "index.html",
    "404.html",
    "tools/index.html",
    "servers/index.html",
    "categories/index.html",
    "categories/read/index.html",
    "risk/index.html",
    "risk/critical/index.html",
    "attacks/index.html",
    "attacks/tool-poisoning/index.html",
    "tools/server-0/index.html",
    "tools/server-0/get-thing/index.html",
    "handbook/index.html",
    "sitemap.xml",
    "robots.txt",
    "_headers",
    "assets/vocabulary.css",
]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    return write_registry(tmp_path_factory.mktemp("catalog"), *SERVERS, attacks=[registry_attack()])


@pytest.fixture
def built(catalog, tmp_path, policy_catalog):
    done = policy_catalog("build", "--catalog", catalog, "--site-dir", tmp_path / "site", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "index.html" in done.stdout
    return tmp_path / "site"


def test_every_page_of_the_site_is_there(built):
    files = files_of(built)
    assert not [page for page in PAGES if page not in files]
    assert not [name for name in files if name.startswith(("_shell", "pages/", "partials/")) or name.endswith(".jinja")]
    assert len([name for name in files if re.fullmatch(r"tools/server-\d/[a-z-]+/index\.html", name)]) == 25


def test_the_stamp_says_when_it_was_built_and_how_much_is_in_it(built):
    stamp = json.loads((built / "build.json").read_text())
    assert stamp["built"] == "2026-11-22"
    assert (stamp["servers"], stamp["tools"]) == (5, 25)
    assert stamp["pages"] == len([name for name in files_of(built) if name.endswith(".html")])
    assert stamp["engine"].startswith("mkdocs ")


def test_a_template_with_a_link_to_nothing_publishes_nothing_and_says_where(catalog, built, policy_catalog, tmp_path):
    before = files_of(built)
    own = make_project(tmp_path / "own")
    template = own.root / "templates" / "pages" / "tool.html.jinja"
    template.write_text(template.read_text() + '<a href="{{ root }}nowhere/">x</a>')
    done = policy_catalog("build", "--catalog", catalog, "--site-dir", built, cwd=own.root)
    assert done.returncode == 1
    assert "found a link to nowhere/index.html, expected a file of the site" in done.stderr
    assert files_of(built) == before


def test_one_two_and_four_workers_give_the_same_bytes(catalog, built, tmp_path, policy_catalog):
    for workers in ("2", "4"):
        site = tmp_path / f"site-{workers}"
        assert policy_catalog("build", "--catalog", catalog, "--site-dir", site, "--workers", workers).returncode == 0
        assert files_of(site) == files_of(built)


def test_no_slot_is_left_and_no_page_asks_another_host(built):
    for name, content in files_of(built).items():
        if not name.endswith(".html"):
            continue
        html = content.decode()
        assert "CATALOG-SLOT" not in html, name
        assert "catalog:slot" not in html, name
        loaded = re.findall(r"""<(?:script|img|iframe|source)[^>]*\ssrc=["']?([^"'\s>]+)""", html)
        loaded += [match for match in re.findall(r"""<link[^>]*>""", html) if "canonical" not in match]
        assert not [each for each in loaded if "//" in each], name


def test_every_internal_link_leads_somewhere(built):
    files = files_of(built)
    for name, content in files.items():
        if not name.endswith(".html") or name == "404.html":
            continue
        for href in re.findall(r"""<a\s[^>]*?href=["']?([^"'\s>]*)""", content.decode()):
            if re.match(r"[a-z]+:", href) or href.startswith("#"):
                continue
            target = (built / name).parent / href.split("#")[0].split("?")[0]
            found = target / "index.html" if target.is_dir() else target
            assert found.is_file(), f"{name}: {href}"
            if "#" in href and href.split("#")[1]:
                assert re.search(rf"""\bid=["']?{re.escape(href.split("#")[1])}\b""", found.read_text()), (
                    f"{name}: {href}"
                )


def test_the_sitemap_lists_each_page_once_and_the_page_says_the_same_address(built):
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = [each.text for each in ElementTree.parse(built / "sitemap.xml").iter(f"{space}loc")]
    pages = {name.removesuffix("index.html") for name in files_of(built) if name.endswith("index.html")}
    assert len(listed) == len(set(listed)) == len(pages)
    for address in listed:
        path = address.split("/", 3)[3]
        html = (built / path / "index.html").read_text()
        canonical = re.search(r"""rel=["']?canonical["']? href=["']([^"']+)""", html)
        assert canonical and canonical[1] == address


def test_the_publishers_own_headers_and_rules_for_crawlers_stand(tmp_path, policy_catalog):
    project = make_project(tmp_path / "own")
    own = {"_headers": b"/*\n  X-Own: yes\n", "robots.txt": b"User-agent: *\nDisallow: /\n"}
    for name, content in own.items():
        (project.root / "site_src" / name).write_bytes(content)
    done = policy_catalog("build", cwd=project.root)
    assert done.returncode == 0, done.stderr
    built = files_of(project.root / "site")
    assert {name: built[name] for name in own} == own


def test_structured_data_says_what_the_page_shows(built):
    html = (built / "tools/server-0/get-thing/index.html").read_text()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    graph = json.loads(data)["@graph"]
    kinds = {each["@type"]: each for each in graph}
    assert set(kinds) == {"BreadcrumbList", "FAQPage"}
    visible = re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", "", html.replace("&#39;", "'").replace("&quot;", '"').replace("&#34;", '"'))
    )
    for question in kinds["FAQPage"]["mainEntity"]:
        assert re.sub(r"\s+", " ", question["name"]) in visible
        assert re.sub(r"<[^>]+>|\s+", " ", question["acceptedAnswer"]["text"]).strip()[:40] in visible


def test_tools_are_not_in_the_navigation_and_the_theme_has_no_search_of_its_own(built):
    assert not (built / "search").exists()
    handbook = (built / "handbook/index.html").read_text()
    assert "server-0" not in handbook


def test_a_tool_that_is_gone_is_pruned_and_the_rest_is_not_touched(catalog, built, tmp_path, policy_catalog):
    smaller = tmp_path / "smaller"
    shutil.copytree(catalog, smaller)
    (smaller / "servers" / "server-4.yaml").unlink()
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*.html")}
    assert policy_catalog("build", "--catalog", smaller, "--site-dir", built).returncode == 0
    assert not (built / "tools/server-4").exists()
    untouched = built / "handbook/method/index.html"
    assert untouched.stat().st_mtime_ns == before[untouched]
    fresh = tmp_path / "fresh"
    assert policy_catalog("build", "--catalog", smaller, "--site-dir", fresh).returncode == 0
    assert files_of(fresh) == files_of(built)


def test_a_build_that_fails_leaves_the_last_good_site(catalog, built, tmp_path, policy_catalog):
    before = files_of(built)
    broken = tmp_path / "broken"
    shutil.copytree(catalog, broken)
    (broken / "servers" / "server-0.yaml").write_text("slug: other\n")
    done = policy_catalog("build", "--catalog", broken, "--site-dir", built)
    assert done.returncode == 1
    assert "server-0.yaml:1:7: names/slug-file" in done.stdout
    assert "Traceback" not in done.stderr
    assert files_of(built) == before
    assert not [path.name for path in built.parent.iterdir() if "staged" in path.name]


def test_a_second_build_reads_and_writes_nothing(catalog, built, policy_catalog):
    done = policy_catalog("build", "--catalog", catalog, "--site-dir", built)
    assert " 0 written, 0 removed" in done.stderr


def test_drafts_are_published_with_the_class_of_the_rules_and_denied_where_there_is_none(tmp_path, policy_catalog):
    kept = {"name", "parameters", "hints", "definition"}
    drafts = [
        {key: value for key, value in registry_tool(name, hints={}).items() if key in kept}
        for name in ("frobnicate", "wipe_disk", "list_widgets")
    ]
    catalog = write_registry(tmp_path / "c", registry_server(*drafts, slug="draft"))
    done = policy_catalog("build", "--catalog", catalog, "--site-dir", tmp_path / "site")
    assert done.returncode == 0
    assert "to review" in done.stderr
    pages = {
        name: (tmp_path / "site/tools/draft" / name / "index.html").read_text().replace("&#34;", '"')
        for name in ("frobnicate", "wipe-disk", "list-widgets")
    }
    assert "Not reviewed" in pages["frobnicate"]
    assert "Judged by the rules alone" in pages["wipe-disk"]
    assert "wipe_disk on GitHub: Destructive tool, Critical risk" in pages["wipe-disk"]
    for page, effect, tool in (
        ("frobnicate", "deny", "frobnicate"),
        ("wipe-disk", "deny", "wipe_disk"),
        ("list-widgets", "ask", "list_widgets"),
    ):
        assert re.search(rf'"{effect}": \[\s*"mcp__draft__{tool}"', pages[page]), page
    listed = (tmp_path / "site/risk/not-reviewed/index.html").read_text()
    assert "frobnicate" in listed
    assert "wipe_disk" not in listed


def test_an_empty_catalog_is_a_site_that_says_so(tmp_path, policy_catalog):
    (tmp_path / "c" / "servers").mkdir(parents=True)
    done = policy_catalog("build", "--catalog", tmp_path / "c", "--site-dir", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/tools/index.html").exists()
