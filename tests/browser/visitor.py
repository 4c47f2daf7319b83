"""A reader of the site in a real browser, whom nothing unexpected may happen to.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response, sync_playwright

from tests.browser.static_site import StaticSite

LAUNCH: Final = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def launched() -> Iterator[Browsing]:
    """A browser: the one that CATALOG_BROWSER names, else the system's, else Playwright's own."""
    named = os.environ.get("CATALOG_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=named, args=list(LAUNCH))
        yield Browsing(browser)
        browser.close()


class Browsing:
    """A browser with one context for each site, with and without script, for each density of pixels.

    A page stays open in each: without one, every test would pay for a new process, more than for all else it does.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._keepers: dict[tuple[str, bool, float], Page] = {}

    def context(self, site: StaticSite, *, script: bool, scale: float = 1) -> BrowserContext:
        """The context for that site; it may read and write the clipboard, and remembers nothing of earlier visits."""
        key = (site.origin, script, scale)
        if key not in self._keepers:
            context = self._browser.new_context(java_script_enabled=script, device_scale_factor=scale)
            context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.origin)
            self._keepers[key] = context.new_page()
            self._keepers[key].goto(site.url + "assets/favicon.svg")
        keeper = self._keepers[key]
        keeper.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        return keeper.context


class Visitor:
    """Opens pages; console errors, page errors, failed requests and requests to other hosts are kept as problems."""

    def __init__(self, browsing: Browsing, site: StaticSite) -> None:
        self.site = site
        self._browsing = browsing
        self._pages: list[Page] = []
        self._problems: list[str] = []
        self._expected: list[str] = []
        self._origins = {site.origin}

    def open(self, path: str = "", **wishes: Any) -> Page:
        """The page at that path, as `page` shows it."""
        page = self.page(**wishes)
        page.goto(self.site.url + path)
        return page

    def page(
        self, *, width: int = 1280, height: int = 800, script: bool = True, scale: float = 1, **media: Any
    ) -> Page:
        """An empty page that is watched; `media` says what the reader's system asks for, as `Page.emulate_media`."""
        page = self._browsing.context(self.site, script=script, scale=scale).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**media)
        page.on("console", self._console)
        page.on("pageerror", self._error)
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", self._failed)
        self._pages.append(page)
        return page

    def expects(self, pattern: str) -> None:
        """A problem that matches the pattern is part of the test."""
        self._expected.append(pattern)

    def may_ask(self, origin: str) -> None:
        """Requests to this origin are part of the test."""
        self._origins.add(origin)

    def leave(self) -> list[str]:
        """Close everything, and say what went wrong."""
        for page in self._pages:
            page.close()
        return [each for each in self._problems if not any(re.search(pattern, each) for pattern in self._expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self._problems.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _error(self, error: Error) -> None:
        self._problems.append(f"page error: {error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" not in self._origins:
            self._problems.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._problems.append(f"answer {response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):
            self._problems.append(f"request failed: {request.url}: {request.failure}")


def open_all(page: Page) -> None:
    """Unfold every question, list and form of the page."""
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true }")


def wait_until(page: Page, expression: str, *, milliseconds: int = 10_000) -> None:
    """Return when the expression holds in the page.

    Playwright's own waiting for a text evaluates it inside the page, which the site's Content-Security-Policy forbids.
    """
    end = time.monotonic() + milliseconds / 1000
    while not page.evaluate(f"() => Boolean({expression})"):
        assert time.monotonic() < end, f"not so within {milliseconds} ms: {expression}"
        page.wait_for_timeout(20)
