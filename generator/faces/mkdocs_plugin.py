"""MkDocs builds the handbook and the frames; this plugin publishes the catalog around them.

The only module that touches MkDocs. MkDocs empties its output folder at each build, so it is sent to a folder of
our own, and the real one is filled by our writer.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import logging
from importlib.metadata import version
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from msgspec.structs import replace

from generator.build import build_site
from generator.faces.options import day_of_build
from generator.model.problem import CatalogError, RegistryErrors
from generator.pool import available_workers
from generator.progress import Silence
from generator.readers.frames import Frames
from generator.readers.site_settings import project_of, site_of

log = logging.getLogger("mkdocs.plugins.policy-catalog")


class PolicyCatalogConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Options of the plugin in `mkdocs.yml`."""

    catalog = config_options.Dir(exists=True, default="catalog")


class PolicyCatalogPlugin(BasePlugin[PolicyCatalogConfig]):  # type: ignore[no-untyped-call]  # MkDocs has no types here
    """Makes `mkdocs build` and `mkdocs serve` give the same site as `policy-catalog build`."""

    def on_startup(self, *, command: str, **_: object) -> None:
        """Remember whether MkDocs serves the site: it writes a script into each page then."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Send MkDocs' own output to a folder from which the site is published."""
        self._project = project_of(Path(config.config_file_path))
        self._site_dir = Path(config.site_dir)
        config.site_dir = str(self._project.work / "frames" / "mkdocs-plugin")
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish the site; registry errors are shown one by one and stop the build."""
        name = f"mkdocs {version('mkdocs')}, mkdocs-material {version('mkdocs-material')}"
        try:
            site = site_of(self._project.config_file, built=day_of_build())
            built = build_site(
                project=self._project,
                # `mkdocs serve` has an address of its own
                site=replace(site, url=config.site_url or site.url, is_preview=self._is_preview),
                frames=Frames(folder=Path(config.site_dir), engine=name, key=""),
                catalog_folder=Path(self.config.catalog),
                site_folder=self._site_dir,
                workers=available_workers(),
                progress=Silence(),
            )
        except RegistryErrors as errors:
            for problem in errors.problems:
                log.error("%s", problem)  # noqa: TRY400 - the problem is the message
            raise PluginError(str(errors)) from errors
        except CatalogError as error:
            raise PluginError(str(error)) from error
        for problem in built.reading.problems:
            log.info("%s", problem)
        config.site_dir = str(self._site_dir)  # what `mkdocs gh-deploy` uploads
        log.info("Published %d files to %s", built.published.file_count, self._site_dir)
        if built.weight:
            log.info("size: %s", built.weight)

    def on_serve(self, server: LiveReloadServer, **_: object) -> LiveReloadServer:
        """Watch the registry and the page bodies too; MkDocs watches the handbook itself."""
        server.watch(self.config.catalog)
        server.watch(str(self._project.templates))
        return server
