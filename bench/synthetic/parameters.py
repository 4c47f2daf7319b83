"""Made-up parameters in the shares that 5,647 real tools have them, as blocks of registry text to cut from.

A block holds every parameter name once, so that any slice of it has distinct names.

Source: statistics of 165 servers that answered without credentials (22,464 parameters): half are plain strings,
one in ten may be null, one in twenty-five has a list of allowed values, one in twenty-five has fields of its own.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any, Final

from synthetic.words import ADJECTIVES, NOUNS, plural_of

_TEXT_NAMES: Final = (
    "query name title path url id filter content body description note region language format_hint pattern prefix reference owner "
    "email recipient channel timezone label_text author branch_name locale file_name folder_path webhook_url "
    "search_text reason code_snippet external_id request_id parent_id workspace tenant_key api_version media_type"
).split()
_COMMAND_NAMES: Final = ("command", "sql", "script")
"""What many tools that run something are given; with one of these a tool is Execute by the rules."""
_NUMBER_NAMES: Final = (
    "limit page page_size offset max_results timeout_seconds depth year priority retries width height port".split()
)
_FRACTION_NAMES: Final = (
    "amount price latitude longitude threshold score temperature weight discount quantity radius rate".split()
)
_SWITCH_NAMES: Final = (
    "force recursive include_archived include_deleted include_hidden verbose wait follow_links quiet ascending case_sensitive "
    "with_details expand is_public"
).split()
_CHOICES: Final = {
    "order": ("asc", "desc"), "status": ("open", "waiting", "done", "cancelled"), "visibility": ("public", "team", "private"),
    "output": ("json", "text", "csv"), "granularity": ("hour", "day", "week", "month", "quarter", "year"), "level": (1, 2, 3, 4, 5),
    "severity": ("info", "warning", "error"), "unit": ("metric", "imperial"), "role_name": ("reader", "editor", "owner"),
}  # fmt: skip
_LONG_CHOICE: Final = tuple(
    sorted(f"{adjective}_{noun}" for adjective, noun in zip(ADJECTIVES[:34], NOUNS[9:43], strict=True))
)
_PURPOSES: Final = (
    "Which {o} are meant", "Narrows the answer to matching {o}", "Identifier of the {n}, as the listing tool returns it",
    "What to write into the {n}", "Applies only when the {n} is new; otherwise the stored value is kept",
    "How the {o} are put in order, grouped or cut off", "Left out, all {o} of the workspace are used",
    "Value for the {n}; see the service’s manual for the form it takes", "Text shown to everyone who opens the {n}",
)  # fmt: skip
_DETAILS: Final = (
    "",
    "",
    ", up to 64 characters",
    ", in UTC",
    " (case matters)",
    ". Several are separated by commas",
    ", or `null` for none",
)
_BLOCKS: Final = 8


class ParameterBlocks:
    """Registry text of parameters: `required[b][i]` and `optional[b][i]` are the same one, asked for or not.

    `commands` are in no block: only a tool that runs something may be given one.
    """

    def __init__(self, random: Random) -> None:
        """Write the blocks with `random`; block numbers from `first_camel` on have camelCase names."""
        self.required: list[list[str]] = []
        self.optional: list[list[str]] = []
        self.names: list[list[str]] = []
        self.first_camel = _BLOCKS - 3
        for number in range(_BLOCKS):
            entries = list({entry["name"]: entry for entry in _entries(random)}.values())
            random.shuffle(entries)
            if number >= self.first_camel:
                entries = [{**entry, "name": _camel(entry["name"])} for entry in entries]
            self.names.append([entry["name"] for entry in entries])
            self.required.append([_lines({**_without_default(entry), "required": True}, "      ") for entry in entries])
            self.optional.append([_lines(entry, "      ") for entry in entries])
        self.size = min(map(len, self.names))
        self.commands = [
            _lines({**_entry(name, {"type": "string"}, random), "required": True}, "      ") for name in _COMMAND_NAMES
        ]


def _entries(random: Random) -> Iterator[dict[str, Any]]:
    """One parameter for each name; some names appear twice."""
    for name in _TEXT_NAMES:
        yield _entry(name, _kind_of_text(random), random)
    for noun in NOUNS[:46]:
        yield _entry(f"{noun}_{random.choice(('id', 'name', 'key', 'type'))}", _kind_of_text(random), random)
    for name in _NUMBER_NAMES:
        yield _entry(name, _kind_of_number(random), random)
    for name in _FRACTION_NAMES:
        yield _entry(name, {"type": "number"}, random)
    for name in _SWITCH_NAMES:
        kind = "boolean | null" if random.random() < 0.1 else "boolean"
        yield _entry(name, {"type": kind, "default": random.random() < 0.2}, random)
    for name, values in _CHOICES.items():
        kind = {"type": "integer" if isinstance(values[0], int) else "string", "enum": values}
        yield _entry(name, {**kind, "default": values[0]} if random.random() < 0.4 else kind, random)
    yield from _structured(random)


def _structured(random: Random) -> Iterator[dict[str, Any]]:
    """Parameters that are more than one plain value."""
    for noun in random.sample(NOUNS, 9):
        yield _entry(f"{noun}_ids", {"type": "array[string]"}, random)
    for noun in random.sample(NOUNS, 4):
        yield _entry(f"{noun}_settings", {"type": "object", "fields": _fields(random, 1)}, random)
    for noun in random.sample(NOUNS, 3):
        yield _entry(plural_of(noun), {"type": "array[object]", "fields": _fields(random, 1)}, random)
    yield _entry("kind", {"type": "string", "enum": _LONG_CHOICE}, random)
    yield _entry("metadata", {"type": "object | null", "default": None}, random)
    yield _entry("options", {"type": "object", "fields": _fields(random, 1)}, random)
    yield _entry("filters", {"type": "string | array[string] | null", "default": None}, random)
    yield _entry("extra", {}, random)
    yield _entry("schema", {"type": "object", "fields": "not expanded"}, random)


def _kind_of_number(random: Random) -> dict[str, Any]:
    if random.random() < 0.2:
        kind: dict[str, Any] = {"type": "integer | null", "default": None}
    else:
        kind = {"type": "integer", "default": random.choice((1, 10, 20, 50))}
    if random.random() < 0.3:
        kind["constraints"] = {"minimum": 1, "maximum": random.choice((50, 100, 1000))}
    return kind


def _kind_of_text(random: Random) -> dict[str, Any]:
    drawn = random.random()
    if drawn < 0.16:
        return {"type": "string | null", "default": None}
    if drawn < 0.24:
        return {"type": "string", "default": random.choice(("main", "default", "", "en", "latest"))}
    if drawn < 0.30:
        return {"type": "string", "format": random.choice(("date-time", "uuid", "uri", "email", "date"))}
    if drawn < 0.34:
        return {"type": "string", "constraints": {"maxLength": random.choice((64, 255, 4000))}}
    return {"type": "string"}


def _fields(random: Random, depth: int) -> list[dict[str, Any]]:
    fields = []
    for name in random.sample(_TEXT_NAMES, random.choice((2, 3, 3, 4, 6))):
        kind = _kind_of_text(random)
        if depth < 4 and random.random() < 0.12:
            kind = {"type": random.choice(("object", "array[object]")), "fields": _fields(random, depth + 1)}
        required = {"required": True} if random.random() < 0.3 else {}
        fields.append(_entry(name, {**required, **kind}, random))
    return fields


def _entry(name: str, kind: dict[str, Any], random: Random) -> dict[str, Any]:
    noun = random.choice(NOUNS)
    text = random.choice(_PURPOSES).replace("{o}", plural_of(noun)).replace("{n}", noun) + random.choice(_DETAILS)
    return {"name": name, **kind, "quote" if random.random() < 0.3 else "description": text + "."}


def _without_default(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in {"default", "required"}}


def _lines(entry: dict[str, Any], indent: str) -> str:
    """The entry as one item of a YAML list, every text JSON-quoted."""
    parts = []
    for key, value in entry.items():
        if key == "fields" and isinstance(value, list):
            parts.append("fields:\n" + "".join(_lines(field, indent + "    ") for field in value).rstrip("\n"))
        else:
            parts.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    first, *rest = parts
    return f"{indent}- {first}\n" + "".join(f"{indent}  {part}\n" for part in rest)


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)
