"""Prose of an entry into HTML: a small Markdown subset that hostile text cannot get out of.

Paragraphs, lists, emphasis, code spans and links to http, https and mailto. Whatever else Python-Markdown could
do is switched off, and the tree it returns is printed by our own list of elements, everything escaped.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, TypeVar
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import AtomicString, Registry
from markupsafe import Markup

from generator.renderers.escaping import for_anywhere, for_element
from generator.renderers.visible import visible
from generator.views.words import Markdown

_Part = TypeVar("_Part")
_SCHEMES: Final = ("http://", "https://", "mailto:")
_BLOCKS: Final = frozenset({"p", "ul", "ol", "li"})
_ELEMENTS: Final = _BLOCKS | {"strong", "em", "code"}
_KEPT_BLOCKS: Final = ("empty", "indent", "olist", "ulist", "paragraph")
_KEPT_INLINE: Final = ("escape", "link", "linebreak", "em_strong", "em_strong2")
"""Parts of Python-Markdown that stay, in their order there; our own code span goes first, for `backtick`."""
_CODE_SPAN: Final = r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)"
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
    return _converted(shown) if fast is None else fast


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


def _converted(text: str) -> str:
    """The HTML of any text; one whose lists nest deeper than Python can follow is printed as it stands."""
    converter = _converter()
    converter.reset()
    try:
        return converter.convert(text).strip()
    except RecursionError:
        _converter.cache_clear()
        return f"<p>{for_element(text)}</p>"


@cache
def _converter() -> markdown.Markdown:
    """Python-Markdown with the parts named above and no others."""
    converter = markdown.Markdown(tab_length=2)
    converter.preprocessors = _only(converter.preprocessors, "normalize_whitespace")
    converter.parser.blockprocessors = _only(converter.parser.blockprocessors, *_KEPT_BLOCKS)
    converter.inlinePatterns = _only(converter.inlinePatterns, *_KEPT_INLINE)
    converter.inlinePatterns.register(_CodeSpan(_CODE_SPAN, converter), "code", 190)
    converter.treeprocessors = _only(converter.treeprocessors, "unescape")
    converter.treeprocessors.register(InlineTreeprocessor(converter), "inline", 200)
    converter.postprocessors = Registry()
    converter.stripTopLevelTags = False
    converter.serializer = _print_children
    return converter


def _only(registry: Registry[_Part], *names: str) -> Registry[_Part]:
    """The registry's parts of these names, in this order."""
    kept: Registry[_Part] = Registry()
    for position, name in enumerate(names):
        if name in registry:
            part: Any = registry[name]
            kept.register(part, name, 100 - position)
    return kept


class _CodeSpan(InlineProcessor):
    """A code span that keeps its text as it is; Python-Markdown's own escapes it into the tree."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002 - the base class's method
        code = Element("code")
        code.text = AtomicString(m.group(2).strip())
        return code, m.start(0), m.end(0)


def _print_children(element: Element) -> str:
    """What stands inside the element, as HTML."""
    parts = [_text(element.text)]
    for child in element:
        parts.append(_print(child))
        parts.append(_text(child.tail))
    return "".join(parts)


def _print(element: Element) -> str:
    if element.tag == "br":
        return "<br>"
    inner = _print_children(element)
    if element.tag == "a":
        href = element.get("href", "").strip()
        if not href.lower().startswith(_SCHEMES):
            return inner
        return f'<a href="{for_anywhere(href)}" rel="nofollow noopener">{inner}</a>'
    if element.tag not in _ELEMENTS:
        return inner
    return f"<{element.tag}>{inner}</{element.tag}>" + ("\n" if element.tag in _BLOCKS else "")


def _text(text: str | None) -> str:
    return for_element(text) if text else ""
