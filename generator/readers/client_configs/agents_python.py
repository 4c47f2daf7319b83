"""A Python program of the OpenAI Agents SDK: where it filters the tools of a server. It is parsed and never run.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any, Final

from generator.model.client_config import ConfigFile, Place, Setting
from generator.readers.client_configs.document import Document

NAME: Final = "agents-python"
LABEL: Final = "Python with the OpenAI Agents SDK's `tool_filter`"
SYNTAX: Final = "python"
_FUNCTION: Final = "create_static_tool_filter"
_ARGUMENT: Final = "tool_filter"


def recognises(path: Path, data: Any) -> int:
    """How sure it is: 5 for any Python text that could be parsed."""
    del path
    return 5 if isinstance(data, ast.Module) else 0


def read(document: Document) -> ConfigFile:
    """One setting for each filter: a `tool_filter=` argument, or a call of `create_static_tool_filter` elsewhere."""
    found: dict[tuple[int, int], Setting] = {}
    inside: set[ast.AST] = set()
    for node in ast.walk(document.text.data):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for keyword in node.keywords:
            if keyword.arg == _ARGUMENT and not (
                isinstance(keyword.value, ast.Constant) and keyword.value.value is None
            ):
                inside.update(ast.walk(keyword.value))
                found[keyword.lineno, keyword.col_offset] = _setting(document, keyword.lineno, keyword.col_offset)
        if name == _FUNCTION and node not in inside:
            found[node.lineno, node.col_offset] = _setting(document, node.lineno, node.col_offset)
    settings = tuple(found[place] for place in sorted(found))
    return ConfigFile(path=document.file, format=NAME, client="openai-agents", scope=document.scope, settings=settings)


def _setting(document: Document, line: int, offset: int) -> Setting:
    return Setting(name=_ARGUMENT, value="filter", place=Place(file=document.file, line=line, column=offset + 1))
