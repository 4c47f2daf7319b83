"""Markdown into HTML, as far as an entry may use it.

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

from generator.renderers.escaping import for_anywhere, for_element

_Part = TypeVar("_Part")
_SCHEMES: Final = ("http://", "https://", "mailto:")
_BLOCKS: Final = frozenset({"p", "ul", "ol", "li"})
_ELEMENTS: Final = _BLOCKS | {"strong", "em", "code"}
_KEPT_BLOCKS: Final = ("empty", "indent", "olist", "ulist", "paragraph")
_KEPT_INLINE: Final = ("escape", "link", "linebreak", "em_strong", "em_strong2")
"""Parts of Python-Markdown that stay, in their order there; our own code span goes first, for `backtick`."""
_CODE_SPAN: Final = r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)"


def converted(text: str) -> str:
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
