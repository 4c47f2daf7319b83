"""A look over a site finds what was removed, replaced, cut short or put there by somebody else, whichever way the site was written."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from generator.build import build_site
from generator.model.problem import CatalogError
from generator.outputs import look as looking
from generator.outputs.behind import read_behind
from generator.outputs.folder import Publication, publication
from generator.outputs.look import Look, Seen
from generator.outputs.manifest import MANIFEST
from generator.outputs.manifest_text import read_text
from generator.outputs.next_tree import link_all
from generator.outputs.whole import SHARES, Question, share_of, touched_in

FILES = {
    "index.html": b"home",
    "lists/all/index.html": b"list",
    "robots.txt": b"robots",
    **{f"tools/server-{number}/tool/index.html": b"page %d" % number for number in range(40)},
}
PAGE = "tools/server-20/tool/index.html"
_TICK_S = 0.02
"""Longer than a tick of the disk's clock, so that folders are older than the list."""


def first(site: Path) -> None:
    """The first build of a site, with the folder beside it."""
    whole(site, b"home")
    with publication(site) as opened:
        (site.parent / ".site.catalog-next").rmdir()
        make_ready(opened)
        opened._is_published = True


def make_ready(opened: Publication) -> None:
    """The end of a build that made much."""
    mirror = opened.mirror(2)
    assert mirror is not None
    for share in mirror.shares:
        link_all(mirror, share)
    time.sleep(_TICK_S)
    mirror.finish()


def whole(site: Path, home: bytes) -> None:
    """A build that looks at every file."""
    with publication(site) as opened:
        written = [opened.stage.put(path, content) for path, content in {**FILES, "index.html": home}.items()]
        time.sleep(_TICK_S)
        opened.commit(written)


def much(site: Path, home: bytes) -> None:
    """Two builds that write every file, the second of which sees to the folder beside."""
    others = {path: content[::-1] + b"!" for path, content in FILES.items()} | {"gone/index.html": b"gone"}
    for files in (others, {**FILES, "index.html": home}):
        with publication(site) as opened:
            written = [opened.stage.put(path, content) for path, content in files.items()]
            time.sleep(_TICK_S)
            opened.commit(written)
            if files is not others:
                make_ready(opened)


def few(site: Path, home: bytes) -> None:
    """A build after an edit."""
    found = seen(site)
    with publication(site) as opened:
        written = [opened.small_stage.put("index.html", home)]
        if not opened.can_change_few([], found.foreign):
            opened._held.put_back()
            pytest.fail("all has to be made")
        opened.small_stage.flush()
        opened.commit_few(written, (), found.foreign, found.start)


WAYS = {
    "first": [],
    "whole": [whole],
    "few": [few],
    "few twice": [few, few],
    "whole, few": [whole, few],
    "few, whole, few, few": [few, whole, few, few],
    "much": [much],
    "much, few": [much, few],
    "few, much, few, few": [few, much, few, few],
}


@pytest.fixture(params=WAYS)
def site(request, tmp_path, monkeypatch) -> Path:
    """A site that was written in one of the ways, and is looked at as a large one is."""
    large(monkeypatch)
    first(tmp_path / "site")
    for number, way in enumerate(WAYS[request.param]):
        way(tmp_path / "site", b"home %d" % number)
    return tmp_path / "site"


@pytest.fixture
def plain(tmp_path, monkeypatch) -> Path:
    """A site of one build, that is looked at as a large one is, and whose share is that of no file named below."""
    large(monkeypatch)
    first(tmp_path / "site")
    return tmp_path / "site"


def large(monkeypatch) -> None:
    monkeypatch.setattr(looking, "_FEW_BYTES", 0)
    monkeypatch.setattr(looking, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(looking, "_PIECES", 1)
    monkeypatch.setattr("generator.outputs.next_tree._MANY", 5)
    monkeypatch.setattr(looking, "share_of", lambda _: (own_share(PAGE) + 1) % SHARES)


def own_share(path: str) -> int:
    """The share of a piece of a list that is the whole list."""
    return sorted(FILES).index(path) % SHARES


def seen(site: Path) -> Seen:
    found = Look(site).seen
    assert found is not None
    return found


def question(site: Path) -> Question:
    return looking._question(site.resolve(), read_text(site))


def cut_in_place(path: Path) -> None:
    """Cut the file short where it stands, as a power cut does."""
    os.truncate(path, 0)


def beside(site: Path) -> Path:
    return site.parent / ".site.catalog-next"


def test_a_build_that_makes_much_leaves_the_next_one_nothing_to_do_and_one_that_makes_little_leaves_it_that(plain):
    much(plain, b"other")
    assert all((plain / path).samefile(beside(plain) / path) for path in FILES)
    assert not (beside(plain) / "gone").exists()
    behind = read_behind(beside(plain))
    assert behind is not None and (behind.changed, behind.gone) == ((), ())
    whole(plain, b"another")
    behind = read_behind(beside(plain))
    assert behind is not None and behind.changed == ("index.html",)
    with publication(plain) as opened:
        assert opened.mirror(2) is None


def test_a_build_that_is_killed_while_it_sees_to_the_folder_beside_leaves_it_to_the_next(plain):
    with publication(plain) as opened:
        opened.commit([opened.stage.put(path, content + b"!") for path, content in FILES.items()])
        mirror = opened.mirror(2)
        assert mirror is not None
        link_all(mirror, mirror.shares[0])
    assert question(plain).share is None
    whole(plain, b"home")
    assert {path: (plain / path).read_bytes() for path in FILES} == {**FILES, "index.html": b"home"}
    assert seen(plain).is_whole
    few(plain, b"edited")
    assert seen(plain).is_whole


def test_a_large_site_is_looked_at_by_its_folders_however_it_was_written(site):
    assert question(site).share is not None
    assert seen(site).is_whole
    assert seen(site).foreign == frozenset()


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / PAGE).unlink(),
        lambda site: (site / PAGE).rename(site / PAGE.replace("index.html", "other.html")),
        lambda site: (site / "new").write_text("longer than before") and os.replace(site / "new", site / PAGE),
        lambda site: shutil.rmtree((site / PAGE).parent),
        lambda site: (site / "index.html").unlink(),
    ],
    ids=["removed", "renamed", "replaced", "its folder removed", "a file of the site's own folder removed"],
)
def test_a_file_that_is_gone_or_another_is_noticed(change, site):
    change(site)
    assert not seen(site).is_whole


def test_a_folder_whose_time_was_put_back_is_touched_all_the_same(plain):
    folder = (plain / PAGE).parent
    before = folder.stat()
    (plain / PAGE).unlink()
    os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert folder.stat().st_mtime_ns == before.st_mtime_ns
    assert not seen(plain).is_whole


def test_a_folder_that_changed_in_the_tick_it_was_sure_in_is_touched(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_bytes(b"1")
    at = (tmp_path / "a").stat().st_ctime_ns
    prefix = os.fsencode(tmp_path) + b"/"
    assert b"a" in touched_in(prefix, [b"a/x\t0\t1"], Question(at, 0))
    assert touched_in(prefix, [b"a/x\t0\t1"], Question(at + 1, 0)) == set()


def test_somebodys_files_are_found_however_the_site_was_written(site):
    (site / "CNAME").write_text("catalog.example")
    (site / ".git" / "refs").mkdir(parents=True)
    (site / PAGE.replace("index.html", "mine.txt")).write_text("mine")
    (site / "tools" / "notes").write_text("mine")
    wanted = {"CNAME", ".git", PAGE.replace("index.html", "mine.txt"), "tools/notes"}
    assert seen(site).foreign == wanted
    for number, way in enumerate([whole, few, few, few, whole, few]):
        way(site, b"edit %d" % number)
        assert seen(site).is_whole
        assert seen(site).foreign == wanted
    (site / "CNAME").unlink()
    assert seen(site).foreign == wanted - {"CNAME"}


def test_what_somebody_took_away_does_not_come_back(site):
    (site / "tools" / "notes").write_text("mine")
    whole(site, b"1")
    few(site, b"2")
    few(site, b"3")
    (site / "tools" / "notes").unlink()
    with pytest.raises(pytest.fail.Exception, match="all has to be made"):
        few(site, b"the folder beside has it still")
    for number, way in enumerate([whole, few, few, few]):
        way(site, b"again %d" % number)
        assert not (site / "tools" / "notes").exists()


def test_of_very_many_touched_folders_it_is_not_told_what_is_somebodys(plain, monkeypatch):
    monkeypatch.setattr(looking, "_MOST_TOUCHED", 1)
    (plain / PAGE.replace("index.html", "mine.txt")).write_text("mine")
    assert seen(plain).is_whole
    assert seen(plain).foreign is None


def test_a_file_cut_short_in_place_is_found_by_one_share_in_seventeen(plain, monkeypatch):
    cut_in_place(plain / PAGE)
    found = []
    for share in range(SHARES):
        monkeypatch.setattr(looking, "share_of", lambda _, share=share: share)
        found += [] if seen(plain).is_whole else [share]
    assert found == [own_share(PAGE)]


@pytest.mark.parametrize("share", range(SHARES))
def test_pages_that_are_all_rewritten_in_place_are_noticed_at_once(share, plain, monkeypatch):
    monkeypatch.setattr(looking, "share_of", lambda _: share)
    for page in plain.glob("tools/*/*/index.html"):
        page.write_bytes(page.read_bytes() + b"<!-- minified -->")
    assert not seen(plain).is_whole


@pytest.mark.parametrize("start", ["another", ""])
def test_after_the_machine_was_started_every_file_is_looked_at(start, plain, monkeypatch):
    cut_in_place(plain / PAGE)
    assert seen(plain).is_whole
    monkeypatch.setattr(looking, "this_start", lambda: start)
    assert question(plain).share is None
    assert not seen(plain).is_whole


def test_after_a_start_two_edits_look_at_every_file_one_for_each_of_the_two_folders(plain, monkeypatch):
    few(plain, b"before")
    few(plain, b"before that")
    monkeypatch.setattr(looking, "this_start", lambda: "another")
    shares = []
    for number in range(4):
        shares.append(question(plain).share is None)
        few(plain, b"after %d" % number)
    assert shares == [True, True, False, False]


def test_where_the_system_does_not_name_its_starts_every_file_is_looked_at(tmp_path, monkeypatch):
    large(monkeypatch)
    monkeypatch.setattr("generator.outputs.behind._START", tmp_path / "nowhere")
    first(tmp_path / "site")
    assert question(tmp_path / "site").share is None


def test_a_clock_that_was_set_back_tells_nothing(plain, monkeypatch):
    monkeypatch.setattr("generator.outputs.look.time.time_ns", lambda: 1)
    assert question(plain) == Question(None, None)
    assert seen(plain).is_whole
    assert seen(plain).foreign is None
    cut_in_place(plain / PAGE)
    assert not seen(plain).is_whole


def test_every_file_of_a_small_site_is_looked_at(plain, monkeypatch):
    monkeypatch.setattr(looking, "_FEW_BYTES", 5_000_000)
    cut_in_place(plain / PAGE)
    assert not seen(plain).is_whole


def test_what_was_done_to_the_folder_beside_is_noticed_when_it_is_the_site(site):
    (site.parent / ".site.catalog-next" / PAGE).unlink()
    (site.parent / ".site.catalog-next" / "tools" / "notes").write_text("mine")
    assert seen(site).is_whole
    few(site, b"edited")
    assert not seen(site).is_whole
    whole(site, b"edited again")
    assert (site / PAGE).read_bytes() == FILES[PAGE]
    assert seen(site).is_whole


def test_without_the_note_of_the_folder_beside_every_file_is_looked_at(plain):
    (plain.parent / ".site.catalog-next" / ".catalog-behind").write_bytes(b"{")
    assert question(plain) == Question(None, None)
    assert seen(plain).is_whole
    assert seen(plain).foreign is None


def test_a_list_that_was_written_since_is_another_site(plain):
    (plain / MANIFEST).write_bytes((plain / MANIFEST).read_bytes())
    assert question(plain).share is None
    assert read_behind(plain.parent / ".site.catalog-next").list_state != Look(plain).state


def test_a_look_that_nobody_asks_ends_however_much_its_helpers_have_to_say(plain, monkeypatch):
    monkeypatch.setattr(looking, "touched_in", lambda *_: {b"folder %d" % number for number in range(100_000)})
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})
    look = Look(plain)
    helpers = [number for _, number in look._children]
    time.sleep(0.5)  # until they speak
    closing = Thread(target=look.close, daemon=True)
    closing.start()
    closing.join(20)
    is_over = not closing.is_alive()
    for number in helpers if not is_over else ():
        os.kill(number, signal.SIGKILL)
    assert len(helpers) == 2 and is_over


def test_there_may_be_no_site(tmp_path):
    assert Look(tmp_path / "site").seen is None
    assert Look(tmp_path / "site").state is None


@pytest.mark.parametrize("size", [0, 1, 10, 1_000_000])
def test_pieces_are_the_list(size, plain, monkeypatch):
    monkeypatch.setattr(looking, "_PIECES", max(size, 1))
    text = read_text(plain)
    pieces = looking._cut(text)
    assert looking._lines(text, pieces) == text.raw.split(b"\n")[:-1]


@pytest.mark.parametrize("seconds", [60, 600, 3600, 86_400, 7 * 86_400])
def test_builds_at_regular_times_come_round_to_every_share(seconds):
    assert {share_of((1_795_305_600 + turn * seconds) * 10**9) for turn in range(SHARES)} == set(range(SHARES))


def test_a_helper_that_dies_leaves_a_site_that_is_not_sure(plain, monkeypatch):
    def fail(_: Path) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("generator.outputs.look.os.chdir", fail)
        assert not seen(plain).is_whole
    assert seen(plain).is_whole


def test_a_look_that_nobody_asks_leaves_no_process_and_no_open_pipe(plain):
    before = held()
    looks = [Look(plain) for _ in range(3)]
    assert held() != before
    for look in looks:
        look.close()
        look.close()
    assert held() == before


def test_a_build_that_ends_with_errors_ends_its_look(plain, monkeypatch):
    """`mkdocs serve` builds again and again in one process."""

    def fail(*_: object, **__: object) -> None:
        raise CatalogError

    monkeypatch.setattr("generator.build.read_registry", fail)
    before = held()
    for _ in range(3):
        with pytest.raises(CatalogError):
            build_site(
                project=SimpleNamespace(work=plain),
                site=None,
                frames=None,
                catalog_folder=plain,
                site_folder=plain,
                workers=1,
                progress=None,
            )
    assert held() == before


def held() -> tuple[int, int]:
    """How many files this process holds open, and how many processes it has."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return len([*Path("/proc/self/fd").iterdir()]), len(children)
