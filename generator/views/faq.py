"""A tool's facts into questions and answers, each answer true for this tool.

The six questions of the page this catalog was asked to render, the parameters when they are known, and the
entry's own. Facts on PolicyLayer JSON: https://policylayer.com/docs/writing-policies, as of 2026-11.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.model.entry import UNKNOWN
from generator.model.vocabulary import Limit
from generator.views.badges import advice_on, limit_words
from generator.views.elsewhere import elsewhere
from generator.views.parameters import accepted
from generator.views.subject import Subject
from generator.views.words import Markdown, joined, literal, plural, sentence, with_article

_NAMED: Final = 4
"""Other servers named in an answer before the rest is counted: chosen."""


class Question(NamedTuple):
    """A question with its answer."""

    question: str
    answer: str
    """Our own sentences with backticks around code, or the entry's `Markdown`."""


def questions(subject: Subject) -> tuple[Question, ...]:
    """All questions of the tool's page, in order."""
    return tuple(_all(subject))


def _all(subject: Subject) -> Iterator[Question]:
    name = subject.tool.name
    yield Question(question=f"What does the {name} tool do?", answer=_what(subject))
    yield Question(question=f"How do I enforce a policy on {name}?", answer=_enforce(subject))
    yield Question(question=f"What risk level is {name}?", answer=_risk(subject))
    yield Question(question=f"Can I rate-limit {name}?", answer=_limit(subject))
    yield Question(question=f"How do I block {name} completely?", answer=_block(subject))
    yield Question(question=f"What MCP server provides {name}?", answer=_provider(subject))
    parameters = accepted(subject.tool)
    if parameters is not None:
        yield Question(question=f"What parameters does {name} accept?", answer=parameters)
    for own in subject.tool.faq:
        yield Question(question=own.question, answer=Markdown(own.answer))


def _what(subject: Subject) -> str:
    server = subject.words.phrase
    category = subject.category
    known = sentence(literal(subject.tool.summary)) if subject.tool.summary else "No summary has been written yet."
    if category is None:
        return f"{known} Nobody has categorised it yet."
    return (
        f"{known} It is categorised as {with_article(category.name)} tool of the {server}, "
        f"which means it {sentence(category.which_means)}"
    )


def _enforce(subject: Subject) -> str:
    name, server = subject.tool.name, subject.words.phrase
    advice = advice_on(name, subject.assessment.recommendation)
    if not subject.policies:
        return (
            f"In whatever stands between the agent and the {server}: the client's own tool permissions, or a "
            f"gateway. The recommendation to enter there: {advice[0].lower()}{advice[1:]}"
        )
    first = subject.policies[0]
    formats = subject.words.formats
    also = f" This catalog prints it for {formats}." if formats else ""
    return f"Put the policy of this page where calls pass. {first.label}: {sentence(literal(first.where))}{also}"


def _risk(subject: Subject) -> str:
    name, assessment = subject.tool.name, subject.assessment
    risk = subject.risk
    if risk is None or assessment.category is None:
        return f"None has been assigned: nobody has judged {name} yet. Until somebody does, deny it."
    why = subject.tool.risk_reason or next(iter(assessment.raised), None)
    reason = f" {sentence(literal(why))}" if why else ""
    advice = advice_on(name, assessment.recommendation)
    return f"{name} is {with_article(assessment.category)} tool with {risk.name} risk.{reason} The recommendation: {advice[0].lower()}{advice[1:]}"


def _limit(subject: Subject) -> str:
    name, recommendation = subject.tool.name, subject.assessment.recommendation
    if recommendation.effect == "deny":
        hidden = "hide it from the agent and to deny" if recommendation.visibility == "hidden" else "deny"
        return f"There is nothing left to limit: the recommendation for {name} is to {hidden} every call."
    advised = recommendation.limit
    if recommendation.effect == "ask":
        beside = (
            f"{limit_words(recommendation)} is recommended beside asking"
            if advised
            else "though no limit is recommended beside asking"
        )
        return f"Where calls are let through after asking, yes, {beside}.{_counting_beside_asking(subject)}"
    entry = _limit_entry(name, advised or Limit(max=60, per="minute"))
    start = (
        f"Yes, {limit_words(recommendation)} is recommended." if advised else "Yes, although no limit is recommended."
    )
    return f"{start}{_counting(subject)} In PolicyLayer JSON add to `limits` of {name}: `{entry}`."


def _counting(subject: Subject) -> str:
    """Which formats can count calls."""
    able = subject.words.counting
    return f" Formats that can count calls: {joined(able)}." if able else ""


def _counting_beside_asking(subject: Subject) -> str:
    """Which formats can ask and count; one that only counts refuses every call instead."""
    able = subject.words.asking_and_counting
    return f" Formats that can do both: {joined(able)}." if able else ""


def _limit_entry(name: str, limit: Limit) -> str:
    return f'{{"counter": "{name}_rate", "window": "{limit.per}", "max": {limit.max}, "scope": "grant"}}'


def _block(subject: Subject) -> str:
    name = subject.tool.name
    recommendation = subject.assessment.recommendation
    already = "The recommendation already does so. " if recommendation.visibility == "hidden" else ""
    return (
        f'{already}In PolicyLayer JSON write `"hide": ["{name}"]`: the tool leaves the list that the agent sees, and calls '
        f"of it are denied."
    )


def _provider(subject: Subject) -> str:
    tool, server = subject.tool, subject.server
    phrase, package = subject.words.phrase, subject.words.package
    released = f" ({literal(package)})" if package else ""
    others, rest = elsewhere(subject.catalog, tool.name, server.slug, _NAMED)
    names = [literal(subject.catalog.server_names[row.server]) for row in others]
    names += [plural(rest, "other server")] if rest else []
    also = f" A tool of the same name is listed for {joined(names)}." if names else ""
    if tool.status == "listed-elsewhere":
        where = literal(tool.listed.where) if tool.listed else "another catalogue"
        return f"{where} lists it for the {phrase}, but the released server{released} does not offer it.{also}"
    if tool.status == "withdrawn":
        until = (
            f" up to version {literal(tool.last_seen)}"
            if tool.last_seen and tool.last_seen != UNKNOWN
            else " in earlier versions"
        )
        return f"The {phrase} offered it{until}; the captured version{released} no longer does.{also}"
    if subject.offered == 1:
        return f"{tool.name} is the only tool of the {phrase}{released}.{also}"
    return f"{tool.name} is one of the {plural(subject.offered, 'tool')} of the {phrase}{released}.{also}"
