"""Limits in the site's settings are numbers of bytes, and anything else is refused by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.problem import CatalogError
from generator.model.site import Budget
from generator.readers.site_settings import project_of
from tests.support.builders import ROOT


def budget_in(tmp_path: Path, text: str) -> Budget:
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"extra:\n  catalog:\n    {text}\n")
    return project_of(settings).budget


def test_this_project_has_limits_for_its_pages(monkeypatch: pytest.MonkeyPatch):
    assert project_of(ROOT / "mkdocs.yml").budget == Budget(page_bytes=24_000, gzip_bytes=6_500)
    monkeypatch.setenv("CATALOG_BUDGET_PAGE", "30000")
    monkeypatch.setenv("CATALOG_BUDGET_PAGE_GZIP", "")
    assert project_of(ROOT / "mkdocs.yml").budget == Budget(page_bytes=30_000, gzip_bytes=None)


@pytest.mark.parametrize("text", ["source_url: ''", "budget:", "budget: {}", "budget: {page: }"])
def test_no_limit_is_a_setting_too(text: str, tmp_path: Path):
    assert budget_in(tmp_path, text) == Budget()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("budget: 24000", "extra.catalog.budget: found 24000"),
        ("budget: {page: 24 kB}", "budget.page: found '24 kB'"),
        ("budget: {page_gzip: 0}", "budget.page_gzip: found 0"),
        ("budget: {page: true}", "budget.page: found True"),
        ("budget: {pages: 1}", "found 'pages'"),
    ],
)
def test_anything_else_is_refused(text: str, named: str, tmp_path: Path):
    with pytest.raises(CatalogError, match=named):
        budget_in(tmp_path, text)
