"""What `serve` makes when asked is what a build writes: every file, with the same bytes, and nothing else, after any edits and errors."""

from __future__ import annotations

import copy
import gc
import os
import random
import shutil
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import read_registry
from generator.faces.live_server import file_of
from generator.live import LiveSite
from generator.model.problem import CatalogError, RegistryErrors
from generator.on_demand import Found, OnDemand
from generator.outputs.manifest import MANIFEST
from generator.progress import Silence
from tests.support.builders import registry_attack, registry_server, registry_tool, write_registry
from tests.support.edits import edited, edits, fresh_servers, write
from tests.support.project import Project, files_of
from tests.support.warm import build

DAY = "2026-11-22"
NOT_SERVED = {MANIFEST}
"""Files of a built site that are no part of what it publishes."""


def built(project: Project, catalog: Path, site: Path) -> dict[str, bytes]:
    build(project, catalog, site, DAY)
    return {name: content for name, content in files_of(site).items() if name not in NOT_SERVED}


def live_site(project: Project, catalog: Path) -> LiveSite:
    return LiveSite(catalog, project.config_file, engine="mkdocs", workers=1, day=lambda: DAY)


def differing(site: OnDemand, files: dict[str, bytes]) -> list[str]:
    return [name for name, content in files.items() if site.content(name) != content]


def served_after(live: LiveSite, *saved: Path) -> OnDemand:
    return live.after(saved, Silence())


def large_registry(folder: Path) -> Path:
    """Lists of several pages, a tool nobody has judged, a server without tools, and names that want escaping."""
    servers = [
        registry_server(
            registry_tool("get_thing", category="Read"),
            registry_tool(),
            slug=f"server-{number}",
            name=f"Server {number}",
        )
        for number in range(101)
    ]
    odd = registry_tool("frobnicate", category=None)
    for key in ("category", "reviewed", "rationale", "evidence", "summary"):
        odd.pop(key)
    servers.append(registry_server(odd, slug="odd", name="Odd & <Co>", publisher="P & <b>\u202eQ"))
    servers.append({**registry_server(slug="empty", name="Empty"), "tools": []})
    return write_registry(folder, *servers, attacks=[registry_attack()])


@pytest.fixture(scope="module", params=["https://a.example/sub/", ""])
def large(request, own, tmp_path_factory) -> tuple[dict[str, bytes], OnDemand]:
    home = tmp_path_factory.mktemp("large")
    catalog = large_registry(home / "catalog")
    before = os.environ.get("CATALOG_SITE_URL")
    os.environ["CATALOG_SITE_URL"] = request.param
    try:
        return built(own, catalog, home / "site"), served_after(live_site(own, catalog))
    finally:
        os.environ.pop("CATALOG_SITE_URL")
        if before is not None:
            os.environ["CATALOG_SITE_URL"] = before


def test_every_file_of_a_build_is_served_with_its_bytes(large):
    files, site = large
    assert {"_headers", "build.json"} <= files.keys()
    assert all(any(name.startswith(folder) for name in files) for folder in ("tools/page/", "servers/page/"))
    assert differing(site, files) == []
    assert sorted(site.pages()) == sorted(
        name.removesuffix("index.html") for name in files if name.endswith("index.html")
    )


def test_a_file_is_the_same_whichever_was_asked_for_first(own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    files = built(own, catalog, tmp_path / "site")
    for name in ("build.json", "sitemap.xml", "lists/publishers/index.html", "tools/server-2/policies/plan.js"):
        assert served_after(live_site(own, catalog)).content(name) == files[name]


def test_many_threads_are_answered_alike(own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    files = built(own, catalog, tmp_path / "site")
    site = served_after(live_site(own, catalog))
    asked = random.Random(1).sample([*files] * 3, 3 * len(files))
    with ThreadPoolExecutor(8) as pool:
        assert [
            name for name, content in zip(asked, pool.map(site.content, asked), strict=True) if content != files[name]
        ] == []


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_other_path_is_answered(data, large):
    files, site = large
    name = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(name)))
    other = data.draw(
        st.sampled_from([
            name[:place],
            name[place:],
            name[:place] + name[place + 1 :],
            name + "x",
            name + "/",
            name + "/index.html",
            name.upper(),
            name[:place] + "/" + name[place:],
            name[:place] + "../" + name[place:],
            name[:place] + "\0" + name[place:],
        ])
    )  # fmt: skip
    assert site.content(other) == files.get(other)


@given(path=st.text())
def test_an_address_names_a_file_inside_the_site_or_none(path):
    name = file_of(path)
    parts = name.split("/") if name is not None else ["x"]
    assert not {"", ".", ".."} & set(parts)
    assert name is None or not set(name) & {"\0", "\\"}


@pytest.mark.parametrize(
    "path", ["../x", "%2e%2e/x", "a/%2e%2e%2fx", "a%2fb", "a//b", "/a", "a%00", "a%5cb", "./a", "a/..", "%2e"]
)
def test_an_address_that_leads_elsewhere_names_no_file(path):
    assert file_of(path) is None


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_edits_the_site_is_that_of_a_cold_build(rounds, own, tmp_path_factory):
    home = tmp_path_factory.mktemp("live")
    project = Project(home / "project")
    shutil.copytree(own.root, project.root)
    servers = fresh_servers()
    catalog = write(home / "catalog", servers)
    live = live_site(project, catalog)
    served_after(live)
    for number, steps in enumerate(rounds):
        was, settings_were = files_of(catalog), project.config_file.read_bytes()
        ours = (project.root / "templates", project.root / "site_src")
        ours_were = [files_of(each) for each in ours]
        for edit in steps:
            edited(edit, servers, project, catalog, home / "none")
        vocabulary = (catalog / "vocabulary.yaml").read_bytes()
        write(catalog, servers)
        (catalog / "vocabulary.yaml").write_bytes(vocabulary)
        saved = _differing(catalog, was)
        for folder, before in zip(ours, ours_were, strict=True):
            saved += _differing(folder, before)
        if project.config_file.read_bytes() != settings_were:
            saved.append(project.config_file)
        site = served_after(live, *saved)
        files = built(project, catalog, home / f"cold-{number}")
        assert differing(site, files) == []
        assert sorted(site.pages()) == sorted(
            name.removesuffix("index.html") for name in files if name.endswith("index.html")
        )


def _differing(folder: Path, was: dict[str, bytes]) -> list[Path]:
    now = files_of(folder)
    return [folder / name for name in now.keys() | was.keys() if now.get(name) != was.get(name)]


@pytest.mark.parametrize("other_command", [False, True])
def test_errors_keep_the_last_good_site_whatever_other_commands_store(other_command, own, tmp_path):
    servers = fresh_servers()
    catalog = write(tmp_path / "catalog", servers)
    files = built(own, catalog, tmp_path / "site")
    live = live_site(own, catalog)
    site = served_after(live)
    entry, vocabulary = catalog / "servers" / "server-2.yaml", catalog / "vocabulary.yaml"
    good, words = entry.read_text(), vocabulary.read_text()
    site.content("tools/server-2/index.html")  # its record is open

    entry.write_text(good.replace("category: Destructive", "category: Destroy"))
    with pytest.raises(RegistryErrors) as caught:
        served_after(live, entry)
    assert {Path(each.file).name for each in caught.value.problems} == {"server-2.yaml"}
    if other_command:
        read_registry(catalog, own.root / "build", workers=1, progress=Silence())
    assert differing(site, files) == []

    vocabulary.write_text(words.replace("risk: Low", "risk: None"))
    with pytest.raises(RegistryErrors):
        served_after(live, vocabulary)
    vocabulary.write_text(words)
    entry.write_text(good.replace("Opens an issue", "Files an issue"))
    after = served_after(live, vocabulary)
    assert b"Files an issue" in after.content("tools/server-2/delete-thing/index.html"), "the entry counts again"
    assert differing(after, built(own, catalog, tmp_path / "site")) == []


def test_a_record_that_another_command_removed_is_made_again(own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    files = built(own, catalog, tmp_path / "site")
    live = live_site(own, catalog)
    site = served_after(live)
    shutil.rmtree(own.root / "build" / "compiled")
    assert differing(site, files) == []
    (catalog / "servers" / "server-1.yaml").unlink()
    with pytest.raises(CatalogError, match=r"server-1\.yaml changed to something that cannot be shown"):
        live._registry.judged("server-1")


def test_a_site_is_gone_when_the_next_one_is_there(own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    files = built(own, catalog, tmp_path / "site")
    live = live_site(own, catalog)
    site = served_after(live)
    assert differing(site, files) == []
    entry = catalog / "servers" / "server-1.yaml"
    gone = [weakref.ref(site), weakref.ref(site._handwritten._making.tracer)]
    entry.write_text(entry.read_text().replace("Opens an issue", "Files an issue"))
    gc.disable()
    try:
        site = served_after(live, entry)
        assert [each() for each in gone] == [None, None], "no cycle keeps the rows of the whole catalog"
    finally:
        gc.enable()


def test_many_saves_at_once_are_read_by_all_workers(own, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.saved._MOST", 1)
    servers = fresh_servers()
    catalog = write(tmp_path / "catalog", servers)
    live = live_site(own, catalog)
    served_after(live)
    again = copy.deepcopy(servers)
    for each in again.values():
        each["tools"][0]["summary"] = "Says something else."
    write(catalog, again)
    site = served_after(live, *(catalog / "servers").iterdir())
    assert differing(site, built(own, catalog, tmp_path / "site")) == []


def test_a_broken_theme_keeps_the_last_good_site(own, tmp_path):
    project = Project(tmp_path / "project")
    shutil.copytree(own.root, project.root)
    catalog = write(tmp_path / "catalog", fresh_servers())
    files = built(project, catalog, tmp_path / "site")
    live = live_site(project, catalog)
    site = served_after(live)
    page = project.root / "site_src" / "handbook" / "method.md"
    page.write_text(page.read_text() + "\n[nowhere](nowhere.md)\n")
    with pytest.raises(CatalogError, match="failing with exit code"):
        served_after(live, page)
    assert differing(site, files) == []


def test_what_is_listed_is_listed_no_further_than_asked_and_again_after_an_error():
    listed: list[str] = []

    def listing():
        for name in "abc":
            listed.append(name)
            if len(listed) == 2:
                raise CatalogError
            yield name, name.upper()

    found = Found(listing)
    assert found.get("a") == "A"
    assert found.get("a") == "A"
    assert listed == ["a"]
    with pytest.raises(CatalogError):
        found.get("c")
    assert found.get("c") == "C"
    assert found.paths() == ["a", "b", "c"]
    assert found.get("d") is None
