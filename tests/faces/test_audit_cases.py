"""Configurations as people write them, and exactly what an audit says of each: the check, the level and the place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.faces.audit_run import audit
from tests.support.auditing import small_catalog
from tests.support.builders import ROOT, make_vocabulary

CASES = ROOT / "tests" / "cases" / "audit"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def files_of(case: Path) -> list[Path]:
    """Every file but the expectation and scripts that hooks name."""
    return sorted(
        path for path in case.rglob("*") if (path.is_file() and path.parent.name != "hooks") or path.suffix == ".json"
    )


def said(case: Path) -> str:
    result = audit(files_of(case), small_catalog(), make_vocabulary(), home=CASES / "home")
    assert result.unreadable == ()
    lines = [f"# {each.path}: {each.format}" for each in result.subject.files]
    lines += [
        f"{each.place.file}:{each.place.line}:{each.place.column}: {each.level} {each.check}: {each.message}; {each.hint}"
        for each in result.findings
    ]
    return "".join(f"{line}\n" for line in lines).replace(f"{case.as_posix()}/", "")


@pytest.mark.parametrize("name", NAMES)
def test_an_audit_says_what_it_said_before(name):
    expected = CASES / f"{name}.txt"
    actual = said(CASES / name)
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(actual, encoding="utf-8")
    assert actual == expected.read_text(encoding="utf-8")


def test_every_expectation_belongs_to_a_case():
    assert sorted(path.stem for path in CASES.glob("*.txt")) == NAMES


def test_a_policy_that_follows_the_catalog_gives_no_finding():
    assert [line for line in said(CASES / "clean").splitlines() if not line.startswith("#")] == []
