"""The built package works without the checkout it was built from."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.support.builders import registry_server, write_registry

ROOT = Path(__file__).resolve().parents[1]


def test_a_registry_without_a_vocabulary_is_checked_by_an_installed_package(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").iterdir()
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    catalog = write_registry(tmp_path / "catalog", registry_server())
    (catalog / "vocabulary.yaml").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "generator.faces.cli", "check", "--catalog", catalog],
        cwd=tmp_path / "installed",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "draft/parameter" in done.stdout, done.stdout + done.stderr
    assert "judgement" not in done.stdout, "the words of the shipped vocabulary are known"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "generator.faces.cli",
            "export",
            "-t",
            "hook",
            "--file",
            "policy_hook.py",
            "--catalog",
            catalog,
        ],
        cwd=tmp_path / "installed",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == (ROOT / "generator" / "exporters" / "hook" / "policy_hook.py").read_text(), done.stderr
