"""A catalog that notes what the pages of one server read of others, so that a build knows which pages an edit concerns.

Pages of a server may look at other servers only through the catalog's mappings. What they asked for and a digest of each answer are their
trace: while every question still has its answer, they are as they were.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from generator.model.catalog import Catalog
from generator.model.rows import NO_TOOLS, ServerSummary
from generator.model.tools_by_word import ToolsByWord

_MAPPINGS: Final = ("server_by_slug", "tools_by_name", "server_names", "servers_by_publisher", "slugs_by_name")


_REMEMBERED: Final = 20_000
"""Answers kept at once. Chosen: the names that many servers share are among them, and 220,000 would be 60 MB in each process."""


class Asked(NamedTuple):
    """One question and a digest of its answer."""

    mapping: str
    key: str
    digest: str


class Answers:
    """Digests of what a catalog answers; the last of them are remembered."""

    def __init__(self, catalog: Catalog) -> None:
        """Answer from this catalog."""
        self._catalog = catalog
        self._known: dict[tuple[str, str], str] = {}

    def digest(self, mapping: str, key: str) -> str:
        """Digest of what the mapping holds under the key; that of nothing when it holds nothing."""
        asked = (mapping, key)
        if asked not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = getattr(self._catalog, mapping).get(key)
            self._known[asked] = short_digest(self._words(found))
        return self._known[asked]

    def still_holds(self, trace: tuple[Asked, ...]) -> Asked | None:
        """The first question that has another answer now; None when all answers are the same."""
        return next((each for each in trace if self.digest(each.mapping, each.key) != each.digest), None)

    def _words(self, found: Any) -> str:
        if isinstance(found, ServerSummary):
            return f"{tuple(found._replace(tools=NO_TOOLS))}{b''.join(tool.mark for tool in found.heads).hex()}"
        if isinstance(found, tuple):
            return str([*map(tuple, found)]) if found and isinstance(found[0], tuple) else str(found)
        return repr(found)


class Tracer:
    """A catalog to be read, and what was read of it."""

    def __init__(self, catalog: Catalog) -> None:
        """Trace reads of this catalog."""
        self._asked: dict[tuple[str, str], None] = {}
        noting: dict[str, Any] = {name: _Noting(getattr(catalog, name), name, self._asked) for name in _MAPPINGS}
        servers = _NotToBeRead()
        self.catalog = replace(catalog, servers=servers, tools_by_word=ToolsByWord(servers), **noting)

    def trace(self, answers: Answers) -> tuple[Asked, ...]:
        """What was asked since the tracer was made or this was last called."""
        asked = tuple(Asked(mapping, key, answers.digest(mapping, key)) for mapping, key in self._asked)
        self._asked.clear()
        return asked


class _Noting(Mapping[str, Any]):
    __slots__ = ("_asked", "_inner", "_name")

    def __init__(self, inner: Mapping[str, Any], name: str, asked: dict[tuple[str, str], None]) -> None:
        self._inner, self._name, self._asked = inner, name, asked

    def __getitem__(self, key: str) -> Any:
        self._asked[self._name, key] = None
        return self._inner[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._asked[self._name, key] = None
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._asked[self._name, str(key)] = None
        return key in self._inner

    def __iter__(self) -> Iterator[str]:
        raise _refusal()

    def __len__(self) -> int:
        raise _refusal()


class _NotToBeRead(tuple[Any, ...]):
    """Stands for the list of all servers: a page of one server that read it would change with every edit of any."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Any]:
        raise _refusal()

    def __len__(self) -> int:
        raise _refusal()

    def __getitem__(self, _index: Any) -> Any:
        raise _refusal()


def _refusal() -> TypeError:
    return TypeError("a page of one server read the list of all servers; give the catalog a mapping for what it needs")


def short_digest(text: str) -> str:
    """BLAKE2b of the text, 8 bytes, in hex: two that differ meet once in 10^19."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
