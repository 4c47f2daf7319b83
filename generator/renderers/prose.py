"""Prose of an entry into HTML: a small Markdown subset that hostile text cannot get out of.

Most texts are plain paragraphs with code spans and are printed here; `subset` has the rest.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

from generator.renderers.escaping import for_element
from generator.renderers.visible import visible
from generator.views.words import Markdown

_PLAIN_WORDS: Final = re.compile(r"(?:[^\\*_\[\]`\n\t]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|\n)*")
_MARK: Final = re.compile(r"[\\*_\[\]`\t]")
"""What most texts hold none of; one class of characters is searched for ten times as fast as the alternatives are matched."""
_BLOCK_MARK: Final = re.compile(r"^(?:[-+*]|\d+\.|\s)|\s$", re.MULTILINE)


def prose(text: str) -> str:
    """The text as HTML: an entry's `Markdown` as blocks, our own sentences as one paragraph.

    In our own sentences only backticks mean anything (code); everything else is printed as it stands.
    """
    if not isinstance(text, Markdown):
        return f"<p>{inline(text)}</p>"
    shown = visible(text)
    fast = _plain(shown)
    if fast is not None:
        return fast
    from generator.renderers.subset import converted  # noqa: PLC0415 - Python-Markdown, which most builds after an edit do without

    return converted(shown)


def inline(text: str) -> str:
    """One of our own sentences as HTML: escaped, with code between backticks; a lone last backtick is printed."""
    escaped = for_element(visible(text))
    if "`" not in escaped:
        return escaped
    parts = escaped.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    parts[1::2] = [f"<code>{part}</code>" for part in parts[1::2]]
    return "".join(parts)


def element_text(text: str) -> str:
    """The text as HTML for standing inside an element; quotes stay, so it must not stand in an attribute."""
    return for_element(visible(text))


def plain_text(text: str) -> str:
    """What a reader sees of `prose(text)`, without markup and on one line."""
    return Markup(prose(text)).striptags()  # noqa: S704 - prose() has escaped it


def _plain(text: str) -> str | None:
    """The HTML of text whose only markup is simple code spans and blank lines; None for any other text."""
    if not text or _begins_or_ends_a_block(text):
        return None
    if _MARK.search(text) and not _has_only_code(text):
        return None
    return f"<p>{inline(text)}</p>".replace("\n\n", "</p>\n<p>")


def _has_only_code(text: str) -> bool:
    """Whether all that could be markup in the text are simple code spans."""
    parts = text.split("`")
    if len(parts) % 2 == 0 or "\\" in text or "``" in text or not all(map(_are_words, parts[::2])):
        return False
    return all(code and code == code.strip() and "\n" not in code and "\t" not in code for code in parts[1::2])


def _begins_or_ends_a_block(text: str) -> bool:
    """Whether a line of the text may be more than a line of a paragraph; most texts are one line."""
    if "\n" not in text:
        return text[-1].isspace() or bool(_BLOCK_MARK.match(text))
    return "\n\n\n" in text or bool(_BLOCK_MARK.search(text.replace("\n\n", "\n")))


def _are_words(text: str) -> bool:
    return not _MARK.search(text) or bool(_PLAIN_WORDS.fullmatch(text))
