"""The findings and decisions of an audit for a program.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import json
from typing import Any

import click

from generator.faces.audit_run import Audit
from generator.model.client_config import Place
from generator.rules.audit.words import shown
from generator.rules.clients.switch import is_off


def show_audit_as_json(audit: Audit) -> None:
    """Print one object: files, servers, findings, decisions and what could not be read."""
    click.echo(json.dumps(as_data(audit), indent=2, ensure_ascii=True))


def as_data(audit: Audit) -> dict[str, Any]:
    """The object that is printed."""
    return {
        "files": [{"path": each.path, "format": each.format, "client": each.client} for each in audit.subject.files],
        "servers": [
            {
                "key": shown(server.key),
                "client": server.client,
                **_place(server.place),
                "catalog": match.head.slug if match.head else None,
                "recognised_by": match.how,
                "package": shown(match.package.name) if match.package else None,
                "version": match.package.version if match.package else None,
                "off": is_off(server),
            }
            for server, match in audit.subject.servers
        ],
        "findings": [
            {
                "check": each.check,
                "level": each.level.value,
                **_place(each.place),
                "message": each.message,
                "hint": each.hint,
                "server": each.server,
                "tools": list(each.tools),
                "risk": each.risk,
            }
            for each in audit.findings
        ],
        "decisions": [
            {
                "client": seen.client.CLIENT,
                "server": shown(seen.server.key),
                "tool": each.tool.name,
                "effect": each.decision.effect,
                "rule": shown(each.decision.rule.text) if each.decision.rule else None,
                "recommended": each.assessment.recommendation.effect,
                "risk": each.assessment.risk,
            }
            for seen in audit.subject.seen
            for each in seen.decided
        ],
        "unreadable": [{**_place(each.place), "message": each.message, "hint": each.hint} for each in audit.unreadable],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
