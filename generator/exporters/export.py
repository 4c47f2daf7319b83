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
    told = _remarks_program(target)(plan)
    remarks = [
        Remark(what=rules[position].what, say=say, server=server, tools=tools) for position, say, server, tools in told
    ]
    lost = sum(position < len(target.recipe.lost) for position, *_ in told)
    return Export(
        target=target.id,
        label=target.recipe.label,
        files=export_files(target, plan),
        lost=tuple(remarks[:lost]),
        warnings=tuple(remarks[lost:]),
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
        for position, name, text in printed(target, plan)
    )


def printed(target: Target, plan: Plan) -> list[Printed]:
    """Position of the document in the recipe, name and text of each file.

    Raises:
        SameKey: as above.
    """
    return _files_program(target)(plan)


def sentences(target: Target, plan: Plan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the remarks of the export say: of what is lost, and of what else to look at.

    Raises:
        SameKey: as above.
    """
    told = _remarks_program(target)(plan)
    number = len(target.recipe.lost)
    return tuple([each[1] for each in told if each[0] < number]), tuple([each[1] for each in told if each[0] >= number])


@cache
def _files_program(target: Target) -> Callable[[Plan], list[Printed]]:
    return files_program(target.data)


@cache
def _remarks_program(target: Target) -> Callable[[Plan], list[Told]]:
    return remarks_program(target.data)
