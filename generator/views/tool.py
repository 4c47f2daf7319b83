"""A judged tool into its page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.model.policy import PolicyDocument
from generator.views import urls
from generator.views.attack import AttackLink, attack_links
from generator.views.badges import Badges, advice_on, constraint_words
from generator.views.contact import ContactView, contact_view
from generator.views.distinct import server_title
from generator.views.facts import Facts, facts_of
from generator.views.faq import Question, questions
from generator.views.judgement import Judgement, judgement_of, reviewed_words
from generator.views.notice import Notice, notice_of
from generator.views.page import Context, Page, PageKind
from generator.views.parameters import ParameterTable, parameter_table, reach
from generator.views.policy_section import PolicySection, policy_section
from generator.views.provenance import Provenance
from generator.views.related import Related, Siblings
from generator.views.structured_data import StructuredData, structured_data
from generator.views.subject import Subject, subjects
from generator.views.tool_provenance import tool_provenance
from generator.views.words import Markdown, literal, sentence, shortened

_DESCRIPTION: Final = 160
"""Characters of a page description: what search engines show, and the contract of `Page`."""


class ToolView(Struct, frozen=True, kw_only=True):
    """Everything that one tool's page says, in the order it says it."""

    trail: tuple[urls.Link, ...]
    """From the home page to the server."""
    name: str
    server_name: str
    summary: str | None
    """One sentence; None when nobody has written one."""
    notice: Notice | None
    """What a reader must know first; None for a reviewed, verified tool."""
    facts: Facts
    what: tuple[str, ...]
    """What the tool does on its server: one paragraph each."""
    quote: str | None
    """The server's own words on the tool."""
    parameters: ParameterTable
    rationale: Markdown | str
    evidence: Markdown | None
    evidence_from: str
    """Heading of the evidence: it is from the definition only where one was seen."""
    judgement: Judgement
    reviewed: str | None
    """When the entry was judged, and by whom where that is stated; None when nobody did."""
    advice: str
    """The recommendation in one sentence."""
    constraints: tuple[str, ...]
    """Recommended limits on arguments, one phrase each."""
    policies: Sequence[PolicyDocument]
    """For the first target; the page's script prints the others."""
    complete: PolicySection | None
    attacks: tuple[AttackLink, ...]
    related: Related
    questions: tuple[Question, ...]
    provenance: Provenance
    contact: ContactView
    structured_data: StructuredData


def tool_pages(judged: JudgedServer, context: Context) -> Iterator[Page]:
    """One page for each tool of the server, in the registry's order."""
    if not judged.server.tools:
        return
    badges = Badges(context.catalog.vocabulary)
    rows = context.catalog.server_by_slug[judged.server.slug].tools
    complete = policy_section(judged.server, context.server_policies(judged), context.catalog.vocabulary)
    siblings = Siblings(rows, judged.server.name, context.catalog, badges)
    for subject in subjects(judged, context, badges):
        yield Page(
            path=subject.path,
            kind="tool",
            title=f"{subject.tool.name} on {server_title(subject.server.name, subject.server.slug, subject.catalog)}: {_verdict(subject)}",
            description=_description(subject),
            view=_view(subject, siblings, complete),
        )


TOOL: Final = PageKind(name="tool", server_pages=tool_pages)


def _view(subject: Subject, siblings: Siblings, complete: PolicySection | None) -> ToolView:
    tool, server, assessment = subject.tool, subject.server, subject.assessment
    trail = subject.words.trail
    table, asked = parameter_table(tool, assessment.signals), questions(subject)
    return ToolView(
        trail=trail,
        name=tool.name,
        server_name=server.name,
        summary=sentence(tool.summary) if tool.summary else None,
        notice=notice_of(tool, server, subject.catalog, assessment.category),
        facts=facts_of(tool, server, assessment, subject.badges, table),
        what=tuple(_what(subject)),
        quote=tool.definition.quote if tool.definition else None,
        parameters=table,
        rationale=Markdown(tool.rationale) if tool.rationale else _fallback_rationale(subject),
        evidence=Markdown(tool.evidence) if tool.evidence else None,
        evidence_from="From the tool’s definition" if tool.definition else "From what is known of it",
        judgement=judgement_of(tool, assessment),
        reviewed=reviewed_words(tool),
        advice=advice_on(f"`{tool.name}`", assessment.recommendation),
        constraints=tuple(constraint_words(each) for each in assessment.recommendation.constraints),
        policies=subject.policies,
        complete=complete,
        attacks=attack_links(subject.concerns, tool.name, server.name, subject.catalog),
        related=siblings.related(assessment.slug, tool.name),
        questions=asked,
        provenance=tool_provenance(subject),
        contact=contact_view(subject.site, subject.path, subject.about),
        structured_data=structured_data(subject.site, trail, tool.name, subject.path, asked),
    )


def _what(subject: Subject) -> Iterator[str]:
    if subject.category is None:
        yield f"Nobody has judged `{subject.tool.name}` yet, so this page says only what its server publishes."
    else:
        text = subject.category.on_server.replace("{tool}", f"`{subject.tool.name}`")
        yield text.replace("{server}", literal(subject.server.name))
    reached = reach(subject.assessment.signals)
    if reached is not None:
        yield reached


def _fallback_rationale(subject: Subject) -> str:
    if subject.category is None or subject.risk is None:
        return sentence(subject.badges.vocabulary.not_reviewed.meaning)
    return (
        f"No rationale has been written for this tool yet. {sentence(subject.category.meaning)} "
        f"{sentence(subject.risk.meaning)}"
    )


def _verdict(subject: Subject) -> str:
    if subject.category is None or subject.risk is None:
        return subject.badges.not_reviewed.text
    return f"{subject.category.name} tool, {subject.risk.name} risk"


def _description(subject: Subject) -> str:
    tool = subject.tool
    advice = advice_on("it", subject.assessment.recommendation)
    said = f" {sentence(tool.summary)}" if tool.summary else ""
    return shortened(f"{tool.name} on {subject.server.name}: {_verdict(subject)}. {advice}{said}", _DESCRIPTION)
