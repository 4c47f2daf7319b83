"""What the rules of one client are made of, and how a list in a server's entry becomes a rule.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer, Named, PolicyRule, Setting
from generator.model.tool import Hints, Tool
from generator.model.vocabulary import Effect

STRICTNESS: dict[Effect, int] = {"allow": 0, "ask": 1, "deny": 2}


class ClientPolicy(Struct, frozen=True, kw_only=True):
    """The rules and switches of all files given that one client reads."""

    rules: tuple[PolicyRule, ...] = ()
    """In the order of the files, and in each in the order that it states them."""
    settings: tuple[Setting, ...] = ()

    def setting(self, name: str) -> Setting | None:
        """The switch of that name that is read last; None when none sets it."""
        return next((each for each in reversed(self.settings) if each.name == name), None)


def listed_rule(server: ConfiguredServer, named: Named, effect: Effect) -> PolicyRule:
    """The entry of a list of tools in the server's own entry, as a rule."""
    client = server.client or ""
    return PolicyRule(
        client=client, effect=effect, text=named.text, place=named.place, server=server.key, tool=named.text
    )


def whole_server(server: ConfiguredServer, text: str, effect: Effect) -> PolicyRule:
    """A switch of the server's own entry that concerns all its tools, as a rule."""
    return PolicyRule(
        client=server.client or "", effect=effect, text=text, place=server.place, server=server.key, tool="*"
    )


def hidden_by_lists(server: ConfiguredServer, tool: str) -> Decision | None:
    """The refusal of a tool that the server's own lists keep from the agent; None when they offer it."""
    for named in server.never:
        if named.text == tool:
            return Decision(effect="deny", rule=listed_rule(server, named, "deny"), because="its list hides the tool")
    if server.only is not None and all(named.text != tool for named in server.only):
        rule = whole_server(server, "the list of tools", "deny")
        return Decision(effect="deny", rule=rule, because="the list of tools that may be used leaves it out")
    return None


def offered(server: ConfiguredServer, tool: str, effect: Effect) -> PolicyRule | None:
    """The entry of the allowlist that offers the tool, as a rule of that effect; None when there is no list."""
    return next((listed_rule(server, named, effect) for named in server.only or () if named.text == tool), None)


def says_read_only(tool: Tool) -> bool:
    """True when the server itself states `readOnlyHint: true`, which some clients take for permission."""
    return isinstance(tool.hints, Hints) and tool.hints.readOnlyHint is True


def mildest(rules: Iterable[PolicyRule]) -> PolicyRule:
    """The rule that lets the most through; the first of equals."""
    return min(rules, key=lambda rule: STRICTNESS[rule.effect])


def ruled(rule: PolicyRule) -> Decision:
    """The decision of a rule."""
    return Decision(effect=rule.effect, rule=rule, because=f"the rule `{rule.text[:120]}`")
