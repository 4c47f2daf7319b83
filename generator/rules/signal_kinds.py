"""Kinds of risk signals in the words that pages use. What finds them is in `rules.signals`.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

PARAMETER_SIGNALS: Final[dict[str, str]] = {
    "path": "names a file or folder",
    "URL": "names an address to reach",
    "command": "holds a command line",
    "query": "holds a query the server runs",
    "code": "holds code or an expression",
    "template": "holds a template the server fills in",
    "recipient": "names who receives something",
    "amount": "holds an amount of money or units",
    "bulk": "takes many targets in one call",
    "wildcard": "may match more than one target",
    "force": "skips a check or a confirmation",
    "dry-run": "lets a call be tried without its effect",
    "secret-in": "takes a secret",
}
"""Kind of signal of one parameter and what such a parameter does, in the order they are reported."""
TOOL_SIGNALS: Final[dict[str, str]] = {
    "secret-out": "gives out secrets",
    "personal-data": "gives out data about people",
    "private-data": "gives out files, messages or records that not everybody may see",
    "untrusted-content": "brings in text that strangers wrote",
    "sends-out": "carries data to somebody outside",
    "guards": "changes permissions, members or another guard",
    "irreversible": "says that there is no way back",
    "costs-money": "costs money by being called",
    "instructs-model": "gives the model orders in its description",
    "hidden-text": "holds characters in its definition that nobody sees",
}
"""Kind of signal of the tool as a whole and what such a tool does, in the order they are reported."""
SIGNALS: Final[dict[str, str]] = PARAMETER_SIGNALS | TOOL_SIGNALS
"""Both, parameters first."""
