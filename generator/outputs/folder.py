"""Bytes into the site's folder: written beside it first, published when everything is there.

The next site is made complete in a folder beside the site, and the two change places in one step: whoever reads the site, a web server
above all, sees the old or the new one whole, and a build that fails or is killed leaves the old one. Files whose bytes did not
change are links, and files that no build wrote are kept. Where the folder beside cannot be had (the site is a mount, its parent is
not ours), the changed files are moved in one by one.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.model.problem import CatalogError
from generator.outputs import next_tree
from generator.outputs.behind import Behind, Since, this_start, write_behind
from generator.outputs.exchange import exchange, recover
from generator.outputs.foreign import foreign_paths
from generator.outputs.in_place import move_in
from generator.outputs.lock import only_build
from generator.outputs.manifest import MANIFEST, folders_of, list_state, on_the_way, put_list
from generator.outputs.manifest_text import ManifestText, read_text
from generator.outputs.next_tree import Mirror
from generator.outputs.stage import LOCK, NEXT, Stage, WaitingStage, Written, beside
from generator.outputs.way import is_blocked

_SPARE: Final = ".catalog-spare"


class Published(Struct, frozen=True):
    """What a commit did."""

    file_count: int
    changed_count: int
    pruned_count: int
    size_bytes: int


class Publication:
    """A build's way into the site: files go to `stage`, and `commit` publishes them."""

    def __init__(self, site: Path, text: ManifestText | None, *, is_beside: bool, begun_ns: int | None) -> None:
        """Begin; `text` is the site's list if that was read before, and `is_beside` says whether a folder beside the site can take its place.

        `begun_ns` is when this was, by the disk's clock; None when that is not known.
        """
        self.site, self._begun_ns = site, begun_ns
        self._is_beside = is_beside
        self._next = beside(site, NEXT) if is_beside else site / NEXT
        if text is None or text.state != list_state(site):
            text = read_text(site)
        self.text = ManifestText(b"", (0, 0, 0)) if text is None else text
        if not is_beside:
            shutil.rmtree(self._next, ignore_errors=True)
        self._held = next_tree.begin(self._next)
        self._is_published = False

    @cached_property
    def stage(self) -> Stage:
        """For a build that makes most of the site."""
        return Stage(folder=self._next, site=self.site, known=self.text)

    @cached_property
    def small_stage(self) -> WaitingStage:
        """For a build that makes a few files: the list of the others is not read into memory."""
        return WaitingStage(folder=self._next, site=self.site, known=self.text)

    def commit(self, written: Iterable[Written]) -> Published:
        """Make the site equal to the files written, and to what is somebody else's in it.

        Raises:
            CatalogError: two files have one path.
            OSError: the disk is full, or the folder may not be written.
        """
        files = _in_order(written)
        wanted = {each.path: (each.digest, each.size_bytes) for each in files}
        gone = [path for path in self.stage.known if path not in wanted]
        changed = {each.path for each in files if each.is_new}
        if changed or gone or not (self.site / MANIFEST).is_file():
            self._publish(wanted, changed, gone)
        elif self._is_beside and self._held is not None:
            self._held.put_back()
        self._is_published = True
        return Published(
            file_count=len(files),
            changed_count=len(changed),
            pruned_count=len(gone),
            size_bytes=sum(each.size_bytes for each in files),
        )

    def can_change_few(self, come_and_gone: Iterable[str], foreign: frozenset[str]) -> bool:
        """Whether `commit_few` can publish a build in which these paths come or go: the folder beside the site is known to be nearly the same.

        It is not where what is `foreign` is something else than the list says (a file that somebody took away may still be in that folder), or
        stands near where a file comes or goes, or where a link is in the place of a folder that is written into.
        """
        behind = self._behind
        if behind is None or not self._is_beside or foreign != self.text.foreign:
            return False
        if any(is_blocked(str(self._next), path) for path in (*self.small_stage.waiting, *behind.changed)):
            return False
        return foreign.union(folders_of(foreign)).isdisjoint(
            each for path in come_and_gone for each in on_the_way(path)
        )

    def commit_few(
        self, written: Iterable[Written], gone: Collection[str], foreign: frozenset[str], start: str = ""
    ) -> Published:
        """Publish these files, in the place of those of their paths where there are any, and take away those `gone`; all else, what is `foreign` too, stays as it is.

        `start` is that of `Seen`: a site of which every file was seen need not be looked at so again before the machine is started anew.

        Raises:
            CatalogError: two files have one path.
            KeyError: what is gone is not in the site.
            OSError: the disk is full, or the folder may not be written.
        """
        files = _in_order(written)
        changes = {each.path: (each.digest, each.size_bytes) for each in files if each.is_new}
        behind = self._behind
        if (changes or gone) and behind is not None:
            listed = self.text.with_changes(changes, gone)
            next_tree.catch_up(self._next, self.site, behind, changes.keys(), foreign, gone)
            put_list(self._next, listed)
            old = behind.site_since
            self._exchange(changes, gone, behind.folder_since, Since(old.time_ns, start) if old and start else old)
        elif self._held is not None:
            self._held.put_back()
        self._is_published = True
        return Published(file_count=len(files), changed_count=len(changes), pruned_count=len(gone), size_bytes=0)

    def mirror(self, shares: int) -> Mirror | None:
        """What is left to do so that the next build has little to do; None: nothing."""
        text = read_text(self.site) if self._is_beside else None
        return next_tree.mirror_of(self.site, self._next, text, shares) if text else None

    def close(self) -> None:
        """Leave nothing behind but a complete site and, after its second build, the one before it."""
        if not self._is_beside or not (self._is_published or self.site.exists()):
            shutil.rmtree(self._next, ignore_errors=True)

    def _publish(self, wanted: dict[str, tuple[str, int]], changed: set[str], gone: list[str]) -> None:
        foreign = foreign_paths(self.site, self.text.manifest, wanted.keys(), self._since_ns) - {NEXT, LOCK}
        if not self._is_beside:
            move_in(self._next, self.site, self.text.manifest, wanted, changed, foreign)
            return
        held = self._held.manifest() if self._held else None
        were = self.text.foreign
        next_tree.complete(self._next, self.site, wanted, staged=changed, held=held, foreign=foreign, were_foreign=were)
        # This build saw to every file that it did not make, and looked for those of others, after it had begun.
        seen = Since(self._begun_ns, this_start()) if self._begun_ns is not None else None
        self._exchange(changed, gone, next_tree.known_since_now(self._next), seen)

    @property
    def _behind(self) -> Behind | None:
        """How the folder beside the site differs from it; None when that is not known."""
        behind = self._held.behind if self._held else None
        return behind if behind is not None and behind.list_state == self.text.state else None

    @property
    def _since_ns(self) -> int:
        """When the site's list last named all that was in the site: a build after an edit writes the list, and looks into few folders."""
        if not self._is_beside:
            return self.text.state[2]  # by builds that look into every folder alone
        since = self._behind.site_since if self._behind else None
        return since.time_ns if since else 0

    def _exchange(self, changed: Iterable[str], gone: Iterable[str], since: Since | None, old: Since | None) -> None:
        """Let the next site, known `since` then, take the place of the old one, known since `old`, which becomes the folder beside it and is told what it lacks."""
        if not self.site.exists():
            self._next.rename(self.site)
            return
        exchange(self._next, self.site, beside(self.site, _SPARE))
        published = list_state(self.site)
        if published is not None:
            write_behind(self._next, Behind((*changed,), (*gone,), published, since, old))


@contextmanager
def publication(site: Path, text: ManifestText | None = None) -> Iterator[Publication]:
    """A build's way into that site, alone until it ends; without a `commit` the site stays as it was.

    `text` is the site's list, for who has read it already; it is read again if it was written since.

    Raises:
        CatalogError: the folder holds files but no manifest, so it is not ours to write into; or another build writes to it.
    """
    site = site.resolve()
    if site.exists() and not site.is_dir():
        message = f"found a file at {site}, expected a folder; name another one with --site-dir"
        raise CatalogError(message)
    site.parent.mkdir(parents=True, exist_ok=True)
    is_beside = _can_change_places(site)
    lock = beside(site, LOCK) if is_beside else site / LOCK
    if not lock.exists():  # a folder that is refused gets none
        _refuse_others(site)
    with only_build(lock, site) as begun_ns:
        recover(site, beside(site, _SPARE), beside(site, NEXT))
        _refuse_others(site)
        opened = Publication(site, text, is_beside=is_beside, begun_ns=begun_ns)
        try:
            yield opened
        finally:
            opened.close()


def _refuse_others(site: Path) -> None:
    if not (site / MANIFEST).is_file() and site.is_dir() and any(each.name[0] != "." for each in site.iterdir()):
        message = (
            f"found files in {site} that no build wrote, expected an empty folder or an earlier site; "
            "name another folder with --site-dir, or empty this one"
        )
        raise CatalogError(message)


def _in_order(written: Iterable[Written]) -> list[Written]:
    """The files by path, each of which has its own."""
    files = sorted(written, key=attrgetter("path"))
    for first, second in pairwise(files):
        if first.path == second.path:
            message = f"found two pages for {first.path}, expected one; two entries share an address"
            raise CatalogError(message)
    return files


def _can_change_places(site: Path) -> bool:
    """Whether the site's parent is ours to write into and on the same disk."""
    if not os.access(site.parent, os.W_OK | os.X_OK) or site == site.parent:
        return False
    return not site.exists() or (not os.path.ismount(site) and site.stat().st_dev == site.parent.stat().st_dev)
