"""A project that somebody works on into the site as its last good state was, brought up to date by each save.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from msgspec import Struct

from generator.handwritten import Handwritten, engine_files
from generator.making import Making
from generator.model.assessment import JudgedServer
from generator.model.catalog import Catalog
from generator.model.site import Project, Site
from generator.on_demand import OnDemand
from generator.progress import Progress
from generator.readers.frames import frames_of
from generator.readers.registry import SERVERS
from generator.readers.site_settings import project_of, site_of
from generator.reading import SoFar, without_cycles
from generator.renderers.page import PageRenderer
from generator.renderers.shell import Shell, read_shells
from generator.saved import Registry, edited_registry, whole_registry
from generator.still_reading import StillReading


class _Theme(Struct, frozen=True):
    """All that a page is printed with beside the catalog: in memory, where no later run of the engine clears it away."""

    project: Project
    site: Site
    engine: str
    shells: dict[int, Shell]
    files: dict[str, bytes]
    printer: PageRenderer

    def printed(self, catalog: Catalog, judged: Callable[[str], JudgedServer]) -> OnDemand:
        """The site of that catalog, whose records `judged` gives by slug."""
        making = Making(
            catalog=catalog,
            site=self.site,
            templates=self.project.templates,
            shells=self.shells,
            printer=self.printer,
        )
        return OnDemand(making, Handwritten(making, self.files, self.engine), judged, self.engine)


class LiveSite:
    """The last good site of a project."""

    def __init__(
        self, catalog_folder: Path, config_file: Path, *, engine: str, workers: int, day: Callable[[], str]
    ) -> None:
        """Read nothing yet; `day` gives the date that pages show."""
        self._catalog_folder = catalog_folder
        self._config_file = config_file
        self._engine = engine
        self._workers = workers
        self._day = day
        self._theme: _Theme | None = None
        self._registry: Registry | None = None
        self._saved: set[Path] = set()
        """What was saved since the last good state; it is looked at again until all of it is good."""

    def after(
        self, saved: Collection[Path], progress: Progress, tell: Callable[[StillReading], None] | None = None
    ) -> OnDemand:
        """The site after these paths were saved; everything is read at the first call, then what the paths concern.

        Where that takes long, `tell` is called meanwhile with what can be shown already.

        Raises:
            RegistryErrors, CatalogError: something is wrong; the state before is kept, and the paths count again at the next call.
        """
        self._saved.update(path.parent.resolve() / path.name for path in saved)  # not itself: it may be a link
        of_catalog = {path for path in self._saved if self._is_of_catalog(path)}
        theme = self._theme if self._theme and of_catalog == self._saved else self._read_theme(progress)
        early = None if tell is None else lambda so_far: tell(StillReading(so_far, theme.printed))
        registry = self._read_registry(theme.project.work, of_catalog, progress, early)
        site = theme.printed(registry.reading.catalog, registry.judged)
        self._theme, self._registry, self._saved = theme, registry, set()
        return site

    def _is_of_catalog(self, path: Path) -> bool:
        """Whether the registry alone is read from there: a project may lie in the folder of its catalog, and `servers` be a link."""
        project = self._theme.project if self._theme else None
        ours = (project.docs, project.templates, project.config_file) if project else ()
        folder = self._catalog_folder.absolute()
        catalog = folder.resolve()
        if path == folder.parent.resolve() / folder.name:  # a link that leads elsewhere now
            return True
        is_below = path.is_relative_to(catalog) or path.is_relative_to((catalog / SERVERS).resolve())
        return is_below and not any(path.is_relative_to(each.resolve()) for each in ours)

    @property
    def counts(self) -> tuple[int, int]:
        """Servers and tools of the last good state."""
        servers = self._registry.reading.catalog.servers if self._registry else ()
        return len(servers), sum(len(server.tools) for server in servers)

    def _read_theme(self, progress: Progress) -> _Theme:
        project = project_of(self._config_file)
        site = site_of(self._config_file, built=self._day())
        progress.start("Building handbook", 1)
        try:
            with frames_of(project, self._engine) as (frames, _):
                progress.finish()
                shells = read_shells(frames.folder, frames.engine, site)
                printer = PageRenderer(project.templates, site, shells)
                return _Theme(project, site, frames.engine, shells, engine_files(frames), printer)
        finally:
            progress.finish()

    def _read_registry(
        self, work: Path, saved: Collection[Path], progress: Progress, tell: Callable[[SoFar], None] | None
    ) -> Registry:
        last, workers = self._registry, self._workers
        if last is not None and not saved:
            return last
        with without_cycles():
            if last is None:
                return whole_registry(self._catalog_folder, work, workers=workers, progress=progress, tell=tell)
            return edited_registry(last, saved, work, workers=workers, progress=progress)
