"""What a check says of a server, as pointers and codes.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from generator.model.problem import Finding, Pointer
from generator.model.tool import Tool
from generator.rules.checks.subject import Subject
from tests.support.builders import make_judged, make_vocabulary


def findings(check: ModuleType, *tools: Tool, file_slug: str = "github", **server: Any) -> list[Finding]:
    """Every finding of the check about a server with these tools."""
    judged = make_judged(*tools, **server)
    subject = Subject(
        server=judged.server, file_slug=file_slug, vocabulary=make_vocabulary(), assessments=judged.assessments
    )
    return list(check.check(subject))


def found(check: ModuleType, *tools: Tool, **server: Any) -> list[tuple[Pointer, str]]:
    """The same as pointer and code."""
    return [(each.pointer, each.code) for each in findings(check, *tools, **server)]
