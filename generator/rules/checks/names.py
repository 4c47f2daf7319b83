"""Names and addresses: each thing once, under the name it has everywhere.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Pointer, Severity
from generator.model.tool import Parameter
from generator.rules.addresses import RESERVED, tool_slugs
from generator.rules.checks.subject import Subject

SENTENCE: Final = "A slug equals its file name, and no two tools or parameters share a name."


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about slugs and names of one server."""
    server = subject.server
    if server.slug != subject.file_slug:
        yield Finding(
            pointer=("slug",),
            code="names/slug-file",
            message=f"found slug {server.slug!r}, expected {subject.file_slug!r} as in the file name",
            hint="rename the file or correct the slug",
        )
    if server.slug in RESERVED:
        yield Finding(
            pointer=("slug",),
            code="names/reserved",
            message=f"found slug {server.slug!r}, expected one that is no page address of the site",
            hint="choose another slug and file name",
        )
    seen: dict[str, int] = {}
    for position, tool in enumerate(server.tools):
        if tool.name in seen:
            yield Finding(
                pointer=("tools", position, "name"),
                code="names/tool-twice",
                message=f"found tool {tool.name!r} again, expected each tool once",
                hint="keep one of the two entries",
            )
        seen.setdefault(tool.name, position)
        if isinstance(tool.parameters, tuple):
            yield from _parameters(tool.parameters, ("tools", position, "parameters"))
    slugs, suffixed = tool_slugs(server.tools)
    for position in suffixed:
        if seen[server.tools[position].name] == position:
            yield Finding(
                pointer=("tools", position, "slug") if server.tools[position].slug else ("tools", position, "name"),
                code="names/shared-address",
                message=f"found a tool whose page address is taken, expected one of its own; it is published at {slugs[position]!r}",
                hint="set `slug:` on this tool to an address of its own",
                severity=Severity.REVIEW,
            )


def _parameters(parameters: tuple[Parameter, ...], pointer: Pointer) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, parameter in enumerate(parameters):
        if parameter.name in seen:
            yield Finding(
                pointer=(*pointer, position, "name"),
                code="names/parameter-twice",
                message=f"found parameter {parameter.name[:80]!r} again, expected each once",
                hint="keep one of the two",
            )
        seen.add(parameter.name)
        if isinstance(parameter.fields, tuple):
            yield from _parameters(parameter.fields, (*pointer, position, "fields"))
