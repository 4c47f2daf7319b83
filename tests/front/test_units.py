"""The site's scripts that need no page: each `*.test.ts` beside this file, run by Node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.front.bundled import NODE, bundled

HERE = Path(__file__).parent


@pytest.mark.parametrize("entry", sorted(HERE.glob("*.test.ts")), ids=lambda path: path.stem)
def test_units(entry: Path, tmp_path: Path):
    done = subprocess.run(
        [*NODE, "--test", "--test-reporter=spec", bundled(entry, tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
