"""Rules that read a tool's arguments: operations to choose from, and text that the server runs.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.rules.classify.lexicon import KEYED, KINDS, PLAIN
from generator.rules.classify.reading import Argument, Reading, words_of
from generator.rules.classify.rule import Family, Found
from generator.rules.classify.texts import claims_read_only, opens_with_getting, opens_with_reading

_CHOICES: Final = frozenset("action actions operation op method command cmd subcommand verb".split())
_PERHAPS_CHOICES: Final = frozenset("mode type task intent tool".split())
"""The same where every allowed value opens with a verb."""
_HTTP: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_COMMANDS: Final = frozenset("command commands cmd shell bash argv keystrokes".split())
_CODE: Final = frozenset("code script javascript js python expression".split())
_SQL: Final = frozenset("sql statement statements cypher gremlin sparql mutation".split())
_QUERY: Final = frozenset({"query", "queries", "q"})
_SPEAKS_SQL: Final = re.compile(r"\b(?:SQL|Cypher|T-SQL|PL/pgSQL|mutations?|SOQL DML|openCypher)\b")
_SAVED: Final = frozenset("output out save saved destination dest target local download".split())
_PLACES: Final = frozenset("path dir directory folder file filepath filename".split())
_SPEAKS_OF_PLACES: Final = re.compile(r"\b(?:file ?path|path|directory|folder)\b", re.IGNORECASE)
_SPEAKS_OF_SAVING: Final = re.compile(
    r"\b(?:to save|saved? to|saves? (?:the|it|to)|will be (?:saved|written)|to write the|write to)\b", re.IGNORECASE
)
_SPEAKS_OF_RUNNING: Final = re.compile(
    r"\b(?:execut\w+|runs?|running|evaluat\w+|eval|repl|python|javascript|typescript|snippet|program|source code)\b",
    re.IGNORECASE,
)
_SPEAKS_OF_EXECUTING: Final = re.compile(
    r"\b(?:execut(?:e|es|ed|ing)|to run|running|runs|any SQL|shell)\b", re.IGNORECASE
)
_SWITCHES: Final = frozenset((verb,) for verb in "delete remove cancel purge drop wipe".split())
"""Names of switches that turn a lookup into the change they name."""
_EXAMINES: Final = frozenset(
    "get list search find describe validate lint format explain analyze analyse check review convert parse count "
    "detect inspect extract compare verify optimize generate render highlight translate suggest read preview".split()
)
"""Verbs that look at a piece of code without running it."""


def find(reading: Reading) -> Iterator[Found]:
    """What the arguments say the tool does."""
    head = next((word for word in reading.words if word in PLAIN), None)
    only_looks = head is not None and PLAIN[head] == "read" and opens_with_reading(reading)
    for argument in reading.arguments:
        last = argument.words[-1] if argument.words else ""
        if (
            last in _CHOICES | _PERHAPS_CHOICES
            and argument.name.count(".") < 2
            and _is_believed(argument, only_looks=only_looks)
        ):
            yield from _choice(argument)
        if "boolean" in argument.type and "." not in argument.name and argument.words in _SWITCHES:
            yield Found("argument/switch", argument.name, PLAIN[argument.words[0]])
        if not argument.holds_text or "." in argument.name:
            continue
        if _is_saved_file(argument):
            yield Found("argument/saved-file", argument.name, "write")
        looks = head in _EXAMINES and not _speaks_of_executing(reading, argument)
        if last in _COMMANDS and not looks:
            yield Found("argument/command", argument.name, "execute")
        elif last in _CODE and len(argument.words) <= 2 and not looks and _is_run(reading, argument):
            yield Found("argument/code", argument.name, "execute")
        elif (last in _SQL or (last in _QUERY and _SPEAKS_SQL.search(f"{reading.sentence} {argument.text}"))) and not (
            claims_read_only(reading)
            or (looks and head not in {"get", "search", "read"})
            or (
                not argument.is_required and opens_with_getting(reading) and not _speaks_of_executing(reading, argument)
            )
        ):
            yield Found("argument/sql", argument.name, "execute")


def _speaks_of_executing(reading: Reading, argument: Argument) -> bool:
    return bool(_SPEAKS_OF_EXECUTING.search(f"{reading.sentence} {argument.text}"))


def _is_believed(argument: Argument, *, only_looks: bool) -> bool:
    """Whether the choice is one of operations: a tool that only looks may also filter by what was done (`action: [create, delete]`).

    Operations of such a tool have its own looking among them.
    """
    if not only_looks:
        return True
    firsts = [words_of(value)[:1] for value in argument.values or () if isinstance(value, str)]
    words = {first[0] for first in firsts if first}
    are_operations = all(firsts) and words <= PLAIN.keys() and any(PLAIN[word] == "read" for word in words)
    return are_operations or words >= {"get", "post"}


def _is_saved_file(argument: Argument) -> bool:
    """Whether the argument names the file or folder that a result is written to."""
    is_place = not _PLACES.isdisjoint(argument.words)
    if not _SAVED.isdisjoint(argument.words):
        return is_place or ("output" in argument.words and bool(_SPEAKS_OF_PLACES.search(argument.text)))
    return is_place and bool(_SPEAKS_OF_SAVING.search(argument.text))


def _is_run(reading: Reading, argument: Argument) -> bool:
    """Whether a `code` is a program rather than a short key (`country_code`) or a name."""
    return KEYED.isdisjoint(argument.words) and bool(
        _SPEAKS_OF_RUNNING.search(f"{reading.name.replace('_', ' ').replace('-', ' ')} {reading.text} {argument.text}")
    )


def _choice(argument: Argument) -> Iterator[Found]:
    """The strongest of the operations that an argument lets the caller choose."""
    if argument.values is not None:
        values = [str(value) for value in argument.values if isinstance(value, str)]
        spelt = {value.lower() for value in values}
        if len(spelt & _HTTP) >= 2 and spelt & {"post", "put"}:
            yield Found("argument/http-method", argument.name, "execute")
            return
        firsts = [words_of(value)[:1] for value in values]
        if argument.words[-1] in _PERHAPS_CHOICES and not all(first and first[0] in PLAIN for first in firsts):
            return
        strongest = _strongest([word for value in values for word in words_of(value)[:2]])
        if sum(not PLAIN.keys().isdisjoint(words_of(value)) for value in values) < 2:
            strongest = None
    elif argument.words[-1] in _CHOICES:
        strongest = _strongest(re.findall(r"[a-z]+", argument.text[:400].lower()))
        if strongest is not None and len(re.findall(r"['\"`|]|, ", argument.text[:400])) < 2:
            strongest = None
    else:
        return
    if strongest is not None:
        yield Found("argument/operation", f"{argument.name}: {strongest}", PLAIN[strongest])


def _strongest(words: list[str]) -> str | None:
    return max((word for word in words if word in PLAIN), key=lambda word: KINDS.index(PLAIN[word]), default=None)


FAMILY: Final = Family(
    sentences={
        "argument/operation": "An argument lets the caller choose an operation; the strongest of them counts.",
        "argument/http-method": "An argument lets the caller choose the method of a request.",
        "argument/command": "An argument holds a command that is run.",
        "argument/code": "An argument holds code that is run.",
        "argument/switch": "A switch turns the call into the change that it names.",
        "argument/saved-file": "An argument names the file that the result is written to.",
        "argument/sql": "An argument holds statements of a language that can change data, and nothing says only reads are taken.",
    },
    find=find,
)
