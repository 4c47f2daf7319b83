"""The words a catalog judges with: categories, risk classes and what each recommends.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from generator.model.entry import Entry, Line, Name, Prose

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
PlainSlug = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
"""An address part that also names a colour: no dots."""
Effect = Literal["allow", "ask", "deny"]
"""From mildest to strictest in this order."""
Sensitivity = Literal["ordinary", "private", "personal", "guard", "secret"]
"""The data a call touches, from least to most sensitive; `rules.sensitivity` says what each stands for."""
Operator = Literal["eq", "neq", "in", "not_in", "lt", "lte", "gt", "gte", "exists", "matches"]
"""How an argument is compared. `matches` takes a regular expression of the RE2 subset."""

_SHOWN: Final[dict[str, Any]] = {
    "risk_classes": {"__all__": {"meaning", "advice", "colours"}},
    "categories": {"__all__": {"which_means", "on_server", "colours"}},
    "not_reviewed": True,
    "postures": True,
}
"""Of a vocabulary, what no rule reads. The meaning of a category is the reason of a recommendation that states none."""
_EXACT = 2**53 - 1
"""Numbers up to here are the same in every JSON reader. Source: RFC 8259, section 6."""


class Colours(Entry):
    """Text and bar colour in each colour scheme."""

    light: Colour
    """On a white page."""
    dark: Colour
    """On a dark page."""


class Limit(Entry):
    """At most `max` calls `per` minute, hour or day."""

    max: Annotated[int, Field(ge=1, le=1_000_000)]
    """Number of calls."""
    per: Literal["minute", "hour", "day"]
    """Span in which they are counted."""


class Constraint(Entry):
    """What an argument has to be for a call to be let through."""

    arg: str
    """Name of a top-level argument of the tool."""
    op: Operator
    """How the argument is compared with the value."""
    value: str | Annotated[int, Field(ge=-_EXACT, le=_EXACT)] | tuple[str, ...]
    """A number, a text, or the list for `in` and `not_in`."""
    required: bool
    """Whether a call without the argument is refused too."""
    reason: Annotated[str, StringConstraints(max_length=200)]
    """What is said when the call is refused."""


class Recommendation(Entry):
    """What to do with a call, before any format is chosen."""

    effect: Effect
    """Let the call through, ask a person first, or refuse it."""
    visibility: Literal["visible", "hidden"] = "visible"
    """`hidden` only with `deny`: the tool is also taken from the list the agent sees."""
    limit: Limit | None = None
    """Left out: no limit is recommended."""
    reason: Annotated[str, StringConstraints(max_length=200)] | None = None
    """Why, in one sentence. Left out: the category's own meaning."""
    constraints: tuple[Constraint, ...] = ()
    """What the arguments have to be; all must hold."""


class RiskClass(Entry):
    """How bad a call can turn out."""

    name: Name
    """The word entries and pages use."""
    slug: PlainSlug
    """Part of its page address and of its colour's name."""
    meaning: Line
    """Completes "A Low tool ..."; a sentence."""
    advice: Line
    """One sentence on how to treat such a tool by default."""
    at_least: Effect
    """The mildest effect that a tool of this class may be recommended."""
    colours: Colours
    """Of its badges and bars."""


class Category(Entry):
    """What kind of access a tool gives."""

    name: Name
    """The word entries and pages use."""
    slug: PlainSlug
    """Part of its page address and of its colour's name."""
    risk: Name
    """The risk class that a tool of this category has unless a person gives a reason."""
    meaning: Line
    """A sentence about tools of this category."""
    which_means: Line
    """Completes "It is categorised as a Read tool, which means it ..."."""
    modifies: bool = True
    """False when tools of this category leave everything as it was."""
    destroys: bool = False
    """True when they remove or overwrite for good."""
    on_server: Prose
    """How agents use such a tool; `{tool}` and `{server}` stand for the names."""
    recommendation: Recommendation
    """What such a tool is recommended by default."""
    colours: Colours
    """Of its badges and bars."""


class Raise(Entry):
    """Signals that lift a tool above the risk class of its category."""

    categories: Annotated[tuple[Name, ...], Field(min_length=1, max_length=24)]
    """Which categories it concerns."""
    sensitivity: Annotated[tuple[Sensitivity, ...], Field(max_length=5)] = ()
    """Any of these; left out: whatever the data."""
    signals: Annotated[tuple[Name, ...], Field(max_length=10)] = ()
    """All of these; left out: whatever the signals."""
    risk: Name
    """The class such a tool has at least."""
    because: Line
    """One sentence that the tool's page shows; `{tool}` stands for its name."""


class Caps(Entry):
    """Values for the argument constraints that are recommended; whoever pastes a policy replaces them by their own."""

    amount: Annotated[int, Field(ge=1)] | None = None
    """Most units of money, or of what is traded for it, in one call. Left out: no cap is recommended."""
    path: Annotated[str, StringConstraints(max_length=400)] | None = None
    """Regular expression (RE2) that a file path has to match."""
    query: Annotated[str, StringConstraints(max_length=400)] | None = None
    """Regular expression (RE2) that a query has to match."""


class Denial(Entry):
    """Tools that a posture denies: those to which everything stated here applies."""

    risks: Annotated[tuple[Name, ...], Field(max_length=12)] = ()
    """Any of these classes; left out: whatever the class."""
    effects: Annotated[tuple[Effect, ...], Field(max_length=3)] = ()
    """Recommended any of these; left out: whatever was recommended."""
    modifies: bool | None = None
    """Whether tools of their category change anything; left out: either."""
    visibility: Literal["visible", "hidden"] = "visible"
    """`hidden`: they are also taken from the list the agent sees."""


class Posture(Entry):
    """How strict a reader wants the policies; a posture makes effects stricter and never milder."""

    name: PlainSlug
    """What a reader chooses."""
    meaning: Line
    """What it does, in a sentence."""
    unlisted: Literal["ask", "deny"]
    """What happens to tools that the catalog does not list, such as those a new release adds."""
    denies: Annotated[tuple[Denial, ...], Field(max_length=20)] = ()
    """What is denied beyond the recommendation; the first that applies counts. Left out: the recommendation stands."""


class NotReviewed(Entry):
    """What stands where no person has chosen a category yet."""

    name: Name
    """The word pages use."""
    meaning: Line
    """A sentence about such tools."""
    colours: Colours
    """Of its badges and bars."""


class Vocabulary(Entry):
    """The whole of `vocabulary.yaml`."""

    risk_classes: Annotated[tuple[RiskClass, ...], Field(min_length=1, max_length=12)]
    """From least to most dangerous; the order ranks them."""
    categories: Annotated[tuple[Category, ...], Field(min_length=1, max_length=24)]
    """In the order that pages show them."""
    not_reviewed: NotReviewed
    """The words for a tool without a category."""
    raises: Annotated[tuple[Raise, ...], Field(max_length=100)] = ()
    """What lifts a tool above its category's risk class; the highest that applies counts."""
    caps: Caps = Caps()
    """Values of recommended argument constraints."""
    postures: Annotated[tuple[Posture, ...], Field(min_length=1, max_length=12)] = (
        Posture(
            name="balanced", meaning="The recommendation as it stands; other tools are asked about.", unlisted="ask"
        ),
    )
    """The first is meant unless a reader chooses another."""

    @property
    def judging(self) -> str:
        """All that a judgement depends on, as JSON: without the sentences that pages alone say, postures and colours."""
        return self.model_dump_json(exclude=_SHOWN)

    def category(self, name: str | None) -> Category | None:
        """The category of that name; None when it is None or not in the vocabulary."""
        for each in self.categories:  # a loop: every tool is looked up a dozen times
            if each.name == name:
                return each
        return None

    def risk_class(self, name: str | None) -> RiskClass | None:
        """The risk class of that name; None when it is None or not in the vocabulary."""
        for each in self.risk_classes:
            if each.name == name:
                return each
        return None

    def rank(self, risk_name: str | None) -> int:
        """Position of the risk class from least (0) to most; above all of them when not reviewed."""
        for rank, each in enumerate(self.risk_classes):
            if each.name == risk_name:
                return rank
        return len(self.risk_classes)
