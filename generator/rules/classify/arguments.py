"""Rules that read the texts a caller writes into arguments: commands, code and queries that the server runs, files it writes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.rules.classify.beside import KEYED
from generator.rules.classify.claims import claims_read_only
from generator.rules.classify.lexicon import PLAIN
from generator.rules.classify.opening import opens_with_getting
from generator.rules.classify.reading import Argument, Reading
from generator.rules.classify.rule import Family, Found

_COMMANDS: Final = frozenset("command commands cmd shell bash argv keystrokes".split())
_CODE: Final = frozenset("code script javascript js python expression".split())
_SQL: Final = frozenset("sql statement statements cypher gremlin sparql mutation".split())
_QUERY: Final = frozenset({"query", "queries", "q"})
_SPEAKS_SQL: Final = re.compile(r"\b(?:SQL|Cypher|T-SQL|PL/pgSQL|mutations?|SOQL DML|openCypher)\b")
_SAVED: Final = frozenset("output out save saved render destination dest target local download".split())
_PLACES: Final = frozenset("path dir directory folder file filepath filename".split())
_TELLING: Final = _COMMANDS | _CODE | _SQL | _QUERY | _SAVED | _PLACES
"""Of these words one is in every name that the rules below look at."""
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
_EXAMINES: Final = frozenset(
    "get list search find describe validate lint format explain analyze analyse check review convert parse count "
    "detect inspect extract compare verify optimize generate render highlight translate suggest read preview".split()
)
"""Verbs that look at a piece of code without running it."""


def find(reading: Reading) -> Iterator[Found]:
    """What the texts that a caller writes into the arguments make the tool do."""
    head = next((word for word in reading.words if word in PLAIN), None)
    for argument in reading.arguments:
        if _TELLING.isdisjoint(argument.words):
            continue  # as most are
        last = argument.words[-1] if argument.words else ""
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


FAMILY: Final = Family(
    sentences={
        "argument/command": "An argument holds a command that is run.",
        "argument/code": "An argument holds code that is run.",
        "argument/saved-file": "An argument names the file that the result is written to.",
        "argument/sql": "An argument holds statements of a language that can change data, and nothing says only reads are taken.",
    },
    find=find,
)
