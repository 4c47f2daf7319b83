"""Whether a server that its file switches off stays off: only some clients heed such a key.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from types import ModuleType

from generator.model.client_config import ConfiguredServer
from generator.rules.clients import CLIENTS


def reader_of(server: ConfiguredServer) -> ModuleType | None:
    """The client that reads the server's file; None when many do."""
    return next((client for client in CLIENTS if server.client == client.CLIENT), None)


def heeds(server: ConfiguredServer) -> bool | None:
    """Whether the client heeds the key that switches the server off; None: there is no such key, or nobody tried."""
    known: tuple[str, ...] | None = getattr(reader_of(server), "OFF_BY", None)
    return None if server.off is None or known is None else server.off.text.split(":")[0] in known


def is_off(server: ConfiguredServer) -> bool:
    """Whether the server does not start; where nobody tried, the file is believed."""
    return server.off is not None and heeds(server) is not False
