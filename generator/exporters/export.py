"""A plan and a target into the files that a reader pastes, and what they cannot say.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from generator.exporters.program import Printed, Told, files_program, remarks_program
from generator.exporters.target import Target
from generator.model.plan import Plan
from generator.model.policy import Export, PolicyFile, Remark


def export(target: Target, plan: Plan) -> Export:
    """The plan in the target's format.

    Raises:
        SameKey: two tools or servers would share one name in this client.
    """
    rules = (*target.recipe.lost, *target.recipe.warnings)
    told = [
        (position, Remark(what=rules[position].what, say=say, server=server, tools=tools))
        for position, say, server, tools in _remarks_program(target)(plan)
    ]
    number = len(target.recipe.lost)
    return Export(
        target=target.id,
        label=target.recipe.label,
        files=export_files(target, plan),
        lost=tuple(remark for position, remark in told if position < number),
        warnings=tuple(remark for position, remark in told if position >= number),
    )


def export_files(target: Target, plan: Plan) -> tuple[PolicyFile, ...]:
    """The files of the export alone: the remarks take as long again, and the build does not print them.

    Raises:
        SameKey: as above.
    """
    documents = target.recipe.documents
    return tuple(
        PolicyFile(
            name=name,
            language=documents[position].language,
            text=text,
            where=documents[position].where,
            is_the_same_for_all=documents[position].verbatim is not None,
        )
        for position, name, text in _files_program(target)(plan)
    )


@cache
def _files_program(target: Target) -> Callable[[Plan], list[Printed]]:
    return files_program(target.data)


@cache
def _remarks_program(target: Target) -> Callable[[Plan], list[Told]]:
    return remarks_program(target.data)
