"""Values that must not be published, and JSON that may repeat them, into JSON without them.

A value shorter than four characters, or one of a few words such as `true`, is not looked for: it cannot be told
from ordinary text. Shorter than eight, it is replaced only where it stands alone, so that `test` leaves `latest`
whole. Otherwise it is replaced wherever it stands, in any case of letters, also percent-encoded and in base64.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote, quote_plus

from msgspec import Struct

REDACTED: Final = "[redacted]"
SHORTEST: Final = 4
"""Characters of the shortest value looked for. Chosen: `on`, `1`, `443` are settings, not secrets."""
SHORTEST_INSIDE: Final = 8
"""Characters from which a value is also replaced inside a longer word. Chosen: rarely part of a word."""
ORDINARY: Final = frozenset({"true", "false", "null", "none", "auto", "info", "debug", "error", "warning", "warn",
                             "default", "enabled", "disabled", "stdio", "http", "https", "localhost"})  # fmt: skip
"""Values of many settings that say nothing of the person who set them."""


class Secret(Struct, frozen=True, kw_only=True):
    """A value that must not appear, under the name by which to tell a person of it."""

    label: str
    value: str


class Redaction:
    """Replaces secrets in text and JSON, and counts what it replaced."""

    def __init__(self, secrets: Iterable[Secret] = ()) -> None:
        self._labels: dict[str, str] = {}
        for secret in secrets:
            for spelling in _spellings(secret.value):
                self._labels.setdefault(spelling.lower(), secret.label)
        ordered = sorted(self._labels, key=lambda spelling: (-len(spelling), spelling))
        self._pattern = re.compile("|".join(map(_pattern, ordered)), re.IGNORECASE) if ordered else None
        self.counts: dict[str, int] = {}
        """How often each label's value was replaced."""

    def text(self, text: str) -> str:
        """The text with `[redacted]` for each secret."""
        return self._pattern.sub(self._replacement, text) if self._pattern else text

    def json(self, value: Any) -> Any:
        """The same JSON with every text, key and long number cleaned."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.json(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.json(each) for each in value]
        is_number = isinstance(value, int | float) and not isinstance(value, bool) and len(str(value)) >= SHORTEST
        return self.text(str(value)) if is_number and str(value) in self._labels else value

    def is_clean(self, text: str) -> bool:
        """True when the text repeats no secret."""
        return self._pattern is None or self._pattern.search(text) is None

    def _replacement(self, match: re.Match[str]) -> str:
        label = self._labels.get(match.group().lower(), "a value")
        self.counts[label] = self.counts.get(label, 0) + 1
        return REDACTED


def is_sought(value: str) -> bool:
    """True when the value is long and particular enough to be looked for."""
    return len(value.strip()) >= SHORTEST and value.strip().lower() not in ORDINARY


def _spellings(value: str) -> list[str]:
    """The ways in which a server may write the value."""
    if not is_sought(value):
        return []
    bare = value.strip()
    raw = bare.encode("utf-8", errors="surrogateescape")
    spellings = [value, bare, quote(raw, safe=""), quote(raw), quote_plus(raw), " ".join(bare.split())]
    spellings += [
        json.dumps(bare)[1:-1],
        json.dumps(bare, ensure_ascii=False)[1:-1],
        repr(bare)[1:-1],
        html.escape(bare),
    ]
    if len(bare) >= SHORTEST_INSIDE:
        spellings.append(raw.hex())
        for encoded in (base64.b64encode(raw), base64.urlsafe_b64encode(raw)):
            spellings += [encoded.decode("ascii"), encoded.decode("ascii").rstrip("=")]
    if "\n" in bare:
        spellings += [line.strip() for line in bare.splitlines() if len(line.strip()) >= 2 * SHORTEST_INSIDE]
    return list(dict.fromkeys(spelling for spelling in spellings if is_sought(spelling)))


def _pattern(spelling: str) -> str:
    escaped = re.escape(spelling)
    if len(spelling) >= SHORTEST_INSIDE:
        return escaped
    return rf"(?<![^\W_]){escaped}(?![^\W_])"
