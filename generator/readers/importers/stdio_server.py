"""A command that starts a stdio server into an observation of it.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.readers.mcp_transports import observe_command
from generator.readers.observation import Importer

IMPORTER: Final = Importer(
    name="a command that starts a stdio server",
    accepts=lambda source: bool(source.command),
    observe=observe_command,
)
