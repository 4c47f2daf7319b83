"""Values into English: numbers, plurals, articles, joined lists, whole sentences.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

_SOUNDS_LIKE_YOU: Final = re.compile(r"(?:uni(?!n|m)|use|usu|uti|eu|one\b|once\b|ubi)", re.IGNORECASE)
_SILENT_H: Final = re.compile(r"(?:hour|honest|honou?r|heir)", re.IGNORECASE)
_SPELT_OUT: Final = re.compile(r"[A-Z]{2,}(?![a-z])")
_ENDS_A_SENTENCE: Final = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019)\]`]*$")
_STOPS: Final = ".!?\u2026\u3002\uff01\uff1f"
_REPEATED_STOP: Final = re.compile(r"(?<!\.)\.\.(?!\.)(?=[\s)\]\"'`]|$)")
_NAMES_A_SERVER: Final = re.compile(r"\bmcp[ -]?servers?$", re.IGNORECASE)


class Markdown(str):
    """Prose of an entry in the small Markdown subset; plain `str` is never read as Markdown."""

    __slots__ = ()


def number(value: int) -> str:
    """The number with a comma between thousands: `1,234`."""
    return f"{value:,}"


def plural(count: int, singular: str, many: str | None = None) -> str:
    """The number with its noun in the right form: `1 tool`, `0 tools`, `1,234 tools`."""
    return f"{count:,} {singular if count == 1 else many or singular + 's'}"


@lru_cache(maxsize=256)  # the words of a vocabulary
def with_article(phrase: str) -> str:
    """The phrase behind "a" or "an", chosen by its sound: `an Execute tool`, `a Unicode tool`, `an SQL tool`."""
    spelt_out = _SPELT_OUT.match(phrase)
    if spelt_out:
        takes_an = phrase[0] in "AEFHILMNORSX"
    elif phrase[:1].lower() in "aeiou" and phrase:
        takes_an = not _SOUNDS_LIKE_YOU.match(phrase)
    else:
        takes_an = bool(_SILENT_H.match(phrase))
    return f"{'an' if takes_an else 'a'} {phrase}"


def joined(words: Sequence[str], last: str = "and") -> str:
    """The words as a list in a sentence: `a, b and c`; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def some_of(words: Sequence[str], most: int, noun: str = "other") -> str:
    """The first `most` words joined; the rest as a count: `a, b and 7 others`."""
    if len(words) <= most:
        return joined(words)
    return joined([*words[:most], plural(len(words) - most, noun)])


@lru_cache(maxsize=1024)  # a page says a tool's summary four times, and the vocabulary's sentences on every page
def sentence(text: str) -> str:
    """The text on one line, ending in exactly one full stop, or the mark it already ends in."""
    flat = " ".join(text.split()).rstrip(":;,")
    if ".." in flat:
        flat = _REPEATED_STOP.sub(".", flat)
    if not flat or flat[-1] in _STOPS or _ENDS_A_SENTENCE.search(flat):
        return flat
    return flat + "."


def shortened(text: str, most: int) -> str:
    """The text on one line in at most `most` characters, cut between words and marked with an ellipsis."""
    if len(text) <= most and text.isprintable() and "  " not in text and text.strip() == text:
        return text  # most texts are one line with single spaces
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    head = flat[: most - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head
    return at_word.rstrip(" ,;:.") + "\u2026"


def literal(name: str) -> str:
    """A foreign name for use inside our own sentences, where a backtick would start code."""
    return name.replace("`", "'") if "`" in name else name


@lru_cache(maxsize=64)  # asked for three times by each tool of a server
def server_phrase(name: str) -> str:
    """The display name with "MCP server" behind it, said once: `GitHub MCP server`."""
    plain = literal(name)
    if _NAMES_A_SERVER.search(plain):
        return plain
    lower = plain.lower()
    if lower.endswith("server"):
        return plain
    return f"{plain} server" if lower.endswith("mcp") else f"{plain} MCP server"


def without_code_marks(text: str) -> str:
    """One of our own sentences as a reader sees it, its backticks gone but a lone last one; `Markdown` stays as it is."""
    if isinstance(text, Markdown) or "`" not in text:
        return text
    if text.count("`") % 2 == 0:
        return text.replace("`", "")
    head, mark, tail = text.rpartition("`")
    return head.replace("`", "") + mark + tail
