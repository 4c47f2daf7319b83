"""Signals of a tool's arguments into the constraints that are recommended for them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.model.assessment import Signal
from generator.model.vocabulary import Category, Constraint, Vocabulary
from generator.rules.amounts import amount_limit
from generator.rules.classify.lexicon import FORMS, PLAIN
from generator.rules.classify.reading import Argument, Reading
from generator.rules.name_words import words_of

_CHOICES: Final = frozenset({"action", "operation", "op", "method", "mode"})
_PATHS: Final = frozenset({"path", "file", "filepath", "directory", "folder"})
_ON_DISK: Final = re.compile(
    r"\b(?:absolute|local(?:ly)?|on disk|file ?system|working directory|allowed director)",
    re.IGNORECASE,
)
"""Said of a path on the machine; one inside a document, a repository or an address has no folder to stay in."""
_INSIDE: Final = re.compile(r"json ?path|repositor|project|document", re.IGNORECASE)
_ASKING: Final = frozenset({"read", "execute"})
"""Categories whose query may be held to lookups; a tool that creates a table needs another."""
_CAPPED: Final = frozenset({"amount", "path", "query"})
"""Signals of arguments that the vocabulary may cap."""
_SQL: Final = re.compile(r"\bSQL\b")
_QUERIES: Final = frozenset({"sql", "statement"})


def constraints_of(
    reading: Reading, category: Category, vocabulary: Vocabulary, signals: Sequence[Signal]
) -> Iterator[Constraint]:
    """What the arguments should be: an amount below a cap, a path below a folder, a query that only reads, a lookup only.

    Only top-level arguments of a plain type, and only those whose signal holds; one that a person named counts whatever the
    argument is called. A tool whose parameters are unknown gets none.
    """
    caps = vocabulary.caps
    holds = {(each.kind, each.parameter): bool(each.reason) for each in signals if each.kind in _CAPPED}
    """True for those that only a person sees."""
    for parameter in reading.arguments:
        name = parameter.name
        if "." in name:
            continue
        if parameter.values is not None and category.modifies:
            yield from _lookups_only(parameter)
            continue
        if not holds:
            continue  # as for most arguments
        last = parameter.words[-1:]
        is_text = "string" in parameter.type.split(" | ")
        amount, path, query = holds.get(("amount", name)), holds.get(("path", name)), holds.get(("query", name))
        if (
            caps.amount is not None
            and amount is not None
            and category.slug == "financial"
            and (limit := amount_limit(parameter, reading, caps.amount, is_said=amount))
        ):
            yield _constraint(parameter, limit.op, limit.value, limit.reason)
        elif (
            caps.path is not None
            and path is not None
            and is_text
            and (path or (last and last[0] in _PATHS))
            and _is_on_disk(f"{reading.sentence} {parameter.text}")
        ):
            yield _constraint(parameter, "matches", caps.path, f"{parameter.name} leads outside the allowed folder")
        elif (
            caps.query is not None
            and query is not None
            and category.slug in _ASKING
            and is_text
            and last
            and (last[0] in _QUERIES or _is_sql(reading, parameter))
        ):
            yield _constraint(parameter, "matches", caps.query, f"{parameter.name} is not a plain lookup")


def _is_on_disk(text: str) -> bool:
    return bool(_ON_DISK.search(text)) and not _INSIDE.search(text)


def _is_sql(reading: Reading, parameter: Argument) -> bool:
    return parameter.words[-1:] == ("query",) and bool(_SQL.search(f"{reading.sentence} {parameter.text}"))


def _lookups_only(parameter: Argument) -> Iterator[Constraint]:
    """Of the operations to choose from, only those that look something up; nothing where all do, or none."""
    if not parameter.words or parameter.words[-1] not in _CHOICES or parameter.values is None:
        return
    values = [value for value in parameter.values if isinstance(value, str)]
    first = {value: next(iter(words_of(value)), "") for value in values}
    looking = tuple(value for value in values if PLAIN.get(first[value]) == "read")
    if looking and len(looking) < len(values) and all(word in FORMS for word in first.values()):
        yield _constraint(parameter, "in", looking, f"{parameter.name} is not a lookup")


def _constraint(parameter: Argument, op: str, value: str | int | tuple[str, ...], reason: str) -> Constraint:
    return Constraint(arg=parameter.name, op=op, value=value, required=parameter.is_required, reason=reason[:200])  # type: ignore[arg-type]  # pydantic checks the operator
