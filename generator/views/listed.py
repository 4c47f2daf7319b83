"""The catalog's rows into the lists by what the browse page filters by.

Category, risk class, server and attack have richer pages of their own. What belongs to a server, its publisher and its package
registry, is a list of servers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from generator.model.catalog import Catalog
from generator.model.chosen import Chosen
from generator.model.places import UNKNOWN
from generator.model.rows import ServerSummary, ToolHead
from generator.rules.signal_kinds import PARAMETER_SIGNALS, SIGNALS
from generator.views.paging import Part, ServersThemselves
from generator.views.provenance import REGISTRIES

_DATA: Final = {
    "ordinary": "Tools that touch ordinary data",
    "private": "Tools that touch private data",
    "personal": "Tools that touch personal data",
    "guard": "Tools that touch a guard",
    "secret": "Tools that touch secrets",
}
_STATUSES: Final = {
    "verified": "Tools seen in a released server",
    "unseen": "Tools that nobody has seen in a server yet",
    "listed-elsewhere": "Tools only listed elsewhere",
    "withdrawn": "Withdrawn tools",
}
_HINTS: Final = {
    "read-only": "read_only",
    "destructive": "destructive",
    "idempotent": "idempotent",
    "open-world": "open_world",
}
"""Each with its field of `Words`."""
_ANSWERS: Final = {True: "yes", False: "no", None: "not stated", UNKNOWN: "unknown"}


class Listed(Struct, frozen=True, kw_only=True):
    """A list before it is cut into pages."""

    slug: str
    label: str
    """Within its group."""
    name: str
    """Heading of its page."""
    parts: tuple[Part[ToolHead | ServerSummary], ...]
    is_of_servers: bool = False
    meaning: str = ""
    """A sentence where the name does not say it all."""

    @property
    def count(self) -> int:
        """How many rows it has."""
        return sum(count for part in self.parts for count in part.rows.counts)


def groups(catalog: Catalog) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """The lists that have rows, under the name of the property that they go by; no row is opened."""
    tools = catalog.tools_by_word
    return (
        ("Signal", tuple(_by_signal(tools.of("signals")))),
        ("Data", tuple(_by_word("data", _DATA, tools.of("sensitivity")))),
        ("Verified", tuple(_by_word("status", _STATUSES, tools.of("status")))),
        *((f"Hint {hint}", tuple(_by_hint(hint, tools.of(field)))) for hint, field in _HINTS.items()),
        ("Publisher and package", tuple(_of_servers(catalog.servers))),
    )


def _by_signal(tools: Mapping[str | None, Chosen]) -> Iterator[Listed]:
    for kind, meaning in SIGNALS.items():
        if kind in tools:
            yield Listed(
                slug=f"signal-{kind.lower()}",
                label=kind,
                name=f"Tools with the signal {kind}",
                parts=(Part(rows=tools[kind]),),
                meaning=f"{'A parameter' if kind in PARAMETER_SIGNALS else 'The tool'} {meaning}.",
            )
    if None in tools:
        yield Listed(
            slug="signal-none", label="none", name="Tools without a risk signal", parts=(Part(rows=tools[None]),)
        )


def _by_word(kind: str, names: Mapping[str, str], tools: Mapping[str, Chosen]) -> Iterator[Listed]:
    for word, name in names.items():
        if word in tools:
            slug = f"{kind}-{word.replace(' ', '-')}"
            yield Listed(slug=slug, label=word.replace("-", " "), name=name, parts=(Part(rows=tools[word]),))


def _by_hint(hint: str, tools: Mapping[bool | str | None, Chosen]) -> Iterator[Listed]:
    names = {word: f"Tools whose {hint} hint is {word}" for word in _ANSWERS.values()}
    return _by_word(f"hint-{hint}", names, {_ANSWERS[answer]: rows for answer, rows in tools.items()})


def _of_servers(servers: Sequence[ServerSummary]) -> Iterator[Listed]:
    """By publisher in one list, because a publisher's name is anybody's text; by registry in a list for each."""
    stated = sorted((each for each in servers if each.publisher), key=_publisher)
    yield Listed(
        slug="publishers",
        label="by publisher",
        name="Servers by publisher",
        parts=(
            Part(rows=ServersThemselves(stated), name_of=_publisher_name),
            Part(
                rows=ServersThemselves([each for each in servers if not each.publisher]),
                key="not-stated",
                label="not stated",
            ),
        ),
        is_of_servers=True,
    )
    for registry, label in REGISTRIES.items():
        rows = [each for each in servers if each.package_registry == registry]
        if rows:
            name = f"Servers published as {label}" if registry == "oci" else f"Servers on {label}"
            yield _servers_list(f"registry-{registry}", label, name, rows)
    without = [each for each in servers if each.package_registry not in REGISTRIES]
    if without:
        yield _servers_list("registry-none", "no known package", "Servers without a known package", without)


def _servers_list(slug: str, label: str, name: str, rows: Sequence[ServerSummary]) -> Listed:
    return Listed(slug=slug, label=label, name=name, parts=(Part(rows=ServersThemselves(rows)),), is_of_servers=True)


def _publisher_name(server: ServerSummary) -> str:
    return server.publisher or ""


def _publisher(server: ServerSummary) -> tuple[str, str]:
    return _publisher_name(server).casefold(), server.slug
