"""Whatever stands where a file or a folder of a site has to be, the site is made, and nothing outside of it is written or removed."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.problem import CatalogError
from generator.outputs import folder as publishing
from generator.outputs.behind import BEHIND, read_behind
from generator.outputs.folder import publication
from generator.outputs.look import Look
from generator.outputs.manifest import MANIFEST
from generator.outputs.stage import NEXT

HOME = {"index.html": b"home", "tools/a/index.html": b"a", "tools/b/index.html": b"b"}


@pytest.fixture(params=["beside", "in place"])
def site(request, tmp_path, monkeypatch) -> Path:
    """A site of two builds."""
    if request.param == "in place":
        monkeypatch.setattr(publishing, "_can_change_places", lambda _: False)
        (tmp_path / "site").mkdir()
    build(tmp_path / "site", HOME)
    build(tmp_path / "site", HOME | {"index.html": b"home again"})
    return tmp_path / "site"


@pytest.fixture
def theirs(tmp_path) -> Path:
    """A folder of somebody else's, with a file named as one of ours."""
    (tmp_path / "theirs" / "deep").mkdir(parents=True)
    for name in ("index.html", "deep/index.html"):
        (tmp_path / "theirs" / name).write_bytes(b"theirs")
    return tmp_path / "theirs"


def build(site: Path, files: dict[str, bytes]) -> None:
    """As an edit where it can be one, as whole builds are published otherwise."""
    look = Look(site)
    seen = look.seen
    with publication(site, look.text) as opened:
        written = [opened.small_stage.put(path, content) for path, content in files.items()]
        gone = opened.text.manifest.files.keys() - files.keys()
        come = files.keys() - opened.text.manifest.files.keys()
        if seen and seen.is_whole and seen.foreign is not None and opened.can_change_few(gone | come, seen.foreign):
            opened.small_stage.flush()
            opened.commit_few([each for each in written if each.is_new], gone, seen.foreign, seen.start)
            return
    with publication(site) as opened:
        opened.commit([opened.stage.put(path, content) for path, content in files.items()])


def beside(site: Path) -> Path:
    return site.parent / f".{site.name}{NEXT}"


def holds(site: Path) -> dict[str, bytes]:
    """Our files and those of others; of links to folders and of empty folders, what they are."""
    found = {}
    for place, folders, names in os.walk(site):
        inside = Path(place).relative_to(site)
        folders[:] = [each for each in folders if each != NEXT]
        for name in names:
            if not name.startswith(".catalog-"):
                path = Path(place) / name
                found[(inside / name).as_posix()] = path.read_bytes() if path.exists() else b"leads nowhere"
        for name in folders:
            path = Path(place) / name
            if path.is_symlink() or not any(path.iterdir()):
                found[(inside / name).as_posix()] = b"link" if path.is_symlink() else b"empty"
    return found


def test_a_link_in_the_place_of_a_folder_of_ours_is_taken_away_and_not_written_through(site, theirs):
    (site / "tools" / "new").symlink_to(theirs)
    for number in range(3):
        build(site, HOME | {"index.html": b"%d" % number})
    assert (site / "tools" / "new").is_symlink(), "it is somebody else's as long as nothing of ours has to be there"
    wanted = HOME | {"tools/new/index.html": b"new", "tools/new/deep/index.html": b"deep"}
    for number in range(3):
        build(site, wanted | {"index.html": b"%d" % number})
        assert holds(site) == wanted | {"index.html": b"%d" % number}
    assert {path.read_bytes() for path in theirs.rglob("index.html")} == {b"theirs"}


def test_nothing_is_removed_behind_a_link(site, theirs):
    shutil.rmtree(site / "tools" / "a")
    (site / "tools" / "a").symlink_to(theirs)
    kept = {path: content for path, content in HOME.items() if path != "tools/a/index.html"}
    for number in range(4):
        build(site, kept | {"index.html": b"%d" % number})
    assert {path.read_bytes() for path in theirs.rglob("index.html")} == {b"theirs"}
    assert {path: content for path, content in holds(site).items() if path != "tools/a"} == kept | {"index.html": b"3"}


def test_a_file_becomes_a_folder_and_a_folder_a_file(site):
    for number in range(6):
        path = "assets/foo" if number % 2 else "assets/foo/bar.txt"
        build(site, HOME | {path: b"%d" % number})
        assert holds(site) == HOME | {path: b"%d" % number}


def test_a_folder_where_a_page_was_and_a_file_where_a_folder_was_are_taken_away(site):
    (site / "index.html").unlink()
    (site / "index.html").mkdir()
    shutil.rmtree(site / "tools")
    (site / "tools").write_bytes(b"not ours")
    for number in range(4):
        build(site, HOME | {"tools/a/index.html": b"%d" % number})
        assert holds(site) == HOME | {"tools/a/index.html": b"%d" % number}


def test_a_file_of_somebody_that_was_there_for_one_build_stays_away_once_it_is_removed(site):
    (site / "CNAME").write_bytes(b"x")
    (site / "tools" / "note.txt").write_bytes(b"x")
    (site / "theirs" / "empty").mkdir(parents=True)
    (site / "theirs" / "link").symlink_to(site.parent)
    build(site, HOME | {"index.html": b"1"})
    assert {"CNAME", "tools/note.txt"} <= holds(site).keys()
    (site / "CNAME").unlink()
    (site / "tools" / "note.txt").unlink()
    shutil.rmtree(site / "theirs")
    for number in range(3):
        build(site, HOME | {"index.html": b"2%d" % number})
        assert holds(site) == HOME | {"index.html": b"2%d" % number}


def test_what_a_killed_build_left_in_the_folder_beside_is_cleared_links_and_empty_folders_too(tmp_path, theirs):
    site = tmp_path / "site"
    build(site, HOME)
    (site / "empty").mkdir()
    (site / "link").symlink_to(theirs)
    for number in range(3):
        build(site, HOME | {"index.html": b"%d" % number})
    assert holds(site).keys() - HOME.keys() == {"empty", "link"}
    (site / "empty").rmdir()
    (site / "link").unlink()
    (beside(site) / "tools" / "ghost" / "of").mkdir(parents=True)
    (beside(site) / MANIFEST).unlink()
    for number in range(3):
        build(site, HOME | {"index.html": b"2%d" % number})
        assert holds(site) == HOME | {"index.html": b"2%d" % number}
    assert theirs.is_dir() and any(theirs.iterdir())


@pytest.mark.parametrize("damage", [(b"\t5\n", b"\tx5\n"), (b"tools/a/index.html\t", b"tools/a/index.html\t\xff")])
def test_a_damaged_line_of_the_list_costs_its_file(site, damage):
    build(site, HOME | {"index.html": b"12345"})
    listed = site / MANIFEST
    assert damage[0] in listed.read_bytes()
    listed.write_bytes(listed.read_bytes().replace(*damage))
    for number in range(3):
        build(site, HOME | {"index.html": b"2%d" % number})
        assert holds(site) == HOME | {"index.html": b"2%d" % number}


def test_a_name_that_is_not_utf8_is_a_name(site):
    wanted = HOME | {os.fsdecode(b"assets/\xff.txt"): b"1"}
    for number in range(3):
        build(site, wanted | {"index.html": b"%d" % number})
        assert holds(site) == wanted | {"index.html": b"%d" % number}


@pytest.mark.parametrize("name", ["assets/a\tb.txt", "assets/a\nb.txt"])
def test_a_name_that_the_list_of_files_cannot_hold_is_refused(site, name):
    with pytest.raises(CatalogError, match="rename the file"), publication(site) as opened:
        opened.stage.put(name, b"")


def test_a_folder_on_another_disk_is_copied(site, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr("generator.outputs.linked.os.link", fails)
    shutil.rmtree(beside(site), ignore_errors=True)
    build(site, HOME)
    assert holds(site) == HOME


def test_after_a_lost_note_one_whole_build_makes_both_folders_known_again(tmp_path):
    site = tmp_path / "site"
    build(site, HOME)
    build(site, HOME | {"index.html": b"1"})
    (beside(site) / BEHIND).unlink()
    build(site, HOME | {"index.html": b"2"})
    behind = read_behind(beside(site))
    assert behind is not None
    assert behind.site_since is not None and behind.folder_since is not None


PATHS = ["index.html", "a", "a/index.html", "a/b", "a/b/index.html", "b", "b/a", "b/a/a"]
OURS = st.dictionaries(st.sampled_from(PATHS), st.binary(max_size=2), min_size=1).map(
    lambda files: {path: files[path] for path in files if not any(other.startswith(f"{path}/") for other in files)}
)
DEEDS = st.tuples(
    st.sampled_from(["file", "folder", "link", "dangling link", "remove", "damage"]),
    st.sampled_from([*PATHS, "c", "b/c"]),
)


def do(deed: str, site: Path, path: str, theirs: Path) -> None:
    """What somebody does in the site; what cannot be done is left."""
    place = site / path
    if not place.parent.resolve().is_relative_to(site.resolve()):
        return  # behind a link
    if deed != "damage" and (place.is_symlink() or place.is_file()):
        place.unlink()
    elif deed == "remove" and place.is_dir():
        shutil.rmtree(place)
    if place.parent.is_dir() and not os.path.lexists(place):
        if deed == "file":
            place.write_bytes(b"theirs")
        elif deed == "folder":
            place.mkdir()
        elif deed == "link":
            place.symlink_to(theirs)
        elif deed == "dangling link":
            place.symlink_to(theirs / "nothing")
    if deed == "damage":
        (beside(site) / (BEHIND if path < "b" else MANIFEST)).unlink(missing_ok=True)


@pytest.mark.parametrize("is_beside", [True, False])
@given(st.lists(st.tuples(st.lists(DEEDS, max_size=3), OURS), min_size=2, max_size=6))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_somebody_does_in_a_site_every_build_of_it_has_our_files_and_touches_nothing_outside(
    is_beside, builds
):
    with TemporaryDirectory() as home, pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_can_change_places", lambda _: is_beside)
        site, theirs = Path(home, "site"), Path(home, "theirs")
        (theirs / "a").mkdir(parents=True)
        for name in ("index.html", "b", "a/index.html", "a/a"):
            (theirs / name).write_bytes(b"theirs")
        before = holds(theirs)
        if not is_beside:
            site.mkdir()
        for deeds, ours in builds:
            if (site / MANIFEST).exists():
                for deed, path in deeds:
                    do(deed, site, path, theirs)
            build(site, ours)
            found = holds(site)
            assert {path: found.get(path) for path in ours} == ours
            assert not any(each.is_symlink() for path in ours for each in (site / path).parents if each != site.parent)
            assert holds(theirs) == before
