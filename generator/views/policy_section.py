"""A server's complete policies into the links of its page, and of each tool's page.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from generator.model.policy import ServerPolicy
from generator.model.server import Server
from generator.model.vocabulary import Vocabulary
from generator.rules.server_key import server_keys
from generator.views import urls
from generator.views.words import joined, plural

MOST_USED: Final = ("claude-code", "codex", "copilot-cli", "gemini", "cursor", "hook")
"""Targets whose files a tool's page links to, and which sentences name; the server's page has all. Chosen."""
_NAMED: Final = 3
"""Formats named in a sentence before the rest is counted: chosen."""


class TargetFiles(Struct, frozen=True, kw_only=True):
    """One target's files for the whole server."""

    target: str
    label: str
    links: tuple[urls.Link, ...]
    """From the folder of the server's page. Empty: two tools would have one name in this client."""
    first: urls.Link | None
    """The one that holds the rules, where there are several."""
    verified: str
    """What was verified, in words."""


class PolicySection(Struct, frozen=True, kw_only=True):
    """What a page knows of the complete policies of its server."""

    server: str
    """Slug; the page's script loads the server's plan by it."""
    key: str
    """The short name that the files use."""
    posture: str
    """The one that the files have."""
    targets: tuple[TargetFiles, ...]
    most_used: tuple[TargetFiles, ...]
    """Those of them that a tool's page has links to."""


def policy_section(server: Server, policies: Sequence[ServerPolicy], vocabulary: Vocabulary) -> PolicySection | None:
    """The section; None for a server without policies."""
    if not policies:
        return None
    targets = {each.target: _target_files(each) for each in policies}
    return PolicySection(
        server=server.slug,
        key=server_keys([server.slug])[0],
        posture=vocabulary.postures[0].name,
        targets=tuple(targets.values()),
        most_used=tuple(targets[name] for name in MOST_USED if targets[name].first),
    )


def formats_named(policies: Sequence[ServerPolicy]) -> str:
    """The formats in which there is a policy: `Claude Code, OpenAI Codex and 14 more formats`; empty for none."""
    return _named(tuple([(each.target, each.label) for each in policies if each.files]))


@lru_cache(maxsize=64)
def _named(printed: tuple[tuple[str, str], ...]) -> str:
    labels = dict(printed)
    first = [labels[name] for name in MOST_USED[:_NAMED] if name in labels]
    rest = len(labels) - len(first)
    return joined([*first, plural(rest, "more format")] if rest else first)


def verified_words(verified: str | None) -> str:
    """What was verified as a sentence."""
    return f"Verified against {verified}." if verified else "Not machine-verified."


def _target_files(policy: ServerPolicy) -> TargetFiles:
    files = tuple([(file.name, file.is_the_same_for_all) for file in policy.files])
    return _linked(policy.target, policy.label, policy.verified, files)


@lru_cache(maxsize=256)
def _linked(target: str, label: str, verified: str | None, files: tuple[tuple[str, bool], ...]) -> TargetFiles:
    """Remembered, because most targets name their files alike for every server."""
    links = tuple(
        urls.Link(
            href=f"../../{urls.asset_path(name)}" if is_the_same_for_all else urls.near_policy(target, name), text=name
        )
        for name, is_the_same_for_all in files
    )
    own = (link for link, (_, is_the_same_for_all) in zip(links, files, strict=True) if not is_the_same_for_all)
    return TargetFiles(
        target=target, label=label, links=links, first=next(own, None), verified=verified_words(verified)
    )
