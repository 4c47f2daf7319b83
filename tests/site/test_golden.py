"""What each kind of page says is written down; a change of a page is a change of a file here.

`UPDATE_CASES=1 pytest tests/site/test_golden.py` writes the expected bodies anew. Read the difference before committing it.
"""

from __future__ import annotations

import os
import re

import pytest

from tests.support.builders import ROOT

CASES = ROOT / "tests" / "cases" / "site"
EXPECTED = CASES / "expected"
PAGES = [
    "404",
    "index",
    "servers/index",
    "tools/index",
    "risk/index",
    "risk/high/index",
    "risk/not-reviewed/index",
    "categories/index",
    "categories/write/index",
    "tools/shop/index",
    "tools/bakery/index",
    "tools/postbox/index",
    "tools/postbox/read-messages/index",
    "tools/postbox/fetch-page/index",
    "tools/postbox/send-message/index",
    "tools/postbox/list-stamps/index",
    "overview/index",
    "browse/index",
    "compare/index",
    "lists/signal-amount/index",
    "lists/hint-read-only-not-stated/index",
    "lists/publishers/index",
    "attacks/index",
    "attacks/order-in-a-letter/index",
    "attacks/stolen-stamp/index",
    *(
        f"tools/shop/{slug}/index"
        for slug in (
            "list-orders",
            "get-api-key",
            "update-order",
            "run-report",
            "delete-order",
            "refund-order",
            "sync-stock",
            "frobnicate",
            "print-label",
            "get-job-status",
        )
    ),
]
ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*?)</article>', re.DOTALL)


@pytest.fixture(scope="module")
def site(tmp_path_factory, project):
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("golden") / "site"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator.faces.cli",
            "build",
            "--catalog",
            str(CASES / "catalog"),
            "--site-dir",
            str(folder),
        ],
        cwd=project.root,
        env={
            **os.environ,
            "SOURCE_DATE_EPOCH": "1795305600",
            "CATALOG_SOURCE_URL": "https://code.example/catalog/blob/main/catalog/",
            "CATALOG_CONTACT_ENDPOINT": "https://forms.example/send",
            "CATALOG_CONTACT_ISSUES": "https://code.example/catalog/issues/new",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def body_of(path) -> str:
    """The page's body, one element a line, so that a difference is readable."""
    found = ARTICLE.search(path.read_text())
    assert found, path
    text = re.sub(r"\s*\n\s*", "\n", found[1].strip())
    return re.sub(r"(?<=>)(?=<(?!/))", "\n", text) + "\n"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_is_written_down(page, site):
    expected = EXPECTED / f"{page.removesuffix('/index').replace('/', '.')}.html"
    found = body_of(site / f"{page}.html")
    if os.environ.get("UPDATE_CASES"):
        EXPECTED.mkdir(exist_ok=True)
        expected.write_text(found)
    assert found == expected.read_text()


def test_every_written_page_is_compared():
    compared = {f"{page.removesuffix('/index').replace('/', '.')}.html" for page in PAGES}
    assert {path.name for path in EXPECTED.iterdir()} == compared
