"""Raw tool objects of `tools/list` into the facts of a registry entry: the only translation between the two.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Literal

from msgspec import Struct

from generator.model.entry import UNKNOWN
from generator.readers.observation import MOST_TOOL_BYTES, MOST_TOOLS, ImportFailedError
from generator.rules.definition import HINT_NAMES, digest, estimated_tokens, size_bytes, stated_hints
from generator.rules.excerpt import excerpt
from generator.rules.redaction import Redaction
from generator.rules.returns import telling_names
from generator.rules.schema_parameters import MAX_LEVELS, Quote, is_deeper_than, schema_parameters
from generator.rules.signals.hidden import hidden_in
from generator.rules.signals.orders import orders_in

Texts = Literal["full", "excerpt", "none"]
_NAME: Final = re.compile(r"[A-Za-z0-9_.\-/]{1,128}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_LARGEST: Final = 10**31
"""Source: `yaml_text`, which reads whole numbers of at most 31 digits."""
_GIVEN: Final = ("description", "name", "title", "annotations", "inputSchema", "outputSchema")
"""Parts of a tool object whose texts clients pass on to the model, or show to the person who approves."""
_LONGEST_TITLE: Final = 400
_LONGEST_TEXT: Final = 65536


class ToolFacts(Struct, frozen=True, kw_only=True):
    """What the list says, ready to be merged into an entry."""

    tools: tuple[dict[str, Any], ...]
    """One mapping for each tool, keys as `model.tool.Tool`, in the order listed."""
    warnings: tuple[str, ...]
    """What a person should know of the list, one line each."""


def tool_facts(tools: Sequence[Any], texts: Texts, redaction: Redaction) -> ToolFacts:
    """The facts of the tools, without any secret, and with as much of the texts as asked for.

    Raises:
        ImportFailedError: There are too many tools, one is too large, or a name cannot be published.
    """
    if len(tools) > MOST_TOOLS:
        raise ImportFailedError(f"found {len(tools):,} tools, expected at most {MOST_TOOLS:,}")
    facts: list[dict[str, Any]] = []
    warnings: list[str] = []
    names: set[str] = set()
    for position, tool in enumerate(tools, start=1):
        name = _name(tool, position, redaction, warnings)
        if name is None:
            continue
        if name in names:
            warnings.append(f"tool {name} is listed twice; the first one is kept")
            continue
        names.add(name)
        facts.append(_facts(name, tool, texts, redaction, warnings))
    if len(facts) > 1 and all(each["parameters"] == UNKNOWN for each in facts):
        warnings.append(
            "no tool has a readable inputSchema: the server's libraries may not fit together; parameters are unknown"
        )
    return ToolFacts(tools=tuple(facts), warnings=tuple(warnings))


def _name(tool: Any, position: int, redaction: Redaction, warnings: list[str]) -> str | None:
    name = tool.get("name") if isinstance(tool, dict) else None
    if not isinstance(name, str):
        warnings.append(f"tool {position} of the list has no name and was left out")
        return None
    shown = redaction.text(name[:80])
    if not _NAME.fullmatch(name):
        warnings.append(
            f"tool {position} is named {shown!r} and was left out: only letters, digits and _.-/, at most 128"
        )
        return None
    if not redaction.is_clean(name):
        raise ImportFailedError(
            f"the name of tool {position} ({shown}) repeats a value that was passed in; use another value, "
            "or --not-secret NAME if it may be published"
        )
    return name


def _facts(name: str, tool: dict[str, Any], texts: Texts, redaction: Redaction, warnings: list[str]) -> dict[str, Any]:
    if is_deeper_than(tool, MAX_LEVELS):
        raise ImportFailedError(f"tool {name} nests deeper than {MAX_LEVELS} levels, which no model can use")
    finite = _mapped(tool, _ordinary)
    if finite != tool:
        warnings.append(f"tool {name} holds a number beyond what every parser reads; it is kept as text")
    clean = redaction.json(finite)
    size = size_bytes(clean)
    if size > MOST_TOOL_BYTES:
        raise ImportFailedError(f"tool {name} has {size:,} bytes, expected at most {MOST_TOOL_BYTES:,}")
    definition: dict[str, Any] = {"digest": digest(clean), "bytes": size, "tokens": estimated_tokens(size)}
    storable = _mapped(clean, _encodable)
    if not isinstance(tool.get("inputSchema"), dict):
        warnings.append(f"tool {name} has no inputSchema; its parameters are unknown")
    read = schema_parameters(storable.get("inputSchema"), _quote(texts))
    warnings += [f"tool {name}: {note} not read" for note in read.notes]
    _warn_of_hints(storable, name, warnings)
    text = storable.get("description")
    quote = _quote(texts)(text) if isinstance(text, str) else None
    every = tuple(_texts([storable.get(key) for key in _GIVEN]))
    orders = None if texts == "none" else orders_in(every)
    hidden = hidden_in(every, around=0) if texts == "none" else hidden_in(every)
    returns = () if texts == "none" else telling_names(storable.get("outputSchema"))
    title = _title(storable, name, warnings)
    return {
        "name": name,
        **({"title": title} if title else {}),
        "parameters": read.parameters,
        "hints": stated_hints(storable),
        "definition": {
            **definition,
            **({"quote": quote} if quote else {}),
            **({"orders": orders} if orders else {}),
            **({"hidden": hidden} if hidden else {}),
            **({"returns": list(returns)} if returns else {}),
        },
    }


def _texts(value: Any) -> Iterator[str]:
    """Every text that the model is given: description and title, and of the schemas also names, defaults and allowed values."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def _title(tool: dict[str, Any], name: str, warnings: list[str]) -> str | None:
    """The stated title; `title` goes before `annotations.title`."""
    annotations = tool.get("annotations")
    stated = (tool.get("title"), annotations.get("title") if isinstance(annotations, dict) else None)
    for title in stated:
        if isinstance(title, str) and title.strip():
            folded = " ".join(title.split())
            if len(folded) <= _LONGEST_TITLE:
                return folded
            warnings.append(f"tool {name}: a title of {len(folded):,} characters was left out")
    return None


def _warn_of_hints(tool: dict[str, Any], name: str, warnings: list[str]) -> None:
    annotations = tool.get("annotations")
    if not isinstance(annotations, dict):
        return
    odd = [hint for hint in HINT_NAMES if not isinstance(annotations.get(hint), bool | None)]
    warnings += [f"tool {name}: {hint} is neither true nor false and counts as not stated" for hint in odd]


def _quote(texts: Texts) -> Quote:
    def quote(text: str) -> str | None:
        if texts == "none":
            return None
        return (text.strip() if texts == "full" and len(text) <= _LONGEST_TEXT else excerpt(text)) or None

    return quote


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """The JSON with every text, key and number changed."""
    if isinstance(value, dict):
        return {change(key): _mapped(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    return change(value)


def _ordinary(value: Any) -> Any:
    """Text for infinity and not-a-number, which JSON does not have, and for whole numbers of more than 31 digits."""
    is_odd = (isinstance(value, float) and not math.isfinite(value)) or (
        isinstance(value, int) and abs(value) >= _LARGEST
    )
    return str(value) if is_odd else value


def _encodable(value: Any) -> Any:
    """The replacement character for each lone surrogate, which no file can hold."""
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
