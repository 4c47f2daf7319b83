"""Status: what is said to be verified was seen, and what was not seen says where it comes from.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.model.problem import Finding, Pointer, Severity
from generator.model.tool import Definition
from generator.rules.checks.subject import Subject

SENTENCE: Final = "A verified tool has a definition and a capture; any other status names its source."


def check(subject: Subject) -> Iterator[Finding]:
    """Findings about status, capture and definition."""
    server = subject.server
    verified = [position for position, tool in enumerate(server.tools) if tool.status == "verified"]
    if server.capture is None and verified:
        yield _missing(
            ("tools", verified[0]), "status/capture", "a verified tool on a server without `capture`", "capture"
        )
    for position, tool in enumerate(server.tools):
        here: Pointer = ("tools", position)
        if tool.status == "verified" and tool.definition is None:
            yield _missing(here, "status/definition", f"verified tool {tool.name!r} without `definition`", "definition")
        if tool.definition is not None and tool.definition.tokens != -(-tool.definition.bytes // 4):
            yield _tokens(here, tool.definition)
        if tool.status == "listed-elsewhere" and tool.listed is None:
            yield _missing(here, "status/listed", f"tool {tool.name!r} listed elsewhere without `listed`", "listed")
        if tool.status == "withdrawn" and tool.last_seen is None:
            yield _missing(here, "status/last-seen", f"withdrawn tool {tool.name!r} without `last_seen`", "last_seen")
        if tool.listed is not None and tool.status != "listed-elsewhere":
            yield _needless((*here, "listed"), "status/listed", "listed-elsewhere", tool.status)
        if tool.last_seen is not None and tool.status != "withdrawn":
            yield _needless((*here, "last_seen"), "status/last-seen", "withdrawn", tool.status)


def _tokens(here: Pointer, definition: Definition) -> Finding:
    expected = -(-definition.bytes // 4)
    return Finding(
        pointer=(*here, "definition", "tokens"),
        code="status/tokens",
        message=f"found {definition.tokens} tokens for {definition.bytes} bytes, expected {expected} by {definition.tokens_method}",
        hint="correct it, or import the server again",
        reads=("bytes", "tokens_method"),
    )


def _missing(pointer: Pointer, code: str, found: str, key: str) -> Finding:
    hint = "run `policy-catalog import` to observe it, or give the entry another `status`"
    if key in {"listed", "last_seen"}:
        hint = f"add `{key}`"
    reads = ("status", key)
    is_draft = key in {"capture", "definition"}
    return Finding(
        pointer=pointer,
        code=code,
        message=f"found {found}, expected `{key}`",
        hint=hint,
        severity=Severity.REVIEW if is_draft else Severity.ERROR,
        reads=reads,
    )


def _needless(pointer: Pointer, code: str, wanted: str, status: str) -> Finding:
    message = f"found `{pointer[-1]}` on a tool with status {status!r}, expected it only with {wanted!r}"
    return Finding(
        pointer=pointer, code=code, message=message, hint="remove it, or correct the status", reads=("status",)
    )
