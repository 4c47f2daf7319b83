"""The catalog's rows into the lists by what the browse page filters by.

Category, risk class, server and attack have richer pages of their own. What belongs to a server, its publisher and its package
registry, is a list of servers.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.model.catalog import Catalog
from generator.model.rows import ServerSummary, ToolHead
from generator.rules.signals import PARAMETER_SIGNALS, SIGNALS
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
    "listed-elsewhere": "Tools only listed elsewhere",
    "withdrawn": "Withdrawn tools",
}
_HINTS: Final = ("read-only", "destructive", "idempotent", "open-world")
"""In the order of `ToolSummary.hints`."""
_STATED: Final = {True: "yes", False: "no", None: "not stated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list before it is cut into pages."""

    slug: str
    label: str
    """Within its group."""
    name: str
    """Heading of its page."""
    rows: Sequence[ToolHead | ServerSummary]
    is_of_servers: bool = False
    meaning: str = ""
    """A sentence where the name does not say it all."""


def groups(catalog: Catalog) -> tuple[tuple[str, tuple[Listed, ...]], ...]:
    """The lists that have rows, under the name of the property that they go by."""
    tools = tuple(catalog.heads())
    said = [(tool.signals, tool.sensitivity, tool.hints) for tool in catalog.tools()]
    signals, sensitivities, hints = zip(*said, strict=True) if said else ((), (), ())
    return (
        ("Signal", tuple(_by_signal(signals, tools))),
        ("Data", tuple(_by_word("data", _DATA, sensitivities, tools))),
        ("Verified", tuple(_by_word("status", _STATUSES, [tool.status for tool in tools], tools))),
        *((f"Hint {hint}", tuple(_by_hint(place, hint, hints, tools))) for place, hint in enumerate(_HINTS)),
        ("Publisher and package", tuple(_of_servers(catalog.servers))),
    )


def _by_signal(signals: Sequence[tuple[str, ...]], tools: Sequence[ToolHead]) -> Iterator[Listed]:
    by: dict[str, list[ToolHead]] = {kind: [] for kind in SIGNALS}
    for tool, kinds in zip(tools, signals, strict=True):
        for kind in kinds:
            by[kind].append(tool)
    for kind, meaning in SIGNALS.items():
        if by[kind]:
            yield Listed(
                slug=f"signal-{kind.lower()}",
                label=kind,
                name=f"Tools with the signal {kind}",
                rows=by[kind],
                meaning=f"{'A parameter' if kind in PARAMETER_SIGNALS else 'The tool'} {meaning}.",
            )
    without = [tool for tool, kinds in zip(tools, signals, strict=True) if not kinds]
    if without:
        yield Listed(slug="signal-none", label="none", name="Tools without a risk signal", rows=without)


def _by_word(kind: str, names: dict[str, str], words: Sequence[str], tools: Sequence[ToolHead]) -> Iterator[Listed]:
    by: dict[str, list[ToolHead]] = {word: [] for word in names}
    for tool, word in zip(tools, words, strict=True):
        by[word].append(tool)
    for word, rows in by.items():
        if rows:
            slug = f"{kind}-{word.replace(' ', '-')}"
            yield Listed(slug=slug, label=word.replace("-", " "), name=names[word], rows=rows)


def _by_hint(
    place: int, hint: str, hints: Sequence[tuple[bool | None, ...] | None], tools: Sequence[ToolHead]
) -> Iterator[Listed]:
    said = [_STATED[each[place]] if each else "unknown" for each in hints]
    names = {word: f"Tools whose {hint} hint is {word}" for word in (*_STATED.values(), "unknown")}
    return _by_word(f"hint-{hint}", names, said, tools)


def _of_servers(servers: Sequence[ServerSummary]) -> Iterator[Listed]:
    """By publisher in one list, because a publisher's name is anybody's text; by registry in a list for each."""
    ordered = sorted(servers, key=lambda each: (each.publisher is None, (each.publisher or "").casefold(), each.slug))
    yield Listed(slug="publishers", label="by publisher", name="Servers by publisher", rows=ordered, is_of_servers=True)
    for registry, label in REGISTRIES.items():
        rows = [each for each in servers if each.package_registry == registry]
        if rows:
            name = f"Servers published as {label}" if registry == "oci" else f"Servers on {label}"
            yield Listed(slug=f"registry-{registry}", label=label, name=name, rows=rows, is_of_servers=True)
    without = [each for each in servers if each.package_registry not in REGISTRIES]
    if without:
        name = "Servers without a known package"
        yield Listed(slug="registry-none", label="no known package", name=name, rows=without, is_of_servers=True)
