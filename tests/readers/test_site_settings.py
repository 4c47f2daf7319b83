"""Limits in the site's settings are numbers of bytes, and anything else is refused by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model.problem import CatalogError
from generator.model.site import Budget
from generator.readers.site_settings import also_read, project_of, read_settings
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


def test_settings_take_in_those_that_they_inherit_from_key_by_key(tmp_path: Path):
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "root.yml").write_text(
        "site_name: A\nnav: [a, b]\nextra: {catalog: {budget: {page: 1}, x: y}}\n"
    )
    (tmp_path / "base" / "mkdocs.yml").write_text("INHERIT: root.yml\ndocs_dir: base_docs\nextra: {catalog: {x: z}}\n")
    ours = tmp_path / "ours.yml"
    ours.write_text("INHERIT: base/mkdocs.yml\nnav: [c]\nextra: {more: 1}\n")
    assert read_settings(ours) == {
        "site_name": "A",
        "nav": ["c"],
        "docs_dir": "base_docs",
        "extra": {"catalog": {"budget": {"page": 1}, "x": "z"}, "more": 1},
    }
    assert project_of(ours).budget == Budget(page_bytes=1)
    assert project_of(ours).docs == tmp_path / "base_docs"  # from the file that was asked for, as MkDocs does
    assert also_read(ours) == [tmp_path / "base" / "mkdocs.yml", tmp_path / "base" / "root.yml"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("INHERIT: gone.yml", "mkdocs.yml: INHERIT: found no "),
        ("INHERIT: [a.yml]", "mkdocs.yml: INHERIT: found ['a.yml'], expected the path of a file"),
        ("INHERIT: mkdocs.yml", "expected settings that do not inherit from themselves"),
        ("INHERIT: broken.yml", "broken.yml:2:4: found text that is not YAML: "),
    ],
)
def test_settings_that_cannot_be_inherited_are_refused(text: str, named: str, tmp_path: Path):
    (tmp_path / "broken.yml").write_text("a: 1\n  b: 2\n")
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(CatalogError) as refused:
        read_settings(tmp_path / "mkdocs.yml")
    assert named in str(refused.value)
