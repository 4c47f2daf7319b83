"""A tool's `outputSchema` into the names of the properties that tell what a call gives out or has changed.

Source: MCP 2025-11-25, server/tools, Output Schema: a server that states one answers with structured content that fits it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_DEEPEST: Final = 8
"""Levels of properties, arrays and unions. Chosen: an envelope, a page and a record take five."""
_MOST_NODES: Final = 2_000
"""Nodes looked at. Chosen: three times the largest output schema observed."""
_LONGEST: Final = 100
_MOST_KEPT: Final = 20
_SECRETS: Final = frozenset(
    {"password", "passwords", "passphrase", "secret", "secrets", "credentials", "mnemonic", "kubeconfig"}
)
_SECRET_PAIRS: Final = frozenset({
    ("api", "key"), ("access", "key"), ("private", "key"), ("secret", "key"), ("signing", "key"), ("access", "token"),
    ("auth", "token"), ("bearer", "token"), ("refresh", "token"), ("session", "token"), ("connection", "string"),
})  # fmt: skip
_ABOUT_SECRETS: Final = frozenset(
    "id ids name names arn count last used status expires expiry type set enabled hint policy".split()
)
"""Words behind a secret's that make it something about the secret: `password_last_used`, `secret_name`."""
_PEOPLE: Final = frozenset({"email", "emails", "phone", "telephone", "ssn", "birthday", "birthdate"})
_PEOPLE_PAIRS: Final = frozenset(
    {("first", "name"), ("last", "name"), ("phone", "number"), ("email", "address"), ("of", "birth")}
)
_CHANGED: Final = {
    **dict.fromkeys(("deleted", "removed", "purged"), "destructive"),
    **dict.fromkeys(("inserted", "created", "updated", "modified", "upserted"), "write"),
}
_COUNTS: Final = frozenset({("count",), ("rows",), ("records",)})
"""Behind a word of change these make a number of things changed: `deletedCount`."""
_AFFECTED: Final = frozenset({("rows", "affected"), ("affected", "rows")})
_BRANCHES: Final = ("anyOf", "oneOf", "allOf")


def telling_names(schema: Any) -> tuple[str, ...]:
    """The names of output properties that `secret_in`, `person_in` or `change_in` know, as they are spelt; at most 20.

    Every shape of JSON is accepted. References inside the schema are followed once each; nothing is fetched.
    """
    if not isinstance(schema, Mapping):
        return ()
    names = dict.fromkeys(name for name in _names(schema) if len(name) <= _LONGEST and _tells(_words(name)))
    return tuple(names)[:_MOST_KEPT]


def secret_in(names: tuple[str, ...]) -> str | None:
    """The first name of a secret; None when there is none."""
    return next((name for name in names if _is_secret(_words(name))), None)


def person_in(names: tuple[str, ...]) -> str | None:
    """The first name of something that identifies or reaches a person; None when there is none."""
    return next((name for name in names if _is_person(_words(name))), None)


def change_in(names: tuple[str, ...]) -> tuple[str, str] | None:
    """The first name that counts what was changed, and the kind of change: `destructive` or `write`; None when there is none."""
    return next(((name, kind) for name in names if (kind := _change(_words(name)))), None)


def _names(root: Mapping[str, Any]) -> Iterator[str]:
    layer: list[Any] = [root]
    followed: set[str] = set()
    left = _MOST_NODES
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for node in layer[:left]:
            left -= 1
            if not isinstance(node, Mapping):
                continue
            reference = node.get("$ref")
            if isinstance(reference, str) and reference not in followed:
                followed.add(reference)
                inner.append(_target(root, reference))
            properties = node.get("properties")
            if isinstance(properties, Mapping):
                yield from map(str, properties)
                inner += properties.values()
            inner.append(node.get("items"))
            for key in _BRANCHES:
                options = node.get(key)
                inner += options if isinstance(options, list) else ()
        layer = inner
        if not layer:
            return


def _target(root: Mapping[str, Any], reference: str) -> Any:
    """What a reference of the two usual forms, `#/$defs/Name` and `#/definitions/Name`, points at; None for any other."""
    parts = reference.split("/")
    if len(parts) != 3 or parts[0] != "#" or parts[1] not in {"$defs", "definitions"}:
        return None
    holder = root.get(parts[1])
    return holder.get(parts[2]) if isinstance(holder, Mapping) else None


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORDS.findall(name))


def _tells(words: tuple[str, ...]) -> bool:
    return _is_secret(words) or _is_person(words) or _change(words) is not None


def _is_secret(words: tuple[str, ...]) -> bool:
    if not words or words[-1] in _ABOUT_SECRETS:
        return False
    return words[-1] in _SECRETS or words[-2:] in _SECRET_PAIRS


def _is_person(words: tuple[str, ...]) -> bool:
    return bool(words) and (words[-1] in _PEOPLE or words[-2:] in _PEOPLE_PAIRS)


def _change(words: tuple[str, ...]) -> str | None:
    if words in _AFFECTED:
        return "write"
    return _CHANGED.get(words[0]) if words[1:] in _COUNTS else None
