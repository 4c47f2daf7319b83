"""The ground every registry entry stands on: strict, frozen, nothing unknown accepted.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ast
import datetime
import inspect
import textwrap
from itertools import pairwise
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema

UNKNOWN = "unknown"
"""Written in an entry where nobody has observed the value; never the same as empty or false."""


class Entry(BaseModel):
    """A mapping of a registry file: unknown keys and values of another type are errors.

    An optional field left out means "not known" (or, for a hint, "not stated"), never "no".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema, which describes each field by the text below it.

        The texts are read from the source when somebody asks: reading all of them takes longer than an edit's pages.
        """
        schema = handler(core_schema)
        fields = handler.resolve_ref_schema(schema).get("properties", {})
        texts = _texts_below_fields(cls)
        for name, field in cls.model_fields.items():
            if name in texts:
                fields[field.alias or name].setdefault("description", texts[name])
        return schema


def _texts_below_fields(model: type[BaseModel]) -> dict[str, str]:
    texts = {}
    for each in reversed(model.__mro__):
        if issubclass(each, Entry):
            body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0].body  # type: ignore[attr-defined]
            for field, below in pairwise(body):
                match field, below:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        texts[name] = inspect.cleandoc(text)
    return texts


_ONE_LINE = r"^[^\n]*\S[^\n]*$"
"""At least one character that is no space, and no line break."""
Name = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=_ONE_LINE)]
"""A name shown in headings and links. 128 characters: limit of a tool name, MCP 2025-11-25, server/tools."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=_ONE_LINE)]
"""One line of prose. 400 characters: chosen, two rows of a listing."""
Prose = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
"""Paragraphs in the small Markdown subset. 4,000 characters: chosen, one screen of text."""
Text = Annotated[str, StringConstraints(max_length=65536)]
"""A server's own words. 64 KiB: the longest description observed had 40,325 characters."""
Slug = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[a-z0-9]+(?:[.-]+[a-z0-9]+)*$")]
"""A part of a page address: lower-case letters, digits, inner hyphens and dots."""


def _real_day(text: str) -> str:
    datetime.date.fromisoformat(text)
    return text


IsoDate = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"),
    Field(json_schema_extra={"format": "date"}),
    AfterValidator(_real_day),
]
"""A day, ISO 8601 ``YYYY-MM-DD``."""
WebAddress = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s<>\"'`\\]+$")]
"""An http or https address; no other scheme ever becomes a link."""
STAND_IN: Final = "stand-in"
"""What stands in for a required text that cannot be used, so that the rest of its entry is still checked."""
