"""Scripts and settings of a site into `_headers`: what its host should send, in the format of Netlify and Cloudflare Pages.

The policy is the same as in the pages, but one for all of them, and it says what a page cannot say of itself: who may
frame it. Other hosts take the same lines from this file; the handbook shows how.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from generator.model.site import Site
from generator.renderers.frame import security_policy

HEADERS_FILE: Final = "_headers"
LINE_LIMIT: Final = 2_000
"""Characters in one line. Source: Cloudflare Pages, "Headers"; a host cuts or drops what is longer."""
_HASHED: Final = re.compile(r"assets/(?:javascripts|stylesheets)/[\w/-]+\.[0-9a-f]{8}\.min\.(?:js|css)\Z")
"""Files of the theme whose names change with their bytes."""
_FONT: Final = re.compile(r"assets/fonts/[\w-]+\.woff2\Z")
_ALWAYS: Final = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
"""Nothing here takes the clipboard away, which the copy buttons need, nor the origin, which form endpoints ask for."""
_YEAR: Final = "public, max-age=31536000, immutable"
_MONTH: Final = "public, max-age=2592000"


def headers_file(scripts: Iterable[str], paths: Iterable[str], site: Site) -> tuple[str, bytes]:
    """Path and content of the file; `scripts` are the inline scripts of all pages, `paths` the files of the site.

    Pages and data get no rule for caches: both hosts make browsers ask again for them, and a second rule for one
    address would be joined to the first with a comma.
    """
    policy = f"{security_policy(sorted(set(scripts)), site)}; frame-ancestors 'none'"
    lines = _rule("/*", ("Content-Security-Policy", policy), *_ALWAYS)
    for path in sorted(paths):
        if _HASHED.match(path):
            lines += _rule(f"/{path}", ("Cache-Control", _YEAR))
        elif _FONT.match(path):
            lines += _rule(f"/{path}", ("Cache-Control", _MONTH))
    return HEADERS_FILE, ("\n".join(lines) + "\n").encode()


def _rule(address: str, *headers: tuple[str, str]) -> list[str]:
    return [address, *(f"  {name}: {value}" for name, value in headers)]
