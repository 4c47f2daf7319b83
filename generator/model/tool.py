"""One tool of an MCP server: what the server says of it, and what people say of it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, JsonValue, StringConstraints, Tag

from generator.model.entry import Entry, IsoDate, Line, Name, Prose, Slug, Text, WebAddress

TypeName = Annotated[
    str,
    StringConstraints(
        max_length=200,
        pattern=r"^(?:string|integer|number|boolean|object|array|null|any|array\[[a-z |\[\]]+\])"
        r"(?: \| (?:string|integer|number|boolean|object|array|null|any|array\[[a-z |\[\]]+\]))*$",
    ),
]
"""JSON Schema types joined by `` | ``, element types in brackets: ``string | null``, ``array[string]``."""

Status = Literal["verified", "listed-elsewhere", "withdrawn"]


def _shape(value: Any) -> str:
    return "word" if isinstance(value, str) else "list"


class Parameter(Entry):
    """One argument of a tool, as its ``inputSchema`` states it."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    """Property name, exactly as in the schema."""
    type: TypeName | None = None
    """JSON Schema types joined by " | "; array elements in brackets. Left out: the schema states none."""
    required: bool = False
    """Whether a call without it is refused by the schema."""
    default: JsonValue = None
    """The schema's default. Left out: none is stated; `null`: null is stated."""
    enum: Annotated[tuple[JsonValue, ...], Field(min_length=1, max_length=1000)] | None = None
    """The allowed values, in the schema's order. Left out: not limited to a list."""
    format: Annotated[str, StringConstraints(max_length=100)] | None = None
    """JSON Schema `format`, e.g. `uri` or `date-time`."""
    constraints: dict[str, JsonValue] | None = None
    """Further JSON Schema keywords that limit the value: `minimum`, `maxLength`, `pattern` and so on."""
    description: Line | None = None
    """What the argument does, in our own words."""
    quote: Text | None = None
    """The server's own words about it, kept as `capture.texts` says."""
    fields: (
        Annotated[
            Annotated[Annotated[tuple[Parameter, ...], Field(max_length=1000)], Tag("list")]
            | Annotated[Literal["not expanded"], Tag("word")],
            Discriminator(_shape),
        ]
        | None
    ) = None
    """Properties of an object, or of the objects in an array. `not expanded`: recursive or deeper than 16."""

    @property
    def states_default(self) -> bool:
        """True when the schema names a default, be it null."""
        return "default" in self.model_fields_set


class Hints(Entry):
    """The tool annotations a server states. A key left out is not stated, which is not `false`.

    Source: MCP specification 2025-11-25, schema, ToolAnnotations.
    """

    readOnlyHint: bool | None = None  # noqa: N815 - the protocol's own spelling
    """The tool does not modify its environment."""
    destructiveHint: bool | None = None  # noqa: N815 - as above
    """The tool may perform destructive updates."""
    idempotentHint: bool | None = None  # noqa: N815 - as above
    """Calling again with the same arguments has no further effect."""
    openWorldHint: bool | None = None  # noqa: N815 - as above
    """The tool reaches an open world of outside entities."""


class Definition(Entry):
    """The fingerprint and the size of the tool object that `tools/list` returned."""

    digest: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
    """SHA-256 of the canonical JSON of name, description, schemas and hints; see the method page."""
    bytes: Annotated[int, Field(ge=2)]
    """UTF-8 length of the tool object as compact JSON."""
    tokens: Annotated[int, Field(ge=1)]
    """Estimated tokens that the object takes of a model's context."""
    tokens_method: Literal["bytes/4"] = "bytes/4"
    """How `tokens` was estimated: bytes divided by four, rounded up."""
    quote: Text | None = None
    """The description's first sentence, or all of it, as `capture.texts` says."""
    orders: Annotated[str, StringConstraints(min_length=1, max_length=160)] | None = None
    """Words of the whole description that give the model orders. Left out: none were found when it was captured."""
    hidden: Annotated[str, StringConstraints(min_length=1, max_length=160)] | None = None
    """Where the whole definition hides characters, each as its code point: `add[U+200B]ress`. Left out: none were found when it
    was captured."""
    returns: Annotated[
        tuple[Annotated[str, StringConstraints(min_length=1, max_length=100)], ...], Field(max_length=20)
    ] = ()
    """Names of properties of the `outputSchema` that tell of secrets, of people, or of what a call has changed."""


class Listing(Entry):
    """Where a tool is listed that the released server does not offer."""

    where: Line
    """Name of the place that lists it."""
    url: WebAddress | None = None
    """Its page there. Left out: not known."""
    note: Line
    """What was looked at, and that the tool was not there."""


class Question(Entry):
    """A question about this tool only, with its answer."""

    question: Line
    """As a reader would ask it, with a question mark."""
    answer: Prose
    """In the small Markdown subset."""


class SignalChoice(Entry):
    """A person's word on one risk signal of a tool, where the rules read its definition otherwise."""

    kind: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    """Kind of signal; the method page lists them."""
    parameter: Annotated[str, StringConstraints(min_length=1, max_length=400)] | None = None
    """Dotted name of the parameter, for a kind that parameters have. Left out: the tool as a whole is meant."""
    holds: bool
    """`true`: the signal holds though the rules do not see it; `false`: it does not hold though they do."""
    reason: Line
    """Why; shown beside the signal."""


class Excuse(Entry):
    """A point of the checks that does not apply to this entry."""

    check: Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z-]+/[a-z-]+$")]
    """Code of the point, as `policy-catalog check` prints it."""
    reason: Line
    """Why it does not apply here."""


class Tool(Entry):
    """One tool. The facts come from the server, the judgement from a person."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[A-Za-z0-9_.\-/]+$")]
    """Exactly as `tools/list` gives it."""
    slug: Slug | None = None
    """Set by hand only where two tools of the server would share one page address."""
    title: Line | None = None
    """Display title that the server states (`title`, else `annotations.title`)."""
    status: Status = "verified"
    """`verified`: in the captured `tools/list`; `listed-elsewhere`: not offered by the released server;
    `withdrawn`: offered by an earlier version."""
    listed: Listing | None = None
    """Only with `listed-elsewhere`."""
    last_seen: Name | None = None
    """Only with `withdrawn`: the last package version that offered it."""
    category: Name | None = None
    """One of the vocabulary's categories, chosen by a person. Left out: what the rules say."""
    category_reason: Line | None = None
    """Why a person chose another category than the rules; only where they differ."""
    risk: Name | None = None
    """Set by hand only to leave the class that the rules give; needs `risk_reason`."""
    risk_reason: Line | None = None
    """Why the category's own risk class, or the one the rules give, does not fit this tool."""
    signals: Annotated[tuple[SignalChoice, ...], Field(max_length=40)] = ()
    """Single risk signals that a person adds or takes away; only where the rules see it otherwise."""
    reviewed: IsoDate | None = None
    """The day a person judged the entry."""
    reviewed_by: Name | None = None
    """Who judged it that day, as that person wants to be named."""
    summary: Line | None = None
    """What the tool does, in one sentence of our own."""
    rationale: Prose | None = None
    """Why an agent's calls of it need a policy, in our own words."""
    evidence: Prose | None = None
    """Which words or parameters of the definition decided the category; quotes short and marked."""
    parameters: Annotated[
        Annotated[Annotated[tuple[Parameter, ...], Field(max_length=1000)], Tag("list")]
        | Annotated[Literal["unknown"], Tag("word")],
        Discriminator(_shape),
    ] = "unknown"
    """The arguments in the schema's order, or the word `unknown`."""
    hints: Annotated[
        Annotated[Hints, Tag("list")] | Annotated[Literal["unknown"], Tag("word")], Discriminator(_shape)
    ] = "unknown"
    """The annotations the server states, or the word `unknown` when its definition was not seen."""
    definition: Definition | None = None
    """Left out: the definition was not observed."""
    faq: Annotated[tuple[Question, ...], Field(max_length=20)] = ()
    """Questions about this tool beside those that every page answers."""
    excuses: Annotated[tuple[Excuse, ...], Field(max_length=20)] = ()
    """Points of the checks that do not apply to this tool, each with its reason."""
