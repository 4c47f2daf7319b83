"""Lighthouse finds nothing against accessibility, good practice or search engines; `make lighthouse` also judges performance.

Performance depends on the machine and on what else it does, so no test asserts it.
"""

from __future__ import annotations

import pytest

from tests.browser.hosted import HostedSite
from tests.browser.registries import PAGES
from tests.browser.static_site import StaticSite
from tests.lighthouse.judging import TIMELESS, Visit, browser_path, installed, verdicts

KINDS = ("home", "server", "browse", "compare", "planner", "tool with attacks and limits on arguments")

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lighthouse")]


def test_a_phone_gets_pages_without_a_point_lost(site: StaticSite):
    with HostedSite(site.folder).served() as hosted:
        visits = [Visit(hosted.url + PAGES[kind], categories=TIMELESS) for kind in KINDS]
        for kind, verdict in zip(KINDS, verdicts(installed(), browser_path(), visits), strict=True):
            assert not verdict.error, f"{kind}: {verdict.error}"
            assert set(verdict.scores.values()) == {100}, f"{kind}: {verdict.scores}, {verdict.lost}"
