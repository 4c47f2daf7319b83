"""A plan and a target into the files that a reader pastes, and what they cannot say.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from generator.exporters.fill import Scope, filler
from generator.exporters.formats import WRITERS
from generator.exporters.names import scopes
from generator.exporters.target import Target
from generator.exporters.tree import compiled, condition
from generator.model.policy import Export, PolicyFile, Remark


def export(target: Target, plan: Mapping[str, Any]) -> Export:
    """The plan (as `model.plan.plan_data` gives it) in the target's format.

    Raises:
        SameKey: two tools or servers would share one name in this client.
    """
    printer = _printer(target)
    scope = scopes(plan, printer.names)
    return Export(
        target=target.id,
        label=target.recipe.label,
        files=tuple(printer.files(scope)),
        lost=tuple(each for rule in printer.lost for each in rule.remarks(scope)),
        warnings=tuple(each for rule in printer.warnings for each in rule.remarks(scope)),
    )


def export_files(target: Target, plan: Mapping[str, Any]) -> tuple[PolicyFile, ...]:
    """The files of the export alone: the remarks take as long again, and the build does not print them.

    Raises:
        SameKey: as above.
    """
    printer = _printer(target)
    return tuple(printer.files(scopes(plan, printer.names)))


@cache
def _printer(target: Target) -> _Printer:
    return _Printer(target.data)


class _Printer:
    """A recipe taken apart, once in each process."""

    def __init__(self, recipe: Mapping[str, Any]) -> None:
        self.names: Mapping[str, Any] = recipe.get("names", {})
        self._documents = [_Document(each) for each in recipe["documents"]]
        self.lost = [_RemarkRule(each) for each in recipe.get("lost", ())]
        self.warnings = [_RemarkRule(each) for each in recipe.get("warnings", ())]

    def files(self, scope: Scope) -> Iterator[PolicyFile]:
        """The files of the plan, in the recipe's order."""
        return (file for each in self._documents for file in each.files(scope))


class _Document:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self._name = filler(document["file"])
        self._language = document["language"]
        self._where = document["where"]
        self._is_for_each_server = document.get("per") == "server"
        self._holds = condition(document.get("if", {}))
        self._verbatim = document["root"] if "verbatim" in document else None
        self._root = compiled(document["root"])
        self._write = WRITERS[document.get("format", "text")]

    def files(self, scope: Scope) -> Iterator[PolicyFile]:
        each_of: Sequence[Scope] = scope["$servers"] if self._is_for_each_server else (scope,)
        for each in each_of:
            if self._holds(each):
                yield PolicyFile(
                    name=self._name(each),
                    language=self._language,
                    text=self._write(self._root(each)[0]) if self._verbatim is None else self._verbatim,
                    where=self._where,
                    is_the_same_for_all=self._verbatim is not None,
                )


class _RemarkRule:
    def __init__(self, rule: Mapping[str, Any]) -> None:
        self._what = rule["what"]
        self._holds = condition(rule["if"])
        self._say = filler(rule["say"])
        self._least = rule.get("least")
        self._is_of_tools = rule.get("each", "tools") == "tools"

    def remarks(self, scope: Scope) -> Iterator[Remark]:
        for server in scope["$servers"]:
            hits = [each for each in (server["$tools"] if self._is_of_tools else (server,)) if self._holds(each)]
            if not hits:
                continue
            least = min(each[self._least] for each in hits) if self._least else None
            yield Remark(
                what=self._what,
                say=self._say({**server, "least": least}),
                server=server["server"]["key"],
                tools=tuple(each["tool"]["name"] for each in hits) if self._is_of_tools else (),
            )
