"""A build that keeps what did not change gives the same bytes as one that makes everything, after any sequence of edits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import Built, build_site
from generator.progress import Silence
from generator.readers.frames import build_frames
from generator.readers.site_settings import project_of, site_of
from tests.support.edits import edited, edits, fresh_servers, write
from tests.support.project import Project, files_of, make_project


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Project:
    project = make_project(tmp_path_factory.mktemp("warm"))
    build_frames(project_of(project.config_file), "mkdocs")
    return project


def build(project: Project, catalog: Path, site: Path, day: str = "2026-11-22") -> Built:
    mine = project_of(project.config_file)
    frames, _ = build_frames(mine, "mkdocs")
    return build_site(
        project=mine,
        site=site_of(project.config_file, built=day),
        frames=frames,
        catalog_folder=catalog,
        site_folder=site,
        workers=1,
        progress=Silence(),
    )


def shown(site: Path) -> dict[str, bytes]:
    return {name: content for name, content in files_of(site).items() if not name.startswith(".")}


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(rounds=st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_warm_build_equals_a_cold_one(rounds, own, tmp_path_factory):
    home = tmp_path_factory.mktemp("warm-builds")
    project = Project(home / "project")
    shutil.copytree(own.root, project.root)
    servers, site = fresh_servers(), home / "site"
    catalog = write(home / "catalog", servers)
    build(project, catalog, site)
    day = "2026-11-22"
    vocabulary = (catalog / "vocabulary.yaml").read_bytes()
    for number, steps in enumerate(rounds):
        for edit in steps:
            edited(edit, servers, project, catalog, site)
            day = edit[1] if edit[0] == "day" else day
        vocabulary = (catalog / "vocabulary.yaml").read_bytes()
        write(catalog, servers)
        (catalog / "vocabulary.yaml").write_bytes(vocabulary)
        build(project, catalog, site, day)
        shutil.rmtree(project.root / "build" / "units")
        build(project, catalog, home / f"cold-{number}", day)
        warm, cold = shown(site), shown(home / f"cold-{number}")
        assert warm.keys() == cold.keys()
        assert [name for name in warm if warm[name] != cold[name]] == []
        build(project, catalog, site, day)  # its units again, for the next round


def test_only_what_an_edit_concerns_is_made_and_the_reason_is_told(own, tmp_path):
    servers, site = fresh_servers(), tmp_path / "site"
    catalog = write(tmp_path / "catalog", servers)
    build(own, catalog, site)
    assert build(own, catalog, site).remade == {}
    servers["server-0"]["tools"][0]["summary"] = "Other words about it."
    write(catalog, servers)
    remade = build(own, catalog, site).remade
    assert remade["tools/server-0/"] == "what it shows changed"
    assert "(tools by name: get_thing)" in remade["tools/server-3/"], "it names the tool of the same name"
    servers["server-3"]["tools"][3]["summary"] = "Sends other things."
    write(catalog, servers)
    assert {"tools/server-3/"} == {name for name in build(own, catalog, site).remade if name.startswith("tools/")}


def test_the_next_day_changes_the_pages_that_show_the_day_and_no_other(own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    build(own, catalog, tmp_path / "site")
    before = shown(tmp_path / "site")
    assert build(own, catalog, tmp_path / "site", "2026-11-25").remade == {}
    after = shown(tmp_path / "site")
    assert {name for name in after if after[name] != before[name]} == {
        "index.html",
        "overview/index.html",
        "build.json",
    }


@pytest.mark.parametrize("damage", [b"", b"units 0 x\n{}", b"{", None])
def test_damaged_notes_cost_only_making_everything_again(damage, own, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    build(own, catalog, tmp_path / "site")
    for notes in (own.root / "build" / "units").iterdir():
        notes.write_bytes(notes.read_bytes()[:-5] if damage is None else damage)
    assert build(own, catalog, tmp_path / "site").kept_count == 0
    assert build(own, catalog, tmp_path / "site").remade == {}


def test_explain_says_what_was_made_and_why(project, policy_catalog, tmp_path):
    catalog = write(tmp_path / "catalog", fresh_servers())
    ask = ("build", "--catalog", catalog, "--site-dir", tmp_path / "site", "--explain")
    assert "it was not made before" in policy_catalog(*ask).stdout
    assert policy_catalog(*ask).stdout.startswith("kept ")
    (catalog / "servers" / "server-3.yaml").unlink()
    assert "what it says of others changed (tools by name: " in policy_catalog(*ask).stdout
