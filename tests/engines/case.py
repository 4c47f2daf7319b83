"""What a run of a client is given (`Setup`), and what it showed (`Seen`).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Call = tuple[str, dict[str, Any]]
"""True name of a tool, and arguments; a tool of a further server is `KEY/TOOL`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """One client with one MCP server and one policy."""

    server_key: str
    """The name the user gives the server in the client's configuration."""
    tools: tuple[dict[str, Any], ...]
    """Objects of `tools/list`: `name`, and as needed `inputSchema` and `annotations`."""
    others: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    """Further servers: key -> objects of their `tools/list`. Everywhere else their tools are called `KEY/TOOL`."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Path -> text: `~/...` in the user's home, `/etc/...` for the machine (needs root), all else in the project folder.

    In the text, `@HOME@` and `@PROJECT@` become the folders. A text that begins with `#!` can be run.
    """
    calls: tuple[Call, ...] | None = None
    """What the model asks for, one call a turn; None: every tool once, with the fewest arguments its schema allows."""
    words: tuple[str, ...] = ()
    """Extra words on the client's command line."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Extra environment variables."""
    keep: tuple[str, ...] = ()
    """Files to read back after the run, named as in `files`: what a hook wrote."""
    trusted: bool = True
    """Whether the user told the client to trust the project folder."""
    seconds: int = 240
    """Time limit of the client."""

    def script(self) -> tuple[Call, ...]:
        """The calls the model asks for."""
        if self.calls is not None:
            return self.calls
        servers = [("", self.tools), *((f"{key}/", tools) for key, tools in self.others.items())]
        return tuple(
            (before + tool["name"], sample(tool.get("inputSchema") or {}))
            for before, tools in servers
            for tool in tools
        )

    def keys(self) -> tuple[str, ...]:
        """The keys of all servers."""
        return (self.server_key, *self.others)

    def owner(self, tool: str) -> tuple[str, str]:
        """Key of the server and true name of a tool of a call."""
        key = next((each for each in self.others if tool.startswith(f"{each}/")), None)
        return (self.server_key, tool) if key is None else (key, tool.removeprefix(f"{key}/"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What happened, in the tools' true names."""

    visible: frozenset[str]
    """Tools that the model was shown."""
    reached: tuple[Call, ...]
    """Calls that the server got, in order."""
    refusals: tuple[tuple[str, str], ...]
    """Tool and text given back to the model, for each call asked for that the server did not serve."""
    addressed: Mapping[str, str] = field(default_factory=dict)
    """True name -> name the model was shown; Codex: namespace, dot, name."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Text of each file of `Setup.keep` that was there at the end."""
    log: str = ""
    """What client and harness printed: the first thing to read when a test fails."""
    exit_code: int | None = 0
    """None: the time limit ended it."""
    seconds: float = 0.0
    """Wall-clock time of the client."""

    def names_reached(self) -> frozenset[str]:
        """The tools with at least one call that reached the server."""
        return frozenset(tool for tool, _ in self.reached)

    def names_refused(self) -> frozenset[str]:
        """The tools with at least one refused call."""
        return frozenset(tool for tool, _ in self.refusals)


def sample(schema: Mapping[str, Any]) -> Any:
    """The smallest value the schema allows, as far as `enum`, `const`, types, `required` and lower limits tell."""
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    for many in ("anyOf", "oneOf", "allOf"):
        if schema.get(many) and "properties" not in schema:
            return sample(schema[many][0])
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    match kind:
        case "object":
            properties = schema.get("properties") or {}
            return {name: sample(properties.get(name) or {"type": "string"}) for name in schema.get("required") or ()}
        case "array":
            return [sample(schema.get("items") or {"type": "string"})] * int(schema.get("minItems") or 0)
        case "integer" | "number":
            return max(1, schema.get("minimum") or 1, (schema.get("exclusiveMinimum") or 0) + 1)
        case "boolean":
            return False
        case "null":
            return None
        case _:
            return "x" * max(1, schema.get("minLength") or 1)
