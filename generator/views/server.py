"""A judged server into its page: what it is, how risky its tools are, and all of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.charts import Chart, risk_chart
from generator.views.combination import Combination, combination_of
from generator.views.contact import ContactView, contact_view
from generator.views.distinct import server_title
from generator.views.exposure import Exposure, Size, definition_size, exposures
from generator.views.faq import Question
from generator.views.page import Context, Page, PageKind
from generator.views.policy_section import PolicySection, policy_section
from generator.views.provenance import Provenance, server_provenance
from generator.views.rows import ToolRows
from generator.views.server_facts import ServerFact, server_facts
from generator.views.server_faq import server_questions
from generator.views.similar import Similar, similar_servers
from generator.views.structured_data import StructuredData, structured_data
from generator.views.words import plural, sentence, server_phrase, shortened


class Group(Struct, frozen=True, kw_only=True):
    """The server's tools of one risk class."""

    badge: Badge
    anchor: str
    count: str
    """`4 tools`."""
    rows: ToolRows


class ServerView(Struct, frozen=True, kw_only=True):
    """Everything that one server's page says."""

    trail: tuple[urls.Link, ...]
    name: str
    summary: str | None
    facts: tuple[ServerFact, ...]
    chart: Chart | None
    """None for a server without tools."""
    counts: str
    """One sentence whose numbers add up."""
    groups: tuple[Group, ...]
    """Highest risk first."""
    combination: Combination | None
    exposures: tuple[Exposure, ...]
    size: Size | None
    policies: PolicySection | None
    """None for a server without tools."""
    policy_words: str
    """What the policy files hold, in a sentence."""
    similar: Similar
    questions: tuple[Question, ...]
    provenance: Provenance
    contact: ContactView
    structured_data: StructuredData


def server_pages(judged: JudgedServer, context: Context) -> Iterator[Page]:
    """The page of the server."""
    server = judged.server
    path = urls.server_path(server.slug)
    row = context.catalog.server_by_slug[server.slug]
    badges = Badges(context.catalog.vocabulary)
    counts = _counts(row, badges)
    said = f" {sentence(server.summary)}" if server.summary else ""
    yield Page(
        path=path,
        kind="server",
        title=f"{server_phrase(server_title(server.name, server.slug, context.catalog))}: {plural(len(row.tools), 'tool')} by risk",
        description=shortened(f"{server.name}: {counts}{said}", 160),
        view=_view(judged, context, row, badges, counts),
    )


SERVER: Final = PageKind(name="server", server_pages=server_pages)


def _view(judged: JudgedServer, context: Context, row: ServerSummary, badges: Badges, counts: str) -> ServerView:
    server, catalog, site = judged.server, context.catalog, context.site
    path = urls.server_path(server.slug)
    trail = (urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.SERVERS, text="Servers"))
    policies = context.server_policies(judged)
    asked = server_questions(judged, policies, tuple(badges.categories.values()))
    return ServerView(
        trail=trail,
        name=server.name,
        summary=sentence(server.summary) if server.summary else None,
        facts=server_facts(server),
        chart=risk_chart(row.tools.tally, badges) if row.tools else None,
        counts=counts,
        groups=tuple(_groups(row, catalog, badges)),
        combination=combination_of(judged),
        exposures=exposures(judged),
        size=definition_size(judged),
        policies=policy_section(server, policies, catalog.vocabulary),
        policy_words=_policy_words(judged),
        similar=similar_servers(row, catalog),
        questions=asked,
        provenance=server_provenance(server, site, judged.path),
        contact=contact_view(site, path, server.slug),
        structured_data=structured_data(site, trail, server.name, path, asked),
    )


def _policy_words(judged: JudgedServer) -> str:
    count = sum(tool.status == "verified" for tool in judged.server.tools)
    if not count:
        return "The captured release offers none of these tools, so the policy only says what happens to tools that are not listed."
    named = "Its only tool" if count == 1 else f"All {plural(count, 'tool')} that the captured release offers"
    return f"{named}, as this catalog recommends, and what happens to tools that are not listed, in the format of your client or gateway."


def _groups(row: ServerSummary, catalog: Catalog, badges: Badges) -> Iterator[Group]:
    order: Sequence[str | None] = [None, *reversed(badges.risk_classes)]
    for risk in order:
        tools = [tool for tool in row.heads if tool.risk == risk]
        if tools:
            badge = badges.risk(risk)
            yield Group(
                badge=badge,
                anchor=badge.style,
                count=plural(len(tools), "tool"),
                rows=ToolRows(tools, catalog, badges),
            )


def _counts(row: ServerSummary, badges: Badges) -> str:
    """One sentence: `26 tools: 12 Low, 10 Medium, 4 Critical.`."""
    chart = risk_chart(row.tools.tally, badges)
    if not chart.parts:
        return "No tools are listed."
    parts = ", ".join(f"{part.count} {part.badge.text}" for part in chart.parts)
    return f"{plural(len(row.tools), 'tool')}: {parts}."
