"""The attack database into pages: each attack, the tools it concerns with the reason, and the list of all attacks.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.model.attack import Attack, Incident, Reference
from generator.model.catalog import Catalog
from generator.model.chosen import Chosen
from generator.model.rows import Concern, ToolHead
from generator.rules.concerns import reason
from generator.views import urls
from generator.views.badges import Badge, Badges
from generator.views.distinct import attack_title
from generator.views.page import Context, Fragment, Page, PageKind
from generator.views.paging import PagedList, Pager, Part
from generator.views.words import literal, number, plural, sentence, shortened, without_code_marks

_OWASP: Final = {
    "LLM": "https://genai.owasp.org/llm-top-10/",
    "ASI": "https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/",
    "MCP": "https://owasp.org/www-project-mcp-top-10/",
}
"""Where the three lists stand; their texts are not repeated here."""
_server: Final = attrgetter("server")


class ConcernRow(Struct, frozen=True, kw_only=True):
    """A tool that an attack concerns."""

    href: str
    name: str
    server: str
    server_href: str
    risk: Badge
    reason: str


class ConcernRows:
    """The tools that an attack concerns, made into rows when a template loops over them."""

    __slots__ = ("_attack", "_badges", "_catalog", "_tools")

    def __init__(self, attack: Attack, tools: Sequence[ToolHead], catalog: Catalog, badges: Badges) -> None:
        self._attack = attack
        self._tools = tools
        self._catalog = catalog
        self._badges = badges

    @property
    def made_from(self) -> Sequence[ToolHead]:
        """The tools, in the order of the rows; each holds its concerns."""
        return self._tools

    @property
    def reasons(self) -> str:
        """The sentences that the rows' reasons are made with."""
        return "\n".join(each.model_dump_json() for each in self._attack.triggers)

    def __iter__(self) -> Iterator[ConcernRow]:
        for server, tools in groupby(self._tools, _server):  # neighbours mostly: a server's concerns are opened once
            concerns = self._catalog.concerns(server)
            for tool in tools:
                concern = next(each for each in concerns[tool.place] if each.attack == self._attack.slug)
                yield _row(self._attack, tool, concern, self._catalog, self._badges)

    def __len__(self) -> int:
        return len(self._tools)


class AttackLink(NamedTuple):
    """An attack on a tool's page, with the reason why it stands there."""

    href: str
    name: str
    reason: str


class AttackRow(Struct, frozen=True, kw_only=True):
    """An attack in the list of all."""

    href: str
    name: str
    group: str
    summary: str
    tools: str


class AttacksView(Struct, frozen=True, kw_only=True):
    """The list of all attacks."""

    rows: tuple[AttackRow, ...]


class AttackView(Struct, frozen=True, kw_only=True):
    """One page of an attack; from the second on only heading and list."""

    trail: tuple[urls.Link, ...]
    name: str
    group: str
    summary: str
    steps: tuple[str, ...]
    incidents: tuple[Incident, ...]
    detection: tuple[str, ...]
    defence: tuple[str, ...]
    ids: tuple[urls.Link, ...]
    """OWASP and CWE ids with their places."""
    sources: tuple[Reference, ...]
    is_first: bool
    rows: ConcernRows | None
    pager: Pager


def attack_links(concerns: Sequence[Concern], tool: str, server: str, catalog: Catalog) -> tuple[AttackLink, ...]:
    """The attacks that concern a tool, in the catalog's order."""
    attacks = {attack.slug: attack for attack in catalog.attacks}
    return tuple(
        AttackLink(
            href=urls.attack_path(each.attack),
            name=attacks[each.attack].name,
            reason=reason(attacks[each.attack].triggers[each.trigger], each, f"`{tool}`", literal(server)),
        )
        for each in concerns
        if each.attack in attacks
    )


def attack_parts(attack: str, catalog: Catalog) -> tuple[tuple[str | None, Chosen], ...]:
    """The tools that the attack of that slug concerns, by risk class, the most dangerous first; None: not reviewed."""
    by_risk = catalog.tools_by_word.by_risk("attacks")
    order = sorted(by_risk, key=catalog.vocabulary.rank, reverse=True)
    return tuple((risk, by_risk[risk][attack]) for risk in order if attack in by_risk[risk])


def attack_pages(context: Context) -> Iterator[Page]:
    """The pages of every attack of the catalog, also of one that concerns no tool."""
    badges = Badges(context.catalog.vocabulary)
    for attack in context.catalog.attacks:
        first = urls.attack_path(attack.slug)
        view = _view(attack)
        title = attack_title(attack, context.catalog)
        parts = [_part(risk, rows, badges) for risk, rows in attack_parts(attack.slug, context.catalog)]
        for cut in PagedList(parts, first, "tool").pages(context.plan):
            further = f", {cut.begins_with}" if cut.begins_with else ""
            yield Page(
                path=cut.path,
                kind="attack",
                title=f"{title}{further}",
                description=shortened(
                    without_code_marks(f"{attack.name}{further}: {attack.summary}" if further else attack.summary), 160
                ),
                view=replace(
                    view,
                    name=f"{attack.name}{further}",
                    trail=(*view.trail, urls.Link(href=first, text=attack.name)) if further else view.trail,
                    is_first=not further,
                    rows=ConcernRows(attack, cut.rows, context.catalog, badges),
                    pager=cut.pager,
                ),
                cause=cut.cause,
            )


def attacks_fragment(context: Context) -> Iterator[Fragment]:
    """All attacks with their counts, for the slot `attacks`."""
    if not context.wants("attacks"):
        return
    catalog = context.catalog
    rows = tuple(
        AttackRow(
            href=urls.attack_path(attack.slug),
            name=attack.name,
            group=attack.group,
            summary=sentence(attack.summary),
            tools=number(sum(len(part) for _, part in attack_parts(attack.slug, catalog))),
        )
        for attack in sorted(catalog.attacks, key=lambda attack: (attack.group, attack.name))
    )
    yield Fragment(name="attacks", kind="attacks", view=AttacksView(rows=rows))


ATTACK: Final = PageKind(
    name="attack",
    catalog_pages=attack_pages,
    folder=urls.ATTACKS,
    fragments=attacks_fragment,
    slots=("attacks",),
)


def _part(risk: str | None, rows: Chosen, badges: Badges) -> Part[ToolHead]:
    if risk not in badges.risk_classes:
        return Part(rows=rows, key="not-reviewed", label=badges.not_reviewed.text)
    return Part(rows=rows, key=badges.risk_classes[risk].slug, label=f"{risk} risk")


def _row(attack: Attack, tool: ToolHead, concern: Concern, catalog: Catalog, badges: Badges) -> ConcernRow:
    server = catalog.server_names[tool.server]
    return ConcernRow(
        href=urls.tool_path(tool.server, tool.slug),
        name=tool.name,
        server=server,
        server_href=urls.server_path(tool.server),
        risk=badges.risk(tool.risk),
        reason=reason(attack.triggers[concern.trigger], concern, f"`{tool.name}`", literal(server)),
    )


def _view(attack: Attack) -> AttackView:
    ids = [urls.Link(href=_OWASP[each[:3]], text=f"OWASP {each}") for each in attack.owasp]
    ids += [
        urls.Link(href=f"https://cwe.mitre.org/data/definitions/{each.removeprefix('CWE-')}.html", text=each)
        for each in attack.cwe
    ]
    return AttackView(
        trail=(urls.Link(href=urls.HOME, text="Home"), urls.Link(href=urls.ATTACKS, text="Attacks")),
        name=attack.name,
        group=attack.group,
        summary=sentence(attack.summary),
        steps=attack.how_it_works,
        incidents=tuple(sorted(attack.incidents, key=lambda each: each.date, reverse=True)),
        detection=attack.detection,
        defence=attack.defence,
        ids=tuple(ids),
        sources=attack.sources,
        is_first=True,
        rows=None,
        pager=Pager(range=plural(0, "tool"), first=None, previous=None, next=None, jumps=()),
    )
