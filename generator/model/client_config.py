"""What the configuration files of MCP clients say: servers, rules about their tools, hooks, each with its place.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.model.vocabulary import Effect

Scope = Literal["managed", "user", "project", "unknown"]
"""Who a file speaks for: an organisation, a person, whoever wrote the project, or nobody can tell from its place."""
OddKind = Literal["unknown-key", "wrong-type", "twice", "comment", "not-followed", "too-many", "value"]


class Place(Struct, frozen=True, kw_only=True, order=True):
    """Where something stands; line and column are 1-based."""

    file: str
    """Path as the person gave it, with forward slashes."""
    line: int
    column: int


class Named(Struct, frozen=True, kw_only=True):
    """A text as a file states it."""

    text: str
    place: Place


class StatedValue(Struct, frozen=True, kw_only=True):
    """A variable, a header or an argument that a server is started with; the value is never printed."""

    name: str
    """Name of the variable or header; for an argument `argument 3`."""
    value: str
    kind: Literal["variable", "header", "argument", "address", "field"]
    place: Place

    def __repr__(self) -> str:
        """Without the value, which may be a secret."""
        return f"StatedValue(name={self.name!r}, kind={self.kind!r}, place={self.place!r})"


class PolicyRule(Struct, frozen=True, kw_only=True):
    """One rule about tools, as its client reads it."""

    client: str
    effect: Effect
    text: str
    """The rule as written; where server and tool are separate keys, the two of them."""
    place: Place
    server: str | None = None
    """The server it names apart from the tool; None: `text` is a pattern for the client's whole tool id."""
    tool: str | None = None
    """The tool it names apart from the server."""
    priority: int = 0
    """Where the client ranks its rules by number."""
    is_conditional: bool = False
    """True when it holds only for some arguments."""
    scope: Scope = "unknown"


class ConfiguredServer(Struct, frozen=True, kw_only=True):
    """A server that a file tells its client to use, or that only rules name."""

    key: str
    """The name the file gives it."""
    client: str | None
    """Id of the client that reads the file; None: the format is shared by many."""
    place: Place
    command: tuple[str, ...] = ()
    """Program and arguments; empty for a server reached over HTTP."""
    url: str | None = None
    values: tuple[StatedValue, ...] = ()
    only: tuple[Named, ...] | None = None
    """The only tools it may offer; None: no such list."""
    never: tuple[Named, ...] = ()
    """Tools it may not offer."""
    approval: Named | None = None
    """What its tools need by default, in the client's own word."""
    rules: tuple[PolicyRule, ...] = ()
    """Rules that stand inside its own entry."""
    off: Named | None = None
    """The key that says the server is switched off, `disabled: true`; None: none says so."""
    is_trusted: bool = False
    """True when the file lets all its tools run without asking."""
    is_configured: bool = True
    """False when only rules name it."""


class Hook(Struct, frozen=True, kw_only=True):
    """A program that a client asks before a call."""

    client: str
    event: str
    command: str
    place: Place
    missing_script: str | None = None
    """Path of the script it names and that is not on this disk; None: it is there, or cannot be told."""
    answers: str = ""
    """Text of the script that gives its answer, as far as it is on this disk; else the command itself."""
    limit_seconds: float | None = None
    """How long the client waits for it; None: the file does not say."""
    fails_closed: bool = False
    """True when the file itself says that a broken hook stops the call."""

    def __repr__(self) -> str:
        """Without the command and what it answers, which may hold a secret."""
        return f"Hook(client={self.client!r}, event={self.event!r}, place={self.place!r})"


class Setting(Struct, frozen=True, kw_only=True):
    """A single switch, in the client's own spelling."""

    name: str
    value: str
    place: Place


class Odd(Struct, frozen=True, kw_only=True):
    """A part of a file that its client reads otherwise than it looks, or not at all."""

    kind: OddKind
    what: str
    """What was found and what was expected."""
    hint: str
    place: Place


class ConfigFile(Struct, frozen=True, kw_only=True):
    """One file, read."""

    path: str
    format: str
    """Id of its format."""
    client: str | None
    """Id of the client that reads it; None: many do."""
    scope: Scope = "unknown"
    servers: tuple[ConfiguredServer, ...] = ()
    rules: tuple[PolicyRule, ...] = ()
    """In the order of the file, which some clients go by."""
    hooks: tuple[Hook, ...] = ()
    settings: tuple[Setting, ...] = ()
    odd: tuple[Odd, ...] = ()

    def setting(self, name: str) -> Setting | None:
        """The switch of that name; None when the file does not set it."""
        return next((each for each in self.settings if each.name == name), None)


class Unreadable(Struct, frozen=True, kw_only=True):
    """A file, or what should have been one, of which nothing could be read."""

    place: Place
    message: str
    """What was found and what was expected."""
    hint: str
