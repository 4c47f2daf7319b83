"""A project of a module's own, and a clock by which files are old.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import pytest

from generator.readers.frames import frames_of
from generator.readers.site_settings import project_of
from tests.support.project import Project, make_project


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Project:
    """A project with its frames, whose files a module's tests may change."""
    project = make_project(tmp_path_factory.mktemp("own"))
    with frames_of(project_of(project.config_file), "mkdocs"):
        return project


@pytest.fixture
def quiet(monkeypatch) -> None:
    """Files are told by their state at once, not two seconds after they were written."""
    monkeypatch.setattr("generator.reading.time.time_ns", lambda: 2**62)
