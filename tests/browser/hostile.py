"""A registry whose every free text tries to become something else, and its twin with tame words in the same places.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import Any, Final

from tests.support.builders import registry_attack, registry_server, registry_tool

Words = Callable[[int], str]
"""A text of at most that many characters; one line where only a short one fits."""

ATTACKS: Final = (
    "<script>window.__pwned='script'</script>",
    "<img src=x onerror=\"window.__pwned='img'\">",
    "\"'><svg onload=window.__pwned='svg'>",
    "' onmouseover='window.__pwned=1' autofocus onfocus='window.__pwned=1",
    "</script><script>window.__pwned='end'</script>",
    "</title></style></textarea></code></pre></details></table><script>window.__pwned='close'</script>",
    "--><iframe srcdoc=\"<script>parent.__pwned='comment'</script>\"></iframe><!--",
    "{{7*7}}{% raw %}{% include 'x' %}{{ self }}${7*7}#{7*7}<%= 7*7 %>{% endraw %}",
    "[x](JaVaScRiPt&colon;window.__pwned=1) ![x](x)",
    "<!-- catalog:slot home --> CATALOG-SLOT-BODY CATALOG-SLOT-TITLE {tool} {server}",
    "\u200bzero\u200dwidth\ufeff \u202ertl\u2066\u2069\u061c \x1b[31mred\x1b]0;title\x07 \x00\x08\x7f\u2028 \U000e0041tag",
    "&lt;b&gt;&#60;script&#62;window.__pwned=1&#60;/script&#62;&amp;amp;",
    '\\u003cscript\\u003e \\\\ \\" ]]> %00 ../../../../etc/passwd C:\\x',
    "\U0001f480 ``` `code` *a* _b_ **c** ~~~ # h1 | t | \u0301\u0301\u0301\u0301\u0301\u0301 \ud7ff\uf8ff",
    "line one\r\n\r\n    indented <b>code</b>\r\n\r\n> quote\r\n\r\n<h1>heading</h1>",
)  # fmt: skip
"""What is tried, each short enough for a name."""
SHOWN: Final = (
    "[U+200B]",
    "[U+202E]",
    "[U+2066]",
    "[U+FEFF]",
    "[U+001B]",
    "[U+0007]",
    "[U+0000]",
    "[U+2028]",
    "[U+E0041]",
)
"""How the hidden characters among them have to be shown."""
HIDDEN: Final = "\u200b\u202e\u2066\u2069\u061c\ufeff\x1b\x07\x00\x08\x7f\u2028\U000e0041"
"""Characters that may be nowhere in a page."""
BIG: Final = 100_000
"""Characters where the entry model sets no limit."""
NAMES: Final = (
    "../../../../tmp/pwned", "..", "....", "/", "//", "a/b", "a_b", "a-b", "A_B", ".well-known", "-", "_", "con", "nul.",
    "page/2", "__proto__", "constructor", "x" * 128,
)  # fmt: skip
"""Tool names that the model allows and that may not leave their folder or meet another file."""


def hostile_words() -> Words:
    """One attack after the other for short texts, all of them for long ones."""
    attacks = cycle(ATTACKS)
    every = "\n\n".join(ATTACKS)

    def words(limit: int) -> str:
        if limit >= 2 * len(every):
            return (every + " ") * (limit // (len(every) + 1))
        return next(attacks)[:limit].replace("\r\n", " ")  # a name or a line has no line break

    return words


def tame_words() -> Words:
    """Nothing but plain words in the same places."""

    def words(limit: int) -> str:
        return "plain words " * 50 if limit > 1000 else "plain words"

    return words


def line(words: Words) -> str:
    """A text as long as the model lets a `Line` be."""
    return words(400)


def legal(words: Words) -> list[dict[str, Any]]:
    """Every free text that the entry model lets pass, filled with these words; the same structure for all words."""
    tools = [registry_tool(name, category="Execute", summary=line(words)) for name in NAMES]
    tools.append(registry_tool("everything", parameters=_parameters(words), **_texts(words)))
    tools.append(registry_tool("frobnicate", **_draft(words)))
    tools.append(registry_tool("get_thing", **_draft(words)))
    tools.append(registry_tool("gone", status="withdrawn", last_seen=words(128), **_texts(words)))
    listed = {"where": line(words), "note": line(words), "url": "https://list.example/"}
    tools.append(registry_tool("listed", status="listed-elsewhere", listed=listed, **_texts(words)))
    named = [_named(f"named-{number:02}", words) for number in range(len(ATTACKS))]
    return [_server("hostile", words, tools), *named]


def legal_attacks(words: Words) -> list[dict[str, Any]]:
    """The same for an attack that concerns every Execute tool, and for one that concerns none."""
    because = line(words).replace("{", "(").replace("}", ")")
    incident = {"date": "2026-11-20", "title": line(words), "what": words(600)}
    texts = {
        "summary": words(600),
        "how_it_works": [words(600) for _ in ATTACKS[:12]],
        "detection": [words(600) for _ in ATTACKS[:12]],
        "defence": [words(600) for _ in range(3)],
        "incidents": [{**incident, "source": "https://news.example/{{7*7}}?a=1&b=javascript:window.__pwned=1#%22%3E"}],
        "sources": [{"title": line(words), "url": "https://papers.example/?a=1&b=%3Cscript%3E"}],
    }
    triggers = [{"categories": ["Execute"], "because": f"{{tool}} of {{server}}: {because}"[:400]}]
    return [
        registry_attack("hostile", name=words(128), triggers=triggers, **texts),
        registry_attack("idle", name=words(128), triggers=[{"categories": ["Financial"], "because": because}], **texts),
    ]


def _named(slug: str, words: Words) -> dict[str, Any]:
    """A server whose name, publisher and package are such words, with a tool that other servers have too."""
    name = words(128)
    tool = registry_tool("everything", summary=name)
    return registry_server(
        tool,
        slug=slug,
        name=name,
        summary=name,
        publisher=f"{slug} {name[:100]}",
        package=_package(name),
    )


def _package(name: str) -> dict[str, str]:
    return {"registry": "npm", "name": name, "version": name}


def _server(slug: str, words: Words, tools: list[dict[str, Any]]) -> dict[str, Any]:
    return registry_server(
        *tools,
        slug=slug,
        name=words(128),
        summary=line(words),
        publisher=f"{slug} {words(100)}",
        licence=words(128),
        credentials=[{"variable": "A_TOKEN", "source": line(words)}],
        repository="https://code.example/{{7*7}}?a=1&b=javascript:window.__pwned=1#%22%3E",
        package={"registry": "npm", "name": words(214), "version": words(128)},
        capture={
            "date": "2026-11-20",
            "method": "stdio",
            "command": [words(2000), words(128), words(128)],
            "protocol": words(128),
            "environment": ["A_TOKEN"],
            "texts": "full",
        },
    )


def _texts(words: Words) -> dict[str, Any]:
    return {
        "title": line(words),
        "category": "Execute",
        "category_reason": line(words),
        "risk": "Critical",
        "risk_reason": line(words),
        "reviewed_by": words(128),
        "signals": [{"kind": kind, "holds": True, "reason": line(words)} for kind in ("guards", "secret-out")],
        "summary": line(words),
        "rationale": words(4000)[:4000],
        "evidence": words(4000)[:4000],
        "faq": [{"question": line(words), "answer": words(4000)[:4000]} for _ in range(3)],
        "definition": _definition(words),
    }


def _definition(words: Words) -> dict[str, Any]:
    """What was kept of a definition; `hidden` gives tame words the signal that the hidden characters of the others raise."""
    return {**registry_tool()["definition"], "quote": words(65536), "hidden": "x[U+200B]"}


def _draft(words: Words) -> dict[str, Any]:
    empty = dict.fromkeys(("category", "reviewed", "summary", "rationale", "evidence"))
    return {**empty, "hints": {}, "definition": _definition(words)}


def _parameters(words: Words) -> list[dict[str, Any]]:
    big = words(BIG)
    kinds: list[dict[str, Any]] = [
        {"type": "string", "description": line(words)},
        {"type": "string", "quote": words(65536)},
        {"type": "string", "default": big},
        {"type": "object", "default": {words(128): [words(128), None, 1.5]}},
        {"type": "string", "enum": [words(128) + str(each) for each in range(40)]},
        {"type": "string", "enum": [big, big + "2"]},
        {"type": "string", "format": words(100)},
        {"type": "string", "constraints": {words(128): words(128), "pattern": big}},
        {
            "type": "array[object]",
            "fields": [{"name": words(190) + " leaf", "type": "string"}, {"name": "leaf", "fields": "not expanded"}],
        },
    ]
    return [{"name": f"{number} {words(190)} leaf", **kind} for number, kind in enumerate(kinds)]
