"""The rows kept of every tool and server while pages are made.

They are bytes that are opened when somebody asks: 220,000 are 80 MB, and 60 MB more with open heads (what every list shows of a tool), where
whole rows would be 440 MB in each process. A server's tools are opened together, twenty-five in 0.06 ms.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, overload

from generator.model.vocabulary import Sensitivity

Tally = tuple[tuple[str | None, str | None, int], ...]
"""Category, risk class and how many tools are of both."""


class Concern(NamedTuple):
    """An attack that concerns a tool."""

    attack: str
    """Slug of the attack."""
    trigger: int
    """Which of its triggers matched, from 0."""
    words: str
    """What raised the signals that the trigger names; empty when it names none."""


class ToolHead(NamedTuple):
    """What lists and neighbours show of a tool; the first fields are those of `ToolSummary`."""

    server: str
    name: str
    slug: str
    category: str | None
    risk: str | None
    effect: str
    status: str
    is_confirmed: bool
    excused: tuple[str, ...]
    mark: bytes
    place: int
    """Among its server's tools, from 0."""


class ToolSummary(NamedTuple):
    """The whole row of a tool; its page body is never kept."""

    server: str
    """Slug of its server."""
    name: str
    slug: str
    category: str | None
    """None: not reviewed."""
    risk: str | None
    """None: not reviewed."""
    effect: str
    """Recommended effect: allow, ask or deny."""
    status: str
    is_confirmed: bool = False
    """True when a person chose the category; False when the rules did, or nobody."""
    excused: tuple[str, ...] = ()
    """Points across servers that the entry is excused from."""
    mark: bytes = b""
    """Digest of all of the row, 8 bytes: two rows that differ in anything have another one."""
    summary: str | None = None
    concerns: tuple[Concern, ...] = ()
    """Attacks that concern it, in the order of the catalog's attacks."""
    parameter_count: int | None = None
    """None: the schema is unknown."""
    required_count: int | None = None
    tokens: int | None = None
    """Estimated tokens of the definition; None when it was not observed."""
    fingerprint: str | None = None
    """Start of the definition's digest, enough to tell two apart; None when it was not observed."""
    likeness: str | None = None
    """The same for name, first sentence, and names and types of the parameters; None where any of them is not known."""
    sensitivity: Sensitivity = "ordinary"
    """The most sensitive data that a call touches."""
    signals: tuple[str, ...] = ()
    """Kinds of risk signals that hold, each once, in the order of `rules.signals.SIGNALS`."""
    legs: tuple[str, ...] = ()
    """Which legs of the toxic combination it is, in the order of `rules.traits.LEGS`."""
    hints: tuple[bool | None, ...] | None = None
    """readOnlyHint, destructiveHint, idempotentHint, openWorldHint; None for one not stated, or for all when they are unknown."""
    parameters: tuple[str, ...] | None = None
    """Names of its parameters, then those of nested ones, each once; None: the schema is unknown."""
    reach: tuple[str, ...] | None = None
    """Kinds of reach that its definition shows, see `rules.reach`; None: unknown."""


_HEAD: Final = ToolSummary._fields.index("summary")
_CONCERNS: Final = ToolSummary._fields.index("concerns")
_NAME, _CATEGORY, _RISK = (ToolSummary._fields.index(name) for name in ("name", "category", "risk"))
_BETWEEN: Final = "\0"
"""Between names; no YAML text holds it, and a name that did would only be looked at for nothing."""
_head: Final = partial(tuple.__new__, ToolHead)
_tool: Final = partial(tuple.__new__, ToolSummary)
"""`_make` without its count of the fields, at a third of the time."""


class Tools(Sequence[ToolSummary]):
    """The tools of a server, sorted by slug.

    Heads are opened once and kept, whole rows and summaries are made each time they are asked for. What a build after an edit asks of every
    server (how many tools, with which names, of which classes) is there without opening anything.
    """

    __slots__ = ("_count", "_heads", "_names", "_packed_heads", "_rest", "_texts", "tally")

    tally: Tally
    """How many there are of each class, in the order of the first of each."""

    def __init__(self, count: int, names: str, tally: Tally, heads: bytes, texts: bytes, rest: bytes) -> None:
        """Of what `packed` gave, of this program and this version of Python."""
        self._count, self._names, self.tally = count, names, tally
        self._packed_heads, self._texts, self._rest = heads, texts, rest
        self._heads: tuple[ToolHead, ...] | None = None

    @classmethod
    def of(cls, rows: Iterable[ToolSummary]) -> Tools:
        """Of these rows, in their order."""
        plain: list[tuple[Any, ...]] = [
            (*row[:_CONCERNS], tuple(map(tuple, row.concerns)), *row[_CONCERNS + 1 :]) for row in rows
        ]
        names = [row[_NAME] for row in plain]
        tally: Counter[tuple[str | None, str | None]] = Counter((row[_CATEGORY], row[_RISK]) for row in plain)
        return cls(
            len(plain),
            _BETWEEN.join(["", *names, ""]),
            tuple((*classes, count) for classes, count in tally.items()),
            marshal.dumps([(*row[:_HEAD], place) for place, row in enumerate(plain)]),
            marshal.dumps([row[_HEAD] for row in plain]),
            marshal.dumps([row[_CONCERNS:] for row in plain]),
        )

    @property
    def packed(self) -> tuple[int, str, Tally, bytes, bytes, bytes]:
        """Plain values to be kept, for this program and this version of Python alone."""
        return self._count, self._names, self.tally, self._packed_heads, self._texts, self._rest

    @property
    def heads(self) -> tuple[ToolHead, ...]:
        """What lists show of each."""
        if self._heads is None:
            self._heads = tuple(map(_head, marshal.loads(self._packed_heads)))  # noqa: S302 - of our own making
        return self._heads

    def may_have(self, name: str) -> bool:
        """Whether a tool of that exact name may be among them; no means none is."""
        return f"{_BETWEEN}{name}{_BETWEEN}" in self._names

    def summaries(self) -> list[str | None]:
        """The summary of each."""
        found: list[str | None] = marshal.loads(self._texts)  # noqa: S302
        return found

    def __iter__(self) -> Iterator[ToolSummary]:
        """Whole rows."""
        for head, text, (concerns, *rest) in zip(self.heads, self.summaries(), marshal.loads(self._rest), strict=True):  # noqa: S302
            made = tuple(map(Concern._make, concerns)) if concerns else ()
            yield _tool((*head[:_HEAD], text, made, *rest))

    def __len__(self) -> int:
        """How many; nothing is opened."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> ToolSummary: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[ToolSummary]: ...

    def __getitem__(self, index: int | slice) -> ToolSummary | Sequence[ToolSummary]:
        """Whole rows; all are opened."""
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        """Equal when the rows are, however they are packed."""
        return self is other or (isinstance(other, Tools) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        """By what is at hand."""
        return hash((self._names, self.tally))

    def __repr__(self) -> str:
        """The rows."""
        return f"Tools.of({[*self]!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """As bytes between processes."""
        return Tools, self.packed


NO_TOOLS: Final = Tools.of(())


class ServerSummary(NamedTuple):
    """The row kept of every server."""

    slug: str
    name: str
    summary: str | None
    publisher: str | None
    package: str | None
    """Identifier in its package registry."""
    package_registry: str | None
    version: str | None
    captured: str | None
    """ISO date; None when nothing was captured."""
    tools: Tools
    """Sorted by slug."""
    url: str | None = None
    """Its hosted endpoint where the catalog asked one."""
    is_toxic: bool = False
    """True when its tools together read private data, take in strangers' text and carry data out."""
    shape: bytes = b""
    """Digest of all of it but its texts: while it stays, so do every list, count and address of the site."""
    texts: bytes = b""
    """Digest of its texts: 8 bytes for its own (summary, version, day of capture), 8 for the summaries of its tools."""

    @property
    def heads(self) -> tuple[ToolHead, ...]:
        """What lists show of its tools."""
        return self.tools.heads
