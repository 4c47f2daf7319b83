"""A browser, a rich site behind a web server, and the other end of its contact form; one of each for a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.browser.published import build_site
from tests.browser.receiver import Receiver
from tests.browser.registries import rich_attacks, rich_registry
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Browsing, Visitor, launched
from tests.support.builders import write_registry
from tests.support.project import Project, make_project

Build = Callable[..., Path]


@pytest.fixture(scope="session")
def browsing() -> Iterator[Browsing]:
    with launched() as browsing:
        yield browsing


@pytest.fixture(scope="session")
def browser_project(tmp_path_factory) -> Project:
    """A project of the browser tests alone: its frames hold their contact settings."""
    return make_project(tmp_path_factory.mktemp("browser-project"))


@pytest.fixture(scope="session")
def build(tmp_path_factory, browser_project) -> Build:
    """Build a site from registry entries and attacks, with settings from the environment; returns its folder."""

    def build(*servers: dict[str, Any], attacks: Sequence[dict[str, Any]] = (), **settings: str) -> Path:
        folder = tmp_path_factory.mktemp("site")
        catalog = write_registry(folder / "catalog", *servers, attacks=attacks)
        return build_site(browser_project, catalog, folder / "site", **settings)

    return build


@pytest.fixture(scope="session")
def session_receiver() -> Iterator[Receiver]:
    with Receiver().listening() as receiver:
        yield receiver


@pytest.fixture
def receiver(session_receiver) -> Receiver:
    """Where the contact forms of `site` are posted."""
    session_receiver.forget()
    return session_receiver


@pytest.fixture(scope="session")
def site(build, session_receiver) -> Iterator[StaticSite]:
    """The rich registry as a published site, every way of contact set."""
    folder = build(
        *rich_registry(),
        attacks=rich_attacks(),
        CATALOG_SOURCE_URL="https://code.example/catalog/blob/main/catalog/",
        CATALOG_CONTACT_ENDPOINT=session_receiver.url,
        CATALOG_CONTACT_ISSUES="https://code.example/catalog/issues/new",
        CATALOG_CONTACT_EMAIL="catalog@example.org",
    )
    with StaticSite(folder).served() as site:
        yield site


@pytest.fixture
def visitor_of(browsing: Browsing) -> Iterator[Callable[[StaticSite], Visitor]]:
    """Visitors of any site; the test fails when something unexpected happened to one of them."""
    visitors: list[Visitor] = []

    def visitor_of(site: StaticSite) -> Visitor:
        visitors.append(Visitor(browsing, site))
        return visitors[-1]

    yield visitor_of
    problems = [problem for visitor in visitors for problem in visitor.leave()]
    assert not problems, "\n".join(problems)


@pytest.fixture
def visitor(site, visitor_of) -> Visitor:
    """A visitor of the rich site."""
    return visitor_of(site)
