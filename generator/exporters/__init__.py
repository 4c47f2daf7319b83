"""Recommendations into policy documents, one format a module.

To add one: a module with `TARGET` and `export(server, tool, assessment)`, and one line here.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from generator.exporters import policylayer_json
from generator.model.assessment import Assessment
from generator.model.policy import PolicyDocument
from generator.model.server import Server
from generator.model.tool import Tool

EXPORTERS: Final[tuple[ModuleType, ...]] = (policylayer_json,)


def policies(server: Server, tool: Tool, assessment: Assessment) -> tuple[PolicyDocument, ...]:
    """The tool's recommendation in every registered format, in the order of the registry."""
    return tuple(exporter.export(server, tool, assessment) for exporter in EXPORTERS)
