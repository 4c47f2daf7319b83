"""What tells one server of a catalog from the others.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from msgspec import Struct


class ServerHead(Struct, frozen=True, kw_only=True):
    """The beginning of one registry file."""

    slug: str
    name: str
    """Display name."""
    registry: str | None
    """Package registry; None: the entry names no package."""
    package: str | None
    version: str | None
    """The version whose tools were listed."""
    url: str | None
    """The endpoint that was asked, for a server reached over HTTP."""
