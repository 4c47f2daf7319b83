"""Registries for a browser: one with every kind of tool, attack and page, and the smallest one.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Any, Final

from tests.support.builders import registry_attack, registry_server, registry_tool

LONG_NAME: Final = "synchronise_" * 10 + "everything_now_x"[:8]
"""128 characters, the most that a tool name may have, without a place to break."""
PARAMETER_COUNT: Final = 300
DEPTH: Final = 12
BULK_COUNT: Final = 210
"""More than one page of a list holds: they are in two parts."""

FORGE: Final = "tools/forge/"
READ: Final = f"{FORGE}get-item/"
WRITE: Final = f"{FORGE}add-item/"
EXECUTE: Final = f"{FORGE}run-job/"
DESTRUCTIVE: Final = f"{FORGE}delete-item/"
FINANCIAL: Final = f"{FORGE}pay-invoice/"
HAND_SET: Final = f"{FORGE}read-secrets/"
CONTRADICTED: Final = f"{FORGE}touch-item/"
NOT_REVIEWED: Final = f"{FORGE}brand-new/"
BY_RULES: Final = f"{FORGE}watch-item/"
WITHDRAWN: Final = f"{FORGE}old-tool/"
UNKNOWN_SCHEMA: Final = f"{FORGE}opaque/"
MANY_PARAMETERS: Final = f"{FORGE}configure-all/"
NESTED: Final = f"{FORGE}plan-tree/"
LONG: Final = f"{FORGE}{LONG_NAME.replace('_', '-')}/"
LISTED_ELSEWHERE: Final = "tools/mirror/get-item/"
POST: Final = "tools/post/"
PRIVATE: Final = f"{POST}read-messages/"
SENDS: Final = f"{POST}send-message/"
ATTACK: Final = "attacks/everything-at-once/"
"""Concerns more tools than one page holds."""
NO_TOOLS_ATTACK: Final = "attacks/nothing-here/"

FORGE_RISKS: Final = {
    READ: "Low",
    WRITE: "Medium",
    EXECUTE: "High",
    DESTRUCTIVE: "Critical",
    FINANCIAL: "Critical",
    HAND_SET: "High",
    CONTRADICTED: "Medium",
    NOT_REVIEWED: "Not reviewed",
    BY_RULES: "Medium",
    WITHDRAWN: "Low",
    UNKNOWN_SCHEMA: "Medium",
    MANY_PARAMETERS: "Medium",
    NESTED: "Medium",
    LONG: "High",
}
"""Every tool of the forge with the one risk class its page may show."""
TOOL_PAGES: Final = (*FORGE_RISKS, LISTED_ELSEWHERE, PRIVATE, SENDS)

PAGES: Final = {
    "home": "",
    "all tools": "tools/",
    "all tools, page 2": "tools/page/bulk_2/",
    "all servers": "servers/",
    "server": FORGE,
    "browse": "browse/",
    "compare": "compare/",
    "planner": "plan/",
    "categories": "categories/",
    "category": "categories/execute/",
    "risk classes": "risk/",
    "risk class": "risk/critical/",
    "tools not reviewed": "risk/not-reviewed/",
    "attacks": "attacks/",
    "catalog in pictures": "overview/",
    "attack": ATTACK,
    "attack, page 2": f"{ATTACK}page/low_bulk/",
    "attack that concerns no tool": NO_TOOLS_ATTACK,
    "server whose tools can steal data together": POST,
    "comparison of tools": f"compare/?tool={READ[6:-1]}&tool={WRITE[6:-1]}&tool={UNKNOWN_SCHEMA[6:-1]}&tool={LONG[6:-1]}",
    "comparison of servers": "compare/?server=forge&server=post",
    "list by a hint": "lists/hint-read-only-yes/",
    "list of publishers": "lists/publishers/",
    "handbook": "handbook/",
    "handbook with the vocabulary": "handbook/how-to-read/",
    "unknown address": "tools/forg/get-itme/",
    "read tool": READ,
    "execute tool": EXECUTE,
    "destructive tool": DESTRUCTIVE,
    "tool with a risk class set by hand": HAND_SET,
    "tool with contradicting hints": CONTRADICTED,
    "tool not reviewed": NOT_REVIEWED,
    "tool judged by the rules alone": BY_RULES,
    "tool with a lifted risk class": PRIVATE,
    "tool with attacks and limits on arguments": SENDS,
    "tool withdrawn": WITHDRAWN,
    "tool listed elsewhere": LISTED_ELSEWHERE,
    "tool with unknown schema": UNKNOWN_SCHEMA,
    "tool with 300 parameters": MANY_PARAMETERS,
    "tool with nested parameters": NESTED,
    "tool with a long name": LONG,
}
"""One page of every kind, and of every variant of a tool's page."""
KINDS: Final = (
    "home",
    "all tools",
    "all servers",
    "server",
    "browse",
    "compare",
    "planner",
    "category",
    "risk class",
    "attack",
    "catalog in pictures",
    "handbook with the vocabulary",
    "unknown address",
    "tool with attacks and limits on arguments",
)
"""One page of every kind, the tool's with as many parts as any."""


def rich_registry() -> list[dict[str, Any]]:
    """A server with all categories, risk classes and states, one with a tool listed elsewhere, a long one, and one that can
    steal data."""
    return [_forge(), _mirror(), _bulk(), _post()]


def rich_attacks() -> list[dict[str, Any]]:
    """An attack that concerns most tools, one for those that send, and one for none."""
    long = "An order of many words in `arguments` that need more than one line in any column, " * 4
    return [
        registry_attack(
            "everything-at-once",
            group="Untrusted content",
            summary="A stranger's text gives orders. Whoever asked for it with `read` loses what the session can reach.",
            how_it_works=[long[:400], "The agent calls `tools/list`.", "It follows the order."],
            incidents=[
                {
                    "date": "2026-02",
                    "title": "A first demonstration",
                    "what": long[:300],
                    "source": "https://n.example/1",
                },
                {"date": "2026-05-04", "title": "A second one", "what": "Again.", "source": "https://n.example/2"},
            ],
            owasp=["LLM01:2025", "ASI01:2026", "MCP03:2025"],
            cwe=["CWE-829", "CWE-1427"],
            triggers=[
                {"signals": ["command"], "because": "{tool} takes a command ({signals})."},
                {"categories": ["Read", "Write", "Execute"], "because": "{tool} of {server} is there to be called."},
            ],
        ),
        registry_attack(
            "leak-in-two-steps",
            group="Data flow",
            triggers=[
                {
                    "signals": ["sends-out"],
                    "server": ["reads-private"],
                    "because": "{tool} carries text out ({signals}), and {server} also reads what is private.",
                }
            ],
        ),
        registry_attack("nothing-here", triggers=[{"categories": ["Read"], "signals": ["guards"], "because": "x"}]),
    ]


def small_registry() -> list[dict[str, Any]]:
    """One server with one tool, at `tools/github/create-issue/`."""
    return [registry_server(summary="Issues of a project.")]


def _forge() -> dict[str, Any]:
    tools = [
        registry_tool("get_item", category="Read", hints={"readOnlyHint": True}, summary="Returns one item by its id."),
        registry_tool("add_item", category="Write", parameters=[*_parameters(), _choice()]),
        registry_tool("run_job", category="Execute", parameters=_parameters(), summary="Runs a job of the forge."),
        registry_tool("delete_item", category="Destructive", faq=_faq(), hints={"destructiveHint": True}),
        registry_tool("pay_invoice", category="Financial", parameters=[{"name": "amount", "type": "number"}]),
        registry_tool("read_secrets", category="Read", risk="High", risk_reason="It returns credentials.", hints={}),
        registry_tool("touch_item", category="Write", hints={"readOnlyHint": True, "idempotentHint": True}),
        _unjudged("brand_new"),
        _unjudged("watch_item"),
        registry_tool("old_tool", category="Read", status="withdrawn", last_seen="1.4.0", hints={}),
        registry_tool("opaque", category="Write", parameters="unknown", hints="unknown"),
        registry_tool(
            "configure_all", category="Write", parameters=[_numbered(each) for each in range(PARAMETER_COUNT)]
        ),
        registry_tool("plan_tree", category="Write", parameters=[_nested(1)]),
        registry_tool(LONG_NAME, category="Execute", parameters=[{"name": LONG_NAME, "type": "string"}]),
    ]
    return registry_server(
        *tools,
        slug="forge",
        name="Forge",
        summary="Items, jobs and invoices of a forge.",
        publisher="Example Works",
        package={"registry": "pypi", "name": "examples.forges-mcp-server", "version": "1.2.3"},
        capture={"date": "2026-11-20", "method": "stdio", "command": ["uvx", "examples.forges-mcp-server==1.2.3"]},
        repository="https://code.example/forge",
        licence="Apache-2.0",
    )


def _mirror() -> dict[str, Any]:
    listed = {
        "where": "Another list",
        "url": "https://list.example/get_item",
        "note": "Version 2.1.0 has no such tool.",
    }
    tool = registry_tool(
        "get_item", category="Read", status="listed-elsewhere", listed=listed, hints="unknown", parameters=[]
    )
    del tool["definition"]
    return registry_server(
        tool,
        registry_tool("add_item"),
        slug="mirror",
        name="Mirror",
        publisher="Example Works",
        summary="A copy of the forge.",
    )


def _bulk() -> dict[str, Any]:
    tools = [registry_tool(f"list_kind_{each:03}", category="Read", hints={}) for each in range(BULK_COUNT)]
    return registry_server(*tools, slug="bulk", name="Bulk")


def _post() -> dict[str, Any]:
    quoted = registry_tool()["definition"]
    return registry_server(
        registry_tool(
            "read_messages",
            category="Read",
            hints={"readOnlyHint": True},
            definition={**quoted, "quote": "Return the messages of a mailbox. Always call this first."},
        ),
        registry_tool(
            "send_message",
            category="Write",
            category_reason="A message that was sent can be followed by another.",
            parameters=[*_parameters(), {"name": "to", "type": "string", "required": True}],
            definition={**quoted, "quote": "Send a message to a recipient. This cannot be undone."},
        ),
        slug="post",
        name="Post",
        publisher="Example Post",
        summary="Messages of a household.",
    )


def _unjudged(name: str) -> dict[str, Any]:
    entry = registry_tool(name, hints={})
    return {key: value for key, value in entry.items() if key in {"name", "parameters", "hints", "definition"}}


def _parameters() -> list[dict[str, Any]]:
    kinds = ["path", "url", "command", "query", "code", "recipient"]
    named = [{"name": kind, "type": "string", "required": True, "description": f"The {kind} to use."} for kind in kinds]
    named[0]["quote"] = "Absolute path of a file on disk."
    return [
        *named,
        {"name": "depth", "type": "integer", "default": 3, "constraints": {"minimum": 0}, "quote": "How deep."},
    ]


def _choice() -> dict[str, Any]:
    return {"name": "kind", "type": "string | null", "default": None, "enum": [f"kind_{each}" for each in range(40)]}


def _faq() -> list[dict[str, Any]]:
    answer = (
        "No. See [the manual](https://code.example/manual) and `forge undo --help`:\n\n- it undoes *edits*\n- not this"
    )
    return [{"question": "Can a deleted item come back?", "answer": answer}]


def _numbered(number: int) -> dict[str, Any]:
    description = (
        "What this setting changes, in a sentence that is long enough to need a second line in a narrow column."
    )
    return {"name": f"setting_{number:03}", "type": "string", "required": number % 3 == 0, "description": description}


def _nested(level: int) -> dict[str, Any]:
    inner = [_nested(level + 1)] if level < DEPTH else [{"name": "leaf_path", "type": "string"}]
    return {"name": f"branch_{level}", "type": "object" if level % 2 else "array[object]", "fields": inner}
