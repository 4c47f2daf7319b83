"""What many tests stand on: the command line, and a project whose handbook is already built."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.project import Project, make_project

# A slow machine is no failure: no deadline for an example, none for making one.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def project(tmp_path_factory) -> Project:
    """A copy of this project's site settings, templates and hand-written pages; its frames are built once."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def policy_catalog(project: Project) -> Run:
    """Run the real command line in the project, as a person would, and return what it said."""

    def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "generator.faces.cli", *map(str, arguments)],
            cwd=cwd or project.root,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1795305600", "NO_MKDOCS_2_WARNING": "1", **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: Playwright leaves an event loop running in the worker it once ran in."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
