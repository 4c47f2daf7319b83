"""The ways in: each importer turns one kind of source into an observation.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.readers.importers import http_endpoint, saved_json, stdio_server
from generator.readers.observation import Importer

IMPORTERS: Final[tuple[Importer, ...]] = (
    stdio_server.IMPORTER,
    http_endpoint.IMPORTER,
    saved_json.IMPORTER,
)
"""Exactly one accepts a source."""
