"""Accessibility rules of axe-core, asked of a page as it stands.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

from typing import Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.visitor import wait_until

_AXE: Final = Axe()
_STILL: Final = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets.push(still);
}"""
"""Ends every transition, one that the page begins while axe-core looks at it too: it would measure a colour half faded in."""


def violations(page: Page, *rules: str, without: str | None = None) -> str:
    """One line for each element that breaks a rule, empty when none does.

    All rules of axe-core are asked, WCAG 2.2's size of targets too, unless some are named or one is left out.
    """
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = list(rules)
    else:
        options["rules"] = {"target-size": {"enabled": True}, **({without: {"enabled": False}} if without else {})}
    page.evaluate(_STILL)
    wait_until(page, "document.getAnimations().every((each) => each.playState !== 'running')")
    found = _AXE.run(page, options=options).response["violations"]
    page.evaluate("() => document.adoptedStyleSheets.pop()")
    return "\n".join(
        f"{each['id']}: {' '.join(map(str, node['target']))}: {node['html'][:200]} {_why(node)}"
        for each in found
        for node in each["nodes"]
    )


def _why(node: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
