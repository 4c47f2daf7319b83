"""Lists of names and numbers in the sentences of an audit.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.rules.secret_arguments import masked_tokens

_ARGUMENTS: Final = re.compile(r"(\s*mcp__[^(]*)\(.*\Z", re.IGNORECASE | re.DOTALL)
SHOWN = 4
"""Names in one sentence; the rest is a number."""


def few(names: Sequence[str]) -> str:
    """The first names, and how many more.

    >>> few(["a", "b"])
    '`a`, `b`'
    """
    shown = ", ".join(f"`{short(name)}`" for name in names[:SHOWN])
    return shown + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def counted(number: int, noun: str) -> str:
    """The number with its noun.

    >>> counted(1, "tool"), counted(2, "tool")
    ('1 tool', '2 tools')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def without_arguments(rule: str) -> str:
    """The text of a rule without what stands in its parentheses, which may be a password.

    >>> without_arguments("mcp__pay__charge(key=hunter2)"), without_arguments("Mcp(pay:charge)")
    ('mcp__pay__charge(…)', 'Mcp(pay:charge)')
    """
    found = _ARGUMENTS.match(rule)
    return f"{found[1]}(…)" if found else rule


def shown(text: str) -> str:
    """A name or a rule as it may be printed.

    >>> shown("ghp_0123456789abcdef")
    '[redacted]'
    """
    return masked_tokens(without_arguments(text))


def short(text: str) -> str:
    """The text as it may be printed, cut where it would fill the line."""
    safe = shown(text)
    return safe if len(safe) <= 100 else f"{safe[:99]}…"
