"""The names of a catalog into 200 queries, each with the pages that answer it.

`wanted` is decided from the names alone, before anything is searched, and written down for each kind:

- exact: the name of a tool; wanted is every tool of that name, on whichever server.
- prefix: the first part of a tool's name, at least four letters and not at a word's end by intent; wanted is every tool whose name begins so.
- middle: a word within a tool's name, with a second word of it in front where more than five tools carry the first;
  wanted is every tool that carries the asked words.
- typo: a tool's name with one letter swapped, dropped, added or replaced; wanted is every tool whose name is one such error away,
  because nobody could say which of them was meant.
- variant: a tool's name in another spelling (camel, Pascal, snake, kebab, spaced); wanted is every tool of these letters.
- parameter: the exact name of a parameter; wanted is the parameter's own entry.
- nickname: what people call a server: its name, slug or package, the package without scope, `mcp` and `server`, or its name with
  "MCP" behind; wanted is every server that is called so.

A query that is also the exact name of something else is left out, because then that comes first, and should. Spelling is compared without
capitals and separators.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from urllib.parse import quote

SHARES: Final = {"exact": 30, "prefix": 30, "middle": 30, "typo": 40, "variant": 30, "parameter": 20, "nickname": 20}
"""Queries of each kind; 200 together."""
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z0-9]+|[A-Z]")
_NOISE: Final = frozenset({"mcp", "server"})
_LEAST_PREFIX: Final = 4
_MOST_BEARERS: Final = 5
_UNQUOTED: Final = "!'()*~"
"""What `encodeURIComponent` leaves as it is, beside what `quote` does."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, and the paths that count as found."""

    kind: str
    text: str
    wanted: frozenset[str]


def words_of(name: str) -> list[str]:
    """The words of a name in small letters.

    >>> words_of("getHTTPPage_v2"), words_of("create-refund")
    (['get', 'http', 'page', 'v2'], ['create', 'refund'])
    """
    return [each.lower() for each in _WORDS.findall(name)]


def letters_of(name: str) -> str:
    """The name without capitals and separators."""
    return re.sub(r"[\W_]", "", name).lower()


class Names:
    """The names of a catalog by the pages that have them, read from its published data."""

    def __init__(self, names: dict[str, Any], parameters: dict[str, Any], pages: list[list[str]]) -> None:
        self.tools: list[tuple[str, str]] = []
        """Name and path."""
        columns = [names[column].split(" ") if names["servers"] else [] for column in ("tools", "slugs")]
        firsts = []
        for (slug, _, _), tools, slugs in zip(names["servers"], *columns, strict=True):
            firsts.append(len(self.tools))
            own = dict(each.split(":") for each in slugs.split(",") if each)
            for place, name in enumerate(tools.split(",") if tools else []):
                plain = re.sub(r"[^a-z0-9.-]", "-", name.lower()).strip(".-")
                self.tools.append((name, f"tools/{slug}/{own.get(str(place), plain)}/"))
        self.servers = [(f"tools/{slug}/", _callings(slug, name, package)) for slug, name, package in names["servers"]]
        alone = [
            (first, each.split("."))
            for first, taken in zip(firsts, parameters["alone"].split(" "), strict=False)
            for each in taken.split(",")
            if each
        ]
        takers = {code: self.tools[first + int(place)][1] for first, (code, place) in alone}
        self.parameters = [
            (
                name,
                f"{takers[code]}#parameters" if code in takers else f"browse/?parameter={quote(name, safe=_UNQUOTED)}",
            )
            for name, code in zip(parameters["names"], parameters["codes"], strict=True)
        ]
        self.by_letters: dict[str, set[str]] = defaultdict(set)
        for name, path in self.tools:
            self.by_letters[letters_of(name)].add(path)
        self.tool_letters = frozenset(self.by_letters)
        self.other_letters = {
            letters_of(name) for name in (*(name for name, _ in self.parameters), *(page[1] for page in pages))
        }
        self.server_letters: dict[str, set[str]] = defaultdict(set)
        for path, callings in self.servers:
            for calling in callings:
                self.server_letters[letters_of(calling)].add(path)


def make_queries(names: Names, seed: int = 5) -> list[Query]:
    """The queries of every kind, the same for the same names and seed; fewer where a catalog has too few names for a kind."""
    random = Random(seed)
    makers: dict[str, Callable[[Names, Random], Iterator[Query]]] = {
        "exact": _exact, "prefix": _prefix, "middle": _middle, "typo": _typo,
        "variant": _variant, "parameter": _parameter, "nickname": _nickname,
    }  # fmt: skip
    queries = []
    for kind, share in SHARES.items():
        taken: set[str] = set()
        for query in makers[kind](names, random):
            if len(taken) == share:
                break
            if query.text not in taken:
                taken.add(query.text)
                queries.append(query)
    return queries


def _shuffled(things: list[Any], random: Random) -> Iterator[Any]:
    """All of them once, without copying 220,000 for the sake of thirty."""
    yield from random.sample(things, min(len(things), 5000))


def _is_taken(names: Names, text: str) -> bool:
    letters = letters_of(text)
    return letters in names.server_letters or letters in names.tool_letters or letters in names.other_letters


def _exact(names: Names, random: Random) -> Iterator[Query]:
    for name, _ in _shuffled(names.tools, random):
        yield Query("exact", name, frozenset(names.by_letters[letters_of(name)]))


def _prefix(names: Names, random: Random) -> Iterator[Query]:
    for name, _ in _shuffled(names.tools, random):
        text = name[: max(_LEAST_PREFIX, int(len(name) * random.uniform(0.4, 0.9)))].rstrip("_-./:")
        letters = letters_of(text)
        if len(letters) >= _LEAST_PREFIX and not _is_taken(names, text):
            wanted = {path for other, path in names.tools if letters_of(other).startswith(letters)}
            yield Query("prefix", text, frozenset(wanted))


def _middle(names: Names, random: Random) -> Iterator[Query]:
    bearers: Counter[str] = Counter(word for name, _ in names.tools for word in set(words_of(name)))
    for name, _ in _shuffled(names.tools, random):
        words = words_of(name)
        inner = [word for word in words[1:] if len(word) >= _LEAST_PREFIX]
        if not inner or len(set(words)) < 2:
            continue
        asked = [random.choice(inner)]
        if bearers[asked[0]] > _MOST_BEARERS:
            asked.append(random.choice([word for word in words if word != asked[0] and len(word) > 2] or asked))
        if not _is_taken(names, " ".join(asked)):
            wanted = {path for other, path in names.tools if set(asked) <= set(words_of(other))}
            yield Query("middle", " ".join(asked), frozenset(wanted))


def _typo(names: Names, random: Random) -> Iterator[Query]:
    for name, _ in _shuffled(names.tools, random):
        places = [place for place, letter in enumerate(name) if letter.isalnum()]
        if len(places) < 6:
            continue
        text = _wrong(name, random.choice(places), random)
        letters = letters_of(text)
        if letters not in names.tool_letters and not _is_taken(names, text):
            near = (names.by_letters[each] for each in _one_error(letters) if each in names.tool_letters)
            wanted = frozenset[str]().union(*near)
            if wanted:
                yield Query("typo", text, wanted)


def _wrong(name: str, place: int, random: Random) -> str:
    how = random.choice(("swap", "drop", "add", "replace"))
    if how == "swap" and place + 1 < len(name):
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if how == "drop":
        return name[:place] + name[place + 1 :]
    if how == "add":
        return name[:place] + random.choice(_LETTERS) + name[place:]
    return name[:place] + random.choice(_LETTERS) + name[place + 1 :]


def _one_error(letters: str) -> Iterator[str]:
    alphabet = _LETTERS + "0123456789"
    for place in range(len(letters) + 1):
        before, behind = letters[:place], letters[place:]
        yield before + behind[1:]
        if len(behind) > 1:
            yield before + behind[1] + behind[0] + behind[2:]
        for letter in alphabet:
            yield before + letter + behind
            yield before + letter + behind[1:]


def _variant(names: Names, random: Random) -> Iterator[Query]:
    spellings: tuple[Callable[[list[str]], str], ...] = (
        lambda words: words[0] + "".join(map(str.capitalize, words[1:])),
        lambda words: "".join(map(str.capitalize, words)),
        "_".join, "-".join, " ".join,
    )  # fmt: skip
    for name, _ in _shuffled(names.tools, random):
        words = words_of(name)
        text = random.choice(spellings)(words) if len(words) > 1 else name
        if text != name and letters_of(text) == letters_of(name) and letters_of(text) not in names.server_letters:
            yield Query("variant", text, frozenset(names.by_letters[letters_of(name)]))


def _parameter(names: Names, random: Random) -> Iterator[Query]:
    for name, path in _shuffled(names.parameters, random):
        letters = letters_of(name)
        if letters and letters not in names.tool_letters and letters not in names.server_letters:
            yield Query("parameter", name, frozenset({path}))


def _nickname(names: Names, random: Random) -> Iterator[Query]:
    for _, callings in _shuffled(names.servers, random):
        text = random.choice(sorted(callings))
        if letters_of(text) not in names.tool_letters:
            yield Query("nickname", text, frozenset(names.server_letters[letters_of(text)]))


def _callings(slug: str, name: str, package: str) -> set[str]:
    scopeless = package.rsplit("/", 1)[-1]
    short = " ".join(word for word in re.split(r"[-_. ]", scopeless.lower()) if word not in _NOISE)
    plain = name if name.lower().endswith("mcp") else f"{name} MCP"
    return {each for each in (slug, name, package, scopeless, short, plain, name.lower()) if letters_of(each)}
