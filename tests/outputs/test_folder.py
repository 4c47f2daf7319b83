"""The site's folder holds a complete site, the old one or the new one, and nothing of anybody else is touched."""

from __future__ import annotations

import os

import pytest

from generator.model.problem import CatalogError
from generator.outputs.folder import MANIFEST, commit, discard, open_stage


def publish(site, files):
    stage = open_stage(site)
    return commit(stage, [stage.put(path, content) for path, content in files.items()])


def content_of(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_a_first_build_appears_all_at_once(tmp_path):
    site = tmp_path / "site"
    stage = open_stage(site)
    written = [stage.put("a/index.html", b"a"), stage.put("b.css", b"b")]
    assert not site.exists()
    published = commit(stage, written)
    assert content_of(site) == {"a/index.html": b"a", "b.css": b"b"}
    assert (published.file_count, published.changed_count, published.pruned_count) == (2, 2, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_files_whose_bytes_stay_are_not_touched(tmp_path):
    site = tmp_path / "site"
    publish(site, {"same": b"1", "edited": b"1"})
    os.utime(site / "same", (1, 1))
    published = publish(site, {"same": b"1", "edited": b"2"})
    assert published.changed_count == 1
    assert (site / "same").stat().st_mtime == 1
    assert (site / "edited").read_bytes() == b"2"


def test_a_build_that_changes_nothing_writes_nothing(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1"})
    before = (site / MANIFEST).stat().st_mtime_ns
    assert publish(site, {"a": b"1"}).changed_count == 0
    assert (site / MANIFEST).stat().st_mtime_ns == before


def test_what_is_gone_from_the_registry_is_pruned_with_its_empty_folders(tmp_path):
    site = tmp_path / "site"
    publish(site, {"tools/a/x/index.html": b"1", "tools/b/index.html": b"1"})
    assert publish(site, {"tools/b/index.html": b"1"}).pruned_count == 1
    assert not (site / "tools" / "a").exists()
    assert (site / "tools" / "b" / "index.html").exists()


def test_files_that_no_build_wrote_are_left_alone(tmp_path):
    site = tmp_path / "site"
    publish(site, {"tools/a/index.html": b"1"})
    (site / "tools" / "a" / "mine.txt").write_text("mine")
    publish(site, {"b": b"1"})
    assert (site / "tools" / "a" / "mine.txt").read_text() == "mine"


def test_a_folder_with_somebody_elses_files_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CatalogError, match="expected an empty folder"):
        open_stage(tmp_path)


def test_a_file_removed_by_hand_is_written_again(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1", "b": b"2"})
    (site / "a").unlink()
    assert publish(site, {"a": b"1", "b": b"2"}).changed_count == 1
    assert (site / "a").read_bytes() == b"1"


def test_a_discarded_build_leaves_the_last_good_site(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1"})
    stage = open_stage(site)
    stage.put("a", b"half")
    discard(stage)
    assert content_of(site) == {"a": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_that_cannot_be_renamed_is_filled_in_place(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")
    publish(tmp_path / "site", {"a/index.html": b"1"})
    assert (tmp_path / "site").is_symlink()
    assert content_of(tmp_path / "disk") == {"a/index.html": b"1"}


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", MANIFEST, "a\\b", "a\0b"])
def test_no_path_leaves_the_site(path, tmp_path):
    stage = open_stage(tmp_path / "site")
    with pytest.raises(CatalogError, match="inside the site"):
        stage.put(path, b"x")


def test_two_pages_with_one_path_are_an_error(tmp_path):
    stage = open_stage(tmp_path / "site")
    with pytest.raises(CatalogError, match="two pages"):
        commit(stage, [stage.put("a", b"1"), stage.put("a", b"2")])


def test_a_damaged_manifest_costs_only_rewriting(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1", "b": b"2"})
    (site / MANIFEST).write_bytes(b"a\tzz\nb\xff\n../../x\t00\t1\n")
    publish(site, {"a": b"1", "b": b"2"})
    assert content_of(site) == {"a": b"1", "b": b"2"}
