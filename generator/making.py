"""What it takes to print the files of a catalog: one path for a build, which writes all of them, and for `serve`, which makes the one asked for.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.exporters.documents import tool_documents
from generator.exporters.server_policies import ServerPolicies
from generator.model.assessment import JudgedServer
from generator.model.catalog import Catalog
from generator.model.site import Site
from generator.outputs.policies import policy_files
from generator.renderers.page import PageRenderer
from generator.renderers.shell import Shell
from generator.views import PAGE_KINDS
from generator.views.page import Context, Page, Plan
from generator.views.traced import Tracer


class Making(Struct, frozen=True, kw_only=True, dict=True):
    """The catalog, and what its pages are printed with."""

    catalog: Catalog
    site: Site
    templates: Path
    shells: dict[int, Shell]
    plan: Plan | None = None
    """Which pages of lists, and which pieces, are wanted; None: all are."""
    kept_templates: Path | None = None
    """Folder of compiled templates, see `renderers.kept_templates`; None: they are compiled anew."""
    printer: PageRenderer | None = None
    """A renderer of these templates, site and shells, where there is one already: to compile the templates takes a tenth of a second."""

    @cached_property
    def context(self) -> Context:
        """What pages for the whole catalog may look at."""
        return replace(self._context(self.catalog, self.site), plan=self.plan)

    @cached_property
    def server_context(self) -> Context:
        """What pages of one server may look at: what they read of others is noted, and the day of the build is not theirs."""
        return self._context(self.tracer.catalog, replace(self.site, built=""))

    @cached_property
    def tracer(self) -> Tracer:
        """Notes what is read for one server."""
        return Tracer(self.catalog)

    @cached_property
    def printed(self) -> ServerPolicies:
        """The complete policies, for their files and for the pages that name them."""
        return ServerPolicies(self.catalog.vocabulary)

    @cached_property
    def renderer(self) -> PageRenderer:
        """The renderer, with its templates compiled once in each process."""
        return self.printer or PageRenderer(self.templates, self.site, self.shells, self.kept_templates)

    def server_pages(
        self, judged: JudgedServer, kinds: Container[str] | None = None, *, own_first: bool = False
    ) -> Iterator[Page]:
        """The pages of a server, all or of these kinds, each made when it is asked for: those of its tools and its own, in the order of the kinds or the other way round."""
        for kind in reversed(PAGE_KINDS) if own_first else PAGE_KINDS:
            if kind.server_pages is not None and (kinds is None or kind.name in kinds):
                yield from kind.server_pages(judged, self.server_context)

    def policy_files(self, judged: JudgedServer) -> Iterator[tuple[str, bytes]]:
        """Path and content of each policy file of a server."""
        return policy_files(judged, self.printed, self.catalog.vocabulary)

    def html(self, page: Page) -> bytes:
        """The whole page; errors as `PageRenderer.body` and `framed`."""
        return self.renderer.framed(page, self.renderer.body(page))

    def _context(self, catalog: Catalog, site: Site) -> Context:
        policies = partial(tool_documents, vocabulary=self.catalog.vocabulary)
        return Context(catalog=catalog, site=site, policies=policies, server_policies=self.printed.of)
