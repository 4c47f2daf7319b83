"""A set of configurations cut to what an audit can look at in seconds, with a word about what was cut.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from generator.model.client_config import ConfigFile, ConfiguredServer, Odd, PolicyRule

MAX_SERVERS: Final = 200
"""Of all files. Chosen: ten times a large team's."""
MAX_RULES: Final = 10_000
"""Of all files. Chosen: eight times the tools of the catalog."""
MAX_PATTERNS: Final = 500
"""Rules with `*` of all files. Chosen: ten for each server of the catalog."""


def limited(files: Sequence[ConfigFile]) -> Iterator[ConfigFile]:
    """The files without servers and rules beyond the limits; what is missing is odd."""
    servers, rules, patterns = MAX_SERVERS, MAX_RULES, MAX_PATTERNS
    for file in files:
        kept_rules: list[PolicyRule] = []
        for rule in file.rules:
            is_pattern = "*" in f"{rule.text}{rule.tool}"
            if rules <= 0 or (is_pattern and patterns <= 0):
                continue
            rules -= 1
            patterns -= is_pattern
            kept_rules.append(rule)
        kept_servers = file.servers[: max(servers, 0)]
        servers -= len(kept_servers)
        odd = [
            *_cut(file.servers, kept_servers, "servers"),
            *_cut(file.rules, kept_rules, "rules"),
        ]
        yield replace(file, servers=kept_servers, rules=tuple(kept_rules), odd=(*file.odd, *odd)) if odd else file


def _cut(
    stated: Sequence[ConfiguredServer | PolicyRule], kept: Sequence[ConfiguredServer | PolicyRule], what: str
) -> Iterator[Odd]:
    if len(kept) < len(stated):
        message = f"found {len(stated)} {what}, of which {len(kept)} were looked at: with all files, that is the most"
        yield Odd(kind="too-many", what=message, hint="audit the files in several runs", place=stated[-1].place)
