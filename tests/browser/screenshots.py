"""Pictures of every kind of page, to be looked at by a person: `python tests/browser/screenshots.py OUT [--catalog DIR]`.

Without a catalog the pages are those the browser tests look at, long names and 300 parameters among them; with one,
its largest server, a tool of each category, the tool with most parameters and the one with the longest name.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from generator.model.tool import Tool
from generator.rules.addresses import tool_slugs
from tests.browser.published import build_site
from tests.browser.registries import PAGES, rich_attacks, rich_registry
from tests.browser.static_site import StaticSite
from tests.browser.visitor import Browsing, Visitor, launched, open_all
from tests.support.builders import write_registry
from tests.support.project import make_project

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 390, "height": 844},
    "no-script": {"script": False},
    "open": {"color_scheme": "light"},
    "zoom": {"width": 640, "height": 400, "scale": 2},
    "forced": {"forced_colors": "active", "color_scheme": "light"},
    "forced-dark": {"width": 390, "forced_colors": "active", "color_scheme": "dark"},
    "print": {"width": 720, "media": "print"},
}
"""Ways to look at each page; in `open` every question and the contact form are unfolded."""
SITE_PAGES: Final = {
    "home": "",
    "all-tools": "tools/",
    "all-servers": "servers/",
    "categories": "categories/",
    "category": "categories/execute/",
    "risk-classes": "risk/",
    "risk-class": "risk/critical/",
    "attacks": "attacks/",
    "browse": "browse/",
    "compare": "compare/",
    "planner": "plan/",
    "handbook": "handbook/how-to-read/",
    "unknown-address": "tools/nothing-here/",
}
SETTINGS: Final = {
    "CATALOG_SOURCE_URL": "https://code.example/catalog/blob/main/catalog/",
    "CATALOG_CONTACT_ENDPOINT": "https://forms.example/contact",
    "CATALOG_CONTACT_ISSUES": "https://code.example/catalog/issues/new",
    "CATALOG_CONTACT_EMAIL": "catalog@example.org",
}


def main() -> None:
    """Write the pictures, and say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--catalog", type=Path, help="folder of a registry")
    parser.add_argument("--look", choices=LOOKS, action="append", help="only this look; may be repeated")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        catalog = arguments.catalog or write_registry(Path(work) / "catalog", *rich_registry(), attacks=rich_attacks())
        pages = pages_of(arguments.catalog) if arguments.catalog else PAGES
        site = build_site(make_project(Path(work) / "project"), catalog.resolve(), Path(work) / "site", **SETTINGS)
        with StaticSite(site).served() as served, launched() as browsing:
            for look in arguments.look or LOOKS:
                shoot(browsing, served, pages, look, arguments.out)
    print(f"{len(list(arguments.out.glob('*.png')))} pictures in {arguments.out}")


def shoot(browsing: Browsing, site: StaticSite, pages: dict[str, str], look: str, out: Path) -> None:
    """One picture of each page in one look."""
    visitor = Visitor(browsing, site)
    page = visitor.page(**LOOKS[look])
    for name, path in pages.items():
        page.goto(site.url + path)
        if look == "open":
            open_all(page)
        page.screenshot(path=out / f"{name.replace(' ', '-').replace(',', '')}-{look}.png", full_page=True)
    visitor.leave()


def pages_of(catalog: Path) -> dict[str, str]:
    """Names and paths of the pages to look at in any catalog."""
    servers = [yaml.safe_load(file.read_bytes()) for file in sorted((catalog / "servers").glob("*.yaml"))]
    tools = [each for server in servers for each in tools_of(server)]
    largest = max(servers, key=lambda server: len(server["tools"]))
    found = {**SITE_PAGES, "server": f"tools/{largest['slug']}/"}
    for category in ("Read", "Write", "Execute", "Destructive", "Financial"):
        first = next((path for path, tool in tools if tool.get("category") == category), None)
        if first:
            found[f"tool-{category.lower()}"] = first
    found["tool-most-parameters"] = max(tools, key=lambda each: count_of(each[1].get("parameters")))[0]
    found["tool-longest-name"] = max(tools, key=lambda each: len(each[1]["name"]))[0]
    found |= {
        f"attack-{path.stem}": f"attacks/{path.stem}/" for path in sorted((catalog / "attacks").glob("*.yaml"))[:2]
    }
    for status in ("listed-elsewhere", "withdrawn"):
        found |= {f"tool-{status}": path for path, tool in tools if tool.get("status") == status}
    return found


def tools_of(server: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The path and the entry of each tool."""
    slugs, _ = tool_slugs([Tool(name=tool["name"], slug=tool.get("slug")) for tool in server["tools"]])
    return [(f"tools/{server['slug']}/{slug}/", tool) for slug, tool in zip(slugs, server["tools"], strict=True)]


def count_of(parameters: Any) -> int:
    """How many parameters there are, nested ones included."""
    if not isinstance(parameters, list):
        return 0
    return sum(1 + count_of(each.get("fields")) for each in parameters)


if __name__ == "__main__":
    main()
