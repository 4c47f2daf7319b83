"""Pools into the registry text of one made-up tool.

Shares and lengths follow 5,647 tools of 165 real servers: three parameters at the median, eight at the 90th
percentile, one tool in a hundred with twenty or more; hints stated by 60 %; a description of 199 characters.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from itertools import accumulate
from math import ceil
from random import Random
from typing import Final

from synthetic.parameters import ParameterBlocks
from synthetic.prose import Prose, escaped
from synthetic.words import ADJECTIVES, COMMON_TOOLS, NOUNS, VERBS, plural_of

STYLES: Final = ("snake", "snake", "snake", "snake", "snake", "snake", "kebab", "kebab", "Mixed", "camel", "Pascal")
_DRAWS: Final = 2000
_CATEGORIES: Final = (("Read", 61.0), ("Write", 21.0), ("Execute", 10.0), ("Destructive", 5.5), ("Financial", 2.5))
_PARAMETER_COUNTS: Final = (
    *enumerate((5.2, 19.2, 19.1, 15.1, 12.8, 8.3)), *zip(range(6, 11), (4.2, 3.4, 2.9, 2.4, 2.0), strict=True),
    *((count, 0.5) for count in range(11, 20)), *((count, 0.1) for count in (20, 22, 24, 27, 31, 36, 42, 50, 60)),
)  # fmt: skip
_REQUIRED_COUNTS: Final = ((0, 19.0), (1, 38.0), (2, 24.0), (3, 12.0), (4, 5.0), (5, 1.5), (7, 0.4), (9, 0.1))
_HINTS: Final = {
    "Read": (
        ("{}", 38.0), ("{readOnlyHint: true}", 16.0), ("{readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true}", 25.0),
        ("{readOnlyHint: true, openWorldHint: false}", 14.0), ("{openWorldHint: true}", 4.0), ("unknown", 2.0), ("{readOnlyHint: false}", 1.0),
    ),
    "other": (
        ("{}", 42.0), ("{readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true}", 22.0),
        ("{readOnlyHint: false, destructiveHint: true}", 22.0), ("{readOnlyHint: false}", 7.0), ("{destructiveHint: false}", 2.0),
        ("unknown", 2.0), ("{readOnlyHint: true}", 1.0), ("{idempotentHint: true}", 2.0),
    ),
}  # fmt: skip
"""YAML of the hints; `{}` is a server that states none, `unknown` a definition that was not seen."""
_DENIES_READING: Final = "{readOnlyHint: false}"
_NO_HARM: Final = "{readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true}"
_AGAINST: Final = {
    "Read": (_DENIES_READING,),
    "Destructive": ("{readOnlyHint: true}", "{destructiveHint: false}", _NO_HARM),
    "Write": tuple(
        each for each, _ in _HINTS["other"] if "readOnlyHint: true" in each or ("destructiveHint: true" in each)
    ),
    "other": ("{readOnlyHint: true}",),
}
"""Hints that speak against a category."""
_HINT_AGAINST: Final = "The server’s own hint speaks against it and does not decide."
_NOTHING_CHANGES: Final = "The hint says that it is not read-only, but nothing in the definition changes anything."
_STATUSES: Final = (("verified", 97.0), ("unknown", 0.5), ("withdrawn", 1.5), ("listed-elsewhere", 1.0))
"""`unknown`: verified, but its parameters could not be read."""


class ToolWriter:
    """Writes tools; the same `random` in the same order gives the same text."""

    def __init__(self, random: Random) -> None:
        """Build every pool once."""
        self._prose = Prose(random)
        self._blocks = ParameterBlocks(random)
        self._categories = _drawn(_CATEGORIES)
        self._counts = _drawn(_PARAMETER_COUNTS)
        self._required = _drawn(_REQUIRED_COUNTS)
        self._statuses = _drawn(_STATUSES)
        self._hints = {kind: _drawn(_HINTS["Read" if kind == "Read" else "other"]) for kind, _ in _CATEGORIES}
        self._verbs = {kind: [(verb, escaped(said)) for verb, said in verbs] for kind, verbs in VERBS.items()}
        self._common = {kind: [name for name, each in COMMON_TOOLS if each == kind] for kind in VERBS}
        self._things = [
            (f"{adjective}_{noun}", f"{adjective} {plural_of(noun)}") for adjective in ADJECTIVES for noun in NOUNS
        ]

    def server_tools(self, count: int, server: str, host: str, random: Random) -> list[str]:
        """The text of `count` tools of the server with that display name, all names and addresses distinct."""
        draw = random.random
        style = STYLES[int(draw() * len(STYLES))]
        things = [self._things[int(draw() * len(self._things))] for _ in range(count // 4 + 4)]
        taken: set[str] = set()
        return [self._tool(style, things, taken, server, host, random) for _ in range(count)]

    def _name(
        self, style: str, things: list[tuple[str, str]], taken: set[str], random: Random
    ) -> tuple[str, str, str, str, str]:
        """Name, category, verb, how a sentence says the verb, and what the tool acts on."""
        draw = random.random
        category = self._categories[int(draw() * _DRAWS)]
        verbs = self._verbs[category]
        (verb, said), thing = verbs[0], things[0]
        name = self._common[category][int(draw() * len(self._common[category]))] if draw() < 0.04 else ""
        key = _address(name)
        known = things
        while not key or key in taken:
            verb, said = verbs[int(draw() * len(verbs))]
            thing = known[int(draw() * len(known))]
            name = _styled(f"{verb}_{thing[0]}", style)
            key, known = _address(name), known if not key else self._things
        taken.add(key)
        return name, category, verb, said, thing[1]

    def _tool(
        self, style: str, things: list[tuple[str, str]], taken: set[str], server: str, host: str, random: Random
    ) -> str:
        draw = random.random
        prose = self._prose
        name, category, verb, said, objects = self._name(style, things, taken, random)
        tails, openings = prose.tails[category], prose.openings[category]
        status = self._statuses[int(draw() * _DRAWS)]
        lines = [f'  - name: "{name}"\n']
        if draw() < 0.42:
            lines.append(f'    title: "{verb.capitalize()} {objects}"\n')
        if status == "withdrawn":
            lines.append(f'    status: "withdrawn"\n    last_seen: "0.{int(draw() * 9)}.{int(draw() * 20)}"\n')
        elif status == "listed-elsewhere":
            lines.append(_listed(host))
        hints = "unknown" if status == "listed-elsewhere" else self._hints[category][int(draw() * _DRAWS)]
        lines.append(f'    category: "{category}"\n')
        if category == "Read" and hints == _DENIES_READING:
            lines.append(f'    category_reason: "{_NOTHING_CHANGES}"\n')
        if draw() < 0.03:
            risk, reason = prose.reasons[category][int(draw() * len(prose.reasons[category]))]
            lines.append(f'    risk: "{risk}"\n    risk_reason: "{_filled(reason, name, objects, server)}"\n')
        lines.append(f'    reviewed: "2026-{1 + int(draw() * 11):02}-{1 + int(draw() * 28):02}"\n')
        usual = f"; many servers have a tool named {name}" if name in self._common[category] else ""
        lines.append(f'    summary: "{said} {objects} {tails[int(draw() * len(tails))]}{usual}."\n')
        opening = openings[int(draw() * len(openings))]
        closing = prose.closings[int(draw() * len(prose.closings))]
        rationale = f"{opening}.{_break(draw())}{closing}.{_more(draw(), prose, host, random)}"
        lines.append(f'    rationale: "{_filled(rationale, name, objects, server)}"\n')
        evidence = prose.evidence[int(draw() * len(prose.evidence))].replace("{verb}", verb).replace("{v}", said)
        fact = prose.facts[int(draw() * len(prose.facts))]
        against = f" {_HINT_AGAINST}" if hints in _AGAINST.get(category, _AGAINST["other"]) else ""
        lines.append(f'    evidence: "{evidence.replace("{o}", objects)}. Besides, {fact}.{against}"\n')
        parameter_count = self._parameters(lines, style, status, category, draw)
        lines.append(f"    hints: {hints}\n")
        if status != "listed-elsewhere":
            quote = prose.quotes[int(draw() * len(prose.quotes))].replace("{v}", said).replace("{o}", objects)
            size = int((160 + 150 * parameter_count) * (0.7 + 2.2 * draw() ** 4))
            lines.append(
                f'    definition:\n      digest: "sha256:{random.getrandbits(256):064x}"\n      bytes: {size}\n'
                f'      tokens: {ceil(size / 4)}\n      quote: "{quote[:150]}"\n'
            )
        if draw() < 0.12:
            lines.append("    faq:\n")
            first = int(draw() * len(prose.questions))
            for question, answer in prose.questions[first : first + 1 + int(draw() * 2)]:
                said_twice = f'      - question: "{question}"\n        answer: "{answer}"\n'
                lines.append(_filled(said_twice, name, objects, server))
        return "".join(lines)

    def _parameters(self, lines: list[str], style: str, status: str, category: str, draw) -> int:  # noqa: ANN001 - Random.random
        """Add the parameters; how many there are. Every third tool that runs something is given what to run."""
        total = count = self._counts[int(draw() * _DRAWS)]
        if status in {"unknown", "listed-elsewhere"}:
            lines.append("    parameters: unknown\n")
            return 0
        if not count:
            lines.append("    parameters: []\n")
            return 0
        blocks = self._blocks
        first_camel = blocks.first_camel
        camel = style in {"camel", "Pascal"}
        block = first_camel + int(draw() * (len(blocks.names) - first_camel)) if camel else int(draw() * first_camel)
        start = int(draw() * (blocks.size - count))
        asked = min(count, self._required[int(draw() * _DRAWS)])
        lines.append("    parameters:\n")
        if category == "Execute" and draw() < 1 / 3:
            lines.append(blocks.commands[int(draw() * len(blocks.commands))])
            asked, count = max(0, asked - 1), count - 1
        lines += blocks.required[block][start : start + asked]
        lines += blocks.optional[block][start + asked : start + count]
        return total


def _drawn(shares: tuple[tuple, ...]) -> list:
    """2,000 values in these shares, so that a draw is one look into a list."""
    total = sum(share for _, share in shares)
    bounds = [round(bound / total * _DRAWS) for bound in accumulate(share for _, share in shares)]
    values: list = []
    for (value, _), bound in zip(shares, bounds, strict=True):
        values += [value] * (bound - len(values))
    return values


def _styled(name: str, style: str) -> str:
    if style == "snake":
        return name
    if style == "kebab":
        return name.replace("_", "-")
    words = [word.capitalize() for word in name.split("_")]
    if style == "camel":
        words[0] = words[0].lower()
    return ("_" if style == "Mixed" else "").join(words)


def _address(name: str) -> str:
    """What two names of one server must not share: page addresses know neither case nor separators here."""
    return name.lower().replace("-", "").replace("_", "")


def _filled(text: str, name: str, objects: str, server: str) -> str:
    return text.replace("{t}", name).replace("{o}", objects).replace("{s}", server)


def _break(drawn: float) -> str:
    """A space, or in one of ten a new paragraph."""
    return "\\n\\n" if drawn < 0.1 else " "


def _more(drawn: float, prose: Prose, host: str, random: Random) -> str:
    """Nothing, a further sentence, or one with Markdown in it."""
    if drawn < 0.04:
        return f" See **the manual** on [limits](https://{host}/manual/limits) before you change this."
    return f" {prose.closings[int(random.random() * len(prose.closings))]}." if drawn < 0.6 else ""


def _listed(host: str) -> str:
    return (
        '    status: "listed-elsewhere"\n    listed:\n      where: "A made-up directory"\n'
        f'      url: "https://{host}/directory"\n      note: "The released package was run and does not offer it."\n'
    )
