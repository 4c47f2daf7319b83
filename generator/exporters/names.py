"""A plan into scopes: servers and tools with the names that one client gives them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.exporters.fill import Scope, fill
from generator.exporters.tree import SameKey


def scopes(plan: Mapping[str, Any], names: Mapping[str, Any]) -> Scope:
    """The outermost scope; below it one for each server and tool, with `names.server` and `names.tool` worked out.

    Each name is `{of: TEMPLATE, once: TEXT, keep: CLASS, with: TEXT, limit: N, shorten: N, cut: N, skip: TEMPLATE, unique: true}`.
    In this order: of `once` twice at the start one is dropped; other characters than the class are replaced; of a name longer than `shorten` the middle becomes three dots; what is beyond `cut` is dropped; as much as
    `skip` is long is dropped at the start. `<name>_changed` says whether all that gave another name. With `limit` there are also `<name>_long`, and `<name>_room`: how long the server's key
    may be for it to fit, 0 when none does. Lengths are UTF-16 units, as the clients that have limits count them.

    Raises:
        SameKey: a name that has to be unique is not.
    """
    outermost: dict[str, Any] = {"plan": plan, "$servers": []}
    seen: dict[tuple[str, str], str] = {}
    for server in plan["servers"]:
        inside: dict[str, Any] = {**outermost, "server": server, "$tools": []}
        _name(names.get("server", {}), inside, seen, server["key"])
        for tool in server["tools"]:
            scope: dict[str, Any] = {**inside, "tool": tool}
            _name(names.get("tool", {}), scope, seen, f"{server['key']}/{tool['name']}")
            inside["$tools"].append(scope)
        outermost["$servers"].append(inside)
    return outermost


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def _name(rules: Mapping[str, Any], scope: dict[str, Any], seen: dict[tuple[str, str], str], owner: str) -> None:
    for name, rule in rules.items():
        text: str = fill(rule["of"], scope)
        given = text
        if "once" in rule and text.startswith(2 * rule["once"]):
            text = text.removeprefix(rule["once"])
        if "keep" in rule:
            text = _kept(text, rule["keep"], rule["with"])
        if "limit" in rule:
            over = units(text) - rule["limit"]
            scope[f"{name}_long"] = over > 0
            scope[f"{name}_room"] = max(0, units(scope["server"]["key"]) - over)
        if len(text) > rule.get("shorten", len(text)):
            side = (rule["shorten"] - len("...")) // 2
            text = f"{text[:side]}...{text[-side:]}"
        if "cut" in rule:
            text = _cut(text, rule["cut"])
        if "skip" in rule:
            text = text[units(fill(rule["skip"], scope)) :]
        scope[name] = text
        scope[f"{name}_changed"] = text != given
        if rule.get("unique") and (other := seen.setdefault((name, text), owner)) != owner:
            message = (
                f"found {other!r} and {owner!r} both named {text!r} by this client, expected two names; "
                "choose other keys for the servers"
            )
            raise SameKey(message)


def _kept(text: str, keep: str, instead: str) -> str:
    return re.sub(f"[^{keep}]", lambda found: instead * units(found.group()), text)


def _cut(text: str, length: int) -> str:
    """The first units; half a character at the end is dropped."""
    if len(text) <= length and text.isascii():
        return text
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * length]
    return raw.decode("utf-16-le", "ignore")
