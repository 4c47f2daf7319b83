"""A registry into a built site, through the real command and with settings from the environment.

SPDX-License-Identifier: Apache-2.0
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.browser.static_site import BASE
from tests.support.project import Project

SETTINGS: Final = {
    "SOURCE_DATE_EPOCH": "1795305600",
    "NO_MKDOCS_2_WARNING": "1",
    "CATALOG_SITE_URL": f"https://catalog.example{BASE}",
    "CATALOG_CONTACT_ENDPOINT": "",
    "CATALOG_CONTACT_ISSUES": "",
    "CATALOG_CONTACT_EMAIL": "",
}
"""What every site has, unless it says otherwise."""


def build_site(project: Project, catalog: Path, site: Path, *, engine: str = "mkdocs", **settings: str) -> Path:
    """The folder of the site of that catalog; what the command said is the failure's text."""
    command = [sys.executable, "-m", "generator.faces.cli", "build", "--workers", "1", "--engine", engine]
    done = subprocess.run(
        [*command, "--catalog", catalog, "--site-dir", site],
        cwd=project.root,
        env={**os.environ, **SETTINGS, **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site
