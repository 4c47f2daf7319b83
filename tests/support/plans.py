"""Plans for tests: of the whole catalog, of one tool, and made up.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from generator.exporters.documents import tool_documents
from generator.exporters.export import export
from generator.exporters.target import read_target
from generator.model.assessment import JudgedServer
from generator.model.policy import Export, PolicyDocument
from generator.model.tool import Tool
from generator.model.vocabulary import Recommendation
from generator.readers.registry import read_server
from generator.rules.plan import make_plan
from tests.support.builders import ROOT, make_judged, make_tool, make_vocabulary

POSTURES: Final = ("balanced", "strict", "read-only")
SLUGS: Final = tuple(sorted(path.stem for path in (ROOT / "catalog" / "servers").glob("*.yaml")))


@cache
def judged_of(slug: str) -> JudgedServer:
    """A server of the catalog."""
    path = ROOT / "catalog" / "servers" / f"{slug}.yaml"
    judged = read_server(path.read_bytes(), path, make_vocabulary()).judged
    assert judged is not None
    return judged


@cache
def catalog_plan(slug: str, posture: str = "balanced") -> dict[str, Any]:
    """The plan of a server of the catalog; do not change it."""
    chosen = next(each for each in make_vocabulary().postures if each.name == posture)
    return make_plan([judged_of(slug)], chosen, make_vocabulary())


def plan_of(*servers: JudgedServer, posture: str = "balanced", keys: tuple[str, ...] | None = None) -> dict[str, Any]:
    """The plan of these servers."""
    chosen = next(each for each in make_vocabulary().postures if each.name == posture)
    return make_plan(servers, chosen, make_vocabulary(), keys)


def exported(target: str, plan: dict[str, Any]) -> Export:
    """The plan in the target's format."""
    return export(read_target(target), plan)


def document_for(target: str, advice: Recommendation, tool: Tool | None = None) -> tuple[PolicyDocument, ...]:
    """The documents of the page of a tool that is so recommended."""
    judged = make_judged(tool or make_tool())
    assessment = judged.assessments[0].model_copy(update={"recommendation": advice})
    return tool_documents(judged.server, judged.server.tools[0], assessment, make_vocabulary(), (target,))


def kind_of(types: Any) -> str:
    """As the plan says it."""
    return next(iter(types)) if len(types) == 1 else "mixed" if types else "unknown"


def made_server(*tools: dict[str, Any], key: str = "valkey", unlisted: str | None = "ask") -> dict[str, Any]:
    """A planned server as JSON holds it."""
    arguments: dict[str, set[str]] = {}
    for tool in tools:
        for each in tool["parameters"] or ():
            arguments.setdefault(each["name"], set()).update(each["types"])
    return {
        "slug": "valkey",
        "key": key,
        "name": "Valkey",
        "package": "pypi:valkey@1.0.0",
        "url": None,
        "unlisted": unlisted,
        "tools": list(tools),
        "arguments": [
            {"name": name, "types": sorted(types), "kind": kind_of(types), "required": False}
            for name, types in sorted(arguments.items())
        ],
    }


def made_tool(name: str = "do_it", effect: str = "allow", **fields: Any) -> dict[str, Any]:
    """A planned tool as JSON holds it."""
    return {
        "name": name,
        "effect": effect,
        "visibility": "visible",
        "reason": "So.",
        "limit": None,
        "constraints": [],
        "parameters": [],
        "claims_read_only": False,
        "category": "Read",
        "risk": "Low",
        **fields,
    }


def made_plan(*servers: dict[str, Any]) -> dict[str, Any]:
    """A plan as JSON holds it."""
    return {"posture": "balanced", "servers": list(servers)}


_PIECES: Final = st.one_of(
    st.sampled_from("\"'\\`$*?#{}<>/[]()|&; .:-_%=\n\r\t\0\x1b\x7f\x85\u2028\u2029\u202e\ufeff\U0001f600é"),
    st.sampled_from(
        ["</script>", "{tool.name}", "__proto__", "-->", "\\u0000", "true", "null", "1", "~", "constructor"]
    ),
    st.characters(codec="utf-8"),
)
HOSTILE: Final = st.lists(_PIECES, min_size=1, max_size=6).map("".join)
"""Texts that break what pastes them."""
_NAMES: Final = st.from_regex(r"[A-Za-z0-9_.\-/]{1,70}", fullmatch=True)
_NUMBERS: Final = st.integers(-(2**53) + 1, 2**53 - 1)


@st.composite
def constraints(draw: st.DrawFn) -> dict[str, Any]:
    """A constraint with hostile words; its value is of the kind that its operator takes."""
    op = draw(st.sampled_from(["eq", "neq", "in", "not_in", "lt", "lte", "gt", "gte", "exists", "matches"]))
    value = draw(
        st.lists(HOSTILE, max_size=3)
        if op in {"in", "not_in"}
        else _NUMBERS
        if op in {"lt", "lte", "gt", "gte"}
        else HOSTILE
    )
    return {
        "arg": draw(HOSTILE),
        "op": op,
        "value": value,
        "required": draw(st.booleans()),
        "reason": draw(HOSTILE),
        "kind": draw(st.sampled_from(["string", "integer", "number", "mixed", "unknown"])),
        "args_pattern": draw(st.none() | HOSTILE),
    }


@st.composite
def hostile_tools(draw: st.DrawFn) -> dict[str, Any]:
    """A tool of any kind."""
    effect = draw(st.sampled_from(["allow", "ask", "deny"]))
    limit = st.fixed_dictionaries({"max": st.integers(1, 1_000_000), "per": st.just("hour"), "seconds": st.just(3600)})
    parameter = st.fixed_dictionaries(
        {
            "name": HOSTILE,
            "types": st.lists(
                st.sampled_from(["string", "integer", "number", "boolean", "array", "object"]), unique=True
            ),
            "required": st.booleans(),
        }
    ).map(lambda each: {**each, "kind": kind_of(each["types"])})
    return made_tool(
        draw(_NAMES | HOSTILE),
        effect,
        visibility="hidden" if effect == "deny" and draw(st.booleans()) else "visible",
        reason=draw(HOSTILE),
        limit=draw(st.none() | limit) if effect != "deny" else None,
        constraints=draw(st.lists(constraints(), max_size=3)) if effect != "deny" else [],
        parameters=draw(st.none() | st.lists(parameter, max_size=3, unique_by=lambda each: each["name"])),
        claims_read_only=draw(st.booleans()),
        category=draw(st.none() | HOSTILE),
        risk=draw(st.none() | HOSTILE),
    )


@st.composite
def hostile_plans(draw: st.DrawFn) -> dict[str, Any]:
    """A plan with hostile names and values everywhere."""
    keys = draw(st.lists(HOSTILE, min_size=1, max_size=3, unique=True))
    servers = [
        made_server(
            *draw(st.lists(hostile_tools(), max_size=4, unique_by=lambda each: each["name"])),
            key=key,
            unlisted=draw(st.sampled_from([None, "allow", "ask", "deny"])),
        )
        for key in keys
    ]
    for server in servers:
        server["url"] = draw(st.none() | HOSTILE)
    return made_plan(*servers)
