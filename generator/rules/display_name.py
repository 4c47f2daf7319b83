"""A package name or slug into a first display name, for a person to improve.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from typing import Final

_NOT_A_NAME: Final = frozenset({"mcp", "server", "modelcontextprotocol", "npm", "pypi"})
_SPELLINGS: Final = {"api": "API", "aws": "AWS", "dynamodb": "DynamoDB", "eks": "EKS", "ecs": "ECS", "github": "GitHub",
                     "gitlab": "GitLab", "iam": "IAM", "mysql": "MySQL", "sql": "SQL", "sqlite": "SQLite",
                     "ssh": "SSH"}  # fmt: skip


def display_name(identifier: str) -> str:
    """Words of the identifier without "MCP server", each with a capital.

    >>> display_name("awslabs.valkey-mcp-server")
    'Awslabs Valkey'
    >>> display_name("@modelcontextprotocol/server-filesystem")
    'Filesystem'
    """
    words = [word for word in re.split(r"[^A-Za-z0-9]+", identifier) if word]
    telling = [word for word in words if word.lower() not in _NOT_A_NAME] or words
    return " ".join(_SPELLINGS.get(word.lower(), word[0].upper() + word[1:]) for word in telling)[:128]
