"""The rows kept of every tool and server while pages are made.

They are bytes that are opened when somebody asks: 220,000 are 90 MB, and 60 MB more with open heads (what every list shows of a tool), where
whole rows would be 440 MB in each process. A server's tools are opened together, twenty-five in 0.06 ms.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, Final, NamedTuple, overload

from generator.model.places import Words, words_of
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
_REST: Final = ToolSummary._fields.index("concerns") + 1
_KINDS: Final = {kind: place for place, kind in enumerate(Words._fields)}
_BETWEEN: Final = "\0"
"""Between names; no YAML text holds it, and a name that did would only be looked at for nothing."""
_head: Final = partial(tuple.__new__, ToolHead)
_tool: Final = partial(tuple.__new__, ToolSummary)
_words: Final = partial(tuple.__new__, Words)
"""`_make` without its count of the fields, at a third of the time."""


class Tools(Sequence[ToolSummary]):
    """The tools of a server, sorted by slug.

    Heads are opened once and kept, everything else is made each time it is asked for. What a build after an edit asks of every server (how
    many tools, with which names, of which classes) is there without opening anything; which of them have which word is opened apart, in 0.008 ms.
    """

    __slots__ = ("_concerns", "_count", "_heads", "_names", "_packed_heads", "_rest", "_texts", "_words", "tally")

    tally: Tally
    """How many there are of each class, in the order of the first of each."""

    def __init__(self, count: int, names: str, tally: Tally, *packed: bytes) -> None:
        """Of what `packed` gave, of this program and this version of Python."""
        self._count, self._names, self.tally = count, names, tally
        self._words, self._packed_heads, self._texts, self._concerns, self._rest = packed
        self._heads: tuple[ToolHead, ...] | None = None

    @classmethod
    def of(cls, rows: Iterable[ToolSummary]) -> Tools:
        """Of these rows, in their order."""
        rows = tuple(rows)
        tally: Counter[tuple[str | None, str | None]] = Counter((row.category, row.risk) for row in rows)
        return cls(
            len(rows),
            _BETWEEN.join(["", *(row.name for row in rows), ""]),
            tuple((*classes, count) for classes, count in tally.items()),
            marshal.dumps(tuple(map(marshal.dumps, words_of(rows)))),
            marshal.dumps([(*row[:_HEAD], place) for place, row in enumerate(rows)]),
            marshal.dumps([row.summary for row in rows]),
            marshal.dumps([tuple(map(tuple, row.concerns)) for row in rows]),
            marshal.dumps([row[_REST:] for row in rows]),
        )

    @property
    def packed(self) -> tuple[int, str, Tally, bytes, bytes, bytes, bytes, bytes]:
        """Plain values to be kept, for this program and this version of Python alone."""
        beside = self._words, self._packed_heads, self._texts, self._concerns, self._rest
        return self._count, self._names, self.tally, *beside

    @property
    def heads(self) -> tuple[ToolHead, ...]:
        """What lists show of each."""
        if self._heads is None:
            self._heads = tuple(map(_head, marshal.loads(self._packed_heads)))  # noqa: S302 - of our own making
        return self._heads

    def may_have(self, name: str) -> bool:
        """Whether a tool of that exact name may be among them; no means none is."""
        return f"{_BETWEEN}{name}{_BETWEEN}" in self._names

    def words(self) -> Words:
        """Which of them have which word."""
        return _words(map(marshal.loads, marshal.loads(self._words)))  # noqa: S302

    def words_of(self, kind: str) -> dict[Any, Any]:
        """One field of `words`, in a seventh of the time."""
        found: dict[Any, Any] = marshal.loads(marshal.loads(self._words)[_KINDS[kind]])  # noqa: S302
        return found

    def have_any(self, names: AbstractSet[str]) -> bool:
        """Whether a tool of one of these exact names may be among them; quicker than `may_have` from three names on."""
        return not names.isdisjoint(self._names.split(_BETWEEN))

    def summaries(self) -> list[str | None]:
        """The summary of each."""
        found: list[str | None] = marshal.loads(self._texts)  # noqa: S302
        return found

    def concerns(self) -> list[tuple[Concern, ...]]:
        """The attacks that concern each."""
        return [tuple(map(Concern._make, each)) if each else () for each in marshal.loads(self._concerns)]  # noqa: S302

    def __iter__(self) -> Iterator[ToolSummary]:
        """Whole rows."""
        rest = marshal.loads(self._rest)  # noqa: S302
        for head, text, concerns, others in zip(self.heads, self.summaries(), self.concerns(), rest, strict=True):
            yield _tool((*head[:_HEAD], text, concerns, *others))

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
