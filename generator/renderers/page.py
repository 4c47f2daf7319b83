"""A page's view into the bytes of a page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from generator.model.problem import CatalogError
from generator.model.site import Site
from generator.renderers.environment import environment
from generator.renderers.shell import Shell
from generator.views.page import Fragment, Page


class PageRenderer:
    """Prints views through their templates; one for each process."""

    def __init__(self, templates: Path, site: Site, shells: dict[int, Shell], kept: Path | None = None) -> None:
        """Use the page bodies under `templates` and the frames of each link depth; compiled templates are `kept` in that folder."""
        self._environment = environment(templates, kept)
        self._site = site
        self._shells = shells

    def body(self, page: Page) -> str:
        """The page's own HTML, without the frame.

        Raises:
            CatalogError: the template is missing or asks for what the view does not hold.
        """
        return self._body(page.kind, page.view, page.root, page.path)

    def framed(self, page: Page, body: str) -> bytes:
        """The whole page, around its body.

        Raises:
            CatalogError: no frame has the page's link depth.
        """
        shell = self._shells.get(page.path.count("/"))
        if shell is None:
            message = f"found page {page.path} at a link depth without a frame, expected one of {sorted(self._shells)}"
            raise CatalogError(message)
        return shell.splice(
            title=page.title,
            description=page.description,
            address=self._site.url + page.path,
            body=body,
        )

    def fragment(self, fragment: Fragment, root: str) -> str:
        """The HTML of a piece for a hand-written page whose links to the site's root start with `root`."""
        return self._body(fragment.kind, fragment.view, root, f"slot {fragment.name}")

    def _body(self, kind: str, view: object, root: str, where: str) -> str:
        try:
            return self._environment.get_template(f"pages/{kind}.html.jinja").render(view=view, root=root)
        except TemplateError as error:
            place = (
                f"{error.name}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else f"pages/{kind}.html.jinja"
            )
            message = f"{where}: found a template that cannot be printed ({place}): {error}"
            raise CatalogError(message) from error
