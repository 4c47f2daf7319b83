"""A judged server into questions and answers that name its tools.

An answer says what the tools' categories are, never that a server is harmless.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from generator.model.assessment import JudgedServer
from generator.model.policy import ServerPolicy
from generator.model.vocabulary import Category, Effect
from generator.views.faq import Question
from generator.views.policy_section import formats_named
from generator.views.provenance import package_words
from generator.views.words import joined, literal, number, plural, server_phrase, some_of

_NAMED: Final = 5
_EXECUTE: Final = "execute"
_FINANCIAL: Final = "financial"
"""Slugs of the two categories that a question asks about; a vocabulary without them loses the question."""
_EFFECTS: Final[tuple[tuple[Effect, str], ...]] = (
    ("allow", "to allow"),
    ("ask", "to ask a person about"),
    ("deny", "to deny"),
)


class _Tools(Struct, frozen=True, kw_only=True):
    """A server's tools by category name; under None those that nobody has judged."""

    by_category: dict[str | None, list[str]]
    total: int

    def of(self, categories: Sequence[Category]) -> list[str]:
        """Names of the tools of these categories, in backticks."""
        return [f"`{name}`" for each in categories for name in self.by_category.get(each.name, [])]


def server_questions(
    judged: JudgedServer, policies: Sequence[ServerPolicy], categories: Sequence[Category]
) -> tuple[Question, ...]:
    """The questions of a server's page; one about a kind of category only where the vocabulary has it."""
    return tuple(_all(judged, policies, categories))


def _all(judged: JudgedServer, policies: Sequence[ServerPolicy], categories: Sequence[Category]) -> Iterator[Question]:
    by_category: dict[str | None, list[str]] = {}
    for tool, assessment in zip(judged.server.tools, judged.assessments, strict=True):
        if tool.status == "verified":
            by_category.setdefault(assessment.category, []).append(tool.name)
    tools = _Tools(by_category=by_category, total=sum(map(len, by_category.values())))
    name = literal(judged.server.name)
    execute = [each for each in categories if each.slug == _EXECUTE]
    asked = (
        (f"Can an AI agent delete data through {name}?", [each for each in categories if each.destroys]),
        (f"Can an AI agent move money through {name}?", [each for each in categories if each.slug == _FINANCIAL]),
        (f"Can an AI agent run code through {name}?", execute),
    )
    for question, kinds in asked:
        if kinds:
            yield Question(question=question, answer=_can(tools, kinds, [] if kinds == execute else execute))
    reading = [each for each in categories if not each.modifies]
    if reading:
        yield Question(question=f"Is {name} read-only?", answer=_read_only(tools, reading))
    yield Question(question=f"How many tools does {name} have?", answer=_how_many(judged))
    yield Question(question=f"How do I enforce a policy on {name}?", answer=_enforce(judged, policies))


def _can(tools: _Tools, kinds: Sequence[Category], by_argument: Sequence[Category]) -> str:
    found, total = tools.of(kinds), plural(tools.total, "tool")
    words = joined([each.name for each in kinds], "or")
    if found:
        verb = "is" if len(found) == 1 else "are"
        of_all = "Its only tool" if tools.total == 1 else f"Of its {total}, {number(len(found))}"
        return f"Yes. {of_all} {verb} categorised as {words}: {some_of(found, _NAMED)}."
    open_ended = tools.of(by_argument)
    indirectly = (
        f" What {some_of(open_ended, _NAMED)} can do depends on the arguments of the call." if open_ended else ""
    )
    if not tools.total:
        return "No tool of it was seen, so nothing can be said."
    start = "Its only tool is not" if tools.total == 1 else f"None of its {total} is"
    return f"{start} categorised as {words}.{indirectly}{_unjudged(tools)}"


def _read_only(tools: _Tools, reading: Sequence[Category]) -> str:
    if not tools.total:
        return "No tool of it was seen, so nothing can be said."
    reads, unjudged = len(tools.of(reading)), len(tools.by_category.get(None, []))
    words = joined([each.name for each in reading], "or")
    if reads + unjudged < tools.total:
        names = {each.name for each in reading} | {None}
        kinds = [f"{number(len(found))} {kind}" for kind, found in tools.by_category.items() if kind not in names]
        verb = "is" if reads == 1 else "are"
        others = joined(sorted(kinds))
        if tools.total == 1:
            return f"No. Its only tool is {next(kind for kind in tools.by_category)}."
        if not reads:
            return f"No. None of its {plural(tools.total, 'tool')} is {words}, but {others}."
        return f"No. Of its {plural(tools.total, 'tool')}, {number(reads)} {verb} {words}; the rest: {others}."
    if unjudged:
        return f"Not known.{_unjudged(tools)}"
    every = "Its only tool is" if tools.total == 1 else f"All {number(tools.total)} of its tools are"
    return f"{every} categorised as {words}. What a tool returns can still be sensitive."


def _unjudged(tools: _Tools) -> str:
    count = len(tools.by_category.get(None, []))
    return f" {plural(count, 'tool')} of it {'has' if count == 1 else 'have'} not been judged yet." if count else ""


def _how_many(judged: JudgedServer) -> str:
    counts = Counter(tool.status for tool in judged.server.tools)
    package = package_words(judged.server)
    where = f"The captured release ({literal(package)})" if package else "The captured server"
    seen = f"{where} offers {plural(counts['verified'], 'tool')}."
    parts = [seen if judged.server.capture else "Nobody has asked the server itself yet."]
    elsewhere, withdrawn = counts["listed-elsewhere"], counts["withdrawn"]
    if elsewhere:
        parts.append(f"{number(elsewhere)} more {'is' if elsewhere == 1 else 'are'} listed elsewhere only.")
    if withdrawn:
        parts.append(f"{number(withdrawn)} more {'was' if withdrawn == 1 else 'were'} offered by earlier releases.")
    return " ".join(parts)


def _enforce(judged: JudgedServer, policies: Sequence[ServerPolicy]) -> str:
    effects = Counter(each.recommendation.effect for each in judged.assessments)
    advice = joined([f"{label} {number(effects[effect])}" for effect, label in _EFFECTS if effects[effect]])
    summary = f" Of its {plural(len(judged.assessments), 'tool')}, this catalog recommends {advice}." if advice else ""
    formats = formats_named(policies)
    files = f" This page has its policy as files for {formats}." if formats else ""
    return (
        f"Between the agent and the {server_phrase(judged.server.name)}: in the client's tool permissions or in a "
        f"gateway.{files}{summary}"
    )
