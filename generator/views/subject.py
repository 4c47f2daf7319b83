"""One tool together with all that its page is made from.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.assessment import Assessment, JudgedServer
from generator.model.catalog import Catalog
from generator.model.policy import PolicyDocument
from generator.model.rows import Concern
from generator.model.server import Server
from generator.model.site import Site
from generator.model.tool import Tool
from generator.model.vocabulary import Category, RiskClass
from generator.views import urls
from generator.views.badges import Badges
from generator.views.page import Context
from generator.views.server_words import ServerWords, server_words


class Subject(Struct, frozen=True, kw_only=True):
    """The tool, its server, what the rules concluded, and the words and rows to speak of them."""

    tool: Tool
    server: Server
    assessment: Assessment
    category: Category | None
    """None: not reviewed."""
    risk: RiskClass | None
    """None exactly when the category is."""
    path: str
    """Path of the tool's page."""
    source: str
    """Path of the registry file from the catalog's folder."""
    badges: Badges
    catalog: Catalog
    site: Site
    policies: Sequence[PolicyDocument]
    words: ServerWords
    """What the pages of all tools of the server say."""
    concerns: tuple[Concern, ...]
    """Attacks that concern the tool."""
    offered: int
    """How many tools the captured release of the server offers."""

    @property
    def about(self) -> str:
        """What a message about the tool is headed with: `github/create_issue`."""
        return f"{self.server.slug}/{self.tool.name}"


def subjects(judged: JudgedServer, context: Context, badges: Badges) -> Iterator[Subject]:
    """The tools of one server, in the registry's order."""
    server = judged.server
    offered = sum(tool.status == "verified" for tool in server.tools)
    words = server_words(server, context.server_policies(judged))
    rows = {row.slug: row for row in context.catalog.server_by_slug[server.slug].tools}
    for tool, assessment in zip(server.tools, judged.assessments, strict=True):
        yield Subject(
            tool=tool,
            server=server,
            assessment=assessment,
            category=badges.categories.get(assessment.category or ""),
            risk=badges.risk_classes.get(assessment.risk or ""),
            path=urls.tool_path(server.slug, assessment.slug),
            source=judged.path,
            badges=badges,
            catalog=context.catalog,
            site=context.site,
            policies=context.policies(server, tool, assessment),
            words=words,
            concerns=rows[assessment.slug].concerns,
            offered=offered,
        )
