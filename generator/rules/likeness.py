"""A tool into what it shares with the same tool of another server or version, whose digest differs.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib

from generator.model.tool import Tool
from generator.rules.definition import canonical_json
from generator.rules.excerpt import excerpt


def likeness(tool: Tool) -> str | None:
    """Start of a digest of name, first sentence, and names and types of the parameters in any order.

    None where the sentence or the parameters are not known: a name alone says too little.
    """
    quote = excerpt(tool.definition.quote or "") if tool.definition else ""
    if not quote or not isinstance(tool.parameters, tuple):
        return None
    parameters = sorted([each.name, each.type or ""] for each in tool.parameters)
    return hashlib.sha256(canonical_json([tool.name, quote, parameters])).hexdigest()[:20]
