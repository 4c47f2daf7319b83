"""A tool's status into the notice that stands above everything else on its page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.entry import UNKNOWN
from generator.model.server import Server
from generator.model.tool import Tool
from generator.views import urls
from generator.views.provenance import package_words
from generator.views.words import sentence


class Notice(Struct, frozen=True, kw_only=True):
    """A visible warning about what the page can and cannot vouch for."""

    title: str
    text: str
    source: urls.Link | None
    """Where the tool is listed, outside this site."""
    offered_by: tuple[urls.Link, ...]
    """Tools of the same name that released servers do offer."""


def notice_of(tool: Tool, server: Server, catalog: Catalog, category: str | None) -> Notice | None:
    """The notice; None for a tool that was seen in the released server and judged by a person.

    `category` is the published one: a tool that nobody judged has it from the rules, or none.
    """
    if tool.status == "listed-elsewhere":
        return _listed(tool, server, catalog)
    if tool.status == "withdrawn":
        until = f" Last seen in version {tool.last_seen}." if tool.last_seen and tool.last_seen != UNKNOWN else ""
        return Notice(
            title="Withdrawn",
            text=f"The released server ({_package(server)}) no longer offers this tool.{until}",
            source=None,
            offered_by=(),
        )
    if tool.category is None and category is not None:
        return Notice(
            title="Judged by the rules alone",
            text="No person has looked at this tool yet: its class follows from the words of its definition, and nothing is "
            "recommended without asking.",
            source=None,
            offered_by=(),
        )
    if tool.category is None:
        return Notice(
            title="Not reviewed",
            text="Nobody has judged this tool yet, and no rule understood its definition. The recommendation is to deny it.",
            source=None,
            offered_by=(),
        )
    return None


def _listed(tool: Tool, server: Server, catalog: Catalog) -> Notice:
    listed = tool.listed
    same = catalog.tools_by_name.get(tool.name, ())
    offered = [row for row in same[:200] if row.server != server.slug and row.status == "verified"][:4]
    source = urls.Link(href=listed.url, text=listed.where) if listed and listed.url else None
    return Notice(
        title="Listed elsewhere, not offered by the released server",
        text=sentence(listed.note) if listed else f"The released server ({_package(server)}) does not offer this tool.",
        source=source,
        offered_by=tuple(
            urls.Link(href=urls.tool_path(row.server, row.slug), text=catalog.server_names[row.server])
            for row in offered
        ),
    )


def _package(server: Server) -> str:
    return package_words(server) or server.name
