"""A view into a digest of all it would print, much cheaper than printing it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from generator.model.rows import ToolHead
from generator.views.attack import ConcernRows
from generator.views.lists import DenseRows
from generator.views.page import Page
from generator.views.rows import ToolRows
from generator.views.traced import Answers, short_digest


def fingerprint(page: Page, answers: Answers) -> str:
    """Digest of the page: equal for two pages only when their bytes are, given the same templates and frame.

    Raises:
        TypeError: the view holds something that is no plain data.
    """
    return short_digest("\x1f".join(_words(page, answers)))


def _words(value: Any, answers: Answers) -> Iterator[str]:
    if value is None or isinstance(value, str | int | bool):
        yield repr(value)
    elif isinstance(value, ToolRows | DenseRows | ConcernRows):
        yield from _rows(value, answers)
    else:
        yield type(value).__name__
        for inner in _inside(value):
            yield from _words(inner, answers)


def _rows(rows: ToolRows | DenseRows | ConcernRows, answers: Answers) -> Iterator[str]:
    """By what they are made from: the rows themselves are made when a template asks for them."""
    tools = [each for each in rows.made_from if isinstance(each, ToolHead)]
    yield b"".join([each.mark for each in tools]).hex()  # of one length, and each is a digest of its server's slug too
    for server in dict.fromkeys([each.server for each in tools]):
        yield answers.digest("server_names", server)
    if not tools:
        for each in rows.made_from:
            yield answers.digest("server_by_slug", each.slug)
    if isinstance(rows, ConcernRows):
        yield rows.reasons
    yield f"{len(rows)} rows"


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, BaseModel):
        yield value.model_dump_json()
    elif isinstance(value, Struct):
        yield from (getattr(value, name) for name in value.__struct_fields__ if name != "cause")
    elif isinstance(value, Mapping):
        yield from (part for item in value.items() for part in item)
        yield len(value)
    elif isinstance(value, tuple | list):
        yield from value
        yield len(value)
    else:
        message = f"found {type(value).__name__} in the view of a page, expected plain data"
        raise TypeError(message)
