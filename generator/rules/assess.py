"""A server's tools into assessments: class, signals, risk, recommendation, contradictions.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from generator.model.assessment import Assessment, Fired, Signal
from generator.model.server import Server
from generator.model.tool import SignalChoice
from generator.model.vocabulary import Category, Effect, Recommendation, Vocabulary
from generator.rules.addresses import tool_slugs
from generator.rules.classify.decide import Classification, classify
from generator.rules.classify.lexicon import KINDS, Kind
from generator.rules.classify.reading import Reading, reading_of_entry
from generator.rules.constraints import constraints_of
from generator.rules.risk import risk_of
from generator.rules.sensitivity import sensitivity_of
from generator.rules.signal_choices import settled
from generator.rules.signals import signals_of

EFFECTS: Final[tuple[str, ...]] = get_args(Effect)
_KIND_OF_SLUG: Final[dict[str, Kind]] = {kind: kind for kind in KINDS}
_STRICTNESS: Final = {effect: number for number, effect in enumerate(EFFECTS)}
_THIN: Final = "Only one part of its definition says that it looks something up, and no person has confirmed it."
_FAIL_CLOSED: Final = Recommendation(
    effect="deny", visibility="hidden", reason="Nobody has judged it, and no rule understood its definition."
)
"""What nobody understands is denied: a missing judgement must never open a door."""


def assess(server: Server, vocabulary: Vocabulary, lines: Sequence[int]) -> tuple[Assessment, ...]:
    """One assessment for each tool, in order. `lines` holds each tool's line in its registry file."""
    slugs, _ = tool_slugs(server.tools)
    return tuple(
        judge(
            reading_of_entry(tool),
            vocabulary,
            category=tool.category,
            risk=tool.risk,
            choices=tool.signals,
            hidden=tool.definition.hidden if tool.definition else None,
            is_published=True,
            slug=slug,
            line=line,
        )
        for tool, slug, line in zip(server.tools, slugs, lines, strict=True)
    )


def judge(
    reading: Reading,
    vocabulary: Vocabulary,
    *,
    category: str | None = None,
    risk: str | None = None,
    choices: Sequence[SignalChoice] = (),
    hidden: str | None = None,
    is_published: bool = False,
    slug: str = "",
    line: int = 0,
) -> Assessment:
    """The judgement of one definition: a person's category and risk class where there are any, else what the rules say.

    What people said of single signals (`choices`) counts for everything that follows from signals. `hidden` is what
    the whole definition hides, where only a part of it is kept. A catalog that publishes it (`is_published`) recommends no open door before a person has chosen the category.
    """
    classified = classify(reading)
    by_rules = category_of(classified.kind, vocabulary)
    chosen = vocabulary.category(category) if category is not None else by_rules
    signals = signals_of(reading, kind_of(chosen))
    if category is None and classified.unhinted != classified.kind:  # a hint raises a class and hides nothing
        signals = tuple(dict.fromkeys((*signals, *signals_of(reading, classified.unhinted))))
    if hidden is not None and not any(each.kind == "hidden-text" for each in signals):
        signals = (*signals, Signal(kind="hidden-text", quote=hidden))
    signals, removed = settled(signals, choices, reading)
    sensitivity = sensitivity_of(signals)
    rules_risk: str | None = None
    raised: tuple[str, ...] = ()
    if chosen is not None:
        rules_risk, raised = risk_of(reading.name, chosen, signals, sensitivity, vocabulary)
        if category is None and _is_thin(classified):
            rules_risk, raised = _at_least_second(rules_risk, raised, vocabulary)
        risk = risk or rules_risk
    else:
        risk = None
    return Assessment(
        slug=slug,
        category=chosen.name if chosen else None,
        risk=risk,
        category_risk=chosen.risk if chosen else None,
        rules_category=by_rules.name if by_rules else None,
        rules_risk=rules_risk,
        fired=tuple(Fired(rule=each.rule, quote=each.quote[:160], kind=each.kind) for each in classified.found),
        sensitivity=sensitivity,
        raised=raised,
        recommendation=recommend(
            reading,
            chosen,
            risk,
            vocabulary,
            signals,
            raised if risk == rules_risk else (),
            may_allow=category is not None or not is_published,
        ),
        signals=signals,
        removed=removed,
        contradictions=tuple(_contradictions(reading.hints, chosen)) if chosen else (),
        line=line,
    )


def _is_thin(classified: Classification) -> bool:
    """Whether only one part of the definition says that the tool looks something up: its name or its description."""
    families = {each.rule.split("/")[0] for each in classified.deciding if each.is_firm}
    return classified.kind == "read" and len(families) < 2


def _at_least_second(
    risk: str | None, raised: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[str | None, tuple[str, ...]]:
    """The class above the lowest where nothing else raised it: a lookup that is hardly attested is not let through."""
    if vocabulary.rank(risk) > 0 or len(vocabulary.risk_classes) < 2:
        return risk, raised
    return vocabulary.risk_classes[1].name, (*raised, _THIN)


def category_of(kind: Kind | None, vocabulary: Vocabulary) -> Category | None:
    """The vocabulary's category for what the rules found: the one whose slug is that kind."""
    for each in vocabulary.categories:
        if each.slug == kind:
            return each
    return None


def kind_of(category: Category | None) -> Kind | None:
    """The kind that a category stands for; None for a category that the rules do not know."""
    return _KIND_OF_SLUG.get(category.slug) if category is not None else None


def recommend(
    reading: Reading,
    category: Category | None,
    risk: str | None,
    vocabulary: Vocabulary,
    signals: Sequence[Signal],
    raised: tuple[str, ...] = (),
    *,
    may_allow: bool,
) -> Recommendation:
    """The category's recommendation, made as strict as the risk class demands; at least `ask` unless it `may_allow`.

    A tool without a category, or with a risk class outside the vocabulary, is denied and hidden.
    """
    risk_class = vocabulary.risk_class(risk)
    if category is None or risk_class is None:
        return _FAIL_CLOSED
    wanted = category.recommendation
    floors: tuple[Effect, ...] = (risk_class.at_least, wanted.effect, "allow" if may_allow else "ask")
    effect = max(floors, key=_STRICTNESS.__getitem__)
    own = tuple(constraints_of(reading, category, vocabulary, signals)) if effect != "deny" else ()
    constraints = (*wanted.constraints, *own)
    return Recommendation(
        effect=effect,
        visibility=wanted.visibility if effect == wanted.effect else "visible",
        limit=wanted.limit,
        reason=wanted.reason or _reason(category, raised),
        constraints=constraints,
    )


def _reason(category: Category, raised: tuple[str, ...]) -> str:
    """The first raise, else what tools of the category do; at most 200 characters."""
    return (raised[0] if raised else category.meaning)[:200]


def _contradictions(hints: Mapping[str, bool], category: Category) -> Iterator[str]:
    """One sentence for each stated hint that speaks against the category.

    Source: MCP 2025-11-25, ToolAnnotations: destructiveHint has a meaning only where readOnlyHint is not true.
    """
    ours = f"the catalog classes it as {category.name}"
    reads, destroys = hints.get("readOnlyHint"), hints.get("destructiveHint")
    if reads is True and category.modifies:
        yield f"The server says this tool is read-only; {ours}."
    if reads is False and not category.modifies:
        yield f"The server says this tool is not read-only; {ours}."
    if destroys is True and reads is not True and category.slug in {"read", "write"}:
        yield f"The server says this tool may be destructive; {ours}."
    if destroys is False and category.destroys:
        yield f"The server says this tool is not destructive; {ours}."
