"""The same site from `policy-catalog build` and `mkdocs build`, and the same catalog pages inside Zensical's theme."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.support.builders import registry_attack, registry_server, write_registry
from tests.support.project import files_of, make_project

BODY = re.compile(r'<div class="pc\b[^>]*>(.*?)</article>', re.DOTALL)


@pytest.fixture(scope="module")
def own_project(tmp_path_factory):
    project = make_project(tmp_path_factory.mktemp("engines"))
    parameter = {"name": "owner", "type": "string", "description": "Whose repository."}
    server = registry_server(summary="Repositories.")
    server["tools"][0]["parameters"] = [parameter]
    write_registry(project.root / "catalog", server, attacks=[registry_attack()])
    return project


def mkdocs(project, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=project.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_mkdocs_build_strict_gives_the_same_site(own_project, policy_catalog):
    done = mkdocs(own_project, "--strict")
    assert done.returncode == 0, done.stderr
    assert policy_catalog("build", "--site-dir", "by-hand", cwd=own_project.root).returncode == 0
    assert files_of(own_project.root / "site") == files_of(own_project.root / "by-hand")


def test_mkdocs_build_reports_every_registry_error_and_keeps_the_last_site(own_project):
    assert mkdocs(own_project).returncode == 0
    before = files_of(own_project.root / "site")
    path = own_project.root / "catalog" / "servers" / "github.yaml"
    good = path.read_text()
    path.write_text(good.replace("category: Write", "category: Wrote").replace("slug: github", "slug: hub"))
    done = mkdocs(own_project)
    path.write_text(good)
    assert done.returncode == 1
    assert "judgement/category" in done.stderr
    assert "names/slug-file" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(own_project.root / "site") == before


def test_drafts_are_published_and_told_by_mkdocs_too(own_project):
    path = own_project.root / "catalog" / "servers" / "github.yaml"
    good = path.read_text()
    path.write_text(good.replace("  category: Write\n", ""))
    done = mkdocs(own_project, "--strict")
    path.write_text(good)
    assert done.returncode == 0
    assert "draft/category" in done.stderr


def test_zensical_builds_the_same_catalog_pages(own_project, policy_catalog):
    for engine in ("mkdocs", "zensical"):
        done = policy_catalog("build", "--engine", engine, "--site-dir", f"with-{engine}", cwd=own_project.root)
        assert done.returncode == 0, done.stderr
    with_mkdocs, with_zensical = (files_of(own_project.root / f"with-{name}") for name in ("mkdocs", "zensical"))
    catalog_pages = [
        name for name in with_mkdocs if re.match(r"(tools/.+|risk/.+|categories/.+|attacks/.+)/index\.html", name)
    ]
    assert len(catalog_pages) >= 11
    assert "attacks/tool-poisoning/index.html" in catalog_pages
    for name in catalog_pages:
        bodies = [BODY.search(files[name].decode()) for files in (with_mkdocs, with_zensical)]
        assert bodies[0] and bodies[1], name
        assert bodies[0][1].strip() == bodies[1][1].strip(), name
    assert "CATALOG-SLOT" not in with_zensical["404.html"].decode()
    assert with_zensical["sitemap.xml"] == with_mkdocs["sitemap.xml"]


def test_an_engine_that_fails_says_what_it_said(own_project, policy_catalog):
    page = own_project.root / "site_src" / "broken.md"
    page.write_text("[nowhere](missing.md)\n")
    done = policy_catalog("build", "--site-dir", "never", cwd=own_project.root)
    page.unlink()
    assert done.returncode == 1
    assert "missing.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (own_project.root / "never").exists()
