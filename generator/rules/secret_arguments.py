"""Command arguments, headers and addresses into the values in them that look like secrets.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote_plus

from generator.rules.redaction import REDACTED

Span = tuple[int, int]

_TELLING_NAME: Final = re.compile(
    r"(?:api[-_]?key|access[-_]?key(?:[-_]?id)?|private[-_]?key|secret(?:[-_]?key)?|(?<!max[-_])token|passw(?:or)?d"
    r"|passphrase|passcode|credentials?|bearer|authorization|connection[-_]?string|(?:^|[-_])(?:key|pwd|pat|pin|dsn|sig|signature|auth|session))$",
    re.IGNORECASE,
)
"""Names that end so hold a secret; `--max-token`, `--token-limit` and `--secret-file` do not."""
_TELLING_VALUE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:sk|pk|rk)[-_][A-Za-z0-9_\-]{4,}|(?:re|ntn|shpat|hf)_[A-Za-z0-9]{4,}"
    r"|(?:npm|pypi|dop|lin|glpat|xai|gsk|tvly)[-_][A-Za-z0-9_\-]{16,}|(?:gh[a-z]|github_pat)_\w{4,}"
    r"|xox[a-z]-[\w\-]{3,}|AKIA[0-9A-Z]{8,}|AIza[\w\-]{10,}|eyJ[\w\-]{6,}\.[\w.\-]+"
    r"|[0-9a-fA-F]{32,}|(?:AC|SK)[0-9a-f]{32}"
    r"|(?=[A-Za-z_]*[0-9])(?=[0-9A-Z_]*[a-z])(?=[0-9a-z_]*[A-Z])[A-Za-z0-9_]{32,}={0,2})"
)
_TOKEN: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:gh[a-z]|github_pat)_(?:(?!__)\w)*[0-9](?:(?!__)\w)*|gh[opsur]_[A-Za-z]{20,}"
    r"|xox[a-z]-[A-Za-z0-9\-]{3,}|AKIA[0-9A-Z]{8,}|AIza[A-Za-z0-9\-]{10,}|eyJ[A-Za-z0-9\-]{6,}(?:\.[\w.\-]+)?"
    r"|(?=(?:(?!__)[\w\-])*[0-9])(?:(?:sk|pk|rk)[-_](?:(?!__)[\w\-]){8,}|(?:re|ntn|shpat|hf)_[A-Za-z0-9]{12,}"
    r"|(?:npm|pypi|dop|lin|glpat|xai|gsk|tvly)[-_](?:(?!__)[\w\-]){16,})"
    r"|(?<!sha256:)(?<!@)[0-9a-fA-F]{32,}|(?:AC|SK)[0-9a-f]{32})"
)
"""As `_TELLING_VALUE`, but nothing that names of tools look like: most need a digit, and `__` ends one."""
_ASSIGNED: Final = re.compile(r"(--?[A-Za-z][\w.\-]*|[A-Za-z_]\w*)[=:](.+)", re.DOTALL)
_LOGIN: Final = re.compile(r"://(?:[^:@/?#\s]*:)?([^/?#\s]+)@")
_QUERY: Final = re.compile(r"[?&]([^=&#\s]+)=([^&#\s]+)")
_TWO_IDS: Final = re.compile(r"AC\w+/SK\w+:(.+)")
_OPTION: Final = re.compile(r"--?[A-Za-z][\w.\-]*")


def secret_arguments(arguments: Sequence[str]) -> tuple[str, ...]:
    """The values, or parts of arguments, that should not be published; in the order they stand.

    >>> secret_arguments(["mcp", "--tools=all", "--api-key=sk_test_dummy", "--token", "abcd"])
    ('sk_test_dummy', 'abcd')
    """
    spans = zip(arguments, _spans(arguments), strict=True)
    return tuple(dict.fromkeys(text[start:end] for text, found in spans for start, end in found))


def masked_arguments(arguments: Sequence[str]) -> list[str]:
    """The arguments as they may be published: `[redacted]` for each secret, however short.

    >>> masked_arguments(["mcp", "--pin=7", "--level=7"])
    ['mcp', '--pin=[redacted]', '--level=7']
    """
    return [_masked(text, found) for text, found in zip(arguments, _spans(arguments), strict=True)]


def secrets_of_address(url: str) -> tuple[str, ...]:
    """Password and telling query values of an address."""
    return tuple(url[start:end] for start, end in _in_address(url))


def masked_tokens(text: str) -> str:
    """The text without what has the shape of a token, for names in which nothing else says that one stands there.

    >>> masked_tokens("mcp__ghp_0123456789abcdef__re_index2")
    'mcp__[redacted]__re_index2'
    """
    return _TOKEN.sub(REDACTED, text)


def masked_address(url: str) -> str:
    """The address as it may be published."""
    return _masked(url, _in_address(url))


def _masked(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            pieces += [text[at:start], REDACTED]
            at = end
    return "".join([*pieces, text[at:]])


def _spans(arguments: Sequence[str]) -> list[list[Span]]:
    """Where in each argument its secrets stand."""
    found: list[list[Span]] = []
    for index, argument in enumerate(arguments):
        spans: list[Span] = []
        assigned = _ASSIGNED.fullmatch(argument)
        before = arguments[index - 1] if index else ""
        if _OPTION.fullmatch(before) and _TELLING_NAME.search(before) and not argument.startswith("-"):
            spans.append((0, len(argument)))
        elif assigned and _TELLING_NAME.search(assigned.group(1)):
            spans.append(assigned.span(2))
        spans += _in_address(argument)
        spans += [match.span() for match in _TELLING_VALUE.finditer(argument)]
        spans += [match.span(1) for match in _TWO_IDS.finditer(argument)]
        found.append(spans)
    return found


def _in_address(text: str) -> list[Span]:
    """Where the secrets of an address stand, also of one behind `--option=`."""
    if "://" not in text:
        return []
    queried = [match for match in _QUERY.finditer(text) if _TELLING_NAME.search(unquote_plus(match.group(1)))]
    telling = [match.span() for match in _TELLING_VALUE.finditer(text)]
    return [match.span(1) for match in _LOGIN.finditer(text)] + [match.span(2) for match in queried] + telling
