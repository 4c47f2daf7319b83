"""What every page of the engine gets from us: the way to the search in its header, and a Content-Security-Policy.

Both are put into the built HTML, because the two engines share its classes but no template.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Final
from urllib.parse import urlsplit

from generator.model.problem import CatalogError
from generator.model.site import Site
from generator.views.urls import BROWSE

_HEADER: Final = re.compile(r'<nav class="md-header__inner\b.*?</nav>', re.DOTALL)
_OWN_SEARCH: Final = re.compile(
    r'<label[^>]*\bfor="__search"[^>]*>.*?</label>\s*<div class="md-search"[^>]*>(?:(?!<div).)*?</div>', re.DOTALL
)
"""Zensical shows a search whether or not it is asked for."""
_SCRIPT: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_NOT_RUN: Final = re.compile(r"\bsrc=|\btype=\"?application/(?:ld\+)?json")
"""Scripts that the policy allows by their address, and data that no browser runs."""
_CHARSET: Final = re.compile(r'<meta charset="?utf-8"?\s*/?>')
_GITHUB: Final = "https://api.github.com"
"""Where the theme asks for the stars of the repository that `repo_url` names."""


def finish_frame(html: str, root: str, site: Site, where: str) -> str:
    """The page with a link to the browse page at the end of its header, which the script makes the search box, and with the policy.

    Raises:
        CatalogError: the theme has another header than expected, with a search of its own, or no charset.
    """
    html = _OWN_SEARCH.sub("", html)
    found = _HEADER.findall(html)
    if len(found) != 1 or "<nav" in found[0][4:] or "md-search" in found[0]:
        message = (
            f"{where}: found {len(found)} headers of the theme, or one with its own search, expected one without; remove "
            "`search` from the plugins of mkdocs.yml, or correct renderers/frame.py if the theme changed"
        )
        raise CatalogError(message)
    box = f'<div class="find"><a href="{root}{BROWSE}">Search</a></div>'
    html = html.replace(found[0], found[0].removesuffix("</nav>") + box + "</nav>")
    html, count = _CHARSET.subn(lambda match: f"{match[0]}{_policy(html, site)}", html, count=1)
    if not count:
        message = f'{where}: found no <meta charset="utf-8">, expected it at the head of a page; the theme changed: correct renderers/frame.py'
        raise CatalogError(message)
    return html


def security_policy(scripts: list[str], site: Site) -> str:
    """The policy of a page that holds these inline scripts: nothing from elsewhere, and no other script within.

    Styles may stand in the page, as the theme's do. Source: Content Security Policy Level 3, section 2.3.1 for the hashes.
    """
    own = [f"'sha256-{b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in scripts]
    allowed = ["'self'", *dict.fromkeys(own)]
    form = f" {_origin(site.contact.endpoint)}" if site.contact.endpoint else ""
    stars = f" {_GITHUB}" if site.asks_github else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {' '.join(allowed)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            f"connect-src 'self'{form}{stars}",
            f"form-action 'self'{form}",
            "base-uri 'none'",
            "object-src 'none'",
        )
    )


def inline_scripts(html: str) -> list[str]:
    """The scripts that stand in the page itself, in order; data that no browser runs is none."""
    return [match["text"] for match in _SCRIPT.finditer(html) if not _NOT_RUN.search(match["attributes"])]


def _policy(html: str, site: Site) -> str:
    if site.is_preview:
        return ""
    return f'<meta http-equiv="Content-Security-Policy" content="{security_policy(inline_scripts(html), site)}">'


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
