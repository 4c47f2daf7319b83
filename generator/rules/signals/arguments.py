"""Signals of single parameters: what kind of power a value gives whoever fills it in.

Only the parameter's own name, type and format are read, and whether it is said to lead through a document.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from generator.model.assessment import Signal
from generator.rules.amounts import is_beside_currency
from generator.rules.classify.beside import KEYED
from generator.rules.classify.lexicon import Kind
from generator.rules.classify.reading import Argument, Reading
from generator.rules.guard_words import LOOSENING, loosens

_ORDER: Final = (
    "path", "URL", "command", "query", "code", "template", "recipient", "wildcard", "secret-in",
)  # fmt: skip
_KINDS: Final[dict[str, frozenset[str]]] = {
    "path": frozenset("path paths file filename filepath files dir directory folder cwd".split()),
    "URL": frozenset("url urls uri uris href webhook endpoint".split()),
    "command": frozenset("command commands cmd shell argv".split()),
    "query": frozenset("sql query cypher jql cql statement queries graphql promql logql".split()),
    "code": frozenset("code script javascript expression snippet".split()),
    "template": frozenset("template jinja handlebars mustache".split()),
    "recipient": frozenset("recipient recipients to cc bcc email emails phone channel".split()),
    "wildcard": frozenset("pattern glob wildcard regex selector".split()),
    "secret-in": frozenset("password passwd passphrase secret credential credentials apikey privatekey pat".split()),
}
_OF_LAST: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(kind for kind, names in _KINDS.items() if word in names)
    for word in frozenset[str]().union(*_KINDS.values())
}
"""The kinds for each last word of a name."""
_AMOUNTS: Final = frozenset("amount price quantity total cost budget notional qty".split())
_SECRET_PAIRS: Final = frozenset({("api", "key"), ("private", "key"), ("access", "key"), ("secret", "key"), ("access", "token"), ("auth", "token"), ("bearer", "token"), ("client", "secret"), ("connection", "string")})  # fmt: skip
_FORCES: Final = frozenset("force forced overwrite cascade purge permanent permanently prune bypass".split())
_SKIPPED: Final = frozenset("check checks validation confirmation verification hooks tests review approval".split())
_CONFIRMS: Final = frozenset({"confirm", "confirmation", "confirmed"})
_TRIES: Final = frozenset({("dry", "run"), ("validate", "only"), ("what", "if"), ("check", "only")})
_FORMATS: Final = {"uri": "URL", "url": "URL", "email": "recipient", "password": "secret-in"}
_INSIDE_DOCUMENTS: Final = re.compile(r"json\s?path|json\s?pointer|x\s?path", re.IGNORECASE)
"""Said of a path that leads through a document, not through folders."""
_BULK: Final = frozenset(
    "ids items entities keys names records rows messages users emails observations relations deletions updates".split()
)
_TELLING: Final = (
    frozenset(_OF_LAST)
    | _AMOUNTS
    | _BULK
    | _FORCES
    | _CONFIRMS
    | LOOSENING
    | frozenset().union(*_SECRET_PAIRS, *_TRIES)
    | frozenset("file recipient value off dryrun skip".split())
)
"""Of these words one is in every name that means anything here."""


def find(reading: Reading, _kind: Kind | None) -> Iterator[Signal]:
    """The signals of all arguments."""
    for argument in reading.arguments:
        if not _TELLING.isdisjoint(argument.words) or argument.format in _FORMATS:  # two of three are neither
            for kind in _kinds(argument, reading):
                yield Signal(parameter=argument.name, kind=kind, quote=argument.name)


def _kinds(argument: Argument, reading: Reading) -> Iterator[str]:
    words, type_ = argument.words, argument.type
    if argument.values is None:
        if "string" in type_ or "any" in type_:
            yield from _of_text(argument)
        if _is_amount(argument, reading):
            yield "amount"
    if "array" in type_ and words and words[-1] in _BULK:
        yield "bulk"
    if "boolean" in type_ or type_ == "any":
        pairs = frozenset(itertools.pairwise(words))
        if pairs & _TRIES or words == ("dryrun",):
            yield "dry-run"
        elif (
            (words[:1] == ("skip",) and not _SKIPPED.isdisjoint(words))
            or not _FORCES.isdisjoint(words)
            or loosens(words)
            or (words and words[0] in _CONFIRMS)
        ):
            yield "force"


def _of_text(argument: Argument) -> Iterator[str]:
    """Those that a text can have, in their order."""
    found = set(_named(argument.words)) if argument.words else set()
    if argument.format in _FORMATS:
        found.add(_FORMATS[argument.format])
    if "path" in found and _INSIDE_DOCUMENTS.search(f"{argument.name} {argument.text}"):
        found.discard("path")
    if found:
        yield from (kind for kind in _ORDER if kind in found)


def _is_amount(argument: Argument, reading: Reading) -> bool:
    words = argument.words
    if words == ("value",):
        return is_beside_currency(argument, reading)
    return words[-1:] != () and (words[-1] in _AMOUNTS or words == ("amount", "off"))


def _named(words: tuple[str, ...]) -> Iterator[str]:
    """The kinds that these words of a name stand for."""
    last = words[-1]
    for kind in _OF_LAST.get(last, ()):
        if (kind != "recipient" or last != "to" or len(words) == 1) and (kind != "code" or KEYED.isdisjoint(words)):
            yield kind
    if len(words) > 1:
        if words[0] == "recipient":
            yield "recipient"
        if words[-2:] in _SECRET_PAIRS:
            yield "secret-in"
        if words[0] == "file" and last == "name":
            yield "path"
