"""Every address of the site and every link out of it: no other module composes one.

Paths are relative to the site's root and end in a slash; a template puts its page's root before them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import quote

from generator.model.server import Package
from generator.model.site import Contact, Site

HOME: Final = ""
TOOLS: Final = "tools/"
SERVERS: Final = "servers/"
CATEGORIES: Final = "categories/"
RISK: Final = "risk/"
ATTACKS: Final = "attacks/"
LISTS: Final = "lists/"
BROWSE: Final = "browse/"
COMPARE: Final = "compare/"
PLAN: Final = "plan/"
OVERVIEW: Final = "overview/"
READING_REACH: Final = "handbook/how-to-read/#reach"
"""Where the handbook says how reach is counted."""
NOT_REVIEWED: Final = "risk/not-reviewed/"
"""Where tools without a category are listed; the page exists only when there are any."""

_PACKAGE_PAGES: Final = {
    "pypi": ("https://pypi.org/project/{name}/", "{version}/"),
    "npm": ("https://www.npmjs.com/package/{name}", "/v/{version}"),
    "crates": ("https://crates.io/crates/{name}", "/{version}"),
    "nuget": ("https://www.nuget.org/packages/{name}", "/{version}"),
}


class Link(NamedTuple):
    """Words that lead somewhere."""

    href: str
    """Path from the site's root, or a whole address for a link out of the site."""
    text: str


def server_path(server: str) -> str:
    """The page of a server, by its slug."""
    return f"tools/{server}/"


def tool_path(server: str, tool: str) -> str:
    """The page of a tool, by the slugs of its server and of itself."""
    return f"tools/{server}/{tool}/"


def sibling_path(tool: str) -> str:
    """The page of a tool, from the page of another tool of the same server."""
    return f"../{tool}/"


def policy_path(server: str, target: str, file: str) -> str:
    """A file with the complete policy of a server for one target."""
    return f"{server_path(server)}{near_policy(target, file)}"


def near_policy(target: str, file: str) -> str:
    """The same, from the server's page.

    All in one folder: one for each target would be a third of a site's folders, which a build makes and looks at.
    """
    return f"policies/{target}.{file}"


def asset_path(file: str) -> str:
    """A file that the whole site shares."""
    return f"assets/{file}"


def data_path(file: str) -> str:
    """A file of what the site's scripts search and filter."""
    return f"assets/data/{file}"


def category_path(slug: str) -> str:
    """The page of a category."""
    return f"categories/{slug}/"


def risk_path(slug: str) -> str:
    """The page of a risk class."""
    return f"risk/{slug}/"


def attack_path(slug: str) -> str:
    """The page of an attack."""
    return f"attacks/{slug}/"


def listing_path(slug: str) -> str:
    """The first page of a list by one property of its tools or servers."""
    return f"lists/{slug}/"


def list_path(first: str, key: str) -> str:
    """A further page of a list whose first page is `first`; `key` is letters, digits, hyphens, dots and `_`."""
    return f"{first}page/{key}/"


def package_url(package: Package) -> str | None:
    """The page of the released package in its registry; None where the registry has no such pages."""
    if package.registry not in _PACKAGE_PAGES:
        return None
    page, release = _PACKAGE_PAGES[package.registry]
    name = quote(package.name, safe="@/")
    version = release.format(version=quote(package.version, safe="")) if package.version else ""
    return page.format(name=name) + version


def edit_url(site: Site, registry_path: str, line: int | None = None) -> str | None:
    """The registry file in the code host's view, at that line; None when the site names no source."""
    if site.source_url is None:
        return None
    return f"{site.source_url}{_quoted(registry_path)}" + (f"#L{line}" if line else "")


_quoted: Final = lru_cache(maxsize=16)(quote)
"""Every tool of a server has its registry file."""


def report_url(contact: Contact, about: str) -> str | None:
    """A new issue with its title filled in; None when the site names no issue tracker."""
    if contact.issues is None:
        return None
    key = "issue[title]" if "gitlab" in contact.issues.split("/")[2] else "title"
    mark = "&" if "?" in contact.issues else "?"
    return f"{contact.issues}{mark}{quote(key)}={quote(about, safe='')}"


def mail_url(contact: Contact, about: str) -> str | None:
    """A new mail with its subject filled in; None when the site names no mail address."""
    if contact.email is None:
        return None
    return f"mailto:{quote(contact.email, safe='@')}?subject={quote(about, safe='')}"
