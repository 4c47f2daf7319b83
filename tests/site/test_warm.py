"""A build that keeps what did not change gives the same bytes as one that makes everything, after any sequence of edits."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.model.problem import CatalogError
from generator.outputs.units import read_some
from tests.support.edits import WORDS, edited, edits, fresh_servers, write
from tests.support.project import Project
from tests.support.warm import build, nothing_kept, shown

Servers = dict[str, dict[str, Any]]
"""Entries by slug."""


@pytest.fixture
def short_lists(monkeypatch) -> None:
    """Lists of a few tools are cut into pages, as those of many are."""
    monkeypatch.setattr("generator.views.paging.ROWS", 2)
    monkeypatch.setattr("generator.views.lists.ROWS", 4)
    monkeypatch.setattr("generator.outputs.summary_files._LEAST", 2)
    monkeypatch.setattr("generator.outputs.summary_files._MOST", 6)


def copy_of(own: Project, folder: Path) -> Project:
    """The project with its frames, for a test that edits it."""
    return Project(Path(shutil.copytree(own.root, folder / "project")))


def built_twice(own: Project, folder: Path) -> tuple[Project, Servers, Path, Path]:
    """A copy of the project, servers, their catalog, and the site as two builds left it."""
    project, servers, site = copy_of(own, folder), fresh_servers(), folder / "site"
    catalog = write(folder / "catalog", servers)
    for _ in range(2):
        build(project, catalog, site)
    return project, servers, catalog, site


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
@example(
    rounds=[
        [("summary", 1, 0, "Other words.")],
        [("rationale", 2, 1, "It reads."), ("somebody's file", "CNAME")],
        [("server summary", 0, "Keeps things."), ("version", 3, "1.2.3")],
        [("summary", 3, 2, "More words."), ("page by hand", "cut")],
        [("rename", 1, 1, "other_name"), ("somebody's file", "tools/mine.txt")],
        [("summary", 1, 1, "Other words.")],
    ]
)
@example(
    rounds=[
        [("add tool", 1, "send_mail")],
        [("rename", 3, 1, "other_name"), ("server name", 0, "New name")],
        [("remove server", 2), ("publisher", 1, "Somebody")],
        [("add server", 2), ("category", 3, 2), ("summary", 0, 0, "Other words.")],
        [("remove tool", 3, 0), ("server name", 1, "New name")],
        [("version", 2, "4.5.6"), ("add tool", 0, "search")],
    ]
)
@example(rounds=[[("words", what, "A third one.")] for what in WORDS])
@example(
    rounds=[
        [("handbook", "a paragraph"), ("day", "2026-11-23")],
        [("handbook", "a heading"), ("handbook", "the home page"), ("rename", 1, 1, "other_name")],
        [("handbook", "a page"), ("words", "a colour", "A third one.")],
        [("handbook", "a page"), ("handbook", "a file"), ("summary", 1, 1, "Other words.")],
    ]
)
@example(
    rounds=[
        [
            ("words", "a category's meaning", "A third one."),
            ("template", "pages/server"),
            ("summary", 1, 0, "Other words."),
        ],
        [("template", "pages/tool"), ("words", "an attack's reason", "A third one."), ("page by hand", "cut")],
        [("template", "partials/trail"), ("remove tool", 3, 0), ("words", "a raise", "A third one.")],
    ]
)
def test_a_warm_build_equals_a_cold_one(rounds, own, quiet, short_lists, tmp_path_factory):
    home = tmp_path_factory.mktemp("warm-builds")
    project = copy_of(own, home)
    servers, site = fresh_servers(), home / "site"
    catalog = write(home / "catalog", servers)
    build(project, catalog, site)
    day, theirs = "2026-11-22", set()
    for number, steps in enumerate(rounds):
        for edit in steps:
            edited(edit, servers, project, catalog, site)
            day = edit[1] if edit[0] == "day" else day
            theirs |= {edit[1]} if edit[0] == "somebody's file" else set()
        write(catalog, servers)
        build(project, catalog, site, day)
        with nothing_kept(project):
            build(project, catalog, home / f"cold-{number}", day)
        warm, cold = shown(site), shown(home / f"cold-{number}")
        assert {name: warm.pop(name) for name in theirs} == dict.fromkeys(theirs, b"mine")
        assert warm.keys() == cold.keys()
        assert [name for name in warm if warm[name] != cold[name]] == []


@pytest.mark.parametrize(
    ("what", "concerned"),
    [
        (("rationale", 2, 1, "It reads."), set()),
        (("summary", 2, 1, "Other words."), {"categories/read/", "risk/low/"}),
        (("server summary", 2, "Keeps things."), set()),
    ],
    ids=["rationale", "summary", "server summary"],
)
def test_an_edit_of_texts_makes_the_few_pages_that_show_them(what, concerned, own, quiet, tmp_path, monkeypatch):
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    build(own, catalog, site)
    before = build(own, catalog, site)
    edited(what, servers, own, catalog, site)
    write(catalog, servers)
    monkeypatch.setattr("generator.build.make_pages", None)  # the whole build cannot be
    after = build(own, catalog, site)
    assert after.remade.keys() == {"tools/server-2/", *concerned}
    assert after.published.file_count == before.published.file_count
    assert after.published.size_bytes == sum(len(content) for content in shown(site).values())
    assert 0 < after.published.changed_count < 20
    assert build(own, catalog, site).published.changed_count == 0


@pytest.mark.parametrize(
    ("what", "concerned", "others"),
    [
        (("add tool", 1, "send_mail"), "server-1", {"server-3"}),
        (("rename", 2, 0, "other_name"), "server-2", {"server-0", "server-1", "server-3"}),
        (("remove tool", 3, 1), "server-3", {"server-1", "server-2"}),
        (("category", 3, 1), "server-3", {"server-1", "server-2"}),
        (("server name", 0, "New name"), "server-0", {"server-1", "server-2", "server-3"}),
        (("publisher", 2, "Nobody Ltd"), "server-2", set()),
        (("remove server", 2), None, {"server-0", "server-1", "server-3"}),
        (("add server", 2), "server-2", {"server-0", "server-1", "server-3"}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_an_edit_of_one_server_makes_its_pages_and_those_that_count_or_name_it(
    what, concerned, others, own, quiet, short_lists, tmp_path, monkeypatch
):
    monkeypatch.setattr("generator.making_edit._WORTH_A_PROCESS", 4)
    servers, site = fresh_servers(), tmp_path / "site"
    if what[0] == "add server":
        del servers["server-2"]
    catalog = write(tmp_path / "catalog", servers)
    for _ in range(2):
        build(own, catalog, site)
    for number in range(2):  # there and back: what the first edit left has to do for the second
        edited(what, servers, own, catalog, site)
        if number:
            servers = fresh_servers()
            if what[0] == "add server":
                del servers["server-2"]
        write(catalog, servers)
        with monkeypatch.context() as patch:
            patch.setattr("generator.build.make_pages", None)  # the whole build cannot be
            after = build(own, catalog, site)
        remade = {name.split("/")[1] for name in after.remade if name.startswith("tools/server-")}
        if not number:
            assert remade == {*others, *([concerned] if concerned else [])}
        with nothing_kept(own):
            cold = build(own, catalog, tmp_path / f"cold-{number}")
        warm, wanted = shown(site), shown(tmp_path / f"cold-{number}")
        assert [name for name in warm | wanted if warm.get(name) != wanted.get(name)] == []
        assert after.published.file_count == cold.published.file_count
        assert after.published.size_bytes == cold.published.size_bytes
        assert after.kept_count + len(after.remade) == cold.kept_count + len(cold.remade)
    assert build(own, catalog, site).published.changed_count == 0


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        (("day", "2026-11-24"), {"index.html", "overview/index.html", "build.json"}),
        (("words", "a colour", "A third one."), {"assets/vocabulary.css"}),
        (("handbook", "a paragraph"), {"handbook/how-to-read/index.html"}),
        (("handbook", "a heading"), {"handbook/how-to-read/index.html", "assets/data/pages.js"}),
        (("handbook", "the home page"), {"index.html"}),
        (("a setting that no page shows",), set()),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) and len(value) > 1 else None,
)
def test_what_no_server_page_shows_is_made_without_a_look_at_them(
    what, changed, own, quiet, short_lists, tmp_path, monkeypatch
):
    project, servers, catalog, site = built_twice(own, tmp_path)
    before = shown(site)
    if what[0].startswith("a setting"):
        project.config_file.write_text(project.config_file.read_text() + "\ndev_addr: 127.0.0.1:8001\n")
    edited(what, servers, project, catalog, site)
    day = what[1] if what[0] == "day" else "2026-11-22"
    with monkeypatch.context() as patch:
        patch.setattr("generator.build.make_pages", None)  # the whole build cannot be
        after = build(project, catalog, site, day)
    assert after.remade == {}
    assert {name for name, content in shown(site).items() if before[name] != content} == changed
    with nothing_kept(project):
        cold = build(project, catalog, tmp_path / "cold", day)
    assert shown(site) == shown(tmp_path / "cold")
    assert after.published.size_bytes == cold.published.size_bytes
    # And with an edit of a server at once, which needs what the build before noted.
    edited(("category", 3, 1), servers, project, catalog, site)
    edited(("handbook", "a heading"), servers, project, catalog, site)
    write(catalog, servers)
    with monkeypatch.context() as patch:
        patch.setattr("generator.build.make_pages", None)
        build(project, catalog, site, "2026-11-30")
    with nothing_kept(project):
        build(project, catalog, tmp_path / "cold-again", "2026-11-30")
    assert shown(site) == shown(tmp_path / "cold-again")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<a href="../nowhere/">there</a>', "found a link to handbook/nowhere/index.html"),
        ("title of another", "expected each page to have its own"),
    ],
    ids=["a link that leads nowhere", "a title of another page"],
)
def test_a_hand_written_page_that_the_site_cannot_have_is_refused_after_an_edit_too(
    text, problem, own, quiet, tmp_path
):
    project, _, catalog, site = built_twice(own, tmp_path)
    before, page = shown(site), project.root / "site_src" / "handbook" / "how-to-read.md"
    good = page.read_text()
    if text.startswith("title"):
        other = (project.root / "site_src" / "handbook" / "method.md").read_text()
        title = next(line for line in other.splitlines() if line.startswith("title:"))
        page.write_text(re.sub(r"(?m)^title:.*$", title, good, count=1))
    else:
        page.write_text(f"{good}\n\n{text}\n")
    with pytest.raises(CatalogError, match=re.escape(problem)):
        build(project, catalog, site)
    assert shown(site) == before
    page.write_text(good)
    build(project, catalog, site)
    assert shown(site) == before


@pytest.mark.parametrize("link", ["../../tools/server-2/", "../../tools/server-2/get-thing/#policy"])
def test_a_page_that_goes_while_a_hand_written_one_links_to_it_is_refused_after_an_edit_too(
    link, own, quiet, short_lists, tmp_path
):
    project = copy_of(own, tmp_path)
    page = project.root / "site_src" / "handbook" / "how-to-read.md"
    page.write_text(f'{page.read_text()}\n\n<a href="{link}">there</a>\n')
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    for _ in range(2):
        build(project, catalog, site)
    before = shown(site)
    del servers["server-2"]
    write(catalog, servers)
    with pytest.raises(CatalogError, match=r"handbook/how-to-read/: found a link to tools/server-2/"):
        build(project, catalog, site)
    assert shown(site) == before


def test_damaged_notes_of_pages_that_go_are_noticed(own, quiet, short_lists, tmp_path):
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    for _ in range(2):
        build(own, catalog, site)
    newest = max((own.root / "build" / "units").glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
    with closing(sqlite3.connect(newest)) as notes:
        notes.execute("UPDATE unit SET record = x'00' WHERE name LIKE '%/page/server-3/'")
        notes.commit()
    del servers["server-3"]
    write(catalog, servers)
    build(own, catalog, site)
    with nothing_kept(own):
        build(own, catalog, tmp_path / "cold")
    assert shown(site).keys() == shown(tmp_path / "cold").keys()


def test_a_page_by_hand_with_pieces_of_several_kinds_is_made_with_all_of_them(
    own, quiet, short_lists, tmp_path, monkeypatch
):
    monkeypatch.setattr("generator.making_edit._WORTH_A_PROCESS", 4)
    project = copy_of(own, tmp_path)
    page = project.root / "site_src" / "servers" / "index.md"
    page.write_text(page.read_text() + "\n<!-- catalog:slot attacks -->\n\n<!-- catalog:slot categories -->\n")
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    for _ in range(2):
        build(project, catalog, site)
    edited(("category", 3, 1), servers, project, catalog, site)
    write(catalog, servers)
    with monkeypatch.context() as patch:
        patch.setattr("generator.build.make_pages", None)
        build(project, catalog, site)
    with nothing_kept(project):
        build(project, catalog, tmp_path / "cold")
    assert shown(site) == shown(tmp_path / "cold")
    assert b"Category" in shown(site)["servers/index.html"]


def test_pages_of_a_server_read_of_others_only_what_they_share_with_it(own, tmp_path):
    """By this an edit finds the pages that it concerns, see `views/told.py`."""
    servers = fresh_servers()
    for server in servers.values():
        server["publisher"] = "Somebody"
    catalog = write(tmp_path / "catalog", servers)
    build(own, catalog, tmp_path / "site")
    newest = max((own.root / "build" / "units").glob("*.sqlite"), key=lambda path: path.stat().st_mtime_ns)
    asked = 0
    for slug, server in servers.items():
        (unit,) = read_some(newest, [f"tools/{slug}/"]).values()
        names = {tool["name"] for tool in server["tools"]}
        sharing = {other for other, its in servers.items() if names & {tool["name"] for tool in its["tools"]}}
        shared = {
            "server_by_slug": {slug},
            "slugs_by_name": {server["name"]},
            "servers_by_publisher": {"Somebody"},
            "tools_by_name": names,
            "server_names": {*sharing, slug},
        }
        assert all(each.key in shared[each.mapping] for each in unit.trace)
        asked += len(unit.trace)
    assert asked > 20


def test_two_registries_may_take_turns_at_one_site(own, quiet, tmp_path):
    servers, site = fresh_servers(), tmp_path / "site"
    first = write(tmp_path / "first", servers)
    servers["server-2"]["tools"][1]["summary"] = "Other words."
    second = write(tmp_path / "second", servers)
    wanted = {}
    for catalog in (first, second):
        build(own, catalog, tmp_path / f"alone-{catalog.name}")
        wanted[catalog] = shown(tmp_path / f"alone-{catalog.name}")
    for catalog in (first, second, first, first, second):
        build(own, catalog, site)
        assert shown(site) == wanted[catalog]


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0", b"{", None])
def test_damaged_notes_cost_only_making_everything_again(damage, own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    build(own, catalog, tmp_path / "site")
    for notes in (own.root / "build" / "units").iterdir():
        notes.write_bytes(notes.read_bytes()[:5000] if damage is None else damage)
    assert build(own, catalog, tmp_path / "site").kept_count == 0
    assert build(own, catalog, tmp_path / "site").remade == {}


def test_pages_that_grow_edit_by_edit_come_to_the_limit_as_at_once(own, quiet, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.outputs.budget.FEWEST", 4)
    project = copy_of(own, tmp_path)
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    for _ in range(2):
        built = build(project, catalog, site)
    assert built.weight is not None
    limit = built.weight.page_bytes + 200
    project.config_file.write_text(f"INHERIT: base.yml\nextra: {{catalog: {{budget: {{page: {limit}}}}}}}\n")
    (project.root / "base.yml").write_text((own.root / "mkdocs.yml").read_text())
    build(project, catalog, site)

    def grow() -> None:
        for server in servers.values():
            for each in server["tools"]:
                each["rationale"] = "It says more than it did. " * 20
                write(catalog, servers)
                build(project, catalog, site)

    with pytest.raises(CatalogError, match="found a median tool page of"):
        grow()
