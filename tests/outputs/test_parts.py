"""A file that a shared stage takes is whole, and none is taken once the stage is closed."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from generator.model.problem import CatalogError
from generator.outputs import parts as module
from generator.outputs.folder import Stage
from generator.outputs.parts import PARTS, parts_folder, remove_parts, write_whole


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(module, "_BETWEEN_LOOKS_S", 0.01)
    monkeypatch.setattr(module, "_met", set())


@contextmanager
def shared_stage(folder, *, is_shared: bool = True) -> Iterator[Stage]:
    with parts_folder(folder / "next", is_shared=is_shared) as parts:
        yield Stage(folder=folder / "next", site=folder / "site", known={}, parts=parts)


def test_a_shared_stage_takes_files_and_leaves_no_parts(tmp_path):
    with shared_stage(tmp_path) as shared:
        shared.put("tools/x/index.html", b"one")
        shared.put("tools/x/index.html", b"two")
        assert list((tmp_path / "next" / PARTS).iterdir())
    assert [path.name for path in (tmp_path / "next").iterdir()] == ["tools"]
    assert (tmp_path / "next" / "tools" / "x" / "index.html").read_bytes() == b"two"


def test_a_stage_that_is_not_shared_has_no_folder_of_parts(tmp_path):
    with shared_stage(tmp_path, is_shared=False) as alone:
        assert alone.parts == "" and not list(tmp_path.iterdir())
        alone.put("a", b"1")
    assert (tmp_path / "next" / "a").read_bytes() == b"1"


def test_no_page_can_be_among_the_parts(tmp_path):
    with shared_stage(tmp_path) as shared, pytest.raises(CatalogError, match="inside the site"):
        shared.put(f"{PARTS}/x", b"")


def test_a_link_to_the_file_of_the_site_is_replaced_and_the_file_is_not_touched(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "next").mkdir()
    (tmp_path / "site" / "a").write_bytes(b"old")
    os.link(tmp_path / "site" / "a", tmp_path / "next" / "a")
    with shared_stage(tmp_path) as shared:
        shared.put("a", b"new")
    assert (tmp_path / "site" / "a").read_bytes() == b"old"
    assert (tmp_path / "next" / "a").read_bytes() == b"new"


def test_who_writes_after_the_end_writes_nothing(tmp_path):
    with shared_stage(tmp_path) as shared:
        shared.put("a", b"in time")
    with pytest.raises(CatalogError, match="the build is over"):
        shared.put("a", b"too late")
    with pytest.raises(CatalogError, match="the build is over"):
        shared.put("b/c", b"too late")
    assert [path.name for path in (tmp_path / "next").iterdir()] == ["a"]
    assert (tmp_path / "next" / "a").read_bytes() == b"in time"


def test_who_has_written_half_a_file_at_the_end_has_nothing_to_put_in_its_place(tmp_path, monkeypatch):
    """The site and the folder that was filled have changed places by then, as they do when a build is published."""
    real = os.replace
    folder = tmp_path / "next"
    folder.mkdir()
    (tmp_path / "site").mkdir()

    def publish_first(source, target):
        remove_parts(folder)
        folder.rename(tmp_path / "spare")
        (tmp_path / "site").rename(folder)
        (tmp_path / "spare").rename(tmp_path / "site")
        return real(source, target)

    with parts_folder(folder, is_shared=True) as parts:
        monkeypatch.setattr(os, "replace", publish_first)
        with pytest.raises(CatalogError, match="the build is over"):
            write_whole(parts, f"{folder}", "a", b"late", set())
    assert not list(folder.iterdir())
    assert not list((tmp_path / "site").iterdir())


def test_two_attempts_at_the_same_files_leave_each_whole_at_any_moment(tmp_path):
    contents = [b"x" * 300_000] * 2
    seen, is_over = set(), threading.Event()
    target = tmp_path / "next" / "page"

    def watch():
        while not is_over.is_set():
            if target.exists():
                seen.add(target.stat().st_size)

    with shared_stage(tmp_path) as shared:
        watcher = threading.Thread(target=watch)
        writers = [threading.Thread(target=lambda: [shared.put("page", each) for each in contents * 30]) for _ in "ab"]
        watcher.start()
        for each in writers:
            each.start()
        for each in writers:
            each.join()
        is_over.set()
        watcher.join()
    assert seen == {300_000}


def test_a_folder_that_is_seen_late_is_waited_for_once(tmp_path):
    parts = tmp_path / "parts"
    threading.Timer(0.05, parts.mkdir).start()
    write_whole(str(parts), str(tmp_path), "deep/er/a", b"1", set())
    assert (tmp_path / "deep" / "er" / "a").read_bytes() == b"1"
    parts.rmdir()
    with pytest.raises(CatalogError, match="does not see the folder"):
        write_whole(str(parts), str(tmp_path), "b", b"1", set())


def test_a_folder_that_is_never_seen_is_an_error(tmp_path):
    with pytest.raises(CatalogError, match="does not see the folder"):
        write_whole(str(tmp_path / "parts"), str(tmp_path), "a", b"1", set())


def test_what_a_killed_build_had_in_work_is_taken_away_by_the_next(tmp_path):
    from generator.outputs import next_tree

    left = tmp_path / "next" / PARTS / "token"
    left.mkdir(parents=True)
    (left / "part").write_bytes(b"half")
    next_tree.begin(tmp_path / "next")
    assert not list((tmp_path / "next").iterdir())
