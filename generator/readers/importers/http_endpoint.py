"""The address of a streamable HTTP endpoint into an observation of its server.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from generator.readers.http_streams import observe_endpoint
from generator.readers.observation import Importer

IMPORTER: Final = Importer(
    name="the address of a streamable HTTP endpoint",
    accepts=lambda source: source.url is not None,
    observe=observe_endpoint,
)
