"""Page bodies as tests look at them: printed, parsed, reduced to text or to structure.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

from jinja2 import Environment

from generator.model.assessment import JudgedServer
from generator.renderers.environment import environment
from generator.views import PAGE_KINDS
from generator.views.page import Context, Fragment, Page
from tests.support.builders import TEMPLATES


@cache
def templates() -> Environment:
    """The project's own templates."""
    return environment(TEMPLATES)


def body_of(page: Page | Fragment, root: str = "../") -> str:
    """The printed body."""
    way = page.root if isinstance(page, Page) else root
    return templates().get_template(f"pages/{page.kind}.html.jinja").render(view=page.view, root=way)


def all_pages(servers: tuple[JudgedServer, ...], context: Context) -> Iterator[Page | Fragment]:
    """Every page and fragment of every kind."""
    for kind in PAGE_KINDS:
        if kind.server_pages is not None:
            for server in servers:
                yield from kind.server_pages(server, context)
        if kind.catalog_pages is not None:
            yield from kind.catalog_pages(context)
        if kind.fragments is not None:
            yield from kind.fragments(context)


_INLINE = {"a", "b", "code", "em", "q", "span", "strong"}


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        self.text.append("" if tag in _INLINE else " ")
        self._silent += tag in {"script", "style"}
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"}
        self.text.append("" if tag in _INLINE else " ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


def _parsed(body: str) -> _Parser:
    parser = _Parser()
    parser.feed(body)
    parser.close()
    return parser


def structure_of(body: str) -> list[tuple[str, tuple[str, ...]]]:
    """Elements in order, each with the names of its attributes; no text."""
    return [(tag, tuple(name for name, _ in attributes)) for tag, attributes in _parsed(body).elements]


def text_of(body: str) -> str:
    """The visible text, on one line."""
    return " ".join("".join(_parsed(body).text).split())


def links_of(body: str) -> list[str]:
    """Every address in the body, in order."""
    return _parsed(body).links


def structured_data_of(body: str) -> dict[str, Any]:
    """What the JSON-LD elements of the body say, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)
    return {each["@type"]: each for text in found for each in json.loads(text)["@graph"]}


def questions_of(body: str) -> list[tuple[str, str]]:
    """The visible questions and answers, on one line each."""
    found = re.findall(r"<details><summary>(.*?)</summary>(.*?)</details>", body, re.DOTALL)
    return [(_one_line(question), _one_line(answer)) for question, answer in found]


def _one_line(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())
