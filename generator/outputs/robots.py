"""The site's address into `robots.txt`: everything may be read, and the sitemap says what there is.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

ROBOTS_FILE: Final = "robots.txt"


def robots_file(site_url: str) -> tuple[str, bytes]:
    """Path and content of the file. Source: RFC 9309 for the rules, sitemaps.org protocol for the `Sitemap` line."""
    return ROBOTS_FILE, f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n".encode()
