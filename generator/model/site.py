"""The settings a site is built with, whatever engine draws its frame.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

ENGINES: Final = ("mkdocs", "zensical")
"""What can build the handbook and the frame of every page."""


class Contact(Struct, frozen=True, kw_only=True):
    """Where a reader's message goes. Each is None when the publisher set none."""

    endpoint: str | None = None
    """Address that accepts a form POST with `email`, `message` and `page`."""
    issues: str | None = None
    """Address that opens a new issue."""
    email: str | None = None


class Site(Struct, frozen=True, kw_only=True):
    """Everything of `mkdocs.yml` that catalog pages need, and the day of the build."""

    name: str
    url: str
    """Public address with a trailing slash."""
    source_url: str | None
    """Address of the catalog folder in a code host's file view (`.../blob/main/catalog/`); None: no edit links."""
    contact: Contact
    asks_github: bool = False
    """True when the theme asks GitHub for the numbers of the repository it links to."""
    is_preview: bool = False
    """True while an engine serves the site and writes scripts of its own into the pages: they get no policy then."""
    built: str
    """ISO date shown with the numbers of the build; given by the caller, never read from a clock here."""


class Budget(Struct, frozen=True, kw_only=True):
    """The most that the median page of a tool may weigh, in bytes. Each is None where the publisher set none."""

    page_bytes: int | None = None
    gzip_bytes: int | None = None


class Project(Struct, frozen=True, kw_only=True):
    """Where one project keeps its parts on disk, and how heavy its pages may get."""

    config_file: Path
    """`mkdocs.yml`."""
    docs: Path
    """Hand-written pages (`site_src`)."""
    templates: Path
    """Theme overrides and page bodies (`templates`)."""
    work: Path
    """Folder for what can be made again: frames, compiled records."""
    budget: Budget = Budget()
