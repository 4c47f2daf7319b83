"""What is wrong with an entry, and where a person finds it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

Pointer = tuple[str | int, ...]
"""Keys and list positions from the top of a file down to a value, e.g. ``("tools", 3, "name")``."""


class CatalogError(Exception):
    """The work cannot go on; the message is meant for the person who asked for it."""


class Severity(StrEnum):
    """How much a problem stops."""

    ERROR = "error"
    """The entry cannot be published: ``check`` fails and ``build`` refuses."""
    REVIEW = "review"
    """A person still has to look: ``check`` fails, ``build`` publishes the entry fail-closed."""


class Finding(Struct, frozen=True, kw_only=True):
    """One thing wrong in one file, before anybody looked up its line."""

    pointer: Pointer
    """The value meant; the nearest existing parent gives the line when the value is missing."""
    code: str
    """Stable name of the kind of problem, ``family/detail``; listed in the handbook."""
    message: str
    """What was found and what was expected."""
    hint: str
    """What to do about it."""
    severity: Severity = Severity.ERROR
    reads: tuple[str, ...] = ()
    """Keys beside the value that the finding also follows from; it is dropped when one of them is itself wrong."""
    on_key: bool = False
    """True when the key itself is meant (unknown, duplicate), not its value."""


class Problem(Struct, frozen=True, kw_only=True, order=True):
    """A finding with its place; sorts by file, line, column and code."""

    file: str
    """Path as the person gave it, with forward slashes."""
    line: int
    """1-based."""
    column: int
    """1-based, in characters."""
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return ``file:line:column: code: message; hint`` on one line."""
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}; {self.hint}"


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that keep an entry from being published, in their order."""
    return tuple(each for each in problems if each.severity is Severity.ERROR)


class RegistryErrors(CatalogError):
    """The registry has errors that keep it from being published.

    ``problems`` holds all of them, of all files, sorted by place.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        count = len(problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the registry")
