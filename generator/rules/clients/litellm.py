"""LiteLLM proxy: the server's list of allowed tools, or that of disallowed ones; with both, the second only hides.

Source: LiteLLM 1.106.2, run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.model.audit import Decision
from generator.model.client_config import ConfiguredServer
from generator.model.tool import Tool
from generator.rules.clients.own_entry import is_wild, key_of, matches, names, tool_id
from generator.rules.clients.policy import ClientPolicy, hidden_by_lists, offered, ruled

CLIENT: Final = "litellm"
LABEL: Final = "LiteLLM"
ENGINE: Final = "1.106.2"
EXPORTED_AS: Final = "litellm"
"""Target of `policy-catalog export` that prints rules for it."""
__all__ = ["CLIENT", "ENGINE", "EXPORTED_AS", "LABEL", "decide", "is_wild", "key_of", "matches", "names", "tool_id"]


def decide(policy: ClientPolicy, server: ConfiguredServer, tool: Tool) -> Decision:
    """What happens to a call of the tool."""
    del policy
    has_both = server.only is not None and bool(server.never)
    hidden = hidden_by_lists(server, tool.name)
    if hidden is not None and not (has_both and any(named.text == tool.name for named in server.never)):
        return hidden
    listed = offered(server, tool.name, "allow")
    if hidden is not None:
        return Decision(
            effect="allow", rule=hidden.rule, because="beside `allowed_tools`, `disallowed_tools` only hides it"
        )
    return ruled(listed) if listed else Decision(effect="allow", rule=None, because="no list names it")
