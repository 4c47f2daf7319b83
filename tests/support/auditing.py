"""A small catalog to audit against, configurations on disk, and what an audit says of them.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from generator.faces.audit_run import Audit, audit
from generator.model.audit import AuditFinding
from tests.support.builders import make_vocabulary, registry_server, registry_tool, write_registry

LONG: Final = "delete_every_note_of_every_notebook_that_a_workspace_holds"
"""58 characters: too long for two clients behind any server's name."""
PAY: Final = {"command": "npx", "args": ["-y", "@acme/pay-mcp@1.4.0"]}
NOTES: Final = {"command": "uvx", "args": ["acme.notes-mcp-server==2.0.1"]}
BOARD: Final = {"type": "http", "url": "https://mcp.board.example/mcp"}
GUARDED: Final = "python3 gate.py || { echo failed >&2; exit 2; }"


def _tool(name: str, category: str, **fields: Any) -> dict[str, Any]:
    reads = category == "Read"
    return registry_tool(name, category=category, hints={"readOnlyHint": reads}, parameters=[], **fields)


@cache
def small_catalog() -> Path:
    """Three servers: `pay` from npm, `acme-notes-mcp-server` from PyPI, and `board` at an address."""
    return write_registry(
        Path(mkdtemp(prefix="audit-catalog-")),
        registry_server(
            _tool("get_balance", "Read"),
            _tool("create_charge", "Financial"),
            _tool("delete_customer", "Destructive"),
            slug="pay",
            name="Acme Pay",
            package={"registry": "npm", "name": "@acme/pay-mcp", "version": "1.4.0"},
        ),
        registry_server(
            _tool("list_notes", "Read"),
            _tool("delete_note", "Destructive"),
            _tool(LONG, "Destructive"),
            slug="acme-notes-mcp-server",
            name="Acme Notes",
            package={"registry": "pypi", "name": "acme.notes-mcp-server", "version": "2.0.1"},
        ),
        registry_server(
            _tool("read_board", "Read"),
            _tool("post_card", "Write"),
            _tool("old_card", "Write", status="withdrawn", last_seen="0.9.0"),
            slug="board",
            name="Board",
            package={"registry": "none", "name": "board"},
            transport=["streamable-http"],
            capture={"date": "2026-11-20", "method": "streamable-http", "url": "https://mcp.board.example/mcp"},
        ),
    )


def write_files(folder: Path, files: Mapping[str, Any]) -> None:
    """Each value as JSON at its path, a text as it is."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), encoding="utf-8")


def audited(folder: Path, files: Mapping[str, Any], **options: Any) -> Audit:
    """The audit of these files, each named to it, with the folder as nobody's home."""
    write_files(folder, files)
    paths = [folder / name for name in files]
    return audit(paths, small_catalog(), make_vocabulary(), **{"home": folder / "home", **options})


def found(folder: Path, files: Mapping[str, Any], check: str, **options: Any) -> list[AuditFinding]:
    """What one check says of these files; every one of them could be read."""
    result = audited(folder, files, **options)
    assert result.unreadable == ()
    return [each for each in result.findings if each.check == check]


def servers(**entries: Any) -> dict[str, Any]:
    """A file of `mcpServers`; dots in keys are written `__dot__`."""
    return {"mcpServers": {key.replace("__dot__", "."): entry for key, entry in entries.items()}}


def decisions(folder: Path, files: Mapping[str, Any], **options: Any) -> dict[str, tuple[str, str | None]]:
    """The effect and the deciding rule for each tool of every server seen, by `client key tool`."""
    result = audited(folder, files, **options)
    return {
        f"{seen.client.CLIENT} {seen.server.key} {each.tool.name}": (
            each.decision.effect,
            each.decision.rule.text if each.decision.rule else None,
        )
        for seen in result.subject.seen
        for each in seen.decided
    }
