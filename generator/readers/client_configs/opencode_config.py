"""opencode's `opencode.json` and `opencode.jsonc`: servers under `mcp`, and permissions of which the last match wins.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, PolicyRule, Setting
from generator.model.vocabulary import Effect
from generator.readers.client_configs.document import Document
from generator.readers.client_configs.server_entry import read_servers

NAME: Final = "opencode-config"
LABEL: Final = "opencode `opencode.json`"
SYNTAX: Final = "json"
COMMENTS: Final = True
_EFFECTS: Final[dict[Any, Effect]] = {"allow": "allow", "ask": "ask", "deny": "deny"}


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 4 by name, 3 by its keys."""
    if not isinstance(data, dict):
        return 0
    if path.name in {"opencode.json", "opencode.jsonc", "kilo.json", "kilo.jsonc"}:
        return 4
    is_told = "opencode.ai" in str(data.get("$schema"))[:200]
    permission = data.get("permission")
    return 3 if is_told or isinstance(permission, dict) else 0


def read(document: Document) -> ConfigFile:
    """The servers and the rules in the order of the file: `permission`, then the older `tools`."""
    rules = []
    if isinstance(document.at("permission"), str):
        stated = document.string("permission")
        if stated and stated.text in _EFFECTS:
            rules.append(PolicyRule(client="opencode", effect=_EFFECTS[stated.text], text="*", place=stated.place))
    else:
        for key, value in document.mapping("permission").items():
            stated_effect = value.get("*") if isinstance(value, dict) else value
            effect = _EFFECTS.get(stated_effect) if isinstance(stated_effect, str) else None
            if effect is not None:
                place = document.place("permission", key)
                rules.append(PolicyRule(client="opencode", effect=effect, text=key, place=place))
            elif not isinstance(value, dict):
                what = f"found an action for `{key[:80]}` that the client does not know; it will not start"
                document.note("value", ("permission", key), what, "write allow, ask or deny")
    for key, value in document.mapping("tools").items():
        if value is False:
            rules.append(PolicyRule(client="opencode", effect="deny", text=key, place=document.place("tools", key)))
    servers = read_servers(document, "mcp", client="opencode")
    return ConfigFile(
        path=document.file,
        format=NAME,
        client="opencode",
        scope=document.scope,
        servers=servers,
        rules=tuple(rules),
        settings=tuple(_of_agents(document)),
    )


def _of_agents(document: Document) -> Iterator[Setting]:
    """What single agents may do: `agent.allow` or `agent.other` with the key."""
    for agent, entry in document.mapping("agent").items():
        for part in ("permission", "tools"):
            stated = entry.get(part) if isinstance(entry, dict) else None
            pairs = stated if isinstance(stated, dict) else {"*": stated} if stated is not None else {}
            for key, value in pairs.items():
                action = value.get("*") if isinstance(value, dict) else value
                is_open = action == "allow" or (part == "tools" and action is True)
                place = document.place("agent", agent, part, key)
                yield Setting(name=f"agent.{'allow' if is_open else 'other'}", value=key, place=place)
