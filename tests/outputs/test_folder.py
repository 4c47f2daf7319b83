"""The site's folder holds a complete site, the old one or the new one, and nothing of anybody else is touched."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.problem import CatalogError
from generator.outputs.folder import publication
from generator.outputs.manifest import MANIFEST
from tests.support.full_disk import no_file_above


def publish(site, files):
    with publication(site) as opened:
        return opened.commit([opened.stage.put(path, content) for path, content in files.items()])


def seen(folder):
    """Names in the folder, without the hidden ones that builds keep beside a site."""
    return [path.name for path in folder.iterdir() if not path.name.startswith(".site.catalog-")]


def content_of(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
        and path.name not in {MANIFEST, ".catalog-lock"}
        and site / ".catalog-next" not in path.parents
    }


def test_a_first_build_appears_all_at_once(tmp_path):
    site = tmp_path / "site"
    with publication(site) as opened:
        written = [opened.stage.put("a/index.html", b"a"), opened.stage.put("b.css", b"b")]
        assert not site.exists()
        published = opened.commit(written)
    assert content_of(site) == {"a/index.html": b"a", "b.css": b"b"}
    assert (published.file_count, published.changed_count, published.pruned_count) == (2, 2, 0)
    assert seen(tmp_path) == ["site"]


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
    (site / ".git" / "refs").mkdir(parents=True)
    (site / ".git" / "refs" / "x").write_text("1")
    for number in range(4):
        publish(site, {"b": b"%d" % number, "tools/b/index.html": b"2"})
        assert (site / "tools" / "a" / "mine.txt").read_text() == "mine"
        assert (site / ".git" / "refs" / "x").read_text() == "1"
    (site / ".git" / "refs" / "x").write_text("2")
    (site / "tools" / "a" / "mine.txt").unlink()
    for number in range(4):
        publish(site, {"b": b"%d more" % number, "tools/b/index.html": b"2"})
        assert not (site / "tools" / "a").exists()
        assert (site / ".git" / "refs" / "x").read_text() == "2"


def test_a_folder_with_somebody_elses_files_is_refused(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(CatalogError, match="expected an empty folder"):
        publish(folder, {})
    assert [path.name for path in tmp_path.iterdir()] == ["home"]  # no lock beside it either
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]


def test_a_file_removed_by_hand_is_written_again(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1", "b": b"2"})
    (site / "a").unlink()
    assert publish(site, {"a": b"1", "b": b"2"}).changed_count == 1
    assert (site / "a").read_bytes() == b"1"


def test_a_discarded_build_leaves_the_last_good_site(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1"})
    with publication(site) as opened:
        opened.stage.put("a", b"half")
    assert content_of(site) == {"a": b"1"}
    assert seen(tmp_path) == ["site"]


def test_an_empty_folder_that_cannot_be_renamed_is_filled_in_place(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")
    publish(tmp_path / "site", {"a/index.html": b"1"})
    assert (tmp_path / "site").is_symlink()
    assert content_of(tmp_path / "disk") == {"a/index.html": b"1"}


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", MANIFEST, "a\\b", "a\0b"])
def test_no_path_leaves_the_site(path, tmp_path):
    with publication(tmp_path / "site") as opened, pytest.raises(CatalogError, match="inside the site"):
        opened.stage.put(path, b"x")


def test_two_pages_with_one_path_are_an_error(tmp_path):
    with pytest.raises(CatalogError, match="two pages"), publication(tmp_path / "site") as opened:
        opened.commit([opened.stage.put("a", b"1"), opened.stage.put("a", b"2")])


def test_a_damaged_manifest_costs_only_rewriting(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1", "b": b"2"})
    (site / MANIFEST).write_bytes(b"a\tzz\nb\xff\n../../x\t00\t1\n")
    publish(site, {"a": b"1", "b": b"2"})
    assert content_of(site) == {"a": b"1", "b": b"2"}


def test_readers_see_the_old_site_or_the_new_one_whole(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1", "b": b"1", "same": b"1"})
    before = site.stat().st_ino
    publish(site, {"a": b"2", "b": b"2", "same": b"1"})
    assert site.stat().st_ino != before, "the whole folder changed places"
    assert content_of(site) == {"a": b"2", "b": b"2", "same": b"1"}


names = st.sampled_from(["a", "b/index.html", "b/c/index.html", "d/e", "f"])
builds = st.lists(
    st.tuples(
        st.dictionaries(names, st.binary(min_size=1, max_size=3)),
        st.sampled_from(["whole", "few", "few", "failed", "killed"]),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(builds=builds, is_beside=st.booleans())
def test_after_any_sequence_of_builds_the_site_is_the_last_whole_one(builds, is_beside, tmp_path_factory):
    site = tmp_path_factory.mktemp("any") / "site"
    last: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.outputs.folder._can_change_places", lambda _site: is_beside)
        if not is_beside:
            site.mkdir()
        for files, fate in builds:
            if fate in {"whole", "few"}:
                if fate == "few":
                    publish_any_few(site, files, last)
                else:
                    publish(site, files)
                last = files
            else:
                with publication(site) as opened:
                    for path, content in files.items():
                        opened.stage.put(path, content)
                    if fate == "killed":
                        opened.close = lambda: None  # type: ignore[method-assign]
            assert not site.exists() or content_of(site) == last


def test_a_few_files_may_come_and_go_without_a_look_at_the_others(tmp_path):
    site, last = tmp_path / "site", {**PAGES, "home": b"0"}
    for number in range(2):
        publish(site, {**last, "home": b"%d" % number})
    for number in range(2, 6):
        files = {**PAGES, f"tools/new{number}/index.html": b"new", "home": b"%d" % number}
        del files[f"tools/{number}/index.html"]
        done = publish_any_few(site, files, last)
        assert done is not None
        assert (done.changed_count, done.pruned_count) == (2 if number == 2 else 3, 1 if number == 2 else 2)
        assert content_of(site) == files
        assert (site / MANIFEST).read_bytes() == list_of(files)
        last = files


def list_of(files):
    """The list of files that a whole build leaves."""
    with TemporaryDirectory() as folder:
        publish(Path(folder) / "site", files)
        return (Path(folder) / "site" / MANIFEST).read_bytes()


@pytest.mark.parametrize("theirs", ["tools/9/notes.txt", "tools/new", "tools/new/index.html"])
def test_where_somebody_elses_files_are_near_the_whole_site_is_looked_at(theirs, tmp_path):
    site = tmp_path / "site"
    for number in range(2):
        publish(site, {**PAGES, "home": b"%d" % number})
    (site / theirs).parent.mkdir(exist_ok=True)
    (site / theirs).write_text("mine", encoding="utf-8")
    publish(site, {**PAGES, "home": b"2"})
    with publication(site) as opened:
        assert opened.can_change_few([], opened.text.foreign)
        assert not opened.can_change_few(["tools/new/index.html", "tools/9/index.html"], opened.text.foreign)


def test_a_second_build_at_the_same_time_is_told_so(tmp_path):
    site = tmp_path / "site"
    with publication(site), pytest.raises(CatalogError, match=rf"another build \(process {os.getpid()}\)"):
        publish(site, {"a": b"1"})
    publish(site, {"a": b"1"})
    assert content_of(site) == {"a": b"1"}


def test_a_site_whose_parent_may_not_be_written_is_filled_in_place(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.outputs.folder._can_change_places", lambda _site: False)
    site = tmp_path / "site"
    site.mkdir()
    publish(site, {"a": b"1", "b/c": b"1"})
    (site / "mine").write_text("mine")
    before = site.stat().st_ino
    publish(site, {"a": b"2"})
    assert site.stat().st_ino == before
    assert content_of(site) == {"a": b"2", "mine": b"mine"}


def test_where_the_system_cannot_exchange_two_renames_do_and_a_kill_between_them_is_undone(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.outputs.exchange._at_once", lambda _one, _other: False)
    site = tmp_path / "site"
    for number in range(3):
        publish(site, {"a": b"%d" % number})
        assert content_of(site) == {"a": b"%d" % number}
    site.rename(tmp_path / ".site.catalog-spare")
    with publication(site):
        assert content_of(site) == {"a": b"2"}


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"a\nb", b"a\tb", b"a\\b", "a\u2028b".encode(), b"a\rb"])
def test_somebodys_file_of_any_name_is_kept(name, tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"1"})
    theirs = site / os.fsdecode(name)
    theirs.touch()
    for number in range(4):
        publish(site, {"a": b"%d more" % number})
        assert theirs.exists()


PAGES = {f"tools/{number}/index.html": b"page" for number in range(10)}


@pytest.mark.parametrize("way", ["whole", "few"])
def test_a_build_that_ends_while_it_writes_the_list_leaves_no_page_behind(way, tmp_path):
    site = tmp_path / "site"
    for number in range(3):
        publish(site, {**PAGES, "home": b"%d" % number})
    with no_file_above(300), pytest.raises(OSError, match="too large"):
        publish_few(site, "home", b"more") if way == "few" else publish(site, {**PAGES, "home": b"more"})
    kept = {path: content for path, content in PAGES.items() if "/7/" not in path}
    publish(site, {**kept, "home": b"last"})
    assert content_of(site) == {**kept, "home": b"last"}


def publish_few(site, path, content):
    with publication(site) as opened:
        written = opened.small_stage.put(path, content)
        assert opened.can_change_few([path], frozenset())
        opened.small_stage.flush()
        opened.commit_few([written], (), frozenset())


def publish_any_few(site, files, last):
    """As an edit is published where it can be, else as a whole build."""
    with publication(site) as opened:
        written = [opened.small_stage.put(path, content) for path, content in files.items()]
        gone = last.keys() - files.keys()
        if opened.can_change_few({*gone, *(files.keys() - last.keys())}, frozenset()):
            opened.small_stage.flush()
            return opened.commit_few([each for each in written if each.is_new], gone, frozenset())
    publish(site, files)
    return None


@contextmanager
def killed(function, when):
    """Kill the build where it calls that function with arguments for which `when` says so."""

    def instead(*given):
        if when(*map(str, given)):
            raise KeyboardInterrupt
        return real(*given)

    module, name = function
    real = getattr(module, name)
    with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(module, name, instead)
        yield
        pytest.fail("it was not killed")


def test_a_note_that_was_being_written_is_not_published(tmp_path):
    site = tmp_path / "site"
    publish(site, {"a": b"0"})
    with killed((Path, "replace"), lambda path, _: ".catalog-behind" in path):
        publish(site, {"a": b"1"})
    for number in range(2, 5):
        publish(site, {"a": b"%d" % number})
        assert content_of(site) == {"a": b"%d" % number}


def test_where_the_disk_knows_no_links_files_are_copied(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    site = tmp_path / "site"
    for number in range(4):
        publish(site, {**PAGES, "home": b"%d" % number})
        assert content_of(site) == {**PAGES, "home": b"%d" % number}


@pytest.mark.parametrize("file", ["a", "b", "c", "d"])
@pytest.mark.parametrize("old", [{"a": b"old", "c": b"old"}, {}], ids=["a site", "no site yet"])
def test_a_site_that_was_filled_in_place_until_a_kill_is_whole_after_the_next_build(old, file, tmp_path, monkeypatch):
    monkeypatch.setattr("generator.outputs.folder._can_change_places", lambda _site: False)
    site = tmp_path / "site"
    site.mkdir()
    if old:
        publish(site, old)
    with killed((os, "replace"), lambda _, target: target.endswith(f"/{file}")):
        publish(site, {"a": b"new", "b": b"new", "c": b"new", "d": b"new"})
    publish(site, old or {"a": b"old"})
    assert content_of(site) == (old or {"a": b"old"})
