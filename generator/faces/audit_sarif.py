"""The findings of an audit as SARIF 2.1.0, which code hosts show beside the lines.

Source: SARIF 2.1.0 with errata 01, sections 3.19 (tool), 3.27 (result), 3.49 (reporting descriptor).

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import PurePath
from types import ModuleType
from typing import Any, Final
from urllib.parse import quote

import click

from generator.faces.audit_run import Audit
from generator.model.audit import AuditFinding, Level
from generator.model.client_config import Place, Unreadable
from generator.rules.audit import CHECKS

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Level.ERROR: "error", Level.REVIEW: "warning", Level.NOTE: "note"}
_FINGERPRINT: Final = "policyCatalogAudit/v1"
PAGE: Final = "handbook/audit/"
"""Page of the handbook that lists the checks; each family has a heading of its name."""


def show_audit_as_sarif(audit: Audit, site_url: str) -> None:
    """Print the log; help links lead to the site at this address."""
    click.echo(json.dumps(as_sarif(audit, site_url), indent=2, ensure_ascii=True))


def as_sarif(audit: Audit, site_url: str) -> dict[str, Any]:
    """The log of one run."""
    index = {check.ID: position for position, check in enumerate(CHECKS)}
    seen: dict[str, int] = {}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "policy-catalog audit",
                        "version": version("mcp-policy-catalog"),
                        "informationUri": f"{site_url}{PAGE}",
                        "rules": [_rule(check, site_url) for check in CHECKS],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not audit.unreadable,
                        "toolExecutionNotifications": [_notification(each) for each in audit.unreadable],
                    }
                ],
                "artifacts": [{"location": _artifact(each.path)} for each in audit.subject.files],
                "results": [_result(each, index[each.check], seen) for each in audit.findings],
            }
        ],
    }


def _rule(check: ModuleType, site_url: str) -> dict[str, Any]:
    engine = getattr(check, "ENGINE", None)
    family, detail = check.ID.split("/")
    words = f"{family}-{detail}".split("-")
    return {
        "id": check.ID,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": check.SENTENCE},
        "fullDescription": {"text": check.SENTENCE + (f" Seen in {engine}." if engine else "")},
        "helpUri": f"{site_url}{PAGE}#{family}",
        "defaultConfiguration": {"level": _LEVELS[check.LEVEL]},
        "properties": {"tags": ["security", "mcp", family]},
    }


def _result(finding: AuditFinding, index: int, seen: dict[str, int]) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _physical(finding.place)}
    if finding.server is not None:
        location["logicalLocations"] = [{"name": finding.server, "kind": "resource"}]
    return {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{finding.message}. To do: {finding.hint}."},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(finding, seen)},
        "properties": {"server": finding.server, "tools": list(finding.tools), "risk": finding.risk},
    }


def _fingerprint(finding: AuditFinding, seen: dict[str, int]) -> str:
    """The same for the same finding wherever its line moves to; numbered where two are alike."""
    parts = (finding.check, finding.place.file, finding.server or "", *finding.tools, finding.message)
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[digest] = seen.get(digest, 0) + 1
    return f"{digest}:{seen[digest]}"


def _notification(each: Unreadable) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": f"{each.message}; {each.hint}"},
        "locations": [{"physicalLocation": _physical(each.place)}],
    }


def _physical(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"artifactLocation": _artifact(place.file), "region": region}


def _artifact(path: str) -> dict[str, Any]:
    """An address relative to where the audit ran, absolute for an absolute path."""
    quoted = quote(os.fsencode(path))
    return {"uri": f"file://{quoted}" if PurePath(path).is_absolute() else quoted}
